"""The words of the bot's pull request and of its commits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.workflow.messages import pull
from tests.workflow.builders import ENTRY

#: As GitHub's documentation lists them; any of them in a headline, and no check runs.
STOPS = re.compile(r"\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks: *true", re.IGNORECASE)


@pytest.mark.parametrize("word", ["[skip ci]", "[CI SKIP]", "[no ci]", "[skip actions]", "[actions skip]"])
def test_a_title_stops_no_checks_in_a_commits_headline(word: str) -> None:
    paper = replace(pull.paper_of(ENTRY), title=f"Attention {word} in Practice")
    entry = replace(ENTRY, change=replace(ENTRY.change, after=paper))
    headline = pull.title([entry])
    assert headline.startswith("Add Attention")
    assert not STOPS.search(headline)
    assert headline.replace("\u200b", "") == f"Add Attention {word} in Practice"
