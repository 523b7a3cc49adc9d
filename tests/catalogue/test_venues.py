"""Venues under their many names."""

import pytest

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.catalogue.identity.titles import fold_title, mixed_scripts
from bot.catalogue.venues import split_venue

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NeurIPS", "NeurIPS"),
        ("NIPS 2017", "NeurIPS"),
        ("NeruIPS", "NeurIPS"),
        ("Advances in Neural Information Processing Systems 36", "NeurIPS"),
        ("ICLR'24 (oral)", "ICLR"),
        ("accepted at ICML 2023", "ICML"),
        ("Journal of Machine Learning Research", "JMLR"),
        ("COLM 2024", "COLM"),
        ("First Conference on Language Modeling", "COLM"),
        ("Thirty-seventh Conference on Neural Information Processing Systems", "NeurIPS"),
        ("The Twelfth International Conference on Learning Representations", "ICLR"),
        ("TMLR", "TMLR"),
        ("Transactions on Machine Learning Research", "TMLR"),
        ("Interspeech 2023", "Interspeech"),
        ("LREC-COLING 2024", "COLING"),
        ("Proceedings of the 28th International Conference on Artificial Intelligence and Statistics", "AISTATS"),
        ("IEEE Trans. Parallel Distributed Syst.", "TPDS"),
        ("ACM Symposium on Cloud Computing", "SoCC"),
        ("NeurIPS 2023 Workshop on Efficient NLP", None),
        ("submitted to ICLR 2026", None),
        ("The Daily News", None),
    ],
)
def test_a_venue_is_found_by_any_of_its_names(text: str, name: str | None) -> None:
    found = KNOWN.find(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("proceedings of the international conference on very large &hellip;,", "VLDB", id="cut"),
        pytest.param("conference on management of data", "SIGMOD", id="the end alone"),
        pytest.param("Proc. of the 21st Int'l Conf. on Very Large Data Bases, Zurich", "VLDB", id="shortened"),
        pytest.param("acm trans. on database systems, vol. 8, no. 2", "TODS", id="something behind it"),
        pytest.param("The VLDB Journal -- The International Journal on Very", "VLDB Journal", id="the beginning alone"),
        pytest.param(
            "The VLDB Journal -- The International Journal on Very Large Data Bases, Springer",
            "VLDB Journal",
            id="the longer name",
        ),
        pytest.param("Proceedings of the 17th International Conference on", None, id="what many have in common"),
        pytest.param("Workshop at the Conference on Very Large Data Bases", None, id="a workshop"),
        pytest.param("Endowment", None, id="too short"),
    ],
)
def test_a_venue_is_found_in_a_citation(text: str, name: str | None) -> None:
    found = KNOWN.find_cut(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("ICLR 2026", ("ICLR", 2026)),
        ("NeurIPS'23", ("NeurIPS", 2023)),
        ("ICML23", ("ICML", 2023)),
        ("OSDI", ("OSDI", None)),
        ("CVPR (2024)", ("CVPR", 2024)),
    ],
)
def test_a_venue_is_split_from_its_year(text: str, split: tuple[str, int | None]) -> None:
    assert split_venue(text) == split


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("FlexGen: High-Throughput", "flexgen high throughput", id="case and punctuation"),
        pytest.param("M\\\"uller's $k$-means", "Müller’s k-means", id="LaTeX"),
        pytest.param("Attention Is All You Need", "Аttention Is All You Need", id="a Cyrillic letter"),
        pytest.param("ﬁne-tuning", "fine-tuning", id="ligatures"),
        pytest.param("\\textbf{Bold} move", "Bold move", id="commands"),
    ],
)
def test_titles_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert fold_title(one) == fold_title(other)


def test_words_of_mixed_alphabets_are_noticed() -> None:
    assert mixed_scripts("Аttention is all β you need") == ("Аttention",)


@pytest.mark.parametrize(
    ("name", "is_preprint"),
    [
        pytest.param(None, True, id="no venue"),
        pytest.param("arXiv", True, id="a preprint server"),
        pytest.param("CoRR", True, id="by another name"),
        pytest.param("ICLR", False, id="a conference"),
        pytest.param("Oaxaca Days", False, id="unknown"),
        pytest.param("Preprint", True, id="in place of a venue"),
        pytest.param("Preprint Letters", False, id="a name with the word"),
    ],
)
def test_a_paper_that_appeared_nowhere_is_a_preprint(name: str | None, is_preprint: bool) -> None:
    assert KNOWN.is_preprint(name) is is_preprint
