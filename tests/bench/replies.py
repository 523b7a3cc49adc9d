"""`python -m tests.bench.replies`: what the bot's first reply makes of each labelled thread, on the shipped list.

Each is an issue there and no service is asked. The classes, the worst first:

- dropped: a paper that the author names is nowhere in the reply, not even among what was not used
- ignored: no reply, though something is wanted
- asserted: an entry that is no paper of theirs, or whose title is none, and that nothing is asked about
- noise: a reply to what wants nothing
- doubted: as asserted, but the reply asks about it
- which: nothing is named, and the reply asks which paper is meant
- right: all is read; what is missing is asked for
- silent: no reply, and nothing is wanted

On the `gathered fifth` 84 these were, before anybody had looked at what is made of them, 2, 31, 11, 2, 2, 0, 26 and 10
without questions about what little speaks for, and 1, 1, 2, 2, 11, 31, 27 and 9 with them.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot import resources
from bot.catalogue.matching import Index
from bot.review.config import Config
from bot.review.entry import Entry
from bot.review.review import Review
from bot.workflow.messages.comment import write
from bot.workflow.situation import Situation
from bot.workflow.snapshots.loading import LoadedList, build_folder
from bot.workflow.state import State
from bot.workflow.submissions import read_words, review_thread
from bot.workflow.thread import Thread
from tests.bench.measure import table
from tests.bench.threads import THREADS, fold, fold_address, is_right
from tests.workflow.builders import AUTHOR, BASE, START, thread

CLASSES = ("dropped", "ignored", "asserted", "noise", "doubted", "which", "right", "silent")
WISHES = {"add", "update", "fix-link", "remove"}
#: Rules that ask which paper is meant, or what it is called.
ASKING = {"paper-missing", "target-missing", "title-missing", "title-guessed", "change-unclear", "shared-link"}


def read_list() -> LoadedList:
    """Return the list that comes with the program."""
    files = {path.removeprefix("data/"): text.decode() for path, text in resources.read_all(("data",)).items()}
    return build_folder(BASE, Config(), files)


def reply(asked: Thread, loaded: LoadedList) -> tuple[Review, str] | None:
    """Return what the bot finds in a new issue and what it says of it, None where it says nothing."""
    submission = read_words(asked, loaded.catalogue)
    if not submission.proposals:
        return None
    review = review_thread(asked, submission, loaded, None, Index(), State())
    situation = Situation(asked, review, State(), loaded.snapshot, loaded.config, START, looks_up=False)
    return review, write(situation)


def classify(labelled: Mapping[str, Any], loaded: LoadedList) -> str:
    """Return the class of the reply to a labelled thread."""
    asked = thread(title=labelled["title"], body=labelled["body"], author=AUTHOR, comments=())
    answer, wishes = reply(asked, loaded), set(labelled["intent"]) & WISHES
    if answer is None:
        return "ignored" if labelled["papers"] or wishes == set(labelled["intent"]) else "silent"
    review, words = answer
    if not (wishes or labelled["papers"]):
        return "noise"
    entries = [entry for entry in review.entries if not entry.is_unnamed]
    if len(entries) == len(review.entries) and any(not is_shown(paper, entries, words) for paper in labelled["papers"]):
        return "dropped"
    wrong = [entry for entry in entries if not is_meant(entry, labelled["papers"], changes=wishes != {"add"})]
    if wrong:
        return "doubted" if all(map(is_asked, wrong)) else "asserted"
    return "right" if entries else "which"


def is_shown(paper: Mapping[str, Any], entries: Sequence[Entry], words: str) -> bool:
    """Tell whether a paper is one of the entries, or said beside them."""
    if any(is_right(entry.proposal, paper) for entry in entries):
        return True
    said = (
        fold(name) for name in (paper["title"], *map(fold_address, [*paper.get("urls", ()), paper.get("code") or ""]))
    )
    return any(name and name in fold(words) for name in said)


def is_meant(entry: Entry, papers: Sequence[Mapping[str, Any]], *, changes: bool) -> bool:
    """Tell whether an entry is a paper that a person reads, with a whole title or none, or a change that is wanted."""
    if entry.operation != "add":
        return changes
    found = next((paper for paper in papers if is_right(entry.proposal, paper)), None)
    has_no_title = found is not None and ("title_kind" in found or not found["title"])
    return found is not None and not (has_no_title and entry.draft.title)


def is_asked(entry: Entry) -> bool:
    """Tell whether the reply asks which paper an entry is, or what it is called."""
    return entry.draft.is_guessed or any(finding.rule in ASKING for finding in entry.findings)


def run() -> None:
    """Count the classes, set by set."""
    threads = [json.loads(line) for line in THREADS.read_text(encoding="utf-8").splitlines()]
    loaded, counts = read_list(), dict[str, Counter[str]]()
    for labelled in threads:
        counts.setdefault(labelled["set"], Counter())[classify(labelled, loaded)] += 1
    rows = [[name, *(str(found[each]) for each in CLASSES)] for name, found in counts.items()]
    total = sum(counts.values(), Counter[str]())
    rows.append(["all", *(str(total[each]) for each in CLASSES)])
    table("First replies", ["set", *CLASSES], rows)


if __name__ == "__main__":
    run()
