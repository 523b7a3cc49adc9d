"""Carries out documents as graphql-core does, in a third of its time: what one asks of a type is planned once.

A plan is kept with its document; only arguments that variables give are read anew. graphql-core still reads, validates
and coerces, and `tests/localhub/test_execution.py` holds the answers against its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import graphql
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values, get_variable_values

#: The place of a value in the answer: that of what it is in, and its key or number there.
Path = tuple[Any, "str | int"] | None
Complete = Callable[["Execution", Any, Path], Any]


@dataclass(slots=True)
class Info:
    """What a resolver is told besides what it resolves a field of."""

    context: Any
    schema: graphql.GraphQLSchema
    parent_type: graphql.GraphQLObjectType
    field_name: str


@dataclass(slots=True)
class Planned:
    """A field of a selection; `fixed` are its arguments where no variable is among them.

    `below` holds what is selected of it, by the type that it turns out to have.
    """

    key: str
    nodes: list[graphql.FieldNode]
    kind: graphql.GraphQLObjectType
    definition: graphql.GraphQLField
    resolve: Callable[..., Any]
    fixed: dict[str, Any] | None
    complete: Complete = field(init=False)
    below: dict[str, list[Planned]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return its name as errors say it."""
        return f"{self.kind.name}.{self.nodes[0].name.value}"


class Question:
    """What was asked: a document that is valid, with its plans."""

    def __init__(self, schema: graphql.GraphQLSchema, node: graphql.DocumentNode) -> None:
        self.schema = schema
        definitions = node.definitions
        self.operations = [each for each in definitions if isinstance(each, graphql.OperationDefinitionNode)]
        self.fragments = {
            each.name.value: each for each in definitions if isinstance(each, graphql.FragmentDefinitionNode)
        }
        #: The variables by which parts are left out.
        self.switches = sorted({name for each in find(node, graphql.DirectiveNode) for name in name_variables(each)})
        self.plans: dict[tuple[Any, ...], list[Planned]] = {}

    def choose(self, name: str | None) -> graphql.OperationDefinitionNode:
        """Return the operation of a name, or the only one."""
        found = [each for each in self.operations if name is None or (each.name and each.name.value == name)]
        if len(found) == 1:
            return found[0]
        if name is None:
            raise graphql.GraphQLError("Must provide operation name if query contains multiple operations.")
        raise graphql.GraphQLError(f"Unknown operation named '{name}'.")


@dataclass(slots=True)
class Execution:
    """One execution; `failing` is the path of a field that is to fail before it does anything."""

    document: Question
    context: Any
    resolve: Callable[..., Any]
    failing: tuple[str, ...] | None
    variables: dict[str, Any] = field(default_factory=dict)
    errors: list[graphql.GraphQLError] = field(default_factory=list)

    def carry_out(self, given: dict[str, Any], name: str | None) -> graphql.ExecutionResult:
        """Return what comes of the document's operation of a name."""
        schema, data = self.document.schema, None
        try:
            operation = self.document.choose(name)
            known = get_variable_values(schema, operation.variable_definitions or (), given, max_errors=50)
            if isinstance(known, list):
                return graphql.ExecutionResult(None, known)
            self.variables = known
            data = self.answer(self.plan_operation(operation), None, None)
        except graphql.GraphQLError as error:
            self.errors.append(error)
        return graphql.ExecutionResult(data, self.errors or None)

    def plan_operation(self, operation: graphql.OperationDefinitionNode) -> list[Planned]:
        """Return the fields at the root."""
        document, root = self.document, self.document.schema.get_root_type(operation.operation)
        assert root, "the rules let no other operation pass"
        key = (id(operation), *(self.variables.get(name) for name in document.switches))
        if key not in document.plans:
            selected = collect_fields(
                document.schema, document.fragments, self.variables, root, operation.selection_set
            )
            document.plans[key] = list(self.plan(root, selected))
        return document.plans[key]

    def plan_below(self, above: Planned, kind: graphql.GraphQLObjectType) -> list[Planned]:
        """Return the fields that are selected of a value of a type."""
        document = self.document
        selected = collect_sub_fields(document.schema, document.fragments, self.variables, kind, above.nodes)
        above.below[kind.name] = list(self.plan(kind, selected))
        return above.below[kind.name]

    def plan(self, kind: graphql.GraphQLObjectType, selected: dict[str, list[graphql.FieldNode]]) -> Iterator[Planned]:
        """Yield the fields that are selected of a type."""
        for key, nodes in selected.items():
            definition = get_field_def(self.document.schema, kind, nodes[0])
            fixed = None if name_variables(nodes[0].arguments) else get_argument_values(definition, nodes[0])
            planned = Planned(key, nodes, kind, definition, definition.resolve or self.resolve, fixed)
            planned.complete = plan_completion(planned, definition.type)
            yield planned

    def answer(self, fields: list[Planned], source: Any, path: Path) -> dict[str, Any]:
        """Return what an object says to some fields; one that fails is null, or else the object is."""
        said: dict[str, Any] = {}
        for each in fields:
            here = (path, each.key)
            try:
                if self.failing and (*list_keys(here),) == self.failing:
                    text = "Something went wrong while executing your query."
                    raise graphql.GraphQLError(text, extensions={"type": "INTERNAL"})
                args = each.fixed
                if args is None:
                    args = get_argument_values(each.definition, each.nodes[0], self.variables)
                info = Info(self.context, self.document.schema, each.kind, each.nodes[0].name.value)
                said[each.key] = each.complete(self, each.resolve(source, info, **args), here)
            except Exception as error:  # noqa: BLE001 whatever a resolver raises is an error of the answer
                self.fail(each, each.definition.type, error, here)
                said[each.key] = None
        return said

    def fail(self, planned: Planned, kind: graphql.GraphQLOutputType, error: Exception, path: Path) -> None:
        """Note an error where null may stand, and raise it where not."""
        located = graphql.located_error(error, planned.nodes, [*list_keys(path)])
        if isinstance(kind, graphql.GraphQLNonNull):
            raise located from None
        self.errors.append(located)


