"""A thread's verdict in a few words, and who does what next."""

from dataclasses import replace

import pytest

from bot.review.config import Approvals, Config
from bot.review.entry import Entry
from bot.review.rules.finding import QUESTIONS
from bot.workflow.messages.step import (
    WANTED,
    goes_on_elsewhere,
    name_approval,
    name_change,
    say_approving,
    say_ending,
    say_missing,
    say_unfinished,
    say_verdict,
)
from bot.workflow.situation import Situation
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.state import State, read_decision
from bot.workflow.thread import BY_HAND, Branch, MergeStatus, Person, Pull
from tests.workflow.builders import (
    BASE,
    CLERK,
    ENTRY,
    HEAD,
    OTHER,
    approved,
    asks,
    branch,
    own_file,
    pull,
    shown,
    situation,
    thread,
    unsure,
)
from tests.workflow.messages.entries import BAD_LINK, CROSS_LISTED, DUPLICATE, REMOVAL, UPDATE

LONGFORMER = "longformer-the-long-document-transformer"
BLOCKED = MergeStatus("BLOCKED", review="REVIEW_REQUIRED")
FOREIGN = Branch("paperclerk/issue-1", HEAD, "By hand", BASE)
WITHOUT_CHANGE = replace(UPDATE, relation=replace(UPDATE.relation, disposition="duplicate", changes=()))

#: Ends every refusal of a thread that is closed: its author cannot reopen it.
OBJECT = " Thank you all the same. If you see it differently, comment here; a maintainer can reopen this."


def over(kind: str, subject: str = "", *entries: Entry) -> State:
    found = entries or (ENTRY,)
    made = read_decision(kind, "ada", subject)  # type: ignore[arg-type]
    return replace(shown(*found), decisions={entry.key: made for entry in found}, over=True)


ENDINGS = [
    pytest.param(
        situation(thread(pull=pull(state="merged")), state=over("listed", LONGFORMER)),
        "🎉 On the list",
        "Merged in #7. Thank you for the contribution!",
        id="listed",
    ),
    pytest.param(
        situation(thread(kind="pr", merged=True), state=over("listed", LONGFORMER)),
        "🎉 On the list",
        "Merged. Thank you for the contribution!",
        id="listed by its own request",
    ),
    pytest.param(
        situation(thread(author=Person("helper[bot]", 8, bot=True)), state=over("listed", LONGFORMER)),
        "🎉 On the list",
        "Merged.",
        id="a machine is owed no thanks",
    ),
    pytest.param(
        situation(thread(author=CLERK), state=over("listed", LONGFORMER)),
        "🎉 On the list",
        "Merged.",
        id="nor is the bot itself",
    ),
    pytest.param(
        replace(situation(state=over("listed", LONGFORMER)), is_behind=True),
        "🎉 Accepted",
        "Merged. The list shows it once people's own edits of it are settled. Thank you for the contribution!",
        id="accepted, while the list is behind",
    ),
    pytest.param(
        situation(None, REMOVAL, state=over("listed", "gone", REMOVAL)),
        "✅ Off the list",
        "Merged. Thank you for the contribution!",
        id="removed",
    ),
    pytest.param(
        situation(state=over("listed", "gone")),
        "🎉 Accepted",
        "Merged. Thank you for the contribution!",
        id="listed, and gone since",
    ),
    pytest.param(
        situation(state=over("rejected", "too *old*")),
        "Not added",
        r"A maintainer decided not to list this: too \*old\*." + OBJECT,
        id="rejected with a reason",
    ),
    pytest.param(
        situation(state=over("rejected", "we disagree.")),
        "Not added",
        "A maintainer decided not to list this: we disagree." + OBJECT,
        id="rejected with a sentence",
    ),
    pytest.param(
        situation(state=over("rejected")),
        "Not added",
        "A maintainer decided not to list this." + OBJECT,
        id="rejected",
    ),
    pytest.param(
        situation(None, ENTRY, OTHER, state=over("rejected", "no", ENTRY, OTHER)),
        "Not added",
        "A maintainer decided not to list this." + OBJECT,
        id="of several the reasons stand below",
    ),
    pytest.param(
        replace(situation(state=over("rejected")), review=replace(situation(None, REMOVAL).review, intent="remove")),
        "Not changed",
        "A maintainer decided not to change this." + OBJECT,
        id="a removal was rejected",
    ),
    pytest.param(
        replace(
            situation(thread(kind="pr"), state=over("rejected")),
            review=replace(situation().review, rest=("setup.py",)),
        ),
        "Not added",
        "A maintainer decided not to list this. Thank you all the same!",
        id="rejected, while other files wait",
    ),
    pytest.param(
        situation(state=over("duplicate", "#12")),
        "🔁 Already known",
        "A maintainer found that this is #12. Thank you all the same!",
        id="a duplicate",
    ),
    pytest.param(
        situation(None, ENTRY, OTHER, state=over("duplicate", "#12", ENTRY, OTHER)),
        "🔁 Already known",
        "A maintainer found that this is listed or proposed already. Thank you all the same!",
        id="several duplicates",
    ),
    pytest.param(
        situation(state=replace(shown(), over=True)),
        "Closed",
        "Nothing was changed. Once this is open again, I look at it afresh; a maintainer can `/reopen` it.",
        id="closed",
    ),
]


