"""English that every room says."""


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 file", "2 files"; `plural` is that of a noun which does not add an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
