"""Which paper is meant, whatever it is called: in words, in properties, and on hostile titles."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import resources
from bot.catalogue.data import store
from bot.catalogue.data.records import VENUES, read_catalogue, read_content, read_venues
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.matching import Index, Record, model, score_pairs
from bot.catalogue.matching.evidence import compare_records
from bot.catalogue.matching.features import compare_titles
from bot.catalogue.matching.search import Search
from bot.catalogue.matching.tokenized import word
from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_listing
from bot.review.matches import read_record
from tests.growth import assert_even

DATA = Path(__file__).parents[2] / "data"
SEED = Path(__file__).parents[1] / "seed.md"
SHIPPED = store.read_shipped_venues()
words = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Po"]), min_size=1, max_size=10)
titles = st.lists(words, min_size=1, max_size=12).map(" ".join)


@cache
def index() -> Index:
    catalogue = read_catalogue(store.read_folder(DATA))
    return Index((paper.id, Record.from_paper(paper)) for paper in catalogue.papers.values())


def read(content: dict[str, object]) -> Record:
    return read_record(content, SHIPPED)


def score(one: str, other: str) -> float:
    return score_pairs([(Record(one), Record(other))])[0]


@given(titles, titles)
def test_the_score_is_symmetric(one: str, other: str) -> None:
    assert score(one, other) == pytest.approx(score(other, one))
    assert 0 <= score(one, other) <= 1


@given(titles)
def test_a_title_is_itself(title: str) -> None:
    match = Index([("a", Record(title))]).match(Record(title))
    if any(char.isalnum() for char in title) and not word(title).is_generic:
        assert (match.kind, match.key) == ("same", "a")


@given(titles)
def test_case_and_punctuation_change_nothing(title: str) -> None:
    noisy = title.upper().lower().replace(" ", " - ") + "."
    if title.lower() == title.upper().lower() and any(char.isalnum() for char in title):
        assert Index([("a", Record(title))]).match(Record(noisy)).kind == "same"


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        pytest.param("Attention is all you nead", "same", "attention-is-all-you-need", id="a typo"),
        pytest.param(
            "FlexGen: High-Throughput Generative Inference of LLMs with a Single GPU",
            "same",
            "flexgen-high-throughput-generative-inference-of-large-language-models-with-a",
            id="an abbreviation written out",
        ),
        pytest.param("Editorial", "new", None, id="a generic title"),
        pytest.param("A survey of medieval cooking in northern Europe", "new", None, id="another subject"),
        pytest.param("Attention is all you need in speech separation", "similar", None, id="a title that goes on"),
    ],
)
def test_a_title_is_recognised(title: str, kind: str, key: str | None) -> None:
    found = Index([*zip(index().keys, index().records, strict=True), ("e", Record("Editorial"))])
    found.add("attention-is-all-you-need", Record("Attention is all you need"))
    match = found.match(Record(title))
    assert match.kind == kind
    assert key is None or match.key == key
    assert all(candidate.reasons for candidate in match.candidates)


ARXIV, OTHER = Identifier("arxiv", "2401.00001"), Identifier("arxiv", "2401.00002")


@pytest.mark.parametrize(
    ("known", "asked", "kind"),
    [
        pytest.param(
            Record("Deep learning of trees", (ARXIV,)),
            Record("Learning of trees, deeply", (ARXIV,)),
            "same",
            id="one identifier",
        ),
        pytest.param(
            Record("Deep learning of trees", (ARXIV,)), Record("", (ARXIV,)), "same", id="one identifier, no title"
        ),
        pytest.param(
            Record("", (ARXIV,)), Record("Deep learning of trees", (ARXIV,)), "same", id="one identifier, none known"
        ),
        pytest.param(
            Record(
                "ChartQA: A Benchmark for Question Answering about Charts with Visual and Logical Reasoning", (ARXIV,)
            ),
            Record("ChartAssistant: A Universal Chart Model via Chart-to-Table Pre-training and Tuning", (ARXIV,)),
            "link-error",
            id="two names before colons",
        ),
        pytest.param(
            Record("Inverse reinforcement learning", authors=("Ada Lovelace",)),
            Record("Inverse reinforcement learning", authors=("Alan Turing",)),
            "similar",
            id="one title by other authors",
        ),
        pytest.param(
            Record("Fast trees", (ARXIV,)), Record("Slow forests of graphs", (ARXIV,)), "link-error", id="unlike titles"
        ),
        pytest.param(
            Record("Deep trees", (ARXIV,), aliases=("Slow forests of graphs",)),
            Record("Slow forests of graphs", (ARXIV,)),
            "same",
            id="an alias",
        ),
        pytest.param(
            Record("Deep learning of trees", (ARXIV,)),
            Record("Deep learning of trees", (OTHER,)),
            "similar",
            id="two identifiers",
        ),
        pytest.param(
            Record("Deep learning of trees"),
            Record("Deep learning of trees", distinct=frozenset({"k"})),
            "new",
            id="told apart",
        ),
    ],
)
def test_identifiers_decide_first(known: Record, asked: Record, kind: str) -> None:
    assert Index([("k", known)]).match(asked).kind == kind


GUESTS, READER = ("Ada Guestman", "Bo Hostrup"), ("Cyril Reader",)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param(
            Record("Preface: Mining biological sequences", (), GUESTS, "VLDB Journal", 2000),
            Record("Preface", (), GUESTS, "VLDB Journal", 2000),
            True,
            id="a heading alone",
        ),
        pytest.param(
            Record("Preface: Mining biological sequences", (), GUESTS, "VLDB Journal", 2000),
            Record("Preface", (), GUESTS, "VLDB Journal", 2001),
            False,
            id="a heading alone a year later",
        ),
        pytest.param(
            Record("Spatial databases with GIS - Book review", (), READER, "SIGMOD Record", 2002),
            Record("Spatial databases with GIS", (), ("Ed Author", "Flo Writer"), "SIGMOD Record", 2002),
            True,
            id="a book's review by the book",
        ),
        pytest.param(
            Record("Spatial databases with GIS - Book review", (), READER, "SIGMOD Record", 2002),
            Record("Spatial databases with GIS", (), ("Ed Author", "Flo Writer"), "Morgan Kaufmann", 2001),
            False,
            id="the book itself",
        ),
        pytest.param(
            Record("TPC-D: the challenges, issues and results", (), READER, "VLDB", 1996, is_venue_known=True),
            Record("TPC D: the challenges, issues and results", (), READER, "SIGMOD Record", 1996, is_venue_known=True),
            False,
            id="one title at two venues",
        ),
        pytest.param(
            Record("Keynote Address", (), ("Dee Speaker",), "SIGMOD", 1995),
            Record("Keynote address", (), ("D. Speaker",), "SIGMOD", 1995),
            True,
            id="a heading that stands once",
        ),
    ],
)
def test_what_one_title_does_not_tell_people_and_place_do(one: Record, other: Record, is_same: bool) -> None:
    (score,) = score_pairs([(one, other)])
    assert score > 0.5 if is_same else score < 0.35


def test_the_weights_are_of_the_features_that_are_compared() -> None:
    files = {kind: Path(model.__file__).with_name(f"{kind}.json") for kind in model.FEATURES}
    found = {kind: tuple(json.loads(path.read_text(encoding="utf-8"))["features"]) for kind, path in files.items()}
    assert found == model.FEATURES


@pytest.mark.parametrize("kind", ["title", "record"])
def test_the_trees_say_of_many_pairs_what_they_say_of_each(kind: model.Kind) -> None:
    width = len(model.FEATURES[kind])
    rows = np.linspace(-1, 20, width * (2 * model.FEW + 1)).reshape(-1, width)
    forest = model.load_forest(kind)
    assert forest.predict(rows).tolist() == [forest.predict(row[None])[0] for row in rows]
    assert forest.predict(rows[:0]).tolist() == []


def test_the_same_title_by_other_authors_elsewhere_is_asked_about() -> None:
    one = read_record(
        {"title": "Deep trees for all", "authors": "A Smith, B Jones", "venue": "ICML", "year": "2020"}, SHIPPED
    )
    other = read_record(
        {"title": "Deep tree for all", "authors": "C Brown, D White", "venue": "CVPR", "year": "2023"}, SHIPPED
    )
    assert score_pairs([(one, other)])[0] < 0.5 < score_pairs([(one, one)])[0]


def test_a_preprint_and_its_publication_are_one_work() -> None:
    authors = "Tri Dao, Daniel Fu, Stefano Ermon"
    one = read_record(
        {"title": "Fast attention with tiles", "authors": authors, "venue": "arXiv", "year": "2022"}, SHIPPED
    )
    other = read_record(
        {"title": "Fast attention with tiles", "authors": authors, "venue": "NeurIPS", "year": "2023"}, SHIPPED
    )
    assert score_pairs([(one, other)])[0] > 0.9


TILES = Record("Fast attention with tiles", authors=("Tri Dao", "Stefano Ermon"), venue="ICML", year=2022)


@pytest.mark.parametrize(
    ("other", "name", "value"),
    [
        pytest.param(TILES._replace(authors=("dt ermons",)), "names_more", 1.0, id="names glued together"),
        pytest.param(
            Record("S. Ermon. Fast attention with tiles", authors=("T Dao",)), "names_more", 1.0, id="a name in a title"
        ),
        pytest.param(TILES._replace(authors=("A Smith",)), "names_more", 0.0, id="other names"),
        pytest.param(TILES._replace(authors=()), "names_more", 0.0, id="no names on one side"),
        pytest.param(TILES._replace(authors=("T. Dao", "S. Ermon Jr.")), "authors_shared", 1.0, id="a suffix"),
        pytest.param(TILES._replace(authors=("Dao, T.", "Ermon et al.")), "authors_shared", 1.0, id="et al"),
        pytest.param(TILES._replace(authors=("T. Dão ¡", "S. Ermon")), "authors_shared", 1.0, id="a mark behind"),
        pytest.param(TILES._replace(title="S. Ermon. Fast attention with tiles"), "unexplained_more", 0.0, id="a name"),
        pytest.param(TILES._replace(title="Very fast attention with tiles"), "unexplained_more", 11.0, id="a word"),
        pytest.param(TILES._replace(title="Dao: Fast attention with tiles"), "stops_before", 1.0, id="set apart"),
        pytest.param(TILES._replace(title="Very fast attention with tiles"), "stops_before", 0.0, id="not set apart"),
        pytest.param(
            TILES._replace(title="Fast attention with tiles. 2022"), "stops_before", -1.0, id="nothing before"
        ),
        pytest.param(TILES._replace(venue="Trans. on Tiles"), "kinds_differ", 1.0, id="a journal and a conference"),
        pytest.param(TILES._replace(venue="Workshop at ICML"), "kinds_differ", 1.0, id="a workshop and a conference"),
        pytest.param(TILES._replace(venue="Tech. Report 7"), "kinds_differ", 1.0, id="a report and a conference"),
        pytest.param(TILES._replace(venue="CVPR"), "kinds_differ", 0.0, id="two conferences"),
        pytest.param(TILES._replace(venue=None), "kinds_differ", -1.0, id="no venue on one side"),
    ],
)
def test_what_else_is_known_is_compared(other: Record, name: str, value: float) -> None:
    for pair in ((TILES, other), (other, TILES)):
        found = [*compare_titles(pair[0].title, pair[1].title), *compare_records(*pair)]
        assert dict(zip(model.FEATURES["record"], found, strict=True))[name] == value


@pytest.mark.parametrize(
    ("one", "other", "name", "value"),
    [
        pytest.param("Trees (panel session): fast?", "Trees: fast? (panel abstract)", "edits", 0.0, id="two notes"),
        pytest.param(
            "Trees (panel session): fast?", "Trees: fast? (panel abstract)", "notes_differ", 1.0, id="they tell"
        ),
        pytest.param("Tutorial: fast trees", "Fast trees (tutorial)", "edits", 0.0, id="one note, two places"),
        pytest.param("Fast trees", "Fast trees, a tutorial", "left_words", 0.0, id="a note is no word"),
        pytest.param("Keynote talk", "Keynote paper", "edits", 1.0, id="nothing but notes"),
        pytest.param("Fast trees", "Fast trees (on)", "left_words", 1.0, id="a small word is no note"),
        pytest.param("The 8th workshop on trees", "The eighth workshop on trees", "edits", 0.0, id="ordinals"),
        pytest.param("The 8th workshop", "The fifth workshop", "numbers_differ", 1.0, id="other ordinals"),
        pytest.param("The 17th workshop", "The 13th workshop", "numbers_differ", 1.0, id="ordinals beyond ten"),
        pytest.param("Fast trees", "Erratum: fast trees", "signs_differ", 1.0, id="a notice"),
        pytest.param("Fast trees, part I", "Fast trees, part II", "parts_differ", 1.0, id="two parts"),
        pytest.param("Fast trees", "Fast trees, part II", "parts_differ", 0.5, id="a part alone"),
        pytest.param("Fast trees, part II", "Slow trees II", "parts_differ", 0.0, id="the same part"),
    ],
)
def test_titles_are_compared_by_what_their_parts_say(one: str, other: str, name: str, value: float) -> None:
    for pair in ((one, other), (other, one)):
        assert dict(zip(model.FEATURES["title"], compare_titles(*pair), strict=True))[name] == value


HOSTILE = {
    "empty": "",
    "10,000 letters": "a" * 10_000,
    "10,000 words": "word " * 10_000,
    "other words": " ".join(f"w{n}" for n in range(3_000)),
    "emoji": "😀" * 200,
    "right to left": "مرحبا بالعالم " * 20,
    "bidi control": "\u202e" + "evil title" + "\u202c",
    "Cyrillic А": "\u0410ttention is all you need",
    "LaTeX": r"$\mathcal{O}(\frac{1}{\sqrt{n}})$ \textbf{bounds} " * 30,
    "CJK": "大型语言模型的高效推理方法研究" * 10,
    "combining": "e\u0301" * 3_000,
    "only punctuation": "?!… — ::",
    "null": "a\0b",
    "surrogate": "a\ud800b",
    "braces": "{" * 5_000,
    "dollars": "$" * 5_000 + "\\" * 5_000,
}


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_title_is_answered_in_no_time(title: str) -> None:
    def read(title: str) -> None:
        index().match(Record(title))
        score_pairs([(Record(title), Record(title[::-1]))])

    assert_even(read, lambda length: title[:length], len(title))


def test_a_look_alike_letter_hides_nothing() -> None:
    match = Index([("a", Record("Attention is all you need"))]).match(Record(HOSTILE["Cyrillic А"]))
    assert match.kind == "same"


def test_titles_in_other_scripts_are_matched_too() -> None:
    known = Index([("a", Record("大型语言模型的高效推理方法研究综述"))])
    assert known.match(Record("大型语言模型的高效推理方法研究综述")).kind == "same"
    assert known.match(Record("面向边缘设备的联邦学习系统")).kind == "new"


def test_a_title_that_was_added_later_is_found_like_the_others() -> None:
    search = Search()
    search.build([f"A title about subject number {n}" for n in range(500)])
    search.add("Completely different words about butterflies")
    assert search.find("completelydifferentwordsaboutbuterflies", 3)[0] == 500
    search.build(["Completely different words about butterflies"])
    assert search.find("completelydifferentwordsaboutbuterflies", 3) == [0]


def test_the_seed_has_eleven_repeated_papers_and_three_shared_links() -> None:
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(SEED.read_text(encoding="utf-8"), venues)))
    counts = {rule: sum(f.rule == rule for f in found) for rule in ("repeated", "listed-again", "shared-link")}
    assert counts == {"repeated": 2, "listed-again": 9, "shared-link": 3}


def test_a_title_without_its_subtitle_is_found_among_many_that_begin_alike() -> None:
    title = "Segment policy optimization: credit assignment in reinforcement learning"
    others = [f"Segment policy optimization for subject number {n}" for n in range(500)]
    built, grown = Search(), Search()
    built.build([*others, title])
    grown.build(others)
    grown.add(title)
    for search in (built, grown):
        assert search.find("segmentpolicyoptimization", 8)[0] == 500
        search.remove(500)
        assert 500 not in search.find("segmentpolicyoptimization", 8)


@pytest.mark.parametrize(
    "content",
    [{}, {"title": 5}, {"title": None, "authors": [1, None], "urls": "x"}, {"year": "19", "venue": []}, {"urls": [{}]}],
)
def test_an_odd_record_is_read_as_what_is_known(content: dict[str, object]) -> None:
    assert read(content) == Record("")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        pytest.param("J&#233;r&#244;me Sim&#233;on; &#201;va Lux", ("Jérôme Siméon", "Éva Lux"), id="in a word"),
        pytest.param("&#216; ystein torbj &#248; rnsen , a. lux", ("Øystein torbjørnsen", "a. lux"), id="cut out"),
        pytest.param(["Sim&eacute;on, J."], ("Siméon, J.",), id="in a list"),
        pytest.param("Smith &amp; Sons; B. Lux", ("Smith & Sons", "B. Lux"), id="no letter"),
    ],
)
def test_names_with_character_references_are_read(written: object, authors: tuple[str, ...]) -> None:
    assert read({"title": "A title", "authors": written}).authors == authors


FIRST, SECOND = (Record("A title", (Identifier("arxiv", number),)) for number in ("2301.00001", "2301.00002"))


@pytest.mark.parametrize(
    ("asked", "nearness", "judged"),
    [
        pytest.param(Record("A title"), 65.0, [0], id="nothing is against it"),
        pytest.param(SECOND, 75.0, [], id="an identifier is against it"),
        pytest.param(SECOND, 85.0, [0], id="an identifier is against it, but it is near"),
    ],
)
def test_the_model_looks_at_titles_that_are_near_enough(asked: Record, nearness: float, judged: list[int]) -> None:
    assert Index([("one", FIRST)]).choose(asked, {0: nearness}) == judged
