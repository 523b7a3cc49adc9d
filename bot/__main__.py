"""The command line: wires the parts, decides nothing.

The exit codes are those of `bot/errors.py`. Imports stand inside the commands, so that `paperclerk --help` does not
wait for PyGithub and Flask.
"""

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.cli import collect_nothing, complain, options
from bot.errors import ExitCode, PaperclerkError

# What was loaded goes with the process: to look through it for garbage on the way out takes a tenth of a short command.
atexit.register(gc.freeze)


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
            from bot.cli.entries import entries as run
        case "add":
            from bot.cli.entries import put as run
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


class Subcommand(NamedTuple):
    """A command: its name, what does it, what that is in a few words, and its options."""

    name: str
    run: Callable[[argparse.Namespace], int]
    what: str
    declare: Callable[[argparse.ArgumentParser], object] = lambda parser: None


#: By what they are for, in the order in which people meet them.
COMMANDS: Mapping[str, Sequence[Subcommand]] = {
    "Try it on this machine, without an account or network": (
        Subcommand("demo", show, "tell the whole story, from an issue to the list", options.declare_demo),
        Subcommand(
            "playground",
            show,
            "a local GitHub with the bot, for your own list too",
            options.declare_playground,
        ),
    ),
    "Look after a list": (
        Subcommand("entries", run_on_list, "show what is read of a page", options.declare_entries),
        Subcommand("check", run_on_list, "find what is wrong on a page or in a data folder", options.declare_check),
        Subcommand("add", run_on_list, "put a paper into a page, in the page's own form", options.declare_add),
        Subcommand("care", run_on_list, "find dead links, preprints that appeared, retractions", options.declare_care),
        Subcommand("suggest", run_on_list, "rank what neighbour lists have and it lacks", options.declare_suggest),
        Subcommand("import", run_on_list, "make a data folder of a page", options.declare_import),
        Subcommand("render", run_on_list, "write the page and the issue form from the data", options.declare_render),
    ),
    "Give it to readers": (
        Subcommand("site", publish, "write a static site", options.declare_site),
        Subcommand("export", publish, "write BibTeX, JSON, CSV, Atom or CITATION.cff", options.declare_export),
        Subcommand("news", publish, "write release notes from git's history", options.declare_news),
        Subcommand("release", publish, "make a version, as a pull request", options.declare_release),
    ),
    "Run the bot; settings come from PAPERCLERK_* variables": (
        Subcommand("setup", serve, "make a GitHub App for it, on a page of this machine", options.declare_setup),
        Subcommand("doctor", serve, "say whether it can work for a repository; writes nothing", options.declare_doctor),
        Subcommand("rehearse", serve, "try all its work in a scratch repository", options.declare_rehearse),
        Subcommand("serve", serve, "answer webhooks"),
        Subcommand("sweep", serve, "look at all open threads once", options.declare_sweep),
        Subcommand("once", serve, "one run in GitHub Actions"),
        Subcommand("inbox", serve, "list, retry or drop the jobs that wait for an operator", options.declare_inbox),
    ),
    "See how it reads and judges": (
        Subcommand("parse", show, "show what an issue or a pull request proposes", options.declare_parse),
        Subcommand("match", show, "say which listed paper a record is", options.declare_match),
        Subcommand("rules", show, "print the rule book"),
    ),
}


NAMES = tuple(each.name for group in COMMANDS.values() for each in group)


class ShowVersion(argparse.Action):
    """Prints the version, which is looked up only when somebody asks for it."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *args: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"paperclerk {version('paperclerk')}\n")
        parser.exit()


def build_parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    """Declare the command that was typed, with its options: argparse takes a while over each."""
    parser = argparse.ArgumentParser(
        prog="paperclerk",
        usage="paperclerk COMMAND ...",
        description="A clerk for curated paper lists on GitHub.",
        epilog=f"{list_commands()}\n\n`paperclerk COMMAND --help` says more of one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=ShowVersion)
    # argparse would list them in one row; `list_commands` does it by what they are for.
    parsers = parser.add_subparsers(
        required=True, metavar="COMMAND", prog="paperclerk", dest="command", help=argparse.SUPPRESS
    )
    for command in (each for group in COMMANDS.values() for each in group if each.name in typed):
        one = parsers.add_parser(command.name, description=f"{command.what[0].upper()}{command.what[1:]}.")
        one.set_defaults(run=command.run)
        command.declare(one)
    return parser


def list_commands() -> str:
    """Return every command with what it does, below what it is for."""
    return "\n\n".join(
        "\n".join([f"{purpose}:", *(f"  {each.name:<12}{each.what}" for each in group)])
        for purpose, group in COMMANDS.items()
    )


def hint_at(typed: str) -> str:
    """Return which command somebody meant."""
    from bot.review.words.spelling import find_near

    near = find_near(typed, NAMES)
    return f"did you mean {near}?" if near else "`paperclerk` by itself lists them"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without one, show which there are."""
    typed = (sys.argv[1:] if argv is None else argv) or ["--help"]
    if not typed[0].startswith("-") and typed[0] not in NAMES:
        complain(f"there is no command {typed[0]}; {hint_at(typed[0])}")
        return ExitCode.UNUSABLE
    args = build_parser(typed).parse_args(typed)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except PaperclerkError as error:
        complain(error.explain())
        return error.exit_code
    except BrokenPipeError:
        # Who read it has enough, as `head` has; Python would complain when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINE
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
