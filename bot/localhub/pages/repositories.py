"""What every page of a repository begins with: finding it, refusing in words, the address of a thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import abort, render_template
from werkzeug.wrappers import Response

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.world import World

Answer = str | Response
P = ParamSpec("P")
InRepository = Callable[[Callable[Concatenate[LocalRepository, ...], Answer]], Callable[..., Answer]]


def repository_finder(world: World) -> InRepository:
    """Return what gives a view the repository of its address, and holds the world still while it runs."""

    def in_repository(view: Callable[Concatenate[LocalRepository, P], Answer]) -> Callable[..., Answer]:
        @wraps(view)
        def call(owner: str, repo: str, *args: P.args, **kwargs: P.kwargs) -> Answer:
            with world.lock:
                repository = world.repositories.get(f"{owner}/{repo}".lower()) or abort(404)
                try:
                    return view(repository, *args, **kwargs)
                except RequestError as refusal:
                    words = " ".join(refusal.errors) or str(refusal)
                    return render_template("refusal.html", repository=repository, refusal=words)

        return call

    return in_repository
