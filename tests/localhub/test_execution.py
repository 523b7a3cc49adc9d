"""What the local GitHub answers to a document is what graphql-core answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphql
import pytest

from bot.hub.read import queries
from bot.localhub.graphql.endpoint import execute, load_schema, resolve_other
from bot.localhub.graphql.execution import Execution, Question
from bot.localhub.graphql.view import Asking
from tests.localhub.guests import LONG, REPOSITORY, Guest, propose

SCHEMA = graphql.build_schema("""
interface Named { name: String! }
type Person implements Named {
  name: String!, age: Int, friends(first: Int = 9): [Person!], best: Person!, odd: [Person]
}
type Robot implements Named { name: String!, size: Float }
type Query {
  me: Person, any(n: Int!): Named, all: [Named!]!, must: Person!, said(words: [String] = ["a"], loud: Boolean): String
}
""")


@dataclass
class Thing:
    """An object of the schema; what is an error is raised where it is asked for."""

    kind: str
    fields: dict[str, Any]


def resolve(source: Thing | None, info: Any, **args: Any) -> Any:
    said = (source.fields if source else ROOT)[info.field_name]
    if isinstance(said, Exception):
        raise said
    return said(args) if callable(said) else said


BOB = Thing("Person", {"name": "Bob", "age": "old", "friends": [], "best": None, "odd": [None]})
ADA = Thing("Person", {"name": "Ada", "age": 3, "friends": [BOB], "best": BOB, "odd": [BOB, None]})
HAL = Thing("Robot", {"name": "HAL", "size": 9.5})
NOBODY = Thing("Person", {"name": None, "age": ValueError("no age")})
ROOT = {
    "me": ADA,
    "any": lambda args: [ADA, HAL, NOBODY][args["n"]],
    "all": [ADA, HAL],
    "must": None,
    "said": lambda args: " ".join(args["words"]) + "!" * bool(args.get("loud")),
}


@pytest.mark.parametrize(
    ("text", "variables", "name"),
    [
        pytest.param("{ me { name age friends { name age } } }", {}, None, id="a value that cannot be said"),
        pytest.param("{ me { best { best { name } } } any(n: 2) { name } }", {}, None, id="null where none may stand"),
        pytest.param("{ me { odd { name } } m: me { odd { best { name } } } }", {}, None, id="items that fail"),
        pytest.param("{ me { name } must { name } }", {}, None, id="null at the root"),
        pytest.param("{ nobody: any(n: 2) { ... on Person { age } } }", {}, None, id="a resolver that raises"),
        pytest.param(
            "{ all { __typename name ... on Robot { size } ...p } } fragment p on Person { age }", {}, None, id="kinds"
        ),
        pytest.param(
            "{ me { friends { name } } me { friends(first: 9) { age } age } }", {}, None, id="a field in two parts"
        ),
        pytest.param(
            'query q($n: Int!, $w: String) { any(n: $n) { name } said(words: [$w, "b"]) }',
            {"n": 1, "w": "a"},
            "q",
            id="variables",
        ),
        pytest.param("query q($n: Int!) { any(n: $n) { name } }", {"n": "x"}, None, id="a variable of another kind"),
        pytest.param("query q($l: Boolean = true) { said(loud: $l) }", {}, None, id="a default"),
        pytest.param("query a { said } query b { me { name } }", {}, "b", id="the one of several that is named"),
        pytest.param("query a { said } query b { me { name } }", {}, None, id="none of several is named"),
        pytest.param("query a { said }", {}, "c", id="one that is not there"),
        pytest.param(
            '{ __schema { queryType { name } } __type(name: "Robot") { fields { name } } }', {}, None, id="the schema"
        ),
    ],
)
def test_it_answers_as_graphql_core(text: str, variables: dict[str, Any], name: str | None) -> None:
    node = graphql.parse(text)
    document = Question(SCHEMA, node)
    expected = graphql.execute_sync(
        SCHEMA, node, None, None, variables, name, resolve, lambda value, _info, _type: str(value.kind)
    )
    for _ in range(2):  # by a plan that is made, and by one that is kept
        found = Execution(document, None, resolve, None).carry_out(variables, name)
        assert found.data == expected.data
        assert [error.formatted for error in found.errors or ()] == [error.formatted for error in expected.errors or ()]


def test_what_a_variable_leaves_out_is_there_again_with_another() -> None:
    text = "query q($a: Boolean!, $b: Boolean!) { me { name @include(if: $a) ...f @skip(if: $b) } }"
    text += "fragment f on Person { age }"
    document = Question(SCHEMA, graphql.parse(text))
    for a, b in ((True, True), (False, False), (True, False), (False, True), (True, True)):
        data = Execution(document, None, resolve, None).carry_out({"a": a, "b": b}, None).data
        assert data == {"me": {**({"name": "Ada"} if a else {}), **({} if b else {"age": 3})}}


def test_the_field_that_is_to_fail_does_nothing() -> None:
    document = Question(SCHEMA, graphql.parse("{ me { name age } }"))
    found = Execution(document, None, resolve, ("me", "age")).carry_out({}, None)
    assert found.data == {"me": {"name": "Ada", "age": None}}
    assert [error.path for error in found.errors or ()] == [["me", "age"]]


def test_the_bots_greatest_question_is_answered_so(mona: Guest, kim: Guest) -> None:
    propose(kim, {"new.txt": "one\n", "long.txt": LONG.replace("line 7", "line seven")})
    mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body="Why?")
    mona.ask("POST", f"{REPOSITORY}/issues/1/labels", labels=["paper: ready"])
    asking = Asking(mona.hub.world, mona.hub.world.tokens[mona.token])
    names = {"owner": "mona", "name": "list", "branch": "paperclerk/issue-1", "head": "topic", "draft": "x"}
    moved = {"since": "2020-01-01T00:00:00Z", "with_movedIssues": True, "with_movedPulls": True}
    variables = {**names, "number": 1, **moved}
    found = execute({"query": queries.THREAD, "variables": variables}, asking, None)
    expected = graphql.execute_sync(
        load_schema(), graphql.parse(queries.THREAD), context_value=asking, variable_values=variables,
        field_resolver=resolve_other, type_resolver=lambda value, _info, _type: str(value.kind),
    )  # fmt: skip
    assert found == expected
    assert found.data
