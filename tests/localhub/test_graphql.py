"""The bot's questions are held against the served extract of GitHub's own schema."""

import graphql
import pytest

from bot.hub.read import queries
from bot.localhub.graphql.endpoint import load_schema

DOCUMENTS = {name: text for name, text in vars(queries).items() if name.isupper() and text.lstrip().startswith("query")}
DOCUMENTS |= {"blobs": queries.blobs(2), "texts": queries.texts(2)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_question_fits_the_served_schema(name: str) -> None:
    assert graphql.validate(load_schema(), graphql.parse(DOCUMENTS[name])) == []


def test_a_question_that_github_would_refuse_is_noticed() -> None:
    faults = graphql.validate(
        load_schema(), graphql.parse('{ repository(owner: "o", name: "n") { nameWithoutOwner } }')
    )
    assert "nameWithoutOwner" in faults[0].message
