"""The command line: wires the parts, decides nothing.

The exit codes are those of `bot/errors.py`. Imports stand inside the commands, so that `paperclerk --help` does not
wait for PyGithub and Flask.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bot.cli import options
from bot.errors import ExitCode, PaperclerkError


def run_import(args: argparse.Namespace) -> int:
    """Read a Markdown list into a data folder, and say what was read and what was not."""
    from bot.cli.importing import bring_in

    return bring_in(args, complain)


def run_render(args: argparse.Namespace) -> int:
    """Write what follows from a list: its page and the form's sections, or with --check only compare."""
    from bot.cli.rendering import bring_up_to_date

    return bring_up_to_date(args)


def run_check(args: argparse.Namespace) -> int:
    """Check data folders and Markdown lists, and print what the rules found; with --fix mend what is certain first."""
    from bot.cli.checking import UNJUDGED, audit, fix
    from bot.review.words.reporting import FORMATS

    if args.fix:
        mended = sum(fix(path) for path in args.paths)
        sys.stderr.write(f"{mended} mended\n")
    findings = [finding for path in args.paths for finding in audit(path)]
    sys.stdout.write(FORMATS[args.format](findings))
    if any(finding.rule in UNJUDGED for finding in findings):
        return ExitCode.UNUSABLE
    return ExitCode.FINDINGS if any(finding.level == "error" for finding in findings) else ExitCode.FINE


def run_parse(args: argparse.Namespace) -> int:
    """Print what an issue or a pull request proposes."""
    from bot.catalogue.data import store
    from bot.intake.diff.patch import read_diff
    from bot.intake.issue import read_issue
    from bot.intake.pull import ANYWHERE, read_pull
    from bot.intake.reporting import as_json

    body = sys.stdin.read() if args.body == "-" else args.body
    venues = store.read_shipped_venues()
    if args.kind == "pr":
        files = read_diff(args.diff.read_bytes().decode("utf-8", "replace")) if args.diff else ()
        submission = read_pull(args.title, body, files, ANYWHERE, venues)
    else:
        submission = read_issue(args.title, body, (), venues)
    sys.stdout.write(as_json(submission))
    return ExitCode.FINE


def run_match(args: argparse.Namespace) -> int:
    """Say of each record what it is to a catalogue, or how likely each pair is one work."""
    from bot.catalogue.data import store
    from bot.catalogue.data.records import read_catalogue
    from bot.review.lookup import answer_records, read_lines, score_lines

    if args.pairs:
        venues = store.read_shipped_venues()
        with store.open_lines(args.pairs) as lines:
            for row in score_lines(read_lines(lines, str(args.pairs)), venues):
                sys.stdout.write(row)
        return ExitCode.FINE
    catalogue = read_catalogue(store.read_folder(args.catalogue))
    for row in answer_records(read_lines(sys.stdin, "standard input"), catalogue):
        sys.stdout.write(row)
    return ExitCode.FINE


def run_serve(args: argparse.Namespace) -> int:
    """Serve webhooks until SIGTERM or Ctrl-C."""
    import logging

    from bot.service.settings import SERVING, read_settings

    # Before what takes a second to import: whoever has to mend a setting hears of it at once.
    settings = read_settings(os.environ, needs=SERVING)
    from bot.cli.waiting import wait_for_signal
    from bot.service.running import Bot, connect, open_look_up

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with Bot(settings, connection=connect(settings), look_up=open_look_up(settings)) as bot:
        address = f"http://{settings.host}:{bot.port}/webhook"
        wait_for_signal(lambda: sys.stderr.write(f"paperclerk listens on {address}\n"))
    return ExitCode.FINE


def run_setup(args: argparse.Namespace) -> int:
    """Show the page on which GitHub makes an App for the bot, until SIGTERM or Ctrl-C."""
    from bot.cli.waiting import wait_for_signal
    from bot.service.server import Server
    from bot.service.settings import Settings, read_settings
    from bot.service.setup.page import Setup, create_setup

    settings = read_settings(os.environ, needs=())
    setup = Setup(args.into, settings.api, args.url, args.organization)
    # The page has to know the address that GitHub sends the browser back to.
    local = f"http://{Settings.host}:{args.port}"
    server = Server(create_setup(setup, local=local), host=Settings.host, port=args.port)
    server.start()
    try:
        tunnel = (
            f"where the browser is on another machine, through ssh -L {args.port}:{Settings.host}:{args.port} SERVER"
        )
        wait_for_signal(lambda: sys.stderr.write(f"open {local} ({tunnel})\n"))
    finally:
        server.stop()
    return ExitCode.FINE


