"""What people want of a list, and what they want changed of its papers; the papers are invented."""

import pytest

from bot.intake.submission import Intent, Proposal
from tests.intake.proposals import said
from tests.intake.reading import read_issue

PAGED = "PagedGraph: Memory-Efficient Serving of Graph Transformers"
SPARSE = "Sparse Routing Makes Mixture Models Cheap"
U1, U2 = "https://arxiv.org/abs/2711.01231", "https://arxiv.org/abs/2711.01232"
C1, C2 = "https://github.com/lab-a/pagedgraph", "https://github.com/lab-b/sparse-routing"


@pytest.mark.parametrize(
    ("title", "body", "intent"),
    [
        pytest.param("Scope", "Which papers should be in this list?", "question", id="what should be in the list"),
        pytest.param("Please add our paper", "", "add", id="a paper, not said which"),
        pytest.param(f"Is {PAGED} really about graphs?", "", "question", id="about a paper, in the thread's title"),
        pytest.param(f'Why is "{PAGED}" in the list?', "", "question", id="why it is listed"),
        pytest.param("Edit accepted papers", "", "update", id="an edit of papers"),
        pytest.param("Paper list", "You could add oral and poster, accepted paper lists", "other", id="lists"),
        pytest.param("Create a list of papers on moths", "", "other", id="a list to make"),
        pytest.param("Add one paper", "What a great list!\nAdd one paper in Planning", "add", id="a cry"),
        pytest.param("Feature request", "Add citation counts", "other", id="what a list can show"),
        pytest.param("Add a column for the citations of papers", "", "other", id="a column"),
        pytest.param(
            "Page", "Please add the project page https://moth.io to PagedGraph?", "update", id="a project page"
        ),
        pytest.param("Thanks!", f'Thanks for including our paper "{PAGED}"!', "other", id="thanks alone"),
        pytest.param("FYI", "PagedGraph → TPAMI 2025", "update", id="an arrow to a venue"),
        pytest.param("Update README.md", "We add our new survey. Thanks!", "add", id="a new survey, not said which"),
        pytest.param("希望收录我们的论文", "", "add", id="a paper in Chinese, not said which"),
        pytest.param(
            "Request",
            f"Our method removes tokens and updates the code of each layer: {U1}",
            "add",
            id="a method that removes and updates",
        ),
        pytest.param(
            "Paper request",
            f"The paper {PAGED} ({U1}) was accepted by ICLR 2026. Could you include it?",
            "add",
            id="accepted and to be included",
        ),
        pytest.param("Add entry for a new paper", f"{U1}", "add", id="add an entry"),
        pytest.param("Update venue", f'"{PAGED}" is now at ICLR 2026', "update", id="a venue"),
        pytest.param(
            "Our paper got accepted",
            f'Our paper "{PAGED}" in your list has been accepted by KDD 2026. Could you update it?',
            "update",
            id="accepted and listed",
        ),
        pytest.param("Add code link", f'The code of "{PAGED}" is out: {C1}', "update", id="a code link to add"),
        pytest.param("Paper title changed", f'"{PAGED}" was renamed to "{SPARSE}".', "update", id="another title"),
        pytest.param("更新论文会议信息", f"{PAGED} 已被 ICML 2026 接收，请更新", "update", id="a venue in Chinese"),
        pytest.param("Change arXiv to NeurIPS 2025 for PagedGraph", "", "update", id="from a preprint to a venue"),
        pytest.param("Correct the author names", f'The authors of "{PAGED}" are wrong.', "update", id="authors"),
        pytest.param("Broken link", f'The link of "{PAGED}" gives 404.', "fix-link", id="a broken link"),
        pytest.param("Wrong URL for PagedGraph", f"It should be {U1}", "fix-link", id="a wrong address"),
        pytest.param("The link is unavailable now !", "", "fix-link", id="a link that is unavailable"),
        pytest.param(
            "Hi, the link to the paper Paged Serving of Graph Transformers with Less Memory is wrong",
            "",
            "fix-link",
            id="a broken link of a long title",
        ),
        pytest.param(
            "Serving paper no longer available",
            f"In the Readme (12), the link to the first one,\n\n[{PAGED}]({U1})\n\nleads nowhere. It is at\n\n{U2}",
            "fix-link",
            id="a paper that is no longer available",
        ),
        pytest.param(
            "PagedGraph",
            f"The paper link points to another paper, the right one is {U1}.",
            "fix-link",
            id="a link to another paper",
        ),
        pytest.param("PagedGraph. AAMAS, 2014. is 404 not found", "", "fix-link", id="a number for what is gone"),
        pytest.param("Paper removal", "", "remove", id="a removal"),
        pytest.param(f'Add "{PAGED}" poster & video link.', "", "update", id="a poster to add"),
        pytest.param("Code", f'Could the code link be added for "{PAGED}"? {C1}', "update", id="a link that be added"),
        pytest.param("Code link for the 11th paper", C1, "update", id="a code link for a paper"),
        pytest.param(
            'A name in "the list" is not correct', f'It is "{PAGED}".', "update", id="a name that is not correct"
        ),
        pytest.param(
            "Update bibtex.bib",
            "Add one new paper: **_A Wholistic View of Moth Learning with Deep Lamps: Forgotten Lessons_**",
            "add",
            id="a file's update",
        ),
        pytest.param("Update recent conference papers", "add recent papers about moths", "add", id="recent papers"),
        pytest.param("Workflows", f"Add link to {U1} (if not yet there)", "add", id="a link to an address"),
        pytest.param(
            f'Where can I view the paper "{PAGED}"?',
            "I cannot find it. Can you send it?",
            "question",
            id="where a paper is",
        ),
        pytest.param(PAGED, "Where can I find this paper?", "question", id="where it is, below its title"),
        pytest.param("Update pubs.bib", "añadir un paper", "add", id="a paper in Spanish"),
        pytest.param("Update pubs.bib", "ein Paper hinzugefügt", "add", id="a paper in German"),
        pytest.param("Update pubs.bib", "aggiunto un paper", "add", id="a paper in Italian"),
        pytest.param("Update pubs.bib", "paper 追加", "add", id="a paper in Japanese"),
        pytest.param("Update pubs.bib", "paper 추가", "add", id="a paper in Korean"),
        pytest.param("更新问题", "这个list很不错，请问还会更新么？", "question", id="whether it goes on, in Chinese"),
        pytest.param("Something else", f'In addition, please remove the paper "{PAGED}".', "remove", id="in addition"),
        pytest.param("Update: a recent paper", "", "add", id="a recent paper"),
        pytest.param(f'Change the listing of "{PAGED}"', "", "update", id="a listing to change"),
        pytest.param("Add some links", "", "update", id="some links"),
        pytest.param("Blog link for the second paper", C1, "update", id="a link to a blog"),
        pytest.param("Project link of the second paper", C1, "update", id="a link to a project"),
        pytest.param("Listings", f"Add link to this repo: {C1}", "add", id="a link to a repository"),
        pytest.param("链接错误", f"PagedGraph 的链接失效了，应为 {U1}", "fix-link", id="a broken link in Chinese"),
        pytest.param("fix dead links", "", "fix-link", id="dead links"),
        pytest.param("A link", "The link to the third paper is useless", "fix-link", id="a useless link"),
        pytest.param(
            "Change the name of our paper",
            f"Thank you for including “{PAGED}” in your list. It has been renamed to “{SPARSE}”.",
            "update",
            id="thanks for what stands there",
        ),
        pytest.param(
            "Update Paper Request",
            f"Could you merge my ICLR 2026 paper into the section Serving?\n\n{PAGED}\n{U1}",
            "add",
            id="a new paper under a title that says update",
        ),
        pytest.param(
            "Submit MothHunter",
            "Product: MothHunter\nCategory: AI research tool\nPricing: freemium\nhttps://mothhunter.example.com",
            "spam",
            id="an advert that says research",
        ),
        pytest.param("Remove duplicate entry", f'"{PAGED}" is listed twice.', "remove", id="a duplicate"),
        pytest.param("Retracted paper", f'Please remove "{PAGED}", it was retracted.', "remove", id="a retraction"),
        pytest.param("请删除重复的论文", f"《{PAGED}》出现了两次", "remove", id="a duplicate in Chinese"),
        pytest.param("Delete PagedGraph", "It does not belong here.", "remove", id="a name to delete"),
        pytest.param("How do you choose papers?", "I could not find the criteria.", "question", id="the criteria"),
        pytest.param("Question", "When will the list be updated?", "question", id="when it will be updated"),
        pytest.param("License", "Under which license can I use the figures?", "question", id="a license"),
        pytest.param(
            "Can I contribute?",
            "I want to contribute papers. Is there a format?",
            "question",
            id="whether to contribute",
        ),
        pytest.param(
            "PagedGraph at KDD 2026",
            f"{PAGED}, which is included in your repo, was accepted. Please update the venue.",
            "update",
            id="included and accepted",
        ),
        pytest.param("Wrong venue for PagedGraph", "It was at ICLR 2026.", "update", id="a wrong venue"),
        pytest.param("请问还在维护吗？", "", "question", id="a question in Chinese"),
        pytest.param("Is there a PDF version of the survey?", "Thank you", "question", id="a PDF of the survey"),
        pytest.param("The paper is misclassified", f'"{PAGED}" belongs under "Serving".', "update", id="misclassified"),
        pytest.param("论文分类不对", f"《{PAGED}》应属于综述", "update", id="misclassified in Chinese"),
        pytest.param("Update", f'I updated the description of "{PAGED}".', "update", id="a description"),
        pytest.param(
            "Hello",
            f'Thanks for including "{PAGED}"! Could you add this code link? {U1}',
            "update",
            id="this link",
        ),
        pytest.param("Add this publication", PAGED, "add", id="this publication"),
        pytest.param(
            "Added publication to README.md", f"Added Publication: '{PAGED}', {U1}", "add", id="a publication to a page"
        ),
        pytest.param("I found an error", f"Hi, {PAGED} is not of IJCV2018.", "update", id="not of a venue"),
        pytest.param(
            "[Suggestion]: Correcting paper category", f"{PAGED}, {U1}", "update", id="a suggestion in brackets"
        ),
        pytest.param(
            "Thanks for the collection! I hope you will continue to update related papers.",
            "",
            "other",
            id="a hope for more of it",
        ),
        pytest.param(
            "Update the paper's link", f'The link for "{PAGED}" is no longer valid.', "fix-link", id="no longer valid"
        ),
        pytest.param(f'Fixed deadlink for "{PAGED}"', "", "fix-link", id="a deadlink"),
        pytest.param("A paper is linked incorrectly", f'"{PAGED}" works at {U1}', "fix-link", id="linked incorrectly"),
        pytest.param(PAGED, f"Previous link: {U1}", "fix-link", id="a previous link"),
        pytest.param(f"{PAGED} paper link modification", "", "update", id="a modification"),
        pytest.param("asdasd", "", "spam", id="nothing"),
        pytest.param("test", "test", "spam", id="a test"),
        pytest.param(
            "Best SEO backlinks",
            "Buy now cheap followers https://spam.example.com discount coupon",
            "spam",
            id="an advertisement",
        ),
        pytest.param(
            "Buy cheap casino and viagra", "click here, earn money with crypto", "spam", id="nothing but words"
        ),
        pytest.param("Great work!", "This list helped me a lot, thank you so much.", "other", id="praise"),
        pytest.param("Add a table of contents", "It would be easier to read.", "other", id="a wish for the format"),
        pytest.param("Typo in the introduction", '"langauge" in the second paragraph', "other", id="a typo"),
        pytest.param("感谢整理", "非常有用的资源", "other", id="praise in Chinese"),
    ],
)
def test_the_intent_is_read(title: str, body: str, intent: Intent) -> None:
    assert read_issue(title, body).intent == intent


