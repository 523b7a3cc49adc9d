"""An address or a bare string -> the canonical identifier of the paper it names, and a clean form of the address.

What is not in the table of `address_rules` is left as it is.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from bot.catalogue.identity.address_rules import ARXIV_ID, RULES, SICI, AddressRule
from bot.catalogue.identity.hosts import ABBREVIATED, is_spelled
from bot.patterns import rare

#: Parameters that follow a reader around and name nothing.
TRACKING = rare(
    r"utm_\w+|hm(?:sr|pl|cu|kw|ci)|trk|usg|fbclid|gclid|mc_[ce]id|ref_src|ref_url|igshid|spm|forcedefault"
    r"|casa_token",
    re.IGNORECASE,
)
#: What publishers' addresses have behind a DOI.
AFTER_DOI = rare(
    r"(?:\.full(?:-text)?|\.pdf|/(?:full|pdf|epdf|abstract|meta|summary|html|epub|fulltext|full-text|printable))+/?$"
)
#: Servers of preprints whose DOIs can end with a version; all versions are one paper.
PREPRINT_DOIS = ("10.36227/", "10.1101/", "10.26434/", "10.21203/", "10.20944/", "10.31219/", "10.31234/")


class Identifier(NamedTuple):
    """A paper's number or key with the kind of authority that gave it, e.g. ("arxiv", "2504.08269")."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


def identifiers_of(values: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return the identifiers that a paper's record maps by their kind."""
    return tuple(Identifier(kind, value) for kind, value in values.items())


class CleanLink(NamedTuple):
    """An address without what does not belong to it; `cleaned` gives a reason for each thing that was mended."""

    url: str
    identifier: Identifier | None
    cleaned: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """What is the same for all addresses of one page."""
        return str(self.identifier or self.url)


BARE = (
    (rare(rf"(?:(?:arxiv)?[\s:]*|abs/)({ARXIV_ID})(?:v\d+)?", re.IGNORECASE), "arxiv"),
    (rare(r"(?:doi)?[\s:]*(10\.\d{4,9}/\S+)", re.IGNORECASE), "doi"),
    (rare(r"(\d{4}\.[a-z]+-[a-z]+\.\d+|[A-Z]\d\d-\d{4})"), "acl"),
)

#: An address with an old DOI whose brackets are written as they are.
SICI_ADDRESS = rare(rf"https?://[^\s<>?#\"]{{1,300}}/{SICI}")
#: What nearly all addresses look like, with the host. A list has many that are no paper's, such as code.
USUAL_ADDRESS = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/[\w./?=&%+~#:-]*)?", re.ASCII)
#: What may have to be taken from such an address.
UNCLEAN = re.compile(r"[?#]|\.$")
#: What no address has in it.
NOT_ADDRESS = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
#: The version at the end of a preprint's address.
PINNED = re.compile(r"(?<=\d)[./]?v\d{1,2}(?=(?:\.full)?(?:\.pdf)?/?$)")
#: The beginning of an address whose scheme was left out.
HOST = rare(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,20}/", re.IGNORECASE)

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
    text = quote_angles(text.strip())
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


#: An entry's addresses are asked about when it is read, when it is judged as a line of its list, and by the rules: here
#: and elsewhere as much is kept as a list of ten thousand papers asks for.
@lru_cache(maxsize=16_384)
def clean_link(url: str) -> CleanLink:
    """Return an address without tracking, glued text and the like, with the paper it names."""
    if (usual := USUAL_ADDRESS.fullmatch(url)) and not UNCLEAN.search(url):
        found = find_rule(usual[1], url[usual.end(1) :])
        if found is None and (url.startswith("https") or not rules_of(usual[1])):
            return CleanLink(url, None)
        if found and found[1].end() == len(url) - usual.end(1) and url.startswith("https"):
            return CleanLink(url, name_paper(*found))
    reasons: list[str] = []
    url = quote_angles(strip_edges(url, reasons), reasons)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return CleanLink(url, None, tuple(reasons))
    parts = drop_fragment(drop_tracking(parts, reasons), reasons)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    found = find_rule(host, target)
    if found:
        parts = trim(parts, target, *found, reasons)
    if rules_of(host) and parts.scheme == "http":
        parts = parts._replace(scheme="https")
        reasons.append("http replaced by https")
    return CleanLink(urlunsplit(parts), name_paper(*found) if found else None, tuple(reasons))


def find_rule(host: str, target: str) -> tuple[AddressRule, re.Match[str]] | None:
    """Return the rule that a path with its query fits, and what of it names the paper."""
    for known in rules_of(host):
        if match := known.path.match(target):
            return known, match
    return None


def name_paper(known: AddressRule, match: re.Match[str]) -> Identifier:
    """Return the paper that an address names by a rule."""
    return canonical(known.kind, known.value(match))


@lru_cache(maxsize=1024)
def rules_of(host: str) -> tuple[AddressRule, ...]:
    """Return the rules for a host's addresses; a list has few hosts."""
    return tuple(rule for rule in RULES if is_spelled(host, rule.spelled) and rule.host.fullmatch(host))


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
    is_ended = joined.endswith((".", ",", ";")) and not ABBREVIATED.search(joined)
    bare = re.sub(r"[.,;]{1,20}$", "", joined) if is_ended else joined
    if bare != joined:
        reasons.append("punctuation after the address dropped")
    return bare


def quote_angles(text: str, reasons: list[str] | None = None) -> str:
    """Return an address with the angle brackets of an old DOI as an address can hold them; another text as it is."""
    if "<" not in text or not SICI_ADDRESS.match(text):
        return text
    if reasons is not None:
        reasons.append("angle brackets written as %3C and %3E")
    return text.replace("<", "%3C").replace(">", "%3E")


def drop_tracking(parts: SplitResult, reasons: list[str]) -> SplitResult:
    """Remove the parameters that only follow a reader around."""
    if not parts.query:
        return parts
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


def trim(parts: SplitResult, target: str, known: AddressRule, match: re.Match[str], reasons: list[str]) -> SplitResult:
    """Cut off what is glued to the address of a paper after its end."""
    rest = target[match.end() :]
    if not rest or rest.startswith("/") or known.kind not in ("arxiv", "pmlr", "cvf", "usenix"):
        return parts
    if rest.startswith("?"):
        reasons.append(f"parameters without a meaning dropped ({rest[:20]})")
        return parts._replace(query="")
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


@lru_cache(maxsize=16_384)
def is_web_address(text: str) -> bool:
    """Whether a text is an http(s) address that a browser can open, with nothing hidden in it."""
    if USUAL_ADDRESS.fullmatch(text):
        return True
    if NOT_ADDRESS.search(text):
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
