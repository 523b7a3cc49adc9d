"""What an address that names no paper leads to, as far as its host and path tell: code, a search, a shortener, a copy.

Like the table of `identifiers`, this was gathered from the hosts' own addresses; a host that is not here says nothing.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from bot.patterns import rare


class Pages:
    """Addresses of one nature, by host, which may have a "www." before it or be any, and the beginning of the path."""

    def __init__(self, host: str, path: str = "") -> None:
        self.spelled = host
        self.host = rare(rf"(?:www\.)?(?:{host})", re.IGNORECASE)
        self.path = rare(path, re.IGNORECASE)


#: The host of pages that are everywhere.
ANY = r"[\w.-]+"
#: What nearly all addresses look like: to take another apart costs four times as much.
USUAL = re.compile(r"(https?)://((?:[a-z0-9-]+\.)+[a-z]{2,})((?:/[\w./=&%+~:-]*)?)", re.ASCII)
#: An address in a text.
ADDRESS = rare(r"https?://[^\s<>()\[\]{}]{1,200}")
SHORTENERS = (
    Pages(r"goo\.gl|goo\.gle|bit\.ly|t\.co|tinyurl\.com|aka\.ms|git\.io|is\.gd|ow\.ly|dwz\.cn|t\.cn|rb\.gy|cutt\.ly"),
)
#: A search leads to what it found by such an address, and counts who went there.
REDIRECTS = (Pages(r"(?:scholar\.)?google\.[\w.]+", r"/(?:scholar_)?url\?"),)
PLAIN = re.compile(r"https?://[^\s()<>|\"`]+")
SEARCHES = (
    Pages(r"scholar\.google\.[\w.]+", r"/scholar\b"),
    Pages(r"(?:\w+\.)?google\.[\w.]+|bing\.com|cn\.bing\.com|duckduckgo\.com", r"/search\b|/$"),
    Pages(r"baidu\.com", r"/s\b"),
)
#: Where people talk about papers and show films of them.
POSTS = (
    Pages(
        r"x\.com|twitter\.com|(?:\w+\.)?facebook\.com|(?:\w+\.)?linkedin\.com|(?:\w+\.)?reddit\.com|t\.me|discord\.(?:gg|com)"
    ),
    Pages(r"(?:\w+\.)?weibo\.(?:com|cn)|(?:\w+\.)?zhihu\.com|mp\.weixin\.qq\.com|(?:\w+\.)?xiaohongshu\.com|bsky\.app"),
    Pages(
        r"(?:m\.)?youtube\.com|youtu\.be|(?:\w+\.)?bilibili\.com|vimeo\.com|news\.ycombinator\.com|(?:\w+\.)?instagram\.com"
    ),
)
#: Where projects have their pages, and programs their manuals.
PAGES = (
    Pages(r"[\w-]+\.(?:github|gitlab)\.io|[\w-]+\.(?:netlify|vercel|pages)\.(?:app|dev)|sites\.google\.com"),
    Pages(r"[\w-]+\.readthedocs\.(?:io|org)|paperswithcode\.com|(?:\w+\.)?medium\.com|(?:\w+\.)?notion\.site"),
)
#: Where people keep files of all kinds; a folder of them is no paper.
FILES = (
    Pages(r"(?:drive|docs)\.google\.com", r"/(?!drive/folders/)"),
    Pages(r"(?:\w+\.)?dropbox\.com|pan\.baidu\.com"),
)
#: Where people put copies of papers that others publish.
COPIES = (
    Pages(r"researchgate\.net", r"/profile/|/publication/"),
    Pages(r"(?:\w+\.)?academia\.edu"),
    Pages(r"sci-hub\.\w+|libgen\.\w+"),
)
#: Where anybody can keep files, a company or a conference its own too.
STORES = (Pages(r"(?:[\w.-]+\.)?s3(?:[.-][\w-]+)*\.amazonaws\.com"),)
#: A conference's programme, a form for a download: people read about a paper there, and not the paper.
NO_PAPERS = (
    Pages(
        r"(?:\w+\.)?(?:neurips|nips|icml|iclr)\.cc",
        r"/virtual/\d+/(?!tutorial|workshop)\w+/\d|/conferences/\d+/schedule\?showevent",
    ),
    Pages(ANY, r"/downloads?/?$"),
)
CODE_HOSTS = rare(
    r"(?:www\.)?(?:github\.com|gist\.github\.com|gitee\.com|codeberg\.org|bitbucket\.org|sourceforge\.net|huggingface\.co"
    r"|hf\.co|modelscope\.cn|kaggle\.com|colab\.research\.google\.com|code\.google\.com|anonymous\.4open\.science"
    r"|zenodo\.org|figshare\.com|osf\.io|codeocean\.com|(?:archive\.)?softwareheritage\.org|tfhub\.dev|launchpad\.net"
    r"|pypi\.org|cran\.r-project\.org|bioconductor\.org|npmjs\.com|crates\.io|hub\.docker\.com|raw\.githubusercontent\.com)"
    r"|(?:git|gitlab|gitea|svn|code|bitbucket|forge)[\w-]*(?:\.[\w-]+)+",
    re.IGNORECASE,
)
#: DOIs of archives that keep code.
CODE_DOI = rare(r"https?://(?:dx\.)?doi\.org/10\.(?:5281/zenodo|6084/m9\.figshare|24433/co)\.", re.IGNORECASE)
#: Code that is given as a file or beside a paper.
ARCHIVE = rare(r"\.(?:zip|tgz|tar(?:\.\w+)?|7z|rar|ipynb|py)(?:[?#]|$)|supp(?:lement|_material)", re.IGNORECASE)
#: Parts of Hugging Face that hold pages about code.
HUGGING_FACE_PAGES = rare(r"/(?:docs|blog|papers|learn|posts)/")
GIT_HOSTS = re.compile(r"(?:www\.)?(?:github|gitlab|bitbucket|gitee|codeberg)\.(?:com|org)", re.IGNORECASE)
#: GitHub leads from such an address to a folder, too: a file has an ending.
FILE = rare(r"/[^/]+/[^/]+/(?:-/)?blob/[^/]+/(?:.*/)?[^/]*\.\w+$")
LINE = rare(r"L\d")
#: What ends in a full stop of its own: "E.T.".
ABBREVIATED = rare(r"/(?:[A-Z]\.){2,}/?$")
#: What GitHub shows of a repository beside its files: it names no other page.
VIEWS = frozenset({"tab", "readme"})


class Address(NamedTuple):
    """An address, with its host in small letters, and its path with the query behind it."""

    parts: SplitResult
    host: str
    target: str


#: An entry's addresses are asked about when it is read as an item, and by one rule after the other.
@lru_cache(maxsize=16_384)
def split(url: str) -> Address | None:
    """Return the parts of an address, None where it is none."""
    if usual := USUAL.fullmatch(url):
        scheme, host, path = usual.groups()
        return Address(SplitResult(scheme, host, path, "", ""), host, path or "/")
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host, target = parts.hostname, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts, host, target) if host else None


def is_among(url: str, known: tuple[Pages, ...]) -> bool:
    """Whether an address is of one nature."""
    found = split(url)
    return found is not None and any(some.path.match(found.target) for some in hosted(found.host, known))


@lru_cache(maxsize=1024)
def hosted(host: str, known: tuple[Pages, ...]) -> tuple[Pages, ...]:
    """Return those of a host; a list has few hosts."""
    return tuple(
        some for some in known if (some.spelled == ANY or is_spelled(host, some.spelled)) and some.host.fullmatch(host)
    )


def is_spelled(host: str, pattern: str) -> bool:
    """Whether a name in a host, but for the last, stands in a pattern of hosts: else the pattern is not needed."""
    return any(name in pattern for name in host.split(".")[:-1])


def is_repository(url: str) -> bool:
    """Whether an address leads to where code is kept, as far as its host tells."""
    found = split(url)
    if found and (ARCHIVE.search(url) or CODE_DOI.match(url)):
        return True
    if not found or not CODE_HOSTS.fullmatch(found.host):
        return False
    return not (found.host in ("huggingface.co", "hf.co") and HUGGING_FACE_PAGES.match(found.parts.path))


def is_page(url: str) -> bool:
    """Whether an address is a page that people read, where no files of code are kept."""
    found = split(url)
    if found is None or is_repository(url):
        return False
    return not found.parts.path.strip("/") or bool(CODE_HOSTS.fullmatch(found.host)) or is_among(url, (*PAGES, *POSTS))


def redirect_target(url: str) -> str | None:
    """Return where the address of a search's result leads on to; None where it is none, or does not say it."""
    query = dict(parse_qsl(urlsplit(url).query)) if is_among(url, REDIRECTS) else {}
    said = query.get("url") or query.get("q") or ""
    return said if PLAIN.fullmatch(said) else None


