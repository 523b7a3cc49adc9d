"""Sends mutations in one document, and says what it means that GitHub refused one."""

import re
from collections.abc import Sequence
from typing import Any, NoReturn

from github import GithubException

from bot.hub.gateway import Gateway
from bot.hub.rights import add_right
from bot.hub.write.documents import create_label, write_document
from bot.hub.write.rest import is_protection
from bot.workflow.changes.mutation import Mutation, NodeIds
from bot.workflow.hub import MergeRefusedError, MovedError, PullRefusedError
from bot.workflow.labels import LABELS

#: What GitHub says to a workflow's token where a setting keeps workflows from opening pull requests. Only an admin may
#: read the setting.
NO_PULLS = "not permitted to create or approve pull requests"
#: What GitHub says of a merge by a method that it will refuse for ever.
NO_METHOD = re.compile(r"not allowed on this repository|must not contain merge commits|requires signed commits")


class MutationSender:
    """Sends mutations by the ids of the last reading; `labels` that the repository lacks are created with the next.

    `unmade` are those that GitHub refused to create, with its errors: one may be there already.
    """

    def __init__(self, gateway: Gateway, nodes: NodeIds) -> None:
        self.gateway = gateway
        self.nodes = nodes
        self.labels: list[str] = []
        self.unmade: dict[str, dict[str, Any]] = {}

    def ask_or_move(self, subject: str, *asked: Mutation) -> list[dict[str, Any]]:
        """Return what mutations that build on each other answered; raise MovedError if one was refused.

        One that was refused behind others is sent once more by itself: it may not have seen yet what they did.
        """
        data, errors = self.ask(asked)
        answers = []
        for n, field in enumerate(asked):
            error = errors.get(f"f{n}")
            if error and n:
                again, refusals = self.ask((field,))
                data[f"f{n}"], error = again.get("f0"), refusals.get("f0")
            if error:
                refuse(subject, field, error)
            answers.append(data[f"f{n}"])
        return answers

    def ask(self, asked: Sequence[Mutation]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Return what mutations answered and were refused with; the labels that the repository lacks go with them."""
        lacking, self.labels = self.labels, []
        made = [create_label(self.nodes.repository, LABELS[name]) for name in lacking]
        data, errors = self.gateway.mutate(write_document([*asked, *made]))
        for n, name in enumerate(lacking, start=len(asked)):
            if f"f{n}" in errors:
                self.unmade[name] = errors.pop(f"f{n}")
            if payload := data.pop(f"f{n}"):
                self.nodes.labels[name] = payload["label"]["id"]
        return data, errors


def failure(error: dict[str, Any], name: str) -> GithubException:
    """What a refused mutation of this name means: 403 where the bot lacks a right, else 422."""
    return GithubException(403 if error.get("type") == "FORBIDDEN" else 422, add_right(error, name), {})


def refuse(subject: str, mutation: Mutation, error: dict[str, Any]) -> NoReturn:
    """Raise what a refused mutation means: the bot lacks a right, or GitHub no longer stands as it was read.

    A rule that a merge breaks is one that it waits for; a push that breaks one is never taken.
    """
    if mutation.name == "createPullRequest" and NO_PULLS in str(error.get("message")):
        raise PullRefusedError(str(error.get("message")))
    if "mergeMethod" in mutation.input and NO_METHOD.search(str(error.get("message"))):
        raise MergeRefusedError(str(error.get("message")), str(mutation.input["mergeMethod"]).lower())
    refused = failure(error, mutation.name)
    if refused.status == 403 or (mutation.name != "mergePullRequest" and is_protection(refused)):
        raise refused
    raise MovedError(f"{subject}: {error.get('message')}")
