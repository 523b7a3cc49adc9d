"""What people read: verdict and next step first, nothing twice, nothing that is not theirs to answer."""

import re

import pytest

from tests.stage import Stage

LINK = "https://arxiv.org/abs/2407.08608"
TITLE = "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision"
ATTENTION = ("https://arxiv.org/abs/1706.03762", "Attention is all you need")
LONGFORMER = "Longformer: The long-document transformer"
LIST = "data/README.md"


def next_step(answer: str) -> str:
    """Return the line below the verdict."""
    return answer.split("\n\n")[1]


def findings(answer: str) -> list[str]:
    """Return the rules that are named."""
    return re.findall("<sub>([a-z-]+)</sub>", answer)


def test_a_duplicate_is_said_once(stage: Stage) -> None:
    answer = stage.answer(stage.maintainer.files(*ATTENTION, "Attention"))
    assert answer.count("Attention is all you need") == 1
    assert findings(answer) == ["duplicate"]
    assert "For a maintainer: `/not-duplicate` if it is another paper." in answer
    assert "`/duplicate" not in answer


@pytest.mark.parametrize("link", [ATTENTION[0], f"{LINK}?utm_source=x"], ids=["listed", "proposed"])
def test_nothing_is_asked_of_what_is_known(stage: Stage, link: str) -> None:
    stage.contributor.files(LINK, TITLE, "Attention")
    answer = stage.answer(stage.newcomer("latecomer").files(link))
    assert answer.startswith("### 🔁 Already known")
    assert set(findings(answer)) <= {"duplicate"}
    assert "❌" not in answer
    assert "❓" not in answer


def test_what_was_rejected_does_not_hide_what_is_missing(stage: Stage) -> None:
    body = f"- {TITLE} {LINK}\n- Ring Attention with Blockwise Transformers https://arxiv.org/abs/2310.01889\n"
    number = stage.contributor.writes("Add papers", body)
    stage.contributor.comments(number, "/section 2 attention")
    stage.maintainer.comments(number, "/reject 2 too long ago.")
    assert stage.labels(number) == {"paper: needs-info"}
    assert "Not added: too long ago.\n" in stage.answer(number)


def test_a_wish_that_the_list_fulfils_already_is_no_duplicate_paper(stage: Stage) -> None:
    number = stage.contributor.writes(f'Update the venue of "{LONGFORMER}"', "It is arXiv 2020.")
    assert stage.headline(number) == "### 🔁 Nothing to change"
    assert "another paper" not in stage.answer(number)


def test_a_link_of_another_paper_is_named_once_with_both_ways_out(stage: Stage) -> None:
    answer = stage.answer(stage.contributor.files(ATTENTION[0], "Cooking for large groups", "Serving"))
    assert answer.count(ATTENTION[1]) == 1
    assert "\n- the same paper: `/duplicate attention-is-all-you-need`\n- another one: `/not-duplicate" in answer


def test_who_leaves_the_section_out_sees_the_ids_that_are_asked_for(stage: Stage) -> None:
    answer = stage.answer(stage.contributor.files(LINK))
    assert "Which section does it belong to? Answer with its name." in answer
    assert answer.index("<details>") < answer.index("- `serving`: Serving") < answer.index("</details>")
    named = stage.answer(stage.contributor.files("https://arxiv.org/abs/2310.01889", "Ring Attention"))
    assert named.index("  1. **Attention**") < named.index("<details>")


