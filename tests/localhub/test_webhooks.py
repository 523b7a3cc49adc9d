"""The webhooks of a story fit the closed schemas of @octokit/webhooks-schemas too, not only GitHub's open ones."""

import json
import os
from collections.abc import Callable
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from bot.localhub.operations import reviews
from bot.localhub.server import LocalHub
from bot.localhub.webhooks import Delivery
from tests.localhub import npm
from tests.localhub.guests import REPOSITORY, Guest, machine, propose, put_file
from tests.stage import Stage

#: GitHub says since when a signature is verified only since the schemas were last written.
NEWER = "('verified_at' was unexpected)"


Judge = Callable[[str], jsonschema_rs.Draft7Validator]


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Lend a function that returns the closed schema of an event and action."""
    try:
        path = npm.fetch(npm.WEBHOOK_SCHEMAS) / "schema.json"
    except npm.AbsentError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs npm: {absent}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["definitions"]

    @cache
    def compile_schema(kind: str) -> jsonschema_rs.Draft7Validator:
        schema = {"$ref": f"#/definitions/{kind}", "definitions": found}
        return jsonschema_rs.Draft7Validator(schema, validate_formats=False)

    return compile_schema


def faults(judge: Judge, delivery: Delivery) -> list[str]:
    """Return what the closed schema of its kind says against a delivery."""
    errors = judge(kind(delivery)).iter_errors(json.loads(delivery.body))
    found = [f"{kind(delivery)}: {error.message}" for error in errors]
    return [text for text in found if NEWER not in text]


def kind(delivery: Delivery) -> str:
    return f"{delivery.event}${delivery.action or 'event'}"


def test_every_webhook_of_a_story_fits_the_closed_schemas(stage: Stage, judge: Judge) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/2407.08608", "FlashAttention-3", "Attention", venue="ICML")
    stage.contributor.edits(number, title="Another title")
    stage.maintainer.comments(number, "/approve")
    deliveries = stage.ground.hub.deliveries
    assert [fault for delivery in deliveries for fault in faults(judge, delivery)] == []
    kinds = {kind(delivery) for delivery in deliveries}
    assert {"ping$event", "push$event", "issues$opened", "issue_comment$created", "pull_request$closed"} <= kinds


def test_every_webhook_about_reviews_and_checks_fits_them_too(
    hub: LocalHub, mona: Guest, kim: Guest, judge: Judge
) -> None:
    propose(kim, {"new.txt": "one\n"})
    pull = f"{REPOSITORY}/pulls/1"
    head = mona.ask("GET", pull).json()["head"]["sha"]
    note = {"path": "new.txt", "line": 1, "body": "x"}
    mona.ask("POST", f"{pull}/reviews", event="REQUEST_CHANGES", body="b", comments=[note])
    remark = mona.ask("GET", f"{pull}/comments").json()[0]["id"]
    reviews.reply_to_remark(hub.repository("mona/list").threads[1], hub.world.users["kim"], remark, "y")
    put_file(kim, "new.txt", "two\n", branch="topic", repository="/repos/kim/list")
    hub.protect("mona/list", required_checks=("ci",), allow_auto_merge=True)
    id = mona.ask("GET", pull).json()["node_id"]
    mona.query(
        "mutation($i: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $i}) { clientMutationId } }", i=id
    )
    mona.query(
        "mutation($i: ID!) { disablePullRequestAutoMerge(input: {pullRequestId: $i}) { clientMutationId } }", i=id
    )
    mona.ask("POST", f"{REPOSITORY}/statuses/{head}", state="success", context="ci")
    app = machine(hub)
    run = app.ask("POST", f"{REPOSITORY}/check-runs", name="ci", head_sha=head).json()["id"]
    app.ask("PATCH", f"{REPOSITORY}/check-runs/{run}", conclusion="success")
    assert {kind(delivery) for delivery in hub.deliveries} >= {
        "pull_request_review$submitted",
        "pull_request_review_comment$created",
        "pull_request$synchronize",
        "pull_request$auto_merge_enabled",
        "pull_request$auto_merge_disabled",
        "status$event",
        "check_run$created",
        "check_run$completed",
    }
    assert [fault for delivery in hub.deliveries for fault in faults(judge, delivery)] == []


def test_a_delivery_is_signed_and_answered(stage: Stage) -> None:
    stage.contributor.writes("A question", "How are papers chosen?")
    delivery = stage.ground.hub.deliveries[-1]
    assert (delivery.event, delivery.status, delivery.answer) == ("issues", 202, "accepted\n")
    assert stage.answers(1) == []
