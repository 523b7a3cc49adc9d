"""A contributor asks the server what the bot would say, and then files the same."""

import html
import re

from bot.demo.playground import REPOSITORY
from tests.stage import Stage
from tests.web import CLIENT

TEXT = "KVQuant: Towards 10 Million Context Length LLM Inference\nhttps://arxiv.org/abs/2401.18079\nSection: Attention"


def ask(stage: Stage, text: str) -> str:
    """Return what a reader sees of the page's answer."""
    answer = CLIENT.post(f"http://127.0.0.1:{stage.ground.bot.port}/preview", data={"text": text})
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_what_is_said_before_is_said_on_github(stage: Stage) -> None:
    assert "No list is at hand here now" in ask(stage, TEXT)
    stage.contributor.files("https://arxiv.org/abs/1706.03762")
    before = stage.snapshot()
    asked = ask(stage, TEXT)
    stage.ground.settle()
    assert stage.snapshot() == before
    number = stage.contributor.writes("A paper", TEXT)
    assert f"Of {REPOSITORY}, the clerk would say {stage.headline(number).removeprefix('### ')}" in asked
