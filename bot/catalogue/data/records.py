"""The files of `data/` <-> the catalogue. Pure: texts in, texts out.

What is written loads as itself, and what was written by this module is written again byte for byte.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

from bot.catalogue.catalogue import Catalogue, Policy
from bot.catalogue.data.sections import read_sections, section_lines
from bot.catalogue.data.yamltext import Places, YamlError, flow, load_yaml, quote, scalar
from bot.catalogue.entry_format import EntryFormat, TemplateError
from bot.catalogue.paper import Link, Paper, PaperLine
from bot.catalogue.section import Section
from bot.catalogue.venues import Venue, Venues
from bot.catalogue.versioned import differences
from bot.errors import PaperclerkError
from bot.patterns import rare

CATALOGUE, VENUES, PAPERS = "catalogue.yaml", "venues.yaml", "papers"

#: The rendered list is a file of the repository, as schema/catalogue.json has it, and none of the data's own.
OUTPUT = rare(
    r"(?!(?:.*/)?(?:papers/[^/]*\.ya?ml|(?:catalogue|venues)\.yaml)$)"
    r"(?:\.\./){0,9}(?:[A-Za-z0-9_-][A-Za-z0-9_.+-]{0,99}/){0,9}[A-Za-z0-9_-][A-Za-z0-9_.+-]{0,99}\.(?:[Mm][A-Za-z]{1,9}|ya?ml)",
    re.ASCII,
)
#: Most lists keep the file as it is shipped, and it is the longest of all: read once, it is held once.
MOST_VENUES = 16
#: The kinds of a field that hold no others.
PLAIN = frozenset({str, int, bool, type(None)})
WRONG_SHAPE = "a field is missing or has the wrong type; `paperclerk check` says which"


class DataError(PaperclerkError):
    """A data file cannot be used; `path` and `line` say where, `missing` what file or folder is not there at all."""

    def __init__(self, message: str, path: str, line: int = 1, *, missing: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.missing = missing

    def below(self, folder: str) -> Self:
        """Return the error of a file in a folder, as one of a file in the repository."""
        missing = self.missing and f"{folder}/{self.missing}"
        return type(self)(str(self), f"{folder}/{self.path}", self.line, missing=missing)

    def explain(self) -> str:
        """Return the message behind the place, as compilers say it."""
        return f"{self.path}:{self.line}: {self}"


def read_content(path: str, text: str) -> dict[str, Any]:
    """Return the mapping that a data file holds; raise DataError."""
    try:
        content = load_yaml(text)
    except YamlError as error:
        raise DataError(str(error), path, error.line) from error
    if not isinstance(content, dict):
        raise DataError("the file must hold `key: value` lines", path)
    return content


def load_paper(text: str, id: str) -> Paper:
    """Read one paper; its shape is the schema's business, so only what a Paper cannot hold is refused."""
    return build_paper(read_content(file_of(id), text), id)