def listed(title: str | None, *urls: str) -> Proposal:
    return Proposal(title, urls)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        pytest.param(
            "Update venue",
            f'"{PAGED}" was accepted by ICLR 2026.',
            [Proposal(PAGED, (), None, "ICLR 2026", operation="update")],
            id="a new venue",
        ),
        pytest.param(
            "Update",
            f"GraphPhone ({U1}) is now published at ICLR 2026",
            [Proposal("GraphPhone", (U1,), None, "ICLR 2026", operation="update")],
            id="a short name whose paper has appeared",
        ),
        pytest.param(
            "Wrong venue",
            f"[GraphPhone]({U1}) was recently accepted at ICLR 2026!",
            [Proposal("GraphPhone", (U1,), None, "ICLR 2026", operation="update")],
            id="a linked short name whose paper has appeared",
        ),
        pytest.param(
            f"GraphPhone ({U1}) is now accepted at ICLR 2026",
            "",
            [Proposal("GraphPhone", (U1,), None, "ICLR 2026", operation="update")],
            id="the same in the thread's title",
        ),
        pytest.param(
            "Update",
            f"{PAGED} ({U1}) is now published at ICLR 2026.",
            [Proposal(PAGED, (U1,), None, "ICLR 2026", operation="update")],
            id="a whole title whose paper has appeared",
        ),
        pytest.param(
            "News",
            f"- GraphPhone ({U1}) is now published at ICLR 2026\n- {SPARSE} ({U2}) is now available in ACL 2026",
            [
                Proposal("GraphPhone", (U1,), None, "ICLR 2026", operation="update"),
                Proposal(SPARSE, (U2,), None, "ACL 2026", operation="update"),
            ],
            id="two papers that have appeared",
        ),
        pytest.param(
            "Wrong venue",
            f"It ({U1}) is now published at ICLR 2026",
            [Proposal(None, (U1,), None, "ICLR 2026", operation="update")],
            id="a word that names nothing",
        ),
        pytest.param(
            "Update GraphPhone's venue information",
            "From arXiv to NeurIPS.",
            [Proposal("GraphPhone", (), None, "NeurIPS", operation="update")],
            id="a short name and a venue without a year",
        ),
        pytest.param(
            "Add code link",
            f"The code of [{PAGED}]({U1}) is out: {C1}",
            [Proposal(PAGED, (U1,), C1, operation="update")],
            id="a new code link",
        ),
        pytest.param(
            "Paper renamed",
            f'"{PAGED}" ({U1}) is now called "{SPARSE}".',
            [Proposal(SPARSE, (U1,), operation="update", replaces=listed(PAGED, U1))],
            id="a new title",
        ),
        pytest.param(
            "Update two venues",
            f"- {PAGED}: ICLR 2026\n- {SPARSE}: ACL 2026",
            [
                Proposal(PAGED, (), None, "ICLR 2026", operation="update"),
                Proposal(SPARSE, (), None, "ACL 2026", operation="update"),
            ],
            id="two venues",
        ),
        pytest.param(
            "Update venues",
            f'1. Updated the venue of "{PAGED}" to ICLR 2026.\n2. Added the paper [{SPARSE}]({U2}).',
            [Proposal(PAGED, (), None, "ICLR 2026", operation="update"), Proposal(SPARSE, (U2,))],
            id="an update and an addition",
        ),
        pytest.param(
            "Wrong link",
            f'The link of "{PAGED}" should be {U1} instead of {U2}.',
            [Proposal(PAGED, (U1,), operation="fix-link", replaces=listed(PAGED, U2))],
            id="the right link, then the wrong one",
        ),
        pytest.param(
            "Broken link",
            f'The link {U2} of "{PAGED}" is broken; the new one is {U1}.',
            [Proposal(PAGED, (U1,), operation="fix-link", replaces=listed(PAGED, U2))],
            id="the wrong link, then the right one",
        ),
        pytest.param(
            "Fix the link to FlashPhone paper",
            "",
            [Proposal("FlashPhone", operation="fix-link")],
            id="a link, not said which",
        ),
        pytest.param(
            "link error",
            f"The code link of PagedGraph is wrong, should be {C1}",
            [Proposal("PagedGraph", (), C1, operation="fix-link")],
            id="a code link",
        ),
        pytest.param(
            "Wrong link",
            f'The link of "{PAGED}" points to {U2} but it should point to {U1}.',
            [Proposal(PAGED, (U1,), operation="fix-link", replaces=listed(PAGED, U2))],
            id="a link that points to another paper",
        ),
        pytest.param(
            "Broken links",
            f"The links of these are dead:\n- {PAGED}\n- {SPARSE}",
            [Proposal(PAGED, operation="fix-link"), Proposal(SPARSE, operation="fix-link")],
            id="two broken links",
        ),
        pytest.param(
            "The pdf link in readme.md is broken",
            f"It links to {U2}. It should be {U1}.",
            [Proposal(None, (U1,), operation="fix-link", replaces=listed(None, U2))],
            id="what it links to",
        ),
        pytest.param(
            "Fixed link to Moth Routing Tokens",
            "It led elsewhere.",
            [Proposal("Moth Routing Tokens", operation="fix-link")],
            id="whose link",
        ),
        pytest.param(
            "Update README.md",
            f"Adds the code link to MothFL paper: {C1}",
            [Proposal("MothFL", (), C1, operation="update")],
            id="whose code",
        ),
        pytest.param("Update DAYLIGHT-pubs.json", "12: Link broken", [Proposal(operation="fix-link")], id="a file"),
        pytest.param(
            "A repeat",
            f"I noticed that “{PAGED}” was mentioned twice in the list.",
            [Proposal(PAGED, operation="remove")],
            id="mentioned twice",
        ),
        pytest.param(
            f"{PAGED} was accepted at CVPR. Please update.",
            "",
            [Proposal(PAGED, venue="CVPR", operation="update")],
            id="accepted, with a request behind it",
        ),
        pytest.param(
            "A mistake",
            f"“{PAGED}” is not from IJCV2018.",
            [Proposal(PAGED, operation="update")],
            id="a venue denied",
        ),
        pytest.param(
            "A mistake",
            f"“{PAGED}” is not an ICML 2018 paper but published at ICLR 2019.",
            [Proposal(PAGED, venue="ICLR 2019", operation="update")],
            id="another venue denied",
        ),
        pytest.param(
            "Title",
            f"{PAGED} was renamed to {SPARSE} in the camera ready",
            [Proposal(SPARSE, operation="update", replaces=Proposal(PAGED))],
            id="renamed, without marks",
        ),
        pytest.param(
            "wrong venue",
            f"{PAGED}: EMNLP 2023 -> ACL 2024",
            [Proposal(PAGED, venue="ACL 2024", operation="update")],
            id="an arrow between venues",
        ),
        pytest.param(
            "wrong section",
            f'"{PAGED}" is in Memory but should be in Serving & Storage',
            [Proposal(PAGED, section="Serving & Storage", operation="update", replaces=Proposal(PAGED))],
            id="where it is, and should be",
        ),
        pytest.param(
            "Remove a retracted paper",
            f"Please remove [{PAGED}]({U1}).",
            [Proposal(PAGED, (U1,), operation="remove")],
            id="a removal",
        ),
        pytest.param(
            "请删除", f"请删除重复的论文《{PAGED}》", [Proposal(PAGED, operation="remove")], id="a removal in Chinese"
        ),
    ],
)
def test_what_should_change_of_a_listed_paper_is_read(title: str, body: str, expected: list[Proposal]) -> None:
    assert said(read_issue(title, body)) == expected


