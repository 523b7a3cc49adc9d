"""The texts of the bot's pull request and of its commits."""

from collections.abc import Sequence

from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.words.escape import markdown, plain
from bot.review.words.showing import show_lines
from bot.workflow.messages.fitting import LONGEST_DESCRIPTION, join_fitting
from bot.workflow.snapshots.snapshot import Snapshot
from bot.workflow.thread import Thread

#: GitHub shows about this much of a title without folding it.
LONGEST_TITLE = 100
UPKEEP_BODY = "This branch takes changes by pull requests only, so here is what keeps the list and its data together."


def title(entries: Sequence[Entry]) -> str:
    verbs = {verb_of(entry) for entry in entries}
    verb = verbs.pop() if len(verbs) == 1 else "Change"
    if len(entries) > 1:
        return f"{verb} {len(entries)} papers"
    text = f"{verb} {plain(entries[0].paper.title)}"
    if len(text) <= LONGEST_TITLE:
        return text
    whole_words = text[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,:;-")
    # Chinese and Japanese titles have no spaces to cut at.
    return f"{whole_words if len(whole_words) > LONGEST_TITLE // 2 else text[: LONGEST_TITLE - 1]}…"


def verb_of(entry: Entry) -> str:
    return "Add" if entry.before is None else "Remove" if entry.after is None else "Update"


def body(entries: Sequence[Entry], snapshot: Snapshot, thread: Thread, *, closes: bool) -> str:
    parts = [show_entry(entry, snapshot) for entry in entries]
    then = "" if snapshot.is_truth else " and bring the list up to date"
    how = f"Comment `/approve` here or there to merge this{then}."
    return "\n\n".join([fit(parts), f"{name_origin(thread, closes=closes)} {how}"])


def handed_over(thread: Thread, *, closes: bool) -> str:
    """Return the description after somebody else pushed: the bot's comment there now says what is proposed."""
    return (
        "Somebody else pushed to this branch, so I leave it as it is. What it proposes now, and the next step, are in"
        f" my comment below.\n\n{name_origin(thread, closes=closes)}"
    )


def name_origin(thread: Thread, *, closes: bool) -> str:
    """Return whose proposal this is, in the words that make GitHub close the issue at the merge."""
    closing = "Closes" if thread.kind == "issue" else "Takes the place of"
    return f"{closing if closes else 'Part of'} #{thread.number}, proposed by {markdown(thread.author.login)}."


def hand_edits(entries: Sequence[Entry], unparsed: Sequence[Finding], snapshot: Snapshot) -> tuple[str, str]:
    parts = [
        "Comment `/approve`, or merge this: somebody edited the list by hand, and this writes the same into its data,"
        " so that the edit stays. Until then I leave the list as it is.",
        fit([show_entry(entry, snapshot) for entry in entries]),
    ]
    if unparsed:
        said = [f"- line {finding.line}: {finding.message}" for finding in unparsed]
        lines = join_fitting(said, LONGEST_DESCRIPTION, between="\n", more=lambda count: f"- … and {count} more lines")
        parts.append(
            f"These lines I cannot read; they stay in the list as they are until somebody mends them:\n\n{lines}"
        )
    return f"{title(entries)} (edited by hand)", "\n\n".join(parts)


def fit(parts: Sequence[str]) -> str:
    """The entries that fit in a description, and how many more there are; the files hold all of them."""
    return join_fitting(
        parts, LONGEST_DESCRIPTION, between="\n\n", more=lambda count: f"… and {count} more, in the files."
    )


def show_entry(entry: Entry, snapshot: Snapshot) -> str:
    paper = entry.paper
    where = ", ".join(markdown(snapshot.catalogue.sections[section].title) for section in paper.sections)
    before, after = snapshot.show(entry)
    if entry.after is None:
        return f"Removed from **{where}**:\n\n{show_lines(before)}"
    notes = "".join(f"\n- {finding.message}" for finding in entry.findings if finding.level != "error")
    return f"In **{where}**:\n\n{show_lines(after)}{notes and chr(10) + notes}"


def commit_text(thread: Thread, digest: str) -> str:
    """Return the text below the title of the bot's commit: thanks to the contributor, and the content's name."""
    lines = [f"Proposed in #{thread.number}.", ""]
    if thread.author.id and not thread.author.bot:
        lines.append(f"Co-authored-by: {plain_login(thread)} <{thread.author.noreply}>")
    return "\n".join([*lines, f"Paperclerk-Entry: {digest}"])


def plain_login(thread: Thread) -> str:
    """Return the contributor's name for a trailer, without angle brackets, which would end it."""
    return "".join(char for char in thread.author.login if char.isalnum() or char in "-_.[]")
