"""Looks at links like a polite visitor: one request at a time to each host, at the host's pace, in limited time.

HEAD first, then the beginning of a page. Nothing is sent except the request, and nothing of a page is stored.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from bot.catalogue.identity.metadata import Visit
from bot.metadata.cache import replace_file
from bot.metadata.client import Sleep
from bot.metadata.fetcher import PORTS, Fetcher, FetchError, NamelessError, Origin

#: In seconds, between two requests to one host that names no pace of its own.
GAP = 1.0
#: In seconds. A host with a slower pace gets one request in a run.
LONGEST_GAP = 60.0
#: How many hosts are asked at the same time.
HOSTS = 8
#: In bytes: a challenge shows at once, and rules for robots are short.
LARGEST_PAGE, LARGEST_RULES = 16_384, 65_536
MOST_REDIRECTS = 5
#: Answers of a host that does not support HEAD, or refuses this visitor; a GET may succeed.
AGAIN = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 503, 999})
CHALLENGE = re.compile(
    rb"just a moment|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|cf-chl|_incapsula_"
    rb"|enable javascript and cookies|checking your browser|access denied|unusual traffic",
    re.IGNORECASE,
)
LASTING = (301, 308)
#: In seconds; a link that was alive so recently is not checked again.
FRESH = 6 * 24 * 3600.0
#: In seconds; a link that nobody checked for so long is no longer listed anywhere.
KEPT = 100 * 24 * 3600.0
#: After so many links the log is saved, so that a stopped run continues from there.
OFTEN = 50


@dataclass
class LinkLog:
    """When links were last seen (seconds since 1970) and the host's mark of the page (ETag), by address."""

    path: Path | None
    seen: dict[str, tuple[float, str]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path | None) -> LinkLog:
        """Read the file; a broken one is ignored."""
        try:
            content: dict[str, Any] = json.loads(path.read_bytes()) if path else {}
            return cls(path, {url: (float(at), str(mark)) for url, (at, mark) in content.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls(path)

    def forget(self, before: float) -> None:
        """Drop what was last seen before some time."""
        self.seen = {url: (at, mark) for url, (at, mark) in self.seen.items() if at >= before}

    def save(self) -> None:
        """Replace the file in one step; an error of the disk is no reason to stop."""
        with suppress(OSError):
            if self.path:
                replace_file(self.path, self.seen)


class LinkFetcher(Fetcher):
    """Fetches any public address; on this very machine only the `bases`."""

    def find_origin(self, parts: SplitResult) -> Origin:
        """Return the origin of an address on a usual port, without a name and a password."""
        port = parts.port or PORTS.get(parts.scheme, 0)
        known = self.origins.get((parts.hostname or "", port))
        if parts.scheme not in PORTS or "@" in parts.netloc or not parts.hostname:
            raise FetchError("no address to look at")
        if known is None and port not in PORTS.values():
            raise FetchError("an unusual port")
        return known or Origin(parts.hostname, port, local=False)

    async def look(self, url: str, mark: str = "") -> tuple[Visit, str]:
        """Return what came of a look at a link, and the mark of the page; never raises but for a programming error."""
        try:
            async with asyncio.timeout(self.deadline):
                answer, found = await self.walk("HEAD", url, mark)
                if answer.status in AGAIN or answer.challenge:
                    answer, found = await self.walk("GET", url, "")
                return answer, found
        except NamelessError:
            return Visit(0, url, nameless=True), ""
        except (TimeoutError, FetchError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
            return Visit(0, url), ""

    async def walk(self, method: str, url: str, mark: str) -> tuple[Visit, str]:
        """Return what stands at the end of the redirects, each of which is checked like the first address."""
        lasting = True
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"} | ({"If-None-Match": mark} if mark else {})
        for _ in range(MOST_REDIRECTS + 1):
            async with self.open(method, url, headers) as response:
                if not response.has_redirect_location:
                    start = await read_start(response, LARGEST_PAGE) if method == "GET" else b""
                    asks = "challenge" in response.headers.get("cf-mitigated", "") or bool(CHALLENGE.search(start))
                    answer = Visit(response.status_code, url, lasting, challenge=asks)
                    return answer, response.headers.get("ETag", "")
                lasting = lasting and response.status_code in LASTING
                url = urljoin(url, response.headers["Location"])
        raise FetchError("too many redirects")

    async def read_rules(self, url: str) -> RobotFileParser:
        """Return what a host asks of robots, which is nothing where it says nothing that can be read."""
        rules = RobotFileParser()
        rules.parse(())
        address = urljoin(url, "/robots.txt")
        try:
            async with (
                asyncio.timeout(self.deadline),
                self.open("GET", address, {"Accept-Encoding": "identity"}) as response,
            ):
                if response.status_code == 200:
                    text = await read_start(response, LARGEST_RULES)
                    rules.parse(text.decode("utf-8", "replace").splitlines())
        except (TimeoutError, FetchError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
            return rules
        return rules


async def read_start(response: httpx.Response, most: int) -> bytes:
    """Return the beginning of a body; the rest is left where it is."""
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) >= most:
            break
    return bytes(body[:most])


class LinkLooker:
    """Looks at many links in limited time; `clock` counts seconds since 1970, `say` receives the progress."""

    def __init__(
        self,
        fetcher: LinkFetcher,
        log: LinkLog,
        *,
        clock: Callable[[], float],
        sleep: Sleep,
        seconds: float,
        say: Callable[[int, int], object] = lambda done, all: None,
    ) -> None:
        self.fetcher = fetcher
        self.log = log
        self.clock = clock
        self.sleep = sleep
        self.seconds = seconds
        self.say = say

    def __call__(self, urls: Sequence[str]) -> dict[str, Visit]:
        """Return the result of each look; a link that is missing was not looked at, for lack of time."""
        now = self.clock()
        self.log.forget(now - KEPT)
        recent = [url for url in urls if (seen := self.log.seen.get(url)) and 0 <= now - seen[0] < FRESH]
        found = {url: Visit(200, url) for url in recent}
        asyncio.run(self.visit([url for url in urls if url not in found], found))
        self.log.save()
        return found

    async def visit(self, urls: Sequence[str], found: dict[str, Visit]) -> None:
        """Look at links host by host, some hosts side by side, until all are seen or the time is over."""
        by_host: defaultdict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_host[urlsplit(url).netloc.lower()].append(url)
        total = len(urls) + len(found)
        room = asyncio.Semaphore(HOSTS)

        async def find_room(own: Sequence[str]) -> None:
            async with room:
                await self.visit_host(own, found, total)

        try:
            async with asyncio.timeout(self.seconds):
                await asyncio.gather(*(find_room(own) for own in by_host.values()))
        except TimeoutError:
            return

    async def visit_host(self, urls: Sequence[str], found: dict[str, Visit], total: int) -> None:
        """Look at the links to one host one after the other, as it asks robots to; what it forbids is not looked at."""
        rules = await self.fetcher.read_rules(urls[0])
        gap = max(GAP, float(rules.crawl_delay(self.fetcher.agent) or 0))
        for url in urls if gap <= LONGEST_GAP else urls[:1]:
            await self.sleep(gap)
            if not rules.can_fetch(self.fetcher.agent, url):
                found[url] = Visit(0, url)
                continue
            known = self.log.seen.get(url)
            found[url], mark = await self.fetcher.look(url, known[1] if known else "")
            self.note(url, found[url], mark)
            self.say(len(found), total)
            if len(found) % OFTEN == 0:
                self.log.save()

    def note(self, url: str, answer: Visit, mark: str) -> None:
        """Record in the log that a link is alive."""
        if answer.status in (200, 304) and answer.url == url and not answer.challenge:
            self.log.seen[url] = (self.clock(), mark or self.log.seen.get(url, (0.0, ""))[1])


ARCHIVE = "https://archive.org"


def find_archived(urls: Collection[str], fetcher: Fetcher, base: str = ARCHIVE) -> Mapping[str, str]:
    """Return the Internet Archive's copies of pages, for those about which it answers before it is busy."""
    return asyncio.run(ask_archive(urls, fetcher, base)) if urls else {}


async def ask_archive(urls: Collection[str], fetcher: Fetcher, base: str) -> dict[str, str]:
    found = {}
    for url in urls:
        try:
            answer = await fetcher.fetch(f"{base}/wayback/available?url={quote(url, safe='')}")
            copy = read_copy(answer.read_object())
        except FetchError as error:
            if error.busy:
                break
            continue
        if copy:
            found[url] = copy
    return found


def read_copy(content: dict[str, Any]) -> str | None:
    """Return the address of a copy in the Internet Archive's answer, None if it has no complete one."""
    try:
        closest = content["archived_snapshots"]["closest"]
        is_whole = closest.get("available") and str(closest.get("status")) == "200"
        copy = closest["url"] if is_whole else None
    except (LookupError, TypeError, AttributeError):
        return None
    if not isinstance(copy, str) or urlsplit(copy).hostname != "web.archive.org":
        return None
    return re.sub(r"^http:", "https:", copy)
