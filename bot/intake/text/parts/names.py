"""Which words of a text are the title or the short name of a paper."""

import re
from collections.abc import Sequence

from bot.catalogue.identity.authors import leaves_out, split_authors
from bot.catalogue.venues import Venues
from bot.intake.text.parts.addresses import ADDRESS
from bot.intake.text.parts.labels import read_field, read_label, split_set
from bot.intake.text.parts.venues import find_venue

LEADING_TAG = re.compile(r"\W{0,8}[\[(（【]\s{0,3}([^\[\])）】(（【]{2,30}?)\s{0,3}[\])）】][:：]?\s{0,3}")
NUMBER = re.compile(
    r"\W{0,4}(?:(?:\d{1,3}[.)\]、]|\d{4}\.\d{4,5}\]?|(?:19|20)\d{6})\s{1,3}|\d{1,3}[.)、](?=[A-Z\u4e00-\u9fff]))"
)
#: How people speak; a title does not begin like this.
SPEECH = re.compile(
    r"(?:hi|hello|hey|dear|dr|prof|thanks?|thx|please|pls|i|i'd|i'm|we|we'd|our|my|this|it|they|he|she|could|would|can|may|you"
    r"|your|there|here|best|kind"
    r"|regards|cheers|congrat\w*|great|nice|good|sorry|happy|many|as|if|also|and|but|so|for more"
    r"|(?:some|several|a few|\d{1,2}|two|three|four|five) (?:\w+ )?"
    r"(?:suggestion|thought|remark|comment|idea|question|note|correction|error|typo|issue|paper|work|link|article)s?"
    r"|(?:to read|reading)$"
    r"|the (?:first|second|third|last|following|paper|list"
    r"|authors?|code|work)|in (?:this|the (?:readme|list|table|section|paper))"
    r"|looking|look|see|check|feel|note|accepted|published|presented"
    r"|how about|what about|yes|no|ok|okay|just|let|maybe|ready|under|wrong|broken|incorrect|duplicate\w*"
    r"|missing|typo|question|is|was|are|has|add\w*|updat\w*|remov\w*|fix\w*|includ\w*|request\w*|suggest\w*|will|do|does|did|when"
    r"|describe the"
    r"|possible (?:addition|inclusion|suggestion|candidate|entry)|not (?:yet )?(?:listed|included|mentioned))\b"
    r"|[^\w\s]{0,3}(?:你|您|感谢|谢谢|请|我|我们|希望|如果|这|能否|可以|麻烦|作者好)",
    re.IGNORECASE,
)
#: How both a request and a title can begin, and what only a request is about: "Can you add this?", "Can Words See?".
QUESTION = re.compile(r"(?:can|could|would|will|may|is|was|are|has|do|does|did|when)\b[^?]*\?", re.IGNORECASE)
REQUESTED = re.compile(
    r"\b(?:you|your|please|this|these|it|there|papers?|list|repo\w*|section|links?|code|issue|pr|add\w*|merge\w*|includ\w*"
    r"|suggest\w*|updat\w*|remov\w*|submit\w*|open)\b",
    re.IGNORECASE,
)
#: Of so many words with one of these, and not written as a title, two titles of a thousand are.
FEWEST_OF_SENTENCE = 9
#: Fifty of 300,000 titles have more words and are not written as one.
MOST_OF_TITLE = 24
CLAUSAL = re.compile(r"\b(?:is|are|was|were|have|has|should|would|could|which|been|we|our|my|us)\b", re.IGNORECASE)
#: None of 60,000 titles that are written like sentences has these: they tell of a paper, or of what was done to a list.
TELLING = re.compile(
    r"\b(?:achieves|addresses|argues|demonstrates|describes|evaluates|extends|focuses|introduces|investigates|offers"
    r"|presents|proposes|provides|shows|added|checked|confirmed|submitted|updated)\b"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,?\s(?:19|20)\d\d)?\b"
    r"|\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s(?:19|20)\d\d"
    r"|(?<!\d)(?:19|20)\d\d[-/]\d\d(?:[-/]\d\d)?(?!\d)"
)
PARTICLES = split_set("de da di la le van von der den bin al el")
#: Upper-case words that name a subject, not a paper, and what a template has for its name.
SUBJECTS = split_set(
    "llm llms mllm mllms vlm vlms vla vlas lvlm lvlms lmm lmms slm slms ai nlp cv rl rlhf rag gnn gnns cnn kv gpu"
    " moe vit sota pr prs readme pdf url doi arxiv github new paper papers the a an this our my two three four five"
    " some more missing related recent survey surveys work works issue please support link links code venue entry"
    " section list update request one it them its and dllm cvpr24 benchmark benchmarks c.f cf e.g i.e etc gans gan ml"
    " dois dl lm lms xai ood vqa qa ocr nas bev asr tts modelname methodname papername"
)
#: Of so many words with capitals a thing is likelier than somebody's name: "Combining Large Language Models".
MOST_NAMES = 4
#: The marks of affiliations behind a name, and a name without a space.
MARKED = re.compile(r"[\d*†‡§¹²³⁴⁵]+")
EASTERN = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
LATIN = re.compile(r"[A-Za-z]")
FILE = re.compile(
    r"\.(?:md|rst|txt|html|bib|ya?ml|json|csv|pdf|docx?|pptx?|com|org|net|io|app)$|^(?-i:[a-z]+\.[a-z]{2,4})$",
    re.IGNORECASE,
)
#: What only a command has: "git diff --check".
OPTION = re.compile(r"(?<=\w\s)--[a-z]")
#: A repository, a path, or a subject of arXiv's: "owner/name", "cs.LG".
REPOSITORY = re.compile(r"[\w.-]{3,}(?:/[\w.-]{3,})+/?|[a-z-]{2,8}\.[A-Z]{2}")
#: A title and the authors behind it: "Title By: Ada Lovelace, Kurt Goedel".
BY = re.compile(r"(.*)(?: by | [Bb]y:?(?: (?=[A-Z])|$))(.*)")
#: Where people work: "The Chinese University of Hong Kong", "Acme AI Lab", "Department of Physics, Lund, Sweden".
INSTITUTION = re.compile(
    r"(?:The )?(?:(?:[A-Z][\w.&-]*|and) ){0,4}(?:University|Institute|Universität|Université|College|Academy|Laboratory"
    r"|Labs?|Department|School|Faculty|Cent(?:er|re))"
    r"(?: (?:of|for|at) (?:the )?[A-Z][\w-]*(?: (?:(?:and|of|for) )?[A-Z][\w-]*){0,6})?(?:, [A-Z][\w.& -]{1,60}){0,5},?"
)
#: What tells of the marks of people's names: "(*equal contribution)".
OF_MARKS = re.compile(r"\([*†‡§¹²³#^][^()]{2,60}\)")
#: What ends a request that is written as a title: "Updates to Talks, Research sections".
OF_PARTS = re.compile(r"\bsections?\W*$", re.IGNORECASE)

