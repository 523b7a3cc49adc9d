"""Which words of a text are the title or the short name of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.venues import Venues
from bot.intake.text.parts.addresses import ADDRESS
from bot.intake.text.parts.citations import strip_authors
from bot.intake.text.parts.labels import read_field, read_label
from bot.intake.text.parts.venues import APPEARED, find_venue, strip_venue

LEADING_TAG = re.compile(r"\W{0,8}[\[(（【]\s{0,3}([^\[\])）】(（【]{2,30}?)\s{0,3}[\])）】][:：]?\s{0,3}")
NUMBER = re.compile(r"\W{0,4}(?:\d{1,3}[.)\]、]|\d{4}\.\d{4,5}\])\s{1,3}")
#: How people speak; a title does not begin like this.
SPEECH = re.compile(
    r"(?:hi|hello|hey|dear|thanks?|thx|please|pls|i|i'd|i'm|we|we'd|our|this|it|they|he|she|could|would|can|may|you"
    r"|your|there|here|best|kind"
    r"|regards|cheers|congrat\w*|great|nice|good|sorry|happy|many|as|if|also|and|but|so|for more|the (?:paper|list"
    r"|authors?|code|work)|in this"
    r"|happy|looking|feel|note|yes|no|ok|okay|just|let|maybe|ready|under|wrong|broken|incorrect|duplicate\w*"
    r"|missing|typo|question|is|was|are|has|add\w*|updat\w*|remov\w*|fix\w*|includ\w*|request\w*|suggest\w*)\b"
    r"|[^\w\s]{0,3}(?:你|您|感谢|谢谢|请|我|我们|希望|如果|这|能否|可以|麻烦|作者好)",
    re.IGNORECASE,
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: People say so of themselves and of the reader; a title writes these words with a capital, and "I" is a numeral.
SPEAKER = re.compile(
    r"\b(?:we|our|my|you|your|please|thanks)\b|\bI(?:'d|'m|'ve|\s(?:am|have|would|think|suggest|found))\b|[你您我请谢]"
)
#: "Accepted at NSDI 2026" tells of a paper, and names none.
STATUS = re.compile(
    r"(?:accepted|published|presented|appeared|appears|submitted|to appear|under review)\b", re.IGNORECASE
)
DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,?\s(?:19|20)\d\d)?\b"
    r"|\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s(?:19|20)\d\d"
    r"|(?<!\d)(?:19|20)\d\d[-/]\d\d(?:[-/]\d\d)?(?!\d)"
)
ADDRESSED = re.compile(r"\W{0,3}(?i:please|our|we|my|this|kindly|hi|hello|dear|can|could|may|would|i)\s[a-z]")
PARTICLES = frozenset({
    "de", "da", "di", "la", "le", "van", "von", "der", "den", "bin", "al", "el",
})  # fmt: skip
#: Upper-case words that name a subject, not a paper.
SUBJECTS = frozenset({
    "llm", "llms", "mllm", "mllms", "vlm", "vlms", "vla", "vlas", "lvlm", "lvlms", "lmm", "lmms", "slm", "slms",
    "ai", "nlp", "cv", "rl", "rlhf", "rag", "gnn", "gnns", "cnn", "kv", "gpu", "moe", "vit", "sota", "pr",
    "prs", "readme.md", "readme", "pdf", "url", "doi", "arxiv", "github", "new", "paper", "papers", "the", "a",
    "an", "this", "our", "my", "two", "three", "four", "five", "some", "more", "missing", "related", "recent",
    "survey", "surveys", "work", "works", "issue", "please", "support", "link", "links", "code", "venue",
    "entry", "section", "list", "update", "request", "one", "it", "them", "its", "and", "dllm", "cvpr24",
    "benchmark", "benchmarks", "gans", "gan", "ml", "dl",
})  # fmt: skip
PAPER_NOUNS = (
    r"(?:papers?|works?|survey|method|model|framework|benchmark|approach|article|project|preprint"
    r"|manuscript|dataset|study)"
)
#: A word that is written like a name: "MeToM", "3DZip", "VoCo-LLaMA", "BRAVE"; also after Chinese.
NAME = r"([A-Za-z0-9][\w.+\-]{0,38}[\w+])"
NAME_FORM = re.compile(r"[\w.+-]{3,40}")
LATIN = re.compile(r"[A-Za-z]")
SUBJECT_ENDING = re.compile(r"-(?:based|free|aware|style|oriented|like|related|level)$")
#: A word before these is a subject: "Mamba papers".
OF_A_KIND = re.compile(r"\S{1,80}\s(?:papers|works|methods|models|surveys|section|list|support)\b")
#: A capitalised word is a name where the request ends with it, or goes on like this: "Add Mamba to the list".
CALLED = re.compile(rf"\S{{1,80}}\s{{0,2}}(?:$|[(（,.!，。]|{PAPER_NOUNS}\b(?<!s)|to\b|into\b|in\b)")
AUTHOR_OF = re.compile(
    r"\bauthors? of ([\w.+-]{2,40}(?:(?:,\s|,?\s(?:and|&)\s)[\w.+-]{2,40}){0,9})(?=[.,;!]?(?:\s|$))", re.IGNORECASE
)
NAMED = re.compile(
    r"(?:\b(?:add(?:ing|s|ed)?|includ(?:e|es|ed|ing)|inclusion of|introduc(?:e|es|ed|ing)|propos(?:e|es|ed|ing)"
    r"|present(?:s|ed|ing)?|releas(?:e|es|ed|ing)|suggest(?:ing)?"
    r"|recommend(?:ing)?|called|named|titled|dubbed|request for|updat(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|delet(?:e"
    r"|es|ed|ing)|links? (?:to|of|for)|(?:venue|status|title|entry|info\w{0,8}) (?:of|for)"
    rf"|new(?: related)? {PAPER_NOUNS}\s?[-–—:]|our(?: \w{{2,12}}){{0,2}} {PAPER_NOUNS})"
    rf"[\s,:]{{1,3}}(?:(?:the|our|new|recent|{PAPER_NOUNS})\s){{0,3}}|(?:添加|加入|增加|收录|推荐|补充|介绍"
    rf"|论文|工作|我是|新增|更新"
    rf"|删除)[\s：:]?)"
    rf"[\"“”'‘「`*《]{{0,2}}{NAME}",
    re.IGNORECASE,
)
SUBJECT = re.compile(rf"\W{{0,6}}{NAME}")
REQUEST = re.compile(
    r"(?:\W{0,6}(?:\b(?:kind|kindly|request\w*|please|pls|suggest\w*|recommend\w*|propos\w*|add\w*"
    r"|includ\w*|inclusion|introduc\w*|submit\w*|submission|supplement|missing"
    r"|new|related|recent|our|my|one|(?-i:the|a|an|for|to|of|at|in|by)|paper|papers|work|works|survey|article"
    r"|publication|pr|feat|docs|title|entry|accepted|published|titled|entitled|called)\b|添加|收录|加入|增加|推荐|新增"
    r"|论文|请|建议|补充|新|一篇|申请))"
    r"{1,12}[\s:：\-–—,，]{0,4}",
    re.IGNORECASE,
)
ADDING = re.compile(r"add|includ|inclu|missing|收录|添加|加入|增加|新增", re.IGNORECASE)
#: A list of papers is none.
LISTS = re.compile(r"awesome\b.{0,60}\b(?:papers?|lists?|resources)\b", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return a title without what stood around it: marks, numbers, a tag like "[ICLR 2026]"."""
    text = " ".join(text.split()).strip('*_`"“”‘|<>《》「」 ')
    text = NUMBER.sub("", text, count=1) if NUMBER.match(text) else text
    tag = LEADING_TAG.match(text)
    text = (text[tag.end() :] if tag else "") or text
    text = text.strip('*_`"“”|<>《》「」 ').rstrip(" .,;:：。，；")
    text = f"“{text}" if "”" in text and "“" not in text else text
    return text.removesuffix("’") if "‘" not in text and text.count("’") == 1 and text.endswith("’") else text


