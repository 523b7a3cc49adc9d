"""Records of reference managers in a text (BibTeX, RIS, EndNote, CSL-JSON) -> the papers they describe."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from bot.catalogue.identity.authors import leaves_out
from bot.catalogue.identity.titles import LATEX
from bot.catalogue.venues import Venues
from bot.intake.text.mention import Mention
from bot.intake.text.parts.statement import Strength
from bot.intake.text.parts.venues import find_venue

ENTRY = re.compile(
    r"@(?:article|inproceedings|misc|conference|proceedings|techreport|phdthesis|incollection|online|preprint"
    r"|unpublished)\s?([{(])",
    re.IGNORECASE,
)
MACRO = re.compile(r"@string\s?[{(]\s{0,20}([\w-]{1,50})\s{0,20}=\s{0,20}", re.IGNORECASE)
#: An accent's command before its letter, with or without braces: {\\"o}, \\'{e}, \\c{c}.
ACCENTED = re.compile(r"\{?\\(?:([\"'`^~=.])\{?|([uvHck])(?:\{|\s))\s?\\?([A-Za-z])\}?\}?")
ACCENTS = dict(
    zip(
        "\"'`^~=.uvHck",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328",
        strict=True,
    )
)
PAIRS = {"{": "}", "(": ")"}
FIELD = re.compile(r"(?<![\w-])(title|author|booktitle|journal|year|url|doi|eprint)\s{0,20}=\s{0,20}", re.IGNORECASE)
#: Fields that were pasted without the entry around them, one to a line.
LOOSE = re.compile(r"(?:^[ \t]{0,8}[A-Za-z]{3,12}[ \t]?=[ \t]?[{\"][^\n]{1,1000}\n?){2,20}", re.M)
HTML_TAG = re.compile(r"</?[a-z]{1,6}>")
LONGEST_ENTRY = 3_000
#: More entries are a bibliography, not a proposal.
MOST_ENTRIES = 50
#: A line of RIS ("TI  - ...") or EndNote ("%T ..."); a record is some of them without another line between.
TAGGED = re.compile(r"[^\S\n]{0,8}(?:([A-Z][A-Z0-9])[^\S\n]{1,3}-|%([0-9A-Z]))(?:[^\S\n](.{0,1000}))?$")
#: The field of BibTeX that a tag is; what starts and ends a record is TY and ER, %0.
TAGS = {
    "title": ("TI", "T1", "T"),
    "author": ("AU", "A1", "A"),
    "booktitle": ("T2", "BT", "B"),
    "journal": ("JO", "JF", "JA", "J"),
    "year": ("PY", "Y1", "D"),
    "url": ("UR", "U"),
    "doi": ("DO", "R"),
}
FIELD_OF = {tag: field for field, tags in TAGS.items() for tag in tags}
STARTS = frozenset({"TY", "0"})
#: A block of CSL-JSON names its type and its title, one that a program made of its own fields a title at least.
CSL = re.compile(r"[\[{][^`]{0,200}?\"(?:type|title)\"\s?:\s?\"")
#: The keys of a block for the fields that BibTeX has; those of CSL-JSON first.
KEYS = {
    "title": ("title",),
    "journal": ("container-title", "venue", "journal", "booktitle", "conference"),
    "url": ("URL", "url", "link"),
    "doi": ("DOI", "doi"),
    "code": ("code", "github"),
}
LONGEST_JSON = 8_000
EPRINT = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
ARXIV = re.compile(r"arxiv[:.\s](\d{4}\.\d{4,5})", re.IGNORECASE)
#: What is said of a paper, by the names that BibTeX has for it.
Record = dict[str, str]


def split_references(text: str, venues: Venues) -> tuple[list[Mention], str]:
    """Return the papers of a text's records, and the text without them."""
    records: list[Record] = []
    for split in (split_bibtex, split_tagged, split_json):
        found, text = split(text)
        records += found
    return [make_mention(fields, venues) for fields in records if fields.get("title")][:MOST_ENTRIES], text


def split_bibtex(text: str) -> tuple[list[Record], str]:
    """Return the entries of a text, and the text without them."""
    entries: list[Record] = []
    kept: list[str] = []
    start = 0
    macros = {found[1].lower(): read_value(text, found.end()) for found in islice(MACRO.finditer(text), MOST_ENTRIES)}
    for found in ENTRY.finditer(text):
        if found.start() < start or len(entries) == MOST_ENTRIES:
            continue
        end = find_end(text, found.end(), found[1])
        entries.append(read_entry(text[found.end() : end], macros))
        kept.append(text[start : found.start()])
        start = end
    rest = "".join(kept) + text[start:]
    loose = {found[0]: read_entry(found[0], macros) for found in islice(LOOSE.finditer(rest), MOST_ENTRIES)}
    for fields, entry in loose.items():
        if entry.get("title"):
            entries.append(entry)
            rest = rest.replace(fields, "\n")
    return entries, rest


