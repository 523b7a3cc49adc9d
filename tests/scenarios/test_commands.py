"""What people type, and what they do by GitHub's own buttons instead, in their words."""

import pytest

from tests.scenarios.papers import LINK, LIST, TITLE, TWO, file_good, is_listed
from tests.stage import Actor, Stage

LONGFORMER = "longformer-the-long-document-transformer"
#: Nearly a listed title, with a link of its own.
ALIKE = ("https://openreview.net/forum?id=H4DqfPSibmx", "Longformer in speech: The long-document transformer")
ON_HOLD, PAUSED = "paper: on hold", "paper: paused"


def file_alike(stage: Stage) -> int:
    return stage.contributor.files(*ALIKE, "Attention")


def helper(stage: Stage) -> Actor:
    """Return somebody who may label and close, but not write."""
    actor = stage.newcomer("helper")
    stage.ground.hub.set_role("paper-list/survey", "helper", "triage")
    return actor


class TestSeveralCommandsInOneComment:
    def test_a_question_is_settled_and_the_entry_approved(self, stage: Stage) -> None:
        number = file_alike(stage)
        command = stage.maintainer.comments(number, f"/not-duplicate {LONGFORMER}\n/approve")
        assert "Longformer in speech" in stage.text(LIST)
        assert stage.reactions(command) == ["rocket"]
        assert f'distinct: ["{LONGFORMER}"]' in stage.text(
            "data/papers/longformer-in-speech-the-long-document-transformer.yaml"
        )

    def test_what_a_comment_changes_it_approves_too_and_it_is_shown(self, stage: Stage) -> None:
        number = file_good(stage)
        command = stage.maintainer.comments(number, "/set year 2025\n/section serving\n/approve")
        assert stage.reactions(command) == ["rocket"]
        assert TITLE in stage.text(LIST)
        assert "'25]*" in stage.answers(number)[0]
        assert "**Serving**" in stage.answers(number)[0]

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("/section Surving", id="a section that the list has not"),
            pytest.param("/sction serving", id="a slip in a command"),
        ],
    )
    def test_what_could_not_be_changed_is_not_approved_as_it_was(self, stage: Stage, line: str) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, f"{line}\n/approve")
        assert not is_listed(stage)
        assert stage.answers(number)[1].endswith(
            "`/approve` was not carried out: mend the line before it first, then approve again."
        )

    def test_what_it_gives_a_nameless_paper_it_approves_too(self, stage: Stage) -> None:
        number = stage.contributor.files(LINK)
        assert stage.headline(number) == "### ❓ 2 questions"
        command = stage.maintainer.comments(number, f"/set title {TITLE}\n/section attention\n/approve")
        assert stage.reactions(command) == ["rocket"]
        assert TITLE in stage.text(LIST)

    @pytest.mark.parametrize(
        ("commands", "both"),
        [
            pytest.param("/reject too old\n/approve", "`/reject` and `/approve`", id="first no, then yes"),
            pytest.param("/approve\n/reject 1 too old", "`/approve` and `/reject`", id="first yes, then no"),
            pytest.param("/approve\n/hold\n/duplicate #1", "`/approve` and `/duplicate`", id="yes, and known"),
        ],
    )
    def test_of_decisions_that_contradict_each_other_none_counts(self, stage: Stage, commands: str, both: str) -> None:
        number = file_good(stage)
        comment = stage.maintainer.comments(number, commands)
        assert stage.labels(number) == {"paper: ready"}
        assert stage.reactions(comment) == ["confused"]
        assert stage.answers(number)[1] == (
            f"{both} contradict each other, so I carried out nothing of this comment. Write again what you mean."
        )

    @pytest.mark.parametrize("commands", ["/approve\n/reject 2 too old", "/reject 2 too old\n/approve"])
    def test_all_but_some_are_approved(self, stage: Stage, commands: str) -> None:
        number = stage.contributor.writes("Add papers", f"### Attention\n{TWO}")
        stage.maintainer.comments(number, commands)
        assert "Mamba" in stage.text(LIST)
        assert "Ring Attention" not in stage.text(LIST)
        assert "Not added: too old." in stage.answer(number)

    @pytest.mark.parametrize(
        ("later", "refusal"),
        [
            pytest.param("/approve 2", "entry 2 was rejected before; to propose it again, open another issue", id="no"),
            pytest.param(
                "/reject 1", "entry 1 is on the list already; to take it off, open an issue that says so", id="listed"
            ),
        ],
    )
    def test_what_is_decided_is_not_decided_again(self, stage: Stage, later: str, refusal: str) -> None:
        number = stage.contributor.writes("Add papers", f"### Attention\n{TWO}- Third. [[Paper]](https://a.example/b)")
        stage.maintainer.comments(number, "/approve 1\n/reject 2")
        assert stage.state(number) == "open"
        stage.maintainer.comments(number, later)
        assert stage.answers(number)[1] == f"`{later[:-2]}` was not carried out: {refusal}."

    def test_a_listed_paper_was_not_shown_as_a_new_one(self, stage: Stage) -> None:
        number = stage.maintainer.files("https://arxiv.org/abs/2004.05150", "", "Attention")
        assert stage.labels(number) == {"paper: duplicate"}
        stage.maintainer.comments(number, f"/not-duplicate {LONGFORMER}\n/set title Longformer, Second Part\n/approve")
        assert "Second Part" not in stage.text(LIST)
        assert stage.state(number) == "open"

    def test_a_refusal_names_the_paper_and_what_helps(self, stage: Stage) -> None:
        number = file_alike(stage)
        stage.maintainer.comments(number, "/approve")
        assert stage.answers(number)[1] == (
            "`/approve` was not carried out: this looks like Longformer: The long-document transformer, which is"
            " listed; `/not-duplicate` if it is another paper, `/duplicate` if not."
        )

    def test_a_refusal_says_how_a_fault_is_mended(self, stage: Stage) -> None:
        number = stage.contributor.files(title="A paper without a link", section="Serving")
        stage.maintainer.comments(number, "/approve")
        assert "There is no link to the paper. Answer with one (arXiv" in stage.answers(number)[1]

    def test_a_refusal_stays_one_line(self, stage: Stage) -> None:
        number = stage.contributor.files(LINK, TITLE, venue="NeurIPS 2024")
        stage.maintainer.comments(number, "/approve")
        said = "this is not ready: Which section does it belong to? My comment above lists what would do."
        assert stage.answers(number)[1] == f"`/approve` was not carried out: {said}"


