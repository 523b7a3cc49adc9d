"""The issue of a list's care: what it shows, what ticks in it mean, and what stands at its hidden end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.memory import CareMemory
from bot.care.task import Amendment, Task
from bot.workflow.messages.care import (
    LONGEST_BODY,
    MOST_SHOWN,
    Ticks,
    commit_words,
    forget_care,
    is_care,
    read_care,
    read_ticks,
    show_change,
    split_care,
    write_care,
)
from bot.workflow.snapshots.care import Offer
from bot.workflow.snapshots.snapshot import Lines
from tests.care.builders import TASKS, TEXTS

OFFERS = st.builds(Offer, TASKS, st.builds(Lines, TEXTS, TEXTS), st.just("README.md"))
MAMBA = Task("published", "mamba", "Mamba", "says a service", Amendment(venue="COLM", year=2024))
HYENA = Task("published", "hyena", "Hyena", "says a table", Amendment(venue="ICML", year=2023))
GONE = Task("retracted", "gone", "A paper that is gone", "retracted, says Crossref")
LINES = Lines("- A *[arXiv'23]* x", "- A *[ICML'24]* x")
#: The issue that shows the three, and what is remembered with it.
BODY, MEMORY = write_care([Offer(task, LINES, "README.md") for task in (GONE, MAMBA, HYENA)], CareMemory())


def tick(*marks: str) -> str:
    """Return the issue with the boxes of some marks ticked."""
    lines = BODY.split("\n")
    return "\n".join(
        line.replace("[ ]", "[x]") if any(f"<!-- {mark} -->" in line for mark in marks) else line for line in lines
    )


@pytest.mark.parametrize(
    ("marks", "done", "left"),
    [
        pytest.param([], [], [], id="none"),
        pytest.param([f"do:{MAMBA.key}"], [MAMBA], [], id="one that is to be done"),
        pytest.param([f"leave:{GONE.key}"], [], [GONE], id="one that is to be left, of which nothing can be done"),
        pytest.param(["all:published"], [MAMBA, HYENA], [], id="all of a kind"),
        pytest.param(["all:published", f"leave:{HYENA.key}"], [MAMBA], [HYENA], id="all but one"),
        pytest.param([f"do:{MAMBA.key}", f"leave:{MAMBA.key}"], [], [MAMBA], id="both boxes: it is left"),
    ],
)
def test_what_is_ticked(marks: list[str], done: list[Task], left: list[Task]) -> None:
    ticks = read_ticks(tick(*marks), MEMORY)
    assert ticks == Ticks(frozenset(task.key for task in done), frozenset(task.key for task in left))
    assert bool(ticks) == bool(marks)


@pytest.mark.parametrize(
    ("body", "memory"),
    [
        pytest.param(tick(f"do:{MAMBA.key}"), CareMemory(), id="of nothing that was shown"),
        pytest.param(f"- [x] <!-- do:{MAMBA.key} --> and more\n\n{BODY}", MEMORY, id="with words behind it"),
        pytest.param(f"> - [x] Mamba <!-- do:{MAMBA.key} -->\n\n{BODY}", MEMORY, id="in a quote"),
        pytest.param(f"- [x] A paper <!-- do:{GONE.key} -->\n\n{BODY}", MEMORY, id="of what only people can do"),
    ],
)
def test_a_tick_that_was_not_offered_counts_for_nothing(body: str, memory: CareMemory) -> None:
    assert not read_ticks(body, memory)


def test_each_kind_has_its_heading_and_of_several_tasks_one_box_for_all() -> None:
    assert [line for line in BODY.split("\n") if line.startswith(("###", "- "))] == [
        "### Retractions and corrections",
        "- [A paper that is gone](../blob/HEAD/README.md): retracted, says Crossref",
        "### Preprints that are published",
        "- [ ] **all 2 of these** <!-- all:published -->",
        f"- [ ] [Mamba](../blob/HEAD/README.md): `arXiv'23` → `ICML'24`; says a service <!-- do:{MAMBA.key} -->",
        f"- [ ] [Hyena](../blob/HEAD/README.md): `arXiv'23` → `ICML'24`; says a table <!-- do:{HYENA.key} -->",
    ]
    assert BODY.count("leave it <!-- leave:") == 3


@pytest.mark.parametrize(
    ("memory", "notes", "words"),
    [
        pytest.param(CareMemory(), [], "There is nothing to do now.", id="nothing"),
        pytest.param(CareMemory(), ["One reads otherwise."], "> One reads otherwise.\n\nThere is nothing", id="a note"),
        pytest.param(CareMemory(suspects={"u": ("x",)}), [], "1 link did not lead anywhere lately.", id="a link"),
    ],
)
def test_what_is_said_where_nothing_is_to_be_done(memory: CareMemory, notes: list[str], words: str) -> None:
    body, kept = write_care([], memory, notes)
    assert words in body
    assert kept == memory


def test_what_is_remembered_stands_at_the_hidden_end_and_can_be_forgotten() -> None:
    plain, hidden = split_care(BODY.replace("\n", "\r\n"))
    assert plain + hidden == BODY
    assert is_care(hidden)
    assert not is_care(plain)
    assert read_care(BODY) == MEMORY
    forgotten = forget_care(BODY)
    assert forgotten.startswith(plain)
    assert is_care(forgotten)
    assert read_care(forgotten) == CareMemory()


def test_a_memory_counts_at_the_end_alone() -> None:
    assert read_care(f"{BODY}\n\nA last word") == CareMemory()
    assert read_care(f"{split_care(BODY)[1]}\n\n{write_care([], CareMemory(looked='x'))[0]}").looked == "x"


def test_no_more_is_shown_than_people_look_at() -> None:
    tasks = [replace(MAMBA, title=f"Paper {number}") for number in range(MOST_SHOWN + 3)]
    body, kept = write_care([Offer(task, LINES, "README.md") for task in tasks], CareMemory())
    assert len(kept.shown) == MOST_SHOWN
    assert "3 tasks more come once there is room here." in body


@pytest.mark.parametrize(
    ("done", "words"),
    [
        pytest.param(["Mamba: published"], "Look after 1 paper (#3)\n\n- Mamba: published", id="one"),
        pytest.param(["a", "b"], "Look after 2 papers (#3)\n\n- a\n- b", id="two"),
    ],
)
def test_a_commit_names_what_was_done(done: list[str], words: str) -> None:
    assert commit_words(3, done) == words


@given(st.lists(OFFERS, max_size=8))
def test_what_strangers_wrote_ticks_nothing_and_ends_nothing(offers: list[Offer]) -> None:
    body, kept = write_care(offers, CareMemory())
    assert read_care(body) == kept
    assert not read_ticks(body, kept)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("- A *[arXiv'23]* x", "- A *[ICML'24]* x", "`arXiv'23` → `ICML'24`"),
        ("- A [[Paper]](u)", "- A [[Paper]](u) [[Code]](v)", "nothing → `[[Code]](v)`"),
        ("| 2023 | [A](u) | arXiv |", "| 2024 | [A](u) | ICML |", "`2023` → `2024`, `arXiv` → `ICML`"),
        ("- A. [[URL]](u)", "- A. *[ICML'24]* [[URL]](u)", "nothing → `*[ICML'24]*`"),
        ("- A.<ins>arXiv, 2024</ins> x", "- A.<ins>CVPR, 2024</ins> x", "`arXiv` → `CVPR`"),
        ("- A. _arXiv 2023_ x", "- A. _CVPR 2024_ x", "`arXiv 2023` → `CVPR 2024`"),
        ("A paper", "The paper", "`A` → `The`"),
        ("paper", "A paper", "nothing → `A`"),
        ("- A", "", "take out `- A`"),
    ],
    ids=[
        "a venue",
        "a link that comes",
        "cells of a row",
        "a venue that comes",
        "a venue between tags",
        "a venue between underscores",
        "a word",
        "a first word",
        "a line that goes",
    ],
)
def test_a_change_is_shown_by_what_goes_and_what_comes(before: str, after: str, shown: str) -> None:
    assert show_change(Lines(before, after)) == shown


def test_however_much_is_to_be_done_the_issue_has_room_and_says_how_much_is_left() -> None:
    line = "word " * 100
    offers = [
        Offer(
            Task("dead", str(n), f"Paper {n} {line}", line, Amendment(url="u", to=str(n))),
            Lines(line, "x"),
            "README.md",
        )
        for n in range(3_000)
    ]
    body, kept = write_care(offers, CareMemory(declined=tuple(map(str, range(50_000)))))
    assert len(body) <= LONGEST_BODY
    assert kept.shown
    assert kept.left == 3_000 - len(kept.shown)
    assert f"{kept.left} tasks more come once there is room" in body