def test_a_slip_in_a_section_is_offered_by_its_id(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", f"Title: {TITLE}\n{LINK}\nSection: Atention")
    assert 'Did you mean Attention? Then answer "yes", or `/section attention`.' in stage.answer(number)


def test_a_number_in_the_link_field_is_understood(stage: Stage) -> None:
    number = stage.contributor.files("arXiv: 2407.08608v2", TITLE, "Attention")
    assert re.search(r"\[\[Paper\]\]\(https://arxiv\.org/abs/2407\.08608(?:v2)?\)", stage.answer(number))


def test_a_full_stop_after_the_title_is_not_doubled(stage: Stage) -> None:
    number = stage.contributor.files(LINK, f"{TITLE}.", "Attention")
    assert f"- {TITLE}. *[arXiv'24]*" in stage.answer(number)


def test_a_closed_thread_shows_no_more_how_it_would_read(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.contributor.edits(number, state="closed")
    assert stage.headline(number) == "### Closed"
    assert "It will read" not in stage.answer(number)


def test_a_removal_ends_off_the_list(stage: Stage) -> None:
    number = stage.contributor.writes(f'Remove "{LONGFORMER}"', "It was withdrawn.")
    assert stage.headline(number) == "### 👀 A maintainer decides"
    assert "The reason, in the words of `contributor`:\n\n> It was withdrawn." in stage.answer(number)
    assert "Its line goes:" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.headline(number) == "### ✅ Off the list"
    assert "longformer-the-long-document-transformer" not in stage.papers()


def test_the_gate_and_two_approvals_are_one_text(stage: Stage) -> None:
    stage.maintainer.configures("approvals:\n  needed: 2\neligibility:\n  open_submissions: 1\n")
    stage.contributor.files("https://arxiv.org/abs/2310.01889", "Ring Attention", "Attention")
    number = stage.contributor.files(LINK, TITLE, "Attention")
    gate = "You have another proposal open here; this one waits its turn."
    assert next_step(stage.answer(number)) == f"**Next:** two maintainers comment `/approve`, or `/reject`. {gate}"
    stage.maintainer.comments(number, "/approve")
    step = next_step(stage.answer(number))
    assert step == f"**Next:** a second maintainer comments `/approve`, or `/reject`. {gate}"


def test_the_bot_thanks_people_and_not_itself(stage: Stage) -> None:
    line = "- Mamba: Linear-Time Sequence Modeling. *[COLM'24]* [[Paper]](https://arxiv.org/abs/2312.00752)\n"
    stage.maintainer.pushes(LIST, stage.text(LIST).replace("- Longformer", f"{line}- Longformer"))
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.headline(pull["number"]) == "### 🎉 On the list"
    assert "Thank you" not in stage.answer(pull["number"])


def test_the_request_for_a_hand_edit_names_the_paper(stage: Stage) -> None:
    line = "- Orca 2: Teaching Small Language Models How to Reason. *[arXiv'23]* [[Paper]](https://arxiv.org/abs/2311.11045)\n"
    edited = stage.text(LIST).replace("- Orca:", f"{line}- Orca:")
    stage.maintainer.pushes(LIST, edited)
    (pull,) = stage.pulls()
    assert pull["title"] == "Add Orca 2: Teaching Small Language Models How to Reason (edited by hand)"
    stage.maintainer.pushes(LIST, edited.replace("arXiv'20", "ACL'21"))
    (pull,) = stage.pulls()
    assert pull["title"] == "Change 2 papers (edited by hand)"


def test_what_people_pushed_to_and_closed_stays_theirs_once_it_may_go_on(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    (pull,) = stage.pulls()
    stage.maintainer.pushes("notes.txt", "Mine", branch=pull["head"]["ref"])
    stage.maintainer.edits(pull["number"], state="closed")
    stage.maintainer.comments(number, "/unhold")
    assert next_step(stage.answer(number)).startswith("**Next:** a maintainer reopens #2, to which somebody")


def test_a_thread_that_goes_on_elsewhere_invites_to_nothing(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    (pull,) = stage.pulls()
    stage.maintainer.pushes("notes.txt", "Mine", branch=pull["head"]["ref"])
    assert "Edit the text above" not in stage.answer(number)


def test_a_request_that_was_not_merged_is_not_named_as_the_merge(stage: Stage) -> None:
    body = f"- {TITLE} {LINK}\n- Ring Attention with Blockwise Transformers https://arxiv.org/abs/2310.01889\n"
    number = stage.contributor.writes("Add papers", body)
    stage.contributor.comments(number, "/section 1,2 attention")
    stage.maintainer.comments(number, "/approve 1")
    stage.maintainer.comments(number, "/reject 2 too long ago")
    assert stage.headline(number) == "### 🎉 On the list"
    assert next_step(stage.answer(number)) == "Merged. Thank you for the contribution!"


def test_who_may_use_no_command_is_told_what_helps(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.newcomer("passer-by").comments(number, "/help")
    assert stage.answers(number)[1].endswith("if something is wrong here, just say so.")


def test_a_maintainer_who_gave_a_field_is_named_and_nobody_is_called(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE)
    stage.maintainer.comments(number, "/section attention")
    answer = stage.answer(number)
    assert f"* **Section**: Attention (from `{stage.maintainer.login}`)" in answer
    assert f"* **Title**: {TITLE} (from `{stage.contributor.login}`)" in answer
    assert "@" not in answer


def test_who_cannot_reopen_a_thread_is_not_told_to(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.maintainer.comments(number, "/reject too long ago")
    assert "comment here; a maintainer can reopen this" in stage.answer(number)
    stage.wait()
    stage.contributor.comments(number, "/recheck")
    assert "this is closed; a maintainer can reopen it" in stage.answers(number)[1]


def test_what_is_ready_says_that_nothing_was_looked_up(stage: Stage) -> None:
    answer = stage.answer(stage.contributor.files(LINK, TITLE, "Attention"))
    assert "Not looked up: services are off here" in answer
