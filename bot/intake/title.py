"""What in a line can be a paper's title, or the short name that people use for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.identifiers import identify
from bot.catalogue.matching.reading import known_venues
from bot.intake.address import CODE_WORDS, DECOY, LINK_WORDS
from bot.intake.lines import ADDRESS, Line
from bot.intake.venue import MENTION

TAG = re.compile(r"^\W*[\[(（【]\s*([^\])）】]{2,30})\s*[\])）】]\s*")
#: How sentences begin that are no titles.
SENTENCE = re.compile(
    r"^(?:hi|hello|hey|dear|thank|thanks|please|i |i'm |we |our |my |this |it |could|would|can |you |there|best|regards"
    r"|congrat|great|sorry|here|in |happy|many|for more|also|as |if |the paper|and |add )|[.!?。！]$(?<!\?)"
    r"|\b(?:is|are|was|were) (?:its|our|the|at|available|now|on|here|in|released|accepted|published)\b"
    r"|你好|您好|感谢|请|希望",
    re.I,
)
#: A verb that asks for something, with the name behind it: "could you add MeToM", "include our work VoCo-LLaMA".
ASKED = re.compile(
    r"(?i:\b(?:add(?:ing|ed|s)?|includ(?:e|es|ing)|inclusion of|introduc(?:e|es|ing)|propos(?:e|es|ing)"
    r"|updat(?:e|es|ing)|request for|(?:paper|work|method|model|benchmark|survey),? (?:called|named|titled))\s+"
    r"(?:(?:the|our|a|an|my|new|recent|latest|paper|papers|work|works|method|survey|benchmark|for|link|venue|of|to)\s+)"
    r"{0,5})[\"“*`'’]{0,2}(?P<name>[A-Za-z][\w.+/-]{1,40})(?P<rest>[^\n]{0,3})"
)
#: "我是 Zhongjing-LLaMA 的作者": a Latin name in Chinese text, beside the word for author, work or paper.
ASKED_CHINESE = re.compile(r"(?:我是|我们的|工作|论文|添加|收录|加入)\s{0,2}(?P<name>[A-Z][\w.+-]{1,40})")
#: Words in capitals that are no method's name; the venues are known anyway.
GENERIC = frozenset({
    "readme", "readme.md", "llm", "llms", "mllm", "mllms", "vlm", "vlms", "pr", "ai", "nlp", "cv", "arxiv", "github",
    "acm", "ieee", "bibtex", "pdf", "doi", "url",
})  # fmt: skip


def find_title(line: Line, following: Sequence[Line]) -> str | None:
    """Return the title that an unlabelled line gives: marked by a link, quotes or bold type, in an entry, or alone."""
    marked = next(marked_titles(line), None)
    if marked:
        return tidy(marked)
    links_to_paper = any(identify(address) for _, address in line.links)
    if line.is_item and line.links and (name := leading_name(line)):
        return name
    if links_to_paper or line.is_item:
        for part in cells(line):
            if is_title(part, alone=not (line.is_item and links_to_paper)):
                return tidy(part)
    near = any(is_paper_line(other) for other in following)
    plain = strip_addresses(TAG.sub("", line.text))
    return tidy(plain) if near and not line.links and is_title(plain, alone=True) else None


def marked_titles(line: Line) -> Iterator[str]:
    """Yield what a line marks as a title."""
    for text, address in line.links:
        if is_title(text) and not DECOY.search(address) and not LINK_WORDS.fullmatch(text):
            yield text
    for text in line.quoted:
        if is_title(text) and not re.search(rf"{re.escape(text[-20:])}\W+(?:section|category)", line.text, re.I):
            yield text
    for text in line.bold:
        if is_title(text) and (":" in text or (len(text.split()) >= 5 and is_capitalised(text))):
            yield text


def is_paper_line(line: Line) -> bool:
    """Tell whether a line links to a paper, so that a title may stand above it."""
    return any(identify(address) or LINK_WORDS.fullmatch(text or "x") for text, address in line.links)


def leading_name(line: Line) -> str | None:
    """Return the name in bold or in a link that an item of a list begins with, like "**[Lyra](...)**: omni-modal"."""
    start = line.text.lstrip("[*_ ")
    marked = [*line.bold, *(text for text, address in line.links if text and not DECOY.search(address))]
    names = [text.strip("[]* ") for text in marked if text and start.startswith(text.strip("[]* "))]
    name = next((name for name in names if 1 < len(name) <= 60), None)
    if name is None or LINK_WORDS.fullmatch(name) or CODE_WORDS.fullmatch(name) or name.endswith(":"):
        return None
    return tidy(name) if re.search(r"[A-Z]", name) else None


def cells(line: Line) -> Iterator[str]:
    """Yield what stands before the links and tags of an entry, for a row of a table cell by cell."""
    for cell in line.text.split("|"):
        bare = strip_addresses(re.sub(r"^[\W_]*(?:\d{1,4}[.)]\s)?[\W_]*", "", TAG.sub("", cell)))
        yield re.split(r"\s*(?:\[\[|\[|\*\[|\s[-–]\s)", bare, maxsplit=1)[0].rstrip(" .,")


def short_name(*texts: str) -> str | None:
    """Return the name of the paper that one of the texts asks for, where only a name is given."""
    for text in texts:
        for pattern in (ASKED, ASKED_CHINESE):
            for found in pattern.finditer(text):
                name = found["name"].rstrip(".,:;-/")
                if is_name(name) and not MENTION.match(f"{name}{found.groupdict().get('rest') or ''}"):
                    return name
    return None


def is_name(name: str) -> bool:
    """Tell whether a word looks like a method's name and not like a word of the language: "MeToM", "GPT-4", "Uni-X"."""
    if name.lower() in GENERIC or len(name) < 2 or known_venues().find_name(name):
        return False
    return bool(re.search(r"[a-z0-9+.-][A-Z]|[A-Z]{2}|[A-Za-z]-?\d", name)) and bool(re.search(r"[A-Z]", name))


def is_title(text: str, *, loose: bool = False, alone: bool = False) -> bool:
    """Tell whether a text can be a title; `alone` asks for more, because nothing marks it as one."""
    text = tidy(text)
    words = text.split()
    if not 2 < len(text) <= 300 or ADDRESS.search(text) or LINK_WORDS.fullmatch(text):
        return False
    if loose:
        return True
    if len(words) < 3 and not re.search(r"[\u4e00-\u9fff]{6}", text):
        return False
    return not alone or (len(words) >= 4 and not SENTENCE.search(text) and is_capitalised(text))


def is_capitalised(text: str) -> bool:
    """Tell whether most long words begin with a capital, as in a printed title."""
    long = [word for word in text.split() if len(word) > 3]
    return sum(word[:1].isupper() or word[:1].isdigit() for word in long) * 2 >= len(long)


def strip_addresses(text: str) -> str:
    """Return a text without its bare addresses."""
    return ADDRESS.sub("", text).strip()


def tidy(text: str) -> str:
    """Return a title without what stood around it."""
    text = TAG.sub("", " ".join(text.split()).strip("*_`\"'“”‘’|<> ")) or text
    return re.sub(r"^\d+[.)]\s+", "", text).strip('*_`"“”|<> ').rstrip(".,;:")
