"""Entries that somebody judged by eye are read as they were seen, and made ones as they were made."""

import random
from html import unescape

import pytest

from bot.catalogue.identity.titles import fold_title
from bot.lists.inline import plain
from tests.bench.composed import compose
from tests.bench.judged import Judged, judge
from tests.bench.varied import share

#: So many of them are right at least.
SHARE, MADE, COMPOSED = 0.92, 0.97, 0.95


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return list(judge())


def test_most_judged_entries_are_read_as_they_were_seen(judged: list[Judged]) -> None:
    wrong = [(each.name, sorted(each.right)) for each in judged if not each.whole]
    assert judged
    assert len(wrong) <= (1 - SHARE) * len(judged), wrong


def test_most_made_entries_are_read_where_they_leave_facts_out() -> None:
    shares = share(sections=1)
    assert sum(shares.values()) >= MADE * len(shares), {form: right for form, right in shares.items() if right < 1}


def test_most_entries_are_read_whatever_form_chance_puts_together() -> None:
    draw = random.Random(0)
    shares = share([compose(draw) for _ in range(80)], sections=1)
    assert sum(shares.values()) >= COMPOSED * len(shares), {form: right for form, right in shares.items() if right < 1}


def test_the_titles_of_records_stand_where_their_parts_say(judged: list[Judged]) -> None:
    entries = [each.entry for each in judged if each.entry and not each.entry.part("rest")]
    strange = [
        (entry.record.title, entry.text(entry.title_part))
        for entry in entries
        if fold_title(unescape(plain(entry.text(entry.title_part)))) != fold_title(entry.record.title)
    ]
    assert entries
    assert not strange
