"""One address of a service -> its answer, within limits: known hosts, no proxy, a deadline, and so many bytes.

Nothing that a contributor writes chooses the host; only the number of a paper goes into an address.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

log = logging.getLogger(__name__)

LARGEST_BODY = 1_000_000
SECONDS = 10.0
MOST_REDIRECTS = 3
#: A service that says no without a time is left alone so long, and twice as long after each further no.
FIRST_PAUSE, LONGEST_PAUSE = 60.0, 3600.0
REFUSALS = frozenset({403, 408, 425, 429, 500, 502, 503, 504})


class UnansweredError(Exception):
    """The service did not answer usably; `pause` is how many seconds it asks to be left alone, None if it does not."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


class Reader:
    """Reads the origins it was given ("https://export.arxiv.org") and no others."""

    def __init__(
        self,
        origins: Collection[str],
        *,
        contact: str | None = None,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.origins = frozenset(map(origin, origins))
        self.seconds = seconds
        self.clock = clock
        self.client = httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(seconds),
            # A compressed body can be a thousand times as large as what came over the wire.
            headers={
                "User-Agent": f"paperclerk (mailto:{contact})" if contact else "paperclerk",
                "Accept-Encoding": "identity",
            },
        )

    def read(self, url: str) -> tuple[int, bytes]:
        """Return the status (2xx or 404) and the body; raise UnansweredError for everything else."""
        end = self.clock() + self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            if origin(url) not in self.origins:
                raise UnansweredError("a redirect to another host")
            status, body, location = self.fetch(url, end)
            if location is None:
                return status, body
            url = urljoin(url, location)
        raise UnansweredError("too many redirects")

    def fetch(self, url: str, end: float) -> tuple[int, bytes, str | None]:
        """Send one request; return its status, its body and where it redirects to."""
        try:
            with self.client.stream("GET", url) as answer:
                self.client.cookies.clear()
                if answer.is_redirect:
                    return answer.status_code, b"", answer.headers.get("location", "")
                if answer.status_code in REFUSALS:
                    raise UnansweredError(f"status {answer.status_code}", read_pause(answer.headers))
                if not answer.is_success and answer.status_code != 404:
                    raise UnansweredError(f"status {answer.status_code}")
                return answer.status_code, self.take(answer, end), None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise UnansweredError(type(error).__name__) from error

    def take(self, answer: httpx.Response, end: float) -> bytes:
        """Return the body, unless it is too large or drips for too long."""
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise UnansweredError("a compressed body")
        body = bytearray()
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise UnansweredError("a body that is too large")
            if self.clock() > end:
                raise UnansweredError("an answer that takes too long")
        return bytes(body)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()


def origin(url: str) -> str:
    """Return scheme, host and port of an address, "" where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if "@" not in parts.netloc else ""


def read_pause(headers: httpx.Headers) -> float | None:
    """Return the seconds that Retry-After names; a date, which hardly anybody sends, counts as none."""
    text = headers.get("retry-after", "")
    return min(float(text), LONGEST_PAUSE) if text.isascii() and text.isdecimal() else None
