"""The extract of GitHub's schema is what the script makes of the whole one; `make check` asks, as it takes long."""

import os

import pytest

from tests.localhub import npm
from tests.localhub.extract import GRAPHQL_FILE, extract_graphql


def test_the_extract_is_what_the_script_makes_of_githubs_schema() -> None:
    try:
        source = (npm.fetch(npm.GRAPHQL) / "schema.graphql").read_text(encoding="utf-8")
    except npm.AbsentError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs npm: {absent}")
    assert GRAPHQL_FILE.read_text(encoding="utf-8") == extract_graphql(source)