def plan_completion(planned: Planned, kind: graphql.GraphQLOutputType) -> Complete:
    """Return what makes the answer of what a field of a type was resolved to."""
    if isinstance(kind, graphql.GraphQLNonNull):
        return complete_whole(planned, plan_completion(planned, kind.of_type))
    if isinstance(kind, graphql.GraphQLList):
        return complete_list(planned, kind.of_type)
    if isinstance(kind, graphql.GraphQLScalarType | graphql.GraphQLEnumType):
        serialize = kind.serialize
        return lambda run, value, path: None if value is None else serialize(value)
    name = kind.name if isinstance(kind, graphql.GraphQLObjectType) else ""

    def complete(run: Execution, value: Any, path: Path) -> dict[str, Any] | None:
        if value is None:
            return None
        called = name or value.kind
        fields = planned.below.get(called)
        if fields is None:
            own = cast(graphql.GraphQLObjectType, run.document.schema.type_map[called])
            assert name or run.document.schema.is_sub_type(cast(graphql.GraphQLAbstractType, kind), own)
            fields = run.plan_below(planned, own)
        return run.answer(fields, value, path)

    return complete


def complete_whole(planned: Planned, complete: Complete) -> Complete:
    """Return what lets no null pass."""

    def whole(run: Execution, value: Any, path: Path) -> Any:
        completed = complete(run, value, path)
        if completed is None:
            raise TypeError(f"Cannot return null for non-nullable field {planned}.")
        return completed

    return whole


def complete_list(planned: Planned, kind: graphql.GraphQLOutputType) -> Complete:
    """Return what answers with a list, whose items may fail by themselves."""
    complete = plan_completion(planned, kind)

    def complete_items(run: Execution, value: Iterable[Any] | None, path: Path) -> list[Any] | None:
        if value is None:
            return None
        items = []
        for number, item in enumerate(value):
            here = (path, number)
            try:
                items.append(complete(run, item, here))
            except Exception as error:  # noqa: BLE001 as with a field
                run.fail(planned, kind, error, here)
                items.append(None)
        return items

    return complete_items


def list_keys(path: Path) -> list[str | int]:
    """Return a path from the root on."""
    keys: list[str | int] = []
    while path:
        path, key = path
        keys.append(key)
    return keys[::-1]


def find(node: Any, kind: type[graphql.Node]) -> Iterator[Any]:
    """Yield the nodes of a kind in one or several, and below."""
    if isinstance(node, kind):
        yield node
    elif isinstance(node, tuple | graphql.Node):
        inner = node if isinstance(node, tuple) else [getattr(node, name) for name in node.keys]
        for each in inner:
            yield from find(each, kind)


def name_variables(node: Any) -> list[str]:
    """Return the names of the variables in a node, or in several."""
    return [each.name.value for each in find(node, graphql.VariableNode)]
