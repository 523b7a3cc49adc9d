"""Which sections are suggested and why: in words, on odd lists and on hostile titles."""

import gc
import weakref
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import suggestion
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.suggestion import LONGEST_LIKE, choose_papers, suggest_sections
from bot.catalogue.suggestion.model import READ, Model, Text
from bot.catalogue.venues import Venues

DATA = Path(__file__).parents[2] / "data"


@cache
def shipped() -> Catalogue:
    return read_catalogue(store.read_folder(DATA))


def paper(title: str, *sections: str) -> Paper:
    return Paper(title.lower().replace(" ", "-"), title, dict.fromkeys(sections), ())


def small(headings: Mapping[str, str | None], *papers: Paper) -> Catalogue:
    """Return a list with sections by title, each with its parent's; a section's id is its title in small letters."""
    sections = [Section(title.lower(), title, parent and parent.lower()) for title, parent in headings.items()]
    return Catalogue(
        "A list", {section.id: section for section in sections}, {one.id: one for one in papers}, Venues([])
    )


@pytest.mark.parametrize(
    ("title", "section", "word"),
    [
        pytest.param("Federated tuning of language models", "federated-learning", "Federated", id="a word"),
        pytest.param("On FEDERATING models", "federated-learning", "FEDERATING", id="a form of it, as it was typed"),
        pytest.param("vLLM: paged attention serving", "serving-on-cloud", "serving", id="of two words the stronger"),
        pytest.param(r"\emph{Quantised} networks", "model-compression", "Quantised", id="LaTeX"),
    ],
)
def test_three_sections_come_with_words_and_a_title(title: str, section: str, word: str) -> None:
    suggestions = suggest_sections(title, shipped())
    assert len(suggestions) == 3
    assert suggestions[0].section == section
    assert suggestions[0].reason.startswith(f"for “{word}”")
    for some in suggestions:
        like = some.reason.partition("like “")[2].removesuffix("”").removesuffix("…")
        assert len(like) <= LONGEST_LIKE
        assert any(one.title.startswith(like) for one in shipped().papers.values() if some.section in one.sections)


def test_most_titles_that_are_left_out_find_their_section() -> None:
    papers = list(shipped().papers.values())
    left_out = {fold_title(paper.title): paper for paper in papers[::8]}
    rest = {one.id: one for one in papers if fold_title(one.title) not in left_out}
    known = replace(shipped(), papers=rest)
    found = [(one, [some.section for some in suggest_sections(one.title, known)]) for one in left_out.values()]
    first = sum(sections[0] in one.sections for one, sections in found) / len(found)
    among = sum(bool(one.sections.keys() & set(sections)) for one, sections in found) / len(found)
    assert first >= 0.6, first
    assert among >= 0.8, among


@pytest.mark.parametrize(
    ("catalogue", "title", "suggested"),
    [
        pytest.param(small({}), "Attention", [], id="no sections"),
        pytest.param(small({}, paper("Attention", "gone")), "Attention", [], id="a paper in a section that is gone"),
        pytest.param(
            small({"Attention": None}),
            "Anything",
            [("attention", "only a guess: no title here is like it; 0 papers stand here")],
            id="one section without papers",
        ),
        pytest.param(
            small({"Attention": None, "Serving": None}),
            "Fast serving",
            [
                ("serving", "for “serving”"),
                ("attention", "only a guess: no title here is like it; 0 papers stand here"),
            ],
            id="no papers: the headings tell",
        ),
        pytest.param(
            small({"Systems": None, "Serving": "Systems", "Attention": None}, paper("Longformer", "attention")),
            "Systems",
            [
                ("serving", "for “Systems”"),
                ("attention", "only a guess: no title here is like it; 1 paper stands here"),
            ],
            id="a section with others below it holds no papers, but its heading tells",
        ),
        pytest.param(
            small({"A": None, "B": None}, paper("One", "a"), paper("Two", "b"), paper("Three", "b")),
            "Unheard",
            [
                ("b", "only a guess: no title here is like it; 2 papers stand here"),
                ("a", "only a guess: no title here is like it; 1 paper stands here"),
            ],
            id="an unknown title: the largest section first",
        ),
        pytest.param(
            small(
                {"Serving": None, "Attention": None},
                paper("On the Edge of a Cloud", "serving"),
                paper("On the Move with a Cluster", "serving"),
                paper("Longformer", "attention"),
            ),
            "On The Use of a Fog",
            [
                ("serving", "like “On the Edge of a Cloud”"),
                ("attention", "only a guess: no title here is like it; 1 paper stands here"),
            ],
            id="words that every title can have are no reason",
        ),
        pytest.param(
            small({"!": None, "?": None}, paper("...", "!")),
            "...",
            [
                ("!", "only a guess: no title here is like it; 1 paper stands here"),
                ("?", "only a guess: no title here is like it; 0 papers stand here"),
            ],
            id="no letters anywhere",
        ),
        pytest.param(
            small(
                {"視覚": None, "Речь": None},
                paper("画像認識の大規模モデル", "視覚"),
                paper("Распознавание речи", "речь"),
            ),
            "大規模モデルの画像認識",
            [
                ("視覚", "for “大規模モデルの画像認識”, like “画像認識の大規模モデル”"),
                ("речь", "only a guess: no title here is like it; 1 paper stands here"),
            ],
            id="other alphabets",
        ),
    ],
)
def test_a_list_suggests_what_it_has(catalogue: Catalogue, title: str, suggested: list[tuple[str, str]]) -> None:
    assert [(some.section, some.reason) for some in suggest_sections(title, catalogue)] == suggested


