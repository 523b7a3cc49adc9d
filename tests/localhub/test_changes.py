"""What pull requests change, from forks too: files, comparisons, pushes, merges made by hand."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.localhub.git.diffs import LONGEST_PATCH
from bot.localhub.server import LocalHub
from tests.localhub.guests import LONG, REPOSITORY, Guest, make_branch, propose, put_file

FORK = "/repos/kim/list"


def shas(guest: Guest) -> dict[str, str]:
    pull = guest.ask("GET", f"{REPOSITORY}/pulls/1").json()
    return {end: pull[end]["sha"] for end in ("base", "head")}


def run_git(*args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=kim", "-c", "user.email=kim@example.com")
    return subprocess.run(["git", *who, *args], check=check, capture_output=True, text=True)


def test_files_are_compared_with_where_the_branch_left(mona: Guest, kim: Guest) -> None:
    propose(kim, {"new.txt": "one\n", "data/x.yaml": "a: 2\n"})
    put_file(mona, "other.txt", "later\n", branch="main")
    put_file(mona, "data/x.yaml", "a: 3\n", branch="main")
    files = {file["filename"]: file for file in kim.ask("GET", f"{REPOSITORY}/pulls/1/files").json()}
    assert {name: file["status"] for name, file in files.items()} == {"new.txt": "added", "data/x.yaml": "modified"}
    assert files["data/x.yaml"]["patch"] == "@@ -1 +1 @@\n-a: 1\n+a: 2"
    pull = kim.ask("GET", f"{REPOSITORY}/pulls/1").json()
    assert (pull["mergeable"], pull["mergeable_state"], pull["commits"]) == (False, "dirty", 2)


def test_renamed_binary_and_huge_files(mona: Guest, kim: Guest) -> None:
    huge = "x\n" * (LONGEST_PATCH + 1)
    propose(
        kim,
        {
            "long.txt": None,
            "moved.txt": LONG.replace("line 7\n", "line seven\n"),
            "huge.txt": huge,
            "a\tb é.txt": "q\n",
        },
    )
    binary = {"message": "m", "branch": "topic", "content": base64.b64encode(b"\0\1\2").decode()}
    kim.ask("PUT", f"{FORK}/contents/image.png", **binary)
    files = {file["filename"]: file for file in mona.ask("GET", f"{REPOSITORY}/pulls/1/files").json()}
    assert set(files) == {"moved.txt", "huge.txt", "image.png", "a\tb é.txt"}
    assert files["moved.txt"]["status"] == "renamed"
    assert files["moved.txt"]["previous_filename"] == "long.txt"
    assert files["moved.txt"]["patch"].endswith("line 10")
    assert "patch" not in files["huge.txt"]
    assert files["huge.txt"]["additions"] == LONGEST_PATCH + 1
    assert "patch" not in files["image.png"]


def test_files_come_in_pages(mona: Guest, hub: LocalHub) -> None:
    base = mona.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"]
    entries = [{"path": f"many/{n:03}.txt", "mode": "100644", "type": "blob", "content": f"{n}\n"} for n in range(105)]
    tree = mona.ask("POST", f"{REPOSITORY}/git/trees", base_tree=base, tree=entries).json()["sha"]
    head = mona.ask("POST", f"{REPOSITORY}/git/commits", message="m", tree=tree, parents=[base]).json()["sha"]
    mona.ask("POST", f"{REPOSITORY}/git/refs", ref="refs/heads/many", sha=head)
    mona.ask("POST", f"{REPOSITORY}/pulls", title="P", head="many", base="main")
    first = mona.ask("GET", f"{REPOSITORY}/pulls/1/files?per_page=500")
    assert len(first.json()) == 100
    assert 'rel="next"' in first.headers["Link"]
    assert len(mona.ask("GET", f"{REPOSITORY}/pulls/1/files?per_page=100&page=2").json()) == 5


def test_two_ends_are_compared(mona: Guest, kim: Guest) -> None:
    propose(kim, {"new.txt": "one\n"})
    put_file(mona, "other.txt", "later\n", branch="main")
    found = mona.ask("GET", f"{REPOSITORY}/compare/main...kim:topic").json()
    assert (found["status"], found["ahead_by"], found["behind_by"]) == ("diverged", 1, 1)
    assert [file["filename"] for file in found["files"]] == ["new.txt"]
    assert found["merge_base_commit"]["sha"] != found["base_commit"]["sha"]
    assert mona.ask("GET", f"{REPOSITORY}/compare/main...main").json()["status"] == "identical"
    assert mona.ask("GET", f"{REPOSITORY}/compare/main...none").status_code == 404
    assert mona.ask("GET", f"{REPOSITORY}/compare/main").status_code == 404


def test_a_forks_commits_are_read_in_the_base(hub: LocalHub, mona: Guest, kim: Guest) -> None:
    propose(kim, {"new.txt": "one\n"})
    head = shas(mona)["head"]
    assert mona.ask("GET", f"{REPOSITORY}/git/commits/{head}").json()["message"] == "m"
    assert mona.ask("GET", f"{REPOSITORY}/contents/new.txt?ref={head}").status_code == 200
    assert mona.ask("GET", f"{REPOSITORY}/git/ref/pull/1/head").json()["object"]["sha"] == head


@pytest.mark.parametrize("allowed", [True, False])
def test_a_maintainer_pushes_to_a_fork_only_where_that_is_allowed(mona: Guest, kim: Guest, allowed: bool) -> None:
    propose(kim, {"new.txt": "one\n"}, maintainer_can_modify=allowed)
    body = {"message": "m", "branch": "topic", "content": base64.b64encode(b"x").decode()}
    status = 201 if allowed else 403
    assert mona.ask("PUT", f"{FORK}/contents/mended.txt", **body).status_code == status
    assert mona.ask("PUT", f"{FORK}/contents/mended.txt", **{**body, "branch": "main"}).status_code == 403
    pull = mona.ask("GET", f"{REPOSITORY}/pulls/1").json()
    assert (pull["maintainer_can_modify"], pull["commits"]) == (allowed, 2 if allowed else 1)


def test_git_pushes_to_a_fork_and_is_refused_elsewhere(hub: LocalHub, kim: Guest, tmp_path: Path) -> None:
    kim.ask("POST", f"{REPOSITORY}/forks")
    address = f"{hub.web}/kim/list.git".replace("//", f"//kim:{kim.token}@")
    clone = str(tmp_path / "clone")
    run_git("clone", "-q", address, clone)
    (tmp_path / "clone" / "new.txt").write_text("x\n")
    run_git("-C", clone, "checkout", "-qb", "topic")
    run_git("-C", clone, "add", "new.txt")
    run_git("-C", clone, "commit", "-qm", "By push")
    run_git("-C", clone, "push", "-q", "origin", "topic")
    pull = kim.ask("POST", f"{REPOSITORY}/pulls", title="P", head="kim:topic", base="main").json()
    run_git("-C", clone, "commit", "-qm", "More", "--allow-empty")
    run_git("-C", clone, "push", "-q", "origin", "topic")
    head = run_git("-C", clone, "rev-parse", "HEAD").stdout.strip()
    assert kim.ask("GET", f"{REPOSITORY}/pulls/{pull['number']}").json()["head"]["sha"] == head
    assert (hub.deliveries[-1].event, hub.deliveries[-1].action) == ("pull_request", "synchronize")
    refused = run_git("-C", clone, "push", address.replace("kim/list", "mona/list"), "topic", check=False)
    assert refused.returncode
    assert "403" in refused.stderr


def test_a_merge_commit_made_by_hand_marks_the_pull_request_merged(hub: LocalHub, mona: Guest, kim: Guest) -> None:
    propose(kim, {"new.txt": "one\n"})
    ends = shas(mona)
    entries = [{"path": "new.txt", "mode": "100644", "type": "blob", "content": "mended\n"}]
    tree = mona.ask("POST", f"{REPOSITORY}/git/trees", base_tree=ends["base"], tree=entries).json()["sha"]
    author = {"name": "kim", "email": "kim@example.com"}
    made: dict[str, Any] = {"message": "Merge", "tree": tree, "parents": [ends["base"], ends["head"]], "author": author}
    commit = mona.ask("POST", f"{REPOSITORY}/git/commits", **made).json()
    assert commit["author"]["email"] == "kim@example.com"
    assert mona.ask("PATCH", f"{REPOSITORY}/git/refs/heads/main", sha=commit["sha"]).status_code == 200
    pull = mona.ask("GET", f"{REPOSITORY}/pulls/1").json()
    assert (pull["state"], pull["merged"], pull["merged_by"]["login"]) == ("closed", True, "mona")
    told = [d for d in hub.deliveries if (d.event, d.action) == ("pull_request", "closed")]
    assert json.loads(told[-1].body)["pull_request"]["merged"] is True


def test_what_is_no_proposal_is_refused(mona: Guest, kim: Guest) -> None:
    make_branch(mona, "topic")
    kim.ask("POST", f"{REPOSITORY}/forks")
    for head in ("kim:none", "nobody:main", "kim:main"):
        answer = kim.ask("POST", f"{REPOSITORY}/pulls", title="P", head=head, base="main")
        assert answer.status_code == 422, head
    assert kim.ask("POST", f"{REPOSITORY}/pulls", title="P", head="topic", base="main").status_code == 403


@pytest.mark.parametrize(
    ("method", "messages", "parents"),
    [
        pytest.param("merge", ["Merge pull request #1 from kim/topic\n\nP", "later"], 2, id="merge"),
        pytest.param("squash", ["P (#1)\n\n* m\n\n* m", "later"], 1, id="squash"),
        pytest.param("rebase", ["m", "m", "later"], 1, id="rebase"),
    ],
)
def test_three_ways_to_merge(mona: Guest, kim: Guest, method: str, messages: list[str], parents: int) -> None:
    propose(kim, {"new.txt": "one\n", "more.txt": "two\n"})
    body = {"message": "later", "content": base64.b64encode(b"x").decode()}
    mona.ask("PUT", f"{REPOSITORY}/contents/other.txt", **body)
    merged = mona.ask("PUT", f"{REPOSITORY}/pulls/1/merge", merge_method=method).json()["sha"]
    commits = mona.ask("GET", f"{REPOSITORY}/commits").json()
    assert (commits[0]["sha"], len(commits[0]["parents"])) == (merged, parents)
    main_line = [
        commit["commit"]["message"] for commit in commits if method != "merge" or commit["commit"]["message"] != "m"
    ]
    assert main_line[: len(messages)] == messages
    author = "mona" if method == "merge" else "kim"
    assert [commits[0][role]["login"] for role in ("author", "committer")] == [author, "mona"]
    assert {entry["name"] for entry in mona.ask("GET", f"{REPOSITORY}/contents/").json()} >= {"new.txt", "other.txt"}
