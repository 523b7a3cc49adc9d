"""What an event costs the bot, in processor time, as the list and the open threads grow: it should stay the same.

Of an approval one part cannot: GitHub takes a list's text as a whole only. Beside it stands the simplest script there
could be, which reads the list, puts one line into it and sends it back by PyGithub, without a check of any kind.

`PAPERCLERK_BENCH_LONG=1` goes to 40,000 papers and 1,000 open threads.
"""

import base64
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from github import Auth, Github
from github.ContentFile import ContentFile

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

LONG = os.environ.get("PAPERCLERK_BENCH_LONG", "") == "1"
SIZES = (400, 4_000, 40_000) if LONG else (400, 4_000)
OPEN = (10, 100, 1_000) if LONG else (10, 100)
#: So often each kind of event is measured.
TIMES = 10
LIST = "data/README.md"
#: The list moved before each of the submissions.
EVENTS = ("a submission after a merge", "a comment", "an approval", "one without section", "a refusal")
#: Such a submission after a start: the bot looked at the list before, as a sweep has it do, or the submission is first.
STARTS = ("one without section, list looked at", "one without section, cold")


@contextmanager
def count_cost(stage: Stage, sums: dict[str, float], event: str) -> Iterator[None]:
    """Add the processor time that the bot needs for what somebody does, in milliseconds."""
    before = stage.seconds()
    yield
    stage.settle()
    sums[event] += (stage.seconds() - before) * 1000


def measure_script(stage: Stage) -> float:
    """Return what the simplest script costs that puts a line into the list, in milliseconds, on a branch of its own."""
    with Github(base_url=stage.api, auth=Auth.Token(stage.token), verify=False) as github:
        repository = github.get_repo(stage.repositories[0])
        head = repository.get_git_ref(f"heads/{repository.default_branch}").object.sha
        repository.create_git_ref("refs/heads/script", head)
        start = time.process_time()
        for _ in range(TIMES):
            found = repository.get_contents(LIST, ref="script")
            assert isinstance(found, ContentFile)
            content = base64.b64decode(repository.get_git_blob(found.sha).content)
            at = content.index(b"paperclerk:end")
            at = content.rindex(b"\n", 0, at) + 1
            changed = content[:at] + b"- Another paper. [[Paper]](https://arxiv.org/abs/2504.08269)\n" + content[at:]
            repository.update_file(LIST, "Add a paper", changed, found.sha, branch="script")
        return (time.process_time() - start) * 1000 / TIMES


def measure_events(stage: Stage) -> list[float]:
    """Return what each of EVENTS costs on average."""
    sums = dict.fromkeys(EVENTS, 0.0)
    for _ in range(TIMES):
        stage.list_paper()
        with count_cost(stage, sums, "a submission after a merge"):
            number = stage.submit()
        with count_cost(stage, sums, "a comment"):
            stage.comment(number, "Thank you.")
        with count_cost(stage, sums, "an approval"):
            stage.comment(number, "/approve")
        stage.list_paper()
        with count_cost(stage, sums, "one without section"):
            number = stage.submit(with_section=False)
        with count_cost(stage, sums, "a refusal"):
            stage.comment(number, "/reject")
    return [total / TIMES for total in sums.values()]


def measure_cold(stage: Stage, *, looks: bool) -> float:
    """Return what a submission without a section costs after a start, in milliseconds; the bot `looks` at its list."""
    stage.let_go(models=True)
    if looks:
        stage.look_at_lists()
    cost = {"submission": 0.0}
    with count_cost(stage, cost, "submission"):
        number = stage.submit(with_section=False)
    stage.comment(number, "/reject")
    stage.settle()
    return cost["submission"]


def grow_list() -> Iterator[list[str]]:
    """Yield a row for each length of the list."""
    for size in SIZES:
        with open_stage(size=size) as stage:
            first = {"look": 0.0}
            # What the program loads and learns once is loaded and learnt then.
            stage.look_at_lists()
            stage.let_go(models=False)
            stage.hub_traffic()
            with count_cost(stage, first, "look"):
                stage.look_at_lists()
            calls, _ = stage.hub_traffic()
            cold = [measure_cold(stage, looks=looks) for looks in (True, False)]
            events = measure_events(stage)
            yield [
                f"{size:,}",
                f"{first['look']:,.0f} ms, {calls} calls",
                *(f"{event:,.0f} ms" for event in (*events, *cold)),
                f"{measure_script(stage):,.0f} ms",
                f"{stage.memory():,.0f} MiB",
            ]


def grow_threads() -> Iterator[list[str]]:
    """Yield a row for each number of open threads."""
    with open_stage(size=SIZES[0]) as stage:
        opened = 0
        for count in OPEN:
            for _ in range(count - opened):
                stage.submit()
            stage.settle()
            opened = count
            events = measure_events(stage)
            yield [f"{count:,}", *(f"{event:,.0f} ms" for event in events), f"{stage.memory():,.0f} MiB"]


def run() -> None:
    """Print what events cost beside the length of the list and the number of open threads."""
    heading = "The bot's processor time for an event"
    table(
        f"{heading}, by the length of the list",
        ["Papers", "first look", *EVENTS, *STARTS, "a script's line", "memory"],
        list(grow_list()),
    )
    table(f"{heading}, by open threads ({SIZES[0]} papers)", ["Open", *EVENTS, "memory"], list(grow_threads()))
