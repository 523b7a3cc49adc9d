"""Entries that somebody judged by eye are read as they were seen."""

from tests.bench.judged import judge

#: So many of them are right at least.
SHARE = 0.9


def test_most_judged_entries_are_read_as_they_were_seen() -> None:
    judged = list(judge())
    wrong = [(each.name, sorted(each.right)) for each in judged if not each.whole]
    assert judged
    assert len(wrong) <= (1 - SHARE) * len(judged), wrong
