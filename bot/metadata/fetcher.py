"""The only way to the services: a short list of hosts, one after the other, with limits on everything."""

import asyncio
import ipaddress
import json
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpx

from bot.errors import PaperclerkError

DEADLINE = 10.0
LARGEST_BODY = 1_000_000
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
TIMEOUTS = httpx.Timeout(5.0, connect=3.0)
#: `is_global` is true for these, although they lead through a gateway to whatever IPv4 address is written in them.
GATEWAYS = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.0.0.0/24"))
)
#: With 403 OpenReview makes whole networks prove that they are browsers; arXiv sends 406. Asking again is useless.
BUSY = frozenset({403, 406, 429, 503})
#: A request that ends before its name server answers leaves a thread behind for a while.
RESOLVERS = 4
#: A name server's errors for a host that does not exist.
NAMELESS = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))


class FetchError(PaperclerkError):
    """No usable answer; the text says why without repeating it.

    `busy` means that the service should be left alone for a while: for `retry_after`, if it named a time.
    """

    def __init__(self, reason: str, *, busy: bool = False, retry_after: str | None = None) -> None:
        super().__init__(reason)
        self.busy = busy
        self.retry_after = retry_after


class NamelessError(FetchError):
    """The name server does not know the host."""


@dataclass(frozen=True, slots=True)
class Response:
    """A service's answer: 200, or 400 or 404, which services send for an unknown identifier."""

    status: int
    body: bytes

    def read_object(self) -> dict[str, Any]:
        """Return the JSON object in the body; raise FetchError if it is something else."""
        try:
            content = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise FetchError(f"status {self.status}, but no JSON") from error
        if not isinstance(content, dict):
            raise FetchError(f"status {self.status}, but no JSON object")
        return content


@dataclass(frozen=True, slots=True)
class Origin:
    """A host and port that may be contacted; `local` if an operator put a mirror on this very machine."""

    host: str
    port: int
    local: bool


class Fetcher:
    """Fetches addresses below the `bases` and nothing else; `contact` is an e-mail address for the operators there."""

    def __init__(self, bases: Iterable[str], *, contact: str | None = None, deadline: float = DEADLINE) -> None:
        self.origins = {(origin.host, origin.port): origin for base in bases for origin in origins_of(base)}
        self.deadline = deadline
        self.agent = f"paperclerk (mailto:{quote(contact, safe='@+')})" if contact else "paperclerk"
        self.resolvers = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="paperclerk-resolver")

    async def fetch(self, url: str) -> Response:
        """Return the answer to a GET within the deadline; raise FetchError."""
        try:
            async with asyncio.timeout(self.deadline):
                return await self.follow(url)
        except TimeoutError as error:
            raise FetchError("no answer in time", busy=True) from error
        except httpx.TransportError as error:
            # The next request would fail with these too; any other error belongs to this answer.
            unreachable = isinstance(error, (httpx.TimeoutException, httpx.ConnectError))
            raise FetchError(type(error).__name__, busy=unreachable) from error
        except (httpx.InvalidURL, httpx.HTTPError, OSError, ValueError) as error:
            raise FetchError(type(error).__name__) from error

    async def follow(self, url: str) -> Response:
        """Return the answer at the end of the redirects, each of which is checked like the first address."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self.open("GET", url, {"Accept-Encoding": "gzip"}) as response:
                if not response.has_redirect_location:
                    return await read_answer(response)
                target = urljoin(url, response.headers["Location"])
            if url.startswith("https:") and not target.startswith("https:"):
                raise FetchError("redirect away from https")
            url = target
        raise FetchError("too many redirects")

    @asynccontextmanager
    async def open(self, method: str, url: str, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
        """Give the beginning of an answer; a client for each request keeps no cookies."""
        transport = Pinned(await self.find_addresses(url), verify=load_certificates())
        async with (
            httpx.AsyncClient(transport=transport, trust_env=False, timeout=TIMEOUTS) as client,
            client.stream(method, url, headers={"User-Agent": self.agent, **headers}) as response,
        ):
            yield response

    def find_origin(self, parts: SplitResult) -> Origin:
        """Return the origin of an address, if it is one of the services'."""
        port = parts.port or PORTS.get(parts.scheme, 0)
        origin = self.origins.get((parts.hostname or "", port))
        if origin is None or parts.scheme not in PORTS or "@" in parts.netloc:
            raise FetchError("address outside the allow-list")
        return origin

    async def find_addresses(self, url: str) -> tuple[str, ...]:
        """Return the addresses of a host; refuse it altogether if one of them is not for us."""
        origin = self.find_origin(split(url))
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self.resolvers, look_up_host, origin.host, origin.port)
        except OSError as error:
            is_known = not isinstance(error, socket.gaierror) or error.errno not in NAMELESS
            raise (FetchError if is_known else NamelessError)("the host has no address", busy=True) from error
        except UnicodeError as error:
            raise FetchError("the host is no name") from error
        if not found or not all(is_allowed(address, local=origin.local) for address in found):
            raise FetchError("the host has an address that is not public")
        return found

    def close(self) -> None:
        self.resolvers.shutdown(wait=False, cancel_futures=True)


