"""Sends mutations in one document, and explains GitHub's refusals."""

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

#: GitHub's refusal where a setting keeps workflows from opening pull requests. Only an admin may read the setting.
NO_PULLS = "not permitted to create or approve pull requests"
#: GitHub's refusals of a merge method that will never be accepted.
NO_METHOD = re.compile(r"not allowed on this repository|must not contain merge commits|requires signed commits")


class MutationSender:
    """Sends mutations with the ids of the last reading; missing `labels` are created with the next ones.

    `unmade` are the labels that GitHub refused to create, with its errors: one may exist already.
    """

    def __init__(self, gateway: Gateway, nodes: NodeIds) -> None:
        self.gateway = gateway
        self.nodes = nodes
        self.labels: list[str] = []
        self.unmade: dict[str, dict[str, Any]] = {}

    def ask_or_move(self, subject: str, *asked: Mutation) -> list[dict[str, Any]]:
        """Return the answers to mutations that build on each other; raise MovedError if one was refused.

        One refused after others is sent once more by itself: GitHub may not have seen their effect yet.
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
        """Return the answers and errors to mutations; labels that the repository lacks are created along with them."""
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
    """The error for a refused mutation of this name: 403 if the bot lacks a right, else 422."""
    return GithubException(403 if error.get("type") == "FORBIDDEN" else 422, add_right(error, name), {})


def refuse(subject: str, mutation: Mutation, error: dict[str, Any]) -> NoReturn:
    """Raise the error for a refused mutation: the bot lacks a right, or GitHub is no longer in the state that was read.

    A merge that breaks a rule waits until it no longer does; a push that breaks one is never accepted.
    """
    if mutation.name == "createPullRequest" and NO_PULLS in str(error.get("message")):
        raise PullRefusedError(str(error.get("message")))
    if "mergeMethod" in mutation.input and NO_METHOD.search(str(error.get("message"))):
        raise MergeRefusedError(str(error.get("message")), str(mutation.input["mergeMethod"]).lower())
    refused = failure(error, mutation.name)
    if refused.status == 403 or (mutation.name != "mergePullRequest" and is_protection(refused)):
        raise refused
    raise MovedError(f"{subject}: {error.get('message')}")
