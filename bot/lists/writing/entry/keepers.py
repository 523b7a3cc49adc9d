"""Labels that say who keeps what a link leads to, as "arXiv" does."""

from bot.catalogue.identity.identifiers import identify

#: How those are called whom labels name, by the kind of number that they give.
NAMES = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview"}


def misnames(label: str, url: str) -> bool:
    """Tell whether a label names somebody who does not keep what is at an address."""
    named, known = label.strip(" []").casefold(), identify(url)
    return named in NAMES and (known is None or known.kind != named)


def keeper_of(url: str) -> str | None:
    """Return the name of who keeps what is at an address, None where no label would name them."""
    known = identify(url)
    return NAMES.get(known.kind) if known else None
