"""The sections of a list that people name in their own words, found because the list's own names are known. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.titles import fold_text
from bot.catalogue.section import Section, two_names, uncounted
from bot.intake.submission import Proposal, Submission
from bot.intake.text.parts.sections import PLACING
from bot.intake.text.parts.tagger import EASTERN_LETTERS

#: Words by which one says where a paper belongs, before or behind the name of the place.
BEFORE = (
    r"(?:sections?|categor(?:y|ies)|chapter|part|topic|under|in|into|to|for|fits?"
    r"|dans|sous|unter|en|em|nella|sotto|раздел)"
)
BEHIND = r"(?:sections?|categor(?:y|ies)|chapter|part|topic|list)"
#: What may stand around the name of a section in an answer that is nothing else.
FILLING = frozenset({
    "i", "think", "guess", "suppose", "believe", "maybe", "perhaps", "probably", "it", "this", "that", "the", "paper",
    "sorry", "hi", "hello", "yes", "ok",
    "please", "pls", "plz", "about", "section", "category", "a", "an", "put", "add", "belongs", "belong", "fits",
    "fit", "goes", "go",
    "should", "would", "could", "can", "be", "is", "s", "under", "in", "into", "to", "best", "better", "well",
    "here", "one", "and", "thanks", "thank", "you", "number", "no", "nr", "then", "okay", "alright", "so", "oh", "ah",
    "d", "ll", "say", "take", "choose", "pick", "let", "lets", "of", "course", "as", "my", "answer", "choice",
    "for", "right", "correct", "proper", "suitable", "appropriate", "most", "seems", "looks",
})  # fmt: skip
#: The same behind a name in East Asian texts, which write it without a space.
EASTERN = re.compile(
    r"(?:に|へ|の)?\s?(?:追加|掲載|セクション|カテゴリ|部分|章节|分类|类别|板块|섹션|부분|분류|에\s?추가)"
)
GLUED = re.compile(rf"(?<=[A-Za-z\d])(?=[{EASTERN_LETTERS}])|(?<=[{EASTERN_LETTERS}])(?=[A-Za-z\d])")
SHOULD_STAND = re.compile(r"\bshould (?:rather |better |actually )?(?:be|stand|appear)\b", re.I)
#: How one says that one does not know better, folded: a maintainer looks at the section anyway.
UNSURE = re.compile(
    r"\b(?:h+m+|u+m+|idk|i (?:don t|do not) (?:really )?know"
    r"|(?:i m |i am |im )?not (?:so |too |very |quite |really |entirely )?(?:sure|certain))\b"
)
#: Of the words of a section and of what is said for it, at least this share is common to both.
LEAST_COMMON = 0.5
#: What stands between the headings above a section and its own: "Models → Planning".
PATH = re.compile(r"\s?(?:→|[-=]?>|»|›)\s?")
#: Texts longer than this are no answer; of longer ones only the beginning is looked at.
LONGEST_ANSWER, LONGEST_READ = 300, 20_000


@dataclass(frozen=True, slots=True)
class SectionNames:
    """The names that people may call a list's sections by, folded, the longest first."""

    sections: tuple[tuple[str, str], ...]

    def find(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield each section whose name stands in a folded text, with the words before and behind it."""
        rest = f" {text} "
        for name, id in self.sections:
            at = rest.find(f" {name} ")
            if at >= 0:
                yield id, rest[:at].strip(), rest[at + len(name) + 1 :].strip()
                rest = rest.replace(f" {name} ", " \x00 ")


def name_all(catalogue: Catalogue) -> SectionNames:
    """Return the names of a list's sections: their ids, their headings, with and without the numbers around them.

    What several are called names none of them. A heading above is a name of the only section below it.
    """
    found: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for section in catalogue.leaves():
        for name in filter(None, names_of(section)):
            found.setdefault(name, set()).add(section.id)
        for heading in section.title.split(" > ")[:-1]:
            above.setdefault(fold_words(heading), set()).add(section.id)
    found = above | found
    named = ((name, ids.pop()) for name, ids in found.items() if len(ids) == 1)
    return SectionNames(tuple(sorted(named, key=lambda pair: -len(pair[0]))))


def ids_by_name(catalogue: Catalogue) -> dict[str, str]:
    """Return the ids of a list's sections by all their names, folded."""
    return dict(catalogue.keep(name_all).sections)


def names_of(section: Section) -> Iterator[str]:
    """Yield what a section may be called."""
    heading = heading_of(section)
    yield from map(fold_words, (section.title, uncounted(section.title), section.id.replace("-", " ")))
    if heading == section.title:
        bare = re.sub(r"^\W*\d+(?:\.\d+)*(?:\.\s*|\s+)", "", heading)
        yield fold_words(bare)
        yield from map(fold_words, two_names(bare))


def heading_of(section: Section) -> str:
    """Return a section's own heading, without those above it."""
    return section.title.rpartition(" > ")[2]


def fold_words(text: str) -> str:
    """Return the words of a text as they are compared, with one space between them: "and" is as good as "&"."""
    return " ".join(word for word in re.findall(r"\w+", fold_text(text.replace("\n", " "))) if word != "and")


def read_answer(text: str, catalogue: Catalogue) -> str | None:
    """Return the section that a comment names if it says nothing else: "It belongs to Serving on Cloud."."""
    if len(text) > LONGEST_ANSWER or "://" in text or text.lstrip().startswith("/"):
        return None
    folded = " ".join(UNSURE.sub(" ", fold_words(text)).split())
    for id, before, behind in catalogue.keep(name_all).find(folded):
        if FILLING.issuperset(before.split()) and FILLING.issuperset(behind.split()):
            return id
    return None


def read_number(text: str, catalogue: Catalogue) -> str | None:
    """Return the section that is named by the number of its heading: "4.2.1", "section 4.2.1, please"."""
    found = catalogue.keep(number_all)
    said = re.findall(r"\d+(?:\.\d+)*", text) if found and len(text) <= LONGEST_ANSWER and "://" not in text else []
    words = re.sub(r"\d+(?:\.\d+)*", " ", fold_text(text))
    is_alone = len(said) == 1 and FILLING.issuperset(re.findall(r"\w+", words))
    return found.get(said[0]) if is_alone else None


def number_of(heading: str) -> str | None:
    """Return the number that a heading begins with: "4.2.1" of "4.2.1 Serving", "4" of "4. Serving"."""
    found = re.match(r"\W*(\d+(?:\.\d+)*)\.?\s", heading.rpartition(" > ")[2])
    return found[1] if found else None


def find_in_prose(text: str, catalogue: Catalogue) -> str | None:
    """Return the one section that a text asks for, None where it names none, or several.

    A heading that is a section's name may head what is said about the paper; a sentence may go on for a line.
    """
    lines = text[:LONGEST_READ].split("\n")
    found = [
        id
        for above, line in pairwise(["", *lines])
        for id, before, behind in catalogue.keep(name_all).find(fold_words(GLUED.sub(" ", line)))
        if (not (before or behind) and not line.startswith("#"))
        or (is_placing(f"{above} {line}") and re.search(rf"\b{BEFORE}(?: the| a)?$", before))
        or re.match(rf"{BEHIND}\b", behind)
        or EASTERN.match(unicodedata.normalize("NFC", behind))
    ]
    return found[0] if len(set(found)) == 1 else None


def is_placing(text: str) -> bool:
    """Tell whether a text may say where something belongs."""
    return bool(PLACING.search(text) or SHOULD_STAND.search(text))


def resolve_section(said: str, catalogue: Catalogue) -> str | None:
    """Return the section that words of somebody's own mean: by its name, its number, or the most words in common."""
    folded = fold_words(said)
    by_name, by_number = catalogue.keep(ids_by_name), catalogue.keep(number_all)
    if exact := by_name.get(folded) or by_number.get(" ".join(word for word in folded.split() if word not in FILLING)):
        return exact
    number = number_of(f"{said.strip()} ")
    if number in by_number:
        return by_number[number]
    if "" not in (path := PATH.split(said, maxsplit=1)) and len(path) > 1:
        return resolve_section(path[1], catalogue)
    if last := [section.id for section in catalogue.leaves() if fold_words(heading_of(section)) == folded]:
        return last[0] if len(last) == 1 else None
    words = stem_words(folded)
    rated: dict[str, float] = {}
    for name, id in by_name.items():
        other = stem_words(name)
        rated[id] = max(rated.get(id, 0.0), len(words & other) / max(len(words | other), 1))
    first, second = ([*sorted(rated.items(), key=lambda pair: -pair[1]), ("", 0.0), ("", 0.0)])[:2]
    return first[0] if first[1] >= LEAST_COMMON and first[1] > second[1] else None


def number_all(catalogue: Catalogue) -> dict[str, str]:
    """Return the sections by the numbers of their headings; what several have, as a year, is none of one."""
    numbered = [(number, section.id) for section in catalogue.leaves() if (number := number_of(section.title))]
    count = Counter(number for number, _ in numbered)
    return {number: id for number, id in numbered if count[number] == 1}


def find_namesakes(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the sections whose common name a text is: "2024"."""
    folded = fold_words(text) if len(text) <= LONGEST_ANSWER else ""
    called = [
        section.id
        for section in (catalogue.leaves() if folded else ())
        if folded in {fold_words(uncounted(name)) for name in (section.title, heading_of(section))}
    ]
    return tuple(called) if len(called) > 1 else ()


def stem_words(folded: str) -> frozenset[str]:
    """Return the words that tell one section from another, without the endings that writers change."""
    words = (word for word in folded.split() if word not in FILLING and not word.isdigit())
    return frozenset(re.sub(r"(?:ing|ed|ation)?s?$", "", word) if len(word) > 4 else word for word in words)


def complete_sections(submission: Submission, text: str, catalogue: Catalogue) -> Submission:
    """Return a submission with the list's own sections for those that its author names in other words.

    Where the author of one paper says it nowhere else, the section that the text names is taken.
    """
    names = catalogue.keep(ids_by_name)
    proposals = tuple(complete_section(proposal, catalogue) for proposal in submission.proposals)
    if len(proposals) > 1:
        proposals = part_sections(proposals, names)
    if len(proposals) == 1 and proposals[0].operation == "add" and not has_place(proposals[0], catalogue):
        # The words of a paper's title are not about the list.
        said = find_in_prose(text.replace(proposals[0].title or "\0", " "), catalogue)
        proposals = (replace(proposals[0], section=said),) if said else proposals
    return replace(submission, proposals=proposals)


def complete_section(proposal: Proposal, catalogue: Catalogue) -> Proposal:
    """Return a proposal with the list's own sections for what is said of it and what it stands under.

    Behind a section that the list has no other one counts.
    """
    names, section = catalogue.keep(ids_by_name), find_named(proposal.section, catalogue)
    if section and proposal.under[:1] == (proposal.section,) and is_named(section, catalogue):
        return replace(proposal, section=section, under=())
    named = {proposal.section: section}
    under = (named.get(words) or names.get(fold_words(words), words) for words in proposal.under)
    return replace(proposal, section=section, under=tuple(under))


def part_sections(proposals: tuple[Proposal, ...], names: Mapping[str, str]) -> tuple[Proposal, ...]:
    """Return the papers without the sections before their titles, where each has one: "(1) Planning: Title"."""
    heads = [(each.title or "").partition(": ") for each in proposals]
    ids, known = [names.get(fold_words(head)) for head, _, _ in heads], set(names.values())
    if not any(ids) or not all(
        id or known.intersection((*each.under, each.section)) for id, each in zip(ids, proposals, strict=True)
    ):
        return proposals
    return tuple(
        replace(each, title=rest, under=(id, *each.under)) if id and rest else each
        for each, id, (_, _, rest) in zip(proposals, ids, heads, strict=True)
    )


def find_named(said: str | None, catalogue: Catalogue) -> str | None:
    """Return the section that an author's words mean, and the words themselves where that is none or several."""
    if said is None:
        return None
    id = catalogue.keep(ids_by_name).get(fold_words(said))
    if id and fold_words(said) != fold_words(catalogue.sections[id].title) and said != id:
        return id
    return said if is_named(said, catalogue) else resolve_section(said, catalogue) or said


def has_place(proposal: Proposal, catalogue: Catalogue) -> bool:
    """Tell whether a proposal says a section itself, or stands under one of the list's."""
    return bool(proposal.section) or any(is_named(words, catalogue) for words in proposal.under)


def is_named(said: str, catalogue: Catalogue) -> bool:
    """Tell whether words are a section's name as it stands, or several of them."""
    names = catalogue.keep(ids_by_name)
    return said in names.values() or all(fold_words(part) in names for part in re.split("[,;\n]", said))
