"""A title -> the form in which titles are compared, whatever case, punctuation, LaTeX or alphabet it was typed in."""

import re
import unicodedata
from functools import lru_cache

from bot.patterns import rare

#: Letters of other alphabets that look like Latin ones; NFKC keeps them apart (Unicode TS 39 lists them as confusable).
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁԛԝАΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaeijopcyxsdqwAABEZHIKMNOPTYXo",
)
#: The same for comparison, where a letter must fold like its capital: a Greek capital alpha is taken for an A.
FOLDED = {ord(chr(key).lower()): chr(value).lower() for key, value in LOOKALIKES.items()} | LOOKALIKES
#: LaTeX that stands for text; unknown commands lose only their backslash.
LATEX = rare(r"\\(?:text\w*|emph|math\w*|mbox|operatorname)\s*\{|\\[\"'`^~=.uvHck]\s*\{?(?=\w)|\\([a-zA-Z]+)|[{}$]")
NOT_ALPHANUMERIC = bytes(code for code in range(128) if not chr(code).isalnum())

#: Lists call papers by nicknames, which have fewer words: "TP: Megatron-LM".
FEWEST_WORDS = 4
#: A text that ends so was cut off.
CUT = rare(r"\b(?:an?|and|by|for|from|in|of|on|or|the|to|with)\Z", re.IGNORECASE)
#: What explains a thing begins with a small article, and what tells of the list with a word that points at it.
SENTENCE = rare(r"(?:an?|the|this|these|we|our|it)\b|(?:This|These|We|Here)\s(?:\w+\s){0,2}(?:is|are|contains?|have)\b")


#: A title is asked for by one step after the other.
@lru_cache(maxsize=16_384)
def fold_title(title: str) -> str:
    """Return the title's letters and digits alone, in one case and one alphabet; equal for equal titles."""
    return keep_letters(fold_text(title))


def keep_letters(text: str) -> str:
    """Return a text's letters and digits alone."""
    if text.isascii():
        return text.encode().translate(None, NOT_ALPHANUMERIC).decode()
    return "".join(filter(str.isalnum, text))


def fold_text(title: str) -> str:
    """Return the title in one case and one alphabet, words and punctuation kept."""
    if "\\" in title or "{" in title or "$" in title:
        title = LATEX.sub(lambda match: match[1] or "", title)
    if title.isascii():
        return title.casefold()
    title = unicodedata.normalize("NFKD", title.translate(FOLDED))
    kept = (char for char in title if unicodedata.category(char) not in ("Mn", "Cf", "Cc"))
    return "".join(kept).casefold()


def is_full_title(title: str) -> bool:
    """Whether a text reads like a paper's whole title, and not like its nickname or like words about something."""
    return len(title.split()) >= FEWEST_WORDS and not SENTENCE.match(title) and not CUT.search(title)


def mixed_scripts(title: str) -> tuple[str, ...]:
    """Return the words that mix Latin letters with look-alikes of another alphabet."""
    return tuple(word for word in re.findall(r"\w+", title) if is_mixed(word))


def is_mixed(word: str) -> bool:
    """Whether a word has both Latin letters and letters that only look Latin."""
    scripts = {unicodedata.name(char, "").split(" ", 1)[0] for char in word if char.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"}) and word != word.translate(LOOKALIKES)


def looks_latin(word: str) -> bool:
    """Whether a word of another alphabet, or of several, reads like one of plain letters: "аrхiv"."""
    return not word.isascii() and word.translate(LOOKALIKES).isascii()
