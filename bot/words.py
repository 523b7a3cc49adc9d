"""English that every room says, and texts of others on one line."""


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 file", "2 files"; `plural` is that of a noun which does not add an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def one_line(text: str, longest: int) -> str:
    """Return a text that others wrote on one line of so many characters, with nothing in it that a terminal obeys."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
