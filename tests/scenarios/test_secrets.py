"""Canaries: the bot's token and the webhook's secret are in nothing that anybody can read."""

import logging
from pathlib import Path

import pytest

from bot.demo.playground import CLERK, REPOSITORY
from bot.service.inbox.reporting import find_reasons
from tests.scenarios.papers import file_good, is_listed
from tests.stage import Stage
from tests.web import CLIENT


def test_no_secret_is_in_a_log_the_inbox_or_what_the_bot_says(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ground = stage.ground
    tokens = [token for token, holder in ground.hub.world.tokens.items() if holder.user.login == CLERK]
    secrets = [*tokens, *(secret.decode() for secret in ground.bot.settings.secrets)]
    assert len(secrets) >= 2

    number = file_good(stage)
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    # A token that GitHub knows no more, a push that it refuses: what goes wrong is what gets logged in full.
    ground.hub.set_role(REPOSITORY, CLERK, "triage")
    body = "Title: A new paper on serving\nLink: https://arxiv.org/abs/2407.08609\nSection: Serving"
    stage.contributor.call("POST", "/issues", title="Add a paper", body=body)
    stage.await_failure("PushRefusedError")
    ground.hub.set_role(REPOSITORY, CLERK, "write")
    stage.contributor.comments(number + 2, "/recheck")

    said = [caplog.text, str(ground.bot.settings), str(ground.bot.connection), *find_reasons(ground.bot.inbox)]
    said += [CLIENT.get(f"http://127.0.0.1:{ground.bot.port}/{page}").text for page in ("healthz", "webhook", "")]
    said += [str(thread) for thread in stage.snapshot()["threads"].values()]
    said += [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*.sqlite3*")]
    assert len(caplog.text) > 1_000
    for secret in secrets:
        assert not any(secret in text for text in said)
