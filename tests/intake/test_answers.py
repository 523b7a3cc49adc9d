"""What short comments say to a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.answers import agrees, is_courtesy, read_answers, says_done, takes_back


@pytest.mark.parametrize(
    ("text", "said", "choice"),
    [
        pytest.param("yes", "yes", 0, id="yes"),
        pytest.param("Yes, that's the one!", "yes", 0, id="yes, in more words"),
        pytest.param("Sí", "yes", 0, id="Spanish"),
        pytest.param("네", "yes", 0, id="Korean"),
        pytest.param("是的", "yes", 0, id="Chinese"),
        pytest.param("No.", "no", 0, id="no"),
        pytest.param("the second one", "choice", 2, id="an ordinal"),
        pytest.param("first one pls", "choice", 1, id="an ordinal, in haste"),
        pytest.param("option 3", "choice", 3, id="a number"),
        pytest.param("B", "choice", 2, id="a letter"),
        pytest.param("A", "choice", 1, id="a letter that is an article"),
        pytest.param("the last one, thanks", "choice", -1, id="the last"),
        pytest.param("第二个", "choice", 2, id="a Chinese ordinal"),
        pytest.param("It's the same paper", "same", 0, id="the same"),
        pytest.param("This is a duplicate, sorry", "same", 0, id="a duplicate"),
        pytest.param("It is not the same paper", "other", 0, id="not the same"),
        pytest.param("It's not a duplicate.", "other", 0, id="no duplicate"),
        pytest.param("no, another one", "other", 0, id="another"),
        pytest.param("不是同一篇", "other", 0, id="not the same, in Chinese"),
        pytest.param("Is it the same paper?", "words", 0, id="a question"),
        pytest.param("Serving on Cloud", "words", 0, id="a name"),
        pytest.param("We propose a second stage", "words", 0, id="a number in a sentence"),
        pytest.param("> the first\n\nthe second", "choice", 2, id="below a quotation"),
        pytest.param("the second\n\nOn Mon, Nov 30, 2026, a bot wrote:\n> x", "choice", 2, id="above an old mail"),
        pytest.param("On Mon, Nov 30, 2026, a bot wrote:\n\n> x\n\nthe second", "choice", 2, id="below an old mail"),
    ],
)
def test_an_answer_is_read(text: str, said: str, choice: int) -> None:
    (answer,) = read_answers(text)
    assert (answer.said, answer.choice, answer.entry) == (said, choice, None)


def test_numbered_lines_answer_for_their_papers() -> None:
    assert [(a.entry, a.rest) for a in read_answers("1: Attention\n2) the second")] == [
        (1, "Attention"),
        (2, "the second"),
    ]


def test_a_long_comment_is_no_answer() -> None:
    assert read_answers("yes " * 100) == ()


@pytest.mark.parametrize("text", ["Thanks!", "Done, thank you very much", "谢谢", "", "> quoted only"])
def test_courtesy_asks_for_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", ["Thanks, but it is another paper", "Serving", "no"])
def test_what_says_something_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)


def test_who_grants_it_agrees() -> None:
    assert agrees("yes, it's the same one")
    assert not agrees("no, it is not the same one")


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for answer in read_answers(text):
        assert answer.rest
    is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "never mind",
        "Never mind, sorry!",
        "Please ignore this.",
        "Oh, sorry, forget it",
        "nvm",
        "算了",
        "I want to withdraw this",
        "Hmm wait, actually never mind. Sorry",
        "Sorry, I changed my mind",
    ],
)
def test_some_words_take_back_what_was_asked(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize("text", ["Never Mind the Gap: Learning Borders", "ignore the second link", "withdrawn", ""])
def test_words_that_say_more_take_nothing_back(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hmm wait, actually please keep it. Sorry",
        "Please don't remove it!",
        "Sorry, I was wrong, keep it!",
        "ok, leave it as it is then",
    ],
)
def test_a_removal_is_taken_back_by_words_for_staying(text: str) -> None:
    assert takes_back(text, removes=True)
    assert not takes_back(text)


@pytest.mark.parametrize("text", ["keep it, but correct the title", "Why did you keep it?", "thanks"])
def test_who_says_more_takes_no_removal_back(text: str) -> None:
    assert not takes_back(text, removes=True)


@pytest.mark.parametrize(
    "text", ["Done, thanks!", "I have fixed the link and the title.", "> which?\n\nfixed", "I've added the section"]
)
def test_some_words_say_that_it_is_done(text: str) -> None:
    assert says_done(text)


@pytest.mark.parametrize("text", ["Will do", "Thanks!", "I changed it to Serving", "Fixed-point attention", ""])
def test_words_that_say_more_or_less_do_not(text: str) -> None:
    assert not says_done(text)
