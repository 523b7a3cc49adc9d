"""The rules for the addresses of listed papers, as far as they can be judged without asking anybody."""

import re
from collections.abc import Iterator

from bot.catalogue.identity.hosts import (
    COPIES,
    FILES,
    NO_PAPERS,
    SEARCHES,
    SHORTENERS,
    STORES,
    is_among,
    is_encrypted,
    is_placeholder,
    is_repository,
    is_single_file,
    redirect_target,
    repository_root,
)
from bot.catalogue.identity.identifiers import Identifier, address, latest_version, rules_of
from bot.catalogue.venues import Venues
from bot.patterns import rare
from bot.review.audit.items import TALK, Item, ItemLink, Items, names_venue
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Item, Items]] = Rules()
#: What `clean_link` reports for the one change that has a rule of its own.
HTTP = "http replaced by https"
#: The site of one year's event has the year in its name; that of a yearly event has a folder for it.
YEAR = rare(r"^\w+://(?:[^/]*|[^/]+/)(?:19|20)\d\d")
#: "Workshop", or its name before the conference's: "RLGM@ICLR 2019".
WORKSHOP = rare(r"workshop|\w ?@ ?[A-Z]{3}", re.IGNORECASE)
#: A host without a name has no certificate.
NUMBER = rare(r"[\d.:]+|localhost")
#: Only its author knows which digit of such a number is one too many.
MISTYPED = rare(r"arxiv\.org/(?:abs|pdf)/\d{4}\.\d{6,}", re.IGNORECASE)
#: A folder of code, on whatever host.
SOURCES = rare(r"^[^?#]*/(?:src|svn|trunk|sources?|codes?|software)/")
#: Addresses that do not show what is behind them: a file can be code.
UNSAID = (*SEARCHES, *SHORTENERS, *FILES, *STORES)
#: A longer address is shown cut.
SHOWN = 100


def show(url: str) -> str:
    return code(url if len(url) <= SHOWN else f"{url[:SHOWN]}…")


def report(item: Item, link: ItemLink, message: str, hint: str = "", better: str | None = None) -> Finding:
    """Return a finding about a link, with an edit if a better address is known."""
    edits = item.replace_link(link.url, better) if better else ()
    return Finding(
        message, hint, item.path, item.line_of(link.url), evidence=link.url, edits=edits if better != link.url else ()
    )


