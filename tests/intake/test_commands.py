"""Where a command counts, and where it is only text."""

import pytest

from bot.intake.commands import Command, read_commands
from tests.growth import assert_even

APPROVE = Command("approve")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("/approve", (APPROVE,), id="alone"),
        pytest.param("Thank you!\n/approve", (APPROVE,), id="after a text line"),
        pytest.param("/section a\n/approve", (Command("section", "a"), APPROVE), id="two commands"),
        pytest.param("<details>\n\n/approve\n\n</details>", (APPROVE,), id="inside details with blank lines"),
        pytest.param("/approve 1,3", (Command("approve", "1,3"),), id="with an argument"),
        pytest.param("/approve\r\n", (APPROVE,), id="Windows line end"),
        pytest.param("> /approve", (), id="quote"),
        pytest.param("```\n/approve\n```", (), id="fence"),
        pytest.param("~~~\n/approve\n~~~", (), id="tilde fence"),
        pytest.param("```\n/approve", (), id="unclosed fence"),
        pytest.param("    /approve", (), id="indented code"),
        pytest.param("`/approve`", (), id="code span"),
        pytest.param("<!-- /approve -->", (), id="HTML comment"),
        pytest.param("<!--\n\n/approve\n\n-->", (), id="HTML comment with blank lines"),
        pytest.param("<details>\n/approve\n</details>", (), id="details without blank lines"),
        pytest.param("- /approve", (), id="list item"),
        pytest.param("# /approve", (), id="heading"),
        pytest.param("[/approve](https://x.example)", (), id="link"),
        pytest.param("/approve <!-- x -->", (), id="trailing HTML comment"),
        pytest.param("please /approve", (), id="not first"),
        pytest.param("\u200b/approve", (), id="zero-width space before"),
        pytest.param("\uff0fapprove", (), id="full-width slash"),
        pytest.param("/APPROVE", (APPROVE,), id="capitals"),
        pytest.param("/approve.", (APPROVE,), id="full stop"),
        pytest.param("/Approve!!", (APPROVE,), id="exclamation marks"),
        pytest.param("/approve 1,3.", (Command("approve", "1,3"),), id="full stop after an argument"),
        pytest.param("/set title What now?!", (Command("set", "title What now?!"),), id="a value keeps its end"),
        pytest.param("/reject Too old.", (Command("reject", "Too old."),), id="a reason keeps its end"),
        pytest.param("/approve, please", (APPROVE,), id="comma"),
        pytest.param("/section: a", (Command("section", "a"),), id="colon"),
        pytest.param("/approve please", (APPROVE,), id="good manners"),
        pytest.param("/approve 1,3 thank you!", (Command("approve", "1,3"),), id="thanks behind an argument"),
        pytest.param("/reject no thanks", (Command("reject", "no thanks"),), id="a reason keeps all its words"),
        pytest.param("/tmp/approve", (), id="a path"),
        pytest.param("/\u017fet year 2024", (), id="a letter that only folds to s"),
        pytest.param("> /APPROVE!", (), id="quote in capitals"),
        pytest.param("\\/approve", (), id="escape"),
        pytest.param("&#47;approve", (), id="entity"),
        pytest.param("**/approve**", (), id="bold"),
        pytest.param("Not yet.\n\nOn Tue, Dec 1, 2026, Ada wrote:\n\n/approve", (), id="an old mail"),
        pytest.param(
            "/hold\n\nAm 1.12.2026 um 10:00 schrieb Ada <\nada@a.example>:\n/approve", (Command("hold"),), id="German"
        ),
        pytest.param("No.\n\n________________________________\nFrom: Ada\n\n/approve", (), id="a line above it"),
        pytest.param("No.\r\n\r\nFrom: Ada\r\nSent: Tuesday\r\n\r\n/approve", (), id="its head alone"),
        pytest.param("No.\n\n---\nFrom: Ada\n/approve", (APPROVE,), id="no head of a mail"),
        pytest.param("On Monday I wrote:\n/approve", (APPROVE,), id="somebody's own words"),
        pytest.param("On Dec 1, 2026, Ada wrote:\n> /reject\n\n/approve", (APPROVE,), id="below what is quoted"),
        pytest.param("On that I agree.\n/approve", (APPROVE,), id="a sentence"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_a_command_counts_only_in_plain_text(body: str, found: tuple[Command, ...]) -> None:
    assert read_commands(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "/[" * 32_000,
        "/approve\n" * 7_000,
        "/" + "[" * 65_000,
        "<!--/" * 13_000,
        "/ " * 32_000,
        "> " * 30_000 + "/approve",
    ],
)
def test_a_hostile_comment_is_read_in_no_time(body: str) -> None:
    assert len(read_commands(body)) <= 10
    assert_even(read_commands, lambda length: body[:length], len(body))
