"""The commands that show how the bot reads, compares and judges: a thread's proposals, a record's paper."""

import sys
from argparse import Namespace

from bot.catalogue.data import store
from bot.errors import ExitCode
from bot.intake.diff.patch import read_diff
from bot.intake.issue import read_issue
from bot.intake.pull import ANYWHERE, read_pull
from bot.intake.reporting import as_json


def parse(args: Namespace) -> int:
    body = sys.stdin.read() if args.body == "-" else args.body
    venues = store.read_shipped_venues()
    if args.kind == "pr":
        files = read_diff(args.diff.read_bytes().decode("utf-8", "replace")) if args.diff else ()
        submission = read_pull(args.title, body, files, ANYWHERE, venues)
    else:
        submission = read_issue(args.title, body, (), venues)
    sys.stdout.write(as_json(submission))
    return ExitCode.FINE


def match(args: Namespace) -> int:
    # Imported late: comparing needs numpy, reading does not.
    from bot.catalogue.data.records import read_catalogue
    from bot.review.matches import answer_records, read_lines, score_lines

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


def print_rules(args: Namespace) -> int:
    from bot.review.rules.rulebook import write_rulebook

    sys.stdout.write(write_rulebook())
    return ExitCode.FINE
