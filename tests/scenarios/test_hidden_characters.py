"""Somebody hides something in a text: it reaches no list, and the maintainer hears of it."""

from bot.catalogue.characters import UNSEEN
from tests.stage import Stage

BODY = "Title: A new {}paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"
RECORD = 'title: "A new {}paper on attention"\nsections:\n  attention: null\nlinks:\n  - {{label: "Paper", url: "https://x.org/1"}}\n'
HIDDEN = {
    "\u200b": "U+200B ZERO WIDTH SPACE",
    "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "\x1b": "U+001B ESCAPE",
    "\U000e0041": "U+E0041 TAG LATIN CAPITAL LETTER A",
}


def test_an_issue(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", BODY.format("".join(HIDDEN)))
    assert [name for name in HIDDEN.values() if name not in stage.answer(number)] == []
    stage.maintainer.comments(number, "/approve")
    assert "A new paper on attention" in stage.text("data/README.md")
    assert not UNSEEN.search(stage.text("data/README.md"))


def test_a_title_that_is_set(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", BODY.format(""))
    stage.contributor.comments(number, "/set title A new\u202e title\u200b on attention")
    assert "A new title on attention" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "A new title on attention" in stage.text("data/README.md")


def test_a_papers_file(stage: Stage) -> None:
    escaped = "".join(f"\\U{ord(each):08x}" for each in HIDDEN)
    number = stage.contributor.proposes({"data/papers/a-new-paper.yaml": RECORD.format(escaped)})
    assert [name for name in HIDDEN.values() if name not in stage.answer(number)] == []
    assert "Ready" not in stage.headline(number)


def test_a_line_of_the_list(stage: Stage) -> None:
    page, mark = stage.text("data/README.md"), "<!-- paperclerk:end attention -->"
    line = "- A new \u202epaper\u200b on attention. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)\n"
    number = stage.contributor.proposes({"data/README.md": page.replace(mark, f"{line}{mark}")})
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "A new paper on attention" in stage.text("data/README.md")
    assert not UNSEEN.search(stage.text("data/README.md"))
