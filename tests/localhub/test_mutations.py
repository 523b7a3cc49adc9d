"""GraphQL's mutations: one document makes a whole pull request, and one that fails stops no other."""

import base64
from typing import Any

import pytest

from bot.localhub.graphql.endpoint import load_schema
from bot.localhub.graphql.mutations import MUTATIONS
from tests.localhub.guests import REPOSITORY, Guest, make_branch, propose
from tests.localhub.traffic import WatchedHub

READ = """query { repository(owner: "mona", name: "list") { id defaultBranchRef { id target { oid } }
  labels(first: 10) { nodes { id name } } } }"""
OPEN = """mutation Open($repository: ID!, $oid: GitObjectID!, $content: Base64String!) {
  createRef(input: {repositoryId: $repository, name: "refs/heads/topic", oid: $oid}) { ref { id name } }
  createCommitOnBranch(input: {
    branch: {repositoryNameWithOwner: "mona/list", branchName: "topic"}, expectedHeadOid: $oid
    message: {headline: "Add a paper", body: "Co-authored-by: kim <kim@example.com>"}
    fileChanges: {additions: [{path: "papers/a.yaml", contents: $content}], deletions: [{path: "data/x.yaml"}]}
  }) { commit { oid message author { user { login } } } ref { name } }
  createPullRequest(input: {
    repositoryId: $repository, baseRefName: "main", headRefName: "topic", title: "Add a paper", body: "b"
  }) { pullRequest { id number headRefOid } }
}"""
CONTENT = base64.b64encode(b"title: x\n").decode()


@pytest.fixture
def read(mona: Guest) -> dict[str, str]:
    """The ids that a document needs."""
    mona.ask("POST", f"{REPOSITORY}/labels", name="x", color="ff0000")
    found = mona.query(READ)["data"]["repository"]
    branch = found["defaultBranchRef"]
    return {
        "repository": found["id"],
        "main": branch["id"],
        "oid": branch["target"]["oid"],
        "label": found["labels"]["nodes"][0]["id"],
    }


def open_pull(mona: Guest, read: dict[str, str]) -> dict[str, Any]:
    return mona.query(OPEN, repository=read["repository"], oid=read["oid"], content=CONTENT)


def test_one_document_makes_a_branch_a_commit_and_a_pull_request(
    hub: WatchedHub, mona: Guest, read: dict[str, str]
) -> None:
    data = open_pull(mona, read)["data"]
    assert data["createCommitOnBranch"]["commit"]["author"]["user"]["login"] == "mona"
    assert data["createPullRequest"]["pullRequest"]["headRefOid"] == data["createCommitOnBranch"]["commit"]["oid"]
    files = mona.ask("GET", f"{REPOSITORY}/pulls/1/files").json()
    assert [(file["filename"], file["status"]) for file in files] == [
        ("data/x.yaml", "removed"),
        ("papers/a.yaml", "added"),
    ]
    assert hub.requests[-2].operation == "Open"


def test_the_same_document_again_fails_in_every_field(mona: Guest, read: dict[str, str]) -> None:
    open_pull(mona, read)
    again = open_pull(mona, read)
    assert again["data"] == dict.fromkeys(("createRef", "createCommitOnBranch", "createPullRequest"))
    assert [(error["path"], error["type"]) for error in again["errors"]] == [
        (["createRef"], "UNPROCESSABLE"),
        (["createCommitOnBranch"], "UNPROCESSABLE"),
        (["createPullRequest"], "UNPROCESSABLE"),
    ]
    assert "already exists" in again["errors"][0]["message"]
    assert "Expected branch to point to" in again["errors"][1]["message"]
    assert "already exists" in again["errors"][2]["message"]


def test_a_failed_field_stops_no_later_one(mona: Guest, read: dict[str, str]) -> None:
    mona.ask("POST", f"{REPOSITORY}/git/refs", ref="refs/heads/topic", sha=read["oid"])
    answer = open_pull(mona, read)
    assert [error["path"] for error in answer["errors"]] == [["createRef"]]
    assert answer["data"]["createPullRequest"]["pullRequest"]["number"] == 1


