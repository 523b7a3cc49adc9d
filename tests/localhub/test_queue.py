"""The merge queue of a protected branch: in line, tried together, merged or dropped, and told of."""

import json
from typing import Any

import pytest

from bot.localhub.server import LocalHub
from tests.localhub.guests import REPOSITORY, Guest, make_branch, propose, put_file

QUEUE = """query { repository(owner: "mona", name: "list") { mergeQueue {
  configuration { mergeMethod } entries(first: 10) { totalCount nodes {
    position state enqueuer { login } headCommit { oid } baseCommit { oid } pullRequest { number } } } } } }"""
PULL = """query($n: Int!) { repository(owner: "mona", name: "list") { pullRequest(number: $n) {
  id state headRefOid isInMergeQueue isMergeQueueEnabled mergeStateStatus autoMergeRequest { enabledAt }
  mergeQueueEntry { position } mergeQueue { id }
  timelineItems(itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT], last: 1) {
    nodes { __typename ... on RemovedFromMergeQueueEvent { reason actor { login } } } } } } }"""
ENQUEUE = """mutation($id: ID!, $sha: GitObjectID, $jump: Boolean) { enqueuePullRequest(input: {
  pullRequestId: $id, expectedHeadOid: $sha, jump: $jump }) { mergeQueueEntry { position } } }"""
DEQUEUE = "mutation($id: ID!) { dequeuePullRequest(input: {id: $id}) { mergeQueueEntry { position } } }"
MERGE = "mutation($id: ID!) { mergePullRequest(input: {pullRequestId: $id}) { pullRequest { number } } }"
LATER = "mutation($id: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $id}) { pullRequest { number } } }"


@pytest.fixture
def pulls(hub: LocalHub, mona: Guest, kim: Guest) -> list[str]:
    """The ids of two requests, #1 of a branch here and #2 of kim's fork, into a branch with a queue and a check."""
    make_branch(mona, "topic")
    body = {"title": "Topic", "head": "topic", "base": "main"}
    assert mona.ask("POST", f"{REPOSITORY}/pulls", **body).status_code == 201
    propose(kim, {"kims.txt": "k\n"}, branch="kims")
    hub.protect("mona/list", required_checks=("ci",), queue="squash")
    for number in (1, 2):
        say(mona, read(mona, number)["headRefOid"])
    return [read(mona, number)["id"] for number in (1, 2)]


def read(guest: Guest, number: int) -> dict[str, Any]:
    found: dict[str, Any] = guest.query(PULL, n=number)["data"]["repository"]["pullRequest"]
    return found


