"""A commit's page: its message, what machines say of it, what it changed."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from bot.localhub.pages.checks import read_commit_checks
from bot.localhub.pages.repositories import Answer, InRepository
from bot.localhub.pages.timeline import FileView, view_lines
from bot.localhub.state.repositories import LocalRepository


def add_commits(pages: Blueprint, in_repository: InRepository) -> None:

    @pages.get("/<owner>/<repo>/commit/<sha>")
    @in_repository
    def show_commit(repository: LocalRepository, sha: str) -> Answer:
        commit = repository.git.read_commit(sha) or abort(404)
        changes = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
        files = [FileView(change, list(view_lines(change, []))) for change in changes]
        checks = read_commit_checks(repository, commit.sha)
        return render_template("commit.html", repository=repository, commit=commit, files=files, checks=checks)
