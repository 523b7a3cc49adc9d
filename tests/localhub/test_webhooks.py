"""The webhooks of a story fit the closed schemas of @octokit/webhooks-schemas too, not only GitHub's open ones."""

from __future__ import annotations

import json
import os

import jsonschema_rs
import pytest

from tests.localhub import npm
from tests.stage import Stage


def test_every_webhook_of_a_story_fits_the_closed_schemas(stage: Stage) -> None:
    try:
        path = npm.fetch(npm.WEBHOOK_SCHEMAS) / "schema.json"
    except npm.AbsentError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs npm: {absent}")
    definitions = json.loads(path.read_text(encoding="utf-8"))["definitions"]
    number = stage.contributor.files("https://arxiv.org/abs/2407.08608", "FlashAttention-3", "Attention", venue="ICML")
    stage.contributor.edits(number, title="Another title")
    stage.maintainer.comments(number, "/approve")

    kinds = set()
    for delivery in stage.ground.hub.deliveries:
        kind = f"{delivery.event}${delivery.action or 'event'}"
        kinds.add(kind)
        schema = {"$ref": f"#/definitions/{kind}", "definitions": definitions}
        validator = jsonschema_rs.Draft7Validator(schema, validate_formats=False)
        assert [error.message for error in validator.iter_errors(json.loads(delivery.body))] == []
    assert {"ping$event", "push$event", "issues$opened", "issue_comment$created", "pull_request$closed"} <= kinds


def test_a_delivery_is_signed_and_answered(stage: Stage) -> None:
    stage.contributor.writes("A question", "How are papers chosen?")
    delivery = stage.ground.hub.deliveries[-1]
    assert (delivery.event, delivery.status, delivery.answer) == ("issues", 202, "accepted\n")
    assert stage.answers(1) == []
