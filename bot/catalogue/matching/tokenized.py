"""A title -> its words in a common spelling, each with how much it tells.

`words.json` counts the words of 299,278 titles of computer science papers. A word that is rare there says much
about a paper, "learning" says nearly nothing.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pkgutil import get_data

from bot.catalogue.identity.titles import fold_text, fold_title

#: Longer titles are no titles; what stands beyond is not looked at.
LONGEST = 400
#: Abbreviations that titles and lists use instead of the words, and the other way round.
ABBREVIATIONS = {
    "llm": "large language model",
    "vlm": "vision language model",
    "mllm": "multimodal large language model",
    "lvlm": "large vision language model",
    "lm": "language model",
    "plm": "pre trained language model",
    "rl": "reinforcement learning",
    "gnn": "graph neural network",
    "cnn": "convolutional neural network",
    "rnn": "recurrent neural network",
    "dnn": "deep neural network",
    "gan": "generative adversarial network",
    "vit": "vision transformer",
    "nlp": "natural language processing",
    "vqa": "visual question answering",
    "rag": "retrieval augmented generation",
    "moe": "mixture of expert",
    "cot": "chain of thought",
    "dbms": "database management system",
    "vs": "versus",
}
WORD = re.compile(r"[^\W_]+")
#: A colon, or a dash that stands for one.
COLON = re.compile(r"\s?:|\s(?:--?-?|[–—])\s")
#: What ends a part of a title.
STOP = re.compile(r"[.,;:()\[\]!?]|\s--?-?\s|[–—]")
#: Words before which a title often ends and another, about a special case of it, goes on.
FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "over", "the", "through", "to"}
    | {"toward", "under", "using", "via", "with", "without"}
)
#: Of such words alone are the parts of a title that say that it is a talk's, a demonstration's and the like.
NOTE_WORDS = FUNCTION_WORDS.union(
    ("abstract", "demo", "demonstration", "description", "experience", "extended", "industrial", "invited", "keynote"),
    ("panel", "paper", "position", "poster", "session", "short", "summary", "talk", "tutorial", "version"),
)
#: Of such words alone are titles under which something else appears every time: those of columns and of what else an
#: issue has beside its papers, and the labels of links that are taken for titles.
GENERIC_WORDS = NOTE_WORDS | {
    "acknowledgment", "address", "announcement", "author", "back", "book", "call", "chair", "column", "committee",
    "conclusion", "content", "cover", "corner", "correction", "corrigendum", "discussion", "editor", "editorial",
    "errata", "erratum", "foreword", "front", "general", "guest", "index", "influential", "interview",
    "introduction", "issue", "letter", "list", "matter", "memoriam", "message", "new", "note", "obituary",
    "opening", "overview", "preface", "president", "program", "record", "reference", "related", "remark",
    "reminiscence", "reply", "report", "response", "retraction", "review", "reviewer", "s", "section", "special",
    "table", "title", "treasurer", "welcome", "work",
    "acm", "anthology", "arxiv", "bib", "bibtex", "blog", "code", "data", "dataset", "doi", "download", "full",
    "github", "here", "homepage", "html", "ieee", "link", "model", "more", "na", "official", "openreview", "page",
    "pdf", "post", "preprint", "project", "publication", "read", "slide", "supplement", "supplementary", "tbd",
    "text", "unknown", "untitled", "url", "video", "web", "website",
}  # fmt: skip
#: Such a heading stands once in an issue or a programme, above what its own people wrote; others come every time.
ONCE_WORDS = frozenset({"foreword", "guest", "introduction", "invited", "keynote", "preface"})
#: Numbers in other spellings.
NUMERALS = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
    "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class TokenizedTitle:
    """A title's text folded, its words in order, and how many are before its colon (none if there is no colon).

    `sorted` are the words by the alphabet, `pairs` each with the next one, and `bits` what they tell together: a title
    is compared with several.
    `starts` are the numbers of the words that begin a part of it, behind a mark. Parts such as "(panel session)" are
    `notes`, and not among the words, unless the title has no other part. The words of these and of parts such as "Guest
    editorial" are the `headings`, and those of all other parts the `theme`. Each title is tokenized once, and one is
    like no other: what is kept of two need not look through their words.
    """

    text: str
    words: tuple[str, ...]
    head: int
    is_cut: bool
    starts: frozenset[int]
    notes: tuple[str, ...]
    headings: frozenset[str]
    theme: tuple[str, ...]
    sorted: str
    pairs: frozenset[tuple[str, str]]
    bits: float

    @property
    def is_generic(self) -> bool:
        """Whether it is a heading like "Editorial", under which many papers appear."""
        return GENERIC_WORDS.issuperset(self.words)


#: A title of a long list meets many; one takes about a kilobyte.
@lru_cache(maxsize=4096)
def word(title: str) -> TokenizedTitle:
    """Return a title as words that can be compared; only its beginning is, where it is too long for one."""
    folded = fold_text(title[:LONGEST]).strip()
    words: list[str] = []
    notes: list[str] = []
    headings: set[str] = set()
    theme: list[str] = []
    starts: set[int] = set()
    head = 0
    for text in COLON.split(folded, maxsplit=1):
        head = len(words)
        for part in STOP.split(text):
            found = [each for written in WORD.findall(part) for each in spell(written)]
            if is_made_of(GENERIC_WORDS, found):
                headings.update(found)
            else:
                theme += found
            if is_made_of(NOTE_WORDS, found):
                notes += found
            else:
                starts.add(len(words))
                words += found
    if not words:
        words, notes = notes, words
    head = head if head < len(words) else 0
    return TokenizedTitle(
        text=fold_title(folded),
        words=tuple(words),
        head=head,
        is_cut=folded.endswith(("…", "...")),
        starts=frozenset(starts),
        notes=tuple(notes),
        headings=frozenset(headings),
        theme=tuple(theme),
        sorted=" ".join(sorted(words)),
        pairs=frozenset(pairwise(words)),
        bits=bits(words),
    )


def is_made_of(some: frozenset[str], words: Collection[str]) -> bool:
    """Whether a part of a title has nothing but some words, and not only small ones."""
    return some.issuperset(words) and not FUNCTION_WORDS.issuperset(words)


#: Titles have the same words over and over.
@lru_cache(maxsize=4096)
def spell(found: str) -> tuple[str, ...]:
    """Return a word in one spelling: singular, American, an abbreviation written out."""
    plain = NUMERALS.get(found) or singular(found)
    return tuple(ABBREVIATIONS[plain].split()) if plain in ABBREVIATIONS else (plain,)


def singular(found: str) -> str:
    """Return a word without its plural, in American spelling; the result need not be a word, only the same one."""
    if len(found) > 3 and found[-1] == "s" and found[-2] not in "su":
        found = found[:-1]
    if len(found) > 6:
        found = found.replace("isation", "ization").replace("ise", "ize").replace("our", "or").replace("ysi", "yzi")
    return found


class Weights(dict[str, float]):
    """How much each frequent word tells, in bits."""

    def __missing__(self, found: str) -> float:
        """Return what a word tells that is in fewer than 1 of 2^13 titles."""
        return 13.0


@cache
def weights() -> Weights:
    """Read the counts of words."""
    content = json.loads(get_data("bot.catalogue.matching", "words.json") or "")
    return Weights({found: float(bits) for bits, line in content["bits"].items() for found in line.split()})


def bits(words: Iterable[str]) -> float:
    """Return how much words tell together, in bits."""
    return sum(map(weights().__getitem__, words), 0.0)
