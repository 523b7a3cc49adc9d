"""What people are told of the rules and the commands is true."""

import re
from pathlib import Path

import pytest

from bot.intake.commands import NAMES
from bot.review.rules.registry import RuleChapter
from bot.review.rules.rulebook import CHAPTERS, write_rulebook
from bot.review.words.fields import NAMES as FIELDS

GITHUB = Path(__file__).parents[2] / ".github"
CONTRIBUTING = (GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8")
IDS = {rule.id for chapter in CHAPTERS for rule in chapter.rules}


def test_the_rule_book_that_people_read_is_the_one_that_the_rules_write() -> None:
    written = (GITHUB / "RULES.md").read_text(encoding="utf-8")
    assert written == write_rulebook(), "run `paperclerk rules > .github/RULES.md`"


def test_the_rule_book_names_commands_that_there_are() -> None:
    assert set(re.findall(r"`/([a-z-]+)", write_rulebook())) == {"allow"} <= NAMES


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.heading)
def test_the_rule_book_says_of_every_rule_what_can_be_made_of_it(chapter: RuleChapter) -> None:
    written = write_rulebook().split(f"## {chapter.heading}\n")[1].split("\n## ")[0]
    for rule in chapter.rules:
        (row,) = [line for line in written.split("\n") if line.startswith(f'| <a id="{rule.id}"></a>`{rule.id}` |')]
        _, level, settings, allowable, *_ = (cell.strip() for cell in row.strip("|").split(" | "))
        assert level == rule.level
        assert settings == (", ".join(rule.settings) or "—")
        assert allowable == ("yes" if rule.allowable else "—")
        if rule.settings:
            assert rule.level in rule.settings


def test_contributing_names_no_rule_and_no_command_that_there_is_not() -> None:
    named = re.findall(r"`([^`\n]+)`", CONTRIBUTING)
    commands = [text.split()[0][1:] for text in named if text.startswith("/")]
    words = [text for text in named if not text.startswith("/")]
    assert commands
    assert set(commands) <= NAMES
    assert set(words) <= IDS | set(FIELDS)
    assert IDS & set(words)


@pytest.mark.parametrize("page", sorted(GITHUB.glob("*.md")), ids=lambda page: page.name)
def test_a_page_links_to_what_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#{]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert all(
        (GITHUB / target).exists() for target in targets if "://" not in target and not target.startswith("../../")
    )


def test_contributing_leads_to_the_rules() -> None:
    assert "](RULES.md)" in CONTRIBUTING