def begins_title(text: str, quoted: str) -> bool:
    """Tell whether a quotation is only the first words of a title: '"Why Should I Trust You?": Explaining ...'."""
    before, _, behind = text.partition(quoted)
    rest = re.match(r"[\"”’»」』]\s?:?\s?([A-Z]\w*(?:\s\S+){2,})", behind)
    return not before.strip('"“‘«「『 ') and rest is not None and is_title_case(rest[1])


def speaks(text: str) -> bool:
    """Tell whether somebody speaks to the reader; a title in capitals may begin alike: "Can Language Models Plan?"."""
    if not SPEECH.match(text):
        return False
    capitals = [word for word in text.split() if len(word) > 3 and word[:1].isupper()]
    return (
        ADDRESSED.match(text) is not None
        or SPEAKER.search(text[1:]) is not None
        or len(capitals) < 3
        or not is_title_case(text)
    )


def is_title(text: str) -> bool:
    """Tell whether a text that is marked as something (a link's, in quotes, in bold) can be a paper's title."""
    text = tidy(text)
    if not 5 < len(text) <= 300 or ADDRESS.search(text) or read_field(text):
        return False
    return len(text.split()) >= 3 or len(CHINESE.findall(text)) >= 6


def is_title_case(text: str) -> bool:
    """Tell whether most of the long words of a text begin with a capital, as in a title but not in a sentence."""
    words = [word.strip("\"'“‘(*_[") for word in text.split()]
    long = [word for word in words if len(word) > 3]
    capitals = sum(not word[:1].islower() for word in long)
    return bool(long) and capitals * 3 >= len(long) * 2


def is_something_else(text: str) -> bool:
    """Tell whether a text that is long enough for a title is authors, a date, a sentence, a label or the like."""
    return (
        is_authors(text)
        or is_label_of_authors(text)
        or DATE.search(text) is not None
        or STATUS.match(text) is not None
        or speaks(text)
        or read_label(text) is not None
        or text.startswith("@")
        or LISTS.match(text) is not None
    )