def build_paper(content: Mapping[str, Any], id: str) -> Paper:
    """Return the Paper of a file's content; raise DataError where a field has another type than the schema's."""
    try:
        paper = Paper(
            id=id,
            title=content["title"],
            sections=dict(content["sections"]),
            links=tuple(Link(link["label"], link["url"]) for link in content["links"]),
            venue=content.get("venue"),
            year=content.get("year"),
            identifiers=dict(content.get("identifiers", {})),
            authors=tuple(content.get("authors", ())),
            added=content.get("added"),
            aliases=tuple(content.get("aliases", ())),
            distinct=tuple(content.get("distinct", ())),
            lines=tuple(PaperLine(**line) for line in content.get("lines", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(WRONG_SHAPE, file_of(id)) from error
    if not check_of(Paper)(paper):
        raise DataError(WRONG_SHAPE, file_of(id))
    return paper


@cache
def check_of(kind: Any) -> Callable[[Any], bool]:
    """Return what tells whether a value, and each in it, is of the kind that its record declares.

    The program takes it for that. The JSON Schemas say so too, and more, but to ask them takes far longer than to read
    the files: they are asked about what is checked or proposed.
    """
    if kind in PLAIN:
        return lambda value: type(value) is kind
    form, parts = get_origin(kind), get_args(kind) or get_type_hints(kind).values()
    inner = [check_of(each) for each in parts if each is not ...]
    if form is UnionType:
        return lambda value: any(fits(value) for fits in inner)
    if form is tuple:
        return lambda value: type(value) is tuple and all(map(inner[0], value))
    if form is Mapping:
        return lambda value: all(map(inner[0], value)) and all(map(inner[1], value.values()))
    return lambda value: type(value) is kind and all(fits(each) for fits, each in zip(inner, value, strict=True))


def dump_paper(paper: Paper) -> str:
    """Write one paper: fixed order of keys, strings quoted, no key for what is unknown."""
    return "\n".join([*paper_lines(paper), ""])


def paper_lines(paper: Paper) -> Iterator[str]:
    """Yield the lines of a paper's file, without what the paper does not say."""
    yield f"title: {quote(paper.title)}"
    if paper.venue is not None:
        yield f"venue: {quote(paper.venue)}"
    if paper.year is not None:
        yield f"year: {paper.year}"
    yield "sections:"
    yield from (f"  {section}: {scalar(position)}" for section, position in paper.sections.items())
    yield "links:"
    yield from (f"  - {flow({'label': link.label, 'url': link.url})}" for link in paper.links)
    if paper.identifiers:
        yield f"identifiers: {flow(dict(paper.identifiers))}"
    for name in ("authors", "aliases", "distinct"):
        if values := getattr(paper, name):
            yield f"{name}: {flow(values)}"
    if paper.added is not None:
        yield f"added: {quote(paper.added)}"
    if paper.lines:
        yield "lines:"
    for line in paper.lines:
        yield f"  - section: {quote(line.section)}"
        yield f"    text: {quote(line.text)}"
        yield f"    facts: {quote(line.facts)}"
        yield from (f"    {name}: {n}" for name, n in (("at", line.at), ("blank", line.blank)) if n is not None)


def read_catalogue(files: Mapping[str, str], *, before: tuple[Mapping[str, str], Catalogue] | None = None) -> Catalogue:
    """Build the catalogue from the texts of a data folder, keyed by their path inside it; raise DataError.

    `before` are the texts and the catalogue of an earlier version: of what is the same nothing is read again.
    """
    texts, known = before or ({}, None)
    if known is None:
        known = read_settings(files)
    elif any(files.get(path) != texts[path] for path in (CATALOGUE, VENUES)):
        known = replace(read_settings(files), papers=known.papers)
    return known.change({id: find_paper(files, id) for id in changed_papers(files, texts)})


def changed_papers(files: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    """Return the ids of the papers whose files differ between two versions of a data folder."""
    return sorted(id_of_file(path) for path in differences(files, before) if is_paper(path))


def find_paper(files: Mapping[str, str], id: str) -> Paper | None:
    """Read a paper of a data folder, None if it has no such."""
    text = files.get(file_of(id))
    return None if text is None else load_paper(text, id)


def read_settings(files: Mapping[str, str]) -> Catalogue:
    """Build a catalogue without papers; raise DataError for what is missing or cannot be obeyed."""
    settings = read_content(CATALOGUE, required(files, CATALOGUE))
    try:
        venues = parse_venues(required(files, VENUES))
        catalogue = Catalogue(
            name=settings["name"],
            output=settings.get("output", "README.md"),
            entry=EntryFormat(**settings.get("entry", {})),
            sections=key_by_id(read_sections(settings["sections"], None)),
            papers={},
            venues=venues,
            policy=read_policy(settings.get("policy", {})),
        )
    except TemplateError as error:
        line = Places(files[CATALOGUE]).line(("entry", error.name))
        raise DataError(f"`entry.{error.name}`: {error}", CATALOGUE, line) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(WRONG_SHAPE, CATALOGUE) from error
    declared = {"name": str, "output": str, "sections": Mapping[str, Section], "policy": Policy}
    if not all(check_of(kind)(getattr(catalogue, name)) for name, kind in declared.items()):
        raise DataError(WRONG_SHAPE, CATALOGUE)
    if not OUTPUT.fullmatch(catalogue.output):
        raise DataError("`output` must be a Markdown file, like README.md or ../README.md, or a YAML file", CATALOGUE)
    return catalogue


def required(files: Mapping[str, str], path: str) -> str:
    """Return the text of a file that a list cannot do without; raise DataError where it is missing."""
    if path not in files:
        raise DataError("the file is missing", path, missing=path)
    return files[path]


def is_paper(path: str) -> bool:
    return path.startswith(f"{PAPERS}/") and path.endswith(".yaml")


def file_of(id: str) -> str:
    return f"{PAPERS}/{id}.yaml"


def id_of_file(path: str) -> str:
    """Return the id in the path of a paper's file; for a path in a folder below, something that is no id: "a/b"."""
    return path.rpartition(f"{PAPERS}/")[2].removesuffix(".yaml")


def key_by_id(sections: Iterable[Section]) -> dict[str, Section]:
    """Return the sections by their ids; raise DataError where one stands twice: papers would change their places."""
    found: dict[str, Section] = {}
    for section in sections:
        if section.id in found:
            raise DataError("two sections have one id; `paperclerk check` says which", CATALOGUE)
        found[section.id] = section
    return found


@lru_cache(maxsize=MOST_VENUES)
def parse_venues(text: str) -> Venues:
    """Return the venues of a venues.yaml; raise DataError if it cannot be read, and as `read_venues` does."""
    return read_venues(read_content(VENUES, text))


def read_venues(content: Mapping[str, Any]) -> Venues:
    """Return the venues of venues.yaml, as schema/venues.json has them; KeyError, TypeError or AttributeError else."""
    return Venues(
        Venue(item["name"], item["kind"], item.get("ranked", "no"), tuple(item.get("aliases", ())))
        for item in content["venues"]
    )


def read_policy(content: Mapping[str, Any]) -> Policy:
    """Return the scope of a list, any year and any venue where nothing is said; raise TypeError on a wrong shape."""
    extra = content.get("extra_venues", [])
    if not isinstance(extra, list):
        raise TypeError("a text would be taken for its letters")
    return Policy(content.get("minimum_year"), content.get("venues", "any"), tuple(extra))


def write_catalogue(catalogue: Catalogue) -> dict[str, str]:
    """Return the texts of the data folder, but for venues.yaml, which people keep by hand."""
    files = {file_of(paper.id): dump_paper(paper) for paper in catalogue.papers.values()}
    return {CATALOGUE: dump_settings(catalogue), **files}


def dump_settings(catalogue: Catalogue) -> str:
    """Return the text of catalogue.yaml."""
    policy, entry = catalogue.policy, catalogue.entry
    lines = [f"name: {quote(catalogue.name)}", f"output: {quote(catalogue.output)}", "entry:"]
    lines += [f"  line: {quote(entry.line)}", f"  tag: {quote(entry.tag)}", f"  link: {quote(entry.link)}"]
    lines += ["sections:", *section_lines([*catalogue.sections.values()], None, "  ")]
    lines += ["policy:"]
    lines += [f"  minimum_year: {scalar(policy.minimum_year)}", f"  venues: {quote(policy.venues)}"]
    lines += [f"  extra_venues: {flow(policy.extra_venues)}", ""]
    return "\n".join(lines)
