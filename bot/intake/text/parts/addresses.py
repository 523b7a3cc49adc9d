"""Addresses in a text, and what each leads to: the paper, its code, some page, or nothing of interest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.identity.identifiers import identify
from bot.intake.text.parts.labels import is_data, read_field, trailing_field

Target = Literal["paper", "code", "page"]

#: Chinese text continues without a space after an address, so its letters and punctuation end one.
ADDRESS = re.compile(
    r"https?://[^\s<>\"'`|\[\]\\^{}“”‘’\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]{4,2000}"
    r"|(?<![\w/.@-])(?:www\.|(?:arxiv|doi|aclanthology)\.org/|github\.com/|openreview\.net/)"
    r"[^\s<>\"'`|\[\]\\^{}“”‘’\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]{3,2000}",
    re.IGNORECASE,
)
EMPTY = re.compile(r"\(\s{0,3}\)|\[\s{0,3}\]|（\s{0,3}）|\s{2,}")
ARXIV = re.compile(
    r"(?<![A-Za-z/.])arxiv(?:\s(?:preprint|id|number|paper|no\.?))?(?:\s{1,3}abs/|[\s:：,#.(]{1,3}"
    r"|:\s?)(?:arxiv:\s?)?(\d{4}\.\d{4,5})(?!\d)",
    re.IGNORECASE,
)
#: More numbers behind one of arXiv's: "arXiv:1902.05803, 1911.09210 and 1910.06058".
NEXT_ARXIV = re.compile(r"(?:\s?(?:[,;&/+、和]|and\b)){1,2}\s?(\d{4}\.\d{4,5})(?!\d|\.\d)", re.IGNORECASE)
DOI = re.compile(r"(?<![\w/.])(?:doi[:：\s]{0,2})?(10\.\d{4,9}/[^\s\"<>()\[\]，。；]{2,200})", re.IGNORECASE)
REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github|gitlab|gitee|codeberg|bitbucket)\.(?:com"
    r"|org)/[\w.-]+/[\w.-]+/?(?:tree/[\w./-]{1,100})?(?:[#?].*)?",
    re.IGNORECASE,
)
#: Badges, pictures, people, films, other threads, data, models, a template's example: no paper and no code.
DECOY = re.compile(
    r"shields\.io|\.(?:png|svg|gif|jpe?g|mp4)(?:$|\?)|github\.com/(?:[\w.-]+/?$|[\w.-]+/[\w.-]+/(?:pulls?|issues?"
    r"|wiki|stargazers|discussions|actions|commit)\b)"
    r"|(?:github|gitlab)\.\w+/[\w.-]+/[\w.-]+/blob/\S+\.(?:md|txt|ipynb|py)|huggingface\.co/(?!papers)"
    r"|docs\.google\.com|scholar\.google\.[\w.]+/(?!citations\?view_op)"
    r"|arxiv\.org/(?:search|list)/|linkedin\.|twitter\.com|reddit\.com|//x\.com|youtube\.|youtu\.be|bilibili|zhihu|medium\.com|colab\.|/Conferences/"
    r"|/x{4,}\.x|neurips\.cc/virtual|openreview\.net/group"
    r"|/(?:downloads|[\w-]{0,20}accepted[\w-]{0,20}|proceedings|programm?e?|[\w-]{0,20}papers|schedule)(?:\.html?)?"
    r"(?:/(?:19|20)\d\d)?/?(?:$|[?#])|\.(?:blogspot|wordpress|substack)\.com"
    r"|modelscope\.cn|kaggle\.com|discord\.|slack\.com|dblp\.[\w.-]+/search|^mailto:|google\.\w+/search|/search-results\b|thecvf\.com/\w+(?:[?#]|/?$)|star-history",
    re.IGNORECASE,
)
#: Kinds of numbers under which a paper stands beside its publisher's page.
PREPRINTS = frozenset({"arxiv", "openreview"})
#: Repositories of this kind are lists of papers, named in passing.
LIST = re.compile(
    r"/(?:awe?sa?ome[\w.-]*|[\w.-]*(?:paper-?lists?|reading-?list)[\w.-]*|[\w.-]+-papers)/?(?:[#?].*)?$", re.IGNORECASE
)
#: Asks for the thing itself that a link leads to: "please consider this model: ...".
ASKED = re.compile(r"\b(?:add|consider|include|introduce|recommend|suggest)\b", re.IGNORECASE)
#: Hosts of papers whose addresses carry no identifier that could be read.
PUBLISHER = re.compile(
    r"https?://(?:[\w-]+\.){0,3}(?:nature|science|sciencedirect|mdpi|frontiersin|cell|preprints|biorxiv|medrxiv"
    r"|ssrn|techrxiv|researchgate"
    r"|hal|archives-ouvertes|springer|springeropen|wiley|tandfonline|oup|ieee|acm|usenix|isca-speech|mlr|thecvf|aclanthology"
    r"|openreview|semanticscholar"
    r"|computer|scitepress|plos|pnas|jmlr|neurips|nips|ijcai|aaai|vldb|cambridge|sagepub|osf|zenodo|chemrxiv"
    r"|arxiv)\.\w{2,12}/\S{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: the words that carry it ("" for a bare address), where it leads, and where it stands in its line."""

    text: str
    address: str
    start: int
    end: int