def is_label_of_authors(text: str) -> bool:
    """Tell whether a text is a label with people: "paper by Ada One and Bo Two"."""
    head = strip_authors(text)
    return head != text and read_field(head) is not None


def is_authors(text: str) -> bool:
    """Tell whether a text is a list of people: short parts, each two to four capitalised words."""
    if not re.search(r"[,;]|et al", text) or re.search(r"[:?]", text):
        return False
    parts = [part.split() for part in re.split(r",|;|&|\band\b|\bet al\b", text) if part.strip(" .*0123456789†‡")]
    return bool(parts) and all(map(is_person, parts))


def is_person(words: Sequence[str]) -> bool:
    """Tell whether some words can be somebody's name."""
    return 2 <= len(words) <= 4 and all(word[:1].isupper() or word in PARTICLES for word in words)


def first_part(text: str, venues: Venues) -> str:
    """Return what stands before the links, tags and venue of a list's entry."""
    tag = LEADING_TAG.match(text) or re.match(r"\W{0,4}\[\d{1,3}\]\s", text)
    text = text[tag.end() :] if tag else text
    _, found, title = text[:120].partition(" et al")
    text = title.lstrip(" .,:") + text[120:] if found else text
    text = re.sub(r"^\W{0,8}(?:\d{1,3}[.)]\s)?\s{0,3}", "", text)
    text = re.split(r"[.,]\s(?=(?:arXiv|CoRR)\b)|\[|\||\(@|\*\[|\s[-–—]\s|<|https?://|\s👉|\s➡|→", text, maxsplit=1)[0]
    return strip_venue(text, venues).rstrip(" .,(（:：;-–—*")


def find_name(text: str, venues: Venues) -> str | None:
    """Return the short name that somebody asks to add ("Add BenchLMM", "our work VoCo-LLaMA"), or None."""
    for found in NAMED.finditer(text):
        name = found[1].strip(".,-_")
        if is_name(name, venues, text[found.start(1) : found.end(1) + 30]):
            return name
    return None


def find_subject(text: str, venues: Venues) -> str | None:
    """Return the short name of the paper that a sentence says has appeared: "SGLang is now published at ..."."""
    subject, appeared = SUBJECT.match(text), APPEARED.search(text)
    if not subject or not appeared or appeared.start() > subject.end() + 1:
        return None
    return subject[1] if subject[1][:1].isupper() and is_name(subject[1], venues, f"{subject[1]},") else None


def is_name(name: str, venues: Venues, context: str = "") -> bool:
    """Tell whether a word is written like a method's name, not like a word of the language.

    `context` is the text from the word on, "" where it stands alone.
    """
    if not NAME_FORM.fullmatch(name) or is_subject(name) or OF_A_KIND.match(context) or is_venue(name, venues):
        return False
    return is_spelt_like_name(name) or (is_capitalised(name) and CALLED.match(context) is not None)


def find_listed_names(text: str, venues: Venues) -> list[str]:
    """Return the short names in "I am an author of CacheGen and CacheBlend"."""
    found = AUTHOR_OF.search(text)
    names = re.split(r",\s(?:and\s)?|\s(?:and|&)\s", found[1].rstrip(".")) if found else []
    return names if all(is_name(name, venues) for name in names) else []


def is_subject(word: str) -> bool:
    """Tell whether a word says what papers are about: "LLMs", "token-based"."""
    return word.lower() in SUBJECTS or SUBJECT_ENDING.search(word) is not None


def is_venue(word: str, venues: Venues) -> bool:
    """Tell whether a word is a venue, with its year or without: "ICLR", "CVPR24"."""
    return venues.find_name(word) is not None or find_venue(word, venues) is not None


def is_spelt_like_name(word: str) -> bool:
    """Tell whether no word of the language is spelt so: with two capitals, or with a digit among the letters."""
    is_mixed = count_capitals(word) >= 2 or has_digit(word)
    return is_mixed and LATIN.search(word) is not None


def is_capitalised(word: str) -> bool:
    """Tell whether a word has one capital, its first letter, and no digit."""
    return word[:1].isupper() and count_capitals(word) == 1 and not has_digit(word)


def count_capitals(word: str) -> int:
    """Return how many capitals a word has."""
    return sum(char.isupper() for char in word)


def has_digit(word: str) -> bool:
    """Tell whether a digit stands in a word."""
    return any(char.isdigit() for char in word)


def find_requested_name(title: str, venues: Venues) -> str | None:
    """Return the short name that follows the request in a thread's title: "Missing: RoboMix"."""
    request = REQUEST.match(title)
    words = title[request.end() :].split() if request else []
    # "Suggestion for Revision" names nothing, "Add Mamba" does.
    is_sure = request is not None and ADDING.search(request[0]) is not None
    return words[0] if len(words) == 1 and is_name(words[0], venues, words[0] if is_sure else "") else None
