"""The settings of a repository's owner: roles, how pull requests are merged, the branch's protection."""

from typing import get_args

from flask import g, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from bot.localhub.operations.refusal import RequestError
from bot.localhub.pages.base import Answer, in_repository
from bot.localhub.state.repositories import ROLES, SETTINGS, LocalRepository, Protection
from bot.localhub.state.threads import Method


def check_owner(repository: LocalRepository) -> None:
    if not repository.may(g.viewer, "admin"):
        raise RequestError(403, "Must have admin rights to Repository.")


@in_repository("/settings")
def show_settings(repository: LocalRepository) -> Answer:
    check_owner(repository)
    others = [user for user in g.people if user is not repository.owner]
    return render_template(
        "settings.html",
        repository=repository,
        roles={user.login: repository.role(user) for user in others},
        ladder=ROLES[1:],
        protection=repository.protection or Protection(),
    )


@in_repository("/settings", "POST")
def keep_settings(repository: LocalRepository) -> Answer:
    check_owner(repository)
    repository.settings |= {name: name in request.form for name in SETTINGS}
    repository.protection = read_protection(request.form)
    for user in g.people:
        role = request.form.get(f"role-{user.login}")
        if role in ROLES:
            repository.roles[user.login] = role
    return redirect(f"/{repository.full_name}/settings")


def read_protection(form: MultiDict[str, str]) -> Protection | None:
    if "protect" not in form:
        return None
    names = (name.strip() for name in form.get("checks", "").split(","))
    return Protection(
        required_checks=tuple(name for name in names if name),
        required_approvals=form.get("approvals", 0, type=int),
        linear_history="linear" in form,
        up_to_date="up-to-date" in form,
        queue=next((method for method in get_args(Method) if method == form.get("queue")), None),
    )
