"""Finds links, images and addresses in the text of an entry, with the exact place of each of their parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from bot.catalogue.identity.address_rules import ARXIV_ID
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.patterns import rare

ADDRESS = re.compile(r"https?://[^\s<>\"'`|\]()}（），。；]+(?:\([^\s()]*\)[^\s<>\"'`|\]()}（），。；]*)*")
ANCHOR = rare(r"<a\b[^<>]{0,500}?href\s*=\s*[\"']?([^\"'\s>]+)[\"']?[^<>]{0,300}>(.{0,500}?)</a>", re.I | re.S)
IMAGE_TAG = rare(r"<img\b[^<>]{0,1000}>", re.I)
SOURCE = rare(r"src\s*=\s*[\"']?((?<=\")[^\"<>]+|(?<=')[^'<>]+|[^\"'\s>]+)", re.I)
MARKUP = re.compile(
    r"!\[[^\[\]]*\]\([^()\s]*\)|</?[a-zA-Z][^<>]{0,300}>|(?<!\\)[*`~]{1,3}(?=\S)|(?<=[^\s\\])[*`~]{1,3}"
    r"|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
)
BREAK = rare(r"<br ?/?>")
#: Without one of these a text has no markup.
#: In Markdown no letter is escaped: formulas keep their backslashes.
ESCAPE = re.compile(r"\\(?![A-Za-z])")
MARKED = re.compile(r"[\[\]<>*_`~!\\]")
IMAGE = rare(r"!\[[^\[\]]*\]\([^()]*\)")
INLINE_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
#: Some write the name of a file with its blanks.
FILE = r"[^\s<>]+(?:[ \t]+[^\s<>\"][^\s<>]*)*"
TARGET = re.compile(
    rf"\s*+(?:<([^<>\n]*)>|([^\s<>]*)|((?=\.{{0,2}}/){FILE}|{FILE}(?:(?<=\.md)|(?<=\.pdf))))(?:\s+[\"'(][^\n]*+)?\s*"
)
#: What some write around the address of a target: another link, brackets, or a sign before it.
WRAPPED = rare(r"\s*(?:\[[^\[\]\n]*\]\(|\(|#)(https?://[^\s<>()]+)\)?\s*")
#: A link as nearly all are, maybe in brackets of its own: no bracket, and nothing else that counts, stands in it.
USUAL = re.compile(r"(?<!\\)(\[)?\[([^\[\]\\]*)\]\((https?://[^\s\[\]()<>\\]+)\)(?(1)\])")
#: Where a link or image may begin.
OPENING = re.compile(r"!(?=\[)|\[|<(?=[aAiIh])|h(?=ttps?://)")
BRACKET = re.compile(r"\\.|[\[\]()\n]", re.S)
#: An image at the beginning of a link's text, and a link within it.
NESTED = re.compile(r"\s*!\[[^\[\]]*\]\(\s*([^()\s]*)")
NESTED_LINK = re.compile(r"\]\(\s*https?://")
#: What a label's words say, the first that fits.
KINDS = (
    (
        "code",
        re.compile(
            r"(?<![a-z])(?:(?:source)?codes?(?![a-z])|codebase|git|repo(?!rt))|octocat|torch|tensorflow|\btf\b|python|c\+\+"
            r"|implement|matlab|代码|コード|코드"
        ),
    ),
    ("project", re.compile(r"project|page(?!_)|web|site|主页|项目")),
    ("video", re.compile(r"video|talk|youtube|视频")),
    ("paper", re.compile(r"paper|pdf|arxiv|eprint|(?<![a-z])abs|doi|title|论文|論文|논문|pub")),
)
#: What the labels of links say that lead to no paper.
BESIDE = rare(
    r"\b(?:demo|dataset|data|slide|poster|blog|post|leaderboard|benchmark|model|weight|checkpoint|note|tweet|twitter"
    r"|hugging ?face|hf|supp|supplement(?:ary)?|appendix|bibtex|colab|zhihu|(?:exp)?env(?:ironment)?)s?\b"
    r"|数据集|解读|笔记|解説|スライド",
    re.I,
)
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: Words that name what a link leads to, not a paper.
LABELS = frozenset({
    "presentation", "presentations", "ppt", "pptx", "recording", "interview", "lecture", "podcast", "thread", "zenodo",
    "paper", "papers", "pdf", "arxiv", "eprint", "code", "codes", "github", "git", "repo", "repository", "project",
    "projects", "page", "pages", "website", "web", "site", "homepage", "home", "demo", "demos", "video", "videos",
    "slide", "slides", "poster", "blog", "post", "dataset", "datasets", "data", "model", "models", "weights",
    "checkpoint", "hf", "huggingface", "hugging", "face", "openreview", "doi", "abs", "abstract", "html", "link",
    "links", "url", "supp", "supplementary", "supplement", "talk", "tweet", "twitter", "x", "pytorch",
    "tensorflow", "tf", "keras", "jax", "python", "java", "matlab", "r", "julia", "c", "cpp", "reference",
    "official", "unofficial", "original",
    "bibtex", "bib", "cite", "citation", "review", "acm", "ieee", "springer", "acl",
    "biorxiv", "medrxiv", "here", "source", "full", "text", "version", "pub", "publisher", "docs", "doc",
    "documentation", "colab", "notebook", "youtube", "media", "article", "nature", "science", "cvf", "openaccess",
    "neurips", "proceedings", "gitee", "gitlab", "s2", "scholar", "semantic", "dblp", "preprint", "extended",
    "author", "authors", "implementation", "impl", "torch", "caffe", "mxnet", "paddle", "theano", "lua", "go",
    "rust", "scala", "app", "tool", "toolkit", "library", "benchmark", "appendix", "star", "stars", "news",
    "zhihu", "readme", "summary", "notes", "note", "download", "more", "info", "material", "materials", "journal",
    "artikel", "papier", "quelle", "lien", "enlace", "código", "artículo", "artigo", "codice",
    "conference", "final", "published", "vixra", "ssrn", "hal", "usenix",
    "论文", "代码", "链接", "主页", "项目", "解读",
    "视频", "数据集", "中英摘要", "論文", "解説", "コード", "リンク", "スライド", "논문", "코드",
})  # fmt: skip
#: The same for "Code2" and "2", of which the number is left out.
UNNUMBERED = LABELS | {""}
#: How those are called whom labels name because they keep papers, by the kind of number that they give.
KEEPERS = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview"}
#: No such label has more words.
LED_WORDS = 4
#: "Code: one/two" or "slides (short)", which say more of a target than its kind.
LED_LABEL = rare(r"([^\W\d_]+)\s?[:(（]")
VENUE_LABEL = rare(r"[\w&+./\- ]{0,40}?['’`]?\s?(?:(?:19|20)\d\d|['’`]\d\d)(?:[.\-/]\d{1,2}){0,2}(?:\s[\w ]{0,20})?")
#: A number, a sign, or one such as ":blue_book:".
NUMBER_LABEL = rare(
    rf"(?:arxiv)?[:\s]*{ARXIV_ID}(?:v\d+)?(?:\s\[[\w., -]+\])?|(?:doi)?[:\s]*10\.\d{{4,9}}/\S+|\d{{1,3}}"
    r"|(?:\W*:[a-z]\w*:)*\W*",
    re.I,
)
#: The address of a repository, and that of a document that lies in one.
KEPT = rare(r"https?://[\w.-]*git(?:hub\.com|lab)[^/]*/[^/?#]+/[^/?#]", re.I)
FILED = rare(r"/(?:blob|raw)/.+\.(?:md|pdf|pptx?|docx?)(?:$|[?#])", re.I)
#: What a badge says that shields.io makes of its address: words and a colour, or two words and a colour.
SHIELD = rare(r"img\.shields\.io/badge/([^?#)]*)")


Span = tuple[int, int]


class Token(NamedTuple):
    """A link ("link"), an image ("image") or a linked image ("badge"); spans are [start, end) in the text."""

    kind: str
    start: int
    end: int
    label: Span
    url: Span
    address: str
    source: str = ""


def scan(text: str, references: Mapping[str, str]) -> tuple[Token, ...]:
    """Return the links and images of a text, in order and without overlap. Linear in the text's length."""
    if "[" not in text and "://" not in text and "<" not in text:
        return ()
    return tuple(find_tokens(text, references)) if references else scan_plain(text)


