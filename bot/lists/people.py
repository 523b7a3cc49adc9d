"""Whether words are names of persons, one or several."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.catalogue.identity.authors import DOTTED, ET_AL, FAMILY, INITIAL, NAME_BREAK, is_divided, leaves_out
from bot.lists.dates import DIGIT
from bot.lists.inline import plain
from bot.patterns import rare

#: "B. J. " before a family name.
TWO_INITIALS = rare(rf"{INITIAL}\. ?{INITIAL}\.")
PARTICLES = frozenset({
    "de", "da", "di", "van", "von", "der", "den", "del", "la", "le", "el", "bin", "al", "dos", "du", "ten", "y", "and",
    "jr", "ii", "iii", "iv",
})  # fmt: skip
#: Words of titles that nobody is called, folded: "Light-weight, General-purpose Models" is no two names.
COMMON = frozenset({
    "a", "an", "the", "for", "of", "with", "via", "from", "to", "on", "at", "by", "is", "are", "as", "using",
    "towards", "toward", "beyond", "through", "without", "all", "you", "need", "learning", "network", "networks",
    "model", "models", "transformer", "transformers", "vision", "language", "deep", "neural", "training",
    "attention", "efficient", "data", "large", "graph", "graphs", "image", "images", "video", "videos",
    "generation", "generative", "detection", "segmentation", "recognition", "classification", "retrieval",
    "reasoning", "representation", "representations", "adaptation", "quantization", "pruning", "compression",
    "distillation", "inference", "pre-training", "pretraining", "fine-tuning", "finetuning", "tuning",
    "optimization", "diffusion", "reinforcement", "federated", "multimodal", "multi-modal", "self-supervised",
    "unsupervised", "supervised", "semi-supervised", "zero-shot", "few-shot", "robust", "fast", "scalable",
    "adaptive", "dynamic", "understanding", "survey", "review", "benchmark", "framework", "approach", "method",
    "methods", "system", "systems", "analysis", "adversarial", "attack", "attacks", "defense", "agent", "agents",
    "knowledge", "prompt", "prompts", "text", "speech", "audio", "object", "objects", "scene", "point", "cloud",
    "clouds", "3d", "2d", "time", "series", "domain", "task", "tasks", "memory", "sparse", "dense", "low-rank",
    "parameter-efficient", "open-source", "foundation", "engineering", "search", "architecture", "architectures",
    "machine", "translation", "question", "answering", "dialogue", "code", "evaluation", "estimation", "prediction",
    "planning", "control", "robot", "robotics", "computing", "algorithms", "security", "privacy", "computer",
    "science", "paper", "project", "dataset", "datasets", "applications", "practices", "theory", "motivation",
    "challenges", "opportunities", "directions", "perspectives", "techniques", "methodologies", "experiments",
    "trends", "advances", "issues", "future", "tools", "between", "under", "over", "into", "across", "against",
    "performance", "faster", "stronger", "larger", "smaller", "better", "deeper",
})  # fmt: skip
#: Small words that stand in titles and between no names.
SMALL = frozenset({
    "for", "of", "with", "via", "from", "on", "at", "by", "is", "are", "as", "using", "towards", "through", "without",
    "between", "under", "over", "into", "across", "against", "how", "what", "when", "can",
})  # fmt: skip
#: "R-CNN", "NeurIPS" or "ICML" is nobody's name.
ABBREVIATED = re.compile(r"[A-Z]{3}|[a-z][A-Z]{2}")
NAME = re.compile(
    r"[^\W\d_][^\W\d_'’`´ˇ¨˜.\-]*(?:['’`´ˇ¨˜.\-\u0300-\u036f]+[^\W\d_'’`´ˇ¨˜.\-]*)*[*∗†‡§¶¹²³]*\d?", re.UNICODE
)
INSTITUTION = r"\b(?:universi\w+|univ|institut\w*|laborator\w+|labs?|college|academy)\b"
AFFILIATION = re.compile(rf"{INSTITUTION}|\b(?:inc|corp|research)\b", re.I)
#: "The ATLAS Collaboration", who wrote a paper together.
COLLECTIVES = ("Collaboration", "Collaborations", "Consortium", "Team")
COLLECTIVE = rare(rf"(?:[Tt]he )?(?:[A-Z][\w&+]*(?:-[a-z\d][\w&+]*)*[ -]){{1,6}}(?:{'|'.join(COLLECTIVES)})\b")
#: What stands raised behind a name; a venue and its year may stand so behind a title.
NOTE = re.compile(r"<sup>(?![A-Za-z][^<>]*['’ ]?\d\d)[^<>]{0,16}</sup>", re.I)
#: In brackets, where somebody works; "Xiaojin (Jerry) Zhu" is also called Jerry.
PLACED = rare(r"^\([^()]*\)\s+|\s+\([^()]*(?<!Collaboration)\)(?=[,;]|\s+(?:and|&)\s|$)")
#: The same without the tag: the sign or the number of a note.
NOTE_SIGN = rare(r"[*∗†‡§¶¹²³](?<=[^\W_].)[*∗†‡§¶¹²³]*|\d(?<=[^\W\d_A-Z]\d)\d?(?![^\s,;])")
#: A family name alone.
ALONE = rf"{INITIAL}[^\W\d_A-Z]+(?:-[A-Z][^\W\d_]+)?"
SIGNATURE = rare(
    rf"{DOTTED}{FAMILY}"
    rf"|{ALONE}(?:, {ALONE})*,? (?:&|and) {ALONE}"
    r"|[A-Z][\w'’ -]+, [A-Z][\w.’ -]+?(?:,? and [A-Z][\w'’ -]+, [A-Z][\w. -]+?)+"
)
#: Chinese, Japanese and Korean names have no more characters than this.
LONGEST_IDEOGRAPHS = 5
#: "J." or "J. R.", behind a family name and a comma.
GIVEN = rare(rf"(?:{INITIAL}\.?[ -]?){{1,3}}")
#: "et al." or an initial, which no words of a title have.
SURE_NAMES = rare(rf"{ET_AL.pattern}|\b{INITIAL}\.|\b{INITIAL}{{1,2}}(?=,|$| \((?:19|20)\d\d\))")
#: A given name that is made short has no more characters, the stop with them: "Chr.", "Alex.".
LONGEST_CUT = 5
#: What says that names follow.
BY = re.compile(r"^(?:by\s|authors?\s*:)\s*", re.I)
#: In characters: the longest text that is looked at. So many names tell of all, and so large a share of them.
LONGEST_NAMES = 6000
ENOUGH_NAMES, MOST_NAMES = 60, 0.75
#: No person's name has more words, even with a place in brackets, or more that begin small and are no particles.
LONGEST_PERSON, MOST_SMALL = 7, 2


def has_initials(text: str) -> bool:
    """Tell whether a text begins with two initials, as a person's name does and no journal's."""
    return text[1:2] == "." and TWO_INITIALS.match(text) is not None


#: A family name that ends a sentence, and what stands behind it: "Ada One. Nature".
STOPPED = re.compile(r"\s(?!(?:Jr|Sr|St|Dr)\.)[^\W\d_]{2,}\.\s+[^\W\d_]")


@lru_cache(maxsize=4096)
def is_authors(text: str, *, marked: bool = False) -> bool:
    """Tell whether a text is names of persons; `marked`: it stands in italics, or after "by"."""
    text = strip_notes(text)
    if is_collective(text):
        return True
    short = leaves_out(text)
    if not (short or marked or is_divided(text)):
        return False
    text = BY.sub("", ET_AL.sub("", text) if short else text).strip(" .,;:")
    if says_else(text):
        return False
    names = [name for name in NAME_BREAK.split(text) if name.strip()]
    if not marked and ". " in text and any(map(STOPPED.search, names)):
        return False
    return not are_else(names) and are_names(names, short=short, marked=marked)


def strip_notes(text: str) -> str:
    """Return a text that may be names without the notes behind them, and where people work."""
    text = (NOTE.sub("", text) if "<" in text else text).replace("\\*", "")
    return (PLACED.sub("", text) if "(" in text and is_divided(text) else text).strip(" .,;:()[]")


def says_else(text: str) -> bool:
    """Tell whether a text is surely no names: it is empty, asks or explains, or has words that stand in none."""
    if not text or len(text) > LONGEST_NAMES or "?" in text or "!" in text or ":" in text:
        return True
    return not SMALL.isdisjoint(text.split()) or AFFILIATION.search(text) is not None


def are_else(names: Sequence[str]) -> bool:
    """Tell whether one of what could be names is none: a phrase, or letters that stand for something."""
    if any(map(is_phrase, names)) or all(len(name) < 2 for name in names):
        return True
    return any(name.isupper() and name.isalpha() and len(name) > 2 for name in names)


def are_names(names: Sequence[str], *, short: bool, marked: bool) -> bool:
    """Tell whether most of what could be names has the shape of one; `short`: "et al." stands behind them.

    Family names alone are enough only there, or among marks; otherwise each has initials behind it.
    """
    alone = not short and (len(names) < 2 or not marked)
    if alone and not any(" " in name.strip() or name[:1] > "\u2e80" for name in names):
        initials = names[1::2]
        return bool(initials) and all(map(GIVEN.fullmatch, initials)) and all(map(is_name, names[::2]))
    good = sum(
        is_name(name) or (short and (name.istitle() or is_capitals(name) or (marked and name.isalpha())))
        for name in names[:ENOUGH_NAMES]
    )
    return len(names) >= (1 if short or marked else 2) and good >= MOST_NAMES * len(names[:ENOUGH_NAMES])


def is_phrase(name: str) -> bool:
    """Tell whether words between commas are too many for a person's name, or too many of them small."""
    parts = name.split()
    small = sum(part.islower() and part not in PARTICLES for part in parts) if len(parts) > MOST_SMALL else 0
    return len(parts) > LONGEST_PERSON or small > MOST_SMALL


