"""The labels: one for each verdict, within what GitHub takes."""

from typing import get_args

from bot.review.entry import Verdict
from bot.workflow.labels import APPROVED, CARE, LABELS, ON_HOLD, PAUSED, verdict_label


def test_every_verdict_has_its_label() -> None:
    assert {verdict_label(verdict) for verdict in get_args(Verdict)} | {APPROVED, ON_HOLD, PAUSED, CARE} == set(LABELS)


def test_labels_are_what_github_takes() -> None:
    for name, label in LABELS.items():
        assert label.name == name
        assert len(bytes.fromhex(label.color)) == 3
        assert len(label.description) <= 100