def line(guest: Guest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = guest.query(QUEUE)["data"]["repository"]["mergeQueue"]["entries"]["nodes"]
    return found


def say(guest: Guest, sha: str, word: str = "success") -> None:
    assert guest.ask("POST", f"{REPOSITORY}/statuses/{sha}", state=word, context="ci").status_code == 201


def refusal(guest: Guest, document: str, id: str, **more: Any) -> str:
    return str(guest.query(document, id=id, **more)["errors"][0]["message"])


def main(guest: Guest) -> str:
    return str(guest.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"])


def told(hub: LocalHub, event: str) -> list[tuple[str | None, str | None]]:
    """Return action and reason of each webhook of a kind."""
    bodies = (json.loads(delivery.body) for delivery in hub.deliveries if delivery.event == event)
    return [(body.get("action"), body.get("reason")) for body in bodies]


def test_two_wait_in_line_and_each_is_tried_on_the_one_before(hub: LocalHub, mona: Guest, pulls: list[str]) -> None:
    assert [mona.query(ENQUEUE, id=id)["data"]["enqueuePullRequest"] for id in pulls] == [
        {"mergeQueueEntry": {"position": 1}},
        {"mergeQueueEntry": {"position": 2}},
    ]
    first, second = line(mona)
    assert (first["baseCommit"]["oid"], second["baseCommit"]) == (main(mona), first["headCommit"])
    assert {first["state"], second["state"]} == {"AWAITING_CHECKS"}
    assert read(mona, 2)["mergeQueueEntry"] == {"position": 2}
    branches = {branch["name"] for branch in mona.ask("GET", f"{REPOSITORY}/branches").json()}
    assert f"gh-readonly-queue/main/pr-1-{main(mona)}" in branches
    assert told(hub, "merge_group") == [("checks_requested", None)] * 2


def test_what_passes_is_merged_as_it_was_tried_with_its_commits_words(
    hub: LocalHub, mona: Guest, pulls: list[str]
) -> None:
    for id in pulls:
        mona.query(ENQUEUE, id=id)
    first, second = (entry["headCommit"]["oid"] for entry in line(mona))
    say(mona, second)
    assert main(mona) not in (first, second)  # the front is not through yet
    say(mona, first)
    assert main(mona) == second
    messages = [commit["commit"]["message"] for commit in mona.ask("GET", f"{REPOSITORY}/commits").json()]
    assert messages[:2] == ["m (#2)", "topic (#1)"]
    pull = mona.ask("GET", f"{REPOSITORY}/pulls/1").json()
    assert (pull["merged"], pull["merged_by"]["login"], pull["merge_commit_sha"]) == (True, "mona", first)
    assert read(mona, 1)["timelineItems"]["nodes"][0]["reason"] == "merged"
    assert line(mona) == []
    assert told(hub, "merge_group")[2:] == [("destroyed", "merged")] * 2
    assert ("dequeued", "MERGE") in told(hub, "pull_request")
    closed = [json.loads(d.body) for d in hub.deliveries if d.event == "pull_request" and d.action == "closed"]
    assert {body["sender"]["login"] for body in closed} == {"github-merge-queue[bot]"}


def test_what_fails_leaves_and_the_next_is_tried_anew(hub: LocalHub, mona: Guest, pulls: list[str]) -> None:
    for id in pulls:
        mona.query(ENQUEUE, id=id)
    first, second = (entry["headCommit"]["oid"] for entry in line(mona))
    say(mona, first, "failure")
    assert [entry["pullRequest"]["number"] for entry in line(mona)] == [2]
    assert line(mona)[0]["headCommit"]["oid"] != second
    gone = read(mona, 1)
    assert (gone["state"], gone["isInMergeQueue"]) == ("OPEN", False)
    assert gone["timelineItems"]["nodes"] == [
        {
            "__typename": "RemovedFromMergeQueueEvent",
            "reason": "failed_checks",
            "actor": {"login": "github-merge-queue[bot]"},
        }
    ]
    assert told(hub, "merge_group")[2:] == [
        ("destroyed", "dequeued"),
        ("destroyed", "invalidated"),
        ("checks_requested", None),
    ]
    say(mona, line(mona)[0]["headCommit"]["oid"])
    assert read(mona, 2)["state"] == "MERGED"


def test_what_conflicts_with_the_one_before_leaves_at_once(
    hub: LocalHub, mona: Guest, kim: Guest, pulls: list[str]
) -> None:
    propose(kim, {"topic.txt": "another\n"}, branch="clash")
    say(mona, read(mona, 3)["headRefOid"])
    mona.query(ENQUEUE, id=pulls[0])
    mona.query(ENQUEUE, id=read(mona, 3)["id"])
    assert [entry["pullRequest"]["number"] for entry in line(mona)] == [1]
    assert told(hub, "pull_request")[-1] == ("dequeued", "MERGE_CONFLICT")


def test_the_queue_is_the_only_way_in(hub: LocalHub, mona: Guest, kim: Guest, pulls: list[str]) -> None:
    assert "through the merge queue" in refusal(mona, MERGE, pulls[0])
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/1/merge").status_code == 405
    assert kim.query(ENQUEUE, id=pulls[0])["errors"][0]["type"] == "FORBIDDEN"
    assert "Expected head sha" in refusal(mona, ENQUEUE, pulls[0], sha="a" * 40)
    say(mona, read(mona, 1)["headRefOid"], "failure")
    assert 'Required status check "ci" is failing.' in refusal(mona, ENQUEUE, pulls[0])
    mona.query(ENQUEUE, id=pulls[1])
    assert refusal(mona, ENQUEUE, pulls[1]) == "Pull request is already in the queue"
    hub.protect("mona/list")
    assert "not enabled" in refusal(mona, ENQUEUE, pulls[0])
    assert mona.query(QUEUE)["data"]["repository"]["mergeQueue"] is None


def test_a_branch_in_the_queue_takes_no_pushes_until_it_is_taken_out(
    hub: LocalHub, mona: Guest, kim: Guest, pulls: list[str]
) -> None:
    for id in pulls:
        mona.query(ENQUEUE, id=id)
    answer = kim.ask("PUT", "/repos/kim/list/contents/x.txt", message="m", content="eA==", branch="kims")
    assert "Branches that are queued for merging cannot be updated" in answer.json()["message"]
    assert refusal(kim, DEQUEUE, pulls[1]) == "Resource not accessible"
    mona.query(DEQUEUE, id=pulls[1])
    assert read(mona, 2)["timelineItems"]["nodes"][0]["reason"] == "manual"
    put_file(kim, "x.txt", "x", branch="kims", repository="/repos/kim/list")
    assert refusal(mona, DEQUEUE, pulls[1]) == "Pull request is not in the queue"
    assert mona.ask("DELETE", f"{REPOSITORY}/git/refs/heads/topic").status_code == 204
    assert (line(mona), read(mona, 1)["state"]) == ([], "CLOSED")


def test_closing_takes_out_and_jumping_comes_first(mona: Guest, pulls: list[str]) -> None:
    mona.query(ENQUEUE, id=pulls[0])
    mona.query(ENQUEUE, id=pulls[1], jump=True)
    assert [entry["pullRequest"]["number"] for entry in line(mona)] == [2, 1]
    mona.ask("PATCH", f"{REPOSITORY}/pulls/2", state="closed")
    assert [entry["pullRequest"]["number"] for entry in line(mona)] == [1]


def test_an_ordered_merge_becomes_a_place_in_the_queue(hub: LocalHub, mona: Guest, pulls: list[str]) -> None:
    assert "not allowed" in refusal(mona, LATER, pulls[0])
    hub.protect("mona/list", required_checks=("ci",), queue="merge", allow_auto_merge=True)
    mona.query(LATER, id=pulls[0])
    assert read(mona, 1)["isInMergeQueue"]
    assert read(mona, 1)["autoMergeRequest"] is None
    head = read(mona, 2)["headRefOid"]
    say(mona, head, "pending")
    mona.query(LATER, id=pulls[1])
    assert not read(mona, 2)["isInMergeQueue"]
    say(mona, head)
    assert read(mona, 2)["isInMergeQueue"]
    for entry in line(mona):
        say(mona, entry["headCommit"]["oid"])
    newest = mona.ask("GET", f"{REPOSITORY}/commits").json()[0]
    assert newest["commit"]["message"] == "Merge pull request #2 from kim/kims\n\nP"
