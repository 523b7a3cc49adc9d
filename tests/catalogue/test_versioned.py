"""A mapping of many versions is, in each of them, what a plain one would be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import versioned as layered
from bot.catalogue.versioned import Versioned, amend, differences

KEYS, VALUES = st.sampled_from("abcdef"), st.integers(0, 3)
MAPPINGS = st.dictionaries(KEYS, VALUES)
CHANGES = st.lists(st.dictionaries(KEYS, VALUES | st.none()), max_size=6)


def follow(
    base: dict[str, int], steps: list[dict[str, int | None]]
) -> list[tuple[dict[str, int], Versioned[str, int]]]:
    """Return every version, plain and layered."""
    plain, layers = base, amend(base, {})
    versions = [(plain, layers)]
    for step in steps:
        plain = {key: value for key, value in {**plain, **step}.items() if value is not None}
        layers = amend(layers, step)
        versions.append((plain, layers))
    return versions


@pytest.fixture(params=[1, 3, 256], ids=["a base at each change", "now and then", "one base"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layered, "FEW", request.param)


@given(base=MAPPINGS, steps=CHANGES)
@pytest.mark.usefixtures("few")
def test_every_version_stays_what_it_was(base: dict[str, int], steps: list[dict[str, int | None]]) -> None:
    for plain, layers in follow(base, steps):
        assert dict(layers) == plain
        assert len(layers) == len(plain)
        assert {key: layers.get(key) for key in "abcdef"} == {key: plain.get(key) for key in "abcdef"}
        assert repr(layers) == repr(dict(layers))


@given(base=MAPPINGS, steps=CHANGES)
@pytest.mark.usefixtures("few")
def test_the_differences_of_any_two_versions_are_found(
    base: dict[str, int], steps: list[dict[str, int | None]]
) -> None:
    versions = follow(base, steps)
    for plain, layers in versions:
        for other, others in versions:
            differing = {key for key in "abcdef" if plain.get(key) != other.get(key)}
            assert differences(layers, others) == differences(plain, others) == differing


@given(base=MAPPINGS, step=st.dictionaries(KEYS, VALUES))
def test_who_changes_one_version_changes_no_other(base: dict[str, int], step: dict[str, int]) -> None:
    before, kept = dict(base), amend(base, {})
    other = amend(kept, {})
    other.update(step)
    for key in [key for key in base if key not in step]:
        del other[key]
    assert (base, dict(kept), dict(other)) == (before, before, step)


def test_what_is_not_there_cannot_be_taken_away() -> None:
    values = amend({"a": 1}, {"a": None})
    with pytest.raises(KeyError):
        del values["a"]
    with pytest.raises(KeyError):
        values["a"]
