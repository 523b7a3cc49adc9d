"""What an entry may be, and which commands say whether it is."""

from dataclasses import replace

import pytest

from bot.catalogue.matching import Candidate
from bot.catalogue.relation import Disposition
from bot.review.entry import Entry
from bot.workflow.messages.candidates import SHOWN_CANDIDATES, say_candidates
from bot.workflow.situation import LETTERS
from bot.workflow.state import State
from tests.workflow.builders import ENTRY, situation
from tests.workflow.messages.entries import CROSS_LISTED, DUPLICATE, REMOVAL, SIMILAR, UPDATE

LISTED, LONGFORMER = "attention-is-all-you-need", "longformer-the-long-document-transformer"
FILES = "../blob/HEAD/data/papers"


def like(disposition: Disposition, *keys: str) -> Entry:
    """Return an entry that may be some papers."""
    candidates = tuple(Candidate(key, 0.5, ("same | title", "a link")) for key in keys)
    return replace(ENTRY, relation=replace(ENTRY.relation, disposition=disposition, candidates=candidates))


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(ENTRY, id="a new paper"),
        pytest.param(CROSS_LISTED, id="a listed paper for another section"),
        pytest.param(UPDATE, id="a change of one"),
        pytest.param(REMOVAL, id="its removal"),
        pytest.param(like("duplicate"), id="a duplicate of nothing that is compared"),
    ],
)
def test_where_nothing_is_asked_nothing_is_said(entry: Entry) -> None:
    assert say_candidates(entry, situation(None, entry)) == ""


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param(DUPLICATE, "For a maintainer: `/not-duplicate` if it is another paper.", id="listed"),
        pytest.param(
            like("pending", "#12"), "For a maintainer: `/not-duplicate #12` if it is another paper.", id="in a thread"
        ),
        pytest.param(
            like("duplicate", LISTED, LONGFORMER),
            f"For a maintainer: `/not-duplicate {LISTED}` if it is another paper.",
            id="the first of two",
        ),
        pytest.param(
            like("link-error", LISTED),
            f"- the same paper: `/duplicate {LISTED}`\n- another one: `/not-duplicate {LISTED}`",
            id="a link to another paper",
        ),
        pytest.param(
            like("similar", LISTED),
            f"- **A** [Attention is all you need]({FILES}/{LISTED}.yaml): NeurIPS 2017, same \\| title; a link (50%)"
            "\n  - the same paper: `/duplicate A`\n  - another one: `/not-duplicate A`",
            id="a similar one, with the reasons",
        ),
    ],
)
def test_what_it_may_be_is_named_with_the_commands(entry: Entry, words: str) -> None:
    assert say_candidates(entry, situation(None, entry)) == words


def test_an_author_who_objects_lets_a_maintainer_say_that_it_is_the_same() -> None:
    before = situation(None, DUPLICATE, state=State(objected=True))
    assert say_candidates(DUPLICATE, before).endswith(
        "if it is another paper, `/duplicate` if not, `/set FIELD VALUE` to change what is listed."
    )


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        pytest.param(DUPLICATE, "`/not-duplicate 1`", id="listed"),
        pytest.param(SIMILAR, "`/not-duplicate 1 A`", id="similar"),
        pytest.param(like("link-error", LISTED), f"`/not-duplicate 1 {LISTED}`", id="a link to another paper"),
    ],
)
def test_of_several_entries_a_command_names_the_one(entry: Entry, command: str) -> None:
    before = situation(None, entry, replace(ENTRY, number=2))
    assert command in say_candidates(before.review.entries[0], before)


@pytest.mark.parametrize(
    ("many", "folded"),
    [
        pytest.param(SHOWN_CANDIDATES, False, id="as many as are read at once"),
        pytest.param(SHOWN_CANDIDATES + 1, True, id="one more"),
    ],
)
def test_many_are_folded(many: int, folded: bool) -> None:
    entry = like("similar", *([LISTED, LONGFORMER] * many)[:many])
    said = say_candidates(entry, situation(None, entry))
    assert said.startswith(f"<details><summary>{many} listed papers are like it</summary>\n\n- **A**") == folded
    assert said.count("the same paper: ") == many


def test_what_has_no_letter_has_no_command() -> None:
    many = len(LETTERS) + 2
    entry = like("similar", *[LISTED] * many)
    said = say_candidates(entry, situation(None, entry))
    assert said.count(f"{LISTED}.yaml") == many
    assert said.count("/duplicate ") == len(LETTERS)
