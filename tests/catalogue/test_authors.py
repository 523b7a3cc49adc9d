"""The names in a line of authors."""

import pytest

from bot.catalogue.identity.authors import is_divided, leaves_out, split_authors

ONE, TWO, LAST = "Ada One", "Bo Two", "Cy Last"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(None, (), id="nothing"),
        pytest.param("", (), id="no words"),
        pytest.param("Ada One", (ONE,), id="one"),
        pytest.param("Ada One, Bo Two", (ONE, TWO), id="a comma"),
        pytest.param("Ada One; Bo Two", (ONE, TWO), id="a semicolon"),
        pytest.param("Ada One and Bo Two", (ONE, TWO), id="and"),
        pytest.param("Ada One & Bo Two", (ONE, TWO), id="an ampersand"),
        pytest.param("Ada One, Bo Two, and Cy Last", (ONE, TWO, LAST), id="a comma before and"),
        pytest.param("Ada One，Bo Two、Cy Last", (ONE, TWO, LAST), id="Chinese commas"),
        pytest.param("Ada One, Bo Two et al.", (ONE, TWO), id="et al"),
        pytest.param("Ada One, Bo Two, et al., ICML 2020", (ONE, TWO), id="words behind et al"),
        pytest.param("Ada One, ..., Cy Last", (ONE, LAST), id="dots"),
        pytest.param("*Ada One*, __Bo Two__", (ONE, TWO), id="markup"),
        pytest.param("Andy Sand, Brandand Etta", ("Andy Sand", "Brandand Etta"), id="names that hold the words"),
        pytest.param("J. R. One, B. Two Jr.", ("J. R. One", "B. Two Jr."), id="initials"),
        pytest.param(
            "One, J. R., van Two, B., & Last, C", ("One, J. R.", "van Two, B.", "Last, C."), id="initials behind"
        ),
        pytest.param("One, A.-B., Two, C., et al.", ("One, A.-B.", "Two, C."), id="initials behind, and more people"),
        pytest.param("One A, Two B C, Last DE", ("One, A", "Two, B C", "Last, DE"), id="initials without dots"),
        pytest.param("Ada One, Bo VS", (ONE, "Bo VS"), id="one name that ends in capitals"),
        pytest.param("One, Ada, Bo Two, and Cy Last", ("One, Ada", TWO, LAST), id="the first inverted"),
        pytest.param("One, Ada; Two, Bo", ("One, Ada", "Two, Bo"), id="inverted, with semicolons"),
        pytest.param("Ada One1, Bo Two II12 and Cy Last*", (ONE, "Bo Two II", LAST), id="notes"),
    ],
)
def test_names_are_split(text: str | None, names: tuple[str, ...]) -> None:
    assert split_authors(text) == names


MORE = (
    "One et al",
    "One Et. Al.",
    "One etal.",
    "One et.al",
    "One ... Two",
    "One … Two",
    "One 等",
    "guu+",
    "guu+, 2020",
)


@pytest.mark.parametrize("text", MORE)
def test_what_stands_for_more_names_is_seen(text: str) -> None:
    assert leaves_out(text)


@pytest.mark.parametrize("text", ["One, Two", "One;Two", "One & Two", "One，Two", "One、Two", "One and Two"])
def test_what_divides_names_is_seen(text: str) -> None:
    assert is_divided(text)


@pytest.mark.parametrize("text", ["", "Ada One", "Metal Retail", "C++", "Andy Sand", "Guu + One"])
def test_one_name_is_not_several(text: str) -> None:
    assert not leaves_out(text)
    assert not is_divided(text)
