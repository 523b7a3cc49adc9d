"""Answers in the shapes that the real services give, about papers that do not exist."""

from __future__ import annotations

import json

ENTRY = """<entry>
    <id>http://arxiv.org/abs/{number}v2</id>
    <title>{title}</title>
    <published>2026-01-02T03:04:05Z</published>
    <author><name>Ada Moth</name></author><author><name>Ben  Wasp</name></author>
    <arxiv:comment>{comment}</arxiv:comment>{reference}
    <link href="http://arxiv.org/abs/{number}v2" rel="alternate" type="text/html"/>
  </entry>"""


def feed(*entries: str) -> bytes:
    """Return arXiv's feed."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <title type="html">ArXiv Query</title><updated>2026-11-25T00:00:00-05:00</updated>
  {"".join(entries)}
</feed>""".encode()


def entry(number: str, title: str = "Fast\n  Moths", comment: str = "12 pages", reference: str = "") -> str:
    """Return one entry of it."""
    noted = f"<arxiv:journal_ref>{reference}</arxiv:journal_ref>" if reference else ""
    return ENTRY.format(number=number, title=title, comment=comment, reference=noted)


def work(**changes: object) -> bytes:
    """Return Crossref's record of a work."""
    message = {
        "DOI": "10.1145/1234567.1234568",
        "type": "proceedings-article",
        "title": ["Fast <i>Moths</i>"],
        "author": [{"given": "Ada", "family": "Moth", "sequence": "first"}, {"family": "Wasp"}],
        "container-title": ["Proceedings of the 29th Symposium on Operating Systems Principles"],
        "event": {"name": "SOSP '23: 29th Symposium on Operating Systems Principles"},
        "issued": {"date-parts": [[2023, 10, 23]]},
    }
    return json.dumps({"status": "ok", "message-type": "work", "message": {**message, **changes}}).encode()


def note(**changes: object) -> bytes:
    """Return OpenReview's note, as the second version of its API wraps it."""
    content = {"title": "Fast Moths", "authors": ["Ada Moth"], "venue": "ICML 2023 Poster", **changes}
    return json.dumps({"notes": [{"content": {name: {"value": value} for name, value in content.items()}}]}).encode()
