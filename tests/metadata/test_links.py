"""Looks at links on this machine's own hosts, with all that hosts do."""

import asyncio
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.care.links import judge
from bot.catalogue.identity.metadata import Visit
from bot.metadata import fetcher as fetching
from bot.metadata.fetcher import Fetcher
from bot.metadata.links import KEPT, LinkFetcher, LinkLog, LinkLooker, find_archived
from tests.metadata.conftest import Clock
from tests.metadata.services import Reply, Services, reply

PAGE = "<html><title>A paper</title></html>"
OTHER = "/elsewhere"


@pytest.fixture
def fetcher(services: Services) -> Iterator[LinkFetcher]:
    local = services.base.replace("127.0.0.1", "localhost")
    fetcher = LinkFetcher((services.base, local), contact="ada@example.org", deadline=1.0)
    yield fetcher
    fetcher.close()


@pytest.fixture
def look(fetcher: LinkFetcher, services: Services, clock: Clock) -> Callable[..., dict[str, Visit]]:
    """Look at paths of the local host, as a run does."""

    def run(*paths: str, log: LinkLog | None = None, seconds: float = 60.0) -> dict[str, Visit]:
        looker = LinkLooker(fetcher, log or LinkLog(None), clock=clock, sleep=clock.sleep, seconds=seconds)
        return looker([path if "://" in path else services.base + path for path in paths])

    return run


def no_rules(answer: Callable[[str], Reply]) -> Callable[[str], Reply]:
    """Answer what is not about the rules for robots."""
    return lambda path: reply("", 404) if path == "/robots.txt" else answer(path)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        *((status, "alive") for status in (200, 203, 206)),
        *((status, "dead") for status in (404, 410)),
        *((status, "unseen") for status in (400, 401, 403, 405, 406, 408, 418, 429, 451)),
        *((status, "unseen") for status in (500, 501, 502, 503, 504, 520, 999)),
    ],
)
def test_every_status_says_what_it_says_and_no_more(
    services: Services, look: Callable[..., dict[str, Visit]], status: int, verdict: str
) -> None:
    services.answer = no_rules(lambda path: reply(PAGE, status))
    ((url, visit),) = look("/paper").items()
    assert judge(url, visit) == verdict


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(reply("<title>Just a moment...</title>", 200), id="a challenge with 200"),
        pytest.param(reply("<title>Just a moment...</title>", 404), id="a challenge with 404"),
        pytest.param(reply("", 404, cf_mitigated="challenge"), id="a challenge in a header"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000, id="an endless header"),
        pytest.param(reply("", 302, Location="/paper"), id="a circle"),
        pytest.param(reply("", 302, Location="http://10.0.0.1/"), id="to a private address"),
        pytest.param(reply("", 302, Location="http://169.254.169.254/latest/meta-data"), id="to a cloud's metadata"),
        pytest.param(reply("", 302, Location="http://[::ffff:127.0.0.1]/"), id="to this machine in disguise"),
        pytest.param(reply("", 302, Location="http://user:word@localhost/"), id="to an address with a password"),
        pytest.param(reply("", 302, Location="ftp://localhost/"), id="to another protocol"),
        pytest.param(reply("", 302, Location="http://localhost:1/"), id="to an unusual port"),
    ],
)
def test_what_could_not_be_seen_is_never_dead(
    services: Services, look: Callable[..., dict[str, Visit]], said: Reply
) -> None:
    services.answer = no_rules(lambda path: said)
    if b"Just a moment" in said and b" 200 " in said:
        # HEAD tells nothing of a page, which is asked for where HEAD is refused.
        answers = iter([reply("", 403), said])
        services.answer = no_rules(lambda path: next(answers))
    ((url, visit),) = look("/paper").items()
    assert judge(url, visit) == "unseen"


