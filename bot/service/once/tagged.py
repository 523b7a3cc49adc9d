"""A tag of a list -> its release on GitHub, with the notes that stand in RELEASES.md at that tag."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from urllib.parse import quote

from bot.hub.client import Client
from bot.publish.releases import NOTES, read_notes


def release_tag(hub: Client, tag: str) -> Iterator[str]:
    """Make the release of a tag and yield what was done; nothing where there is one, or no notes of such a version."""
    if hub.gateway.find(f"/releases/tags/{quote(tag, safe='')}") is not None:
        return
    file = hub.gateway.find(f"/contents/{NOTES}?ref={quote(f'refs/tags/{tag}', safe='')}")
    text = base64.b64decode(file["content"]).decode("utf-8", "replace") if file else ""
    notes = read_notes(text, tag)
    if notes is not None:
        hub.gateway.rest("POST", "/releases", contents=1, tag_name=tag, name=tag, body=notes)
        yield f"{hub.repository}: release {tag}"
