"""What machines say of a commit, in the words of its page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.localhub.operations.mergeability import read_checks
from bot.localhub.state.checks import CheckRun
from bot.localhub.state.repositories import LocalRepository


@dataclass(frozen=True)
class Check:
    """The newest word of a status or a check run ("success", "failure" or "pending"), and what it says about it.

    `note` is one line, `text` Markdown, `remarks` are about lines of files; each may be empty.
    """

    name: str
    word: str
    note: str = ""
    text: str = ""
    remarks: tuple[str, ...] = ()


def read_commit_checks(repository: LocalRepository, commit: str) -> list[Check]:
    statuses, runs = repository.newest_statuses(commit), {run.name: run for run in repository.runs_of(commit)}
    return [
        read_run(runs[name], word) if name in runs else Check(name, word, statuses[name].description or "")
        for name, word in read_checks(repository, commit).items()
    ]


def read_run(run: CheckRun, word: str) -> Check:
    remarks = (f"{each['path']}, line {each['start_line']}: {each['message']}" for each in run.annotations)
    return Check(run.name, word, run.output.get("title") or "", run.output.get("summary") or "", tuple(remarks))
