"""A list that is a README and nothing else: the page is the truth, and only what is approved changes on it."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intake.form import CODE, LINK, SECTION, TITLE, write_form
from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage

PAGE = Path(__file__).with_name("table_list.md").read_text(encoding="utf-8")
KVQUANT = "KVQuant: Towards 10 Million Context Length LLM Inference with KV Cache Quantization"
ROW = (
    f"| [{KVQUANT}](https://arxiv.org/abs/2401.18079) | NeurIPS 2024 | 2024-01 |"
    " [GitHub](https://github.com/SqueezeAILab/KVQuant) |"
)
LLM_PRUNER = "LLM-Pruner: On the Structural Pruning of Large Language Models"
GPTQ = "GPTQ: Accurate Post-Training Quantization for Generative Transformers"
ABOVE = "OmniQuant"


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """Set the stage: a repository with a README, which says nothing of the bot."""
    with set_stage(tmp_path, gate, {"README.md": PAGE.encode()}) as stage:
        yield stage


def changed(stage: Stage, before: str = PAGE) -> list[str]:
    """Return the lines of the page that went and came."""
    lines = difflib.ndiff(before.split("\n"), stage.text("README.md").split("\n"))
    return [line for line in lines if line[0] in "+-"]


def proposes_kvquant(stage: Stage) -> int:
    return stage.contributor.files(
        "https://arxiv.org/abs/2401.18079",
        KVQUANT,
        "Quantization",
        "https://github.com/SqueezeAILab/KVQuant",
        "NeurIPS 2024",
    )


def with_row(row: str, below: str = ABOVE, page: str = PAGE) -> str:
    """Return the page with a row below the one that names something."""
    lines = page.split("\n")
    at = next(number for number, line in enumerate(lines) if below in line)
    return "\n".join([*lines[: at + 1], row, *lines[at + 1 :]])


def test_an_approved_issue_is_one_row_where_the_maintainer_would_have_put_it(stage: Stage) -> None:
    number = proposes_kvquant(stage)
    assert "Ready" in stage.headline(number)
    assert ROW in stage.answer(number)
    (pull,) = stage.pulls()
    assert [file["filename"] for file in stage.get(f"/pulls/{pull['number']}/files")] == ["README.md"]
    stage.maintainer.comments(number, "/approve")
    assert stage.state(number) == "closed"
    assert changed(stage) == [f"+ {ROW}"]
    assert stage.text("README.md") == with_row(ROW)
    message = stage.get("/commits/main")["commit"]["message"]
    assert "Co-authored-by: contributor" in message


def test_what_is_listed_is_a_duplicate_and_its_place_on_the_page_is_linked(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/2306.00978", section="Quantization")
    assert "Already" in stage.headline(number)
    assert "README.md#:~:text=AWQ" in stage.answer(number)


def test_a_new_paper_is_told_of_on_top_of_the_news_where_the_list_asks_for_it(stage: Stage) -> None:
    page = PAGE.replace("## Contributing", "## News\n\n- Begun.\n\n## Contributing")
    stage.maintainer.pushes("README.md", page)
    stage.maintainer.configures('news: {section: News, line: "- {title} joined {section}."}')
    number = proposes_kvquant(stage)
    told = f"- {KVQUANT} joined Quantization."
    assert told in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == with_row(ROW, page=page).replace("- Begun.", f"{told}\n- Begun.")


def test_better_facts_change_the_row_and_nothing_else(stage: Stage) -> None:
    facts = {LINK: "https://arxiv.org/abs/2211.10438", SECTION: "Quantization", CODE: "https://github.com/x/smooth"}
    number = stage.contributor.writes("Update", write_form({TITLE: "", **facts}))
    stage.maintainer.comments(number, "/approve")
    lines = changed(stage)
    assert [line[0] for line in lines if line[0] != "?"] == ["-", "+"]
    assert "| ICML 2023 | 2022-11 | N/A |" in lines[0]
    assert "| ICML 2023 | 2022-11 | [GitHub](https://github.com/x/smooth) |" in lines[-1]


def test_a_listed_paper_gets_the_link_that_it_lacks_and_no_venue_where_the_page_says_none(stage: Stage) -> None:
    page = "# L\n\n## P\n\n- [First paper of all]()\n- [Second paper of all](https://arxiv.org/abs/2101.00002)\n"
    link = "https://arxiv.org/abs/2101.00001"
    stage.maintainer.pushes("README.md", page)
    known = stage.contributor.files("https://arxiv.org/abs/2101.00002", "Second paper of all", venue="ICML 2021")
    assert stage.labels(known) == {"paper: duplicate"}
    number = stage.contributor.files(link, "First paper of all", venue="ICML 2021")
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page.replace("()", f"({link})")


def test_a_removal_takes_the_row(stage: Stage) -> None:
    number = stage.maintainer.writes(
        "Remove SparseGPT", "Please remove https://arxiv.org/abs/2301.00774 from the list."
    )
    stage.maintainer.comments(number, "/approve")
    (line,) = changed(stage)
    assert line.startswith("- | [SparseGPT")


def test_a_sibling_that_lands_first_is_no_conflict(stage: Stage) -> None:
    first = proposes_kvquant(stage)
    second = stage.contributor.files(
        "https://arxiv.org/abs/2404.00456",
        "QuaRot: Outlier-Free 4-Bit Inference in Rotated LLMs",
        "Quantization",
        "",
        "NeurIPS 2024",
    )
    stage.maintainer.comments(first, "/approve")
    (waiting,) = stage.pulls()
    files = stage.get(f"/pulls/{waiting['number']}/files")
    assert [(file["additions"], file["deletions"]) for file in files] == [(1, 0)]
    stage.maintainer.comments(second, "/approve")
    assert [line[:10] for line in changed(stage)] == ["+ | [KVQua", "+ | [QuaRo"]


def test_a_hand_edit_between_proposal_and_approval_stays(stage: Stage) -> None:
    number = proposes_kvquant(stage)
    stage.maintainer.pushes("README.md", PAGE.replace("Thank you for reading.", "Thank you all."))
    stage.maintainer.comments(number, "/approve")
    assert changed(stage, PAGE.replace("Thank you for reading.", "Thank you all.")) == [f"+ {ROW}"]


def test_a_request_that_adds_a_row_is_reviewed_and_merged_as_its_author_wrote_it(stage: Stage) -> None:
    number = stage.contributor.proposes({"README.md": with_row(ROW)})
    assert "Ready" in stage.headline(number)
    assert stage.pulls()[0]["number"] == number
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert stage.text("README.md") == with_row(ROW)


def test_a_request_keeps_what_else_it_says(stage: Stage) -> None:
    page = with_row(ROW).replace("A list of papers.", "A list of many papers.")
    number = stage.contributor.proposes({"README.md": page})
    stage.maintainer.pushes("README.md", PAGE.replace("Thank you for reading.", "Thank you all."))
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert stage.text("README.md") == page.replace("Thank you for reading.", "Thank you all.")


def test_two_requests_for_one_place_are_both_merged(stage: Stage) -> None:
    other = ROW.replace(KVQUANT, "Another Quantization of Everything at Once").replace("2401.18079", "2401.18080")
    first = stage.contributor.proposes({"README.md": with_row(ROW)})
    second = stage.newcomer("second").proposes({"README.md": with_row(other.replace("KVQuant", "Another"))})
    stage.maintainer.comments(first, "/approve")
    stage.maintainer.comments(second, "/approve")
    assert stage.get(f"/pulls/{second}")["merged"]
    assert sorted(line[:12] for line in changed(stage)) == ["+ | [Another", "+ | [KVQuant"]


def test_a_row_out_of_order_is_moved_when_it_is_approved(stage: Stage) -> None:
    number = stage.contributor.proposes({"README.md": with_row(ROW, below="|---")})
    assert "sorted" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert stage.text("README.md") == with_row(ROW)


def test_a_row_with_other_blanks_gets_a_suggestion_and_is_mended(stage: Stage) -> None:
    crooked = ROW.replace(" | ", "|").replace("| ", "|").replace(" |", "|")
    number = stage.contributor.proposes({"README.md": with_row(crooked)})
    (note,) = stage.get(f"/pulls/{number}/comments")
    assert f"```suggestion\n{ROW}\n```" in note["body"]
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert stage.text("README.md") == with_row(ROW)


def test_a_request_may_list_a_paper_in_two_sections(stage: Stage) -> None:
    page = with_row(ROW, "SparseGPT", with_row(ROW))
    number = stage.contributor.proposes({"README.md": page})
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert stage.text("README.md") == page


def test_a_listed_paper_keeps_its_row_where_a_request_lists_it_once_more(stage: Stage) -> None:
    listed = next(line for line in PAGE.split("\n") if ABOVE in line)
    again = listed.replace("arxiv.org/abs/2308.13137", "openreview.net/forum?id=8Wuvhh0LYW")
    number = stage.contributor.proposes({"README.md": with_row(again.replace(" | ", "|"), "SparseGPT")})
    assert "It will read" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert changed(stage) == [f"+ {again}"]


def test_words_of_a_row_that_are_no_fact_of_its_paper_are_changed_as_well(stage: Stage) -> None:
    page = PAGE.replace("| N/A |", "| soon |", 1)
    number = stage.contributor.proposes({"README.md": page})
    assert "Its line will read" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page


def test_numbers_that_a_request_forgets_are_put_right(stage: Stage) -> None:
    row = "{}. [The {} paper of all](https://arxiv.org/abs/2101.0000{})\n"
    rows = [row.format(*each) for each in ((1, "first", 1), (2, "second", 2), (3, "third", 3))]
    head = "# L\n\nIn total 12 papers.\n\n## One\n\n"
    end = "\n## Two\n\n" + "".join(f"- [Paper of number {n}](https://arxiv.org/abs/2102.0000{n})\n" for n in range(9))
    page, new = head + "".join(rows) + end, row.format(2, "newest", 4)
    stage.maintainer.pushes("README.md", page)
    number = stage.contributor.proposes({"README.md": page.replace(rows[1], new + rows[1]).replace(" Two", " Second")})
    assert "numbers that the list counts by hand are put right" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    after = page.replace("2. ", "3. ").replace("3. [The third", "4. [The third").replace("12 papers", "13 papers")
    assert stage.text("README.md") == after.replace("3. [", f"{new}3. [", 1).replace(" Two", " Second")


def test_what_a_maintainer_corrects_of_a_request_is_merged_as_it_was_shown(stage: Stage) -> None:
    number = stage.contributor.proposes({"README.md": with_row(ROW)})
    stage.maintainer.comments(number, "/section pruning\n/set venue ICML 2024")
    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert changed(stage) == [f"+ {ROW.replace('NeurIPS', 'ICML')}"]
    assert KVQUANT in stage.text("README.md").split("## Pruning")[1]


def test_a_request_may_open_a_section(stage: Stage) -> None:
    section = PAGE.split("## Pruning")[1].split("\n\n")[1].split("\n")[:2]
    page = PAGE.replace("## Contributing", "\n".join(["## Distillation", "", *section, ROW, "", "## Contributing"]))
    number = stage.contributor.proposes({"README.md": page})
    assert "section" in stage.answer(number)
    assert ROW in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page
    assert "In **Distillation**, on [its line]" in stage.answer(number)
    assert ROW in stage.answer(number)


def test_one_of_two_rows_is_rejected_and_stays_out(stage: Stage) -> None:
    other = ROW.replace(KVQUANT, LLM_PRUNER).replace("2401.18079", "2305.11627").replace("2024-01", "2023-05")
    number = stage.contributor.proposes({"README.md": with_row(other, "SparseGPT", with_row(ROW))})
    stage.maintainer.comments(number, "/reject 2 not ours\n/approve 1")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert changed(stage) == [f"+ {ROW}"]


def test_what_a_request_waits_for_once_its_good_row_is_approved_is_said(stage: Stage) -> None:
    listed = next(line for line in PAGE.split("\n") if ABOVE in line)
    number = stage.contributor.proposes({"README.md": with_row(listed, page=with_row(ROW))})
    assert "`/approve` to accept entry 2, marked ✅; then `/reject 1` leaves out" in stage.answer(number)
    stage.maintainer.comments(number, "/approve 2")
    assert "a maintainer decides: `/reject 1` leaves out what is not ready, and I merge the rest" in stage.answer(
        number
    )
    stage.maintainer.comments(number, "/reject 1 it is there")
    assert changed(stage) == [f"+ {ROW}"]


def test_what_people_told_is_remembered_beside_the_page(stage: Stage) -> None:
    number = stage.contributor.files(
        "https://arxiv.org/abs/2501.99999",
        "GPTQ: Accurate Post-Training Quantization for Generative Transformers",
        "Quantization",
    )
    stage.maintainer.comments(number, "/duplicate A")
    assert stage.state(number) == "closed"
    assert "aliases" in stage.text(".github/paperclerk-memory.yml")
    assert changed(stage) == []
    again = stage.contributor.files(
        "https://arxiv.org/abs/2501.99999",
        "GPTQ: Accurate Post-Training Quantization for Generative Transformers",
        "Quantization",
    )
    assert "Already" in stage.headline(again)


def test_a_second_page_of_the_list_is_found_by_its_pattern(stage: Stage) -> None:
    stage.maintainer.pushes(
        "papers/more.md", PAGE.replace("Quantization\n", "Sparsity\n").replace("2306.00978", "2306.00979")
    )
    stage.maintainer.configures('list: ["README.md", "papers/*.md"]\n')
    number = stage.contributor.files("https://arxiv.org/abs/2401.18079", KVQUANT, "Sparsity", "", "NeurIPS 2024")
    stage.maintainer.comments(number, "/approve")
    assert KVQUANT in stage.text("papers/more.md")
    assert changed(stage) == []


REFERENCES = """# Papers on talking