@lru_cache(maxsize=16_384)
def scan_plain(text: str) -> tuple[Token, ...]:
    """Return the same for a page without link definitions; the reader asks for one text several times, and later."""
    return tuple(find_tokens(text, {}))


def find_tokens(text: str, references: Mapping[str, str]) -> Iterator[Token]:
    """Yield the links and images of a text."""
    pairs: dict[int, int] | None = None
    place = 0
    while found := OPENING.search(text, place):
        usual = USUAL.match(text, found.start())
        if usual and not (usual[1] and references):
            yield Token("link", usual.start(2) - 1, usual.end(3) + 1, usual.span(2), usual.span(3), usual[3])
            place = usual.end()
            continue
        pairs = match_brackets(text) if pairs is None else pairs
        token = token_at(text, found.start(), pairs, references)
        if token:
            yield token
        place = token.end if token else found.end()


def match_brackets(text: str) -> dict[int, int]:
    """Return where each square bracket, and each parenthesis within its line, that is closed closes."""
    pairs: dict[int, int] = {}
    square: list[int] = []
    round_: list[int] = []
    for found in BRACKET.finditer(text):
        match found[0]:
            case "[":
                square.append(found.start())
            case "(":
                round_.append(found.start())
            case "]" if square:
                pairs[square.pop()] = found.start()
            case ")" if round_:
                pairs[round_.pop()] = found.start()
            case "\n":
                round_.clear()
    return pairs


