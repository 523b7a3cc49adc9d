"""The bot's questions are held against GitHub's own schema: the served extract, and the whole one."""

from __future__ import annotations

import os

import graphql
import pytest

from bot.hub.read import queries
from bot.localhub.graphql.endpoint import load_schema
from tests.localhub import npm
from tests.localhub.extract import GRAPHQL_FILE, extract_graphql

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


def test_the_extract_is_what_the_script_makes_of_githubs_schema() -> None:
    try:
        source = (npm.fetch(npm.GRAPHQL) / "schema.graphql").read_text(encoding="utf-8")
    except npm.AbsentError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs npm: {absent}")
    assert GRAPHQL_FILE.read_text(encoding="utf-8") == extract_graphql(source)
