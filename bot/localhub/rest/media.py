"""The form in which a request wants its answer: JSON, or of what has one a diff.

Known from GitHub's documentation and from reports: the names of media types, and the text of the refusal.
"""

from __future__ import annotations

import re

from bot.localhub.operations.refusal import RequestError

JSON = "json"
#: With or without a version and the name of a preview of old.
MEDIA = re.compile(
    r"\*/\*|application/(?:\*|json|vnd\.github(?:\.v3)?(?:\.[a-z-]+-preview)?(?:\.(?P<form>[a-z]+))?(?:\+json)?)"
)


def wanted_form(accept: str, forms: frozenset[str]) -> str:
    """Return the first wanted form that there is, "json" or one of `forms`; raise RequestError where there is none."""
    for part in accept.split(","):
        match = MEDIA.fullmatch(part.partition(";")[0].strip().lower())
        form = (match["form"] or JSON) if match else ""
        if form in (JSON, *forms):
            return form
    raise RequestError(415, f"Unsupported 'Accept' header: {accept}. Must accept 'application/json'.")