## Models

- Griffiths, T. L., & Kalish, M. L. (2007). Language evolution by learning. *Cognitive Science*, 31(3), 441-480.
- Nowak, M. A., & Krakauer, D. C. (1999). The evolution of language. *PNAS*, 96(14), 8028-8033.
- Steels, L. (1995). A self-organizing spatial vocabulary. *Artificial Life*, 2(3), 319-332.
"""


def test_a_reference_without_a_link_is_shown_as_it_will_read_when_it_is_corrected(tmp_path: Path, gate: Gate) -> None:
    with set_stage(tmp_path, gate, {"README.md": REFERENCES.encode()}) as stage:
        number = stage.contributor.writes("typo", "Steels' paper is from 1996, not 1995")
        line = "- Steels, L. (1996). A self-organizing spatial vocabulary. *Artificial Life*, 2(3), 319-332."
        assert line in stage.answer(number)
        stage.maintainer.comments(number, "/approve")
        assert changed(stage, REFERENCES) == [f"- {line.replace('1996', '1995')}", f"+ {line}"]


def test_a_page_is_found_whatever_the_case_and_the_ending_of_its_name(tmp_path: Path, gate: Gate) -> None:
    with set_stage(tmp_path, gate, {"readme.markdown": PAGE.encode()}) as stage:
        number = proposes_kvquant(stage)
        stage.maintainer.comments(number, "/approve")
        assert ROW in stage.text("readme.markdown")
        assert [entry["name"] for entry in stage.get("/contents/")] == ["readme.markdown"]


def test_a_section_that_is_renamed_meanwhile_is_asked_for_anew(stage: Stage) -> None:
    number = proposes_kvquant(stage)
    stage.maintainer.pushes("README.md", PAGE.replace("## Quantization", "## Low-bit models"))
    stage.maintainer.comments(number, "/approve")
    assert stage.state(number) == "open"
    assert "no section `Quantization`" in stage.answers(number)[0]
    stage.contributor.comments(number, "/section low-bit-models")
    stage.maintainer.comments(number, "/approve")
    assert ROW in stage.text("README.md")


def test_a_row_that_a_person_changes_meanwhile_voids_the_approval_of_its_change(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/2306.11695", venue="ICLR 2024")
    stage.maintainer.pushes("README.md", PAGE.replace("| arXiv | 2023-06 |", "| ICML 2024 | 2023-06 |"))
    stage.maintainer.comments(number, "/approve")
    assert "ICML 2024" in stage.text("README.md")
    assert "ICLR 2024 | 2023-06 | N/A" not in stage.text("README.md")


def test_a_page_without_papers_asks_a_person(stage: Stage) -> None:
    stage.maintainer.pushes("README.md", "# A list to come\n\nNothing yet.\n")
    number = proposes_kvquant(stage)
    assert stage.headline(number) == "### ❓ One question"


def test_a_list_whose_page_is_not_there_is_said_on_its_commit(stage: Stage) -> None:
    stage.maintainer.configures("list: lists/none.md\n")
    head = stage.get("/git/ref/heads/main")["object"]["sha"]
    assert any("there is no page lists/none.md" in str(run) for run in stage.get(f"/commits/{head}/status")["statuses"])
    stage.maintainer.configures("list: README.md\n")


def test_the_configuration_settles_order_and_form(stage: Stage) -> None:
    stage.maintainer.configures("sections:\n  Quantization: {order: top, pattern: AWQ}\n")
    number = proposes_kvquant(stage)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == with_row(ROW, below="|---")


SPEECH = """# Speech

