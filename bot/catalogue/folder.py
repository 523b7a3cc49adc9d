"""The texts of a data folder at one commit, and in which files it differs from an earlier one."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterator, Mapping


class Folder(Mapping[str, str]):
    """Texts by their path inside the folder; of one that grew out of another only the difference is looked at."""

    def __init__(
        self, texts: Mapping[str, str], *, before: Folder | None = None, changed: Collection[str] = ()
    ) -> None:
        self.texts = texts
        self.before = weakref.ref(before) if before else None
        self.changed = changed

    def __getitem__(self, path: str) -> str:
        return self.texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def change(self, texts: Mapping[str, str | None]) -> Folder:
        """Return the folder with some texts in place of those at their paths, without those that are None."""
        kept = dict(self.texts) | {path: text for path, text in texts.items() if text is not None}
        for path in texts.keys() - {path for path, text in texts.items() if text is not None}:
            kept.pop(path, None)
        return Folder(kept, before=self, changed=frozenset(texts))

    def grew_from(self, other: Mapping[str, str]) -> bool:
        """Tell whether this is another folder with some texts changed."""
        return self.before is not None and self.before() is other


def differences(folder: Mapping[str, str], before: Mapping[str, str]) -> Collection[str]:
    """Return the paths at which two folders may differ; those at which they do are among them."""
    if folder is before:
        return ()
    if isinstance(folder, Folder) and folder.grew_from(before):
        return folder.changed
    return {path for path in folder.keys() | before.keys() if folder.get(path) != before.get(path)}
