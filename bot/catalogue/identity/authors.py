"""The names of a paper's authors, as people write them one behind the other."""

from __future__ import annotations

import re

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

#: Without one of these, which are found at once, the patterns find nothing.
SIGNS_OF_MORE = ("et al", "et. al", "etal", "et.al", "...", "…", "等", "+")
SIGNS_OF_BREAK = (",", ";", "&", "，", "、", "and", " und ", " et ", " y ", " e ")


def leaves_out(text: str) -> bool:
    """Tell whether a text leaves names out, as with "et al."."""
    folded = text.lower()
    return any(sign in folded for sign in SIGNS_OF_MORE) and ET_AL.search(text) is not None


def is_divided(text: str) -> bool:
    """Tell whether a text could be several names."""
    return any(sign in text for sign in SIGNS_OF_BREAK) and NAME_BREAK.search(text) is not None


def split_authors(text: str | None) -> tuple[str, ...]:
    """Return the names in a text, without the stars of their markup; who stands behind "et al." nobody knows."""
    names = NAME_BREAK.split(ET_AL.sub(",", END.sub("", text or "")))
    return tuple(name for each in names if (name := each.strip(" \t\n*_")))
