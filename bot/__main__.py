"""The command line: wires the parts, decides nothing.

The exit codes are those of `bot/errors.py`. Imports stand inside the commands, so that `paperclerk --help` does not
wait for PyGithub and Flask.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bot.errors import ExitCode, PaperclerkError


def run_import(args: argparse.Namespace) -> int:
    """Read a Markdown list into a data folder, and say what was read and what was not."""
    from bot.cli.importing import bring_in

    return bring_in(args, complain)


def run_render(args: argparse.Namespace) -> int:
    """Write the Markdown list and the form's sections from the data folder, or with --check only compare."""
    from bot.catalogue.data import store
    from bot.catalogue.data.dropdown import FORM, render_form
    from bot.catalogue.data.records import read_catalogue
    from bot.lists.marked.rendering import render

    catalogue = read_catalogue(store.read_folder(args.data))
    path = args.data / catalogue.output
    written = {path: (text := store.read_list(args.data, catalogue.output))}
    rendered = {path: render(catalogue, text)}
    if form := store.find_around(args.data, FORM):
        written[form] = store.read_text(form)
        rendered[form] = render_form(catalogue, written[form])
    outdated = [path for path in written if written[path] != rendered[path]]
    for path in outdated:
        if args.check:
            sys.stderr.write(f"{path} is out of date; run `paperclerk render {args.data}`\n")
        else:
            store.write_text(path, rendered[path])
    return ExitCode.FINDINGS if args.check and outdated else ExitCode.FINE


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
    from bot.demo.playground import wait_for_signal
    from bot.service.running import Bot, connect, open_look_up

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with Bot(settings, connection=connect(settings), look_up=open_look_up(settings)) as bot:
        address = f"http://{settings.host}:{bot.port}/webhook"
        wait_for_signal(lambda: sys.stderr.write(f"paperclerk listens on {address}\n"))
    return ExitCode.FINE


def run_setup(args: argparse.Namespace) -> int:
    """Show the page on which GitHub makes an App for the bot, until SIGTERM or Ctrl-C."""
    from bot.demo.playground import wait_for_signal
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
        wait_for_signal(lambda: sys.stderr.write(f"open {local}\n"))
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
    done = sweep(
        connection,
        find_served(connection, settings.repositories),
        look_up=look_up,
        tend=lambda clerk: care_if_due(clerk, settings, look_up),
        dry_run=args.dry_run,
        say=lambda line: sys.stdout.write(f"{line}\n"),
        complain=complain,
    )
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
    from bot.service.repositories import find_served
    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings
    from bot.service.setup.doctor import examine, worst

    named = {"PAPERCLERK_REPOSITORIES": args.repository} if args.repository else {}
    settings = read_settings({**os.environ, **named}, needs=WORKING)
    connection, found = connect(settings), []
    for repository in sorted(find_served(connection, settings.repositories)):
        for diagnosis in examine(connection, repository):
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
        if args.deed == "list":
            sys.stdout.write((as_json if args.json else as_text)(inbox.parked()))
            return ExitCode.FINE
        change = inbox.retry if args.deed == "retry" else inbox.drop
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
    from bot.demo.playground import play

    return play(as_json=args.json, page=args.list)


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

    declare_import(add("import", run_import, "read a Markdown list into a data folder"))
    declare_render(add("render", run_render, "write the Markdown list from the data"))
    declare_check(add("check", run_check, "check a data folder or a Markdown list"))
    declare_entries(add("entries", run_entries, "show what is read of a Markdown list, in any form"))
    declare_add(add("add", run_add, "put a paper into a Markdown list, in its own form"))
    declare_export(add("export", run_export, "write a list as BibTeX, JSON, CSV, Atom or CITATION.cff"))
    declare_site(add("site", run_site, "write a static site of a list"))
    declare_news(add("news", run_news, "write release notes from a list's git history"))
    declare_release(add("release", run_release, "make a version of a list: notes and citation, as a pull request"))
    declare_parse(add("parse", run_parse, "show what an issue or a pull request proposes"))
    declare_match(add("match", run_match, "say which catalogued paper a record is"))
    add("serve", run_serve, "serve webhooks; settings come from PAPERCLERK_* variables")
    declare_setup(add("setup", run_setup, "make a GitHub App for the bot, on a page that this opens"))
    command = add("sweep", run_sweep, "look at all open threads once")
    command.add_argument("--dry-run", action="store_true", help="print what would be done")
    declare_care(add("care", run_care, "look after listed papers: dead links, preprints that appeared, ..."))
    declare_suggest(add("suggest", run_suggest, "rank what neighbour lists have and a list lacks"))
    add("once", run_once, "one run in GitHub Actions: look at the event's thread, or at all that wait")
    command = add("doctor", run_doctor, "say whether the bot can work for a repository; writes nothing")
    command.add_argument("repository", nargs="?", metavar="OWNER/REPO")
    declare_rehearse(add("rehearse", run_rehearse, "try all the bot's work in a scratch repository, and clean up"))
    declare_inbox(add("inbox", run_inbox, "list, retry or drop the jobs that wait for an operator"))
    command = add("demo", run_demo, "the whole story on this machine, without an account or network")
    command.add_argument("--once", action="store_true", help="end after the story")
    command = add("playground", run_playground, "a local GitHub with the bot, until SIGTERM")
    command.add_argument("--json", action="store_true", help="print addresses and tokens as one JSON line")
    command.add_argument("--list", type=Path, metavar="README.md", help="a list of your own, as it stands")
    add("rules", run_rules, "print the rule book")
    return parser