def run_sweep(args: argparse.Namespace) -> int:
    """Look at every thread that may need it, once, without a server."""
    from bot.service.care import care_if_due
    from bot.service.repositories import find_served
    from bot.service.running import connect, open_look_up
    from bot.service.settings import WORKING, read_settings
    from bot.service.sweep import sweep

    settings = read_settings(os.environ, needs=WORKING)
    connection, look_up = connect(settings), open_look_up(settings)
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        sys.stdout.write(f"{line}\n")

    done = sweep(
        connection,
        find_served(connection, settings.repositories),
        look_up=look_up,
        tend=lambda clerk: care_if_due(clerk, settings, look_up),
        dry_run=args.dry_run,
        say=say,
        complain=complain,
    )
    if args.dry_run and done and not said:
        sys.stderr.write("nothing to do\n")
    return ExitCode.FINE if done else ExitCode.REFUSED


def run_care(args: argparse.Namespace) -> int:
    """Say what is to be done about listed papers, or bring a repository's issue about it up to date."""
    from bot.cli.caring import care

    return care(args, complain)


def run_suggest(args: argparse.Namespace) -> int:
    """Print what neighbour lists have and a list lacks."""
    from bot.cli.caring import suggest

    return suggest(args)


def run_once(args: argparse.Namespace) -> int:
    """Look where GitHub Actions' event says, once."""
    import logging

    from bot.service import once
    from bot.service.running import connect, open_look_up

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    return once.run_once(os.environ, connect, open_look_up, complain)


def run_doctor(args: argparse.Namespace) -> int:
    """Say whether the bot can work for its repositories, and what to do where it cannot."""
    from bot.metadata.client import Bases
    from bot.service.repositories import find_served
    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings
    from bot.service.setup.doctor import examine_all, worst

    named = {"PAPERCLERK_REPOSITORIES": args.repository} if args.repository else {}
    settings = read_settings({**os.environ, **named}, needs=WORKING)
    connection, found = connect(settings), []
    services = dataclasses.astuple(Bases()) if settings.cache else ()
    for diagnosis in examine_all(connection, find_served(connection, settings.repositories), services):
        sys.stdout.write(f"{diagnosis}\n")
        found.append(diagnosis)
    return worst(found)


def run_rehearse(args: argparse.Namespace) -> int:
    """Rehearse the bot's whole work in a scratch repository, and write the report."""
    from bot.cli.rehearsing import hold

    return hold(args)


def run_inbox(args: argparse.Namespace) -> int:
    """List the jobs that wait for an operator, or let some run again or be forgotten."""
    from bot.service.inbox import open_inbox, read_thread
    from bot.service.inbox.reporting import as_json, as_text
    from bot.service.settings import read_settings

    with closing(open_inbox(read_settings(os.environ, needs=()).inbox, serving=False)) as inbox:
        if args.action == "list":
            sys.stdout.write((as_json if args.json else as_text)(inbox.parked()))
            return ExitCode.FINE
        change = inbox.retry if args.action == "retry" else inbox.drop
        names = [parked.thread for parked in inbox.parked()] if args.all else args.threads
        unknown = [name for name in names if not change(*read_thread(name))]
    for name in unknown:
        complain(f"{name} is not parked")
    return ExitCode.UNUSABLE if unknown else ExitCode.FINE


def run_demo(args: argparse.Namespace) -> int:
    """Tell the whole story on a local GitHub."""
    from bot.demo.story import run

    return run(once=args.once)


def run_playground(args: argparse.Namespace) -> int:
    """Leave the local GitHub and the bot to whoever wants to play."""
    from bot.demo.playing import play

    return play(as_json=args.json, page=args.list, by_workflow=args.workflow)


def run_rules(args: argparse.Namespace) -> int:
    """Print the rule book."""
    from bot.review.rules.rulebook import write_rulebook

    sys.stdout.write(write_rulebook())
    return ExitCode.FINE


def run_entries(args: argparse.Namespace) -> int:
    """Print what is read of a Markdown list, in whatever form it is."""
    from bot.cli.listed import entries

    return entries(args)


def run_add(args: argparse.Namespace) -> int:
    """Put a paper into a Markdown list, in the list's own form."""
    from bot.cli.listed import put

    return put(args, complain)


def run_export(args: argparse.Namespace) -> int:
    """Write a list for other programs."""
    from bot.cli.publishing import export

    return export(args)


def run_site(args: argparse.Namespace) -> int:
    """Write a list's site."""
    from bot.cli.publishing import site

    return site(args)


def run_news(args: argparse.Namespace) -> int:
    """Print what is new in a list."""
    from bot.cli.publishing import news

    return news(args)


def run_release(args: argparse.Namespace) -> int:
    """Make a version of a list of what is new in it."""
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


def complain(words: str) -> None:
    """Say what is wrong, on one line."""
    sys.stderr.write(f"paperclerk: {words}\n")


if __name__ == "__main__":
    sys.exit(main())
