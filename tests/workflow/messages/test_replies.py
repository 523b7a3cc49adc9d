"""The one-line answers to commands."""

from dataclasses import replace

import pytest

from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.workflow.messages import replies
from bot.workflow.thread import Person, TimelineEvent
from tests.review.builders import catalogue
from tests.workflow.builders import ENTRY, START
from tests.workflow.messages.entries import DUPLICATE, NO_LINK, NO_SECTION, SIMILAR

FLEXGEN = "flexgen-high-throughput-generative-inference-of-large-language-models-with-a"
LONGFORMER = "longformer-the-long-document-transformer"
PENDING = replace(DUPLICATE, relation=replace(DUPLICATE.relation, disposition="pending", paper="#3"))
HIDDEN_FAULT = replace(ENTRY, findings=(Finding("Wrong.", "One:\n- a\n- b", rule="x"),))


def deed(act: str, subject: str) -> TimelineEvent:
    return TimelineEvent("E_1", act, subject, Person("ada", 9), START)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(
            replies.refused("approve", None, "it is not ready"),
            "`/approve` was not carried out: it is not ready.",
            id="a command",
        ),
        pytest.param(
            replies.refused("set", None, "which field?"),
            "`/set` was not carried out: which field?",
            id="a question keeps its mark",
        ),
        pytest.param(
            replies.refused("approve", deed("labeled", "paper: approved"), "no."),
            "`paper: approved` does not count: no.",
            id="a label",
        ),
        pytest.param(
            replies.refused("unhold", deed("unlabeled", "paper: on hold"), "no"),
            "Taking `paper: on hold` off does not count: no.",
            id="a label that was taken off",
        ),
        pytest.param(
            replies.refused("hold", deed("closed", "#7"), "no"), "Closing #7 does not count: no.", id="closing"
        ),
        pytest.param(
            replies.refused("unhold", deed("reopened", "#7"), "no"), "Reopening #7 does not count: no.", id="reopening"
        ),
    ],
)
def test_a_refusal_says_why_and_what_helps(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("entry", "several", "words"),
    [
        pytest.param(
            PENDING,
            False,
            "#3 proposes the same paper as this and came first; decide there first, or comment `/not-duplicate #3` if"
            " it is another paper",
            id="an older thread",
        ),
        pytest.param(
            PENDING,
            True,
            "#3 proposes the same paper as entry 1 and came first; decide there first, or comment"
            " `/not-duplicate 1 #3` if it is another paper",
            id="an older thread, of several",
        ),
        pytest.param(
            NO_LINK,
            False,
            "this is not ready: There is no link to the paper. Answer with one (arXiv, DOI, OpenReview or the"
            " publisher's page).",
            id="a fault with its hint",
        ),
        pytest.param(
            NO_SECTION,
            True,
            "entry 1 is not ready: Which section does it belong to? My comment above lists what would do",
            id="a hint of several lines",
        ),
        pytest.param(HIDDEN_FAULT, False, "this is not ready: Wrong. My comment above lists what would do", id="fault"),
        pytest.param(
            DUPLICATE,
            False,
            "this looks like FlexGen: high-throughput generative inference of large language models with a single"
            " GPU, which is listed; `/not-duplicate` if it is another paper, `/duplicate` if not",
            id="a listed paper",
        ),
        pytest.param(
            SIMILAR,
            True,
            "entry 1 looks like Longformer: The long-document transformer, which is listed;"
            " `/not-duplicate 1` if it is another paper, `/duplicate 1` if not",
            id="a similar paper, of several",
        ),
        pytest.param(
            replace(DUPLICATE, proposal=replace(DUPLICATE.proposal, operation="update")),
            False,
            "this would change nothing in the list",
            id="an update of nothing",
        ),
    ],
)
def test_what_is_not_ready_is_told_with_what_helps(entry: Entry, several: bool, words: str) -> None:
    assert replies.not_ready(replace(entry, choice="1 " if several else ""), catalogue()) == words


@pytest.mark.parametrize(
    ("maintainer", "own", "commands"),
    [
        pytest.param(
            True,
            False,
            [*replies.FOR_MAINTAINERS, *replies.FOR_CONTRIBUTORS, *replies.FOR_EVERYBODY],
            id="a maintainer",
        ),
        pytest.param(
            False, True, [*replies.FOR_CONTRIBUTORS, *replies.FOR_AUTHORS, *replies.FOR_EVERYBODY], id="who opened it"
        ),
        pytest.param(False, False, [], id="somebody else"),
    ],
)
def test_help_names_what_its_reader_may_use(maintainer: bool, own: bool, commands: list[str]) -> None:
    said = replies.help_for(maintainer, own=own)
    assert [line.split("`")[1] for line in said.splitlines() if line.startswith("- ")] == commands
    first = "You can use these, each at the start of a line" if commands else "Commands are for maintainers"
    assert said.startswith(first)
    assert commands or "if something is wrong here, just say so" in said
