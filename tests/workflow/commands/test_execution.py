"""Which comment decides what: where a command stands, who wrote it, and whether it still reads as it was written."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.intake.commands import Command
from bot.review.review import Review
from bot.review.rules.finding import Finding
from bot.workflow.commands.arguments import RefusedError, choose_rejected, take_entries
from bot.workflow.commands.execution import carry_out, check_size
from bot.workflow.commands.requests import Answer, Request, pending_requests
from bot.workflow.labels import APPROVED
from bot.workflow.state import LONGEST_STATE, State
from bot.workflow.thread import Comment, Person, Thread, TimelineEvent
from tests.workflow.builders import AUTHOR, CLERK, ENTRY, OTHER, START, approved, own_file, shown, situation, thread

#: What GitHub says of the permission of each; triage and read are both "read" there.
ROLES = {
    "admin": (Person("owner", 10), "admin"),
    "writer": (Person("maintainer", 11), "write"),
    "triager": (Person("helper", 12), "read"),
    "stranger": (Person("passer-by", 13), "none"),
    "author": (AUTHOR, "read"),
    "machine": (Person("other-bot", 14, bot=True), "admin"),
    "clerk": (CLERK, "write"),
}
WRITER = {"maintainer": "write"}
MAY_APPROVE = {"admin", "writer"}
#: A command in plain text, and everything that only looks like one.
CONTEXTS = {
    "alone": "/approve",
    "after a text line": "Thank you!\n/approve",
    "in capitals": "/Approve",
    "with a full stop": "/approve.",
    "with an exclamation mark": "/approve!",
    "twice": "/approve\n/approve",
    "inside details": "<details>\n\n/approve\n\n</details>",
    "with a number": "/approve 1",
    "quote": "> /approve",
    "quote in capitals": "> /APPROVE!",
    "fence": "```\n/approve\n```",
    "tilde fence": "~~~\n/approve\n~~~",
    "unclosed fence": "```\n/approve",
    "indented code": "    /approve",
    "code span": "`/approve`",
    "HTML comment": "<!-- /approve -->",
    "HTML comment over lines": "<!--\n\n/approve\n\n-->",
    "tight details": "<details>\n/approve\n</details>",
    "list item": "- /approve",
    "heading": "# /approve",
    "link": "[/approve](https://x.example)",
    "trailing comment": "/approve <!-- x -->",
    "not first": "please /approve",
    "zero-width space": "\u200b/approve",
    "full-width slash": "\uff0fapprove",
    "escape": "\\/approve",
    "entity": "&#47;approve",
    "bold": "**/approve**",
}
COUNTS = {
    "alone", "after a text line", "in capitals", "with a full stop", "with an exclamation mark", "twice",
    "inside details", "with a number",
}  # fmt: skip


def decide(found: Thread, permissions: dict[str, str], state: State | None = None) -> tuple[State, list[Answer]]:
    """What becomes of the requests of a thread."""
    before = situation(found, state=state, permissions=permissions)
    after = carry_out(pending_requests(found, before.state), before, lambda state: before.review)
    return after.state, list(after.answers)


def labeled(who: str, minutes: int) -> Thread:
    """Return a thread that somebody approved by its label."""
    person, _ = ROLES[who]
    event = TimelineEvent("LE_1", "labeled", APPROVED, person, START + timedelta(minutes=minutes))
    return thread(labels=frozenset({APPROVED}), events=(event,))


def say(who: str, body: str, *, edited: bool = False) -> Comment:
    person, _ = ROLES[who]
    later = START + timedelta(minutes=5)
    return Comment(60, person, body, later, edited=later if edited else None, own=who == "clerk")


@pytest.mark.parametrize("where", CONTEXTS)
def test_only_a_writers_untouched_command_in_plain_text_approves(where: str) -> None:
    for who, what in itertools.product(ROLES, ("created", "edited", "deleted")):
        comments = [] if what == "deleted" else [say(who, CONTEXTS[where], edited=what == "edited")]
        person, permission = ROLES[who]
        state, answers = decide(thread(*comments), {person.login: permission})

        approves = where in COUNTS and who in MAY_APPROVE and what == "created"
        assert (ENTRY.key in state.decisions) == approves, (who, what)
        heard = where in COUNTS and who not in ("machine", "clerk") and what == "created"
        reactions = ["eyes" if approves else "confused"] if heard else []
        assert [answer.reaction for answer in answers] == reactions, (who, what)


@pytest.mark.parametrize(
    ("command", "allowed"),
    [
        pytest.param("/help", {"admin", "writer", "triager", "stranger", "author"}, id="help"),
        pytest.param("/recheck", {"admin", "writer", "author"}, id="recheck"),
        pytest.param("/set year 2025", {"admin", "writer", "author"}, id="set"),
        pytest.param("/section attention", {"admin", "writer", "author"}, id="section"),
        pytest.param("/approve", {"admin", "writer"}, id="approve"),
        pytest.param("/reject too old", {"admin", "writer"}, id="reject"),
        pytest.param("/hold", {"admin", "writer"}, id="hold"),
        pytest.param("/unhold", {"admin", "writer"}, id="unhold"),
        pytest.param("/duplicate #2", {"admin", "writer"}, id="duplicate"),
        pytest.param("/not-duplicate attention-is-all-you-need", {"admin", "writer"}, id="not-duplicate"),
    ],
)
@pytest.mark.parametrize("who", sorted(set(ROLES) - {"machine", "clerk"}))
def test_everybody_may_what_the_design_says(who: str, command: str, allowed: set[str]) -> None:
    person, permission = ROLES[who]
    _, (answer,) = decide(thread(say(who, command)), {person.login: permission})
    assert (answer.reaction != "confused") == (who in allowed), answer.line


# The client reports no labels that machines set; see `read_deeds`.
@pytest.mark.parametrize("who", sorted(set(ROLES) - {"machine", "clerk"}))
def test_a_label_approves_as_its_setter_may(who: str) -> None:
    person, permission = ROLES[who]
    state, answers = decide(labeled(who, 5), {person.login: permission})
    assert (ENTRY.key in state.decisions) == (who in MAY_APPROVE)
    assert [answer.request.id for answer in answers] == ["LE_1"]
    assert state.handled == ("LE_1",)


def test_a_label_that_is_older_than_what_is_shown_does_not_count() -> None:
    state, (answer,) = decide(labeled("writer", -1), {"maintainer": "write"})
    assert state.decisions == {}
    assert "does not count" in answer.line


@pytest.mark.parametrize(
    ("shown", "held", "refusal"),
    [
        pytest.param({ENTRY.key: "other"}, "", "changed since I showed it", id="an entry that was shown otherwise"),
        pytest.param({}, "", "changed since I showed it", id="an entry that was never shown"),
        pytest.param({ENTRY.key: ENTRY.hash}, "owner", "on hold", id="a thread on hold"),
    ],
)
def test_an_approval_of_something_else_is_refused(shown: dict[str, str], held: str, refusal: str) -> None:
    state = State(shown=shown, held=held)
    after, (answer,) = decide(thread(say("writer", "/approve")), {"maintainer": "write"}, state)
    assert after.decisions == {}
    assert refusal in answer.line


@pytest.mark.parametrize(
    ("argument", "many", "chosen"),
    [
        pytest.param("2 a", 3, ([2], "a"), id="one"),
        pytest.param("2,3 a", 3, ([2, 3], "a"), id="two"),
        pytest.param("3 , 1 a b", 3, ([1, 3], "a b"), id="spaces, any order"),
        pytest.param("3d-vision", 1, ([1], "3d-vision"), id="a name that begins with a number"),
        pytest.param("1 a", 1, ([1], "a"), id="the only one, by its number"),
        pytest.param("2 a", 1, ([1], "2 a"), id="a number that is none"),
        pytest.param("a", 3, "several entries", id="none named"),
        pytest.param("3d-vision", 3, "several entries", id="only a name"),
        pytest.param("4 a", 3, "no entry 4", id="one too many"),
        pytest.param("a", 0, "no paper", id="nothing there"),
    ],
)
def test_entries_are_named_in_front(argument: str, many: int, chosen: tuple[list[int], str] | str) -> None:
    shown = Review("add", tuple(replace(ENTRY, number=number) for number in range(1, many + 1)))
    if isinstance(chosen, str):
        with pytest.raises(RefusedError, match=chosen):
            take_entries(argument, shown)
        return
    entries, rest = take_entries(argument, shown)
    assert ([entry.number for entry in entries], rest) == chosen


@pytest.mark.parametrize(
    ("argument", "many", "chosen"),
    [
        pytest.param("", 2, ([1, 2], ""), id="nothing said"),
        pytest.param("too old", 2, ([1, 2], "too old"), id="a reason"),
        pytest.param("2 too old", 2, ([2], "too old"), id="an entry and a reason"),
        pytest.param("1,3 too old", 3, ([1, 3], "too old"), id="two entries and a reason"),
        pytest.param("2: too old", 2, ([2], "too old"), id="an entry, a colon and a reason"),
        pytest.param("2 - too old", 2, ([2], "too old"), id="an entry, a dash and a reason"),
        pytest.param("2", 2, ([2], ""), id="an entry"),
        pytest.param("3 papers are not enough", 1, ([1], "3 papers are not enough"), id="one entry: a reason"),
        pytest.param("3 papers are not enough", 2, "there is no entry 3", id="no such entry: nothing is rejected"),
        pytest.param("3.5 bits are too many", 4, ([1, 2, 3, 4], "3.5 bits are too many"), id="no whole number"),
        pytest.param("2024 is too late", 1, ([1], "2024 is too late"), id="a year"),
        pytest.param(
            "1 paper is not enough", 1, ([1], "1 paper is not enough"), id="the only entry's number: a reason"
        ),
        pytest.param("1: too old", 1, ([1], "too old"), id="the only entry's number and a colon"),
        pytest.param("1", 1, ([1], ""), id="the only entry's number"),
        pytest.param("3", 2, "there is no entry 3", id="no such entry and no reason"),
        pytest.param("3: too old", 2, "there is no entry 3", id="no such entry and a colon"),
        pytest.param("too old", 0, "I found no paper", id="no entry at all"),
    ],
)
def test_what_is_rejected_and_why(argument: str, many: int, chosen: tuple[list[int], str] | str) -> None:
    shown = Review("add", tuple(replace(ENTRY, number=number) for number in range(1, many + 1)))
    if isinstance(chosen, str):
        with pytest.raises(RefusedError, match=chosen):
            choose_rejected(argument, shown)
        return
    entries, reason = choose_rejected(argument, shown)
    assert ([entry.number for entry in entries], reason) == chosen


def test_a_letter_means_what_was_shown_and_nothing_that_came_later() -> None:
    listed = "attention-is-all-you-need"
    state = State(shown={ENTRY.key: ENTRY.hash}, letters={ENTRY.key: ["flexgen", listed]})
    writer, _ = ROLES["writer"]

    early = Comment(60, writer, "/duplicate B", START - timedelta(minutes=1))
    after, (answer,) = decide(thread(early), {"maintainer": "write"}, state)
    assert after.decisions == {}
    assert "the comparison changed since you wrote" in answer.line
    _, (answer,) = decide(thread(say("writer", "/duplicate A")), {"maintainer": "write"}, state)
    assert "the comparison changed since you wrote" in answer.line

    after, _ = decide(thread(say("writer", "/duplicate B")), {"maintainer": "write"}, state)
    assert after.decisions[ENTRY.key].original == listed


def test_what_is_asked_at_once_counts_with_what_the_same_comment_settled() -> None:
    """The review is asked anew after each command that it depends on, and only after those."""
    asked: list[State] = []

    def judge(state: State) -> Review:
        asked.append(state)
        return Review("add", (ENTRY,))

    found = thread(say("writer", "/hold\n/set year 2024\n/unhold\n/not-duplicate attention-is-all-you-need\n/approve"))
    known = State(shown={ENTRY.key: ENTRY.hash})
    before = situation(found, state=known, permissions={"maintainer": "write"})
    carry_out(pending_requests(found, known), before, judge)
    assert [(bool(state.fields), bool(state.distinct)) for state in asked] == [(True, False), (True, True)]


def test_an_approval_binds_to_the_entry_and_a_hand_made_one_to_its_commit() -> None:
    handmade = own_file(ENTRY)
    pushed = situation(thread(head="c" * 40), ENTRY, handmade)
    assert pushed.binding(ENTRY) == ENTRY.hash
    assert pushed.binding(handmade) == f"{ENTRY.hash}@{'c' * 40}"


def test_each_of_several_is_approved_as_it_was_shown_itself() -> None:
    before = situation(thread(say("writer", "/approve")), ENTRY, OTHER, state=shown(ENTRY, OTHER), permissions=WRITER)
    after = carry_out(pending_requests(before.thread, before.state), before, lambda state: before.review)
    assert {key: made.entry_hash for key, made in after.state.decisions.items()} == before.state.shown


def test_an_approval_lets_the_queue_try_again_what_it_dropped() -> None:
    known = replace(approved(), queued="c" * 40, dropped="checks")
    after, _ = decide(thread(say("writer", "/approve")), WRITER, known)
    assert (after.queued, after.dropped) == ("", "")


def test_what_no_comment_has_room_for_is_refused_in_words() -> None:
    check_size(State(handled=("1",)))
    with pytest.raises(RefusedError, match="more than I can remember"):
        check_size(State(handled=tuple(map(str, range(LONGEST_STATE)))))


@pytest.mark.parametrize(
    ("rules", "refusal"),
    [
        pytest.param(("year-policy",), "", id="a rule that found something"),
        pytest.param((), "there is nothing to allow", id="a rule that found nothing"),
        pytest.param(("venue-policy",), "what can be allowed here is `venue-policy`", id="another rule did"),
        pytest.param(("link-missing",), "there is nothing to allow", id="what no list may allow"),
    ],
)
def test_what_a_rule_found_can_be_allowed(rules: tuple[str, ...], refusal: str) -> None:
    entry = replace(ENTRY, findings=tuple(Finding("No.", rule=rule) for rule in rules))
    found = thread(say("writer", "/allow year-policy"))
    before = situation(found, entry, permissions={"maintainer": "write"})
    after = carry_out(pending_requests(found, before.state), before, lambda state: before.review)
    assert after.state.allowed == ({} if refusal else {entry.key: {"year-policy": "maintainer"}})
    assert refusal in after.answers[0].line


@pytest.mark.parametrize("who", sorted(set(ROLES) - {"machine", "clerk"}))
def test_plain_words_are_heard_from_the_author_and_from_writers(who: str) -> None:
    person, permission = ROLES[who]
    plain = Request("60", person, START, (Command("set", "year 2024"),), 60, is_plain=True)
    before = situation(permissions={person.login: permission})
    after = carry_out([plain], before, lambda state: before.review)
    heard = who in {"admin", "writer", "author"}
    assert [answer.reaction for answer in after.answers] == (["rocket"] if heard else [])
    assert after.state.handled == (("60",) if heard else ())