class TestWaysOfTyping:
    def test_a_slip_a_reason_and_a_hasty_hand(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/aprove")
        assert not is_listed(stage)
        assert "Did you mean `/approve`?" in stage.answers(number)[1]
        stage.maintainer.comments(number, "/hold waits for the camera-ready version")
        assert "waits for the camera-ready version" in stage.answers(number)[0]
        stage.maintainer.comments(number, "/unhold")
        assert "camera-ready" not in stage.answers(number)[0]
        stage.maintainer.comments(number, "/Approve 1, thanks!")
        assert is_listed(stage)

    def test_a_command_in_the_old_mail_below_an_answer_is_somebody_elses(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.contributor.comments(number, "/approve")
        stage.maintainer.comments(number, "Not yet, sorry.\n\nFrom: contributor\nSent: Tuesday\n\n/approve")
        assert not is_listed(stage)

    def test_a_field_may_have_a_mark_behind_it_and_can_be_left_out(self, stage: Stage) -> None:
        number = stage.contributor.files(LINK, TITLE, "Attention", "https://github.com/a/b", "NeurIPS 2024")
        stage.maintainer.comments(number, "/set title: Looms of the World\n/set year=2025\n/set code none")
        assert "> - Looms of the World. *[NeurIPS'25]* [[Paper]](<" in stage.answer(number)
        assert "github.com" not in stage.answer(number).partition("<details>")[0]

    def test_a_listed_papers_field_is_not_left_out(self, stage: Stage) -> None:
        number = stage.contributor.writes("Wrong section", "Longformer should be under Serving instead")
        stage.maintainer.comments(number, "/set venue none")
        assert "only a field of a new paper can be left out" in stage.answers(number)[1]

    def test_a_condition_is_not_watched(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve once the code is public")
        assert not is_listed(stage)
        assert "Comment `/approve` alone once it holds" in stage.answers(number)[1]

    def test_a_section_is_chosen_by_the_number_in_the_question(self, stage: Stage) -> None:
        number = stage.contributor.files("https://arxiv.org/abs/2310.01890", "Attention for Potters and Their Looms")
        assert "  1. **Attention**" in stage.answer(number)
        stage.maintainer.comments(number, "/section 1")
        assert "* **Section**: Attention (from `maintainer`)" in stage.answer(number)
        stage.maintainer.comments(number, "/section")
        assert stage.answers(number)[1] == "`/section` was not carried out: say what its `section` is."

    def test_there_is_no_undo_and_it_says_what_there_is(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/undo")
        assert "`/hold` lets it wait" in stage.answers(number)[1]
        stage.maintainer.comments(number, "/approve")
        stage.maintainer.comments(number, "/undo")
        assert "revert #2 with GitHub's own button" in stage.answers(number)[2]


class TestHoldingByTheLabel:
    def test_a_maintainers_label_stops_the_clock_and_starts_it(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.labels(number, ON_HOLD)
        assert stage.headline(number) == "### ⏸️ On hold"
        assert "`maintainer` put this on hold" in stage.answer(number)
        stage.maintainer.comments(number, "/approve")
        assert not is_listed(stage)
        stage.maintainer.unlabels(number, ON_HOLD)
        assert stage.headline(number) == "### ✅ Ready"
        assert stage.labels(number) == {"paper: ready"}

    def test_the_label_of_a_hold_by_command_is_taken_off_by_who_may_write_alone(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/hold")
        helper(stage).unlabels(number, ON_HOLD)
        assert ON_HOLD in stage.labels(number)
        assert "Taking `paper: on hold` off does not count" in stage.answers(number)[1]
        stage.maintainer.unlabels(number, ON_HOLD)
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)

    def test_a_label_that_was_there_first_holds_what_is_opened(self, stage: Stage) -> None:
        number = stage.maintainer.call("POST", "/issues", title="Add a paper", body=LINK, labels=[ON_HOLD])["number"]
        stage.ground.settle()
        assert stage.headline(number) == "### ⏸️ On hold"
        assert stage.pulls() == []


class TestClosingTheBotsPullRequest:
    def test_it_means_not_now(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        stage.maintainer.edits(pull["number"], state="closed")
        assert stage.pulls() == []
        assert stage.headline(number) == "### ⏸️ On hold"
        assert stage.labels(number) == {"paper: ready", ON_HOLD}
        assert (
            f"comments `/unhold`; I then open the change anew. `maintainer` closed #{pull['number']}."
            in stage.answer(number)
        )

        stage.maintainer.comments(number, "/unhold")
        (second,) = stage.pulls()
        assert second["number"] != pull["number"]
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)

    def test_who_may_not_write_does_not_stop_it_and_reopening_it_goes_on(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        helper(stage).edits(pull["number"], state="closed")
        assert stage.headline(number) == "### ✅ Ready"
        assert len(stage.pulls()) == 1
        assert f"Closing #{pull['number']} does not count" in stage.answers(number)[1]

        (pull,) = stage.pulls()
        stage.maintainer.edits(pull["number"], state="closed")
        assert stage.headline(number) == "### ⏸️ On hold"
        stage.maintainer.edits(pull["number"], state="open")
        assert stage.headline(number) == "### ✅ Ready"
        assert [each["number"] for each in stage.pulls()] == [pull["number"]]

    def test_deleting_its_branch_closes_it_as_well(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        stage.maintainer.call("DELETE", f"/git/refs/heads/{pull['head']['ref']}")
        stage.ground.settle()
        assert stage.headline(number) == "### ⏸️ On hold"
        stage.maintainer.comments(number, "/unhold")
        assert len(stage.pulls()) == 1


class TestClosedThreads:
    def test_a_command_is_refused_once(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/reject no")
        stage.wait()
        late = stage.maintainer.comments(number, "/hold")
        assert stage.reactions(late) == ["confused"]
        assert "this is closed; `/reopen` it first" in stage.answers(number)[1]
        stage.maintainer.comments(number, "A pity.")
        assert len(stage.answers(number)) == 2

    def test_labels_of_a_closed_thread_are_peoples_own(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        stage.maintainer.unlabels(number, "paper: approved")
        stage.maintainer.labels(number, ON_HOLD)
        assert len(stage.answers(number)) == 1


class TestDuplicates:
    def test_another_thread_is_named_that_is_there_and_not_the_proposal_itself(self, stage: Stage) -> None:
        first = stage.contributor.writes("A question", "Which papers are wanted?")
        number = file_good(stage)
        (pull,) = stage.pulls()
        stage.maintainer.comments(number, f"/duplicate #999\n/duplicate #{number}\n/duplicate #{pull['number']}")
        assert stage.state(number) == "open"
        refused = stage.answers(number)[1]
        assert "there is no thread `#999` here" in refused
        assert f"#{number} is this proposal itself" in refused
        assert f"#{pull['number']} is this proposal itself" in refused

        stage.maintainer.comments(number, f"/duplicate #{first}")
        assert stage.state(number) == "closed"
        assert f"A maintainer found that this is #{first}." in stage.answers(number)[0]

    def test_a_letter_of_the_comparison_names_the_paper(self, stage: Stage) -> None:
        number = file_alike(stage)
        assert "  - the same paper: `/duplicate A`\n  - another one: `/not-duplicate A`" in stage.answer(number)
        stage.maintainer.comments(number, "/duplicate B")
        assert "I compared this with no paper `B`" in stage.answers(number)[1]
        stage.maintainer.comments(number, "/duplicate a")
        assert stage.state(number) == "closed"
        assert "aliases:" in stage.text(f"data/papers/{LONGFORMER}.yaml")

    def test_among_several_entries_the_letter_follows_the_number(self, stage: Stage) -> None:
        link, title = ALIKE
        number = stage.contributor.writes("Add papers", f"{TWO}- {title}. [[Paper]]({link})\n")
        assert "`/duplicate 3 A`" in stage.answer(number)
        stage.maintainer.comments(number, "/duplicate 3 A")
        assert f"papers/{LONGFORMER}.yaml" in stage.answer(number)

    def test_a_paper_that_is_there_can_be_removed_without_a_question(self, stage: Stage) -> None:
        number = stage.contributor.writes(
            "Please remove a paper", "Remove https://arxiv.org/abs/2004.05150, it was withdrawn."
        )
        assert stage.headline(number) == "### 👀 A maintainer decides"
        assert "/duplicate" not in stage.answer(number)


class TestSeveralEntriesAtOnce:
    def test_one_section_for_some(self, stage: Stage) -> None:
        number = stage.contributor.writes("Add papers", TWO)
        stage.contributor.comments(number, "/section 1,2 attention")
        assert stage.headline(number) == "### ✅ Ready"
        stage.maintainer.comments(number, "/set 1, 2 year 2025\n/approve")
        assert stage.text(LIST).count("'25]*") == 2

    def test_what_is_decided_already_says_nothing_of_the_rest(self, stage: Stage) -> None:
        number = stage.contributor.writes("Add papers", TWO)
        stage.contributor.comments(number, "/section 1 attention")
        assert stage.labels(number) == {"paper: ready"}
        stage.maintainer.comments(number, "/approve 1")
        assert stage.labels(number) == {"paper: needs-info"}
        assert stage.headline(number) == "### ❓ One question"


class TestWaivingRules:
    def test_only_what_a_rule_found_can_be_waived(self, stage: Stage) -> None:
        number = stage.contributor.files(LINK, TITLE, "Attention", venue="Workshop on Nothing 2024")
        stage.maintainer.comments(number, "/allow title-differs")
        assert stage.answers(number)[1] == (
            "`/allow` was not carried out: `title-differs` has nothing against this entry; what can be allowed here is"
            " `venue-unknown`."
        )


class TestWhoTalksTooMuch:
    def quarrel(self, stage: Stage, number: int, times: int = 8) -> None:
        for _ in range(times):
            stage.contributor.comments(number, "/approve")

    def test_a_maintainer_lets_it_write_again(self, stage: Stage) -> None:
        number = file_good(stage)
        self.quarrel(stage, number)
        assert len(stage.answers(number)) == 5
        assert stage.labels(number) == {"paper: ready", PAUSED}
        assert stage.answers(number)[0].count("takes the label `paper: paused` off") == 1
        stage.wait()
        stage.maintainer.unlabels(number, PAUSED)
        assert stage.labels(number) == {"paper: ready"}
        assert PAUSED not in stage.answers(number)[0]
        stage.wait()
        stage.maintainer.comments(number, "/help")
        assert len(stage.answers(number)) == 6
        self.quarrel(stage, number, 5)
        assert len(stage.answers(number)) == 10
        assert PAUSED in stage.labels(number)

        command = stage.maintainer.comments(number, "/approve")
        assert is_listed(stage), "nobody can silence the maintainer"
        assert stage.reactions(command) == ["rocket"]
        assert stage.labels(number) == {"paper: approved"}
