"""What people really write -> what they propose. The papers are invented; how they are put is not."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.submission import Proposal
from tests.intake.proposals import said
from tests.intake.reading import read_issue

TITLE = "FastMoth: Sparse Decoding for Large Language Models"
LINK = "https://arxiv.org/abs/2601.01234"
CODE = "https://github.com/moth-lab/fastmoth"
WHOLE = Proposal(TITLE, (LINK,), CODE)


def one(title: str, body: str, *replies: str) -> Proposal:
    submission = read_issue(title, body, replies)
    assert submission.intent == "add", submission
    assert len(submission.proposals) == 1, submission.proposals
    return said(submission)[0]


@dataclass(frozen=True)
class Text:
    body: str
    title: str = "New paper"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(Text(f"Title: {TITLE}\nPaper: {LINK}\nCode: {CODE}"), id="labelled lines"),
        pytest.param(Text(f"Paper: {TITLE}\nLink: {LINK}\nGithub: {CODE}"), id="the title labelled Paper"),
        pytest.param(Text(f"**Title**: {TITLE}\n**arXiv**: {LINK}\n**Code**: {CODE}"), id="bold labels"),
        pytest.param(Text(f"- **Paper:** {TITLE}\n- **URL:** {LINK}\n- **Repo:** {CODE}"), id="a list of labels"),
        pytest.param(Text(f"论文题目：{TITLE}\n论文链接：{LINK}\n代码：{CODE}"), id="Chinese labels"),
        pytest.param(Text(f"[{TITLE}]({LINK}), code: {CODE}"), id="the title as a link"),
        pytest.param(Text(f"- {TITLE} [[Paper]]({LINK}) [[Code]]({CODE})"), id="this list's form"),
        pytest.param(Text(f"- {TITLE} [[paper]({LINK})] [[code]({CODE})]"), id="brackets outside"),
        pytest.param(Text(f"* **{TITLE}** [pdf]({LINK}) [github]({CODE})"), id="a bold entry"),
        pytest.param(Text(f"1. {TITLE}. [[Paper]]({LINK}) [[Code]]({CODE})"), id="a numbered entry"),
        pytest.param(
            Text(f"| Title | Paper | Code |\n|---|---|---|\n| {TITLE} | [link]({LINK}) | [github]({CODE}) |"),
            id="a table",
        ),
        pytest.param(Text(f"| {TITLE} | [link]({LINK}) | [github]({CODE}) |"), id="a row without its table"),
        pytest.param(Text(f'Please add our paper "{TITLE}" ({LINK}). Code is at {CODE}.'), id="double quotes"),
        pytest.param(Text(f"Could you add our paper “{TITLE}”? {LINK}, {CODE}"), id="curly quotes"),
        pytest.param(Text(f"We would like to propose '{TITLE}': {LINK}; code: {CODE}"), id="single quotes"),
        pytest.param(
            Text(f"Hi, great list! Our work **{TITLE}** is at {LINK} with code at {CODE}."), id="bold in prose"
        ),
        pytest.param(Text(f"{TITLE}\n{LINK}\n{CODE}"), id="a line each"),
        pytest.param(Text(f"### {TITLE}\n\n{LINK}\n\n{CODE}"), id="a heading"),
        pytest.param(
            Text(f"Hi!\n\n{TITLE}\n\nPaper: {LINK}\nCode: {CODE}\n\nThanks a lot!"), id="the title above the links"
        ),
        pytest.param(Text(f"你好，请收录我们的论文《{TITLE}》，{LINK}，代码{CODE} 谢谢！"), id="Chinese prose"),
        pytest.param(Text(f"Paper: {LINK}\nCode: {CODE}", f'Add "{TITLE}"'), id="the title in the thread's title"),
        pytest.param(Text(f"{LINK}\n{CODE}", TITLE), id="the thread's title is the paper's"),
        pytest.param(Text(f"{LINK} {CODE}", f"Add paper: {TITLE}"), id="the thread's title after a colon"),
        pytest.param(
            Text(f"```bibtex\n@article{{moth26,\n title={{{TITLE}}},\n url={{{LINK}}}\n}}\n```\nCode: {CODE}"),
            id="BibTeX",
        ),
        pytest.param(
            Text(f"@misc{{m,\n title = {{{{{TITLE}}}}},\n eprint = {{2601.01234}},\n year={{2026}}\n}}\n{CODE}"),
            id="BibTeX without a fence",
        ),
        pytest.param(Text(f"Title: {TITLE}\narXiv 2601.01234\nCode: {CODE}"), id="a number without a link"),
        pytest.param(Text(f"Title: {TITLE}\nPaper: <{LINK}>\nCode: <{CODE}>"), id="addresses in angle brackets"),
        pytest.param(Text(f"Title: {TITLE}\r\nPaper: {LINK}.\r\nCode: ({CODE})."), id="punctuation and CRLF"),
        pytest.param(
            Text(f"Title: {TITLE}\nPaper: {LINK}\nCode: {CODE}\nProject: https://fastmoth.github.io/"),
            id="a project page too",
        ),
        pytest.param(
            Text(f"Title: {TITLE}\nPaper: {LINK}\nCode: {CODE}\n\nAgain: [{TITLE}]({LINK})"), id="named twice"
        ),
        pytest.param(
            Text(f"I read https://github.com/someone/awesome-moths and miss:\n\n{TITLE}\n{LINK}\n{CODE}"),
            id="another list",
        ),
        pytest.param(
            Text(f"![stars](https://img.shields.io/github/stars/a/b)\n- {TITLE} [[Paper]]({LINK}) [[Code]]({CODE})"),
            id="a badge",
        ),
        pytest.param(
            Text(f"> - Old: A Known Paper [[Paper]](https://arxiv.org/abs/1901.00001)\n\n{TITLE}\n{LINK}\n{CODE}"),
            id="a quotation",
        ),
        pytest.param(
            Text(f"<!-- Title: An Example https://arxiv.org/abs/1901.00001 -->\nTitle: {TITLE}\n{LINK}\n{CODE}"),
            id="hidden text of a template",
        ),
        pytest.param(
            Text(f"**MothCache** and **MothTree** are its parts.\n\nTitle: {TITLE}\nPaper: {LINK}\nCode: {CODE}"),
            id="bold names of methods",
        ),
        pytest.param(Text(f"- [{TITLE}]({LINK}) | [Code]({CODE})"), id="bars"),
        pytest.param(Text(f"Recommended:\n\n1.{TITLE}\n\n[link]({LINK})\n\n{CODE}"), id="a number without a space"),
    ],
)
def test_a_paper_is_read_in_every_form(text: Text) -> None:
    found = one(text.title, text.body)
    assert (found.title, found.urls, found.code) == (TITLE, (LINK,), CODE)


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        pytest.param("Add MothBench", "", "MothBench", id="in the title"),
        pytest.param("Add Moth-X (ICLR 2026) to the list", "", "Moth-X", id="with a venue"),
        pytest.param("Request to include MothPrune", "Thanks!", "MothPrune", id="a request"),
        pytest.param("New work", "Could you add MothNet, accepted by CVPR 2026?", "MothNet", id="in a sentence"),
        pytest.param("Request", "Please include our paper MothFormer. Thank you!", "MothFormer", id="our paper"),
        pytest.param(
            "New paper", "We released a paper called MothRec last week; please add it.", "MothRec", id="called"
        ),
        pytest.param("新论文", "我是 MothChat 的作者，希望能收录。", "MothChat", id="Chinese"),
    ],
)
def test_a_short_name_is_enough_to_say_what_is_missing(title: str, body: str, name: str) -> None:
    assert one(title, body).title == name


EASTERN = {
    "Chinese, a comma": ("建议增加一些工作，比如MothChat，MothNet", ["MothChat", "MothNet"]),
    "Japanese, several": ("MothChat、MothNetなどを追加してください", ["MothChat", "MothNet"]),
    "Japanese, one": ("MothChatを追加してください", ["MothChat"]),
    "Korean": ("MothChat을 추가해 주세요", ["MothChat"]),
    "a title in its marks": ("请收录《基于深度学习的飞蛾对话综述》，谢谢", ["基于深度学习的飞蛾对话综述"]),
    "a section in the same marks": (f"建议加到《高效推理与部署》这一章节 {LINK}", [None]),
}


@pytest.mark.parametrize(("body", "names"), EASTERN.values(), ids=EASTERN)
def test_names_are_read_that_stand_right_beside_east_asian_words(body: str, names: list[str | None]) -> None:
    assert [paper.title for paper in read_issue("", body).proposals] == names


def test_an_address_alone_is_a_proposal() -> None:
    assert one("paper", LINK) == Proposal(urls=(LINK,))
    assert one(f"Add paper: {LINK}", "") == Proposal(urls=(LINK,))
    assert one("", "arXiv:2601.01234") == Proposal(urls=(LINK,))


def test_a_project_page_counts_where_there_is_no_other_link() -> None:
    assert one("Include MothFormer", "The page is https://moth.github.io/former/").urls == (
        "https://moth.github.io/former/",
    )


@pytest.mark.parametrize(
    ("body", "venue"),
    [
        pytest.param("Venue: ICLR 2026", "ICLR 2026", id="labelled"),
        pytest.param("It was accepted by NIPS'23.", "NeurIPS 2023", id="in prose"),
        pytest.param("(CVPR 2026 Highlight)", "CVPR 2026", id="in brackets"),
        pytest.param("会议：ACL 2025", "ACL 2025", id="Chinese"),
        pytest.param("It is our ECCV work.\n\nWe presented it at ECCV 2026.", "ECCV 2026", id="first without its year"),
    ],
)
def test_a_venue_is_read_wherever_it_stands(body: str, venue: str) -> None:
    assert one("New paper", f"Title: {TITLE}\nLink: {LINK}\n{body}").venue == venue


def test_a_venue_in_the_threads_title_counts() -> None:
    assert one("Add FastMoth (ICLR 2026)", f"{TITLE}\n{LINK}").venue == "ICLR 2026"


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        pytest.param("It compresses networks into flexible low-bit formats.", None, id="what a paper does"),
        pytest.param("It covers limits of networks in logical reasoning.", None, id="what a paper is about"),
        pytest.param("Please discuss it in the efficient inference part.", "efficient inference", id="a request"),
        pytest.param("It belongs to Model Compression.", "Model Compression", id="a place"),
    ],
)
def test_only_what_asks_for_a_place_says_a_section(sentence: str, section: str | None) -> None:
    assert one("New paper", f"Title: {TITLE}\nLink: {LINK}\n\n{sentence}").section == section


def test_a_section_asked_for_is_not_a_title() -> None:
    found = one("New paper", f'Title: {TITLE}\nLink: {LINK}\nIt fits the "Inference Acceleration Methods" section.')
    assert (found.title, found.section) == (TITLE, "Inference Acceleration Methods")


def test_each_of_several_papers_is_a_proposal() -> None:
    names = [
        "Alpha Moths Are Sparse Attention Learners",
        "Beta Moths Are Dense Attention Learners",
        "Gamma Moths Are Neither Of Them",
    ]
    body = "\n".join(f"- {name} [[Paper]](https://arxiv.org/abs/2601.0000{n})" for n, name in enumerate(names))
    assert [proposal.title for proposal in read_issue("Papers", body).proposals] == names
    blocks = "\n\n".join(f"Title: {name}\nLink: https://arxiv.org/abs/2601.0000{n}" for n, name in enumerate(names))
    assert [proposal.title for proposal in read_issue("Papers", blocks).proposals] == names


def test_short_names_in_a_list_are_papers_by_their_code() -> None:
    body = "Please add:\n* **[Moth](https://github.com/a/moth)**: small.\n* **[Wasp](https://github.com/a/wasp)**: big."
    assert [(p.title, p.code) for p in read_issue("Add related papers", body).proposals] == [
        ("Moth", "https://github.com/a/moth"),
        ("Wasp", "https://github.com/a/wasp"),
    ]


@pytest.mark.parametrize(
    ("title", "body", "intent"),
    [
        pytest.param("Adding papers?", "Do you still accept pull requests?", "question", id="a question"),
        pytest.param("Order", "How is the list ordered?", "question", id="how"),
        pytest.param("更新", "请问最近还更新吗？", "question", id="a Chinese question"),
        pytest.param("asdf", "asdf", "spam", id="rubbish"),
        pytest.param("CVPR", "", "spam", id="a word"),
        pytest.param("Great work", "Thank you for this wonderful list of papers.", "other", id="praise"),
        pytest.param("Format", "A table would be easier to read than bullets.", "other", id="a wish"),
        pytest.param(f"Update the venue of {TITLE}", "It is at ICLR 2026 now.", "update", id="a venue"),
        pytest.param("Broken link", f"The link of {TITLE} is dead.", "fix-link", id="a dead link"),
        pytest.param("Fix the link to FastMoth", f"It should be {LINK}", "fix-link", id="the right link"),
        pytest.param("Remove FastMoth", "It was withdrawn by its authors.", "remove", id="a withdrawal"),
        pytest.param("Add my paper", "", "add", id="nothing but the wish"),
        pytest.param("New papers on moths.", "", "add", id="new papers"),
        pytest.param("found more papers", "", "add", id="more papers"),
        pytest.param("Added arXiv link for a paper", "", "update", id="an arXiv link"),
        pytest.param("good job!", "", "other", id="two words of praise"),
        pytest.param("请求收录", "希望收录我们的工作", "add", id="a Chinese wish"),
        pytest.param(
            "Add paper",
            f"Title: Removing Broken Links from Knowledge Graphs by Updating\n{LINK}",
            "add",
            id="words of a title",
        ),
    ],
)
def test_the_intent_is_read_from_the_words(title: str, body: str, intent: str) -> None:
    assert read_issue(title, body).intent == intent


def test_only_the_first_four_intents_make_proposals() -> None:
    assert read_issue("Question", f"Why is {LINK} not in the list?").intent == "question"
    assert read_issue("Question", f"Why is {LINK} not in the list?").proposals == ()


def test_a_change_names_the_listed_paper_and_what_is_new() -> None:
    (found,) = read_issue(f'Update the venue of "{TITLE}"', "It was accepted by ICLR 2026.").proposals
    assert (found.operation, found.title, found.venue) == ("update", TITLE, "ICLR 2026")
    body = f'The paper "{TITLE}" is now named "FastMoth: Quick Decoding for Large Language Models".'
    (renamed,) = read_issue("Paper update", body).proposals
    assert renamed.title == "FastMoth: Quick Decoding for Large Language Models"
    assert renamed.replaces
    assert renamed.replaces.title == TITLE


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param("It was accepted by ICLR 2026!", {"venue": "ICLR 2026"}, id="a venue"),
        pytest.param("Venue: ICML 2026", {"venue": "ICML 2026"}, id="a labelled venue"),
        pytest.param(
            "Code: https://github.com/moth-lab/other", {"code": "https://github.com/moth-lab/other"}, id="code"
        ),
        pytest.param(
            "Sorry, the right link is https://arxiv.org/abs/2601.09999",
            {"urls": ("https://arxiv.org/abs/2601.09999",)},
            id="a link",
        ),
        pytest.param("Title: FastMoth: A Better Title", {"title": "FastMoth: A Better Title"}, id="a title"),
        pytest.param("Thank you so much for the quick answer!", {}, id="thanks"),
        pytest.param("When will it be merged?", {}, id="a question"),
        pytest.param("/recheck", {}, id="a command"),
    ],
)
def test_the_newest_statement_of_the_author_wins(reply: str, expected: dict[str, object]) -> None:
    found = one("New paper", f"Title: {TITLE}\nPaper: {LINK}\nCode: {CODE}\nVenue: AAAI 2026", reply)
    before = {"title": TITLE, "urls": (LINK,), "code": CODE, "venue": "AAAI 2026"}
    assert {name: getattr(found, name) for name in before} == {**before, **expected}


@pytest.mark.parametrize(
    "reply",
    [
        "Thanks for maintaining this great survey of efficient models!",
        "Sorry for the delay, I was travelling. Anything else needed from my side?",
        "Great paper, I used it in my project on Long Context Inference.",
        "cc Ada Moth, Ben Wasp",
        "We also released a blog post with benchmarks.",
        "谢谢维护者的工作！",
        "I think this is related to Efficient Moths: A Survey, which is already listed.",
        "Congrats to the Moth AI team",
        "Could a maintainer have a look please?",
        "Nice Work",
    ],
)
def test_small_talk_changes_nothing(reply: str) -> None:
    body = f"Title: {TITLE}\nPaper: {LINK}\nSection: Serving\nVenue: AAAI 2026"
    assert read_issue("New paper", body, [reply]) == read_issue("New paper", body)


def test_a_later_comment_can_add_another_paper() -> None:
    other = "Title: Wasps Are Better Sparse Attention Learners\nPaper: https://arxiv.org/abs/2601.07777"
    found = read_issue("New paper", f"Title: {TITLE}\nPaper: {LINK}", [other]).proposals
    assert [proposal.urls for proposal in found] == [(LINK,), ("https://arxiv.org/abs/2601.07777",)]


@pytest.mark.parametrize("text", ["\0", "\ud800", "\u202e" * 100, "> " * 500 + "x", "  - " * 300, "\r\r\n", "#" * 999])
def test_odd_characters_do_no_harm(text: str) -> None:
    found = one("New paper", f"Title: {TITLE}\n\n{LINK}\n\n{text}")
    assert (found.title, found.urls) == (TITLE, (LINK,))


@given(st.text(max_size=300), st.text(max_size=600))
def test_no_text_is_too_odd_to_read(title: str, body: str) -> None:
    submission = read_issue(title, body, [body])
    assert all(proposal.title or proposal.urls or proposal.code for proposal in submission.proposals)