#: The end of an attached file's name, which has the paper's title.
ATTACHED = re.compile(r"(?<=[a-z]{3})\.pdf$", re.IGNORECASE)
#: How templates and programs head what changes, and GitHub an issue that was a comment.
OF_CHANGE = re.compile(r"(?:summary|overview|list) (?:of (?:the )?changes|by)\b|originally posted by @", re.IGNORECASE)


#: What a browser's tab has behind a title.
SITE = re.compile(
    r"\s[|–—-]\s(?:OpenReview|ACL Anthology|arXiv(?:\.org)?|IEEE Xplore|ScienceDirect|SpringerLink|Semantic Scholar"
    r"|(?:ACM )?Digital Library|PubMed|Papers [Ww]ith Code|Hugging Face)\W*$"
)


def tidy(text: str) -> str:
    """Return a title without what stood around it: marks, numbers, a tag like "[ICLR 2026]"."""
    text = " ".join(text.split()).strip('*_`"“”‘|<>《》「」„『』«» ')
    text = NUMBER.sub("", text, count=1) if NUMBER.match(text) else text
    text = ATTACHED.sub("", text)
    tag = LEADING_TAG.match(text)
    text = (text[tag.end() :] if tag else "") or text
    text = SITE.sub("", text).strip('*_`"“”|<>《》「」 ').rstrip(" .,;:：。，；")
    text = f"“{text}" if "”" in text and "“" not in text else text
    text = f'"{text}' if text.count('"') == 1 and '":' in text else text
    return text.removesuffix("’") if "‘" not in text and text.count("’") == 1 and text.endswith("’") else text


def strip_authors(title: str) -> str:
    """Return a title without the authors behind it, at least two: "by Lovelace and Goedel", ". Ada One, Bo Two".

    "by Implicit Differentiation" names nobody.
    """
    head, stop, people = title.partition(". ")
    if stop and is_authors(people):
        return head
    if not (told := BY.fullmatch(title)):
        return title
    head, people = told.groups()
    named = [part.split() for part in re.split(r",|&|\band\b", people.removesuffix("et al.")) if part.strip()]
    are_people = all(len(words) < MOST_NAMES and is_person(words) for words in named)
    return head if (not people or len(named) > 1 or "et al" in people) and are_people else title


