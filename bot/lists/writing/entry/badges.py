"""Badges that are made of facts, and the marks that belong to one paper only."""

import re
from collections import Counter

from bot.catalogue.identity.titles import fold_title
from bot.lists.inline import SHIELD, shield_words
from bot.lists.page import PageEntry
from bot.lists.phrases import PREPRINT
from bot.lists.reading.table import TIMES, head_role
from bot.lists.writing.entry.anatomy import EMOJI, short_name
from bot.lists.writing.entry.draft import Draft
from bot.lists.writing.entry.habits import CONSTANT
from bot.lists.writing.entry.traces import GONE

#: What parts a venue from its year in the words of a badge, and the year.
STAMP = r"(?P<gap>(?:[-_ '’]|%20|%27){0,3})(?P<year>(?:19|20)\d\d|(?<=['’7])\d\d(?!\d))"
DATED = re.compile(STAMP)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
STARS = re.compile(r"github/([\w-]+)/[\w.-]+/[\w.-]+?(?=\.svg|[?/)]|$)")
NUMBER = re.compile(r"\d{4}\.\d{4,5}(?:v\d)?")
MONTH = re.compile(r"(?:^|(?<=-))(?:19|20)\d\d\.\d\d(?![\d.])")
#: A picture, in Markdown and as a tag, and its alternative text.
PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>")
ALTERNATIVE = re.compile(r"""!\[([^\[\]]*)\]|\balt=["']([^"'<>]*)""")
KEY = re.compile(r"[ \t]*\**[^\W\d_][\w -]{0,24}\**[:：]")
REPOSITORY = re.compile(r"https?://github\.com/([\w.-]+)/([\w.-]+)")


def badge(draft: Draft, source: str, entry: PageEntry, url: str = "") -> str | None:
    """Return the address of an entry's badge made of the facts, None if it cannot be; `url` is where it leads."""
    code = REPOSITORY.match(url) or REPOSITORY.match(draft.facts.code or "")
    if STARS.search(source):
        if not code:
            return None
        owner, name = code[1], code[2].removesuffix(".git")
        return STARS.sub(lambda found: f"github/{found[1]}/{owner}/{name}", source)
    found = SHIELD.search(source)
    shown = shield(draft, found[1], entry) if found else None
    return source[: found.start(1)] + shown + source[found.end(1) :] if found and shown else None


def is_about(source: str, entry: PageEntry) -> bool:
    """Tell whether a badge shows something of its own entry's paper."""
    found = SHIELD.search(source)
    numbered = found is not None and any(sign.search(found[1]) for sign in (NUMBER, MONTH))
    return numbered or STARS.search(source) is not None or says_venue(source, entry)


def says_venue(text: str, entry: PageEntry) -> bool:
    """Tell whether a text has a badge that says the venue of its entry."""
    found = SHIELD.search(text)
    return found is not None and venue_in(found[1], entry) is not None


def venue_in(content: str, entry: PageEntry) -> re.Match[str] | None:
    """Return where the words of a badge say the venue of its entry, group 1, with or without a year."""
    venue = re.escape(shielded(entry.record.venue or "")).replace("_", "(?:_|%20| )")
    return re.search(rf"(?:^|(?<!-)-)({venue})(?:{STAMP})?-[^-]*$", content) if venue else None


def shield(draft: Draft, content: str, entry: PageEntry) -> str | None:
    """Return the words of a shields.io badge "label-message-colour" made of the facts."""
    if NUMBER.search(content):
        number = draft.number()
        return NUMBER.sub(number, content) if number else None
    if MONTH.search(content):
        month = month_shown(draft, content)
        return MONTH.sub(month, content) if month else None
    words, dash, colour = content.rpartition("-")
    own, new = short_name(entry.record.title), short_name(draft.facts.title)
    if dash and own and words == shielded(own):
        return f"{shielded(new)}-{colour}" if new else None
    return stamp(draft, words, colour, entry) if dash else None


def month_shown(draft: Draft, content: str) -> str | None:
    """Return the paper's month for a badge, on one of arXiv the month that its number there has."""
    number = draft.number()
    if draft.facts.date:
        return draft.facts.date[:7].replace("-", ".")
    return f"20{number[:2]}.{number[2:4]}" if number and PREPRINT.search(content) else None


def stamp(draft: Draft, words: str, colour: str, entry: PageEntry) -> str | None:
    """Return a badge that says the venue, the year or both, behind a word for it where it has one: "Year-2024"."""
    venue, year = draft.facts.venue, draft.facts.known_year
    said, dated = venue_in(f"{words}-{colour}", entry), DATED.search(words)
    key, parted, _ = words.partition("-")
    role = head_role(key) if parted and not said else ""
    if role in TIMES:
        return f"{YEAR.sub(str(year), words)}-{colour}" if year else None
    if venue is None and year and draft.is_preprint() and (known := PREPRINT.search(words)):
        venue = known[0]
    if not venue or not (said or words == venue or PREPRINT.search(words) or dated):
        return None
    lead = YEAR.sub(str(year or ""), words[: said.start(1)]) if said else f"{key}-" if role == "venue" else ""
    text = lead + shielded(venue)
    stamped = said["year"] if said else dated
    preprint = PREPRINT.search(venue) is not None
    usual = dates_venues(draft, colour, preprint) if preprint or not dated else stamped
    if usual and year and str(year) not in lead + venue:
        text += f"{dated['gap']}{str(year)[-len(dated['year']) :]}" if dated else str(year)
    return f"{text}-{colour}"


