"""The command line: wires the parts, decides nothing.

Exit codes: 0 fine, 1 findings of level error, 2 unusable input. Imports stand inside the commands, so that
`paperclerk --help` does not wait for PyGithub and Flask.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

FINE, FINDINGS, UNUSABLE = 0, 1, 2


def run_import(args: argparse.Namespace) -> int:
    """Read a Markdown list into a data folder and report every line that will be written differently."""
    from bot.catalogue import store
    from bot.catalogue.importing import import_list
    from bot.catalogue.records import CATALOGUE, VENUES, read_catalogue, read_content, read_venues, write_catalogue
    from bot.catalogue.reporting import report_json, report_text

    folder: Path = args.into
    known = read_catalogue(store.read_folder(folder)) if (folder / CATALOGUE).is_file() else None
    kept = folder / VENUES
    venues = store.read_text(kept) if kept.is_file() else store.shipped(f"data/{VENUES}")
    text = store.read_text(args.list)
    imported = import_list(text, read_venues(read_content(VENUES, venues)), known=known)
    store.write_folder(folder, {**write_catalogue(imported.catalogue), VENUES: venues})
    store.write_text(folder / imported.catalogue.output, imported.text)
    if args.report:
        store.write_text(args.report, report_json(imported.report))
    sys.stdout.write(report_text(imported.report))
    return FINE


def run_render(args: argparse.Namespace) -> int:
    """Write the Markdown list from the data folder, or with --check only compare."""
    from bot.catalogue import store
    from bot.catalogue.records import read_catalogue
    from bot.catalogue.rendering import render

    catalogue = read_catalogue(store.read_folder(args.data))
    path = args.data / catalogue.output
    text = store.read_text(path)
    rendered = render(catalogue, text)
    if args.check and rendered != text:
        sys.stderr.write(f"{path} is out of date; run `paperclerk render {args.data}`\n")
        return FINDINGS
    if not args.check:
        store.write_text(path, rendered)
    return FINE


def run_check(args: argparse.Namespace) -> int:
    """Check data folders and Markdown lists, and print what the rules found."""
    raise NotImplementedError


def run_parse(args: argparse.Namespace) -> int:
    """Print what an issue or a pull request proposes."""
    raise NotImplementedError


def run_match(args: argparse.Namespace) -> int:
    """Say of each record what it is to a catalogue, or how likely each pair is one work."""
    raise NotImplementedError


def build_parser() -> argparse.ArgumentParser:
    """Declare every command and its options."""
    parser = argparse.ArgumentParser(prog="paperclerk", description="A clerk for curated paper lists on GitHub.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("import", help="read a Markdown list into a data folder")
    command.add_argument("list", type=Path, metavar="LIST.md")
    command.add_argument("--into", type=Path, required=True, metavar="DIR", help="the data folder to write")
    command.add_argument("--report", type=Path, metavar="FILE.json", help="write the report here as JSON")
    command.set_defaults(run=run_import)

    command = commands.add_parser("render", help="write the Markdown list from the data")
    command.add_argument("data", type=Path, nargs="?", default=Path("data"), metavar="DIR")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if the list is out of date")
    command.set_defaults(run=run_render)

    command = commands.add_parser("check", help="check a data folder or a Markdown list")
    command.add_argument("paths", type=Path, nargs="*", default=[Path("data")], metavar="PATH")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.set_defaults(run=run_check)

    command = commands.add_parser("parse", help="show what an issue or a pull request proposes")
    command.add_argument("--kind", choices=("issue", "pr"), default="issue")
    command.add_argument("--title", default="")
    command.add_argument("--diff", type=Path, metavar="FILE", help="the pull request's unified diff")
    command.add_argument("--json", action="store_true")
    command.add_argument("body", nargs="?", default="-", metavar="BODY|-", help="the text, or - for standard input")
    command.set_defaults(run=run_parse)

    command = commands.add_parser("match", help="say which catalogued paper a record is")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--catalogue", type=Path, metavar="DIR", help="JSON lines of records on standard input")
    which.add_argument("--pairs", type=Path, metavar="FILE.jsonl[.gz]", help="score the pairs of this file")
    command.set_defaults(run=run_match)

    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from bot.catalogue.records import DataError
    from bot.catalogue.rendering import MarkError

    args = build_parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except DataError as error:
        sys.stderr.write(f"paperclerk: {error.path}:{error.line}: {error}\n")
        return UNUSABLE
    except (MarkError, OSError) as error:
        sys.stderr.write(f"paperclerk: {error}\n")
        return UNUSABLE
    return code


if __name__ == "__main__":
    sys.exit(main())
