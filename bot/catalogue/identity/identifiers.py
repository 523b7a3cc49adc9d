"""An address or a bare string -> the canonical identifier of the paper it names, and a clean form of the address.

The table of hosts below is the knowledge here; it was gathered from the publishers' own addresses. What is not in it is
left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

#: Parameters that follow a reader around and name nothing.
TRACKING = re.compile(
    r"utm_\w+|trk|usg|fbclid|gclid|mc_[ce]id|ref_src|ref_url|igshid|spm|forcedefault",
    re.IGNORECASE,
)
ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
DOI = r"10\.\d{4,9}/[^\s\"<>?#]+"
#: What publishers' addresses have behind a DOI.
AFTER_DOI = re.compile(
    r"(?:\.full(?:-text)?|\.pdf|/(?:full|pdf|epdf|abstract|meta|summary|html|epub|fulltext|full-text|printable))+/?$"
)
#: Servers of preprints whose DOIs can end with a version; all versions are one paper.
PREPRINT_DOIS = ("10.36227/", "10.1101/", "10.26434/", "10.21203/", "10.20944/", "10.31219/", "10.31234/")


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A paper's number or key with the kind of authority that gave it, e.g. ("arxiv", "2504.08269")."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


def identifiers_of(values: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return the identifiers that a paper's record maps by their kind."""
    return tuple(Identifier(kind, value) for kind, value in values.items())


@dataclass(frozen=True, slots=True)
class CleanLink:
    """An address without what does not belong to it; `cleaned` gives a reason for each thing that was mended."""

    url: str
    identifier: Identifier | None
    cleaned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressRule:
    """Addresses of one authority: host and path are matched apart, so that a mention in a query is no match.

    `value` builds the canonical value from the match; a path longer than the match has something glued to it.
    """

    kind: str
    host: re.Pattern[str]
    path: re.Pattern[str]
    value: Callable[[re.Match[str]], str]


def rule(
    kind: str, host: str, path: str, value: Callable[[re.Match[str]], str] = lambda match: match[1]
) -> AddressRule:
    """Return a rule; `host` allows for a leading "www."."""
    return AddressRule(kind, re.compile(rf"(?:www\.)?(?:{host})"), re.compile(path), value)


def usenix(match: re.Match[str]) -> str:
    """Return "osdi22-yu" for a paper's file and for its page, which name it differently."""
    key = match[match.lastindex or 1]
    if match.re.groups == 2:
        return f"{match[1]}-{key}"
    return re.sub(r"^([a-z]+\d\d)-paper-", r"\1-", key)


