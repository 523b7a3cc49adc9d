"""The names of a paper's authors, as people write them one behind the other."""

from __future__ import annotations

import re

#: What stands for the names that are left out: "et al.", and "Guu+" in Japan.
ET_AL = re.compile(r"\bet\.? ?al\b\.?|,?\s*\.\.\.\s*|…|等|(?<=[a-z])\+(?=[,.;:)\s]|$)", re.I)
NAME_BREAK = re.compile(r"\s*(?:,|;|&|\band\b|，|、)\s*")
#: Behind this no author follows; behind dots the last one may.
END = re.compile(r"\bet\.? ?al\b.*|等.*|(?<=[a-z])\+(?=[,.;:)\s]|$).*", re.I | re.S)

#: Without one of these, in small letters, a text has no more than one name and leaves out none.
SEVERAL = (",", ";", "&", "，", "、", "and", "…", "等", "...", "+", "et al", "et. al", "etal", "et.al")


def may_be_several(text: str) -> bool:
    """Tell at once of most texts that they name no several persons, which patterns take long to find."""
    folded = text.lower()
    return any(sign in folded for sign in SEVERAL)


def split_authors(text: str | None) -> tuple[str, ...]:
    """Return the names in a text, without the stars of their markup; who stands behind "et al." nobody knows."""
    names = NAME_BREAK.split(ET_AL.sub(",", END.sub("", text or "")))
    return tuple(name for each in names if (name := each.strip(" \t\n*_")))
