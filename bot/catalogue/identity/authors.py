"""The names of a paper's authors, as people write them one behind the other."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.catalogue.identity.titles import fold_text
from bot.patterns import rare

#: What stands for the names that are left out: "et al.", and "Guu+" in Japan.
ET_AL = re.compile(r"\bet\.? ?al\b\.?|,?\s*\.\.\.\s*|…|等|(?<=[a-z])\+(?=[,.;:)\s]|$)", re.I)
#: What stands between the last two names, in English, German, French, Spanish and Portuguese.
AND = r"(?:and|und|et(?!\.? ?al\b)|y|e)"
NAME_BREAK = re.compile(rf"\s*(?:,|;|&|(?<=\s){AND}(?=\s)|^{AND}\s|，|、)\s*")
#: A capital with which names begin, in a pattern: "Ł" is one as well.
INITIAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŹŻŽȘȚ]"
#: "J. R.", and a family's name with its small words, in patterns.
DOTTED = rf"(?:{INITIAL}\.[ -]?){{1,3}}"
FAMILY = (
    rf"(?:(?:[Vv]an|[Vv]on|[Dd]en?|[Dd]er|[Dd]el|[Dd]i|[Dd]a|[Dd]os|[Ll]a|[Ll]e)\s)*{INITIAL}(?:[^\W\d_]|['’-](?=\w))+"
)
#: Behind this no author follows; behind dots the last one may.
END = rare(r"\bet\.? ?al\b.*|等.*|(?<=[a-z])\+(?=[,.;:)\s]|$).*", re.I | re.S)

#: "One, Ada; Two, Bo": here a comma stands within each name.
BETWEEN_INVERTED = rare(r";(?=[^,;]+,[^,;]+(?:;|$))")
#: Names that are cut down to their first letters, "A. K." and "AK"; a family name of capitals alone is longer.
INITIALS = rare(rf"(?:{INITIAL}\.?[ -]?){{1,3}}(?:,? (?:Jr|Sr)\.?)?")
#: Initials behind a comma, with their stop and without.
STOPPED, UNSTOPPED = re.compile(rf", .*{INITIAL}\.$"), re.compile(rf", (?:.*\W)?{INITIAL}$")
#: What leads to initials that stand behind a family name, as in "One AK".
FAMILY_FIRST = rare(rf"({FAMILY})\s+(?=(?:{INITIAL}\s?){{1,3}}$)")
#: The number of a note or of an institute behind a name.
FOOTNOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")
LETTERS = re.compile(r"[^\W\d_]+")
#: What stands behind a last name and is none.
NO_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv", "et", "al", "others"))

#: Without one of these, which are found at once, the patterns find nothing.
SIGNS_OF_MORE = ("et al", "et. al", "etal", "et.al", "...", "…", "等", "+")
SIGNS_OF_BREAK = (",", ";", "&", "，", "、", "and", " und ", " et ", " y ", " e ")


def leaves_out(text: str) -> bool:
    """Whether a text leaves names out, as with "et al."."""
    folded = text.lower()
    return any(map(folded.__contains__, SIGNS_OF_MORE)) and ET_AL.search(text) is not None


def is_divided(text: str) -> bool:
    """Whether a text could be several names."""
    return any(map(text.__contains__, SIGNS_OF_BREAK)) and NAME_BREAK.search(text) is not None


def split_authors(text: str | None) -> tuple[str, ...]:
    """Return the names in a text, "Ada K. One" or "One, A. K."; who stands behind "et al." nobody knows."""
    names = tuple(join_initials(join_first(split_pieces(text))))
    if len(names) > 1 and STOPPED.search(names[0]) and UNSTOPPED.search(names[-1]):
        # The stop of the last initial was taken for that of the sentence.
        names = (*names[:-1], f"{names[-1]}.")
    return tuple(FAMILY_FIRST.sub(r"\1, ", name) for name in names) if all(map(FAMILY_FIRST.match, names)) else names


def split_pieces(text: str | None) -> list[str]:
    """Return what stands between the commas and the like of a list of names, without the stars of its markup."""
    kept = ET_AL.sub(",", END.sub("", text or ""))
    breaks = BETWEEN_INVERTED if BETWEEN_INVERTED.search(kept) else NAME_BREAK
    return [name for each in breaks.split(kept) if (name := FOOTNOTE.sub("", each.strip(" \t\n*_")))]


def join_first(pieces: list[str]) -> list[str]:
    """Return names with the first whole where it alone is inverted, as in "One, Ada, Bo Two, and Cy Last"."""
    words = [len(piece.split()) for piece in pieces]
    is_inverted = len(words) > 2 and words[:2] == [1, 1] and min(words[2:]) > 1 and not INITIALS.fullmatch(pieces[1])
    return [", ".join(pieces[:2]), *pieces[2:]] if is_inverted else pieces


def join_initials(pieces: Iterable[str]) -> Iterator[str]:
    """Yield names; initials alone belong to the family before them: "One", "A. K."."""
    family = ""
    for piece in pieces:
        if family and INITIALS.fullmatch(piece):
            yield f"{family}, {piece}"
            family = ""
            continue
        if family:
            yield family
        family = piece
    if family:
        yield family


@lru_cache(maxsize=512)
def last_names(authors: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the authors' last names, each with the first initial; "Last, First" and "First Last" are understood."""
    return tuple(filter(None, map(last_name, fold_text(";".join(authors)).split(";"))))


def last_name(author: str) -> tuple[str, str] | None:
    """Return one folded author's last name and first initial, without "Jr." or "et al."."""
    last, comma, first = author.partition(",")
    words = [found for found in LETTERS.findall(last) if found not in NO_NAMES]
    before = LETTERS.findall(first) if comma else words[:-1]
    return (words[-1], before[0][0] if before else "") if words else None