@pytest.mark.parametrize(("found", "heading", "step"), ENDINGS)
def test_an_ending_says_what_became_of_it(found: Situation, heading: str, step: str) -> None:
    assert say_ending(found) == (heading, step)


def needs_review(**more: object) -> Situation:
    return situation(thread(branch=branch(), pull=pull(replace(BLOCKED, **more))), state=approved())  # type: ignore[arg-type]


STANDINGS = [
    pytest.param(situation(), "✅ Ready", "**Next:** a maintainer comments `/approve` to add it as shown.", id="ready"),
    pytest.param(
        situation(None, asks(ENTRY)),
        "❓ One question",
        "**Next:** please answer in a comment, in your own words. I need to know its title.",
        id="a question to the contributor",
    ),
    pytest.param(
        situation(None, BAD_LINK),
        "✏️ Something to correct",
        "**Next:** please see to what is marked ❌ below. I look again as soon as you do.",
        id="something wrong",
    ),
    pytest.param(
        situation(None, unsure(ENTRY)),
        "👀 A maintainer will look",
        "**Next:** a maintainer settles the question below.",
        id="a question to a maintainer",
    ),
    pytest.param(
        situation(None, DUPLICATE),
        "🔁 Already known",
        "**Next:** nothing to do; you may close this."
        " If it is another paper after all, comment here and say what differs.",
        id="a duplicate",
    ),
    pytest.param(
        situation(None, WITHOUT_CHANGE),
        "🔁 Nothing to change",
        "**Next:** nothing to do. If you mean something else, say so here.",
        id="a change of nothing",
    ),
    pytest.param(
        replace(situation(), review=replace(situation().review, entries=())),
        "No paper found",
        "I found no paper in this thread, so I leave it to people.",
        id="no paper",
    ),
    pytest.param(
        situation(state=replace(approved(), held="ada")),
        "⏸️ On hold",
        "**Next:** nothing, until a maintainer comments `/unhold`. `ada` put this on hold.",
        id="on hold, whatever is approved",
    ),
    pytest.param(
        replace(situation(), gate="You have another proposal open here; this one waits its turn."),
        "👀 A maintainer will look first",
        "**Next:** a maintainer comments `/approve`, or `/reject`. You have another proposal open here; this one waits"
        " its turn.",
        id="held back",
    ),
    pytest.param(
        situation(thread(branch=FOREIGN, pull=pull())),
        "✅ Goes on in #7",
        "**Next:** a maintainer decides in #7, because somebody pushed to it.",
        id="somebody pushed to the request",
    ),
    pytest.param(
        situation(thread(branch=FOREIGN, pull=pull(state="closed"))),
        "👀 A maintainer will look",
        "**Next:** a maintainer reopens #7, to which somebody pushed before it was closed, or comments `/reject`."
        " To have it written anew, delete its branch and comment `/recheck`.",
        id="somebody pushed to it, and it is closed",
    ),
    pytest.param(
        needs_review(),
        "✅ Approved",
        "**Next:** #7 still needs an approving review (GitHub's own, under *Files changed*); I merge it then.",
        id="approved, a review is missing",
    ),
    pytest.param(
        needs_review(auto_merge=True),
        "✅ Approved",
        "**Next:** #7 still needs an approving review (GitHub's own, under *Files changed*); it then merges by itself.",
        id="approved, and told to merge by itself",
    ),
    pytest.param(
        needs_review(queue_required=True),
        "✅ Approved",
        "**Next:** #7 still needs an approving review (GitHub's own, under *Files changed*); I put it in the merge"
        " queue then.",
        id="approved, before a queue",
    ),
    pytest.param(
        needs_review(queue_required=True, in_queue=True),
        "✅ Approved",
        "**Next:** nothing to do. #7 is in the merge queue; it merges by itself once it passes there.",
        id="approved, in the queue",
    ),
    pytest.param(
        situation(
            thread(branch=branch(), pull=pull(MergeStatus(queue_required=True, queue_removal_reason=BY_HAND))),
            state=replace(approved(), queued=HEAD),
        ),
        "⚠️ Out of the merge queue",
        "**Next:** a maintainer comments `/approve` to put it in again, or `/reject`. Somebody took #7 out of the merge"
        " queue.",
        id="dropped by the queue",
    ),
]


