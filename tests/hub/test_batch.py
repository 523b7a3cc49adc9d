"""A plan is carried out in few requests, and what was begun is found again, whatever GitHub does in between."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from github import GithubException

from bot.hub.client import Client
from bot.hub.read.file_cache import git_number
from bot.hub.write.documents import Document, group_changes, name_pull
from bot.hub.write.rest import RestWriter
from bot.workflow.changes import (
    NEW_PULL,
    AddLabel,
    Change,
    CloseIssue,
    CommitFiles,
    DeleteBranch,
    EditComment,
    EditPull,
    EnableAutoMerge,
    MergeCommit,
    OpenPull,
    PushBranch,
    RebuildAndMerge,
    WriteComment,
)
from bot.workflow.hub import MergeRefusedError, MovedError
from bot.workflow.labels import LABELS
from bot.workflow.thread import Thread
from tests.localhub.guests import REPOSITORY, Guest, make_branch, propose, put_file
from tests.localhub.traffic import Fault, WatchedHub

BRANCH = "paperclerk/issue-1"
READY = "paper: ready"
PUSH = PushBranch(BRANCH, "b" * 40, None, {}, "m")
AGAIN = PushBranch(BRANCH, "b" * 40, "a" * 40, {}, "m")
OPEN = OpenPull(BRANCH, "main", "t", "b")
LAND = RebuildAndMerge(2, BRANCH, "b" * 40, {}, MergeCommit("t", "m", "squash"))
SAY = WriteComment(1, "x")


@pytest.mark.parametrize(
    ("changes", "sizes"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([PUSH, OPEN, AddLabel(1, READY), SAY], [2, 2], id="a submission"),
        pytest.param([AGAIN, EditPull(2, "t", "b"), EditComment(1, 3, "x")], [1, 2], id="an edit"),
        pytest.param([PUSH, OpenPull("other", "main", "t", "b")], [1, 1], id="another branch's request"),
        pytest.param([AGAIN, OPEN, SAY], [1, 1, 1], id="a request from a branch that has to be moved"),
        pytest.param([LAND, DeleteBranch(BRANCH), CloseIssue(1, "completed"), SAY], [1, 3], id="a landing"),
        pytest.param(
            [SAY, CommitFiles("main", "b" * 40, {}, "m", "squash"), SAY], [1, 1, 1], id="a commit in the middle"
        ),
    ],
)
def test_what_depends_on_a_change_comes_in_a_later_document(changes: Sequence[Change], sizes: list[int]) -> None:
    groups = list(group_changes(changes))
    assert [len(group) for group in groups] == sizes
    assert [change for group in groups for change in group] == changes


def test_the_new_pull_request_is_named_wherever_it_is_meant() -> None:
    assert name_pull(WriteComment(1, f"in #{NEW_PULL}."), 7) == WriteComment(1, "in #7.")
    assert name_pull(AddLabel(NEW_PULL, READY), 7) == AddLabel(7, READY)
    assert name_pull(SAY, 7) is SAY


def test_texts_have_the_numbers_that_git_gives_them(hub: WatchedHub) -> None:
    assert git_number("é\n") == hub.repository("mona/list").git.write_blob("é\n".encode())


def read(client: Client) -> Thread:
    thread = client.read_thread(1)
    assert thread is not None
    return thread


def submit(client: Client, mona: Guest) -> tuple[Change, ...]:
    """Open an issue; return what the bot does about a good one."""
    mona.ask("POST", f"{REPOSITORY}/issues", title="A", body="b")
    thread = read(client)
    push = PushBranch(BRANCH, thread.repository.head, None, {"data/papers/a.yaml": "title: x\n"}, "Add\n\nbody")
    return push, OpenPull(BRANCH, "main", "Add", "b"), AddLabel(1, READY), WriteComment(1, f"See #{NEW_PULL}.")


def landing(client: Client) -> RebuildAndMerge:
    """Return what merges the pull request that `submit` opened."""
    thread = read(client)
    assert thread.branch is not None
    files: dict[str, str | None] = {"data/README.md": "# Longer\n", "data/papers/a.yaml": "title: x\n"}
    merging = MergeCommit("Add (#2)", "Co-authored-by: m", "squash")
    return RebuildAndMerge(2, BRANCH, thread.repository.head, files, merging)


def operations(hub: WatchedHub, since: int) -> list[str]:
    return [request.operation or f"{request.method} {request.path}" for request in hub.requests[since:]]


def test_a_submission_takes_two_documents_even_where_no_label_is_there(
    hub: WatchedHub, client: Client, mona: Guest
) -> None:
    changes = submit(client, mona)
    before = len(hub.requests)
    client.apply(changes)
    assert operations(hub, before) == ["Apply", "Apply"]
    world = hub.repository("mona/list")
    assert [comment.body for comment in world.threads[1].comments] == ["See #2."]
    assert {label.name for label in world.threads[1].labels} == {READY}
    assert {label.name: label.color for label in world.labels} == {n: label.color for n, label in LABELS.items()}
    assert mona.ask("GET", f"{REPOSITORY}/pulls/2/files").json()[0]["filename"] == "data/papers/a.yaml"


def test_a_landing_takes_two_documents_and_leaves_no_draft(hub: WatchedHub, client: Client, mona: Guest) -> None:
    client.apply(submit(client, mona))
    land = landing(client)
    before = len(hub.requests)
    client.apply((land, DeleteBranch(BRANCH), CloseIssue(1, "completed")))
    assert operations(hub, before) == ["Apply", "Apply", "Apply"]
    git = hub.repository("mona/list").git
    assert list(git.refs("refs/heads/")) == ["refs/heads/main"]
    (newest, *_) = git.log("refs/heads/main", 1)
    assert (newest.message, newest.parents) == ("Add (#2)\n\nCo-authored-by: m", (land.base,))
    assert git.find("refs/heads/main:data/README.md") is not None


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_landing_that_broke_off_is_taken_up(
    hub: WatchedHub, client: Client, mona: Guest, nth: int, after: bool
) -> None:
    client.apply(submit(client, mona))
    land = landing(client)
    hub.faults.add(Fault("status", 502, after=after, operation="mutation", nth=nth))
    with pytest.raises(GithubException):
        client.apply((land,))
    if hub.repository("mona/list").threads[2].state == "open":
        again = landing(client)
        before = len(hub.requests)
        client.apply((again,))
        # The commit is made once: where its answer was lost it is found on the draft.
        assert len(hub.requests) - before == (2 if (nth, after) == (1, False) else 1)
    git = hub.repository("mona/list").git
    assert sorted(git.refs("refs/heads/")) == ["refs/heads/main", f"refs/heads/{BRANCH}"]
    assert len(git.log("refs/heads/main", 10)) == 2


def test_a_merge_that_is_refused_leaves_the_commit_ready(hub: WatchedHub, client: Client, mona: Guest) -> None:
    client.apply(submit(client, mona))
    hub.repository("mona/list").settings["allow_squash_merge"] = False
    with pytest.raises(MergeRefusedError, match="Squash merges are not allowed"):
        client.apply((landing(client),))
    hub.repository("mona/list").settings["allow_squash_merge"] = True
    again = landing(client)
    before = len(hub.requests)
    client.apply((again,))
    assert operations(hub, before) == ["Apply"]


def test_a_request_that_waits_for_nothing_is_merged(hub: WatchedHub, client: Client, mona: Guest) -> None:
    """GitHub refuses to merge it later, and that is no failure."""
    client.apply(submit(client, mona))
    hub.repository("mona/list").settings["allow_auto_merge"] = True
    pull = read(client).pull
    assert pull is not None
    with pytest.raises(MovedError, match="#2 is merged"):
        client.apply((EnableAutoMerge(2, pull.head, MergeCommit("Add (#2)", "", "squash")),))
    assert hub.repository("mona/list").threads[2].state == "closed"


@pytest.mark.parametrize("left_at", [f"refs/heads/{BRANCH}", "refs/heads/main"], ids=["something else", "the list"])
def test_a_draft_that_was_left_over_is_used(hub: WatchedHub, client: Client, mona: Guest, left_at: str) -> None:
    client.apply(submit(client, mona))
    git = hub.repository("mona/list").git
    mona.ask("POST", f"{REPOSITORY}/git/refs", ref=f"refs/heads/{BRANCH}-draft", sha=git.resolve(left_at))
    land = landing(client)
    before = len(hub.requests)
    client.apply((land,))
    assert operations(hub, before) == ["Apply", "Apply"]
    assert hub.repository("mona/list").threads[2].state == "closed"
    assert f"refs/heads/{BRANCH}-draft" not in git.refs("refs/heads/")


def test_a_push_by_somebody_else_is_never_overwritten(hub: WatchedHub, client: Client, mona: Guest) -> None:
    client.apply(submit(client, mona))
    land = landing(client)
    head, theirs = client.nodes.tips[BRANCH].commit, put_on_branch(mona)
    with pytest.raises(MovedError):
        client.apply((land, WriteComment(1, "merged")))
    world = hub.repository("mona/list")
    assert world.git.resolve(f"refs/heads/{BRANCH}") == theirs
    assert world.threads[2].state == "open"
    assert len(world.threads[1].comments) == 1
    with pytest.raises(MovedError):
        client.apply((PushBranch(BRANCH, land.base, head, {"data/x": "x"}, "Mine\n\nm"),))
    client.nodes.tips.pop(f"{BRANCH}-draft")
    client.apply((DeleteBranch(BRANCH),))
    assert world.git.resolve(f"refs/heads/{BRANCH}") == theirs


def put_on_branch(mona: Guest) -> str:
    content = {"message": "mine", "content": "eA==", "branch": BRANCH}
    sha: str = mona.ask("PUT", f"{REPOSITORY}/contents/by_hand.txt", **content).json()["commit"]["sha"]
    return sha


@pytest.mark.parametrize("moved", [False, True], ids=["at once", "after the list moved"])
def test_a_branch_without_its_commit_is_taken_back_and_made_anew(
    hub: WatchedHub, client: Client, mona: Guest, moved: bool
) -> None:
    push, *others = submit(client, mona)
    assert isinstance(push, PushBranch)
    mona.ask("POST", f"{REPOSITORY}/labels", name=READY, color="ff0000")
    wrong = replace(push, files={"data/gone.yaml": None})
    with pytest.raises(MovedError, match="does not exist"):
        client.apply((wrong, *others))
    world = hub.repository("mona/list")
    assert list(world.git.refs("refs/heads/")) == ["refs/heads/main"]
    assert len(world.threads) == 1
    if moved:
        mona.ask("PUT", f"{REPOSITORY}/contents/x.txt", message="m", content="eA==")
    head = read(client).repository.head
    client.apply((replace(push, base=head), *others))
    assert len(world.threads) == 2


@pytest.mark.parametrize("story", ["submission", "landing"])
def test_what_github_does_not_see_within_a_document_is_sent_by_itself(
    hub: WatchedHub, client: Client, mona: Guest, story: str
) -> None:
    changes = submit(client, mona)
    world = hub.repository("mona/list")
    if story == "submission":
        hub.faults.add(Fault("partial", operation="createCommitOnBranch"))
    client.apply(changes)
    assert [comment.body for comment in world.threads[1].comments] == ["See #2."]
    if story == "landing":
        hub.faults.add(Fault("partial", operation="mergePullRequest"), Fault("partial", operation="createCommit"))
        client.apply((landing(client),))
        assert len(world.git.log("refs/heads/main", 10)) == 2


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_field_that_fails_is_tried_again_and_nothing_is_said_twice(
    hub: WatchedHub, client: Client, mona: Guest, nth: int
) -> None:
    mona.ask("POST", f"{REPOSITORY}/issues", title="A", body="b")
    read(client)
    comments: list[Change] = [
        WriteComment(1, "one"),
        WriteComment(1, "two"),
        AddLabel(1, READY),
        WriteComment(1, "three"),
    ]
    comments.insert(1, comments.pop(nth - 1))
    hub.faults.add(Fault("partial", operation="addComment"))
    client.apply(comments)
    thread = hub.repository("mona/list").threads[1]
    assert sorted(comment.body for comment in thread.comments) == ["one", "three", "two"]
    assert [label.name for label in thread.labels] == [READY]


def test_a_label_that_github_neither_has_nor_makes_is_an_error(hub: WatchedHub, client: Client, mona: Guest) -> None:
    mona.ask("POST", f"{REPOSITORY}/issues", title="A", body="b")
    read(client)
    hub.faults.add(Fault("partial", operation="createLabel"))
    with pytest.raises(GithubException):
        client.apply((AddLabel(1, [*LABELS][1]),))


def test_a_comment_that_was_said_although_github_denies_it_is_not_said_again(
    hub: WatchedHub, client: Client, mona: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    mona.ask("POST", f"{REPOSITORY}/issues", title="A", body="b")
    read(client)
    mutate = client.gateway.mutate

    def deny(document: Document) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        data, _ = mutate(document)
        return data, {"f0": {"message": "Something went wrong", "path": ["f0"]}}

    monkeypatch.setattr(client.gateway, "mutate", deny)
    client.apply((WriteComment(1, "once"),))
    assert [comment.body for comment in hub.repository("mona/list").threads[1].comments] == ["once"]


def test_a_list_that_moved_is_not_committed_to(hub: WatchedHub, client: Client, mona: Guest) -> None:
    repository, branch, pull = client.read_repository("paperclerk/list")
    assert (branch, pull) == (None, None)
    client.apply((CommitFiles("main", repository.head, {"data/README.md": "# New\n"}, "Render", "squash"),))
    with pytest.raises(MovedError, match="Expected branch to point to"):
        client.apply((CommitFiles("main", repository.head, {"data/README.md": "# Newer\n"}, "Render", "squash"),))
    head = client.read_repository("paperclerk/list").repository.head
    before = len(hub.requests)
    assert client.read_folder(head, "data")["README.md"] == "# New\n"
    assert operations(hub, before) == ["Files", "Blobs"]  # what the bot wrote itself is not fetched
    assert "# New\n" in client.file_cache.texts.values()


@pytest.mark.parametrize("queue", [None, "squash"])
def test_a_commit_that_waits_for_checks_is_made_anew_for_the_list_as_it_is(
    hub: WatchedHub, client: Client, mona: Guest, queue: str | None
) -> None:
    """Where it waits in the merge queue its branch is locked: it is taken out first, and made anew by the next look."""
    hub.protect(
        "mona/list", required_checks=("ci",), bypassing=frozenset({"mona"}), queue=queue, allow_auto_merge=bool(queue)
    )

    def render() -> str:
        head = client.read_repository("paperclerk/list").repository.head
        client.apply((CommitFiles("main", head, {"data/README.md": "# New\n"}, "Render", "squash"),))
        return head

    render()
    (thread,) = hub.repository("mona/list").threads.values()
    assert thread.pull is not None
    if queue:
        mona.ask("POST", f"{REPOSITORY}/statuses/{thread.pull.head}", state="success", context="ci")
    put_file(mona, "data/other.txt", "moved\n", branch="main")
    if queue:
        with pytest.raises(MovedError):
            render()
    head = render()
    commit = hub.repository("mona/list").git.read_commit(thread.pull.head)
    assert commit is not None
    assert commit.parents == (head,)


@pytest.mark.parametrize("owner", ["the fork's own", "the list's"])
def test_a_forks_branch_is_not_the_bots(hub: WatchedHub, client: Client, mona: Guest, owner: str) -> None:
    """An organisation can have forks of its own lists, so the owner's name says not whose branch it is."""
    hub.create_user("mallory")
    foreign = propose(Guest(hub, "mallory"), {"x.txt": "x"}, branch="paperclerk-upkeep")
    pull, home = hub.repository("mona/list").threads[foreign].pull, hub.repository("mona/list")
    assert pull is not None
    if owner == "the list's":
        pull.head_repository.owner, pull.head_repository.name = home.owner, "copy"
    rest = RestWriter(client.gateway, client.file_cache)
    assert rest.find_pulls("paperclerk-upkeep") == []
    make_branch(mona, "paperclerk-upkeep")
    values = {"title": "t", "head": "paperclerk-upkeep", "base": "main"}
    own = mona.ask("POST", f"{REPOSITORY}/pulls", **values).json()["number"]
    assert [found["number"] for found in rest.find_pulls("paperclerk-upkeep")] == [own]
