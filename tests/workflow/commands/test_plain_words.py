"""What plain words stand for, because of what the bot asked."""

from dataclasses import replace

import pytest

from bot.intake.commands import Command
from bot.review.entry import Entry
from bot.review.review import Review
from bot.workflow.commands.plain_words import Translator
from tests.review.builders import catalogue
from tests.workflow.builders import ENTRY, asks
from tests.workflow.messages.entries import CROSS_LISTED, DUPLICATE, NO_LINK, NO_SECTION, REMOVAL, SIMILAR

LINK = "https://arxiv.org/abs/2407.08612"
FLEXGEN, LONGFORMER = DUPLICATE.relation.candidates[0].key, SIMILAR.relation.candidates[0].key
TITLED = asks(ENTRY)


def translated(body: str, entries: tuple[Entry, ...], *, own: bool = False, seen: bool = True) -> list[Command]:
    """The commands that a comment stands for, about one entry or several numbered ones."""
    if len(entries) > 1:
        entries = tuple(replace(each, number=n, choice=f"{n} ") for n, each in enumerate(entries, start=1))
    return list(Translator(Review("add", entries), catalogue(), own=own, seen=seen).translate(body))


@pytest.mark.parametrize(
    ("body", "entries", "stands_for"),
    [
        pytest.param("Serving", (NO_SECTION,), [("section", "serving")], id="a section by its name"),
        pytest.param("Serving", (ENTRY,), [], id="a section that nobody asked for"),
        pytest.param("the first", (NO_SECTION,), [("section", "attention")], id="the first that is offered"),
        pytest.param("the second", (NO_SECTION,), [("section", "serving")], id="the second that is offered"),
        pytest.param("the last", (NO_SECTION,), [("section", "serving")], id="the last that is offered"),
        pytest.param("dunno, the second?", (NO_SECTION,), [("section", "serving")], id="a choice with a doubt"),
        pytest.param("I'm not sure, maybe 2", (NO_SECTION,), [("section", "serving")], id="a number with a doubt"),
        pytest.param("not sure", (NO_SECTION,), [], id="a doubt alone"),
        pytest.param("the third", (NO_SECTION,), [], id="more than is offered"),
        pytest.param("yes", (NO_SECTION,), [], id="yes, where two are offered"),
        pytest.param("the first", (ENTRY,), [], id="a choice where no section is missing"),
        pytest.param("the last", (ENTRY, NO_SECTION), [("section", "2 serving")], id="the entry that has no section"),
        pytest.param("the first", (NO_SECTION, NO_SECTION), [], id="two that have no section"),
        pytest.param(
            "2: the first", (NO_SECTION, NO_SECTION), [("section", "2 attention")], id="one of two by its number"
        ),
        pytest.param("the same paper", (SIMILAR,), [("duplicate", LONGFORMER)], id="a similar paper is the same"),
        pytest.param("yes", (SIMILAR,), [("duplicate", LONGFORMER)], id="yes to a similar paper"),
        pytest.param("no", (SIMILAR,), [("not-duplicate", LONGFORMER)], id="no to a similar paper"),
        pytest.param("a different paper", (SIMILAR,), [("not-duplicate", LONGFORMER)], id="a similar one is another"),
        pytest.param("yes", (DUPLICATE,), [], id="yes to what is no question"),
        pytest.param("no", (DUPLICATE,), [], id="no to what is no question"),
        pytest.param("a different paper", (DUPLICATE,), [("not-duplicate", FLEXGEN)], id="a duplicate is another"),
        pytest.param("the same paper", (ENTRY,), [], id="the same as nothing"),
        pytest.param("the same paper", (REMOVAL,), [], id="a removal is not compared"),
        pytest.param("a different paper", (CROSS_LISTED,), [], id="a second section is not compared"),
        pytest.param(
            "no", (DUPLICATE, SIMILAR), [("not-duplicate", f"2 {LONGFORMER}")], id="the one that waits for a maintainer"
        ),
        pytest.param(LINK, (NO_LINK,), [("set", f"link {LINK}")], id="a link that is missing"),
        pytest.param("arXiv:2407.08612", (NO_LINK,), [("set", f"link {LINK}")], id="an identifier is a link"),
        pytest.param(LINK, (TITLED,), [], id="a link that nobody asked for"),
        pytest.param("Title: A better title", (TITLED,), [("set", "title A better title")], id="a missing title"),
        pytest.param("Title: A better title", (NO_LINK,), [], id="a title that nobody asked for"),
        pytest.param("Link: ftp://x.example/paper.pdf", (NO_LINK,), [], id="an address of no web page"),
        pytest.param(f"[One]({LINK}) and [two](https://arxiv.org/abs/2407.08613)", (NO_LINK,), [], id="two papers"),
        pytest.param(f"2: {LINK}", (NO_LINK, NO_LINK), [("set", f"2 link {LINK}")], id="one of two links"),
        pytest.param(LINK, (NO_LINK, NO_LINK), [], id="two links are missing"),
        pytest.param(LINK, (NO_LINK, ENTRY), [("set", f"1 link {LINK}")], id="the entry whose link is missing"),
        pytest.param(LINK, (NO_LINK, TITLED), [], id="two entries miss something"),
        pytest.param("Looks fine to me", (NO_LINK,), [], id="words that say nothing"),
    ],
)
def test_a_maintainers_words_answer_what_is_asked(
    body: str, entries: tuple[Entry, ...], stands_for: list[tuple[str, str]]
) -> None:
    assert translated(body, entries) == [Command(*each) for each in stands_for]


