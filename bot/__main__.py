"""The command line: wires the parts, decides nothing.

The exit codes are those of `bot/errors.py`. Imports stand inside the commands, so that `paperclerk --help` does not
wait for PyGithub and Flask.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bot.cli import collect_nothing, complain, options
from bot.errors import ExitCode, PaperclerkError

# OpenBLAS, which numpy loads, starts a thread for each core that spins until it has work: no matrix here is so large.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@collect_nothing()
def run_on_list(args: argparse.Namespace) -> int:
    match args.command:
        case "import":
            from bot.cli.importing import bring_in as run
        case "render":
            from bot.cli.rendering import bring_up_to_date as run
        case "check":
            from bot.cli.checking import check as run
        case "entries":
            from bot.cli.listed import entries as run
        case "add":
            from bot.cli.listed import put as run
        case "care":
            from bot.cli.caring import care as run
        case "suggest":
            from bot.cli.caring import suggest as run
    return run(args)


def publish(args: argparse.Namespace) -> int:
    match args.command:
        case "export":
            from bot.cli.publishing import export as run
        case "site":
            from bot.cli.publishing import site as run
        case "news":
            from bot.cli.publishing import news as run
        case "release":
            from bot.cli.publishing import release as run
    return run(args)


def serve(args: argparse.Namespace) -> int:
    match args.command:
        case "serve":
            from bot.cli.serving import serve as run
        case "setup":
            from bot.cli.serving import set_up as run
        case "sweep":
            from bot.cli.serving import sweep_lists as run
        case "once":
            from bot.cli.serving import look_once as run
        case "doctor":
            from bot.cli.serving import diagnose as run
        case "inbox":
            from bot.cli.serving import show_inbox as run
        case "rehearse":
            from bot.cli.rehearsing import hold as run
    return run(args)


def show(args: argparse.Namespace) -> int:
    match args.command:
        case "parse":
            from bot.cli.inspecting import parse as run
        case "match":
            from bot.cli.inspecting import match as run
        case "rules":
            from bot.cli.inspecting import print_rules as run
        case "demo":
            from bot.demo.story import tell as run
        case "playground":
            from bot.demo.playing import play as run
    return run(args)


class ShowVersion(argparse.Action):
    """Prints the version, which is looked up only when somebody asks for it."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *args: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"paperclerk {version('paperclerk')}\n")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """Declare every command and its options."""
    parser = argparse.ArgumentParser(prog="paperclerk", description="A clerk for curated paper lists on GitHub.")
    parser.add_argument("--version", action=ShowVersion)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def add(
        name: str,
        run: Callable[[argparse.Namespace], int],
        what: str,
        declare: Callable[[argparse.ArgumentParser], object] = lambda command: None,
    ) -> None:
        command = commands.add_parser(name, help=what)
        command.set_defaults(run=run)
        declare(command)

    add("import", run_on_list, "read a Markdown list into a data folder", options.declare_import)
    add(
        "render",
        run_on_list,
        "write the Markdown list from the data, and the sections of the issue form",
        options.declare_render,
    )
    add("check", run_on_list, "check a data folder or a Markdown list", options.declare_check)
    add("entries", run_on_list, "show what is read of a Markdown list, in any form", options.declare_entries)
    add("add", run_on_list, "put a paper into a Markdown list, in its own form", options.declare_add)
    add("export", publish, "write a list as BibTeX, JSON, CSV, Atom or CITATION.cff", options.declare_export)
    add("site", publish, "write a static site of a list", options.declare_site)
    add("news", publish, "write release notes from a list's git history", options.declare_news)
    add("release", publish, "make a version of a list: notes and citation, as a pull request", options.declare_release)
    add("parse", show, "show what an issue or a pull request proposes", options.declare_parse)
    add("match", show, "say which catalogued paper a record is", options.declare_match)
    add("serve", serve, "serve webhooks; settings come from PAPERCLERK_* variables")
    add("setup", serve, "make a GitHub App for the bot, on a page that this opens", options.declare_setup)
    add("sweep", serve, "look at all open threads once", options.declare_sweep)
    add("care", run_on_list, "look after listed papers: dead links, preprints that appeared, ...", options.declare_care)
    add("suggest", run_on_list, "rank what neighbour lists have and a list lacks", options.declare_suggest)
    add("once", serve, "one run in GitHub Actions: look at the event's thread, or at all that wait")
    add("doctor", serve, "say whether the bot can work for a repository; writes nothing", options.declare_doctor)
    add("rehearse", serve, "try all the bot's work in a scratch repository, and clean up", options.declare_rehearse)
    add("inbox", serve, "list, retry or drop the jobs that wait for an operator", options.declare_inbox)
    add("demo", show, "the whole story on this machine, without an account or network", options.declare_demo)
    add("playground", show, "a local GitHub with the bot, until SIGTERM", options.declare_playground)
    add("rules", show, "print the rule book")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = build_parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except PaperclerkError as error:
        complain(error.explain())
        return error.exit_code
    except OSError as error:
        place = f"{error.filename}: " if error.filename is not None else ""
        complain(f"{place}{error.strerror or error}")
    except UnicodeDecodeError:
        complain("standard input is not UTF-8 text")
    else:
        return code
    return ExitCode.UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
