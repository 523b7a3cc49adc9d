"""The beginning of every page: the blueprint, the repository of the address, the texts of refusals."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from bot.localhub.current import world
from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.repositories import LocalRepository

Answer = str | Response
View = Callable[Concatenate[LocalRepository, ...], Answer]
pages = Blueprint(
    "pages", "bot.localhub", template_folder="templates", static_folder="static", static_url_path="/static"
)


def refuse(refusal: RequestError | str, repository: LocalRepository | None = None) -> str:
    words = refusal if isinstance(refusal, str) else " ".join(refusal.errors) or str(refusal)
    return render_template("refusal.html", repository=repository, refusal=words)


def in_repository(path: str, method: str = "GET") -> Callable[[View], Callable[..., Answer]]:
    """Register a page below a repository's; its view is called with that repository, under the world's lock."""

    def add(view: View) -> Callable[..., Answer]:
        @pages.route(f"/<owner>/<repo>{path}", methods=[method])
        @wraps(view)
        def call(owner: str, repo: str, **parts: Any) -> Answer:
            with world.lock:
                repository = world.repositories.get(f"{owner}/{repo}".lower()) or abort(404)
                try:
                    return view(repository, **parts)
                except RequestError as refusal:
                    return refuse(refusal, repository)

        return call

    return add