class Pinned(httpx.AsyncHTTPTransport):
    """Connects to addresses that were checked, without asking the name server again: it might answer differently."""

    def __init__(self, addresses: Collection[str], *, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify, trust_env=False)
        self.addresses = addresses

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first address that takes it; the certificate is still the name's."""
        failure: httpx.TransportError = httpx.ConnectError("no address", request=request)
        for address in self.addresses:
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": request.url.host},
            )
            try:
                return await super().handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure


@cache
def load_certificates() -> ssl.SSLContext:
    """Return the trusted certificates; reading them takes longer than everything else here."""
    return httpx.create_ssl_context(trust_env=False)


def origins_of(base: str) -> tuple[Origin, ...]:
    """Return the origins that a base allows: its own port, and both usual ports if it has one of them."""
    parts = urlsplit(base)
    host = parts.hostname or ""
    if parts.scheme not in PORTS or not host:
        raise ValueError(f"{base!r} is no http(s) address")
    own = parts.port or PORTS[parts.scheme]
    ports = PORTS.values() if own in PORTS.values() else (own,)
    return tuple(Origin(host, port, is_local(host)) for port in ports)


def split(url: str) -> SplitResult:
    """Return the parts of an address; raise FetchError if it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError("malformed address") from error
    return parts


def look_up_host(host: str, port: int) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_local(host: str) -> bool:
    """Whether a host explicitly names this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_allowed(text: str, *, local: bool) -> bool:
    """Whether an address may be connected to: a public one, or this machine's if that is intended."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if local:
        return address.is_loopback
    mapped = getattr(address, "ipv4_mapped", None)
    return (
        address.is_global
        and not address.is_multicast
        and mapped is None
        and not any(address in network for network in GATEWAYS)
    )


async def read_answer(response: httpx.Response) -> Response:
    """Return status and body, unpacked and within the limits; raise FetchError."""
    status = response.status_code
    if status in BUSY or (status == 200 and is_page(response)):
        raise FetchError(f"status {status}", busy=True, retry_after=response.headers.get("Retry-After"))
    if status not in (200, 400, 404):
        raise FetchError(f"status {status}")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise FetchError("body too large")
    return Response(status, unpack(bytes(body), response.headers.get("Content-Encoding", "identity").strip().lower()))


def is_page(response: httpx.Response) -> bool:
    """Whether an answer is for a browser: no service gives a paper's facts in HTML."""
    kind: str = response.headers.get("Content-Type", "")
    return kind.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def unpack(body: bytes, encoding: str) -> bytes:
    """Return a body uncompressed; raise FetchError if it is broken or too long."""
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError("unknown compression")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacker.decompress(body, LARGEST_BODY + 1)
    except zlib.error as error:
        raise FetchError("broken compression") from error
    if len(unpacked) > LARGEST_BODY:
        raise FetchError("body too large")
    if not unpacker.eof:
        raise FetchError("truncated compression")
    return unpacked
