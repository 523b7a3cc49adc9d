"""Makes every change that the bot can make to branches and pull requests once, and checks what GitHub then shows."""

from dataclasses import replace

from bot.hub.write.rest import RestWriter
from bot.rehearsal.rehearsal import Rehearsal, Step, UnexpectedError, expect
from bot.rehearsal.scratch import MARK, START
from bot.workflow import changes
from bot.workflow.changes import Change
from bot.workflow.hub import MovedError
from bot.workflow.marks import write_note_mark
from bot.workflow.thread import Pull

FILE, BRANCH = "rehearsal.txt", f"{START}-bot"
NOTE_MARK = "0123456789abcdef"
#: One more than GitHub accepts in one request.
ANNOTATIONS = 51


def open_request(at: Rehearsal, branch: str, text: str, message: str, title: str) -> Pull:
    """Have the bot make a branch with one file and open a pull request from it; return the thread as read then."""
    base, body = at.scratch.head(), f"Its words.\n\n{MARK}"
    at.bot.read_repository(branch)
    at.do(
        changes.PushBranch(branch, base, None, {FILE: text}, message),
        changes.OpenPull(branch, at.scratch.branch, title, body),
    )
    _, _, pull = at.shows(
        "branch and request are there, one commit on top of the default branch",
        lambda: at.bot.read_repository(branch),
        lambda own: own.branch and own.pull and own.branch.base == base and own.branch.message == message,
    )
    assert pull
    expect(pull.body == body, "the request's words are as they were written, but they are not")
    return pull


def push(at: Rehearsal) -> None:
    message = "Rehearsal: a branch\n\nIn two paragraphs."
    pull = open_request(at, BRANCH, "one\ntwo\n", message, "Rehearsal of a request")
    at.keep("request of the bot's", pull.number)
    rest = RestWriter(at.bot.gateway, at.bot.file_cache)
    at.shows("the list of its branch's requests holds it", lambda: rest.find_pulls(BRANCH), bool)


def push_again(at: Rehearsal) -> None:
    number, base = at.need("request of the bot's"), at.scratch.head()
    branch = at.bot.read_repository(BRANCH).branch
    assert branch
    meanwhile = at.scratch.commit({FILE: "a person's\n"}, "Rehearsal: a push meanwhile", onto=branch.head)
    at.scratch.move(BRANCH, meanwhile)
    change = changes.PushBranch(BRANCH, base, branch.head, {FILE: "one\nthree\n"}, "Rehearsal: the branch anew")
    expect_refusal(at, change)
    at.shows("the push can be read", lambda: at.bot.read_repository(BRANCH).branch, lambda b: b and b.head == meanwhile)
    at.do(change)
    _, moved, _ = at.shows(
        "the request has the new commit and is open",
        lambda: at.bot.read_repository(BRANCH),
        lambda own: own.branch and own.branch.base == base and own.pull and own.pull.head == own.branch.head,
    )
    assert moved
    at.keep("commit of the bot's", moved.head)
    files = [file.path for file in at.bot.read_diff(number, moved.head, lambda path: True)]
    expect(files == [FILE], f"the request changes {FILE} alone, but it changes {files}")


def edit_request(at: Rehearsal) -> None:
    number = at.need("request of the bot's")
    at.do(changes.EditPull(number, "Rehearsal of words", f"Other words.\n\n{MARK}"))
    at.shows_thread(
        number, "the request has its new words", lambda t: (t.title, "Other" in t.body) == ("Rehearsal of words", True)
    )


def review(at: Rehearsal) -> None:
    number, head = at.need("request of the bot's"), at.need("commit of the bot's")
    note = changes.Note(FILE, 2, f"On two lines.\n{write_note_mark(NOTE_MARK)}", first=1)
    at.do(changes.WriteReview(number, head, "Rehearsal of a review.", (note, changes.Note(FILE, 1, "On one line."))))
    at.shows_thread(number, "the note is known by its mark", lambda thread: NOTE_MARK in thread.noted)


def report(at: Rehearsal) -> None:
    number, head = at.need("request of the bot's"), at.need("commit of the bot's")
    notes = tuple(changes.Annotation(FILE, 1, 1, "warning", "Rehearsal", f"Note {n}") for n in range(ANNOTATIONS))
    change = changes.Report(head, "success", "Rehearsal", "Nothing was found.", notes)
    at.do(change)
    at.shows_thread(number, "the commit's checks say so together", lambda t: t.merge_status.checks == "SUCCESS")
    written = at.bot.gateway.written
    at.do(change)
    expect(at.bot.gateway.written == written, "what is said already is known and not said again, but it is said twice")


def order_merges(at: Rehearsal) -> None:
    """Expect GitHub to refuse auto-merge with nothing to wait for, and a queue that does not exist."""
    number, head = at.need("request of the bot's"), at.need("commit of the bot's")
    merging = merge_commit(at, "Rehearsal: later")
    orders = (
        changes.EnableAutoMerge(number, head, merging),
        changes.DisableAutoMerge(number),
        changes.Enqueue(number, head),
        changes.Dequeue(number),
    )
    for change in orders:
        at.thread(number)
        expect_refusal(at, change)
    at.shows_thread(number, "the request is as it was", lambda t: t.open and not t.merge_status.auto_merge)


def expect_refusal(at: Rehearsal, change: Change) -> None:
    """Expect GitHub to refuse a change because it is no longer in the state that the change assumes."""
    try:
        at.do(change)
    except MovedError:
        return
    raise UnexpectedError(f"GitHub refuses to {change.preview()}, but it did not")


