"""What each story costs: every request to GitHub's API is counted, those that only look included."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from bot.demo.playground import REPOSITORY
from bot.localhub.operations import threads
from tests.localhub.traffic import watched
from tests.scenarios.papers import MAMBA, RECORD
from tests.stage import Stage

#: The most that a story may cost once the list at its newest commit is known.
SUBMISSION, APPROVAL, REPETITION, SWEEP = 4, 5, 2, 3
TITLES = (
    "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    "Orca: A Distributed Serving System for Transformer-Based Generative Models",
    "QLoRA: Efficient Finetuning of Quantized LLMs",
    "Ring Attention with Blockwise Transformers for Near-Infinite Context",
)
TITLE = "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision"
LINK = "https://arxiv.org/abs/2407.08608"


@dataclass
class Bill:
    """What the bot asked of GitHub: the names of documents, and of REST's requests the method and path's end."""

    items: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.items)


@contextmanager
def paid(stage: Stage, by_others: int = 1) -> Iterator[Bill]:
    """Count what the bot asks until all is quiet; the first requests are those of the people in the story."""
    hub, bill = watched(stage.ground.hub), Bill()
    before = len(hub.requests) + by_others
    yield bill
    stage.ground.settle()
    bill.items += [r.operation or f"{r.method} {r.path.rpartition('/')[2]}" for r in hub.requests[before:]]


def submit(stage: Stage, number: int = 0) -> int:
    """File a paper; each number is another one."""
    title = TITLES[number - 1] if number else TITLE
    return stage.contributor.files(LINK.replace("08608", f"{8608 + number:05}"), title, "Attention")


def sweep(stage: Stage) -> None:
    bot = stage.ground.bot
    bot.rounds.settings = replace(bot.settings, repositories=frozenset({REPOSITORY}))
    bot.rounds.sweep()
    stage.ground.settle()


@pytest.fixture
def known(stage: Stage) -> Stage:
    """A stage whose bot has worked before, so that it knows the list and its threads."""
    stage.contributor.files("https://arxiv.org/abs/2401.00448", "Beyond Chinchilla-Optimal", "Serving")
    return stage


def test_a_submission_and_its_approval(known: Stage) -> None:
    with paid(known) as submission:
        number = submit(known)
    with paid(known) as approval:
        known.maintainer.comments(number, "/approve")
    assert known.headline(number) == "### 🎉 On the list"
    assert len(submission) <= SUBMISSION, submission
    assert len(approval) <= APPROVAL, approval
    assert submission.items == ["Thread", "Apply", "Apply"]
    assert approval.items == ["Thread", "GET permission", "Apply", "Apply", "Apply"]


def test_an_approval_on_the_pull_request_costs_the_same(known: Stage) -> None:
    number = submit(known)
    pull = next(pull for pull in known.pulls() if pull["head"]["ref"] == f"paperclerk/issue-{number}")
    with paid(known) as approval:
        known.maintainer.comments(pull["number"], "/approve")
    assert known.headline(number) == "### 🎉 On the list"
    assert len(approval) <= APPROVAL, approval


def test_an_approval_right_after_another_merge_costs_the_same(known: Stage) -> None:
    numbers = [submit(known), submit(known, 1)]
    known.maintainer.comments(numbers[0], "/approve")
    with paid(known) as approval:
        known.maintainer.comments(numbers[1], "/approve")
    assert known.headline(numbers[1]) == "### 🎉 On the list"
    assert approval.items == ["Thread", "GET permission", "Apply", "Apply", "Apply"]


def test_an_approval_right_after_somebody_elses_push_reads_what_that_changed(known: Stage) -> None:
    number = submit(known)
    path = "data/venues.yaml"
    hub = known.ground.hub
    hooks, hub.repository(REPOSITORY).hooks = hub.repository(REPOSITORY).hooks, []
    known.maintainer.pushes(path, f"# By hand.\n{known.text(path)}")
    hub.repository(REPOSITORY).hooks = hooks
    with paid(known) as approval:
        known.maintainer.comments(number, "/approve")
    assert known.headline(number) == "### 🎉 On the list"
    assert approval.items == ["Thread", "Files", "Blobs", "GET permission", "Apply", "Apply", "Apply"]


def test_the_approval_of_a_handmade_request(known: Stage) -> None:
    # One more than others: a commit that keeps its author's needs two parents, which only REST makes, in three steps.
    number = known.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    with paid(known) as approval:
        known.maintainer.comments(number, "/approve")
    assert known.headline(number) == "### 🎉 On the list"
    assert known.state(number) == "closed"
    assert approval.items == ["Thread", "GET permission", "POST trees", "POST commits", "PATCH main", "Apply"]
    with paid(known) as submission:
        submit(known)
    assert submission.items == ["Thread", "Apply", "Apply"]


def test_the_next_submission_after_a_merge_reads_of_the_list_what_is_new_alone(known: Stage) -> None:
    known.maintainer.comments(submit(known), "/approve")
    with paid(known) as submission:
        submit(known, 1)
    assert submission.items == ["Thread", "Apply", "Apply"]


def test_a_bot_that_was_just_started_reads_the_list_and_the_threads_once(stage: Stage) -> None:
    with paid(stage) as submission:
        submit(stage)
    assert submission.items == ["Thread", "Files", "Blobs", "All", "Apply", "Apply"]


def test_an_edit_moves_the_branch_and_the_words(known: Stage) -> None:
    number = submit(known)
    body = known.get(f"/issues/{number}")["body"]
    with paid(known) as edit:
        known.contributor.edits(number, body=body.replace(TITLE, f"{TITLE} Anew"))
    assert f"{TITLE} Anew" in known.answer(number)
    assert edit.items == ["Thread", "Apply", "Apply", "Apply"]


def test_a_delivery_that_comes_again_costs_a_look(known: Stage) -> None:
    number = submit(known)
    theirs = known.contributor.proposes({"notes.md": "x"})
    with paid(known, 0) as repetition:
        known.ground.bot.inbox.ask(REPOSITORY, number)
    assert repetition.items == ["Thread"]
    with paid(known, 0) as repetition:
        known.ground.bot.inbox.ask(REPOSITORY, theirs)
    assert len(repetition) <= REPETITION, repetition


def test_a_pull_request_is_compared_again_only_after_a_push(known: Stage) -> None:
    path = "data/README.md"
    text = known.text(path)
    line = f"- {TITLE}. *[NeurIPS'24]* [[Paper]]({LINK})"
    number = known.contributor.proposes({path: text.replace("- ", f"{line}\n- ", 1)})
    with paid(known, 0) as repetition:
        known.ground.bot.inbox.ask(REPOSITORY, number)
    assert len(repetition) <= REPETITION, repetition


def test_a_sweep_of_a_list_where_nothing_happened(known: Stage) -> None:
    submit(known)
    sweep(known)
    for _ in range(3):
        with paid(known, 0) as bill:
            sweep(known)
        assert len(bill) <= SWEEP, bill
    assert bill.items == ["Glances"]


def test_a_sweep_looks_at_what_no_delivery_told_of_and_at_nothing_else(known: Stage) -> None:
    numbers = [submit(known, number) for number in range(1, 4)]
    sweep(known)
    hub = known.ground.hub
    hooks, hub.repository(REPOSITORY).hooks = hub.repository(REPOSITORY).hooks, []
    known.maintainer.comments(numbers[1], "/reject too early")
    hub.repository(REPOSITORY).hooks = hooks
    with paid(known, 0) as bill:
        sweep(known)
    assert known.state(numbers[1]) == "closed"
    assert bill.items.count("Thread") == 1


def test_a_submission_costs_the_same_among_many_open_threads(known: Stage) -> None:
    with paid(known) as among_few:
        submit(known)
    hub = known.ground.hub
    world, contributor = hub.repository(REPOSITORY), hub.world.users["contributor"]
    with hub.world.lock:
        hooks, world.hooks = world.hooks, []
        for number in range(60):
            threads.open_issue(world, contributor, f"Question {number}", "How are you?")
        world.hooks = hooks
    submit(known, 1)
    with paid(known) as among_many:
        submit(known, 2)
    assert among_many.items == among_few.items