def find_bare(text: str, known: Sequence[Anchor]) -> Iterator[Anchor]:
    """Yield the addresses that stand bare in a text, and the addresses of the numbers that do."""
    taken = {anchor.address for anchor in known}
    spans = []
    for found in ADDRESS.finditer(text):
        address = trim_address(found[0])
        spans.append(found.span())
        address = address if address.lower().startswith("http") else f"https://{address}"
        if address not in taken and "." in address:
            taken.add(address)
            yield Anchor("", address, found.start(), found.start() + len(address))
    for numbers, form in ((find_arxiv(text), "https://arxiv.org/abs/{}"), (DOI.finditer(text), "https://doi.org/{}")):
        for found in numbers:
            number = found[1].rstrip(".,;:")
            within = any(start <= found.start() < end for start, end in spans)
            if not within and not any(number in address for address in taken):
                taken.add(form.format(number))
                yield Anchor("", form.format(number), found.start(), found.end())


def find_arxiv(text: str) -> Iterator[re.Match[str]]:
    """Yield arXiv's numbers in a text, each with what calls it one, and those that follow without it."""
    for first in ARXIV.finditer(text):
        found: re.Match[str] | None = first
        while found:
            yield found
            found = NEXT_ARXIV.match(text, found.end())


def trim_address(address: str) -> str:
    """Return an address without the punctuation that a sentence glued to it."""
    address = address.rstrip(".,;:!?*_~'")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_~'")
    return address


def strip_addresses(text: str) -> str:
    """Return a text without its bare addresses, and without the brackets that hold nothing else."""
    return EMPTY.sub(" ", ADDRESS.sub(lambda found: f" {found[0][len(trim_address(found[0])) :]}", text)).strip()


def is_web(address: str) -> bool:
    """Tell whether an address leads out of the repository, as one to a paper does."""
    return address.lower().startswith(("http://", "https://"))


def is_published(address: str) -> bool:
    """Tell whether an address is a paper's page at a publisher, with or without a number: of these a paper has one."""
    found = identify(address)
    return PUBLISHER.match(address) is not None and (found is None or found.kind not in PREPRINTS)


def find_target(anchor: Anchor, lead: str, label: str | None, *, is_title: bool) -> Target | None:
    """Return what a link leads to, from the address, the words that carry it, those before it, and the line's label.

    `is_title` tells that the words that carry it are a paper's title.
    """
    address = anchor.address
    if not is_web(address):
        return None
    said = read_field(anchor.text) or trailing_field(lead) or label
    if identify(address):
        return "paper"
    if REPOSITORY.fullmatch(address):
        is_of_data = (is_data(lead) and not ASKED.search(lead)) or is_data(anchor.text)
        is_aside = not is_title and (is_of_data or LIST.search(address))
        return "code" if said == "code" or not is_aside else None
    if DECOY.search(address):
        return None
    if said == "code":
        return "code"
    if PUBLISHER.match(address) or address.lower().endswith(".pdf") or is_title:
        return "paper"
    return "paper" if said in ("link", "paper", "title") else "page"
