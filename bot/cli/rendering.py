"""`paperclerk render`: the files rendered from a list, its page and the sections in its issue form."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.data.dropdown import FORM, render_form
from bot.catalogue.data.records import read_catalogue
from bot.errors import ExitCode
from bot.lists.cataloguing import read_pages
from bot.lists.marked.rendering import render


def bring_up_to_date(args: Namespace) -> int:
    """Write the page of a data folder, and the form's sections for a folder or a page; with --check only compare."""
    outdated = [(path, text) for path, text in follow(args.list) if store.read_text(path) != text]
    for path, text in outdated:
        if args.check:
            sys.stderr.write(f"{path} is out of date; run `paperclerk render {args.list}`\n")
        else:
            store.write_text(path, text)
    return ExitCode.FINDINGS if args.check and outdated else ExitCode.FINE


def follow(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files rendered from a list, with their right content; a page that is the list is not rendered."""
    if path.is_file():
        catalogue = read_pages({path.name: store.read_text(path)}, store.read_shipped_venues()).catalogue
    else:
        catalogue = read_catalogue(store.read_folder(path))
        yield path / catalogue.output, render(catalogue, store.read_list(path, catalogue.output))
    if form := store.find_around(path, FORM):
        yield form, render_form(catalogue, store.read_text(form))