def declare_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("list", type=Path, metavar="LIST.md")
    command.add_argument("--into", type=Path, required=True, metavar="DIR", help="the data folder to write")
    command.add_argument("--output", metavar="PATH.md", help="the list with its marks, from DIR; or ../README.md")
    command.add_argument("--report", type=Path, metavar="FILE.json", help="write the report here as JSON")
    command.add_argument("--force", action="store_true", help="write over files that no import made")


def declare_render(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", type=Path, nargs="?", default=Path("data"), metavar="DIR")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if the list is out of date")


def declare_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", type=Path, nargs="*", default=[Path("data")], metavar="PATH")
    command.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    command.add_argument("--fix", action="store_true", help="mend what is certain, then check")


def declare_care(command: argparse.ArgumentParser) -> None:
    command.add_argument("list", metavar="OWNER/REPO|PAGE.md|DIR")
    command.add_argument("--dry-run", action="store_true", help="print what would be offered, and write nothing")
    command.add_argument("--do", nargs="+", metavar="KEY", help="carry these out in a page or a folder; all for all")
    command.add_argument("--online", action="store_true", help="ask services and look at links of a page or folder")


def declare_suggest(command: argparse.ArgumentParser) -> None:
    command.add_argument("list", type=Path, metavar="PAGE.md|DIR")
    command.add_argument(
        "--from", dest="neighbours", type=Path, nargs="+", required=True, metavar="OTHER.md", help="pages or folders"
    )
    command.add_argument("--most", type=int, default=20, metavar="N", help="print so many, 20 without this")


def declare_entries(command: argparse.ArgumentParser) -> None:
    command.add_argument("pages", type=Path, nargs="+", metavar="PAGE.md")
    command.add_argument("--json", action="store_true", help="one JSON object per entry")


def declare_add(command: argparse.ArgumentParser) -> None:
    command.add_argument("page", type=Path, metavar="PAGE.md|DIR")
    command.add_argument("links", nargs="*", default=[], metavar="LINK", help="looked up, unless --facts is given")
    command.add_argument("--section", metavar="S", help='a heading, or headings joined by " > "')
    command.add_argument("--facts", metavar="FILE.json|-", help="title, links, code, authors, venue, year, date")
    command.add_argument("--dry-run", action="store_true", help="print the difference and write nothing")
    command.add_argument("--diff", action="store_true", help="the same")


def declare_setup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--url", metavar="URL", help="where the server will be; without it the App has no webhook")
    command.add_argument("--organization", metavar="ORG", help="whose App it will be; without it, your own")
    command.add_argument("--into", type=Path, default=Path(), metavar="DIR", help="the folder for key and settings")
    command.add_argument("--port", type=int, default=8001, help="where the page is on this machine")


def declare_published(command: argparse.ArgumentParser) -> None:
    """Declare which list is published, and what it cannot say of itself."""
    command.add_argument("list", type=Path, nargs="?", default=Path("data"), metavar="LIST", help="a folder or a page")
    command.add_argument("--repository", metavar="OWNER/NAME", help="on GitHub; without it, what git's origin says")
    command.add_argument("--url", metavar="URL", help="where the site will be")


def declare_export(command: argparse.ArgumentParser) -> None:
    declare_published(command)
    command.add_argument("--format", choices=("bibtex", "json", "csv", "atom", "cff", "all"), default="all")
    command.add_argument("--latex", action="store_true", help="BibTeX with accents as commands")
    command.add_argument("--into", type=Path, metavar="DIR", help="the folder to write; without it, print")


def declare_site(command: argparse.ArgumentParser) -> None:
    declare_published(command)
    command.add_argument("--into", type=Path, required=True, metavar="DIR", help="the folder to write")
    command.add_argument(
        "--ask-github", action="store_true", help="say how submissions fare, with the bot's token or App"
    )


def declare_news(command: argparse.ArgumentParser) -> None:
    command.add_argument("list", type=Path, nargs="?", default=Path("data"), metavar="LIST", help="a folder or a page")
    command.add_argument("--since", metavar="TAG|DATE", help="without it, the last tag")


def declare_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("version", metavar="VERSION", help="its name, which will be its tag")
    declare_published(command)
    command.add_argument("--since", metavar="TAG|DATE", help="without it, the last tag")
    command.add_argument("--propose", action="store_true", help="open a pull request, with the bot's token or App")


def declare_parse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--kind", choices=("issue", "pr"), default="issue")
    command.add_argument("--title", default="")
    command.add_argument("--diff", type=Path, metavar="FILE", help="the pull request's unified diff")
    command.add_argument("--json", action="store_true")
    command.add_argument("body", nargs="?", default="-", metavar="BODY|-", help="the text, or - for standard input")


def declare_match(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--catalogue", type=Path, metavar="DIR", help="JSON lines of records on standard input")
    which.add_argument("--pairs", type=Path, metavar="FILE.jsonl[.gz]", help="score the pairs of this file")


def declare_rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("repository", metavar="OWNER/REPO")
    command.add_argument("--scratch", action="store_true", help="the repository is there to be written to")
    command.add_argument("--wait", type=float, metavar="SECONDS", help="for a bot that serves it already; usually 10")
    command.add_argument("--report", type=Path, default=Path("rehearsal.md"), metavar="FILE.md")


def declare_inbox(command: argparse.ArgumentParser) -> None:
    """Declare what can be done with parked jobs."""
    command.set_defaults(deed="list", json=False)
    deeds = command.add_subparsers(metavar="DEED")
    command = deeds.add_parser("list", help="show them and why they wait (the default)")
    command.add_argument("--json", action="store_true", help="one JSON object per line")
    for deed, what in (("retry", "let some run again"), ("drop", "forget some")):
        command = deeds.add_parser(deed, help=what)
        command.set_defaults(deed=deed)
        which = command.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="all that wait now")
        which.add_argument("threads", nargs="*", default=[], metavar="THREAD", help="owner/name#7, or owner/name")


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