RULES = (
    rule(
        "arxiv", r"(?:export\.|browse\.)?arxiv\.org", rf"/(?:abs|pdf|html|format|ps)/({ARXIV_ID})(?:v\d+)?(?:\.pdf)?/?"
    ),
    rule("arxiv", r"ar5iv(?:\.labs\.arxiv)?\.org", rf"/(?:abs|html|pdf)/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"alphaxiv\.org", rf"/(?:abs|overview|pdf)/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"huggingface\.co|hf\.co", rf"/papers/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"scholar\.archive\.org|arxiv\.deeppaper\.ai", rf"/.*arxiv[.:/]({ARXIV_ID})(?:v\d+)?"),
    rule("doi", r"(?:dx\.)?doi\.org", rf"/({DOI})"),
    rule("doi", r"dl\.acm\.org", rf"/doi/(?:abs/|pdf/|full/|epdf/|fullHtml/|book/)?({DOI})"),
    rule(
        "doi",
        r"link\.springer\.com|(?:[\w-]+\.)?onlinelibrary\.wiley\.com|(?:\w+\.)?(?:science|sciencemag)\.org|pnas\.org"
        r"|tandfonline\.com|journals\.sagepub\.com|pubs\.acs\.org|epubs\.siam\.org|annualreviews\.org|techrxiv\.org"
        r"|pubsonline\.informs\.org|royalsocietypublishing\.org|worldscientific\.com|(?:link|journals)\.aps\.org"
        r"|pubs\.aip\.org|iopscience\.iop\.org|frontiersin\.org|biorxiv\.org|medrxiv\.org|ascelibrary\.org",
        rf"/(?:[\w.-]+/)*?({DOI})",
    ),
    rule("doi", r"journals\.plos\.org", rf"/\w+/article(?:/\w+)?\?(?:[^#]*&)?id=({DOI})", lambda m: m[1].split("&")[0]),
    rule("doi", r"nature\.com", r"/articles/((?:s\d|nature|n[a-z]+\d|srep|sdata)[\w-]+)", lambda m: f"10.1038/{m[1]}"),
    rule(
        "doi", r"elifesciences\.org", r"/(?:articles|reviewed-preprints)/(\d{5,6})", lambda m: f"10.7554/elife.{m[1]}"
    ),
    rule("doi", r"zenodo\.org", r"/records?/(\d+)", lambda m: f"10.5281/zenodo.{m[1]}"),
    rule("doi", r"papers\.ssrn\.com|ssrn\.com", r"/.*\babstract(?:_?id)?=(\d+)", lambda m: f"10.2139/ssrn.{m[1]}"),
    rule("doi", r"quantum-journal\.org", r"/papers/(q-[\d-]+)", lambda m: f"10.22331/{m[1]}"),
    rule(
        "doi", r"ijcai\.org", r"/proceedings/(20(?:1[7-9]|[2-9]\d))/0*(\d+)", lambda m: f"10.24963/ijcai.{m[1]}/{m[2]}"
    ),
    rule("mdpi", r"mdpi\.com", r"/(\d{4}-\d{3}[\dxX]/\d+/\d+/\d+)"),
    rule("hal", r"(?:[\w-]+\.)?hal\.science|hal\.archives-ouvertes\.fr|hal\.inria\.fr", r"/([a-z]+-\d{6,9})(?:v\d+)?"),
    rule("pii", r"sciencedirect\.com", r"/science/article/(?:abs/|am/)?pii/([SB][\dX]{15,16})"),
    rule("openreview", r"openreview\.net", r"/(?:forum|pdf|attachment)\?(?:[^#]*&)?id=([\w-]+)"),
    rule("acl", r"aclanthology\.org", r"/(?=[^/]*\d)([A-Za-z0-9][\w.-]*?)(?:v\d+)?(?:\.pdf|\.bib)?/?$"),
    rule("acl", r"aclweb\.org", r"/anthology/(?:papers/\w/\w\d\d/)?([A-Za-z0-9][\w.-]*?)(?:\.pdf)?/?$"),
    rule("pmlr", r"proceedings\.mlr\.press", r"/(v\d+)/([\w-]+?)(?:\.html|/[\w.-]+\.pdf)", lambda m: f"{m[1]}/{m[2]}"),
    rule(
        "neurips",
        r"(?:proceedings|papers)\.(?:neurips|nips)\.cc",
        r"/(?:paper|paper_files/paper)/(\d{4})/(?:file|hash)/([0-9a-f]{32})[\w.-]*",
        lambda m: f"{m[1]}/{m[2]}",
    ),
    rule(
        "mlsys",
        r"proceedings\.mlsys\.org",
        r"/(?:paper|paper_files/paper)/(\d{4})/(?:file|hash)/([0-9a-f]{32})[\w.-]*",
        lambda m: f"{m[1]}/{m[2]}",
    ),
    rule("cvf", r"openaccess\.thecvf\.com", r"/content[\w/]*/(?:papers|html)/(?:\w+/)?([\w.-]+?)_paper\.(?:pdf|html)"),
    rule("usenix", r"usenix\.org", r"/system/files/(?:conference/\w+/)?([a-z]+\d\d-[\w-]+)\.pdf", usenix),
    rule("usenix", r"usenix\.org", r"/conference/([a-z]+\d\d)/presentation/([\w-]+)", usenix),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/(?:abstract/)?document/0*(\d+)"),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/iel\w*/(?:\d+/)+0*(\d+)\.pdf"),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/stamp/stamp\.jsp\?(?:[^#]*&)?arnumber=0*(\d+)"),
    rule("aaai", r"ojs\.aaai\.org", r"/index\.php/AAAI/article/(?:view|download)/(\d+)(?:/\d+)?"),
    rule("jmlr", r"jmlr\.org", r"/papers/v(?:olume)?(\d+)/([\w-]+?)(?:/[\w.-]+|\.html)", lambda m: f"v{m[1]}/{m[2]}"),
    rule("s2", r"semanticscholar\.org", r"/paper/(?:[^/]+/)?([0-9a-f]{40})"),
    rule("dblp", r"dblp\.(?:org|uni-trier\.de)", r"/rec/([\w/-]+?)(?:\.html|\.bib)?$"),
)

BARE = (
    (re.compile(rf"(?:arxiv)?[\s:]*({ARXIV_ID})(?:v\d+)?", re.IGNORECASE), "arxiv"),
    (re.compile(r"(?:doi)?[\s:]*(10\.\d{4,9}/\S+)", re.IGNORECASE), "doi"),
    (re.compile(r"(\d{4}\.[a-z]+-[a-z]+\.\d+|[A-Z]\d\d-\d{4})"), "acl"),
)

#: The version at the end of a preprint's address.
PINNED = re.compile(r"(?<=\d)[./]?v\d{1,2}(?=(?:\.full)?(?:\.pdf)?/?$)")
#: The beginning of an address whose scheme was left out.
HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,20}/", re.IGNORECASE)

ADDRESSES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "doi": "https://doi.org/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "acl": "https://aclanthology.org/{}",
    "pmlr": "https://proceedings.mlr.press/{}.html",
    "ieee": "https://ieeexplore.ieee.org/document/{}",
    "aaai": "https://ojs.aaai.org/index.php/AAAI/article/view/{}",
    "s2": "https://www.semanticscholar.org/paper/{}",
    "dblp": "https://dblp.org/rec/{}.html",
    "mdpi": "https://www.mdpi.com/{}",
    "hal": "https://hal.science/{}",
    "pii": "https://www.sciencedirect.com/science/article/pii/{}",
}