@given(st.text(max_size=60) | st.text(st.sampled_from("a\u0301日😀\\{$}\u202e\x00 _"), max_size=60))
def test_any_title_gets_three_different_leaves(title: str) -> None:
    suggestions = suggest_sections(title, shipped())
    leaves = {section.id for section in shipped().leaves()}
    assert len({some.section for some in suggestions} & leaves) == len(suggestions) == 3
    assert all(some.reason for some in suggestions)
    assert suggestions == suggest_sections(title, shipped())


@pytest.mark.parametrize("title", ["", "?!", "日本語"], ids=["empty", "no words", "unknown letters"])
def test_of_a_title_that_says_nothing_the_largest_sections_are_a_guess(title: str) -> None:
    sizes = Counter(section for paper in shipped().papers.values() for section in paper.sections)
    assert [(some.section, some.reason.split(":")[0]) for some in suggest_sections(title, shipped())] == [
        (section, "only a guess") for section, _ in sizes.most_common(3)
    ]


def test_a_title_without_end_is_read_in_part() -> None:
    title = "federated learning " * (READ // 10)
    assert suggest_sections(title + "diffusion " * 100_000, shipped()) == suggest_sections(title, shipped())


words = st.sampled_from(["attention", "serving", "edge", "quantised", "视觉", "a", "?"])
learnt = st.lists(
    st.tuples(st.lists(words, max_size=5).map(" ".join), st.sets(st.integers(0, 2), min_size=1)), max_size=6
)


def model_of(texts: list[tuple[str, set[int]]]) -> Model:
    headings = [Text(f"heading {number}", (number,)) for number in range(3)]
    return Model([*(Text(text, tuple(sections)) for text, sections in texts), *headings], 3)


@given(learnt, st.lists(words, max_size=5).map(" ".join))
def test_features_add_up_to_the_fitted_score(texts: list[tuple[str, set[int]]], title: str) -> None:
    model = model_of(texts)
    reading = model.read(title)
    likeness, weights = model.compare(reading), model.weigh_texts(reading)
    assert np.all((likeness >= 0) & (likeness <= 1 + 1e-9))
    assert np.allclose(model.judge(reading, weights).sum(axis=0), likeness @ weights)


@given(learnt, st.lists(st.booleans(), min_size=9, max_size=9))
def test_some_texts_are_as_alike_together_as_each_by_itself(
    texts: list[tuple[str, set[int]]], some: list[bool]
) -> None:
    model = model_of(texts)
    near = np.array(some[: len(texts) + 3])
    named = [*(text for text, _ in texts), *(f"heading {number}" for number in range(3))]
    each = [model.compare(model.read(text)) for text in named]
    assert np.allclose(model.compare_all(near), np.stack(each)[near][:, near])


@given(learnt, st.lists(words, max_size=5).map(" ".join), st.integers(0, 3))
def test_only_the_nearest_texts_and_the_headings_count(
    texts: list[tuple[str, set[int]]], title: str, nearest: int
) -> None:
    model = model_of(texts)
    reading = model.read(title)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.catalogue.suggestion.model.NEAREST", nearest)
        counted = np.count_nonzero(model.weigh_texts(reading), axis=1) > 0
    likeness = model.compare(reading)
    assert counted[len(texts) :].all()
    assert counted[: len(texts)].sum() <= nearest
    assert np.all(likeness[~counted] <= np.sort(likeness)[-max(nearest, 1)])


def chosen_of(catalogue: Catalogue) -> list[Paper]:
    return choose_papers([catalogue.rows_of(section.id) for section in catalogue.leaves()])


def test_each_section_of_a_long_list_is_learnt_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestion, "MOST_PAPERS", 10)
    papers = [*(paper(f"Paper {n}", "large") for n in range(100)), *(paper(f"Rare {n}", "rare") for n in range(3))]
    catalogue = small({"Large": None, "Rare": None}, *papers)
    chosen = chosen_of(catalogue)
    assert len(chosen) == 10
    assert sum("rare" in one.sections for one in chosen) == 3
    assert chosen == chosen_of(small({"Large": None, "Rare": None}, *papers[::-1]))


