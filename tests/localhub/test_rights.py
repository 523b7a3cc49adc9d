"""What a token may not do with a private repository: every address and every field is asked."""

import re
from typing import Any, cast

import graphql
import pytest

from bot.localhub.graphql.endpoint import load_schema
from bot.localhub.rest.app import ROUTES
from tests.localhub.guests import REPOSITORY, Guest
from tests.localhub.traffic import WatchedHub

HERE = "/repos/{owner}/{repo}"
#: What every token sees that knows of a repository (GitHub's "Permissions required for fine-grained tokens").
METADATA = {
    ("GET", f"{HERE}{rest}")
    for rest in (
        "",
        "/collaborators",
        "/collaborators/{username}/permission",
        "/rules/branches/{branch}",
        "/tags",
        "/topics",
    )
}


#: The same in GraphQL. What the queue needs beside its requests is documented nowhere.
OPEN_FIELDS = {"assignableUsers", "mergeQueue", "owner", "parent"}


def test_a_token_without_the_right_is_refused_by_every_address_of_a_private_repository(
    hub: WatchedHub, mona: Guest
) -> None:
    hub.repository("mona/list").private = True
    owner = Guest(hub, "mona", hub.world.create_fine_token("mona", {"metadata": "read"}))
    known = {(each.method, each.path) for each in ROUTES if each.path.startswith(HERE)}
    filled = {each: re.sub(r"\{\w+\}", "1", each[1].replace(HERE, REPOSITORY)) for each in known}
    open_to_it = {each for each in known if owner.ask(each[0], filled[each]).status_code != 403}
    assert open_to_it == METADATA


def test_a_token_without_the_right_is_refused_by_every_field_of_a_private_repository(
    hub: WatchedHub, mona: Guest
) -> None:
    hub.repository("mona/list").private = True
    owner = Guest(hub, "mona", hub.world.create_fine_token("mona", {"metadata": "read"}))
    repository = cast(graphql.GraphQLObjectType, load_schema().type_map["Repository"])
    known = {
        name: write_arguments(field)
        for name, field in repository.fields.items()
        if field.resolve and not graphql.is_leaf_type(graphql.get_named_type(field.type))
    }
    # Each by itself: one that must not be null takes the others with it.
    answers = {
        name: owner.query(f'{{ repository(owner: "mona", name: "list") {{ {name}{arguments} {{ __typename }} }} }}')
        for name, arguments in known.items()
    }
    assert {name for name, answer in answers.items() if not is_forbidden(answer)} == OPEN_FIELDS


@pytest.mark.parametrize(
    ("login", "expected"),
    [pytest.param("kim", "NOT_FOUND", id="a stranger"), pytest.param("mona", "FORBIDDEN", id="without the right")],
)
def test_a_private_thread_is_not_reached_by_its_id(hub: WatchedHub, mona: Guest, login: str, expected: str) -> None:
    id = mona.ask("POST", f"{REPOSITORY}/issues", title="Secret").json()["node_id"]
    hub.repository("mona/list").private = True
    asker = Guest(hub, login, hub.world.create_fine_token(login, {"metadata": "read"}))
    (error,) = asker.query(f'{{ node(id: "{id}") {{ ... on Issue {{ title }} }} }}')["errors"]
    assert error["type"] == expected


def test_a_private_thread_is_found_by_nobody_who_does_not_see_its_repository(
    hub: WatchedHub, mona: Guest, kim: Guest
) -> None:
    mona.ask("POST", f"{REPOSITORY}/issues", title="Secret", body="text")
    hub.repository("mona/list").private = True
    found = [who.ask("GET", "/search/issues?q=secret").json()["total_count"] for who in (mona, kim)]
    assert found == [1, 0]


def is_forbidden(answer: dict[str, Any]) -> bool:
    return [error["type"] for error in answer.get("errors", ())] == ["FORBIDDEN"]


def write_arguments(field: graphql.GraphQLField) -> str:
    """Return a value for each argument that a field, or a page of one, cannot do without."""
    values = {"Int": "1", "String": '"x"'}
    needed = [
        f"{name}: {values[str(graphql.get_named_type(argument.type))]}"
        for name, argument in field.args.items()
        if graphql.is_required_argument(argument) or name == "first"
    ]
    return f"({', '.join(needed)})" if needed else ""
