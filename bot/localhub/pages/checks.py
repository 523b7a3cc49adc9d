"""Statuses and check runs, and the merge queue; on their pages a person also plays the machine that checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, g, redirect, render_template, request

from bot.localhub.operations import checks
from bot.localhub.operations.mergeability import read_checks
from bot.localhub.pages.base import Answer, in_repository
from bot.localhub.state.checks import CheckRun
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import QueueEntry


@dataclass(frozen=True)
class Check:
    """The newest result of a status or a check run ("success", "failure" or "pending"), with its texts.

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


@in_repository("/queue")
def show_queue(repository: LocalRepository) -> Answer:
    may_write = repository.may(g.viewer, "write")
    return render_template("queue.html", repository=repository, line=view_queue(repository), may_write=may_write)


@in_repository("/queue/<int:number>", "POST")
def judge_entry(repository: LocalRepository, number: int) -> Answer:
    entry = repository.queue_entry(repository.threads.get(number) or abort(404)) or abort(404)
    content = {"state": request.form["word"], "context": request.form["check"]}
    checks.set_status(repository, g.viewer, entry.group, content)
    return redirect(f"/{repository.full_name}/queue")


def view_queue(repository: LocalRepository) -> Iterator[tuple[QueueEntry, dict[str, str]]]:
    """Yield the entries of the merge queue, each with the results of all checks that it needs."""
    protection = repository.protection_of(repository.default_branch)
    for entry in repository.queue:
        said = read_checks(repository, entry.group)
        yield entry, {name: said.get(name, "pending") for name in (protection.required_checks if protection else ())}
