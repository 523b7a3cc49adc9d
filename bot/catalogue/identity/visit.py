"""What came of a look at a link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """The last status, 0 where nobody answered, and the address that the link led to in the end.

    With `lasting` every redirect on the way was a lasting one. With `nameless` there is no such host; with `challenge`
    a page asked for proof of a browser.
    """

    status: int
    url: str
    lasting: bool = True
    nameless: bool = False
    challenge: bool = False
