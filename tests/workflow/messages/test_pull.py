"""The words of the bot's pull request and of its commits."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.words.showing import show_lines
from bot.workflow.messages import pull
from bot.workflow.messages.fitting import LONGEST_DESCRIPTION
from bot.workflow.thread import Person
from tests.workflow.builders import ENTRY, OTHER, situation, thread
from tests.workflow.messages.entries import CROSS_LISTED, DUPLICATE, REMOVAL, UPDATE

LINE = "- A new paper on attention. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)"
GONE = "- Longformer: The long-document transformer. *[arXiv'20]* [[Paper]](https://arxiv.org/abs/2004.05150)"
LOOKS = LINE.replace("](https://arxiv.org/abs/2407.08608)", "](<https://arxiv.org/abs/2407.08608>)")
SHOWN = f"> {LOOKS}\n\n<details><summary>Its source</summary>\n\n```md\n{LINE}\n```\n\n</details>"
ADDED = f"In **Attention**:\n\n{SHOWN}"
LIST = situation().snapshot
HOW = "Comment `/approve` here or there to merge this and bring the list up to date."
#: As GitHub's documentation lists them; any of them in a headline, and no check runs.
STOPS = re.compile(r"\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks: *true", re.IGNORECASE)


def titled(title: str) -> Entry:
    assert ENTRY.after
    return replace(ENTRY, change=replace(ENTRY.change, after=ENTRY.after._replace(title=title)))


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        pytest.param([ENTRY], "Add A new paper on attention", id="add"),
        pytest.param([UPDATE], "Update Longformer: The long-document transformer", id="update"),
        pytest.param([CROSS_LISTED], "Update Attention is all you need", id="cross-list"),
        pytest.param([REMOVAL], "Remove Longformer: The long-document transformer", id="remove"),
        pytest.param([ENTRY, OTHER], "Add 2 papers", id="two of a kind"),
        pytest.param([ENTRY, REMOVAL], "Change 2 papers", id="two of two kinds"),
        pytest.param([titled("t" * 96)], f"Add {'t' * 96}", id="as long as GitHub shows"),
        pytest.param([titled("word, " * 30)], f"Add {'word, ' * 15}word…", id="cut at a word"),
        pytest.param([titled("注意力机制" * 30)], f"Add {'注意力机制' * 19}…", id="no word to cut at"),
        pytest.param([titled("Ask @ada")], "Add Ask @\u200bada", id="nobody is called"),
    ],
)
def test_a_title_says_what_is_done_to_which_paper(entries: Sequence[Entry], words: str) -> None:
    assert pull.title(entries) == words


def test_what_changes_nothing_has_no_paper() -> None:
    with pytest.raises(ValueError, match="entry 1 changes nothing"):
        _ = DUPLICATE.paper


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param(ENTRY, ADDED, id="new"),
        pytest.param(
            replace(
                ENTRY, findings=(Finding("Old.", level="warning"), Finding("Bad."), Finding("Fine.", level="note"))
            ),
            f"{ADDED}\n\n- Old.\n- Fine.",
            id="with what was noticed, but for errors",
        ),
        pytest.param(
            REMOVAL,
            f"Removed from **Attention**:\n\n{show_lines(GONE)}",
            id="removed",
        ),
    ],
)
def test_an_entry_is_shown_as_its_line(entry: Entry, words: str) -> None:
    assert pull.show_entry(entry, LIST) == words


@pytest.mark.parametrize(
    ("kind", "closes", "origin"),
    [
        pytest.param("issue", True, "Closes #1, proposed by contributor.", id="an issue"),
        pytest.param("issue", False, "Part of #1, proposed by contributor.", id="some of an issue"),
        pytest.param("pr", True, "Takes the place of #1, proposed by contributor.", id="a request"),
        pytest.param("pr", False, "Part of #1, proposed by contributor.", id="some of a request"),
    ],
)
def test_a_description_names_its_thread_and_closes_it_with_the_last_entry(kind: str, closes: bool, origin: str) -> None:
    found = thread(kind=kind)
    assert pull.body([ENTRY], LIST, found, closes=closes) == f"{ADDED}\n\n{origin} {HOW}"
    assert pull.handed_over(found, closes=closes).endswith(f"my comment below.\n\n{origin}")


def test_a_long_description_says_what_is_left_out() -> None:
    said = pull.body([ENTRY] * 400, LIST, thread(), closes=True)
    shown = said.count(LINE)
    assert 0 < shown < 400
    assert f"… and {400 - shown} more, in the files." in said
    assert len(said) < LONGEST_DESCRIPTION + 500


def test_hand_edits_are_shown_with_the_lines_that_nobody_can_read() -> None:
    title, body = pull.hand_edits([ENTRY], [], LIST)
    assert title == "Add A new paper on attention (edited by hand)"
    assert body.endswith(ADDED)
    unread = [Finding("No title.", line=7), Finding("No link.", line=9)]
    _, body = pull.hand_edits([ENTRY], unread, LIST)
    assert body.endswith("until somebody mends them:\n\n- line 7: No title.\n- line 9: No link.")


@pytest.mark.parametrize(
    ("author", "credit"),
    [
        pytest.param(Person("ada", 9), ["Co-authored-by: ada <9+ada@users.noreply.github.com>"], id="a person"),
        pytest.param(Person("dependabot[bot]", 3, bot=True), [], id="a machine"),
    ],
)
def test_a_commit_thanks_who_proposed_it(author: Person, credit: list[str]) -> None:
    said = pull.commit_text(thread(author=author), "d" * 32)
    assert said.splitlines() == ["Proposed in #1.", "", *credit, f"Paperclerk-Entry: {'d' * 32}"]


def test_a_name_cannot_end_its_trailer() -> None:
    assert pull.plain_login(thread(author=Person("a<b> c\nd-e[bot]", 9))) == "abcd-e[bot]"


@pytest.mark.parametrize("word", ["[skip ci]", "[CI SKIP]", "[no ci]", "[skip actions]", "[actions skip]"])
def test_a_title_stops_no_checks_in_a_commits_headline(word: str) -> None:
    paper = ENTRY.paper._replace(title=f"Attention {word} in Practice")
    entry = replace(ENTRY, change=replace(ENTRY.change, after=paper))
    headline = pull.title([entry])
    assert headline.startswith("Add Attention")
    assert not STOPS.search(headline)
    assert headline.replace("\u200b", "") == f"Add Attention {word} in Practice"


@pytest.mark.parametrize("login", ["octo-cat", "ghost", "evil[bot]"])
def test_a_request_names_who_proposed_it_and_calls_nobody(login: str) -> None:
    found = thread(author=Person(login, 7))
    body = pull.body([ENTRY], situation().snapshot, found, closes=True)
    assert login.partition("[")[0].replace("-", "") in body.replace("\\", "").replace("-", "")
    assert not re.search(r"@(?=\w)", body)