## Recognition

- **Advances in All-Neural Speech Recognition**(2016), Geoffrey Zweig et al. [[pdf]](https://arxiv.org/pdf/1609.05935.pdf)

- **Robust Speech Recognition via Large-Scale Weak Supervision**(2022), Alec Radford et al. [[pdf]](https://cdn.openai.com/papers/whisper.pdf)

- **Listen, Attend and Spell**(2015), William Chan et al. [[pdf]](https://arxiv.org/pdf/1508.01211.pdf)
"""


def test_a_venue_that_nobody_said_and_no_line_shows_changes_no_year(tmp_path: Path, gate: Gate) -> None:
    title, link = "Robust Speech Recognition via Large-Scale Weak Supervision", "https://arxiv.org/abs/2212.04356"
    with set_stage(tmp_path, gate, {"README.md": SPEECH.encode()}) as stage:
        number = stage.contributor.writes("Whisper", f"{title}\n{link}")
        assert stage.headline(number) == "### 🔁 Already known"
        assert stage.state(number) == "closed"
        number = stage.contributor.writes("Whisper", f"{title} appeared at ICML 2023, {link}")
        assert stage.labels(number) == {"paper: ready"}


def test_a_line_more_for_a_listed_paper_is_told_with_where_the_other_stands(stage: Stage) -> None:
    title = "A Simple and Effective Pruning Approach for Large Language Models"
    row = f"| [{title}](https://arxiv.org/abs/2306.11695) | ICLR 2024 | 2023-06 | N/A |"
    number = stage.contributor.proposes({"README.md": with_row(row, "AWQ")}, "Add Wanda")
    said = f"The list has this paper, in Pruning: [{title}](../blob/HEAD/README.md"
    assert said in stage.answer(number)
    assert "This adds a line in Quantization; the other stays as it is." in stage.answer(number)
    number = stage.contributor.writes("Add Wanda", f"{title}, https://arxiv.org/abs/2306.11695, appeared at ICLR 2024")
    assert f"{said}" in stage.answer(number)
    assert "This brings its venue and year up to date." in stage.answer(number)


def test_an_author_corrects_a_requests_line_in_plain_words(stage: Stage) -> None:
    row = ROW.replace("NeurIPS 2024", "ICML 2024")
    number = stage.contributor.proposes({"README.md": with_row(row)}, "Add KVQuant")
    for words in ("I fixed the brackets", "@maintainer could you have a look?", "We cite AWQ there"):
        stage.contributor.comments(number, words)
    assert "* **Venue**: ICML 2024" in stage.answer(number)
    comment = stage.contributor.comments(number, "Sorry, it was accepted by NeurIPS 2024")
    assert "* **Venue**: NeurIPS 2024 (from `contributor`)" in stage.answer(number)
    assert stage.reactions(comment) == ["rocket"]
    stage.maintainer.comments(number, "/approve")
    assert changed(stage) == [f"+ {ROW}"]


def test_an_author_corrects_the_title_and_the_link_of_a_requests_line(stage: Stage) -> None:
    row = ROW.replace("KVQuant: Towards", "KVQuant: To").replace("2401.18079", "2401.18078")
    number = stage.contributor.proposes({"README.md": with_row(row)}, "Add KVQuant")
    stage.contributor.comments(number, f"Sorry, the title should be {KVQUANT}")
    stage.contributor.comments(number, "and the right link is https://arxiv.org/abs/2401.18079")
    stage.maintainer.comments(number, "/approve")
    assert changed(stage) == [f"+ {ROW}"]


KEYED = """# Worlds

## ICLR 2024

- [First model of all worlds](https://openreview.net/forum?id=a1)
  - Ann Lee, Bo Chen
  - Key: dreams
  - ExpEnv: [DMC](https://github.com/a/dmc)
- [Second model of all worlds](https://openreview.net/forum?id=b2)
  - Cy Roe, Di Poe
  - Key: long dreams
  - ExpEnv: Atari

## Rows

| Title | Backbone | Tuning | Venue |
|---|---|---|---|
| [First row of all](https://arxiv.org/abs/2101.00001) | BERT | | ICLR 2021 |
| [Second row of all](https://arxiv.org/abs/2101.00002) | T5 | | ICML 2021 |
"""


@pytest.mark.parametrize(
    ("section", "said"),
    [
        pytest.param("ICLR 2024", "I do not know, and left empty: **Key** and **ExpEnv**.", id="lines"),
        pytest.param("Rows", "I do not know, and left empty: **Backbone**.", id="a column that the others fill"),
    ],
)
def test_what_only_people_know_is_said_to_be_left_empty(tmp_path: Path, gate: Gate, section: str, said: str) -> None:
    with set_stage(tmp_path, gate, {"README.md": KEYED.encode()}) as stage:
        number = stage.contributor.files("https://arxiv.org/abs/2401.18079", KVQUANT, section, venue="ICLR 2024")
        assert said in stage.answer(number)


TOPICS = """# L

## Vision

### Generation

- [First model of all](https://arxiv.org/abs/2101.00001), ICLR 2021

## Audio

### Generation

- [Second model of all](https://arxiv.org/abs/2101.00002), ICML 2021

### Editing

- [Third model of all](https://arxiv.org/abs/2101.00003), ICML 2021
"""


def test_the_name_of_several_sections_is_asked_about(tmp_path: Path, gate: Gate) -> None:
    with set_stage(tmp_path, gate, {"README.md": TOPICS.encode()}) as stage:
        number = stage.contributor.files("https://arxiv.org/abs/2401.18079", KVQUANT, "Generation")
        assert "Several sections are called `Generation`. Which one is it?" in stage.answer(number)
        stage.contributor.comments(number, "the second one")
        assert "* **Section**: Audio &gt; Generation (from `contributor`)" in stage.answer(number)
        number = stage.contributor.files("https://arxiv.org/abs/2401.18080", "Weaving Baskets with Neural Looms")
        stage.contributor.comments(number, "Generation")
        said = (
            "Several sections are called that. Answer with one of these: `Vision > Generation`, `Audio > Generation`."
        )
        assert stage.answers(number)[1:] == [said]


HEADED = """# Lamps

## Attention

### First Paper of All Lamps

Ada One, Bo Two

[Paper](https://arxiv.org/abs/2307.08691) | ICLR 2024

It was the first.

### Second Paper of All Lamps

Cy One

[Paper](https://arxiv.org/abs/2305.13245) | EMNLP 2023

It was the second.
"""


def test_what_goes_with_a_removed_paper_is_shown(tmp_path: Path, gate: Gate) -> None:
    with set_stage(tmp_path, gate, {"README.md": HEADED.encode()}) as stage:
        number = stage.contributor.writes("Please remove a paper", "Remove First Paper of All Lamps, it is outdated.")
        first, second = HEADED.index("### First"), HEADED.index("### Second")
        assert HEADED[first:second].strip() in stage.answer(number)
        stage.maintainer.comments(number, "/approve")
        assert stage.text("README.md") == HEADED[:first] + HEADED[second:]