@pytest.mark.parametrize(
    ("old", "new", "learnt"),
    [
        pytest.param(18, 2, False, id="a longer list: those of the newest month wait"),
        pytest.param(17, 3, True, id="so many in a month are a new list"),
        pytest.param(9, 1, True, id="a short list"),
        pytest.param(0, 20, True, id="all of one month"),
    ],
)
def test_each_paper_of_a_short_list_is_learnt_at_once(
    monkeypatch: pytest.MonkeyPatch, old: int, new: int, learnt: bool
) -> None:
    monkeypatch.setattr(suggestion, "AT_ONCE", 15)
    dates = [*(["2026-10-31", None] * old)[:old], *["2026-11-01"] * new]
    papers = [paper(f"Paper {n}", "a")._replace(added=date) for n, date in enumerate(dates)]
    chosen = chosen_of(small({"A": None}, *papers))
    assert chosen == sorted(papers if learnt else papers[:old], key=lambda one: one.id)
    later = paper("Next month", "a")._replace(added="2026-12-01")
    assert {one.id for one in chosen_of(small({"A": None}, *papers, later))} >= {one.id for one in papers}


def test_what_waits_takes_nobodys_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestion, "AT_ONCE", 15)
    monkeypatch.setattr(suggestion, "MOST_PAPERS", 10)
    old = [paper(f"Paper {n}", "ab"[n % 2])._replace(added="2026-10-31") for n in range(60)]
    for n in range(20):
        new = [paper(f"New {n} {m}", "a")._replace(added="2026-11-01") for m in range(6)]
        assert chosen_of(small({"A": None, "B": None}, *old, *new)) == chosen_of(small({"A": None, "B": None}, *old))


def test_a_catalogue_is_learnt_once_and_forgotten_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[int] = []
    learn = suggestion.learn

    def count(catalogue: Catalogue) -> suggestion.SectionModel:
        learnt.append(id(catalogue))
        return learn(catalogue)

    monkeypatch.setattr(suggestion, "learn", count)
    one = small({"A": None, "B": None}, paper("Serving", "a"))
    other = replace(one, papers={"x": paper("Serving", "b")})
    assert [suggest_sections("Serving", known)[0].section for known in (one, other, one)] == ["a", "b", "a"]
    assert learnt == [id(one), id(other)]
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_of_a_long_list_most_new_papers_need_no_new_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[int] = []

    class Counted(Model):
        def __init__(self, texts: tuple[Text, ...], sections: int) -> None:
            learnt.append(len(texts))
            super().__init__(texts, sections)

    monkeypatch.setattr(suggestion, "MOST_PAPERS", 10)
    monkeypatch.setattr(suggestion, "Model", Counted)
    suggestion.fit.cache_clear()
    papers = [paper(f"Paper number {n}", "ab"[n % 2]) for n in range(100)]
    for size in range(60, 100):
        known = small({"A": None, "B": None}, *papers[:size])
        suggest_sections("Serving", known)
        assert known.keep(suggestion.learn).papers == tuple(chosen_of(known))
    assert 1 <= len(learnt) < 20
    suggestion.fit.cache_clear()


@pytest.mark.parametrize(("at_once", "learnt"), [(2, 1), (3, 0)], ids=["of a long list", "not of a short one"])
def test_what_is_learnt_ahead_is_not_learnt_when_somebody_waits(
    at_once: int, learnt: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestion, "AT_ONCE", at_once)
    suggestion.fit.cache_clear()
    known = small({"A": None, "B": None}, *(paper(f"Paper number {n}", "ab"[n % 2]) for n in range(3)))
    suggestion.learn_ahead(known)
    assert suggestion.fit.cache_info().misses == learnt
    suggest_sections("Serving", known)
    assert suggestion.fit.cache_info().misses == 1
    suggestion.fit.cache_clear()
