"""How long a page may be before GitHub shows its text only."""

from __future__ import annotations

from collections.abc import Iterator

from bot.review.rules.finding import Finding

#: In bytes. GitHub's limit for what it renders.
LONGEST_PAGE = 512_000


def check_size(path: str, size: int) -> Iterator[Finding]:
    """Notice a page of so many bytes that readers see nothing of it but its source."""
    if size > LONGEST_PAGE:
        message = f"The page has {size:,} bytes; GitHub does not render more than {LONGEST_PAGE:,}."
        yield Finding(message, "Divide it into several pages.", path, 1)
