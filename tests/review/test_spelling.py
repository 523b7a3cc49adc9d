"""What is taken for a slip of the pen, and what is left as another name."""

from collections.abc import Mapping
from functools import cache

import pytest

from bot import resources
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue
from bot.review.words.fields import name_sections
from bot.review.words.spelling import find_near


@cache
def names_of_the_shipped_list() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what its venues and its sections are called."""
    shipped = read_catalogue(store.read_folder(resources.root() / "data"))
    return shipped.venues.spellings(), name_sections(shipped)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Nuerips", "NeurIPS", id="two letters swapped"),
        pytest.param("ICRL", "ICLR", id="two letters of a short name swapped"),
        pytest.param("NeurIPSS", "NeurIPS", id="a letter too many"),
        pytest.param("MobySys", "MobiSys", id="another letter in a longer name"),
        pytest.param("Neural Information Procesing Systms", "NeurIPS", id="two slips in a long name"),
        pytest.param("SIGMDO", "SIGMOD", id="the end swapped"),
        pytest.param("ICLRs", "ICLR", id="of many"),
        pytest.param("COLN", None, id="a letter of a short name"),
        pytest.param("ICMI", None, id="a neighbour of ICML, which there is"),
        pytest.param("ICMT", None, id="another one"),
        pytest.param("TOPS", None, id="a neighbour of TODS"),
        pytest.param("ALT", None, id="three letters"),
        pytest.param("IJCAR", None, id="a neighbour of IJCAI"),
        pytest.param("EMSOFT", None, id="nothing near"),
        pytest.param("Journal", None, id="a part of a name"),
        pytest.param("Nature", None, id="a journal of another kind"),
        pytest.param("The Daily News", None, id="a newspaper"),
        pytest.param("", None, id="nothing"),
        pytest.param("x" * 100_000, None, id="rubbish"),
    ],
)
def test_of_venues_only_a_slip_is_guessed(text: str, meant: str | None) -> None:
    assert find_near(text, names_of_the_shipped_list()[0]) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Efficient Atention", "efficient-attention", id="a letter left out"),
        pytest.param("serving on clowd", "serving-on-cloud", id="another letter"),
        pytest.param("modelcompression", "model-compression", id="glued"),
        pytest.param("Fine-tuning Algorithms", "finetuning-algorithms", id="a hyphen"),
        pytest.param("federated-learing", "federated-learning", id="an id"),
        pytest.param("Serving", None, id="a word of two sections"),
        pytest.param("Training Algorithms", None, id="the end of several"),
        pytest.param("Language Models", None, id="something near"),
        pytest.param("Efficient Inference", None, id="the beginning of one"),
        pytest.param("Quantization", None, id="a subject"),
        pytest.param("Cooking", None, id="nothing near"),
    ],
)
def test_of_sections_only_a_slip_is_guessed(text: str, meant: str | None) -> None:
    assert find_near(text, names_of_the_shipped_list()[1]) == meant


def test_what_could_be_two_names_is_not_guessed() -> None:
    assert find_near("paper-linx", {"paper-link": "a", "paper-line": "b"}) is None
    assert find_near("paper-linx", {"paper-link": "a", "paper-line": "a"}) == "a"


def test_the_nearest_of_several_is_meant() -> None:
    assert find_near("paper-link-forn", {"paper-link-form": "a", "paper-link-forum": "b"}) == "a"
