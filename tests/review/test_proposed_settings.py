"""A pull request that changes the settings: checked line by line, and not obeyed."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import CATALOGUE, VENUES, DataError, read_catalogue
from bot.intake.diff.patch import FileDiff
from bot.review.config import CONFIG, Config
from bot.review.rules.finding import Finding
from bot.review.rules.proposed_settings import audit_configuration, is_setting
from tests.growth import assert_even
from tests.stage import small_files

HEAD = 'name: "A list"\nsections:\n'
KEPT = '  - {id: "attention", title: "Attention"}\n  - {id: "serving", title: "Serving"}\n'
POLICY = f"{HEAD}{KEPT}policy:\n"


@cache
def listed() -> tuple[dict[str, str], Catalogue]:
    """Return the small list's files, and what they say."""
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    return files, read_catalogue(files)


def audit(*changes: FileDiff, folder: str = "data") -> list[Finding]:
    """Return what is found in a pull request to the small list."""
    files, catalogue = listed()
    return audit_configuration(changes, Config(data=folder), files, catalogue)


def places(found: list[Finding]) -> list[tuple[str, str | None, int | None]]:
    return [(finding.rule, finding.path, finding.line) for finding in found]


def catalogue(text: str) -> FileDiff:
    return FileDiff(f"data/{CATALOGUE}", after=text)


def test_the_list_as_it_is_has_no_findings() -> None:
    files = small_files()
    same = [FileDiff(path, after=files[path].decode()) for path in (f"data/{CATALOGUE}", f"data/{VENUES}", CONFIG)]
    assert audit(*same) == []


def test_what_was_wrong_before_is_nobodys_change() -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    catalogue, broken = read_catalogue(files), {**files, CATALOGUE: "name: ["}
    assert audit_configuration([FileDiff(CONFIG, after="")], Config(), broken, catalogue) == []


def test_other_files_are_not_looked_at() -> None:
    assert audit(FileDiff("README.md", after="{{{"), FileDiff("data/papers/x.yaml", after=": :")) == []


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        pytest.param(f"{HEAD}{KEPT}ouptut: 'x.md'\n", "schema", 5, "did you mean `output`?", id="an unknown key"),
        pytest.param(f"{POLICY}  venus: any\n", "schema", 6, "did you mean `venues`?", id="an unknown key inside"),
        pytest.param(f"{POLICY}  venues: csranking\n", "schema", 6, "did you mean `csrankings`?", id="a slip"),
        pytest.param(f"{POLICY}  minimum_year: soon\n", "schema", 6, "a whole number or empty", id="a wrong type"),
        pytest.param(f"{POLICY}  minimum_year: 99\n", "schema", 6, "at least 1900", id="a year of two digits"),
        pytest.param(f"{POLICY}  extra_venues: ICML\n", "schema", 6, "must be a list", id="a venue without brackets"),
        pytest.param(
            f"{POLICY}  extra_venues:\n    - ICML\n    - NeurlPS\n",
            "policy-venues",
            8,
            "did you mean `NeurIPS`?",
            id="an unknown venue",
        ),
        pytest.param(
            f"{POLICY}  extra_venues: [NIPS]\n", "policy-venues", 6, "write `NeurIPS`", id="a venue by another name"
        ),
        pytest.param(f"{POLICY}  venues: own\n", "policy-venues", 6, "there are none", id="a scope without venues"),
        pytest.param(
            f'{HEAD}{KEPT}  - id: "x"\n    title: "X"\n    sections:\n      - {{id: "serving", title: "Y"}}\n',
            "section-repeated",
            8,
            "another section `serving`",
            id="a section twice",
        ),
        pytest.param(
            f'{HEAD}  - {{id: "attention", title: "A"}}\n  - {{id: "servings", title: "S"}}\n',
            "section-in-use",
            2,
            "did you mean `servings`?",
            id="a section with papers renamed",
        ),
        pytest.param(
            f'{HEAD}{KEPT}entry: {{line: "- {{title}} {{links}} {{tga}}"}}\n',
            "entry-form",
            5,
            "`{tga}` is not filled in; there are `title`, `url`, `tag`, `links`.",
            id="an unknown placeholder",
        ),
        pytest.param(
            f'{HEAD}{KEPT}entry: {{line: "- {{title}} {{links}} {{title:>99999999}}"}}\n',
            "entry-form",
            5,
            "`{title:>99999999}` is not filled in",
            id="a placeholder that would fill the memory",
        ),
        pytest.param(
            f'{HEAD}{KEPT}entry: {{line: "- {{title}} {{links}} {{title.__class__}}"}}\n',
            "entry-form",
            5,
            "`{title.__class__}` is not filled in",
            id="a placeholder that looks inside",
        ),
        pytest.param(
            f'{HEAD}{KEPT}entry: {{tag: "{{venue}} {{"}}\n', "entry-form", 5, "without its other half", id="a brace"
        ),
        pytest.param("name: *x\n", "unreadable", 1, "anchors", id="an alias"),
        pytest.param('name: "a"\nname: "b"\n', "unreadable", 2, "stands here twice", id="a repeated key"),
    ],
)
def test_a_fault_of_the_catalogue_is_found_on_its_line(text: str, rule: str, line: int, words: str) -> None:
    (finding,) = audit(catalogue(text))
    assert (finding.rule, finding.path, finding.line) == (rule, "data/catalogue.yaml", line)
    assert words in finding.message


