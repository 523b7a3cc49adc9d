"""What a list says of its own scope, and which papers are outside."""

import pytest

from bot.review.audit import audit_items
from bot.review.audit.data import Folder
from tests.review.audited import LONG, check, kinds, line
from tests.stage import small_files

SCOPE = (
    "We list papers of conferences in CSRankings and arXiv. We mainly survey papers published after the year of 2020."
)


@pytest.mark.parametrize(
    ("tag", "opening", "expected"),
    [
        pytest.param("WACV'23", SCOPE, ["venue-policy"], id="a venue outside"),
        pytest.param("HPCA'23", SCOPE, ["venue-policy"], id="the next tier"),
        pytest.param("arXiv'23", SCOPE, [], id="a venue that is named beside"),
        pytest.param("ICML'19", SCOPE, ["year-policy"], id="too old"),
        pytest.param("WACV'19", "Papers about attention.", [], id="no scope"),
        pytest.param("WACV'19", "News: 2018 to 2020 papers were moved.", [], id="a year that is no limit"),
        pytest.param("ICML'19", "Papers I have read or reproduced since 2020.", [], id="since when they are read"),
        pytest.param("ICML'19", "Papers on attention, maintained since 2020.", [], id="since when there is a list"),
        pytest.param("ICML'19", "I have been collecting papers since 2020.", [], id="since when somebody collects"),
        pytest.param("ICML'19", "2023.05.10: papers from 2020 added", [], id="news"),
        pytest.param("ICML'19", "Our survey was published after 2020.", [], id="when something appeared"),
        pytest.param("WACV'23", "Inspired by CSRankings, we sort them by area.", [], id="where an idea came from"),
    ],
)
def test_a_page_says_its_scope_in_its_own_words(tag: str, opening: str, expected: list[str]) -> None:
    assert kinds(line(tag), opening=opening) == expected


def test_what_many_papers_break_is_no_scope() -> None:
    old, new = ([line(f"ICML'{year}", title=f"A title of number {n}") for n in range(8)] for year in (19, 23))
    for count, certainty in ((1, "certain"), (2, "likely")):
        found = [each for each in check(*old[:count], *new, opening=SCOPE) if each.rule == "year-policy"]
        assert {each.certainty for each in found} == {certainty}


@pytest.mark.parametrize(
    ("entry", "rule", "certainty"),
    [
        pytest.param(line("WACV'23"), "venue-policy", "certain", id="a venue in its place"),
        pytest.param(f"- {LONG}, in WACV 2023 as an oral", "venue-policy", "likely", id="a venue in a sentence"),
        pytest.param(line("ICML'19"), "year-policy", "certain", id="a year beside its venue"),
        pytest.param(f"- 2019.01 {LONG} *ICML*", "year-policy", "likely", id="a year elsewhere"),
        pytest.param("## Before 2020\n\n" + line("ICML'19"), "year-policy", "likely", id="a section of older ones"),
    ],
)
def test_what_is_outside_the_scope_has_to_stand_in_its_place(entry: str, rule: str, certainty: str) -> None:
    assert [(each.rule, each.certainty) for each in check(entry, opening=SCOPE)] == [(rule, certainty)]


def test_the_policy_of_a_folder_counts_at_the_level_that_the_list_sets() -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    files["catalogue.yaml"] = files["catalogue.yaml"].partition("policy:")[0] + "policy:\n  minimum_year: 2030\n"
    items = Folder({path: text for path, text in files.items() if not path.startswith(".github")}).items
    found = [finding for finding in audit_items(items, {"year-policy": "error"}) if finding.rule == "year-policy"]
    assert found
    assert {finding.level for finding in found} == {"error"}
    assert not [f for f in audit_items(items, {"year-policy": "off"}) if f.rule == "year-policy"]
