"""Somebody hides something in a text: it reaches no list, and the maintainer hears of it."""

from __future__ import annotations

import pytest

from bot.catalogue.characters import UNSEEN
from tests.stage import Stage

BODY = "Title: A new {}paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"
RECORD = 'title: "A new {}paper on attention"\nsections:\n  attention: null\nlinks:\n  - {{label: "Paper", url: "https://x.org/1"}}\n'
HIDDEN = {
    "zero-width space": ("\u200b", "U+200B ZERO WIDTH SPACE"),
    "right-to-left override": ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "escape": ("\x1b", "U+001B ESCAPE"),
    "tag": ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
}


@pytest.mark.parametrize(("char", "name"), HIDDEN.values(), ids=HIDDEN)
def test_an_issue(stage: Stage, char: str, name: str) -> None:
    number = stage.contributor.writes("Add a paper", BODY.format(char))
    assert name in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "A new paper on attention" in stage.text("data/README.md")
    assert not UNSEEN.search(stage.text("data/README.md"))


def test_a_title_that_is_set(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", BODY.format(""))
    stage.contributor.comments(number, "/set title A new\u202e title\u200b on attention")
    assert "A new title on attention" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "A new title on attention" in stage.text("data/README.md")


@pytest.mark.parametrize(("char", "name"), HIDDEN.values(), ids=HIDDEN)
def test_a_papers_file(stage: Stage, char: str, name: str) -> None:
    escaped = "".join(f"\\U{ord(each):08x}" for each in char)
    number = stage.contributor.proposes({"data/papers/a-new-paper.yaml": RECORD.format(escaped)})
    assert name in stage.answer(number)
    assert "Ready" not in stage.headline(number)


def test_a_line_of_the_list(stage: Stage) -> None:
    page, mark = stage.text("data/README.md"), "<!-- paperclerk:end attention -->"
    line = "- A new \u202epaper\u200b on attention. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)\n"
    number = stage.contributor.proposes({"data/README.md": page.replace(mark, f"{line}{mark}")})
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "A new paper on attention" in stage.text("data/README.md")
    assert not UNSEEN.search(stage.text("data/README.md"))
