"""Fits texts to GitHub's limits before they are sent: the most important first, the rest shortened and counted."""

from collections.abc import Callable, Iterable, Sequence

#: For an issue, a comment, a pull request or a review; GitHub says "body is too long (maximum is 65536 characters)",
#: and a comment ends with its seal.
LONGEST_BODY = 65_536 - 100
#: For a check's summary; less than GitHub's 65,535, because its limit is said to count bytes.
LONGEST_SUMMARY = 20_000
#: For a note on one line of a file.
LONGEST_NOTE = 4_000
#: Notes in one review, and annotations in one report; further ones are only counted.
MOST_NOTES = 50
#: For the text of a pull request, which leaves room for its hidden part.
LONGEST_DESCRIPTION = 25_000


def measure(text: str) -> int:
    """The length of a text as GitHub may count it: never less than its characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of a text, with a mark where it was cut."""
    if measure(text) <= limit:
        return text
    short = text[: limit - 1]
    while measure(short) > limit - 1:
        short = short[: len(short) - (measure(short) - limit + 2) // 2]
    return f"{short}…"


def choose(room: int, *ways: Callable[[], str]) -> str:
    """The first of several versions that fits, each shorter than the one before; the last is cut if necessary."""
    text = ""
    for way in ways:
        text = way()
        if measure(text) <= room:
            return text
    return cut(text, room)


def join_fitting(parts: Sequence[str], room: int, *, between: str, more: Callable[[int], str]) -> str:
    """The first parts that fit, and how many more there are."""
    chosen: list[str] = []
    left = room - measure(more(len(parts))) - measure(between)
    for part in parts:
        left -= measure(part) + measure(between)
        if left < 0:
            break
        chosen.append(part)
    rest = len(parts) - len(chosen)
    return between.join([*chosen, *([more(rest)] if rest else [])])


def first_of_each(items: Iterable[tuple[str, str]], most: int) -> Iterable[str]:
    """Yield the texts of (kind, text) pairs, at most so many of each kind, then how many more a kind had."""
    seen: dict[str, int] = {}
    for kind, text in items:
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= most:
            yield text
    yield from (
        f"- … and {count - most} more like it <sub>{kind}</sub>" for kind, count in seen.items() if count > most
    )