@RULES.declare("link-tracking", "warning", "Link not clean", "Addresses hold nothing but what leads to the page.")
def check_tracking(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.addresses:
        clean = link.clean
        reasons = [reason for reason in clean.cleaned if reason != HTTP]
        if not reasons or redirect_target(link.url) or (link in item.links.code and repository_root(link.url)):
            continue
        if MISTYPED.search(link.url):
            message = f"{show(link.url)} has a digit too many: an arXiv number has five behind the point."
            yield report(item, link, message, f"Where it is the last, write {show(clean.url)}.")
        else:
            message = f"{show(link.url)} should be {show(clean.url)}: {code('; '.join(reasons))}."
            yield report(item, link, message, better=clean.url)


@RULES.declare("link-http", "warning", "Link without https", "Addresses begin with https.")
def check_http(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.addresses:
        if link.url.startswith("http://") and not NUMBER.fullmatch(link.host):
            known = HTTP in link.clean.cleaned or is_encrypted(link.url)
            is_seen = link.host in items.encrypted
            unknown = "Write https, as elsewhere." if is_seen else "See whether it opens with https, too."
            hint = "Write https." if known else unknown
            better = f"https://{link.url[7:]}" if known else None
            yield report(item, link, f"{show(link.url)} is not encrypted.", hint, better)


@RULES.declare("link-mirror", "note", "Link to a mirror", "A preprint is linked where it was put.")
def check_mirrors(item: Item, items: Items) -> Iterator[Finding]:
    """Report mirrors of arXiv's pages, unless another link of the paper leads to arXiv itself."""
    original = any(link.host in ("arxiv.org", "www.arxiv.org") for link in item.links.all)
    for link in () if original else item.links.papers:
        identifier = link.clean.identifier
        if identifier and identifier.kind == "arxiv" and "doi.org" not in link.host:
            message = f"{show(link.url)} is not the preprint's page at arxiv.org."
            yield report(item, link, message, "Link that page.", address(identifier))


@RULES.declare("link-version", "note", "One version linked", "A preprint's address leads to its latest version.")
def check_versions(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.papers:
        plain, identifier = latest_version(link.clean), link.clean.identifier
        if plain and identifier:
            message = f"{show(link.url)} leads to one version of the preprint, whatever came after it."
            is_known = identifier.kind == "arxiv" or is_numbered_once(identifier, plain)
            hint = "Leave the version out." if is_known else "Link the latest one."
            yield report(item, link, message, hint, plain if is_known else None)


@RULES.declare("link-shortener", "warning", "Shortened link", "Readers see where a link leads.")
def check_shorteners(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.addresses:
        if is_among(link.url, SHORTENERS):
            yield report(item, link, f"{show(link.url)} hides where it leads.", "Write the address behind it.")
        elif target := redirect_target(link.url):
            message = f"{show(link.url)} is a search's way to a page."
            yield report(item, link, message, f"Write {show(target)}.", target)


@RULES.declare("link-search", "warning", "Search page", "A link leads to the paper, not to a search for it.")
def check_searches(item: Item, items: Items) -> Iterator[Finding]:
    """Report searches linked in place of the paper or its code; a link that is called a search is intended."""
    for link in (*item.links.papers, *item.links.code):
        if is_among(link.url, SEARCHES):
            yield report(item, link, f"{show(link.url)} is a search page.", "Link what was found there.")


@RULES.declare("no-paper", "warning", "No paper's page", "The paper's link leads to the paper.")
def check_pages(item: Item, items: Items) -> Iterator[Finding]:
    """Report pages about a paper, unless another link leads to the paper itself."""
    found = [link for link in item.links.papers if is_among(link.url, NO_PAPERS)]
    is_paper = len(item.links.papers) == len(found) and not TALK.search(item.text)
    for link in found if is_paper else ():
        message = f"{show(link.url)} is about the paper and does not hold it."
        yield report(item, link, message, "Link the paper's own page.")


@RULES.declare("unofficial-copy", "note", "Unofficial copy", "A published paper is linked at its publisher's.")
def check_copies(item: Item, items: Items) -> Iterator[Finding]:
    """Report copies on sites that keep copies, and personal pages with a paper that was published elsewhere.

    An entry whose other links have its number shows more than the copy, and a workshop's papers have no publisher.
    """
    is_named = any(link.clean.identifier for link in item.links.all)
    papers = () if is_named or WORKSHOP.search(item.text) else item.links.papers
    found = [link for link in papers if is_copy(link, item, items.venues) or is_personal(link, item, items.venues)]
    for link in found if len(papers) == len(found) else ():
        message = f"{show(link.url)} is no publisher's page, and a copy may go or change."
        yield report(item, link, message, "Link where it was published.")


@RULES.declare("code-placeholder", "warning", "No repository", "A code link names a repository.")
def check_placeholders(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.addresses:
        if is_placeholder(link.url):
            message = f"{show(link.url)} is the front page of a host, not a repository."
            yield report(item, link, message, "Link the repository, or leave the link out.")


@RULES.declare("code-page", "note", "Code link without code", "A link called code leads to where code is kept.")
def check_code(item: Item, items: Items) -> Iterator[Finding]:
    """Report pages that are called code, unless another link of the entry leads to the code itself."""
    is_there = any(is_code(link.url) for link in item.links.code)
    for link in () if is_there else item.links.called_code:
        if link.host and not is_among(link.url, UNSAID):
            message = f"{show(link.url)} is called code, but {code(link.host)} is no host of code that I know."
            yield report(item, link, message, "Link the repository, or call the link what it is.")


@RULES.declare("code-file", "note", "Single file", "A code link leads to a repository or a folder of it.")
def check_files(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.called_code:
        if is_single_file(link.url):
            message = f"{show(link.url)} is a single file of a repository."
            yield report(item, link, message, "Link the repository, or the folder of this paper.")


@RULES.declare("code-spelling", "note", "Spelling of a repository", "A repository has one plain address.")
def check_spelling(item: Item, items: Items) -> Iterator[Finding]:
    for link in item.links.code:
        plain = repository_root(link.url)
        if plain and not is_placeholder(link.url):
            message = f"{show(link.url)} is not the repository's plain address."
            yield report(item, link, message, f"Write {show(plain)}.", plain)


@RULES.declare("doi-unregistered", "note", "No DOI", "A paper's DOI is one that doi.org knows.")
def check_registration(item: Item, items: Items) -> Iterator[Finding]:
    """Report DOIs with the prefix that ACM uses for papers without one; doi.org does not resolve them."""
    for link in item.links.papers:
        identifier = link.clean.identifier
        if identifier and identifier.kind == "doi" and identifier.value.startswith("10.5555/"):
            message = f"{code(identifier.value)} is a number that ACM gave in place of a DOI; doi.org does not know it."
            yield report(item, link, message, "Link the publisher's page.")


def is_code(url: str) -> bool:
    return is_repository(url) or bool(SOURCES.match(url))


def is_copy(link: ItemLink, item: Item, venues: Venues) -> bool:
    """Whether a file is on a site that keeps copies; the site of the venue, or of a report's series, has originals."""
    if is_among(link.url, STORES):
        return item.venue is None or not (venues.is_preprint(item.venue) or item.venue.casefold() in link.host)
    if is_among(link.url, FILES):
        return names_publication(item, venues)
    return is_among(link.url, COPIES) and not is_unpublished(item.venue, venues)


def is_personal(link: ItemLink, item: Item, venues: Venues) -> bool:
    """Whether a published paper's file is on what is most probably the page of a person or a project.

    That is a GitHub page, a user's folder, or a host that looks like a personal site. Publishers' addresses name their
    papers, companies put files on a subdomain, and an event's own site or a repository of code is the publisher itself.
    """
    path = link.url.partition("?")[0].lower()
    if not path.endswith(".pdf") or YEAR.search(path) or is_repository(link.url):
        return False
    personal = link.host.endswith((".github.io", ".netlify.app")) or "/~" in path or is_small_site(link.host)
    return personal and names_publication(item, venues)


def is_numbered_once(identifier: Identifier, url: str) -> bool:
    """Whether an address is bioRxiv's or medRxiv's: other servers register a DOI for each version only."""
    return identifier.value.startswith("10.1101/") and url.endswith(identifier.value)


def names_publication(item: Item, venues: Venues) -> bool:
    return names_venue(item, venues) and not is_unpublished(item.venue, venues)


def is_unpublished(venue: str | None, venues: Venues) -> bool:
    return venue is not None and (venues.is_preprint(venue) or "preprint" in venue.casefold())


def is_small_site(host: str) -> bool:
    """Whether an unknown host looks like a personal site: a single name under .com, .me or the like."""
    labels = host.removeprefix("www.").split(".")
    return len(labels) == 2 and labels[1] in ("com", "me", "info", "io", "xyz") and not rules_of(host)