def identify(text: str) -> Identifier | None:
    """Return the paper that an address or a string like "arXiv:2504.08269v2" names, None if it names none."""
    text = text.strip()
    if is_web_address(text):
        return clean_link(text).identifier
    for pattern, kind in BARE:
        if match := pattern.fullmatch(text):
            return canonical(kind, match[1])
    return clean_link(f"https://{text}").identifier if re.match(r"[\w-]+(?:\.[\w-]+)+/", text) else None


def canonical(kind: str, value: str) -> Identifier:
    """Return one identifier for what several authorities number: a DOI of arXiv's or ACL's is their own number."""
    if kind != "doi":
        return Identifier(kind, value)
    value = strip_doi(unquote(value).lower())
    if value.startswith("10.48550/arxiv."):
        return Identifier("arxiv", re.sub(r"v\d+$", "", value.removeprefix("10.48550/arxiv.")))
    if match := re.fullmatch(r"10\.18653/v1/(.+)", value):
        key = match[1]
        return Identifier("acl", key.upper() if re.fullmatch(r"[a-z]\d\d-\d{4}", key) else key)
    return Identifier("doi", value)


def strip_doi(value: str) -> str:
    """Return a DOI without what an address or a sentence has behind it.

    Old DOIs hold "(", ")", "<", ">" and ";", so that a bracket at the end goes only where it closes none in the DOI.
    """
    value = AFTER_DOI.sub("", value.rstrip(".,;")).removesuffix("/").rstrip(".,;")
    for opening, closing in ("()", "<>"):
        while value.endswith(closing) and value.count(closing) > value.count(opening):
            value = value[:-1].rstrip(".,;")
    return re.sub(r"[./]?v\d{1,2}$", "", value) if value.startswith(PREPRINT_DOIS) else value


def clean_link(url: str) -> CleanLink:
    """Return an address without tracking, glued text and the like, with the paper it names."""
    reasons: list[str] = []
    url = strip_edges(url, reasons)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return CleanLink(url, None, tuple(reasons))
    parts = drop_fragment(drop_tracking(parts, reasons), reasons)
    identifier = None
    rules = rules_of(host)
    for known in rules:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        match = known.path.match(target)
        if match:
            identifier = canonical(known.kind, known.value(match))
            parts = trim(parts, target, match, known, reasons)
            break
    if rules and parts.scheme == "http":
        parts = parts._replace(scheme="https")
        reasons.append("http replaced by https")
    return CleanLink(urlunsplit(parts), identifier, tuple(reasons))


