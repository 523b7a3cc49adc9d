"""Checks the settings that a pull request proposes against their schemas and the list, without applying them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import CATALOGUE, VENUES, DataError
from bot.catalogue.data.yamltext import Places
from bot.intake.diff.patch import FileDiff
from bot.review.audit.data import FILE_RULES, SETTINGS_RULES, Folder, audit_folder
from bot.review.audit.data.settings import sound_content, walk
from bot.review.config import CONFIG, FOLDER, PAGE, Config
from bot.review.rules.config_file import check_configuration, read_config
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code
from bot.review.words.spelling import ask

RULES: Rules[[SettingsChange]] = Rules()
SHOWN_SECTIONS = 10
#: Settings are short; a longer file is not read, so that nobody keeps the bot busy with one.
LONGEST_FILE = 100_000


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """The settings as a pull request would leave them.

    `config` is the text of the configuration, "" if it is removed and None if it does not change; `data` holds the new
    catalogue.yaml and venues.yaml, None if neither changes. `folder` is the present place of the data, and `catalogue`
    the present list. `home` is the address of the list according to its present configuration. `unparsed` are the paths
    of changes that cannot be read.
    """

    config: str | None
    data: Folder | None
    folder: str
    catalogue: Catalogue
    unparsed: tuple[str, ...] = ()
    home: str = ""


def is_setting(path: str, folder: str) -> bool:
    """Whether a file in the repository holds settings of the list; `folder` is the place of its data."""
    return path in (CONFIG, f"{folder}/{CATALOGUE}", f"{folder}/{VENUES}")


def audit_configuration(
    changes: Iterable[FileDiff], config: Config, files: Mapping[str, str], catalogue: Catalogue
) -> list[Finding]:
    """Return the rules' findings on the settings that a pull request changes, by path in the repository.

    `changes` are its files, those of settings with their full text. `config`, `files` (the data's texts by path inside
    it) and `catalogue` are those on the default branch.
    """
    folder = config.folder
    settings = replace(open_settings(changes, folder, files, catalogue), home=config.home)
    on_config = check_configuration.find(settings.config) if settings.config is not None else ()
    found = [*on_config, *(finding for rule in RULES for finding in rule.find(settings))]
    on_data = audit_folder(settings.data, (*FILE_RULES, *SETTINGS_RULES)) if settings.data else []
    return [*found, *(replace(finding, path=f"{folder}/{finding.path}") for finding in on_data)]


def open_settings(
    changes: Iterable[FileDiff], folder: str, files: Mapping[str, str], catalogue: Catalogue
) -> SettingsChange:
    """Return the settings as a pull request would leave them; `files` are those of the data folder today."""
    texts: dict[str, str | None] = {}
    unparsed = []
    for file in changes:
        if file.old_path and is_setting(file.old_path, folder):
            texts.setdefault(file.old_path)
        if not is_setting(file.path, folder):
            continue
        if file.status == "removed":
            # For an empty or a long file GitHub shows no lines, and none are needed.
            texts[file.path] = None
        elif file.is_read and len(file.after) <= LONGEST_FILE:
            texts[file.path] = file.after
        else:
            unparsed.append(file.path)
    today = {name: files.get(name) for name in (CATALOGUE, VENUES)}
    then = {name: texts.get(f"{folder}/{name}", text) for name, text in today.items()}
    left = Folder({name: text for name, text in then.items() if text is not None})
    config = (texts[CONFIG] or "") if CONFIG in texts else None
    return SettingsChange(config, None if then == today or unparsed else left, folder, catalogue, tuple(unparsed))


@RULES.declare("unread", "error", "Unreadable change", "A change of the settings is text.")
def check_read(settings: SettingsChange) -> Iterator[Finding]:
    for path in settings.unparsed:
        yield Finding("The change cannot be read: it is too long, or no text.", path=path, line=1)


@RULES.declare("data-moved", "warning", "Data elsewhere", "The configuration says where the data is.")
def check_home(settings: SettingsChange) -> Iterator[Finding]:
    if settings.config is None:
        return
    try:
        config = read_config(settings.config)
    except DataError:
        return
    home, is_said = config.home, bool(config.pages or config.data)
    if home != settings.home and (is_said or settings.home not in (FOLDER, PAGE)):
        yield Finding(
            f"The list is in {code(settings.home)}; with this I would look for it in {code(home)}.",
            "Move it in the same pull request.",
            CONFIG,
            Places(settings.config).line(("data",)),
        )


@RULES.declare("section-in-use", "warning", "Section in use", "Sections with papers stay.")
def check_used_sections(settings: SettingsChange) -> Iterator[Finding]:
    content = sound_content(settings.data, CATALOGUE) if settings.data else None
    if settings.data is None or content is None:
        return
    leaves = [section["id"] for _, section in walk(content["sections"], ()) if not section.get("sections")]
    known, papers = set(leaves), settings.catalogue.papers.values()
    gone = Counter(section for paper in papers for section in paper.sections if section not in known)
    line = Places(settings.data.files[CATALOGUE]).line(("sections",))
    for section, count in gone.most_common(SHOWN_SECTIONS):
        message = f"The papers of {code(section)}, {count}, would have no section; {ask(section, leaves)}"
        yield Finding(
            message, "Keep the id, or move them in the same pull request.", f"{settings.folder}/{CATALOGUE}", line
        )
