"""The way out: no address but the services', no more bytes and no more time than agreed."""

import asyncio
import gzip
import threading
import tracemalloc
import zlib
from collections.abc import Iterator

import httpx
import pytest

from bot.metadata import fetcher as fetching
from bot.metadata.fetcher import (
    LARGEST_BODY,
    Fetcher,
    FetchError,
    Pinned,
    Response,
    is_allowed,
    load_certificates,
    look_up_host,
)
from tests.metadata.services import DATA, Reply, Services, recorded, reply

PUBLIC = ("https://export.arxiv.org", "https://api.crossref.org", "https://api2.openreview.net")


@pytest.fixture
def fetcher(services: Services) -> Iterator[Fetcher]:
    fetcher = Fetcher((*PUBLIC, services.base), contact="ada@example.org", deadline=2.0)
    yield fetcher
    fetcher.close()


def fetch(fetcher: Fetcher, url: str) -> Response:
    return asyncio.run(fetcher.fetch(url))


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(fetcher, url)
    return caught.value


def test_a_request_says_who_asks_and_carries_nothing_else(fetcher: Fetcher, services: Services) -> None:
    services.answer = lambda path: reply("{}", Set_Cookie="a=b; Path=/")
    assert fetch(fetcher, f"{services.base}/x?y=z") == Response(200, b"{}")
    fetch(fetcher, f"{services.base}/x")
    first, second = services.requests
    assert first.path == "/x?y=z"
    assert first.headers["user-agent"] == "paperclerk (mailto:ada@example.org)"
    assert first.headers["host"] == services.base.removeprefix("http://")
    assert not {"cookie", "authorization", "referer"} & (set(first.headers) | set(second.headers))


def test_proxy_variables_count_for_nothing(
    fetcher: Fetcher, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    services.answer = lambda path: reply("{}")
    assert fetch(fetcher, services.base + "/").status == 200


@pytest.mark.parametrize("status", [400, 404])
def test_an_answer_that_says_no_is_an_answer(fetcher: Fetcher, services: Services, status: int) -> None:
    services.answer = lambda path: reply("no", status)
    assert fetch(fetcher, services.base + "/") == Response(status, b"no")


@pytest.mark.parametrize(
    ("said", "busy", "retry_after"),
    [
        pytest.param(reply("Rate exceeded.", 429), True, None, id="429"),
        pytest.param(reply("", 429, Retry_After="120"), True, "120", id="429 with a time"),
        pytest.param(reply("", 503, Retry_After="x"), True, "x", id="503"),
        pytest.param(recorded("challenge.json", 403), True, None, id="403"),
        pytest.param(reply("", 406), True, None, id="406, which arXiv says"),
        pytest.param(reply("<html>", Content_Type="text/HTML; charset=utf-8"), True, None, id="a page"),
        pytest.param(reply("", 500), False, None, id="500"),
        pytest.param(reply("", 401), False, None, id="401"),
        pytest.param(reply("", 204), False, None, id="204"),
        pytest.param(reply("", 302), False, None, id="a redirect to nowhere"),
        pytest.param(b"", False, None, id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", False, None, id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", False, None, id="a truncated body"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", False, None, id="a truncated chunk"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000, False, None, id="an endless header"),
        pytest.param(reply(b"not gzip", Content_Encoding="gzip"), False, None, id="broken gzip"),
        pytest.param(reply(gzip.compress(b"x" * 9000)[:-9], Content_Encoding="gzip"), False, None, id="truncated gzip"),
        pytest.param(reply(b"x", Content_Encoding="br"), False, None, id="a compression nobody asked for"),
        pytest.param(reply(b"x" * (LARGEST_BODY + 1)), False, None, id="a large body"),
        pytest.param(reply(zlib.compress(b"x"), Content_Encoding="gzip, gzip"), False, None, id="compressed twice"),
    ],
)
def test_what_is_no_answer(
    fetcher: Fetcher, services: Services, said: Reply, busy: bool, retry_after: str | None
) -> None:
    services.answer = lambda path: said
    error = refusal(fetcher, services.base + "/")
    assert (error.busy, error.retry_after) == (busy, retry_after)


def test_compression_is_understood(fetcher: Fetcher, services: Services) -> None:
    services.answer = lambda path: reply(gzip.compress(b"x" * LARGEST_BODY), Content_Encoding="GZip")
    assert len(fetch(fetcher, services.base + "/").body) == LARGEST_BODY


def test_a_bomb_goes_off_in_small(fetcher: Fetcher, services: Services) -> None:
    bomb = gzip.compress(bytes(50_000_000), 6)
    assert len(bomb) < LARGEST_BODY
    services.answer = lambda path: reply(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    assert str(refusal(fetcher, services.base + "/")) == "body too large"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * LARGEST_BODY


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "a body"])
def test_what_drips_is_cut_off(services: Services, head: bytes) -> None:
    services.answer = lambda path: services.drip(head)
    fetcher = Fetcher((services.base,), deadline=0.2)
    assert refusal(fetcher, services.base + "/").busy
    fetcher.close()


def test_a_body_that_never_ends_is_cut_off(fetcher: Fetcher, services: Services) -> None:
    services.answer = lambda path: services.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, every=0)
    assert str(refusal(fetcher, services.base + "/")) == "body too large"


