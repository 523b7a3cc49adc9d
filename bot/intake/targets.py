"""The listed papers that people mean who want one changed, found because the list's own titles are known. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.authors import last_names
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.titles import fold_text
from bot.intake.sections import find_in_prose, fold_words
from bot.intake.submission import Operation, Proposal, Submission
from bot.intake.text.corrections import new_year
from bot.intake.text.parts.names import is_title
from bot.intake.text.parts.venues import find_venue

#: Of a longer text only the beginning is looked at.
LONGEST_READ = 20_000
#: A short name must have so many letters, and not be a word of everyday.
SHORTEST_NAME = 4
#: A shorter one counts as it is written, in capitals.
ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z\d]{1,2}(?![\w-])")
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
#: A text that says nothing else of what it wants, but that something is not as it should be.
FAULTY = re.compile(
    r"\b(?:wrong|broken|dead|404|incorrect|invalid|outdated|typos?|misspel\w*|mistakes?|errors?|missing"
    r"|should (?:be|read)|correct\w*|fix\w*|duplicat\w*|odd|strange|gone|moved|withdrawn|retracted)\b"
    r"|错|失效|打不开|不对|更正|修正|改为|应为|缺少|撤稿",
    re.IGNORECASE,
)
#: "Steels' link is at", "the pdf of Steels (1995)", "it has no link": a listed paper gets its link.
LINKING = re.compile(
    r"['’]s? (?:link|url|pdf|doi)\b|\b(?:link|url|pdf|doi) (?:of|for|to)\b"
    r"|\b(?:no|without an?) (?:link|url|pdf|doi)\b",
    re.IGNORECASE,
)
#: What says that a paper stands where it should not.
MISPLACED = re.compile(r"\bwrong (?:section|place|category|heading)\b|\binstead\b|\bmisplaced\b|放错|错误的分类", re.I)
#: A place more, not another one.
ALSO = re.compile(r"\b(?:also|too|as well|both|additionally)\b|也|同时", re.IGNORECASE)
#: What is said of a paper that has appeared.
PUBLISHED = re.compile(r"\b(?:accepted|published|appear\w*|presented|is|got)\b|录用|接收|发表|中了", re.IGNORECASE)
#: "Steels' paper", "Kirby et al.", "Griffiths and Kalish", "Steels (1995)": who wrote a paper, and when.
WRITTEN = re.compile(
    r"\b([A-Z][^\W\d_]{2,30})(?:['’]s?(?=\s(?:paper|work|article))|\set\.? al\b\.?|\s(?:and|&)\s[A-Z][^\W\d_]{2,30}"
    r"|(?=,?\s\(?(?:19|20)\d\d))(?:,?\s\(?((?:19|20)\d\d))?"
)


@dataclass(frozen=True, slots=True)
class PaperNames:
    """What the papers of a list are called, folded: whole titles, the short names before a colon, and the last names
    of their first authors; `acronyms` are shorter names, as they are written."""

    titles: tuple[tuple[str, str], ...]
    shorts: tuple[tuple[str, str], ...]
    acronyms: tuple[tuple[str, str], ...]
    people: Mapping[str, Sequence[str]]


def name_papers(catalogue: Catalogue) -> PaperNames:
    """Return the names that one paper alone has, the longest first."""
    titles = {fold_words(paper.title): paper.id for paper in catalogue.papers.values()}
    heads = [(paper.title.split(":")[0].strip(), paper.id) for paper in catalogue.papers.values() if ":" in paper.title]
    count = Counter(fold_words(head) for head, _ in heads)
    alone = [(head, id) for head, id in heads if count[fold_words(head)] == 1 and " " not in fold_words(head)]
    shorts = {fold_words(head): id for head, id in alone if len(fold_words(head)) >= SHORTEST_NAME}
    acronyms = {head: id for head, id in alone if len(head) < SHORTEST_NAME and ACRONYM.fullmatch(head)}
    people: dict[str, list[str]] = {}
    for paper in catalogue.papers.values():
        for name, _ in last_names(paper.authors[:1]):
            people.setdefault(name, []).append(paper.id)
    return PaperNames(sort_names(titles), sort_names(shorts), sort_names(acronyms), people)


def sort_names(names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (name, id) pairs, the longest name first."""
    return tuple(sorted(((name, id) for name, id in names.items() if name), key=lambda pair: -len(pair[0])))


def find_papers(text: str, catalogue: Catalogue, other: str = "") -> Iterator[str]:
    """Yield the listed papers that a text names: by whole titles, their links, short names or people, the first of
    these that it has.

    Where the title of an `other` paper is said, its words are no short names, and people may be mentioned with it.
    """
    names, words = catalogue.keep(name_papers), f" {fold_words(text[:LONGEST_READ])} "
    found = [id for name, id in names.titles if name in words and holds(words, name)]
    if not found:
        found = list(find_by_links(text, catalogue))
    rest = words.replace(f" {fold_words(other)} ", " ") if is_title(other) else words
    found = found or [id for name, id in names.shorts if f" {name} " in rest]
    if not (found or is_title(other)):
        said = set(ACRONYM.findall(text[:LONGEST_READ]))
        found = [id for name, id in names.acronyms if name in said]
    yield from found or (() if is_title(other) else find_by_people(text, catalogue))


