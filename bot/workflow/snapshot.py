"""One state of a list, and how entries change it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.catalogue import Catalogue
from bot.lists.marked.listing import split_lines
from bot.lists.marked.merging import merge_edits
from bot.lists.marked.rendering import MarkError, render, render_entry
from bot.review.entry import Entry


@dataclass(frozen=True)
class Snapshot:
    """Data and the list that shows it; `folder` is where both are in the repository, `text` what the list reads.

    People may have edited the list since it was rendered from the data.
    """

    folder: str
    catalogue: Catalogue
    text: str

    @property
    def path(self) -> str:
        """Where the list is in the repository."""
        return posixpath.normpath(f"{self.folder}/{self.catalogue.output}")

    @cached_property
    def rendered(self) -> str:
        """What the list reads if it says what the data says; raise MarkError."""
        return render(self.catalogue, self.text)

    @property
    def is_in_step(self) -> bool:
        """Whether the list says what the data says."""
        try:
            return self.rendered == self.text
        except MarkError:
            return False

    def take_in(self, entries: Sequence[Entry]) -> Snapshot:
        """Return the edition with these entries on the list, and with all that people wrote into it meanwhile.

        Lines that they edited stay as they are, all lines where the marks are gone: nothing of theirs is lost.
        """
        changed = ((paper.id, entry.after) for entry in entries if (paper := entry.after or entry.before))
        catalogue = self.catalogue.change(dict(changed))
        try:
            text = merge_edits(self.rendered, render(catalogue, self.text), self.text)
        except MarkError:
            text = self.text
        return Snapshot(self.folder, catalogue, text)

    def shows(self, entries: Sequence[Entry]) -> bool:
        """Tell whether the list has the lines of entries; not where people edited the same ones."""
        lines = {line.rstrip("\r\n") for line in split_lines(self.text)}
        shown = (render_entry(entry.after, self.catalogue) for entry in entries if entry.after)
        return all(line in lines for text in shown for line in text.split("\n"))