def test_a_name_server_that_is_silent_is_cut_off(monkeypatch: pytest.MonkeyPatch, services: Services) -> None:
    answered = threading.Event()

    def silent(host: str, port: int) -> tuple[str, ...]:
        services.stopping.wait(30)
        answered.set()
        return ()

    monkeypatch.setattr(fetching, "look_up_host", silent)
    fetcher = Fetcher(PUBLIC, deadline=0.2)
    assert refusal(fetcher, PUBLIC[0]).busy
    assert not answered.is_set()
    services.stopping.set()
    fetcher.close()


def test_nobody_listens(fetcher: Fetcher) -> None:
    with Services() as gone:
        base = gone.base
    other = Fetcher((base,))
    assert refusal(other, base).busy
    other.close()


ELSEWHERE = (DATA / "hostile_redirects.txt").read_text().splitlines()


@pytest.mark.parametrize(("status", "target"), [(307, ELSEWHERE[0]), *((301, target) for target in ELSEWHERE)], ids=str)
def test_no_redirect_leads_elsewhere(
    fetcher: Fetcher, services: Services, status: int, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def watch(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return look_up_host(host, port)

    monkeypatch.setattr(fetching, "look_up_host", watch)
    services.answer = lambda path: reply("", status, Location=target)
    assert not refusal(fetcher, services.base + "/").busy
    assert len(services.requests) == 1
    assert set(asked) == {"127.0.0.1"}, "not even the name server hears of the other host"


def test_a_redirect_within_the_service_is_followed(fetcher: Fetcher, services: Services) -> None:
    services.answer = lambda path: reply("", 301, Location="/new?a=b") if path == "/old" else reply(path)
    assert fetch(fetcher, services.base + "/old") == Response(200, b"/new?a=b")


def test_redirects_in_a_circle_end(fetcher: Fetcher, services: Services) -> None:
    services.answer = lambda path: reply("", 302, Location="/")
    assert str(refusal(fetcher, services.base + "/")) == "too many redirects"
    assert len(services.requests) == 4


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("93.184.215.14", "127.0.0.1"),
        ("169.254.169.254",),
        ("::1",),
        ("64:ff9b::7f00:1",),
        (),
    ],
    ids=", ".join,
)
def test_a_name_that_leads_inside_is_refused(
    fetcher: Fetcher, addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "look_up_host", lambda host, port: addresses)
    assert str(refusal(fetcher, "https://api.crossref.org/works")) == "the host has an address that is not public"


def test_the_name_server_is_asked_once(services: Services) -> None:
    """What was checked is what is connected to: this name has no address at all, and the request arrives."""

    async def ask() -> int:
        pinned = Pinned(("127.0.0.1",), verify=load_certificates())
        async with httpx.AsyncClient(transport=pinned) as client:
            return (await client.get(f"http://papers.invalid:{services.server_address[1]}/x")).status_code

    services.answer = lambda path: reply("")
    assert asyncio.run(ask()) == 200
    assert services.requests[0].headers["host"].startswith("papers.invalid:")


def test_the_next_address_is_tried_where_the_first_is_dead(services: Services) -> None:
    async def ask() -> int:
        pinned = Pinned(("127.0.0.2", "127.0.0.1"), verify=load_certificates())
        async with httpx.AsyncClient(transport=pinned) as client:
            return (await client.get(services.base)).status_code

    services.answer = lambda path: reply("")
    assert asyncio.run(ask()) == 200


@pytest.mark.parametrize(
    ("address", "public", "here"),
    [
        ("93.184.215.14", True, False),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, False),
        ("127.0.0.1", False, True),
        ("127.8.8.8", False, True),
        ("::1", False, True),
        ("0.0.0.0", False, False),
        ("10.1.2.3", False, False),
        ("172.16.0.1", False, False),
        ("192.168.1.1", False, False),
        ("100.64.0.1", False, False),
        ("100.100.100.200", False, False),
        ("169.254.169.254", False, False),
        ("192.0.0.8", False, False),
        ("224.0.0.1", False, False),
        ("255.255.255.255", False, False),
        ("::", False, False),
        ("fe80::1", False, False),
        ("fe80::1%lo", False, False),
        ("fd00:ec2::254", False, False),
        ("ff02::1", False, False),
        ("::ffff:93.184.215.14", False, False),
        ("::ffff:10.0.0.1", False, False),
        ("64:ff9b::7f00:1", False, False),
        ("64:ff9b:1::7f00:1", False, False),
        ("2002:7f00:1::", False, False),
        ("2001:0:7f00:1::", False, False),
        ("no address", False, False),
        ("", False, False),
    ],
)
def test_addresses(address: str, public: bool, here: bool) -> None:
    assert is_allowed(address, local=False) == public
    assert is_allowed(address, local=True) == here


@pytest.mark.parametrize("base", ["", "export.arxiv.org", "ftp://export.arxiv.org", "file:///x", "https://"])
def test_a_base_must_be_an_address(base: str) -> None:
    with pytest.raises(ValueError, match="no http"):
        Fetcher((base,))