NEW, OLD = "FastMoth: Sparse Decoding for Large Language Models", "Dreaming Moths Enable Planning in the Real World"


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        pytest.param(
            "Moth papers",
            f'1. Add a new paper called "{NEW}" ({U1}).\n2. Add the link to code of "{OLD}": https://github.com/lab/moth',
            [("add", NEW), ("update", OLD)],
            id="a link of another",
        ),
        pytest.param(
            "Moth papers",
            f'- Add the ICML paper "{NEW}".\n- Update the arXiv 2019 "{OLD}" by B. Two et al. to ICML 2020.',
            [("add", NEW), ("update", OLD)],
            id="where another appeared",
        ),
        pytest.param(
            "One more paper",
            f'Please add "{NEW}": {U1}\n\nIn the readme, "{OLD}" is at CVPR 2018 instead of CVPR 2017.',
            [("add", NEW), ("update", OLD)],
            id="a wrong venue of another",
        ),
        pytest.param(
            "Paper",
            f'Please add "{NEW}" ({U1}). My previous paper, "{OLD}", was added earlier.',
            [("add", NEW)],
            id="another is listed",
        ),
        pytest.param(
            "Paper",
            f'Thanks for including our work "{OLD}". Could you add its code, https://github.com/lab/moth?',
            [("update", OLD)],
            id="thanks for the only one",
        ),
        pytest.param(
            "Request for updates",
            f'Updates for my papers:\n\n1. "{OLD}" has been accepted to WACV 2025. Code: https://github.com/lab/moth\n'
            f'2. "Ponds of Moths at Night" has a slight title update to "{NEW}" and has been accepted to ICML 2025.\n\n'
            "Could you update these entries?",
            [("update", OLD), ("update", NEW)],
            id="the title of another",
        ),
        pytest.param(
            f"Add {NEW}", f"Add link for {NEW}. {U1}", [("add", NEW)], id="the link of the one in the thread's title"
        ),
    ],
)
def test_of_each_paper_its_own_sentence_says_what_is_wanted(
    title: str, body: str, wanted: list[tuple[str, str]]
) -> None:
    assert [(each.operation, each.title) for each in read_issue(title, body).proposals] == wanted


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'The year of "{PAGED}" is 1996, not 1995', id="not the other"),
        pytest.param(f'Wrong year: "{PAGED}" is not from 1995, but from 1996', id="but this"),
        pytest.param(f'Please change the year of "{PAGED}" from 1995 to 1996', id="from one to the other"),
        pytest.param(f'The year of "{PAGED}" is wrong.\n\nIt should be 1996', id="in the next sentence"),
    ],
)
def test_the_right_year_is_read(body: str) -> None:
    (found,) = read_issue("Wrong year", body).proposals
    assert (found.title, found.year, found.operation) == (PAGED, 1996, "update")