def test_a_fault_of_the_configuration_is_found_on_its_line() -> None:
    (finding,) = audit(FileDiff(CONFIG, after='data: "data"\nrules: {schema: off}\n'))
    assert (finding.rule, finding.level, finding.path, finding.line) == ("configuration", "error", CONFIG, 2)


def test_a_file_that_is_gone_is_missed_unless_the_list_works_without_it() -> None:
    assert audit(FileDiff(CONFIG, "removed")) == []
    assert places(audit(FileDiff(f"data/{VENUES}", "removed"))) == [("file-missing", f"data/{VENUES}", 1)]
    gone = [FileDiff(f"data/{name}", "removed") for name in (CATALOGUE, VENUES)]
    assert places(audit(*gone)) == [
        ("file-missing", f"data/{CATALOGUE}", 1),
        ("file-missing", f"data/{VENUES}", 1),
    ]
    moved = FileDiff("data/list.yaml", "renamed", old_path=f"data/{CATALOGUE}", after="x")
    assert places(audit(moved)) == [("file-missing", f"data/{CATALOGUE}", 1)]


def test_a_configuration_that_is_gone_is_looked_at_by_what_holds_without_it() -> None:
    shown_empty = FileDiff(CONFIG, "removed", is_read=False)
    assert audit(shown_empty) == []
    assert places(audit(shown_empty, folder="lists")) == [("data-moved", CONFIG, 1)]
    renamed = FileDiff("old.yml", "renamed", old_path=CONFIG, after="data: lists\n")
    assert places(audit(renamed, folder="lists")) == [("data-moved", CONFIG, 1)]


def test_a_change_that_is_no_text_or_very_long_is_not_passed_over() -> None:
    assert places(audit(FileDiff(CONFIG, is_read=False))) == [("unread", CONFIG, 1)]
    assert places(audit(catalogue(" " * 300_000))) == [("unread", f"data/{CATALOGUE}", 1)]


def test_data_that_would_be_looked_for_elsewhere_is_noticed() -> None:
    assert places(audit(FileDiff(CONFIG, after='\ndata: "lists"\n'))) == [("data-moved", CONFIG, 2)]
    assert places(audit(FileDiff(CONFIG, after="reminder: {after_days: 3}"), folder="lists")) == [
        ("data-moved", CONFIG, 1)
    ]


def test_a_change_of_other_settings_moves_no_list() -> None:
    found = audit(FileDiff(f"lists/{VENUES}", after="venues: []\n"), folder="lists")
    assert "data-moved" not in {finding.rule for finding in found}


def test_a_venue_and_the_policy_that_names_it_can_come_together() -> None:
    venues = small_files()[f"data/{VENUES}"].decode() + '  - {name: "New Conf", kind: "conference"}\n'
    named = catalogue(f'{POLICY}  venues: "own"\n  extra_venues: ["New Conf"]\n')
    assert [finding.rule for finding in audit(named)] == ["policy-venues"]
    assert audit(named, FileDiff(f"data/{VENUES}", after=venues)) == []


