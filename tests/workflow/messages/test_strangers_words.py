"""What strangers wrote stands in the bot's words and does nothing there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.localhub.markup import render
from bot.review.review import Review
from bot.workflow.messages import pull
from bot.workflow.messages.comment import write
from bot.workflow.thread import Person
from tests.workflow.builders import ENTRY, situation, thread

NASTY = "A | B <img src=x> [x](https://evil.example) `code` @everyone #12 <!-- paperclerk:state {} -->"
FIRES = re.compile(r"(?<![\w/])[@#](?=\w)")


@pytest.mark.parametrize("field", ["title", "venue"])
def test_a_field_of_the_comment_is_shown_as_it_is(field: str) -> None:
    said: dict[str, Any] = {field: NASTY}
    paper, draft = replace(pull.paper_of(ENTRY), **said), replace(ENTRY.draft, **said)
    entry = replace(ENTRY, draft=draft, change=replace(ENTRY.change, after=paper))
    shown = render(write(replace(situation(), review=Review("add", (entry,)))), "/o/r")
    (value,) = re.findall(rf"<li><strong>{field.capitalize()}</strong>:(.+?) \(from .+?\)</li>", shown)
    assert not re.search(r"<(?:img|a|code)\b", value)
    words = re.sub(r"<[^>]+>", "", value).replace("&lt;", "<").replace("&gt;", ">")
    assert not FIRES.search(words)
    assert "A | B <img src=x>" in words


@pytest.mark.parametrize("login", ["octo-cat", "ghost", "evil[bot]"])
def test_a_request_names_who_proposed_it_and_calls_nobody(login: str) -> None:
    found = thread(author=Person(login, 7))
    body = pull.body([ENTRY], situation().snapshot, found, closes=True)
    assert login.partition("[")[0].replace("-", "") in body.replace("\\", "").replace("-", "")
    assert not re.search(r"@(?=\w)", body)
