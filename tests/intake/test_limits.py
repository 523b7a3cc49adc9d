"""So much of a text is read: whoever writes more keeps nobody busy."""

import pytest

from bot.intake.commands import read_commands
from bot.review.rules.schema import content_faults
from tests.intake.reading import read_issue

LINK = "https://arxiv.org/abs/2407.08608"


@pytest.mark.parametrize(("before", "read"), [(15_000, True), (16_000, False), (60_000, False)])
def test_of_an_issue_sixteen_thousand_characters_are_read(before: int, read: bool) -> None:
    body = f"{'word ' * (before // 5)}\n\n{LINK}\n"
    assert any(LINK in proposal.urls for proposal in read_issue("Add a paper", body).proposals) is read


@pytest.mark.parametrize(("before", "read"), [(7_000, True), (8_000, False), (60_000, False)])
def test_of_a_comment_eight_thousand_characters_are_read_for_commands(before: int, read: bool) -> None:
    assert bool(read_commands(f"{'word ' * (before // 5)}\n\n/approve\n")) is read


@pytest.mark.parametrize("length", [3, 300, 301, 12_000])
def test_a_text_that_is_too_long_is_held_against_no_pattern(length: int) -> None:
    """The pattern of an entry's line looks back: it is only ever tried on three hundred characters."""
    content = {"name": "L", "sections": [{"id": "a", "title": "A"}], "entry": {"line": "x" * length}}
    found = [finding.message for finding in content_faults("catalogue", content)]
    assert len(found) == 1
    assert ("at most 300 are read" in found[0]) is (length > 300)
