"""Venues that a text mentions: "ICLR 2026", "NIPS'23", "accepted by TPAMI", "(WACV 2025)"."""

import re

from bot.catalogue.venues import Venues, expand_year

#: A name, "ICLR" or "T-RO", with its year; Chinese letters may be glued to either side.
MENTION = re.compile(
    r"(?<![A-Za-z0-9])(\d?[A-Za-z][A-Za-z&]{1,11}|[A-Z]{1,2}-[A-Z]{1,6})(?![A-Za-z&])[\s_’'‘(),*-]{0,4}((?:19|20)?\d\d)(?![A-Za-z\d])(?!\s?(?:%|x\b|B\b"
    r"|K\b|M\b|papers))"
)
SPONSOR = re.compile(r"(?:ACM|IEEE(?:/[A-Z]{2,4})?|USENIX)\s")
#: An acronym behind what says that a paper appeared there, and its society; any is a venue: "published in IEEE TMOTH".
APPEARED = re.compile(
    r"\b(?:published|accepted|presented|appear(?:s|ed|ing)?)\s(?:in|at|by|to)\s(?:the\s)?(?:ACM|IEEE(?:/[A-Z]{2,4})?|USENIX)\s"
    r"(?=[A-Z]{3})"
)
#: What stands before the last word of a name.
WORDS_BEFORE = re.compile(r"(?:\b[A-Z][\w&]{0,15}\s){1,3}$")
#: Before a venue where a paper did not appear: "is not from IJCV 2018", "not a MICCAI 2019 paper".
DENIED = re.compile(r"(?:(?:\bnot|n['’]t|\bno)\s(?:\w{1,12}\s){0,2}|\b(?:instead of|rather than)\s)$")
#: What leads from a venue to the one that takes its place.
LEADING = re.compile(r"[\s)\]\"'”’]{0,3}(?:[-=]{1,2}>|→|to\b)\s?(?:the\s)?")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A venue behind a title: "Title. USENIX Security 2022.", "Title at TPAMI".
TAIL = re.compile(
    r"(?:[.,;|(–—]\s?|\s-\s|\sat\s)([A-Z][^.,;|()\n]{1,60}?)(?:[\s,'’-]{1,3}((?:19|20)?\d\d))?[\s).]{0,3}$"
)
#: "Title, in Transactions on Networks": a journal or proceedings, whether or not they are known.
PLACE_BEHIND = re.compile(
    r"[.,]? \b[Ii]n (?:the )?(?:Proceedings|(?:[A-Z]+ )?Transactions|Advances|(?:[A-Z]\w+ )?Journal) (?:of|on|in)\b.*$"
)
#: "Title (CVPR 2024 Highlight)", "Title [ACL2026 Main]".
BRACKETED = re.compile(rf"[(\[]\s?{MENTION.pattern}[\w\s'’,&-]{{0,30}}[)\]][\s.)\]]*$")
#: What can stand behind a venue at the end of a title: "NeurIPS 2021 Spotlight".
END = re.compile(r"[\s).\]]*(?:(?:oral|poster|spotlight|highlight)\b(?:\s(?:paper|presentation))?\W*)?", re.IGNORECASE)
#: A venue of several words before a title: "ACM Computing Surveys 2024: Title"; of one that nobody knows these tell.
LED = re.compile(
    r"([A-Z][\w&.-]*(?:\s(?:[A-Z][\w&.-]*|of|on|and|in|the|for|&)){1,7})[\s,]{1,2}((?:19|20)\d\d)\s?[:：]\s"
)
PERIODICAL = re.compile(r"(?:Proceedings|Transactions|Journal|Annals)\b")
#: A book or a journal behind a title that is named without a year: "Title, Handbook of Economics".
BOOK_BEHIND = re.compile(
    r",\s(?:Handbook|Journal|Annals) of (?:[A-Z][\w&-]*|of|and|&|the)(?:\s(?:[A-Z][\w&-]*|of|and|&|the)){0,5}$"
)
#: A conference in full, and where and when it was: "(ICASSP), Oslo, Norway, May 2021".
HELD = re.compile(
    r"\(([A-Z][A-Za-z-]{2,11})\)(?:,?\s(?:[A-Z][\w.-]{0,30}|\d{1,2}(?:[-–]\d{1,2})?)){1,8},?\s((?:19|20)\d\d)(?!\d)"
)
#: A venue that nobody knows, behind a title: two titles of 300,000 end so.
CALLED_BEHIND = re.compile(r",\s([A-Z][\w&.-]*(?:\s(?:[A-Z][\w&.-]*|of|on|and|in|for|&)){0,5})\s((?:19|20)\d\d)[\s.]*$")
#: What stands before a year where a citation says in which town a conference was.
COUNTRIES = frozenset({"USA", "UAE", "PRC"})
#: "Science Robotics 7 (2022)", "vol. 3, no. 2".
VOLUME = re.compile(r"\b(?:vol|no|pp)\.?\s?\d[\d–-]*|(?<!\d)\d{1,3}(?!\d)")
#: How a paper was presented, behind its venue, or what that is: "WCCI 2022（计算智能会议）".
PRESENTED = re.compile(
    r"\s?[(（,][^()（）,]{0,20}\b(?:oral|poster|spotlight|accepted|highlight)\b[^()（）]{0,20}[)）]?$|（[^（）\d]{1,40}）$",
    re.IGNORECASE,
)
#: A journal that nobody knows here: a few words with capitals.
JOURNAL = re.compile(r"[A-Z][\w&-]+(?:\s(?:[A-Z][\w&-]+|of|and|on|in|the|for|&)){1,7}")