def test_a_host_that_never_ends_its_body_is_left_after_its_beginning(
    services: Services, look: Callable[..., dict[str, Visit]]
) -> None:
    heads = iter([reply("", 405)])
    endless = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

    def answer(path: str) -> Reply:
        return next(heads, None) or services.drip(endless, b"x" * 4096, every=0.001)

    services.answer = no_rules(answer)
    ((url, visit),) = look("/paper").items()
    assert judge(url, visit) == "alive"


def test_a_host_that_only_drips_costs_its_deadline_and_says_nothing(
    fetcher: LinkFetcher, services: Services, look: Callable[..., dict[str, Visit]]
) -> None:
    fetcher.deadline = 0.2
    services.answer = no_rules(lambda path: services.drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"))
    ((url, visit),) = look("/paper").items()
    assert visit == Visit(0, url)


def test_a_page_that_calls_itself_retracted_is_a_page_like_any_other(
    services: Services, look: Callable[..., dict[str, Visit]]
) -> None:
    services.answer = no_rules(lambda path: reply("<title>RETRACTED: A paper</title>"))
    ((url, visit),) = look("/paper").items()
    assert visit == Visit(200, url)


@pytest.mark.parametrize(
    ("hops", "verdict"),
    [
        pytest.param([(301, OTHER)], "moved", id="for good"),
        pytest.param([(308, OTHER)], "moved", id="for good, in the other word"),
        pytest.param([(302, OTHER)], "alive", id="for now"),
        pytest.param([(301, "/a"), (307, OTHER)], "alive", id="for good, then for now"),
        pytest.param([(301, "/paper/")], "alive", id="the same page with a slash"),
        pytest.param([(301, "/")], "alive", id="to the front page"),
    ],
)
def test_what_moved_for_good_has_moved(
    services: Services, look: Callable[..., dict[str, Visit]], hops: list[tuple[int, str]], verdict: str
) -> None:
    places = ["/paper", *(target for _, target in hops)]
    answers = {place: reply("", status, Location=target) for place, (status, target) in zip(places, hops, strict=False)}
    services.answer = no_rules(lambda path: answers.get(path, reply(PAGE)))
    ((url, visit),) = look("/paper").items()
    assert judge(url, visit) == verdict


def test_a_certificate_that_nobody_vouches_for_says_nothing_of_the_page(tmp_path: Path, clock: Clock) -> None:
    with Services() as services:
        services.socket = certify(services.socket, tmp_path)
        origin = services.base.replace("http://", "https://")
        fetcher = LinkFetcher((origin,), deadline=2.0)
        visit, _ = asyncio.run(fetcher.look(f"{origin}/paper"))
        fetcher.close()
    assert visit == Visit(0, f"{origin}/paper")


def certify(door: socket.socket, folder: Path) -> ssl.SSLSocket:
    """Let a door speak TLS with a certificate that it made itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + timedelta(days=36_500))
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "certificate.pem"
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context.wrap_socket(door, server_side=True)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        pytest.param(socket.gaierror(socket.EAI_NONAME, "unknown"), "dead", id="no such host"),
        pytest.param(socket.gaierror(socket.EAI_AGAIN, "try again"), "unseen", id="no answer from the name server"),
    ],
)
def test_only_a_host_that_does_not_exist_is_dead_by_its_name(
    fetcher: LinkFetcher, monkeypatch: pytest.MonkeyPatch, error: socket.gaierror, verdict: str
) -> None:
    def refuse(host: str, port: int) -> tuple[str, ...]:
        raise error

    monkeypatch.setattr(fetching, "look_up_host", refuse)
    visit, _ = asyncio.run(fetcher.look("https://gone.example/paper"))
    assert judge("https://gone.example/paper", visit) == verdict


def test_one_host_is_asked_one_thing_at_a_time_with_the_pauses_that_it_wants(
    services: Services, look: Callable[..., dict[str, Visit]], clock: Clock
) -> None:
    services.answer = lambda path: reply("User-agent: *\nCrawl-delay: 7\n" if path == "/robots.txt" else PAGE)
    look("/a", "/b", "/c")
    assert [request.path for request in services.requests] == ["/robots.txt", "/a", "/b", "/c"]
    assert clock.waits == [7, 7, 7]


def test_a_host_that_wants_long_pauses_is_looked_at_once(
    services: Services, look: Callable[..., dict[str, Visit]]
) -> None:
    services.answer = lambda path: reply("User-agent: *\nCrawl-delay: 3600\n" if path == "/robots.txt" else PAGE)
    assert len(look("/a", "/b", "/c")) == 1


def test_where_robots_may_not_go_nobody_looks(services: Services, look: Callable[..., dict[str, Visit]]) -> None:
    services.answer = lambda path: reply("User-agent: *\nDisallow: /private\n" if path == "/robots.txt" else PAGE)
    visits = look("/private/a", "/b")
    assert {url.removeprefix(services.base): judge(url, visit) for url, visit in visits.items()} == {
        "/private/a": "unseen",
        "/b": "alive",
    }
    assert "/private/a" not in [request.path for request in services.requests]


def test_what_was_alive_lately_is_not_asked_again_and_later_by_its_mark(
    services: Services, look: Callable[..., dict[str, Visit]], clock: Clock, tmp_path: Path
) -> None:
    services.answer = no_rules(lambda path: reply(PAGE, ETag='"one"'))
    log = LinkLog.open(tmp_path / "links.json")
    look("/paper", log=log)
    asked = len(services.requests)
    look("/paper", log=LinkLog.open(tmp_path / "links.json"))
    assert len(services.requests) == asked
    clock.now += 8 * 24 * 3600
    services.answer = no_rules(lambda path: reply("", 304))
    ((url, visit),) = look("/paper", log=LinkLog.open(tmp_path / "links.json")).items()
    assert judge(url, visit) == "alive"
    assert services.requests[-1].headers["if-none-match"] == '"one"'


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b'{"a": ["x", "y"]}', b"\xff"])
def test_a_broken_file_of_looks_is_forgotten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "links.json"
    path.write_bytes(content)
    assert LinkLog.open(path).seen == {}


def test_when_the_time_is_over_the_rest_is_left_for_the_next_run(
    services: Services, look: Callable[..., dict[str, Visit]]
) -> None:
    services.answer = lambda path: services.drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n")
    assert look("/a", "/b", seconds=0.2) == {}


def test_copies_are_those_of_which_the_archive_says_so(services: Services) -> None:
    fetcher = Fetcher((services.base,))
    closest = {"available": True, "status": "200", "url": "http://web.archive.org/web/2020/https://gone.example/a"}
    said = {
        "a": {"closest": closest},
        "b": {},
        "c": {"closest": {**closest, "status": "404"}},
        "d": {"closest": {**closest, "url": "http://evil.example/"}},
    }
    services.answer = lambda path: reply(json.dumps({"archived_snapshots": said[path[-1]]}))
    urls = [f"https://gone.example/{name}" for name in said]
    assert find_archived(urls, fetcher, services.base) == {
        "https://gone.example/a": "https://web.archive.org/web/2020/https://gone.example/a"
    }
    fetcher.close()


def test_an_archive_that_is_busy_is_left_alone(services: Services) -> None:
    services.answer = lambda path: reply("", 503)
    fetcher = Fetcher((services.base,))
    assert find_archived([f"https://gone.example/{name}" for name in "abc"], fetcher, services.base) == {}
    assert len(services.requests) == 1
    fetcher.close()


def test_what_nobody_looked_at_for_long_is_forgotten(
    services: Services, look: Callable[..., dict[str, Visit]], clock: Clock, tmp_path: Path
) -> None:
    services.answer = no_rules(lambda path: reply(PAGE))
    look("/paper", log=LinkLog.open(tmp_path / "links.json"))
    clock.now += KEPT + 1
    look("/other", log=LinkLog.open(tmp_path / "links.json"))
    assert list(LinkLog.open(tmp_path / "links.json").seen) == [f"{services.base}/other"]