def merge_commit(at: Rehearsal, title: str) -> changes.MergeCommit:
    """Return the first merge method that is allowed here."""
    method = at.bot.read_repository(BRANCH).repository.merge_methods[0]
    return changes.MergeCommit(title, "With words below.", method)


def merge(at: Rehearsal) -> None:
    number, head = at.need("request of the bot's"), at.need("commit of the bot's")
    merging = merge_commit(at, "Rehearsal: a merge")
    at.thread(number)
    expect_refusal(at, changes.Merge(number, at.scratch.head(), merging))
    at.do(changes.Merge(number, head, merging))
    at.shows_thread(number, "the request is merged", lambda thread: thread.merged)
    expect_commit(at, merging)
    at.do(changes.DeleteBranch(BRANCH))
    at.shows("the branch is gone", lambda: at.bot.read_repository(BRANCH).branch, lambda branch: branch is None)


def expect_commit(at: Rehearsal, merging: changes.MergeCommit) -> None:
    """Expect a merge's message on the default branch, unless the method keeps those of the commits."""

    def newest() -> str:
        return next(at.bot.read_history(at.scratch.head(), ".")).message

    if merging.method != "rebase":
        at.shows("the newest commit has the merge's words", newest, lambda text: text.startswith(merging.title))


def rebuild_and_merge(at: Rehearsal) -> None:
    base, branch = at.scratch.head(), f"{BRANCH}-2"
    pull = open_request(at, branch, "two\n", "Rehearsal: to be rebuilt", "Rehearsal of a rebuilt request")
    merging = merge_commit(at, "Rehearsal: rebuilt")
    at.thread(pull.number)
    at.bot.read_repository(branch)
    at.do(changes.RebuildAndMerge(pull.number, branch, base, {FILE: "three\n"}, merging))
    at.shows_thread(pull.number, "the request is merged", lambda thread: thread.merged)
    at.shows("the file is as it was rebuilt", lambda: at.page(FILE), lambda text: text == "three\n")
    at.do(changes.DeleteBranch(branch))


def merge_by_hand(at: Rehearsal) -> None:
    base = at.scratch.head()
    commit = at.scratch.commit({f"{START}-2.txt": "a person's\n"}, "Rehearsal: by a person", onto=base)
    pull = at.proposes(f"{START}-hand", commit, "Rehearsal of a person's request")
    at.shows_thread(pull["number"], "the request can be read", lambda thread: thread.head == commit)
    merging = merge_commit(at, "Rehearsal: merged by hand")
    at.thread(pull["number"])
    change = changes.MergeByHand(pull["number"], at.scratch.branch, base, commit, {FILE: "four\n"}, merging)
    at.do(change)
    at.shows_thread(pull["number"], "GitHub marks the request as merged", lambda thread: thread.merged)
    at.shows("the list has the files of both", lambda: at.page(FILE), lambda text: text == "four\n")
    expect_refusal(at, replace(change, files={FILE: "five\n"}))


def commit(at: Rehearsal) -> None:
    base = at.scratch.head()
    at.bot.read_repository(BRANCH)
    method = merge_commit(at, "").method
    change = changes.CommitFiles(at.scratch.branch, base, {FILE: None}, "Rehearsal: a file goes", method)
    at.do(change)
    at.shows("the file is gone", lambda: at.page(FILE), lambda text: text == "")
    expect_refusal(at, change)


def close_request(at: Rehearsal) -> None:
    branch = f"{BRANCH}-3"
    pull = open_request(at, branch, "to be closed\n", "Rehearsal: to be closed", "Rehearsal of a closed request")
    at.do(changes.ClosePull(pull.number), changes.DeleteBranch(branch))
    at.shows_thread(pull.number, "the request is closed and not merged", lambda t: not t.open and not t.merged)
    at.do(changes.CloseIssue(at.need("issue of the bot's"), "completed"))


STEPS = (
    Step("A branch and its request", "the bot makes both in one document", "one commit on the list, and the request",
         "that a request sees the branch of its own document", push),
    Step("The branch anew", "a person pushes to the branch, and the bot replaces its commit, before and after a look",
         "a refusal, then the request open with the new commit", "that the request stays open", push_again),
    Step("The request's words", "the bot edits title and description", "both", "how soon they are to be read",
         edit_request),
    Step("Notes on lines", "the bot reviews its own request with notes on lines", "the note by its hidden mark",
         "whether hidden marks survive in notes", review),
    Step("A report", "the bot reports on the commit, twice alike", "that its checks say success together",
         "how soon checks are summed up, and whether a second report is a second one", report),
    Step("Later merges", "the bot orders auto-merge and a queue where there is neither, and takes both back",
         "four refusals, and nothing done", "GitHub's refusals", order_merges),
    Step("A merge", "the bot merges another commit than the newest, then the newest",
         "a refusal, then the merge with its own words", "the merge's commit, and how soon it shows", merge),
    Step("A rebuilt merge", "the bot replaces a request's commit and merges that in one document",
         "exactly that commit merged", "whether a merge sees the commit that its document made", rebuild_and_merge),
    Step("A person's request", "the bot merges it with a commit of two parents, then from an older list",
         "the request marked as merged, then a refusal", "that GitHub marks it so by its commits", merge_by_hand),
    Step("A commit", "the bot commits to the default branch, then from an older list", "the change, then a refusal",
         "the refusal of a branch that moved", commit),
    Step("A closed request", "the bot closes a request and deletes its branch", "it closed and not merged",
         "the order of closing and deleting", close_request),
)  # fmt: skip
