"""What a thread's author wants is read from the author's words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.workflow.submissions import find_remarks, read_words
from bot.workflow.thread import Comment, Person
from tests.review.builders import catalogue
from tests.workflow.builders import AUTHOR, START, thread

BODY = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"


@pytest.mark.parametrize(
    ("author", "own", "counts"),
    [
        pytest.param(AUTHOR, False, True, id="the author's"),
        pytest.param(AUTHOR, True, False, id="the bot's, with the author's account"),
        pytest.param(Person("stranger", 99), False, False, id="a stranger's"),
        pytest.param(Person("contributor", 99), False, False, id="of a name like the author's"),
    ],
)
def test_a_later_word_counts_if_it_is_the_authors(author: Person, own: bool, counts: bool) -> None:
    later = Comment(60, author, "Title: Another title altogether", START, own=own)
    submission = read_words(thread(later, body=BODY), catalogue())
    titles = {proposal.title for proposal in submission.proposals}
    assert ("Another title altogether" in titles) is counts


@pytest.mark.parametrize(
    ("words", "own", "is_remark"),
    [
        pytest.param("I am not sure about the venue.", False, True, id="the author's"),
        pytest.param("I am not sure about the venue.", True, False, id="the bot's, with the author's account"),
        pytest.param("### Ready\n\nsays the bot", False, False, id="the bot's, repeated by the author's machine"),
    ],
)
def test_what_an_author_remarks_is_never_the_bots_word(words: str, own: bool, is_remark: bool) -> None:
    later = Comment(60, AUTHOR, words, START, own=own)
    found = thread(body=BODY)
    found = replace(found, comments=(*found.comments, later))
    remarks = find_remarks(found, read_words(found, catalogue()), (), catalogue())
    assert remarks == ((later,) if is_remark else ())
