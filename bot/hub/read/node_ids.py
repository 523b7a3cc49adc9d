"""An answer -> the global ids that mutations name things by, and where the bot's branches stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.hub.read.threads import own_pulls
from bot.workflow.changes.mutation import NodeIds, Tip, draft_name
from bot.workflow.labels import spell_label


def read_nodes(found: dict[str, Any], branch: str) -> NodeIds:
    """Collect the ids from an answer to the THREAD or the REPOSITORY query that asked for a branch of the bot's."""
    target, node = found["defaultBranchRef"]["target"], found.get("issueOrPullRequest")
    threads = [*([node] if node else []), *own_pulls(found)]
    refs = {branch: found["ref"], draft_name(branch): found["draft"]}
    return NodeIds(
        repository=found["id"],
        number=found["databaseId"],
        head=target["oid"],
        tree=target["tree"]["oid"],
        threads={thread["number"]: thread["id"] for thread in threads},
        comments={number: id for thread in threads for number, id in comment_ids(thread["comments"]["nodes"])},
        labels={spell_label(label["name"]): label["id"] for label in found["labels"]["nodes"]},
        tips={name: read_tip(ref["target"]) for name, ref in refs.items() if ref},
    )


def comment_ids(nodes: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        yield int(node["fullDatabaseId"]), node["id"]


def read_tip(target: dict[str, Any]) -> Tip:
    parents = tuple(parent["oid"] for parent in target["parents"]["nodes"])
    return Tip(target["oid"], target["message"], parents)
