"""A rule is declared where it is written, and stands in the registry once, in an order that nothing can turn."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import bot.review
from bot.review.rules.finding import LEVELS, Finding
from bot.review.rules.registry import ALLOWABLE, FIXED, SUBMISSION, RuleChapter, ids, in_order
from bot.review.rules.rule import FREELY, Rules
from bot.review.rules.rulebook import CHAPTERS

MODULES = sorted(found.name for found in pkgutil.walk_packages(bot.review.__path__, "bot.review."))
BOOK = [rule for chapter in CHAPTERS for rule in chapter.rules]


def declared() -> Iterator[tuple[str, str]]:
    """Every rule that a module declares, with the module's name."""
    for name in MODULES:
        rules = getattr(importlib.import_module(name), "RULES", ())
        yield from ((name, rule.id) for rule in rules)


def test_every_rule_that_is_declared_stands_in_the_book_once() -> None:
    assert Counter(id for _, id in declared()) == Counter(ids(BOOK))
    assert len(BOOK) > 40


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.heading)
def test_a_chapter_has_no_id_twice(chapter: RuleChapter) -> None:
    found = ids(chapter.rules)
    assert len(set(found)) == len(found)


def test_what_holds_an_entry_up_is_said_first_and_within_a_level_what_every_entry_needs() -> None:
    order = [LEVELS.index(rule.level) for rule in SUBMISSION]
    assert order == sorted(order)
    assert ids(SUBMISSION)[:4] == ("link-missing", "link-form", "link-no-paper", "title-missing")


def test_what_may_be_allowed_and_what_no_list_can_set_follow_from_the_declarations() -> None:
    assert set(ALLOWABLE) == {rule.id for rule in SUBMISSION if rule.allowable}
    assert FIXED.isdisjoint(rule.id for rule in BOOK if rule.settings)
    assert {"section-missing", "list-outdated", "conflict", "line-unread"} <= FIXED


def test_a_rule_completes_what_its_check_found() -> None:
    rules: Rules[[str]] = Rules()

    @rules.declare("no-tabs", "note", "A tab", "Lines have no tabs.", settings=FREELY, allowable=True)
    def no_tabs(text: str) -> Iterator[Finding]:
        if "\t" in text:
            yield Finding("There is a tab.", "Use spaces.", "a.md", 1, last=2, keys=("a", 1), by="maintainer")

    assert list(rules) == [no_tabs]
    assert list(no_tabs.find("")) == []
    (finding,) = no_tabs.find("\t")
    assert (finding.rule, finding.level, finding.title) == ("no-tabs", "note", "A tab")
    assert (finding.message, finding.hint, finding.path, finding.line) == ("There is a tab.", "Use spaces.", "a.md", 1)
    assert (finding.last, finding.keys, finding.by) == (2, ("a", 1), "maintainer")
    assert (no_tabs.settings, no_tabs.allowable) == (FREELY, True)


def test_modules_are_joined_by_level_and_then_in_the_order_in_which_they_are_named() -> None:
    one, other = Rules[...](), Rules[...]()
    for rules, name, level in ((one, "a", "note"), (one, "b", "error"), (other, "c", "error"), (other, "d", "warning")):
        rules.declare(name, level, "", "")(lambda *_: ())  # type: ignore[arg-type]
    assert ids(in_order(one, other)) == ("b", "c", "d", "a")
