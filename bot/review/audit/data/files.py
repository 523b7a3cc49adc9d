"""The rules for each data file by itself."""

import re
from collections.abc import Iterator

from bot.catalogue.data.records import PAPERS, DataError, id_of_file, is_paper
from bot.review.audit.data.folder import Folder
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Folder]] = Rules()
ID = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)


@RULES.declare("unreadable", "error", "Unreadable file", "Data files are YAML without anchors and tags.")
def check_readable(folder: Folder) -> Iterator[Finding]:
    for path, content in folder.contents.items():
        if isinstance(content, DataError):
            yield Finding(f"{content}.", path=path, line=content.line)


@RULES.declare("schema", "error", "Not a valid file", "Every data file fits its schema.")
def check_schemas(folder: Folder) -> Iterator[Finding]:
    for faults in folder.unfit.values():
        yield from faults


@RULES.declare("file-name", "error", "Wrong file name", "A paper's file is named by its id.")
def check_names(folder: Folder) -> Iterator[Finding]:
    for path in folder.files:
        if path.startswith(f"{PAPERS}/") and not (is_paper(path) and ID.fullmatch(id_of_file(path))):
            yield Finding(
                f"{code(path)} is no name of a paper's file.",
                "Use small letters, digits and hyphens, at most 80, and the ending .yaml.",
                path,
                1,
            )