def test_a_thread_is_worked_on(mona: Guest, kim: Guest, read: dict[str, str]) -> None:
    pull = open_pull(mona, read)["data"]["createPullRequest"]["pullRequest"]["id"]
    kim.ask("POST", f"{REPOSITORY}/issues", title="A")
    issue = mona.ask("GET", f"{REPOSITORY}/issues/2").json()["node_id"]
    done = mona.query(
        """mutation($pull: ID!, $issue: ID!, $label: ID!) {
        a: addComment(input: {subjectId: $issue, body: "hello"}) { commentEdge { node { id body } } subject { id } }
        b: addLabelsToLabelable(input: {labelableId: $issue, labelIds: [$label]}) {
          labelable { ... on Issue { labels(first: 5) { nodes { name } } } } }
        c: addReaction(input: {subjectId: $issue, content: EYES}) { reaction { content user { login } } }
        d: updatePullRequest(input: {pullRequestId: $pull, title: "New", body: "c"}) { pullRequest { title body } }
        e: removeLabelsFromLabelable(input: {labelableId: $issue, labelIds: [$label]}) { clientMutationId }
        f: closeIssue(input: {issueId: $issue, stateReason: NOT_PLANNED, clientMutationId: "k"}) {
          clientMutationId issue { state stateReason } }
        g: closePullRequest(input: {pullRequestId: $pull}) { pullRequest { state } }
        h: updatePullRequest(input: {pullRequestId: $pull, state: OPEN}) { pullRequest { state } } }""",
        pull=pull, issue=issue, label=read["label"],
    )  # fmt: skip
    assert "errors" not in done
    data = done["data"]
    assert data["b"]["labelable"]["labels"]["nodes"] == [{"name": "x"}]
    assert data["c"]["reaction"] == {"content": "EYES", "user": {"login": "mona"}}
    assert data["d"]["pullRequest"] == {"title": "New", "body": "c"}
    assert data["f"] == {"clientMutationId": "k", "issue": {"state": "CLOSED", "stateReason": "NOT_PLANNED"}}
    assert (data["g"]["pullRequest"]["state"], data["h"]["pullRequest"]["state"]) == ("CLOSED", "OPEN")
    edit = 'mutation($id: ID!) { updateIssueComment(input: {id: $id, body: "again"}) { issueComment { body } } }'
    comment = data["a"]["commentEdge"]["node"]["id"]
    assert mona.query(edit, id=comment)["data"]["updateIssueComment"]["issueComment"]["body"] == "again"
    assert kim.query(edit, id=comment)["errors"][0]["type"] == "FORBIDDEN"


MERGE = """mutation($id: ID!, $sha: GitObjectID) { mergePullRequest(input: {
  pullRequestId: $id, expectedHeadOid: $sha, mergeMethod: SQUASH, commitHeadline: "H", commitBody: "B"
}) { pullRequest { merged mergeCommit { message } } } }"""


def test_a_merge_at_the_expected_head_only(mona: Guest, read: dict[str, str]) -> None:
    made = open_pull(mona, read)["data"]["createPullRequest"]["pullRequest"]
    assert mona.query(MERGE, id=made["id"], sha="0" * 40)["errors"][0]["type"] == "UNPROCESSABLE"
    merged = mona.query(MERGE, id=made["id"], sha=made["headRefOid"])["data"]["mergePullRequest"]["pullRequest"]
    assert merged == {"merged": True, "mergeCommit": {"message": "H\n\nB"}}


def test_branches_are_moved_all_or_none(mona: Guest, read: dict[str, str]) -> None:
    _, head = make_branch(mona, "one")
    document = """mutation($id: ID!, $moves: [RefUpdate!]!) {
      updateRefs(input: {repositoryId: $id, refUpdates: $moves}) { clientMutationId } }"""
    new = {"name": "refs/heads/new", "beforeOid": "0" * 40, "afterOid": head}
    wrong = {"name": "refs/heads/main", "beforeOid": head, "afterOid": head}
    below = {"name": "refs/heads/new/below", "beforeOid": "0" * 40, "afterOid": head}
    gone = {"name": "refs/heads/one", "afterOid": "0" * 40}
    for refused in (wrong, below):
        assert mona.query(document, id=read["repository"], moves=[new, refused])["errors"]
        assert mona.ask("GET", f"{REPOSITORY}/git/ref/heads/new").status_code == 404
    assert "errors" not in mona.query(document, id=read["repository"], moves=[new, gone])
    assert mona.ask("GET", f"{REPOSITORY}/git/ref/heads/new").json()["object"]["sha"] == head
    assert mona.ask("GET", f"{REPOSITORY}/git/ref/heads/one").status_code == 404


@pytest.mark.parametrize("id", ["", "nonsense", "%%%", "SXNzdWU6MQ", "é"])
def test_an_unknown_id_is_not_found(mona: Guest, id: str) -> None:
    answer = mona.query("mutation($id: ID!) { closeIssue(input: {issueId: $id}) { issue { id } } }", id=id)
    assert answer["errors"][0]["type"] == "NOT_FOUND"


def test_rights_are_those_of_rest(hub: WatchedHub, mona: Guest, kim: Guest, read: dict[str, str]) -> None:
    assert {error["type"] for error in open_pull(kim, read)["errors"]} == {"FORBIDDEN"}
    mona.token = hub.create_token("mona", {"issues": "write"})
    assert {error["type"] for error in open_pull(mona, read)["errors"]} == {"FORBIDDEN"}


def test_a_fork_proposes_by_mutation(mona: Guest, kim: Guest, read: dict[str, str]) -> None:
    propose(kim, {"new.txt": "x"})
    kim.ask("PATCH", f"{REPOSITORY}/pulls/1", state="closed")
    fork = kim.ask("GET", "/repos/kim/list").json()["node_id"]
    made = kim.query(
        """mutation($base: ID!, $head: ID!) { createPullRequest(input: {repositoryId: $base, headRepositoryId: $head,
        baseRefName: "main", headRefName: "topic", title: "T", maintainerCanModify: false}) {
          pullRequest { isCrossRepository maintainerCanModify } } }""",
        base=read["repository"], head=fork,
    )  # fmt: skip
    assert made["data"]["createPullRequest"]["pullRequest"] == {"isCrossRepository": True, "maintainerCanModify": False}


def test_every_mutation_is_one_of_githubs() -> None:
    root = load_schema().mutation_type
    assert root is not None
    assert set(root.fields) == set(MUTATIONS)
