"""What the comment says of what it made no entry of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.intake.text.prose import MOST_PROPOSALS
from bot.review.review import Review
from bot.workflow.messages.comment import say_unused
from tests.workflow.builders import ENTRY, situation, thread

LINKS = tuple(f"https://lab.example.org/{number}" for number in range(9))


@pytest.mark.parametrize(
    ("entries", "unused", "words"),
    [
        pytest.param(2, (), [], id="none"),
        pytest.param(2, LINKS[:2], [f"Not used: `{LINKS[0]}`, `{LINKS[1]}`. I did not see"], id="two"),
        pytest.param(2, LINKS, [f"`{LINKS[4]}` and 4 more. I did not see"], id="many"),
        pytest.param(
            MOST_PROPOSALS, LINKS[:1], ["50 papers are the most for one thread", "open another"], id="too many papers"
        ),
    ],
)
def test_what_is_no_entry_is_named_with_the_reason(entries: int, unused: tuple[str, ...], words: list[str]) -> None:
    found = Review("add", tuple(replace(ENTRY, number=n) for n in range(1, entries + 1)), unused=unused)
    said = say_unused(replace(situation(thread(), days=0), review=found))
    assert bool(said) == bool(words)
    for some in words:
        assert some in said
