"""The options of each command. Only light modules are imported here, because every start of the program does."""

import argparse
from pathlib import Path


def declare_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("pages", type=Path, nargs="+", metavar="LIST.md")
    command.add_argument("--into", type=Path, required=True, metavar="DIR", help="the data folder to write")
    command.add_argument("--output", metavar="PATH.md", help="the list with its marks, from DIR; or ../README.md")
    command.add_argument("--report", type=Path, metavar="FILE.json", help="write the report here as JSON")
    command.add_argument("--force", action="store_true", help="write over files that no import made")


def declare_render(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "list", type=Path, nargs="?", default=Path("data"), metavar="DIR|PAGE.md", help="without one, data"
    )
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if something is out of date")


def declare_check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", type=Path, nargs="*", default=[Path("data")], metavar="PAGE.md|DIR", help="without one, data"
    )
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
    command.add_argument("--section", metavar="S", help='a heading, headings joined by " > ", or its "line 12"')
    shape = 'like {"title": "...", "links": [["Paper", "https://..."]]}; also code, authors, venue, year, date'
    command.add_argument("--facts", metavar="FILE.json|-", help=shape)
    command.add_argument("--dry-run", "--diff", action="store_true", help="print the difference and write nothing")


def declare_setup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--url", metavar="URL", help="where the server will be; without it the App has no webhook")
    command.add_argument("--organization", metavar="ORG", help="whose App it will be; without it, your own")
    command.add_argument("--into", type=Path, default=Path(), metavar="DIR", help="the folder for key and settings")
    command.add_argument("--port", type=int, default=8001, help="where the page is on this machine")


def declare_published(command: argparse.ArgumentParser) -> None:
    """Declare which list is published, and the facts that it does not contain."""
    command.add_argument(
        "list", type=Path, nargs="?", default=Path("data"), metavar="LIST", help="a page or a folder; without one, data"
    )
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
    command.add_argument(
        "list", type=Path, nargs="?", default=Path("data"), metavar="LIST", help="a page or a folder; without one, data"
    )
    command.add_argument("--since", metavar="TAG|DATE", help="without it, the last tag")


def declare_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("version", metavar="VERSION", help="its name, which will be its tag")
    declare_published(command)
    command.add_argument("--since", metavar="TAG|DATE", help="without it, the last tag")
    command.add_argument("--propose", action="store_true", help="open a pull request, with the bot's token or App")


def declare_parse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--kind", choices=("issue", "pr"), default="issue", help="issue without this")
    command.add_argument("--title", default="", help="the title of the issue or pull request")
    command.add_argument("--diff", type=Path, metavar="FILE", help="the pull request's unified diff")
    command.add_argument("--json", action="store_true", help="JSON, which it prints anyway")
    command.add_argument("body", nargs="?", default="-", metavar="BODY|-", help="the text, or - for standard input")


def declare_match(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--catalogue", type=Path, metavar="DIR", help="JSON lines of records on standard input")
    which.add_argument("--pairs", type=Path, metavar="FILE.jsonl[.gz]", help="score the pairs of this file")


def declare_sweep(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="print what would be done")


def declare_doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("repository", nargs="?", metavar="OWNER/REPO", help="without it, all that are served")


def declare_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--once", action="store_true", help="end after the story")


def declare_playground(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print addresses and tokens as one JSON line")
    command.add_argument("--list", type=Path, nargs="+", metavar="PAGE.md", help="a list of your own, as it stands")
    command.add_argument("--online", action="store_true", help="look papers up at arXiv, Crossref and OpenReview")
    command.add_argument(
        "--workflow", action="store_true", help="without a server: GitHub Actions run the list's workflow"
    )


def declare_rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("repository", metavar="OWNER/REPO")
    command.add_argument("--scratch", action="store_true", help="the repository is there to be written to")
    command.add_argument("--wait", type=float, metavar="SECONDS", help="for a bot that serves it already; usually 10")
    command.add_argument(
        "--report", type=Path, default=Path("rehearsal.md"), metavar="FILE.md", help="without it, rehearsal.md"
    )


def declare_inbox(command: argparse.ArgumentParser) -> None:
    """Declare what can be done with parked jobs."""
    command.set_defaults(action="list", json=False)
    actions = command.add_subparsers(metavar="ACTION")
    command = actions.add_parser("list", help="show them and why they wait (the default)")
    command.add_argument("--json", action="store_true", help="one JSON object per line")
    for action, what in (("retry", "let some run again"), ("drop", "forget some")):
        command = actions.add_parser(action, help=what)
        command.set_defaults(action=action)
        which = command.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="all that wait now")
        which.add_argument("threads", nargs="*", default=[], metavar="THREAD", help="owner/name#7, or owner/name")
