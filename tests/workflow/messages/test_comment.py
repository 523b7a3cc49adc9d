"""The one comment: whole, as people read it, and what it says of links that it made no entry of."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.intake.submission import MOST_PROPOSALS
from bot.localhub.markup import render
from bot.review.change import PaperChange
from bot.review.review import Review
from bot.workflow.messages.comment import say_unused, write
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State, read_decision
from tests.workflow.builders import ENTRY, OTHER, approved, asks, pull, situation, thread
from tests.workflow.messages.entries import CROSS_LISTED, DUPLICATE, NO_LINK, NO_SECTION, REMOVAL, SIMILAR, UPDATE

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
        pytest.param(
            1,
            ("https://arxiv.org/abs/2305.14314",),
            ["Not used: `https://arxiv.org/abs/2305.14314`. If one is a paper to add, put it on a line of its own."],
            id="a paper's own number",
        ),
    ],
)
def test_what_is_no_entry_is_named_with_the_reason(entries: int, unused: tuple[str, ...], words: list[str]) -> None:
    found = Review("add", tuple(replace(ENTRY, number=n) for n in range(1, entries + 1)), unused=unused)
    said = say_unused(replace(situation(thread(), days=0), review=found))
    assert bool(said) == bool(words)
    for some in words:
        assert some in said


def decided(kind: str, subject: str, *, over: bool) -> Situation:
    state = State(decisions={OTHER.key: read_decision(kind, "ada", subject)}, over=over)  # type: ignore[arg-type]
    return situation(None, replace(ENTRY, number=1), OTHER, state=state)


LONGFORMER = "longformer-the-long-document-transformer"
STALE = Decision("approved", "ada grace", entry_hash="the hash of another form")
COMMENTS = {
    "a new paper": situation(thread(pull=pull())),
    "a duplicate": situation(None, DUPLICATE),
    "a similar paper": situation(None, SIMILAR),
    "another section": situation(None, CROSS_LISTED),
    "no link": situation(None, NO_LINK),
    "no section": situation(None, NO_SECTION),
    "an update": situation(None, UPDATE),
    "a removal": situation(thread(body="It was withdrawn, see #12.\n\n@grace knows."), REMOVAL),
    "not looked up": replace(situation(), looks_up=False),
    "approved": situation(thread(pull=pull()), state=approved()),
    "approved, and changed since": situation(state=State(decisions={ENTRY.key: STALE})),
    "two, one asked about": situation(None, asks(ENTRY), OTHER),
    "two, one rejected": decided("rejected", "too *old*", over=False),
    "two, one listed": decided("listed", LONGFORMER, over=False),
    "over, one of two rejected": decided("rejected", "too old", over=True),
    "over, one of two a duplicate": decided("duplicate", "#12", over=True),
    "other files": replace(
        situation(thread(kind="pr")), review=Review("add", (ENTRY,), rest=("setup.py",), hidden=("a soft hyphen",))
    ),
}
FOLDER = Path(__file__).with_name("comments")


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_reads_as_it_should(name: str) -> None:
    path = FOLDER / f"{name.replace(', ', ' ').replace(' ', '-')}.md"
    assert f"{write(COMMENTS[name])}\n" == path.read_text(encoding="utf-8")


def test_every_comment_that_is_kept_is_looked_at() -> None:
    assert len(list(FOLDER.iterdir())) == len(COMMENTS)


NASTY = "A | B <img src=x> [x](https://evil.example) `code` @everyone #12 <!-- paperclerk:state {} -->"
FIRES = re.compile(r"(?<![\w/])[@#](?=\w)")


@pytest.mark.parametrize("field", ["title", "venue"])
def test_a_field_of_the_comment_is_shown_as_it_is(field: str) -> None:
    said: dict[str, Any] = {field: NASTY}
    paper, draft = ENTRY.paper._replace(**said), replace(ENTRY.draft, **said)
    entry = replace(ENTRY, draft=draft, change=replace(ENTRY.change, after=paper))
    shown = render(write(replace(situation(), review=Review("add", (entry,)))), "/o/r")
    (value,) = re.findall(rf"<li><strong>{field.capitalize()}</strong>:(.+?) \(from .+?\)</li>", shown)
    assert not re.search(r"<(?:img|a|code)\b", value)
    words = re.sub(r"<[^>]+>", "", value).replace("&lt;", "<").replace("&gt;", ">")
    assert not FIRES.search(words)
    assert "A | B <img src=x>" in words


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(("attention",), ("attention",), "Its line stays as it is:", id="where it was"),
        pytest.param(("attention",), ("attention", "serving"), "Its line stays as it is:", id="in one more section"),
        pytest.param(("attention",), ("serving",), "Its line moves as it is:", id="in another section"),
        pytest.param(("attention", "serving"), ("serving",), "Its line in **Serving** stays as it is:", id="in one"),
    ],
)
def test_of_a_line_that_stays_is_said_where(old: tuple[str, ...], new: tuple[str, ...], said: str) -> None:
    papers = [CROSS_LISTED.before and CROSS_LISTED.before._replace(sections=dict.fromkeys(s)) for s in (old, new)]
    entry = replace(CROSS_LISTED, change=PaperChange(*papers))
    assert said in write(situation(None, entry))
