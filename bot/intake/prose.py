"""Free text -> the papers it proposes: labelled lines, list entries, links with titles, titles in quotes or in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.catalogue.titles import fold_title
from bot.intake.address import read_address
from bot.intake.bibtex import split_bibtex
from bot.intake.intent import read_intent, wants_change
from bot.intake.labels import read_label
from bot.intake.lines import Line, read_lines
from bot.intake.sketch import Sketch, cite, correct, merge
from bot.intake.submission import Intent, Operation, Proposal, Submission
from bot.intake.title import find_title, is_capitalised, is_title, short_name, strip_addresses, tidy
from bot.intake.venue import find_venue

MOST_PROPOSALS = 50
OPERATIONS: dict[Intent, Operation] = {"add": "add", "update": "update", "fix-link": "fix-link", "remove": "remove"}
SECTION = re.compile(
    r"(?:under|to|in|into|for|fits?)\s+(?:the\s+)?(?:section\s+)?[\"“*]{1,2}([^\"”*\n]{3,80})[\"”*]{1,2}"
    r"|[\"“]([^\"”\n]{3,80})[\"”]\s+(?:section|category)",
    re.I,
)
#: Between an old title and a new one.
RENAMED = re.compile(r"\b(?:is now|has been|was|renamed|changed)\b[^.\n]{0,30}\b(?:named|called|titled|to)\b", re.I)


def read_prose(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    """Return what a thread proposes; a later reply of its author adds to it, and wins where it says something else."""
    sketches = [sketch for sketch in read_text(body) if sketch.is_named or sketch.pages]
    complete(sketches, title, body)
    intent = understand(title, body, sketches)
    for reply in replies:
        sketches = correct(sketches, read_text(reply))
    if intent in ("question", "spam", "other") and replies and any(sketch.is_named for sketch in sketches):
        intent = understand(title, "\n\n".join([body, *replies]), sketches)
    operation = OPERATIONS.get(intent)
    if operation is None:
        return Submission(intent)
    if operation == "update" and (renamed := read_renaming(sketches, body)):
        return Submission(intent, (renamed,))
    named = [sketch.propose(operation) for sketch in sketches]
    return Submission(intent, tuple(p for p in named if p.title or p.urls or p.code)[:MOST_PROPOSALS])


def read_text(text: str) -> list[Sketch]:
    """Return a sketch for each paper that a text names."""
    citations, rest = split_bibtex(text)
    cited = [sketch for sketch in map(cite, citations) if sketch.is_named]
    written = list(islice(collect(read_lines(rest)), 2 * MOST_PROPOSALS))
    if len(cited) == 1 and len(written) == 1 and not written[0].title:
        cited[0].complete(written.pop())
    return merge([*written, *cited])


def understand(title: str, body: str, sketches: Sequence[Sketch]) -> Intent:
    """Return the intent of a thread; the words of the papers' own titles say nothing about it."""
    papers = sum(bool(sketch.title or sketch.urls) for sketch in sketches)
    repositories = sum(bool(sketch.code or sketch.pages) for sketch in sketches) if not papers else 0
    for name in (sketch.title for sketch in sketches if sketch.title and len(sketch.title) > 20):
        title, body = title.replace(name, " … "), body.replace(name, " … ")
    title, body = strip_addresses(title), strip_addresses(body)
    return read_intent(title, body, papers=papers, repositories=repositories)


def read_renaming(sketches: Sequence[Sketch], body: str) -> Proposal | None:
    """Return the change of a title that a text tells: the old one, and then the new one."""
    quoted = (text for line in read_lines(body) for text in line.quoted if is_title(text))
    titles = list(dict.fromkeys([*(sketch.title for sketch in sketches if sketch.title), *map(tidy, quoted)]))
    if len(titles) != 2 or not RENAMED.search(body):
        return None
    urls = tuple(url for sketch in sketches for url in sketch.urls)
    return Proposal(titles[1], urls, operation="update", replaces=Proposal(titles[0], urls))


def collect(lines: Sequence[Line]) -> Iterator[Sketch]:
    """Yield a sketch for each paper, in the order of the text; a new title begins a new one."""
    sketch = Sketch()
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 4]
        for name, value in statements(line, following):
            if sketch.is_other(name, value):
                yield sketch
                sketch = Sketch(section=sketch.section if not sketch.title else None)
            sketch.put(name, value)
    yield sketch


def statements(line: Line, following: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield what a line says, as (field, value)."""
    labelled = read_label(line.text)
    if labelled is None or (labelled[0] == "paper" and not labelled[1] and not line.links):
        yield from free_statements(line, following)
        return
    name, value = labelled
    plain = strip_addresses(value)
    if name in ("title", "paper") and is_title(plain, loose=name == "title"):
        yield "title", tidy(plain)
    elif name == "venue":
        yield "venue", find_venue(value) or plain
    elif name == "section" and plain:
        yield "section", plain
    if venue := find_venue(value) if name == "other" else None:
        yield "venue", venue
    for text, address in line.links:
        if name == "code":
            yield "code", address
        elif name in ("title", "paper", "link"):
            yield from read_address(text, address, named=True)


def free_statements(line: Line, following: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield what an unlabelled line says."""
    title = find_title(line, following)
    if title:
        yield "title", title
    if (venue := find_venue(line.text)) and not line.text.lstrip().startswith(">"):
        yield "venue", venue
    if section := SECTION.search(line.text):
        yield "section", next(filter(None, section.groups()))
    for text, address in line.links:
        yield from read_address(text, address, named=title is not None and fold_title(text) == fold_title(title))


def complete(sketches: list[Sketch], title: str, body: str) -> None:
    """Fill in what only the thread's title says, or a sentence that asks for a paper by its short name."""
    line = next(iter(read_lines(title)), Line(title))
    if not sketches:
        sketches.append(Sketch())
    only = sketches[0] if len(sketches) == 1 else None
    if only and not only.urls:
        for name, value in free_statements(line, ()):
            if name in ("link", "code"):
                only.put(name, value)
    if only and only.title is None:
        only.title = title_of(line, title, only) or short_name(title, body)
        if only.section and fold_title(only.title or "") == fold_title(only.section):
            only.title = short_name(title, body)
    venue, section = find_venue(title), SECTION.search(title)
    quoted = any(is_title(text) for text in line.quoted)
    for sketch in sketches:
        if sketch.is_named:
            sketch.venue = sketch.venue or venue or (find_venue(body) if only else None)
            sketch.section = sketch.section or (
                next(filter(None, section.groups())) if section and not quoted else None
            )


def title_of(line: Line, title: str, sketch: Sketch) -> str | None:
    """Return the paper's title that a thread's title holds: in quotes, or by itself where a link shows what it is."""
    quoted = next((text for text in line.quoted if is_title(text)), None)
    if quoted:
        return quoted
    behind = re.split(r"(?i)\b(?:add|include|request|new|update|paper)\b[^:]{0,30}:\s", title, maxsplit=1)[-1]
    if behind != title and is_title(strip_addresses(behind)) and is_capitalised(behind):
        return tidy(strip_addresses(behind))
    asks = re.search(r"\b(?:add|request|paper|new|include|work)\b", title, re.I) or wants_change(title)
    return tidy(title) if sketch.urls and not asks and is_title(title, alone=True) else None