@lru_cache(maxsize=1024)
def rules_of(host: str) -> tuple[AddressRule, ...]:
    """Return the rules for a host's addresses; a list has few hosts."""
    return tuple(rule for rule in RULES if rule.host.fullmatch(host))


def latest_version(found: CleanLink) -> str | None:
    """Return the address of a preprint's latest version where a link names a certain one, else None."""
    if found.identifier is None:
        return None
    match = PINNED.search(found.url)
    is_preprint = found.identifier.kind == "arxiv" or found.identifier.value.startswith(PREPRINT_DOIS)
    return found.url[: match.start()] + found.url[match.end() :] if match and is_preprint else None


def strip_edges(url: str, reasons: list[str]) -> str:
    """Remove white space and the punctuation of the sentence that an address stood in."""
    joined = "".join(url.split())
    if joined != url.strip():
        reasons.append("white space inside the address removed")
    bare = re.sub(r"[.,;]{1,20}$", "", joined)
    if bare != joined:
        reasons.append("punctuation after the address dropped")
    return bare


def drop_tracking(parts: SplitResult, reasons: list[str]) -> SplitResult:
    """Remove the parameters that only follow a reader around."""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]
    if len(kept) == len(pairs):
        return parts
    dropped = ", ".join(dict.fromkeys(name for name, _ in pairs if TRACKING.fullmatch(name)))
    reasons.append(f"tracking parameter {dropped} dropped")
    return parts._replace(query=urlencode(kept))


def drop_fragment(parts: SplitResult, reasons: list[str]) -> SplitResult:
    """Remove a text fragment, which a search engine adds to jump to its hit."""
    plain, mark, _ = parts.fragment.partition(":~:")
    if not mark:
        return parts
    reasons.append("text fragment dropped")
    return parts._replace(fragment=plain)


def trim(parts: SplitResult, target: str, match: re.Match[str], known: AddressRule, reasons: list[str]) -> SplitResult:
    """Cut off what is glued to the address of a paper after its end."""
    rest = target[match.end() :]
    if not rest or rest.startswith(("?", "/")) or known.kind not in ("arxiv", "pmlr", "cvf", "usenix"):
        return parts
    reasons.append(f"text glued to the address dropped ({rest[:20]}{'…' if len(rest) > 20 else ''})")
    return parts._replace(path=match[0], query="", fragment="")


def address(identifier: Identifier) -> str | None:
    """Return the canonical address of a paper, None where the identifier does not give one."""
    template = ADDRESSES.get(identifier.kind)
    # A DOI can hold characters that an address cannot.
    return template.format(quote(identifier.value, safe="/:;()_.-~")) if template else None


def read_address(text: str) -> str:
    """Return the address that a text like "arXiv:2401.10020" or "example.org/paper.pdf" means, else the text itself."""
    if is_web_address(text):
        return text
    found = identify(text)
    if found and (known := address(found)):
        return known
    return f"https://{text}" if HOST.match(text) and is_web_address(f"https://{text}") else text


@lru_cache(maxsize=256)
def is_web_address(text: str) -> bool:
    """Tell whether a text is an http(s) address that a browser can open, with nothing hidden in it."""
    if re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "." in (host or "") and "@" not in parts.netloc


def read_host(url: str) -> str:
    """Return the host of an address as its owner writes it: "xn--rxiv-53d.org" is "аrxiv.org"; "" where it has none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return ".".join(map(decode_label, host.split(".")))


def decode_label(label: str) -> str:
    """Return a part of a host's name in its own letters (RFC 3492); what cannot be read stays."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def find_imitated(host: str) -> str | None:
    """Return the host of the table that another begins with: "arxiv.org" of "arxiv.org.evil.example"."""
    labels = host.split(".")
    starts = (".".join(labels[:count]) for count in range(2, len(labels)))
    return next((start for start in starts if any(known.host.fullmatch(start) for known in RULES)), None)