def token_at(text: str, place: int, pairs: Mapping[int, int], references: Mapping[str, str]) -> Token | None:
    """Return the link or image that begins exactly here."""
    char = text[place]
    if char == "!" and text.startswith("![", place):
        return bracketed(text, place + 1, pairs, references, "image", place)
    if char == "[":
        return bracketed(text, place, pairs, references, "link", place)
    if char == "<":
        return tag_at(text, place)
    if char == "h" and (found := ADDRESS.match(text, place)):
        end = found.start() + len(found[0].rstrip(".,;:!?*_"))
        return Token("link", place, end, (place, place), (place, end), text[place:end])
    return None


def tag_at(text: str, place: int) -> Token | None:
    """Return the HTML link, HTML image or address in angle brackets that begins here."""
    if found := ANCHOR.match(text, place):
        image = IMAGE_TAG.search(found[2])
        source = SOURCE.search(image[0]) if image else None
        kind = "badge" if image and not plain(found[2]) else "link"
        return Token(kind, place, found.end(), found.span(2), found.span(1), found[1], source[1] if source else "")
    if found := IMAGE_TAG.match(text, place):
        source = SOURCE.search(found[0])
        span = (place + source.start(1), place + source.end(1)) if source else (place, place)
        return Token("image", place, found.end(), (place, place), span, "", source[1] if source else "")
    if found := re.compile(r"<(https?://[^\s<>]+)>").match(text, place):
        return Token("link", place, found.end(), (place, place), found.span(1), found[1])
    return None


def bracketed(
    text: str, place: int, pairs: Mapping[int, int], references: Mapping[str, str], kind: str, start: int
) -> Token | None:
    """Return what `[label](address)`, `[label][name]` or `[name]` is, beginning at the bracket at `place`."""
    close = pairs.get(place)
    if close is None:
        return None
    label = (place + 1, close)
    inner = text[place + 1 : close]
    # Between a text and its address some leave a blank.
    if target := target_at(text, close + 1 + text.startswith(" (http", close + 1), pairs):
        first, last, end = target
        address = text[first:last]
        # The page of a paper is no picture: before "[A title](https://arxiv.org/...)" the mark is a slip.
        if kind == "image" and (is_label(inner) or not identify(address)):
            return Token("image", start, end, label, (first, last), "", address)
        nested = NESTED.match(inner)
        if nested and not plain(re.sub(r"!\[[^\[\]]*\]\([^()]*\)", "", inner)):
            if not address:
                source = (label[0] + nested.start(1), label[0] + nested.end(1))
                return Token("image", start, end, label, source, "", nested[1])
            return Token("badge", start, end, label, (first, last), address, nested[1])
        if nested is None and NESTED_LINK.search(inner):
            return None
        return Token("link", start, end, label, (first, last), address)
    named = re.match(r"\s?\[([^\[\]]*)\]", text[close + 1 : close + 90]) if references else None
    name = (named[1] or inner) if named else inner
    address = references.get(name.casefold().strip(), "") if references else ""
    if address and kind == "link":
        end = close + 1 + (named.end() if named else 0)
        return Token("link", start, end, label, (close + 1, end), address)
    return None


def target_at(text: str, place: int, pairs: Mapping[int, int]) -> tuple[int, int, int] | None:
    """Return (start, end of the address, end of all) of `(address "title")` that begins here, parentheses balanced."""
    if not text.startswith("(", place) or place not in pairs:
        return None
    close = pairs[place]
    found = WRAPPED.fullmatch(text, place + 1, close) or TARGET.fullmatch(text, place + 1, close)
    return (*found.span(found.lastindex or 0), close + 1) if found else None