def holds(words: str, name: str) -> bool:
    """Tell whether a name stands in folded words; scripts without spaces have none around it."""
    return f" {name} " in words or not name.isascii()


def find_by_links(text: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the papers whose listed address a text repeats, in any spelling."""
    found = ADDRESS.findall(text[:LONGEST_READ])
    said = {clean_link(url.rstrip(".,;)]>")).page for url in found}
    for paper in catalogue.papers.values() if said else ():
        if any(clean_link(link.url).page in said for link in paper.links):
            yield paper.id


def find_by_people(text: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the papers of which a text says who wrote them, and when where they wrote more than one."""
    people = catalogue.keep(name_papers).people
    for name, year in WRITTEN.findall(text[:LONGEST_READ]):
        theirs = people.get(fold_text(name), ())
        dated = [id for id in theirs if year and catalogue.papers[id].year == int(year)]
        if len(only := dated or theirs) == 1:
            yield only[0]


def complete_targets(submission: Submission, text: str, catalogue: Catalogue) -> Submission:
    """Return a submission whose only change names the listed paper that its text names.

    A complaint about a listed paper that says nothing else is a change too, of which a maintainer reads the words, and
    so is where one has appeared. What is to be added by its name alone is the listed paper that is called so.
    """
    changes = submission.proposals
    if submission.intent in ("update", "fix-link", "remove") and len(changes) == 1:
        aimed = complete_target(changes[0], text, catalogue)
        return replace(submission, proposals=(place_anew(aimed, text, catalogue),))
    if submission.intent == "add" and changes:
        corrected = find_corrected(changes[0], text[:LONGEST_READ], catalogue) if len(changes) == 1 else None
        if corrected:
            return corrected
        return replace(submission, proposals=tuple(call_whole(change, catalogue) for change in changes))
    if submission.intent in ("other", "add"):
        said = text[:LONGEST_READ]
        venue = find_venue(said, catalogue.venues)
        found = list(dict.fromkeys(find_papers(said, catalogue)))
        year = new_year(said)
        if len(found) == 1 and (year or FAULTY.search(said) or (venue and PUBLISHED.search(said))):
            title = catalogue.papers[found[0]].title
            change = Proposal(title, venue=venue, year=year, operation="update")
            return Submission("update", (place_anew(change, said, catalogue),))
    return submission


def find_corrected(added: Proposal, text: str, catalogue: Catalogue) -> Submission | None:
    """Return the change of the listed paper that a text gives its link or its right year, where what it would add has
    no title, or no more than a name."""
    year, is_linked = new_year(text), added.urls and LINKING.search(text)
    found = list(dict.fromkeys(find_papers(ADDRESS.sub(" ", text), catalogue))) if year or is_linked else []
    if len(found) != 1 or (added.title and is_title(added.title)):
        return None
    operation: Operation = "fix-link" if is_linked else "update"
    title = catalogue.papers[found[0]].title
    return Submission(operation, (Proposal(title, added.urls, year=year, operation=operation),))


def place_anew(change: Proposal, text: str, catalogue: Catalogue) -> Proposal:
    """Return a change that says nothing but where its paper should stand as a move of it, or as one place more."""
    if change != Proposal(change.title, section=change.section, operation="update"):
        return change
    listed = next((paper for paper in catalogue.papers.values() if paper.title == change.title), None)
    if listed is None or (change.section and not MISPLACED.search(text)):
        return change
    place = change.section or find_in_prose(text.replace(listed.title, " "), catalogue)
    if place is None or place in listed.sections:
        return change
    stays = len(listed.sections) != 1 or ALSO.search(text)
    old = None if stays else Proposal(listed.title, section=next(iter(listed.sections)))
    return replace(change, section=place, replaces=old)


def complete_target(change: Proposal, text: str, catalogue: Catalogue) -> Proposal:
    """Return the only change of a text with the listed paper that this names, where the change itself names none."""
    known = catalogue.keep(name_papers).titles
    subject = (change.replaces.title if change.replaces else None) or change.title
    if subject and any(fold_words(subject) == name for name, _ in known):
        return change
    # What the change itself calls its paper for short comes before others that are named beside it.
    short = "" if is_title(subject or "") else subject or ""
    named = list(dict.fromkeys(find_papers(short, catalogue)))
    found = named or list(dict.fromkeys(find_papers(text, catalogue, subject or "")))
    return aim(change, catalogue.papers[found[0]].title) if len(found) == 1 else change


def call_whole(proposal: Proposal, catalogue: Catalogue) -> Proposal:
    """Return a proposal that gives no more than a short name with the title of the listed paper of this name."""
    has_links = proposal.urls or proposal.code or proposal.others
    if proposal.operation != "add" or has_links or not proposal.title or is_title(proposal.title):
        return proposal
    id = dict(catalogue.keep(name_papers).shorts).get(fold_words(proposal.title))
    return replace(proposal, title=catalogue.papers[id].title, is_guessed=False) if id else proposal


def aim(change: Proposal, title: str) -> Proposal:
    """Return a change that is about a listed paper; another title that it gives is the new one."""
    if change.replaces and change.replaces.title:
        is_renamed = change.title != change.replaces.title
        return replace(
            change, title=change.title if is_renamed else title, replaces=replace(change.replaces, title=title)
        )
    if change.replaces:
        return replace(change, title=title, replaces=replace(change.replaces, title=title))
    return replace(change, title=title)