def find_end(text: str, start: int, opened: str = "{") -> int:
    """Return where the entry ends whose opening brace or bracket stands before `start`."""
    depth, closed = 1, PAIRS[opened]
    for position in range(start, min(len(text), start + LONGEST_ENTRY)):
        depth += {opened: 1, closed: -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    return min(len(text), start + LONGEST_ENTRY)


def read_entry(text: str, macros: Mapping[str, str]) -> Record:
    """Return the fields of a body like `key, title={...}, year={2025}`; the first of a name counts."""
    return {name.lower(): macros.get(value.lower(), value) for name, value in reversed(list(read_fields(text)))}


def make_mention(record: Record, venues: Venues) -> Mention:
    """Return the paper that a record describes."""
    fields = {name: html.unescape(HTML_TAG.sub("", value)) for name, value in record.items()}
    journal = fields.get("booktitle") or fields.get("journal", "")
    number = EPRINT.fullmatch(fields.get("eprint", "")) or ARXIV.search(journal)
    doi = fields.get("doi", "")
    url = fields.get("url") or (f"https://arxiv.org/abs/{number[1]}" if number else "")
    url = url or (f"https://doi.org/{doi}" if doi.startswith("10.") else doi)
    year = fields.get("year", "")
    said = journal if not year or year in journal else f"{journal} {year}"
    venue = find_venue(said, venues) or (said if journal and not number else None)
    authors = split_names(fields.get("author", ""))
    urls, code = [url] if url else [], fields.get("code") or None
    return Mention(fields["title"], Strength.LABEL, urls, code=code, venue=venue, authors=authors)


def split_names(text: str) -> tuple[str, ...]:
    """Return the people whom a record names, "One, Ada and Bo Two", none where it leaves some out, has initials, for
    which services have whole names, or parts them by commas."""
    parts = [re.split(r",\s?", name) for name in re.split(r"\sand\s", text, flags=re.IGNORECASE) if name]
    names = [" ".join(reversed(each)) for each in parts]
    is_part = "others" in names or leaves_out(text) or any(re.match(r"\w\b", name) for name in names)
    return () if is_part or any(len(each) > 2 for each in parts) else tuple(names)


def read_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values, on one line and without LaTeX."""
    for found in FIELD.finditer(text):
        value = read_value(text, found.end())
        value = ACCENTED.sub(put_accent, value)
        yield found[1], " ".join(LATEX.sub(lambda match: match[1] or "", value).split())


def put_accent(found: re.Match[str]) -> str:
    """Return the letter that a LaTeX command puts an accent on."""
    return unicodedata.normalize("NFC", found[3] + ACCENTS[found[1] or found[2]])


def read_value(text: str, start: int) -> str:
    """Return the value that starts here, in braces, in quotes or bare."""
    if text[start : start + 1] == "{":
        return text[start + 1 : find_end(text, start + 1) - 1]
    if text[start : start + 1] == '"':
        return text[start + 1 :].partition('"')[0]
    return re.split(r"[,}\n]", text[start : start + 300], maxsplit=1)[0].strip()


def split_tagged(text: str) -> tuple[list[Record], str]:
    """Return the records of RIS and EndNote in a text, and the text without them."""
    kept: list[str] = []
    records: list[Record] = []
    is_open = False
    for line in text.split("\n"):
        found = TAGGED.match(line)
        tag = (found[1] or found[2]) if found else None
        if tag in STARTS:
            records.append({})
        is_open = tag in STARTS or (is_open and tag is not None)
        if not (is_open and found and tag):
            kept.append(line)
        elif field := FIELD_OF.get(tag):
            # Of a date like "2024/03/01" the year.
            value = (found[3] or "").strip()
            record = records[-1]
            if field == "author" and field in record:
                record[field] += f" and {value}"
            record.setdefault(field, value[:4] if field == "year" else value)
    return records, "\n".join(kept)


def split_json(text: str) -> tuple[list[Record], str]:
    """Return the records of the first CSL-JSON block, and the text without it."""
    found = CSL.search(text)
    if not found:
        return [], text
    try:
        items, length = json.JSONDecoder().raw_decode(text[found.start() : found.start() + LONGEST_JSON])
    except (ValueError, RecursionError):
        return [], text
    records = [fields for fields in read_items(items) if fields["title"]]
    return records, text[: found.start()] + text[found.start() + length :] if records else text


def read_items(items: object) -> Iterator[Record]:
    """Yield the items of a block with BibTeX's names for their fields; without a type, one has to have an address."""
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            told = {field: find_text(item, keys) for field, keys in KEYS.items()}
            if "type" in item or told["url"] or told["doi"]:
                yield told | {"year": find_year(item), "author": find_people(item)}


def find_text(item: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first text that an item has under some keys, "" where it has none."""
    return next(filter(None, (as_text(item.get(key)) for key in keys)), "")


def as_text(value: object) -> str:
    """Return a text of JSON, "" for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def find_people(item: Mapping[str, Any]) -> str:
    """Return the people of an item as BibTeX has them: [{"family": "One", "given": "Ada"}]."""
    people = item.get("author")
    names = [each for each in people if isinstance(each, dict)] if isinstance(people, list) else []
    return " and ".join(f"{as_text(each.get('given'))} {as_text(each.get('family'))}".strip() for each in names)


def find_year(item: Mapping[str, Any]) -> str:
    """Return the year of an item's date: {"date-parts": [[2024, 3]]}."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    while isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        parts = parts[0]
    return str(parts) if isinstance(parts, (int, str)) else ""
