"""What somebody else says of the paper that an identifier names."""

from __future__ import annotations

from dataclasses import dataclass

#: The kinds of identifiers that a service can be asked about; the others' addresses say enough.
ASKABLE = frozenset({"arxiv", "doi", "openreview"})


@dataclass(frozen=True, slots=True)
class Notice:
    """What a publisher published about a paper later: "retraction", "erratum", ... in Crossref's words, with its DOI.

    With `own` the identifier is that of such a notice itself, and `doi` that of the paper which it is about.
    """

    kind: str
    doi: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """`source` is the name of the service that says so; None and () mean that it does not say.

    `venue` is where the paper was published, not the preprint server, and `code` where its code is. `exists`
    is false where the service knows of no such paper.
    """

    source: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    exists: bool = True
    notices: tuple[Notice, ...] = ()
    code: str | None = None