def retell(draft: Draft, text: str, source: str, made: str, entry: PageEntry) -> str:
    """Return the markup of a badge with another address, and what its alternative text says of a paper said anew."""
    text = text.replace(source, made, 1)
    found = ALTERNATIVE.search(text)
    start, end = found.span(found.lastindex or 0) if found else (0, 0)
    if start == end:
        return text
    said, old, new = text[start:end], entry.record, draft.facts
    if number := NUMBER.search(made):
        said = NUMBER.sub(number[0], said)
    elif fold_title(said) == fold_title(shield_words(source)):
        said = shield_words(made)
    else:
        said = said.replace(old.venue, new.venue) if old.venue and new.venue and shielded(new.venue) in made else said
        said = said.replace(str(old.year), str(draft.facts.known_year)) if old.year and draft.facts.known_year else said
    return text[:start] + said + text[end:]


def shows(source: str, label: str) -> bool:
    """Tell whether a badge's words are the label of its link, which stays."""
    found = SHIELD.search(source)
    return found is not None and found[1].rpartition("-")[0].casefold() in (
        label.casefold(),
        shielded(label).casefold(),
    )


def shielded(text: str) -> str:
    """Return a text as shields.io wants it in an address."""
    words = text.replace("_", "__").replace("-", "--").replace(" ", "_")
    return re.sub(r"[()<>\[\]|\\\"'`]", lambda found: f"%{ord(found[0]):02X}", words)


def dates_venues(draft: Draft, colour: str, preprint: bool) -> bool:
    """Tell whether the section's badges of a colour mostly have a year behind the venue, those of preprints apart.

    Where there are none of preprints, these are as the others.
    """
    names = [
        found[1] for text in draft.habits.words if (found := SHIELD.search(text)) and found[1].endswith(f"-{colour}")
    ]
    venues = [name for name in names if (PREPRINT.search(name) is not None) is preprint] or names
    return 2 * sum(bool(DATED.search(name)) for name in venues) > len(venues)


def write_badges(draft: Draft) -> None:
    """Make the badges that stand alone anew, or drop them with their markup."""
    inside = [part for part in draft.template.parts if part.kind == "link"]
    for part in draft.template.parts:
        if part.kind != "badge" or any(link.holds(part) for link in inside):
            continue
        source = draft.template.text(part)
        made = badge(draft, source, draft.template)
        usual = draft.habits.words[source] >= max(2, CONSTANT * draft.habits.count)
        for found in PICTURE.finditer(draft.raw) if made or not usual else ():
            if found.start() <= part.start and part.end <= found.end():
                new = draft.put_links(retell(draft, found[0], source, made, draft.template)) if made else GONE
                draft.edits.append((*found.span(), new))


def drop_emoji(draft: Draft) -> None:
    """Drop ratings and marks that belong to the other paper; those that most entries or such links have stay."""
    for found in EMOJI.finditer(draft.raw):
        used = draft.habits.words[found[0]]
        usual = used >= 0.9 * draft.habits.count or (used > 1 and begins_key(draft.raw, found))
        if usual or marks_link(draft, found):
            continue
        if not any(first <= found.start() < last for first, last, _ in draft.edits):
            draft.edits.append((*found.span(), GONE))


def begins_key(raw: str, emoji: re.Match[str]) -> bool:
    """Tell whether a line below the first begins with an emoji and the key of what it says: "- 📝 Summary:"."""
    start = raw.rfind("\n", 0, emoji.start()) + 1
    return start > 0 and not raw[start : emoji.start()].strip(" \t-*+") and bool(KEY.match(raw, emoji.end()))


def marks_link(draft: Draft, emoji: re.Match[str]) -> bool:
    """Tell whether an emoji stands before a link that stays, as before most links of its label."""
    end = emoji.end() + draft.raw.startswith(" ", emoji.end())
    starts = (emoji.end(), end)
    link = next((part for part in draft.template.parts if part.kind == "link" and part.start in starts), None)
    if link is None or any(first <= link.start < last and new == GONE for first, last, new in draft.edits):
        return False
    inside = (part for part in draft.template.parts if part.kind == "label" and part.group == link.group)
    labels = {draft.template.text(part) for part in inside}
    marks = Counter(mark for (label, mark) in draft.habits.marks.elements() if label in labels)
    return 2 * marks[emoji[0]] > marks.total()
