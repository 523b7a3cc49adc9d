"""Links among several papers that are none: they are said, and are nobody else's code; the papers are invented."""

import pytest

from tests.intake.reading import read_issue

U1, U2, U3 = (f"https://arxiv.org/abs/2711.0123{number}" for number in (1, 2, 3))
BLOG, TALK = "https://lab.example.org/blog/serving", "https://huggingface.co/blog/serving"
CODE, OTHER = "https://github.com/lab-a/pagedgraph", "https://github.com/lab-b/sparse"


@pytest.mark.parametrize(
    ("body", "unused", "code"),
    [
        pytest.param(f"- {U1}\n- {BLOG}\n- {U2}", (BLOG,), [None, None], id="a blog"),
        pytest.param(f"1. {U1}\n2. {TALK}\n3. {U2}", (TALK,), [None, None], id="a numbered list"),
        pytest.param(f"- {U1}\n- {BLOG}\n- {BLOG}\n- {U2}", (BLOG,), [None, None], id="twice the same"),
        pytest.param(f"{U1}\n{BLOG}\n{U2}", (BLOG,), [None, None], id="lines without marks"),
        pytest.param(f"- {U1}\n- {CODE}\n- {U2}\n- {OTHER}", (), [CODE, OTHER], id="each with its code"),
        pytest.param(f"{U1}\n{CODE}\n{U2}", (), [CODE, None], id="code below its paper"),
        pytest.param(f"- {U1}\n- [code]({CODE})\n- {U2}", (), [CODE, None], id="a link that says what it is"),
        pytest.param(f"- {U1}\n- Code: {CODE}\n- {U2}", (), [CODE, None], id="a label"),
        pytest.param(f"- {U1}\n  - {CODE}\n- {U2}\n  - {BLOG}", (), [CODE, None], id="inside a paper's item"),
        pytest.param(f"- {U1}\n  [![stars](x.svg)]({CODE})\n- {U2}", (), [CODE, None], id="a badge below its paper"),
        pytest.param(f"- {U1}\n- {U1}v2\n- {U2}", (), [None, None], id="another version of a paper"),
        pytest.param(f"{U1}\n{U2}\n\nBest,\nJane\n{BLOG}", (), [None, None], id="the author's page"),
        pytest.param(f"- {U1}\n- {CODE}\n- {BLOG}", (BLOG,), [CODE], id="one paper with its pages"),
        pytest.param(f"{U1}\nProject page: {BLOG}\nCode: {CODE}", (BLOG,), [CODE], id="a page that its label names"),
        pytest.param(f"{U1} [[Project]]({BLOG}) [[Code]]({CODE})", (BLOG,), [CODE], id="a page that its words name"),
        pytest.param(
            f"Two projects:\n{OTHER}\n\nPaged Graphs of Moths. {CODE}", (OTHER,), [CODE], id="code that nobody names"
        ),
        pytest.param(f"{U1}\n\nBest,\nJane, {BLOG}", (), [None], id="the author's page behind a name"),
    ],
)
def test_what_was_not_taken_is_known(body: str, unused: tuple[str, ...], code: list[str | None]) -> None:
    found = read_issue("New papers", body)
    assert found.unused == unused
    assert [proposal.code for proposal in found.proposals] == code


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        pytest.param(f"1. {U1}\n2. {BLOG}\n3. {U2}", (1, 3), id="a list with what is no paper"),
        pytest.param(f"(2) {U1}\n(3) {U2}", (2, 3), id="numbers in brackets"),
        pytest.param(f"① {U1}\n③ {U2}", (1, 3), id="numbers in circles"),
        pytest.param(f"2. A word on it:\n   {U1}\n   - its page: {BLOG}\n3. {U2}", (2, 3), id="more below an item"),
        pytest.param(f"1. {U1}\n1. {U2}", (), id="one number for all"),
        pytest.param(f"1. {U1}\n\n# More\n\n1. {U2}", (), id="two lists"),
        pytest.param(f"- {U1}\n- {U2}", (), id="no numbers"),
        pytest.param(f"{U3}\n\n1. {U1}\n2. {U2}", (), id="one without"),
        pytest.param(f"3. {U1}", (), id="a single paper"),
    ],
)
def test_papers_have_the_numbers_that_their_author_gave_them(body: str, numbers: tuple[int, ...]) -> None:
    assert read_issue("New papers", body).numbers == numbers


def test_papers_beyond_the_limit_are_said_too() -> None:
    links = [f"https://arxiv.org/abs/2711.{number:05}" for number in range(1, 71)]
    found = read_issue("New papers", "\n".join(f"- {link}" for link in links))
    assert [url for proposal in found.proposals for url in proposal.urls] + list(found.unused) == links