def is_capitals(text: str) -> bool:
    """Tell whether a text is words in capitals, as some write names."""
    return " " in text and text.isupper() and not DIGIT.search(text)


def is_collective(text: str) -> bool:
    """Tell whether a text is the name of people who wrote a paper together."""
    return text.endswith(COLLECTIVES) and COLLECTIVE.fullmatch(text) is not None


def is_signature(text: str) -> bool:
    """Tell whether a text behind a title is authors as a bibliography names them.

    That is one by initials, as "G. Hinton", several by their family names, or "Family, Given and Family, Given".
    """
    text = text.strip(" .,;:()")
    return all(map(is_name, NAME_BREAK.split(text))) and SIGNATURE.fullmatch(text) is not None


#: Several look at one name after the other, and who wrote one paper of a list wrote others.
@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Tell whether a text has the shape of one person's name."""
    parts = (re.sub(r"\([^()]*\)", "", text) if "(" in text else text).split()
    if not 1 <= len(parts) <= 5:
        return False
    led = parts[0].endswith(".") and GIVEN.fullmatch(parts[0]) is not None
    if not led and any(part.casefold() in COMMON and not is_of_name(part, parts) for part in parts):
        return False
    abbreviated = any(ABBREVIATED.search(part) and part.casefold() not in PARTICLES for part in parts)
    # "Front. Neurosci." is a journal.
    cut = any(len(part) > LONGEST_CUT and part.endswith(".") for part in parts[:-1])
    return not (abbreviated or cut) and all(map(is_name_part, parts))


def is_of_name(part: str, parts: Sequence[str]) -> bool:
    """Tell whether a word is part of a name: one capital beside others, as in "Silva D A"."""
    return len(part) == 1 and part.isupper() and (part is not parts[0] or len(parts) == 2)


def name_people(text: str) -> str:
    """Return names without their markup and the signs of notes behind them."""
    names = NOTE_SIGN.sub("", plain(NOTE.sub("", text) if "<" in text else text))
    names = PLACED.sub("", names) if "(" in names else names
    return names.replace("_", " ").replace(" ,", ",").rstrip(" ,")


def is_name_part(word: str) -> bool:
    """Tell whether a word can stand in a name: a particle ("van"), one with a capital, or a few ideographs."""
    is_capital = word[:1].isupper() and bool(NAME.fullmatch(word))
    is_ideographs = word[:1] > "\u2e80" and len(word) <= LONGEST_IDEOGRAPHS and word.isalpha()
    return word.casefold() in PARTICLES or is_capital or is_ideographs
