"""The command line: wires the parts, decides nothing.

The exit codes are those of `bot/errors.py`. Imports stand inside the commands, so that `paperclerk --help` does not
wait for PyGithub and Flask.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.cli import collect_nothing, complain, options
from bot.errors import ExitCode, PaperclerkError


def run_import(args: argparse.Namespace) -> int:
    from bot.cli.importing import bring_in

    return bring_in(args)


def run_render(args: argparse.Namespace) -> int:
    from bot.cli.rendering import bring_up_to_date

    return bring_up_to_date(args)


@collect_nothing()
def run_check(args: argparse.Namespace) -> int:
    from bot.cli.checking import check

    return check(args)


def run_parse(args: argparse.Namespace) -> int:
    from bot.cli.inspecting import parse

    return parse(args)


def run_match(args: argparse.Namespace) -> int:
    from bot.cli.inspecting import match

    return match(args)


def run_serve(args: argparse.Namespace) -> int:
    from bot.cli.serving import serve

    return serve(args)


def run_setup(args: argparse.Namespace) -> int:
    from bot.cli.serving import set_up

    return set_up(args)


def run_sweep(args: argparse.Namespace) -> int:
    from bot.cli.serving import sweep_lists

    return sweep_lists(args)


def run_care(args: argparse.Namespace) -> int:
    from bot.cli.caring import care

    return care(args)


def run_suggest(args: argparse.Namespace) -> int:
    from bot.cli.caring import suggest

    return suggest(args)


def run_once(args: argparse.Namespace) -> int:
    from bot.cli.serving import look_once

    return look_once(args)


def run_doctor(args: argparse.Namespace) -> int:
    from bot.cli.serving import diagnose

    return diagnose(args)


def run_rehearse(args: argparse.Namespace) -> int:
    from bot.cli.rehearsing import hold

    return hold(args)


def run_inbox(args: argparse.Namespace) -> int:
    from bot.cli.serving import show_inbox

    return show_inbox(args)


def run_demo(args: argparse.Namespace) -> int:
    from bot.demo.story import run

    return run(once=args.once)


def run_playground(args: argparse.Namespace) -> int:
    from bot.demo.playing import play

    return play(as_json=args.json, page=args.list, by_workflow=args.workflow)


def run_rules(args: argparse.Namespace) -> int:
    from bot.review.rules.rulebook import write_rulebook

    sys.stdout.write(write_rulebook())
    return ExitCode.FINE


def run_entries(args: argparse.Namespace) -> int:
    from bot.cli.listed import entries

    return entries(args)


def run_add(args: argparse.Namespace) -> int:
    from bot.cli.listed import put

    return put(args)


def run_export(args: argparse.Namespace) -> int:
    from bot.cli.publishing import export

    return export(args)


def run_site(args: argparse.Namespace) -> int:
    from bot.cli.publishing import site

    return site(args)


def run_news(args: argparse.Namespace) -> int:
    from bot.cli.publishing import news

    return news(args)


def run_release(args: argparse.Namespace) -> int:
    from bot.cli.releasing import release

    return release(args)


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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what)
        command.set_defaults(run=run)
        return command

    options.declare_import(add("import", run_import, "read a Markdown list into a data folder"))
    options.declare_render(
        add("render", run_render, "write the Markdown list from the data, and the sections of the issue form")
    )
    options.declare_check(add("check", run_check, "check a data folder or a Markdown list"))
    options.declare_entries(add("entries", run_entries, "show what is read of a Markdown list, in any form"))
    options.declare_add(add("add", run_add, "put a paper into a Markdown list, in its own form"))
    options.declare_export(add("export", run_export, "write a list as BibTeX, JSON, CSV, Atom or CITATION.cff"))
    options.declare_site(add("site", run_site, "write a static site of a list"))
    options.declare_news(add("news", run_news, "write release notes from a list's git history"))
    options.declare_release(
        add("release", run_release, "make a version of a list: notes and citation, as a pull request")
    )
    options.declare_parse(add("parse", run_parse, "show what an issue or a pull request proposes"))
    options.declare_match(add("match", run_match, "say which catalogued paper a record is"))
    add("serve", run_serve, "serve webhooks; settings come from PAPERCLERK_* variables")
    options.declare_setup(add("setup", run_setup, "make a GitHub App for the bot, on a page that this opens"))
    command = add("sweep", run_sweep, "look at all open threads once")
    command.add_argument("--dry-run", action="store_true", help="print what would be done")
    options.declare_care(add("care", run_care, "look after listed papers: dead links, preprints that appeared, ..."))
    options.declare_suggest(add("suggest", run_suggest, "rank what neighbour lists have and a list lacks"))
    add("once", run_once, "one run in GitHub Actions: look at the event's thread, or at all that wait")
    command = add("doctor", run_doctor, "say whether the bot can work for a repository; writes nothing")
    command.add_argument("repository", nargs="?", metavar="OWNER/REPO")
    options.declare_rehearse(
        add("rehearse", run_rehearse, "try all the bot's work in a scratch repository, and clean up")
    )
    options.declare_inbox(add("inbox", run_inbox, "list, retry or drop the jobs that wait for an operator"))
    command = add("demo", run_demo, "the whole story on this machine, without an account or network")
    command.add_argument("--once", action="store_true", help="end after the story")
    command = add("playground", run_playground, "a local GitHub with the bot, until SIGTERM")
    command.add_argument("--json", action="store_true", help="print addresses and tokens as one JSON line")
    command.add_argument("--list", type=Path, metavar="README.md", help="a list of your own, as it stands")
    command.add_argument(
        "--workflow", action="store_true", help="without a server: GitHub Actions run the list's workflow"
    )
    add("rules", run_rules, "print the rule book")
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