def test_what_a_stranger_writes_is_quoted_shortly_and_does_not_fire() -> None:
    (finding,) = audit(FileDiff(CONFIG, after=f'"@all {"x" * 900} <b>`": 1\n'))
    assert finding.message.startswith("`@all xxx")
    assert len(finding.message) < 400


@pytest.mark.parametrize(
    ("make", "length"),
    [
        pytest.param(lambda n: HEAD + '  - {id: "a", title: "b"}\n' * n, 1_600, id="one section many times"),
        pytest.param(
            lambda n: HEAD + "".join(f'  - {{id: "a{i}", title: "b"}}\n' for i in range(n)), 1_600, id="many sections"
        ),
        pytest.param(
            lambda n: POLICY + f"  extra_venues: [{','.join(f'a{i}' for i in range(n))}]\n", 1_000, id="many venues"
        ),
        pytest.param(lambda n: HEAD + KEPT + "".join(f"k{i}: 1\n" for i in range(n)), 4_000, id="many keys"),
        pytest.param(lambda n: f'{HEAD}{KEPT}entry: {{line: "- {"{title}" * n}"}}\n', 12_000, id="a slow pattern"),
        pytest.param(lambda n: f"{POLICY}  extra_venues: [{'a,1,' * n}]\n", 8_000, id="mixed types"),
    ],
)
def test_a_large_change_is_answered_quickly_and_shortly(make: Callable[[int], str], length: int) -> None:
    assert_even(lambda text: audit(catalogue(text)), make, length)
    found = audit(catalogue(make(length)))
    assert 1 <= len(found) <= 30


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (".github/paperclerk.yml", True),
        ("lists/catalogue.yaml", True),
        ("lists/venues.yaml", True),
        ("data/catalogue.yaml", False),
        ("lists/README.md", False),
        (".github/workflows/ci.yml", False),
    ],
)
def test_which_files_are_settings(path: str, known: bool) -> None:
    assert is_setting(path, "lists") is known


WRONG: dict[str, Any] = {
    "a year in words": {"policy": {"minimum_year": "soon"}},
    "a year that is true": {"policy": {"minimum_year": True}},
    "a venue without brackets": {"policy": {"extra_venues": "ICML"}},
    "a venue that is a number": {"policy": {"extra_venues": [1]}},
    "a policy that is a list": {"policy": ["any"]},
    "a name that is a number": {"name": 7},
    "an entry that is a text": {"entry": "- {title}"},
    "an unknown part of an entry": {"entry": {"lien": "x"}},
    "a section that is a text": {"sections": ["attention"]},
    "a title that is a list": {"sections": [{"id": "a", "title": ["A"]}]},
    "an id that is a mapping": {"sections": [{"id": {"a": 1}, "title": "A"}]},
    "sections by name": {"sections": {"attention": "Attention"}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_catalogue_of_other_types_is_refused_and_never_half_read(wrong: dict[str, Any]) -> None:
    content = {"name": "A list", "sections": [{"id": "attention", "title": "Attention"}], **wrong}
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    with pytest.raises(DataError):
        read_catalogue({**files, CATALOGUE: json.dumps(content)})
    found = audit(catalogue(json.dumps(content)))
    assert {finding.rule for finding in found} >= {"schema"}
    assert all(finding.line for finding in found)


def values() -> st.SearchStrategy[Any]:
    scalars = st.none() | st.booleans() | st.integers(-1, 2030) | st.text(max_size=5) | st.sampled_from(["own", "ICML"])
    return st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


keys = st.sampled_from(
    ["name", "sections", "id", "title", "policy", "venues", "extra_venues", "minimum_year", "entry", "line", "tag"]
)


@given(st.dictionaries(keys, values(), max_size=4))
def test_any_catalogue_is_read_or_refused_and_every_answer_has_a_line(wrong: dict[str, Any]) -> None:
    content = {"name": "A list", "sections": [{"id": "attention", "title": "Attention"}], **wrong}
    files = {VENUES: small_files()[f"data/{VENUES}"].decode(), CATALOGUE: json.dumps(content)}
    found = audit(catalogue(files[CATALOGUE]))
    assert all(finding.line and finding.path == "data/catalogue.yaml" for finding in found)
    try:
        read_catalogue(files)
    except DataError:
        assert any(finding.level == "error" for finding in found)
