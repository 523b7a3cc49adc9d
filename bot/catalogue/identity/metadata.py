"""What others say: services of the paper that an identifier names, hosts of where a link leads."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.catalogue.identity.identifiers import Identifier

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


#: Asks services about papers; an identifier that is not in the answer could not be looked up.
LookUp = Callable[[Collection[Identifier]], Mapping[Identifier, Metadata]]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a look at a link: the last status, 0 where nobody answered, and the address that it led to.

    With `lasting` every redirect on the way was a lasting one. With `nameless` there is no such host; with `challenge`
    a page asked for proof of a browser.
    """

    status: int
    url: str
    lasting: bool = True
    nameless: bool = False
    challenge: bool = False
