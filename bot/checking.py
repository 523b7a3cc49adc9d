"""`paperclerk check`: paths in, what the rules find there out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.data.dropdown import FORM
from bot.lists.marked.importing import import_list
from bot.review.audit import Folder, Listing, audit_folder, audit_listing
from bot.review.config import CONFIG
from bot.review.rules.config_file import check_configuration
from bot.review.rules.finding import Finding

#: The rules by which a page is none that anything can be said of.
UNJUDGED = frozenset({"no-list", "unread"})


def audit(path: Path) -> list[Finding]:
    """Return what the rules find in a data folder or a Markdown list."""
    if path.is_dir():
        return audit_around(path)
    text = store.read_text(path)
    return audit_listing(Listing(str(path), import_list(text, store.read_shipped_venues()), len(text.encode())))


def audit_around(path: Path) -> list[Finding]:
    """Return what the rules find in a data folder, and in the issue form and the configuration that belong to it."""
    form, config = store.find_around(path, FORM), store.find_around(path, CONFIG)
    found = audit_folder(Folder(store.read_everything(path), store.read_text(form) if form else None, str(form)))
    inside = {finding: str(path / (finding.path or "")) for finding in found if finding.path != str(form)}
    on_config = check_configuration.find(store.read_text(config)) if config else ()
    return [
        *(replace(finding, path=str(config)) for finding in on_config),
        *(replace(finding, path=inside.get(finding, finding.path)) for finding in found),
    ]