def name_other_page(url: str) -> str | None:
    """Return what an address leads to that is no paper's page: code, a search, a post; None where it may be one."""
    found = split(url)
    if found is None or found.parts.path.lower().endswith(".pdf"):
        return None
    if is_git_host(found) or re.fullmatch(r"(?:gist|raw)\.github(?:usercontent)?\.com", found.host):
        return "code"
    return "a search" if is_among(url, SEARCHES) else "a post or a film" if is_among(url, POSTS) else None


def find_repository(text: str) -> str | None:
    """Return the plain address of the first repository that a text names."""
    for each in ADDRESS.findall(text):
        found = split(each.rstrip(".,;:"))
        names = found.parts.path.strip("/").removesuffix(".git").split("/") if found and is_git_host(found) else ()
        if found and len(names) == 2:
            return f"https://{found.host}/{'/'.join(names)}"
    return None


def is_git_host(found: Address) -> bool:
    return bool(GIT_HOSTS.fullmatch(found.host))


def is_encrypted(url: str) -> bool:
    """Whether a host is known to have every page under https."""
    found = split(url)
    return found is not None and (is_git_host(found) or is_among(url, (*SHORTENERS, *POSTS, *PAGES, *FILES)))


def is_placeholder(url: str) -> bool:
    """Whether an address is that of a host of code alone, with no repository behind it."""
    found = split(url)
    return found is not None and is_git_host(found) and not found.parts.path.strip("/")


def is_single_file(url: str) -> bool:
    """Whether an address shows one file of a repository; who links to a line means that line."""
    found = split(url)
    if found is None or not is_git_host(found):
        return False
    return bool(FILE.match(found.parts.path)) and not LINE.match(found.parts.fragment)


def repository_root(url: str) -> str | None:
    """Return the plain address of the repository that an address spells otherwise, None where it is plain already.

    "https://github.com/owner/name.git", with a full stop at the end, or a view of GitHub's behind it; not a mere slash.
    """
    found = split("".join(url.split()))
    if not found or not is_git_host(found):
        return None
    parts = found.parts
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in VIEWS]
    path = parts.path
    if not re.match(r"/[^/]+/[^/]", path):
        return None
    if re.fullmatch(r"/[^/]+/[^/]+?(?:\.git)?[/.]*", path) and not ABBREVIATED.search(path):
        path = re.sub(r"\.git$", "", path.rstrip("/."))
    plain = urlunsplit(parts._replace(path=path, query=urlencode(query)))
    return plain if plain.rstrip("/") != url.rstrip("/") else None