def plain(text: str) -> str:
    """Return a text without markup, on one line."""
    if not MARKED.search(text):
        return " ".join(text.split())
    text = BREAK.sub(" ", text) if "<br" in text else text
    text = IMAGE.sub("", text) if "![" in text else text
    text = INLINE_LINK.sub(r"\1", MARKUP.sub("", INLINE_LINK.sub(r"\1", text)))
    return " ".join(ESCAPE.sub("", text).split()).strip(" *_`~")


#: Several look at one title after the other, here and in `signs` of `phrases.py`.
@lru_cache(maxsize=64)
def words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text))


#: What stands between the parts of an entry is the same over and over.
@lru_cache(maxsize=1024)
def has_words(text: str) -> bool:
    return WORD.search(text) is not None


@lru_cache(maxsize=4096)
def is_label(label: str, *, boxed: bool = False) -> bool:
    """Tell whether a link's text names the kind of its target ("Paper", "pdf", "arXiv:2401.00001", "ICML 2020").

    `boxed`: the link stands in brackets of its own, as lists write labels.
    """
    text = plain(label)
    if is_address(label):
        return True
    bare = text.strip(" []()")
    if not bare.isalpha() and NUMBER_LABEL.fullmatch(bare):
        return True
    parts = words(text)
    if boxed and len(parts) <= 4:
        return True
    if len(parts) > 5:
        return False
    is_known = [part.rstrip("0123456789").casefold() in UNNUMBERED for part in parts]
    is_pair = len(parts) == len(text.split()) == 2 and is_known[-1] and not parts[-1].isdigit()
    is_led = len(parts) <= LED_WORDS and bool(parts) and is_known[0] and LED_LABEL.match(text) is not None
    if parts and (all(is_known) or is_pair or is_led):
        return True
    # "Mask Nets - ICCV - 2017" is a title, where it appeared and when.
    return text.count(" - ") < 2 and DIGIT.search(bare) is not None and VENUE_LABEL.fullmatch(bare) is not None


def is_titled(text: str, token: Token) -> bool:
    """Tell whether a link's text could be a title."""
    label = text[slice(*token.label)]
    boxed = label.startswith("[") or text[: token.start].rstrip(" ")[-1:] in ("[", "(")
    return token.kind == "link" and not is_label(label, boxed=boxed)


def shield_words(address: str) -> str:
    """Return what the badge at an address says, such as "ICML 2023"; empty where it is none."""
    found = SHIELD.search(address)
    said, _, _ = re.sub(r"(?<!-)-(?!-)", " ", found[1]).rpartition(" ") if found else ("", "", "")
    return unquote(said).replace("--", "-").replace("_", " ").strip()


def is_address(label: str) -> bool:
    """Tell whether a link's text only repeats an address."""
    return ADDRESS.fullmatch(label.strip(" <>")) is not None


def link_kind(label: str, url: str) -> str:
    """Return what a link leads to: code, project, video, paper or other."""
    if named := labelled_kind(label):
        return "paper" if named == "code" and url.lower().endswith(".pdf") else named
    if BESIDE.search(label):
        return "other"
    host = url.split("/")[2].casefold() if url.count("/") >= 2 else ""
    if "github.com" in host or "gitlab" in host:
        return "code" if KEPT.match(url) and not FILED.search(url) else "other"
    if host.endswith("github.io") or "sites.google" in host:
        return "project"
    return "paper" if host else "other"


def misnames(label: str, url: str) -> bool:
    """Tell whether a label names somebody who does not keep what is at an address."""
    named, known = label.strip(" []").casefold(), identify(url)
    return named in KEEPERS and (known is None or known.kind != named)


def keeper_of(url: str) -> str | None:
    """Return the name of who keeps what is at an address, None where no label would name them."""
    known = identify(url)
    return KEEPERS.get(known.kind) if known else None


def code_address(links: Iterable[Link]) -> str | None:
    """Return the address of a paper's code: a repository rather than a page, though "GitHub Page" stands before it."""
    found = [link.url for link in links if link_kind(link.label, link.url) == "code"]
    return next((url for url in found if ".github.io" not in url), found[0] if found else None)


@lru_cache(maxsize=4096)
def labelled_kind(label: str) -> str | None:
    """Return what a link's label says of its target, None for nothing."""
    text = f"{label.casefold()} "
    return next((kind for kind, pattern in KINDS if pattern.search(text)), None)
