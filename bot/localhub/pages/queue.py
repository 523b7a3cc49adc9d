"""The page of the merge queue, where a person also plays the machine that checks."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, g, redirect, render_template, request

from bot.localhub import operations
from bot.localhub.operations.mergeability import read_checks
from bot.localhub.pages.base import Answer, in_repository
from bot.localhub.state.repositories import LocalRepository, QueueEntry


@in_repository("/queue")
def show_queue(repository: LocalRepository) -> Answer:
    may_write = repository.may(g.viewer, "write")
    return render_template("queue.html", repository=repository, line=view_queue(repository), may_write=may_write)


@in_repository("/queue/<int:number>", "POST")
def judge_entry(repository: LocalRepository, number: int) -> Answer:
    entry = repository.queue_entry(repository.threads.get(number) or abort(404)) or abort(404)
    content = {"state": request.form["word"], "context": request.form["check"]}
    operations.set_status(repository, g.viewer, entry.group, content)
    return redirect(f"/{repository.full_name}/queue")


def view_queue(repository: LocalRepository) -> Iterator[tuple[QueueEntry, dict[str, str]]]:
    """Yield what is in the merge queue, each with the word on every check that it needs."""
    protection = repository.protection_of(repository.default_branch)
    for entry in repository.queue:
        said = read_checks(repository, entry.group)
        yield entry, {name: said.get(name, "pending") for name in (protection.required_checks if protection else ())}
