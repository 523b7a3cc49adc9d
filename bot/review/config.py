"""`.github/paperclerk.yml` -> Config, read from the default branch only: no pull request configures its own review."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.records import DataError, read_content
from bot.review.schema import content_faults

CONFIG = ".github/paperclerk.yml"


@dataclass(frozen=True, slots=True)
class Config:
    """A list's settings; `data` is the folder of its data in the repository."""

    data: str = "data"


def read_config(text: str | None) -> Config:
    """Return the settings, the defaults where there is no file; raise DataError with the first fault."""
    if text is None or not text.strip():
        return Config()
    content = read_content(CONFIG, text)
    for fault in content_faults("config", content):
        raise DataError(f"{fault.message} {fault.mend}".strip(), CONFIG)
    return Config(**content)