def find_venue(text: str, venues: Venues, *, is_label: bool = False) -> str | None:
    """Return the first venue that a text mentions, as "NAME YEAR" or "NAME"; `is_label`: the text is a venue's name."""
    return find_known(text, venues) or (name_whole(text) if is_label else None)


def read_venue(words: str, venues: Venues) -> str | None:
    """Return the venue that some words are: one that is known, or an acronym with its year."""
    if known := find_known(words, venues):
        return known
    name = words.strip(" ()[]*_.,'’‘\"")
    dated = YEAR.search(name)
    if venue := venues.find_name(name):
        return None if venue.kind == "preprint" else f"{venue.name} {dated[0]}" if dated else venue.name
    found = MENTION.match(name)
    is_acronym = found and found[1].isupper() and len(found[1]) > 2 and found[1] not in COUNTRIES
    if found and is_acronym and (year := full_year(found[2])):
        return f"{found[1]} {year}"
    journal = " ".join(YEAR.sub(" ", VOLUME.sub(" ", name)).split()).strip(" ,.()[]")
    return f"{journal} {dated[0]}" if dated and JOURNAL.fullmatch(journal) else None


def find_known(text: str, venues: Venues) -> str | None:
    """Return the first known venue with a year."""
    for found in MENTION.finditer(text):
        name, year = lengthen(text, found, venues), full_year(found[2])
        venue = venues.find_name(name)
        if is_denied(text, found.start()) or is_replaced(text, found.end()):
            continue
        if venue and year and (name in (venue.name, *venue.aliases) or name.upper() == venue.name or len(name) > 3):
            return f"{venue.name} {year}"
    held = HELD.search(text)
    if held and (venue := venues.find_name(held[1])):
        return f"{venue.name} {held[2]}"
    appeared = APPEARED.search(text)
    told = MENTION.match(text, appeared.end()) if appeared else None
    return f"{told[1]} {year}" if told and (year := full_year(told[2])) else None


def lengthen(text: str, found: re.Match[str], venues: Venues) -> str:
    """Return the name of a venue with the words before it that are of its name: "USENIX Security", "CVPR Findings"."""
    words = (
        before[0].split() if (before := WORDS_BEFORE.search(text, max(0, found.start() - 40), found.start())) else []
    )
    longer = (" ".join([*words[start:], found[1]]) for start in range(len(words)))
    return next((name for name in longer if venues.find_name(name)), found[1])


def is_denied(text: str, start: int) -> bool:
    """Tell whether a text says that a paper did not appear at the venue that it names there."""
    return DENIED.search(text, max(0, start - 40), start) is not None


def is_replaced(text: str, end: int) -> bool:
    """Tell whether a text leads from the venue that ends there to another: "EMNLP 2023 -> ACL 2024"."""
    leads = LEADING.match(text, end)
    return leads is not None and MENTION.match(text, leads.end()) is not None


def full_year(digits: str) -> int | None:
    """Return the year that two or four digits give, None for another number."""
    year = int(digits) if len(digits) == 4 else expand_year(int(digits))
    return year if 1950 <= year <= 2100 else None


def name_whole(text: str) -> str | None:
    """Return what stands behind the label of a venue, without an excuse like "N/A" or "under review"."""
    text = PRESENTED.sub("", " ".join(text.split()).strip(" .*_"))
    if (
        not text
        or len(text) > 150
        or re.match(r"(?:n/?a|none|no|-|tbd|unknown|under review|submitted|暂无|无)\b", text, re.IGNORECASE)
    ):
        return None
    return text


def split_title(title: str, venues: Venues) -> tuple[str, str | None]:
    """Return a title without the venue at its beginning or end ("ICSE2023 A Study", "A Study, TPAMI"), and that."""
    first = None
    while (lead := MENTION.match(title, end_of_sponsor(title))) and (year := full_year(lead[2])):
        known = venues.find_name(lead[1])
        rest = title[lead.end() :].lstrip(" :：,.-–|)]")
        # "VGG 16: Ponds" is a title.
        if not rest or not (known or (lead[1].isupper() and len(lead[2]) == 4)):
            break
        title, first = rest, first or f"{known.name if known else lead[1]} {year}"
    led = LED.match(title)
    if led and ((known := venues.find_name(led[1])) or PERIODICAL.match(led[1])):
        title, first = title[led.end() :], first or f"{known.name if known else led[1]} {led[2]}"
    title, last = split_tail(title, venues)
    return title, first or last


def end_of_sponsor(text: str) -> int:
    """Return where the name of the society ends that stands before a venue's own: "ACM MM 2026"."""
    found = SPONSOR.match(text)
    return found.end() if found else 0


def split_tail(title: str, venues: Venues) -> tuple[str, str | None]:
    """Return a title without the venue at its end, and that."""
    if place := PLACE_BEHIND.search(title):
        return title[: place.start()], find_known(place[0], venues)
    tail = TAIL.search(title)
    if tail and (venue := venues.find_name(tail[1])):
        year = full_year(tail[2]) if tail[2] else None
        return title[: tail.start()].rstrip(" :：,.-–|(["), f"{venue.name} {year}" if year else venue.name
    behind = (each for each in MENTION.finditer(title) if END.fullmatch(title, each.end()))
    found = BRACKETED.search(title) or next(behind, None)
    if found and venues.find_name(found[1]):
        return re.sub(r"(?:[\W_]|\b(?:from|at|in|by)\b)+$", "", title[: found.start()]), find_known(found[0], venues)
    if called := CALLED_BEHIND.search(title):
        return title[: called.start()], f"{called[1]} {called[2]}"
    book = BOOK_BEHIND.search(title)
    return (title[: book.start()], book[0][2:]) if book else (title, None)