def speaks(text: str) -> bool:
    """Tell whether somebody speaks to the reader; a title in capitals may begin alike: "Can Language Models Plan?"."""
    if not SPEECH.match(text) or ((asked := QUESTION.match(text)) and not REQUESTED.search(asked[0])):
        return False
    capitals = [word for word in text.split() if len(word) > 3 and word[:1].isupper()]
    is_written = len(capitals) >= (2 if text.endswith("?") else 3) and is_title_case(text)
    return not is_written or OF_PARTS.search(text) is not None


def is_title(text: str) -> bool:
    """Tell whether a text that is marked as something (a link's, in quotes, in bold) can be a paper's title."""
    text = tidy(text)
    is_other = ADDRESS.search(text) or FILE.search(text) or OPTION.search(text) or read_field(text)
    if not 5 < len(text) <= 300 or is_other:
        return False
    return len(text.split()) >= 3 or len(CHINESE.findall(text)) >= 6


def is_title_case(text: str) -> bool:
    """Tell whether most of the long words of a text begin with a capital, as in a title but not in a sentence."""
    words = [word.strip("\"'“‘(*_[") for word in text.split()]
    long = [word for word in words if len(word) > 3]
    capitals = sum(not word[:1].islower() for word in long)
    return bool(long) and capitals * 3 >= len(long) * 2


def is_sentence(text: str) -> bool:
    """Tell whether a text is a sentence that tells of something, or one of some length, and not written as a title."""
    count = len(text.split())
    is_clause = TELLING.search(text) or (count >= FEWEST_OF_SENTENCE and CLAUSAL.search(text)) or count > MOST_OF_TITLE
    return bool(is_clause) and not is_title_case(text)


def is_something_else(text: str) -> bool:
    """Tell whether a text that is long enough for a title is authors, a date, a sentence, a label or the like."""
    return (
        is_authors(text)
        or DATE.search(text) is not None
        or speaks(text)
        or read_label(text) is not None
        or text.startswith("@")
        or INSTITUTION.fullmatch(text) is not None
        or OF_CHANGE.match(text) is not None
        or text.endswith((" Repo", " repo"))
    )


def is_authors(text: str) -> bool:
    """Tell whether a text is a list of people: short parts, each two to four capitalised words."""
    if not re.search(r"[,;]|et al", text) or re.search(r"[:?]", text):
        return False
    names = OF_MARKS.sub("", text).rstrip(" .")
    parts = [part.split() for part in re.split(r",|;|&|\band\b|\bet al\b", names) if part.strip(" .*0123456789†‡")]
    return bool(parts) and all(map(is_person, parts)) and not speaks(text)


def split_people(text: str) -> tuple[str, ...]:
    """Return the people that a text lists, none where it says something else besides or leaves some out."""
    people = () if leaves_out(text) else split_authors(MARKED.sub("", text).strip(" .*_"))
    return people if all(is_person(each.split()) or EASTERN.fullmatch(each) for each in people) else ()


def is_person(words: Sequence[str]) -> bool:
    """Tell whether some words can be somebody's name."""
    return 2 <= len(words) <= 4 and all(word[:1].isupper() or word in PARTICLES for word in words)


def is_name(name: str, venues: Venues) -> bool:
    """Tell whether a few words can be the short name of a paper: not a subject's, a venue's or a label's."""
    is_short = 2 < len(name) <= 60 and len(name.split()) <= 5
    return (
        is_short
        and LATIN.search(name) is not None
        and not (
            name.casefold() in SUBJECTS
            or FILE.search(name)
            or read_field(name)
            or is_venue(name, venues)
            or ADDRESS.search(name)
            or REPOSITORY.fullmatch(name)
            or speaks(name)
        )
    )


def is_venue(name: str, venues: Venues) -> bool:
    """Tell whether a name is a venue, with its year or without, or several of them: "ICLR", "CVPR24", "ACL和EMNLP"."""
    parts = [part for part in re.split(r"[\s、,&和呢吗的]+|\band\b", name) if part]
    is_known = find_venue(name, venues) is not None or venues.find_name(name) is not None
    return is_known or all(venues.find_name(part) is not None for part in parts)
