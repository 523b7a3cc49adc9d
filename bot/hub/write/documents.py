"""GraphQL documents of several mutations. Pure.

GitHub runs the fields of a document one after the other, each seeing what the earlier ones did, and goes on after one
that failed: what must not happen then belongs in a later document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.workflow.changes import NEW_PULL, Change, OpenPull, PushBranch, Standalone
from bot.workflow.changes.mutation import Mutation
from bot.workflow.labels import Label

#: The mutations that notify people, of which GitHub allows few.
CONTENTS = frozenset({"addComment", "createPullRequest"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document to send; the answers to its fields are named f0, f1, ..."""

    text: str
    variables: dict[str, Any]
    contents: int


def write_document(mutations: Sequence[Mutation]) -> Document:
    types = (f"{each.name[0].upper()}{each.name[1:]}Input!" for each in mutations)
    parameters = ", ".join(f"$f{n}: {type}" for n, type in enumerate(types))
    lines = "\n".join(f"  f{n}: {m.name}(input: $f{n}) {{ {m.answer} }}" for n, m in enumerate(mutations))
    return Document(
        text=f"mutation Apply({parameters}) {{\n{lines}\n}}",
        variables={f"f{n}": dict(each.input) for n, each in enumerate(mutations)},
        contents=sum(each.name in CONTENTS for each in mutations),
    )


def create_label(repository: str, label: Label) -> Mutation:
    values = {"name": label.name, "color": label.color, "description": label.description}
    return Mutation("createLabel", {"repositoryId": repository, **values}, "label { id }")


def group_changes(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield changes in groups that fit in one document; a change comes in a later group than one it depends on."""
    group: list[Change] = []
    for change in changes:
        if group and not belongs(change, group[-1]):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def belongs(change: Change, before: Change) -> bool:
    """Whether a change may go in the same document as the one before it.

    GitHub refuses a pull request whose branch does not exist, so it may follow the commit that it needs.
    """
    if isinstance(before, PushBranch):
        return isinstance(change, OpenPull) and before.head is None and before.branch == change.branch
    return isinstance(change, Standalone) and isinstance(before, Standalone)


def name_pull(change: Change, number: int) -> Change:
    """Replace NEW_PULL in a change by the number of the pull request that was just opened."""
    values: dict[str, Any] = {}
    for field in fields(change):
        value = getattr(change, field.name)
        if value == NEW_PULL:
            values[field.name] = number
        elif isinstance(value, str) and f"#{NEW_PULL}" in value:
            values[field.name] = value.replace(f"#{NEW_PULL}", f"#{number}")
    return replace(change, **values) if values else change