@pytest.mark.parametrize(("found", "heading", "step"), STANDINGS)
def test_a_standing_says_who_does_what_next(found: Situation, heading: str, step: str) -> None:
    assert say_unfinished(found) == (heading, step)
    assert say_verdict(found) == (heading, step)


@pytest.mark.parametrize(
    ("found", "own"),
    [
        pytest.param(
            situation(config=Config(messages={"ready": "See our *rules*."})), "See our *rules*.", id="standing words"
        ),
        pytest.param(
            situation(state=over("rejected"), config=Config(messages={"rejected": "Try the other list."})),
            "Try the other list.",
            id="ending",
        ),
        pytest.param(
            situation(state=over("listed", LONGFORMER), config=Config(messages={"ready": "Not this."})),
            "",
            id="another",
        ),
    ],
)
def test_a_list_adds_its_own_words(found: Situation, own: str) -> None:
    _, step = say_verdict(found)
    _, before = say_verdict(replace(found, config=Config()))
    assert step == (f"{before}\n\n{own}" if own else before)


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        pytest.param(MergeStatus("BLOCKED"), ["its checks to pass"], id="checks that have not begun"),
        pytest.param(MergeStatus("BLOCKED", checks="SUCCESS"), ["its checks to pass"], id="good so far says nothing"),
        pytest.param(MergeStatus("BLOCKED", checks="FAILURE"), ["somebody to look at its failed check"], id="failed"),
        pytest.param(MergeStatus("BLOCKED", checks="ERROR"), ["somebody to look at its failed check"], id="broken"),
        pytest.param(
            BLOCKED, ["an approving review (GitHub's own, under *Files changed*)"], id="a review, and perhaps checks"
        ),
        pytest.param(
            replace(BLOCKED, review="CHANGES_REQUESTED", state="DIRTY"),
            ["the changes that a reviewer wants", "somebody to resolve its conflicts"],
            id="changes and conflicts",
        ),
        pytest.param(
            replace(BLOCKED, review="CHANGES_REQUESTED", checks="FAILURE"),
            ["the changes that a reviewer wants", "somebody to look at its failed check"],
            id="changes and a failed check",
        ),
        pytest.param(MergeStatus("DIRTY"), ["somebody to resolve its conflicts"], id="conflicts"),
    ],
)
def test_what_is_missing_for_a_merge(status: MergeStatus, missing: list[str]) -> None:
    assert list(say_missing(status)) == missing