@pytest.mark.parametrize(
    ("body", "entry", "stands_for"),
    [
        pytest.param("Serving", ENTRY, [("section", "serving")], id="a section in one word"),
        pytest.param("It fits.\nSection: Serving\nThanks", ENTRY, [("section", "serving")], id="a section in a line"),
        pytest.param("> Section: Serving", ENTRY, [], id="a section that is only quoted"),
        pytest.param(
            "sorry, Serving. oh also the code is at https://github.com/a/b",
            ENTRY,
            [("section", "serving")],
            id="a section in a sentence of its own",
        ),
        pytest.param("We improve serving by far. Thanks!", ENTRY, [], id="a section in a sentence of other words"),
        pytest.param("> It fits.\n> Section: Serving\n\nThanks", ENTRY, [], id="a quoted line"),
        pytest.param("Serving", REMOVAL, [], id="a removal has no section"),
        pytest.param("the first", NO_SECTION, [("section", "attention")], id="a choice"),
        pytest.param("the same paper", SIMILAR, [], id="what two papers are is not for authors"),
        pytest.param(LINK, NO_LINK, [], id="a link is read with the thread"),
    ],
)
def test_an_authors_words_choose_a_section_and_settle_nothing_else(
    body: str, entry: Entry, stands_for: list[tuple[str, str]]
) -> None:
    assert translated(body, (entry,), own=True) == [Command(*each) for each in stands_for]


@pytest.mark.parametrize(
    ("body", "entry", "stands_for"),
    [
        pytest.param("the first", NO_SECTION, [], id="a choice of what was not offered yet"),
        pytest.param("yes", SIMILAR, [], id="yes to nothing"),
        pytest.param("no", SIMILAR, [], id="no to nothing"),
        pytest.param("Serving", NO_SECTION, [("section", "serving")], id="a name needs no question"),
        pytest.param(LINK, NO_LINK, [("set", f"link {LINK}")], id="nor does a link"),
    ],
)
def test_what_was_written_before_the_question_answers_no_question(
    body: str, entry: Entry, stands_for: list[tuple[str, str]]
) -> None:
    assert translated(body, (entry,), seen=False) == [Command(*each) for each in stands_for]
