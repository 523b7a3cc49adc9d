"""Titles -> ids: the name of a paper's file, made once and never changed."""

import re
import unicodedata
from collections.abc import Container

from bot.catalogue.identity.identifiers import Identifier

LONGEST_ID = 80
WORD = re.compile(r"[a-z0-9]+")
#: Windows cannot hold files of these names, whatever their ending.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens, cut at a word; "" if nothing of the text is left."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    joined = "-".join(WORD.findall(text.lower()))
    cut = joined if len(joined) <= LONGEST_ID else joined[: LONGEST_ID + 1].rpartition("-")[0]
    return cut or joined[:LONGEST_ID]


def paper_id(title: str, identifiers: tuple[Identifier, ...], taken: Container[str]) -> str:
    """Return an id that is not taken: from the title, else from an identifier, else from a fingerprint."""
    base = slug(title) or next((slug(str(identifier)) for identifier in identifiers), "") or name_letters(title)
    if base in RESERVED:
        base = f"paper-{base}"
    return base if base not in taken else number_name(base, taken)


def name_letters(title: str) -> str:
    """Return a name for a title without a letter of the alphabet: a fingerprint."""
    import hashlib  # loads OpenSSL, for which nobody waits whose titles name themselves

    return f"paper-{hashlib.sha256(title.encode('utf-8', 'replace')).hexdigest()[:12]}"


def number_name(base: str, taken: Container[str]) -> str:
    """Return a name with the number behind one that is taken, from 2; a name that a thousand have is soon numbered."""

    def numbered(number: int) -> str:
        return f"{base[: LONGEST_ID - 1 - len(str(number))].rstrip('-')}-{number}"

    low, high = 1, 2
    while numbered(high) in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if numbered(middle) in taken else (low, middle)
    return numbered(high)