def by_hand(*rest: str) -> Situation:
    found = situation(thread(kind="pr", head=HEAD), own_file(ENTRY))
    return replace(found, review=replace(found.review, rest=rest))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(
            situation(thread(pull=pull())),
            "**Next:** a maintainer comments `/approve` to add it as shown. The change is in #7.",
            id="an issue with its request",
        ),
        pytest.param(
            situation(thread(pull=pull(state="closed"))),
            "**Next:** a maintainer comments `/approve` to add it as shown.",
            id="an issue whose request is closed",
        ),
        pytest.param(
            situation(thread(kind="pr", pull=pull())),
            "**Next:** a maintainer comments `/approve` to add it as shown. The change is in #7, which credits you;"
            " this one closes when that is merged.",
            id="an edit of the list",
        ),
        pytest.param(
            by_hand(),
            "**Next:** a maintainer comments `/approve` to merge this and bring the list up to date.",
            id="a hand-made request",
        ),
        pytest.param(
            by_hand("setup.py"),
            "**Next:** a maintainer looks at the other files and merges; the list then follows by itself.",
            id="a hand-made request with other files",
        ),
        pytest.param(
            situation(config=Config(approvals=Approvals(needed=2))),
            "**Next:** two maintainers comment `/approve` to add it as shown.",
            id="two are needed",
        ),
        pytest.param(
            situation(state=approved(), config=Config(approvals=Approvals(needed=2))),
            "**Next:** a second maintainer comments `/approve` to add it as shown.",
            id="one of two did",
        ),
    ],
)
def test_what_an_approval_will_do(found: Situation, words: str) -> None:
    assert say_approving(found) == words


def test_lines_that_nobody_reads_stay_and_are_told_of() -> None:
    found = by_hand()
    mark = "<!-- paperclerk:end attention -->"
    assert isinstance(found.snapshot, FolderSnapshot)
    edited = replace(found.snapshot, text=found.snapshot.text.replace(mark, f"- By hand, unread\n{mark}"))
    assert say_approving(replace(found, snapshot=edited)).endswith(
        "bring the list up to date; lines of the list that I cannot read stay as they are."
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        pytest.param([ENTRY], "`/approve` to add it as shown", id="one"),
        pytest.param(
            [ENTRY, OTHER], "`/approve` to accept what is marked ✅, or `/approve 1` for one of them", id="two"
        ),
        pytest.param([unsure(ENTRY), OTHER], "`/approve` to accept entry 2, marked ✅", id="one of two"),
    ],
)
def test_the_command_that_approves(entries: list[Entry], words: str) -> None:
    assert name_approval(situation(None, *entries)) == words


assert CROSS_LISTED.change.before
CROSSED = CROSS_LISTED.change.after
assert CROSSED
MOVED = replace(CROSS_LISTED, change=replace(CROSS_LISTED.change, after=CROSSED._replace(sections={"serving": None})))
OUT_OF_ONE = replace(REMOVAL, change=replace(CROSS_LISTED.change, before=CROSS_LISTED.after, after=CROSS_LISTED.before))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param(ENTRY, "add it as shown", id="new"),
        pytest.param(REMOVAL, "take it off the list", id="removed"),
        pytest.param(UPDATE, "update it as shown", id="updated"),
        pytest.param(CROSS_LISTED, "list it in **Serving** as well", id="in another section too"),
        pytest.param(MOVED, "move it to **Serving**", id="in another section"),
        pytest.param(OUT_OF_ONE, "take it out of **Serving**", id="out of one section"),
        pytest.param(
            replace(OUT_OF_ONE, proposal=UPDATE.proposal), "update it as shown", id="an update that leaves one"
        ),
    ],
)
def test_what_an_approval_does_to_an_entry(entry: Entry, words: str) -> None:
    assert name_change(entry, situation()) == words


@pytest.mark.parametrize(
    ("request_", "over", "elsewhere"),
    [
        pytest.param(pull(), False, True, id="open"),
        pytest.param(pull(state="closed"), False, False, id="closed"),
        pytest.param(pull(), True, False, id="over"),
        pytest.param(None, False, False, id="a branch alone"),
    ],
)
def test_what_people_pushed_to_speaks_for_itself(request_: Pull | None, over: bool, elsewhere: bool) -> None:
    found = situation(thread(branch=FOREIGN, pull=request_), state=replace(shown(), over=over))
    assert goes_on_elsewhere(found) == elsewhere
    assert not goes_on_elsewhere(situation(thread(branch=branch(), pull=request_)))


def test_of_each_question_it_is_known_what_it_asks_for() -> None:
    assert set(WANTED) == QUESTIONS
