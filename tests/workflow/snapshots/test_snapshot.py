"""How a place on a page is pointed at, and by what the files of a commit are known again."""

import pytest

from bot.workflow.snapshots.snapshot import address_words, digest_files
from tests.workflow.builders import ENTRY, OTHER, digest_of


def test_a_fingerprint_depends_on_content_and_base_but_not_on_the_order() -> None:
    assert digest_of(ENTRY, OTHER) == digest_of(OTHER, ENTRY)
    assert len({digest_of(ENTRY), digest_of(OTHER), digest_of(ENTRY, onto="b" * 40)}) == 3
    assert digest_files({"a": None}) != digest_files({"a": ""})


@pytest.mark.parametrize(
    ("title", "words"),
    [
        pytest.param("Attention is all", "Attention%20is%20all", id="a title"),
        pytest.param("Long-document, twice", "Long%2Ddocument%2C%20twice", id="with what parts an address's words"),
        pytest.param("1 2 3 4 5 6 7 8 9 10", "1%202%203%204%205%206%207%208", id="a long one by its beginning"),
        pytest.param("A/B & C#d", "A%2FB%20%26%20C%23d", id="with what an address would end at"),
    ],
)
def test_a_place_is_found_by_the_words_of_a_title(title: str, words: str) -> None:
    assert address_words("README.md", title) == f"README.md#:~:text={words}"
