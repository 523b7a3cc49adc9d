"""The local GitHub answers as GitHub's own description says, and the gate notices when it does not."""

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.localhub.rest.call import Exchange
from bot.localhub.server import LocalHub
from bot.localhub.webhooks import Delivery
from tests.localhub.gate import Gate
from tests.localhub.guests import REPOSITORY, Guest, make_branch, propose
from tests.web import CLIENT


def test_issues(mona: Guest, kim: Guest) -> None:
    assert kim.ask("POST", f"{REPOSITORY}/issues", title="A", body="text", labels=["x"]).json()["labels"] == []
    assert kim.ask("PATCH", f"{REPOSITORY}/issues/1", title="B").json()["title"] == "B"
    assert mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed").json()["state_reason"] == "completed"
    assert mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="open").json()["state"] == "open"
    assert [issue["number"] for issue in mona.ask("GET", f"{REPOSITORY}/issues").json()] == [1]
    assert mona.ask("GET", f"{REPOSITORY}/issues/2").status_code == 404
    assert mona.ask("GET", f"{REPOSITORY}/issues/1/events").json()[0]["event"] == "closed"
    assert kim.ask("POST", f"{REPOSITORY}/issues", title=" ").status_code == 422
    assert kim.ask("POST", f"{REPOSITORY}/issues", title="x", body="y" * 65_537).status_code == 422


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("/branches?protected=true", ["main"], id="protected branches"),
        pytest.param("/branches?protected=false", ["more"], id="the others"),
        pytest.param("/issues?sort=created&direction=desc", ["B", "A"], id="an order that is so without a word"),
        pytest.param("/issues?sort=updated", "sort", id="another order, which is not served"),
        pytest.param("/issues?creator=kim", "creator", id="a choice that is not served"),
        pytest.param("/pulls?base=main", "base", id="one of requests"),
    ],
)
def test_what_narrows_a_list_is_heeded_or_refused_by_name(
    hub: LocalHub, mona: Guest, gate: Gate, asked: str, found: list[str] | str
) -> None:
    make_branch(mona, "more")
    hub.protect("mona/list")
    for title in "AB":
        mona.ask("POST", f"{REPOSITORY}/issues", title=title)
    answer = mona.ask("GET", f"{REPOSITORY}{asked}")
    if isinstance(found, str):
        assert (answer.status_code, f"the parameter {found} " in answer.json()["message"]) == (501, True)
        assert gate.faults.pop().endswith("GitHub does not answer 501"), "so that no test asks for it unaware"
    else:
        assert [each.get("name") or each["title"] for each in answer.json()] == found


def test_comments_and_reactions(mona: Guest, kim: Guest) -> None:
    kim.ask("POST", f"{REPOSITORY}/issues", title="A")
    comment = mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body="hello").json()["id"]
    path = f"{REPOSITORY}/issues/comments/{comment}"
    assert kim.ask("PATCH", path, body="mine now").status_code == 403
    assert mona.ask("PATCH", path, body="hello again").json()["body"] == "hello again"
    assert [kim.ask("POST", f"{path}/reactions", content="eyes").status_code for _ in range(2)] == [201, 200]
    assert kim.ask("POST", f"{path}/reactions", content="applause").status_code == 422
    assert len(kim.ask("GET", f"{path}/reactions").json()) == 1
    assert mona.ask("DELETE", path).status_code == 204
    assert mona.ask("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("closer", "role", "reopener", "status"),
    [
        pytest.param("kim", "read", "kim", 200, id="an author takes back the own closing"),
        pytest.param("mona", "read", "kim", 403, id="an author against the owner"),
        pytest.param("lee", "write", "kim", 403, id="an author against who may write"),
        pytest.param("lee", "triage", "kim", 200, id="an author against who may not write"),
        pytest.param("kim", "read", "mona", 200, id="the owner against the author"),
        pytest.param("mona", "triage", "lee", 200, id="who may triage against the owner"),
        pytest.param("mona", "read", "lee", 403, id="a stranger"),
    ],
)
@pytest.mark.parametrize("kind", ["issues", "pulls"])
def test_an_author_cannot_reopen_what_somebody_who_may_write_closed(
    hub: LocalHub, mona: Guest, kim: Guest, kind: str, closer: str, role: str, reopener: str, status: int
) -> None:
    hub.create_user("lee")
    hub.set_role("mona/list", "lee", role)
    people = {"mona": mona, "kim": kim, "lee": Guest(hub, "lee")}
    if kind == "issues":
        kim.ask("POST", f"{REPOSITORY}/issues", title="A")
    else:
        propose(kim, {"new.txt": "new"})
    assert people[closer].ask("PATCH", f"{REPOSITORY}/{kind}/1", state="closed").status_code == 200
    assert people[reopener].ask("PATCH", f"{REPOSITORY}/{kind}/1", state="open").status_code == status
    state = mona.ask("GET", f"{REPOSITORY}/{kind}/1").json()["state"]
    assert state == ("open" if status == 200 else "closed")


def test_labels(mona: Guest, kim: Guest) -> None:
    kim.ask("POST", f"{REPOSITORY}/issues", title="A")
    assert mona.ask("POST", f"{REPOSITORY}/labels", name="x", color="FF0000").json()["color"] == "ff0000"
    again = mona.ask("POST", f"{REPOSITORY}/labels", name="X", color="ff0000")
    assert again.json()["errors"][0]["code"] == "already_exists"
    assert mona.ask("POST", f"{REPOSITORY}/issues/1/labels", labels=["x", "new one"]).status_code == 200
    assert kim.ask("POST", f"{REPOSITORY}/issues/1/labels", labels=["x"]).status_code == 403
    assert mona.ask("GET", f"{REPOSITORY}/labels/new%20one").json()["color"] == "ededed"
    assert mona.ask("DELETE", f"{REPOSITORY}/issues/1/labels/x").json()[0]["name"] == "new one"
    assert mona.ask("DELETE", f"{REPOSITORY}/issues/1/labels/x").status_code == 404


def test_git_objects_are_gits_own(hub: LocalHub, mona: Guest) -> None:
    base, head = make_branch(mona, "topic")
    git = hub.repository("mona/list").git
    assert git.run("rev-parse", "topic").strip() == head
    assert git.run("diff", "--name-status", base, head).split() == ["D", "data/x.yaml", "A", "topic.txt"]
    blob = mona.ask("GET", f"{REPOSITORY}/git/trees/{head}?recursive=1").json()["tree"][-1]["sha"]
    assert base64.b64decode(mona.ask("GET", f"{REPOSITORY}/git/blobs/{blob}").json()["content"]) == b"new\n"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        pytest.param("POST", "refs", {"ref": "refs/heads/main", "sha": "{head}"}, 422, id="a branch that exists"),
        pytest.param("POST", "refs", {"ref": "refs/heads/x", "sha": "0" * 40}, 422, id="a commit that does not"),
        pytest.param("PATCH", "refs/heads/topic", {"sha": "{base}"}, 422, id="backwards without force"),
        pytest.param("PATCH", "refs/heads/topic", {"sha": "{base}", "force": True}, 200, id="backwards by force"),
        pytest.param("DELETE", "refs/heads/none", {}, 422, id="no such branch"),
        pytest.param("DELETE", "refs/heads/topic", {}, 204, id="gone"),
    ],
)
def test_refs_move_as_githubs_do(mona: Guest, method: str, path: str, body: dict[str, Any], status: int) -> None:
    base, head = make_branch(mona, "topic")
    named = body | {key: str(body[key]).format(base=base, head=head) for key in body if key != "force"}
    assert mona.ask(method, f"{REPOSITORY}/git/{path}", **named).status_code == status


def test_a_pull_request_is_merged_only_at_the_head_that_was_looked_at(hub: LocalHub, mona: Guest) -> None:
    _, head = make_branch(mona, "topic")
    mona.ask("POST", f"{REPOSITORY}/issues", title="A")
    pull = mona.ask("POST", f"{REPOSITORY}/pulls", title="P", body="Closes #1", head="topic", base="main").json()
    assert pull["number"] == 2
    assert pull["mergeable"] is True
    again = mona.ask("POST", f"{REPOSITORY}/pulls", title="P", head="topic", base="main")
    assert "already exists" in again.json()["errors"][0]["message"]
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/2/merge", sha="0" * 40).status_code == 409
    merged = mona.ask("PUT", f"{REPOSITORY}/pulls/2/merge", sha=head, merge_method="squash").json()
    git = hub.repository("mona/list").git
    assert git.run("rev-parse", "main").strip() == merged["sha"]
    assert git.run("rev-parse", "refs/pull/2/head").strip() == head
    assert mona.ask("GET", f"{REPOSITORY}/issues/1").json()["state"] == "closed"
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/2/merge", sha=head).status_code == 405


def test_a_closing_word_in_code_closes_nothing(mona: Guest) -> None:
    make_branch(mona, "topic")
    mona.ask("POST", f"{REPOSITORY}/issues", title="A")
    body = "`Closes #1`\n\n```\nfixes #1\n```"
    mona.ask("POST", f"{REPOSITORY}/pulls", title="P", body=body, head="topic", base="main")
    mona.ask("PUT", f"{REPOSITORY}/pulls/2/merge")
    assert mona.ask("GET", f"{REPOSITORY}/issues/1").json()["state"] == "open"


def test_a_fork_can_propose_and_cannot_push(mona: Guest, kim: Guest) -> None:
    assert kim.ask("POST", f"{REPOSITORY}/forks").json()["full_name"] == "kim/list"
    new = {"message": "m", "content": base64.b64encode(b"x").decode(), "branch": "main"}
    assert kim.ask("PUT", f"{REPOSITORY}/contents/new.md", **new).status_code == 403
    assert kim.ask("PUT", "/repos/kim/list/contents/new.md", **new).status_code == 201
    pull = kim.ask("POST", f"{REPOSITORY}/pulls", title="P", head="kim:main", base="main").json()
    assert pull["head"]["repo"]["full_name"] == "kim/list"
    assert [file["filename"] for file in mona.ask("GET", f"{REPOSITORY}/pulls/1/files").json()] == ["new.md"]
    kim.ask("PUT", "/repos/kim/list/contents/more.md", **new)
    assert len(mona.ask("GET", f"{REPOSITORY}/pulls/1/commits").json()) == 2


def test_a_file_is_replaced_only_by_who_names_its_sha(mona: Guest) -> None:
    new = {"message": "m", "content": base64.b64encode(b"x").decode()}
    assert mona.ask("PUT", f"{REPOSITORY}/contents/README.md", **new).status_code == 422
    assert mona.ask("PUT", f"{REPOSITORY}/contents/README.md", **new, sha="0" * 40).status_code == 409
    sha = mona.ask("GET", f"{REPOSITORY}/contents/README.md").json()["sha"]
    assert mona.ask("PUT", f"{REPOSITORY}/contents/README.md", **new, sha=sha).status_code == 200
    assert [entry["name"] for entry in mona.ask("GET", f"{REPOSITORY}/contents/data").json()] == ["x.yaml"]
    assert mona.ask("GET", f"{REPOSITORY}/readme").status_code == 200
    assert mona.ask("GET", f"{REPOSITORY}/commits").json()[0]["commit"]["message"] == "m"


def test_permissions(hub: LocalHub, mona: Guest, kim: Guest) -> None:
    hub.set_role("mona/list", "kim", "triage")
    answer = mona.ask("GET", f"{REPOSITORY}/collaborators/kim/permission").json()
    assert (answer["permission"], answer["role_name"]) == ("read", "triage")
    assert kim.ask("GET", f"{REPOSITORY}/collaborators/mona/permission").status_code == 403
    assert mona.ask("GET", f"{REPOSITORY}/collaborators/nobody/permission").status_code == 404
    assert CLIENT.post(f"{hub.api}{REPOSITORY}/issues", json={"title": "x"}).status_code == 401
    assert CLIENT.get(f"{hub.api}/user", headers={"Authorization": "token wrong"}).status_code == 401
    weak = Guest(hub, "mona")
    weak.token = hub.create_token("mona", {"issues": "write"})
    assert weak.ask("POST", f"{REPOSITORY}/issues", title="x").status_code == 201
    assert weak.ask("POST", f"{REPOSITORY}/git/refs", ref="refs/heads/x", sha="0" * 40).status_code == 403


def test_pages_etags_and_rate_headers(mona: Guest) -> None:
    for number in range(5):
        mona.ask("POST", f"{REPOSITORY}/issues", title=f"issue {number}")
    first = mona.ask("GET", f"{REPOSITORY}/issues?per_page=2")
    assert 'page=2>; rel="next"' in first.headers["Link"]
    assert 'page=3>; rel="last"' in first.headers["Link"]
    headers = {"Authorization": f"token {mona.token}", "If-None-Match": first.headers["ETag"]}
    again = CLIENT.get(f"{mona.hub.api}{REPOSITORY}/issues?per_page=2", headers=headers)
    assert (again.status_code, again.text) == (304, "")
    assert again.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"]


def test_git_clones_and_pushes(hub: LocalHub, mona: Guest, tmp_path: Path) -> None:
    address = f"http://x:{mona.token}@{hub.web.removeprefix('http://')}/mona/list.git"
    clone = tmp_path / "clone"

    def git(*args: str) -> str:
        identity = ["-c", "user.name=mona", "-c", "user.email=mona@example.org"]
        return subprocess.run(
            ["git", *identity, *args], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("clone", "-q", address, str(clone))
    (clone / "new.txt").write_text("x\n")
    git("-C", str(clone), "add", "new.txt")
    git("-C", str(clone), "commit", "-qm", "By push")
    git("-C", str(clone), "push", "-q")
    head = git("-C", str(clone), "rev-parse", "HEAD").strip()
    assert mona.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"] == head
    assert hub.deliveries[-1].event == "push"
    with pytest.raises(subprocess.CalledProcessError):
        git("-C", str(clone), "push", "-q", f"{hub.web}/mona/list.git", "main:other")


@pytest.mark.parametrize(
    ("exchange", "fault"),
    [
        pytest.param(Exchange("GET", None, "/x", None, 404, {}), "no such route", id="an unknown route"),
        pytest.param(Exchange("GET", "/user", "", None, 200, {"login": "x"}), "not valid", id="a missing field"),
        pytest.param(Exchange("GET", "/user", "", None, 418, None), "does not answer 418", id="an odd status"),
        pytest.param(
            Exchange("POST", "/repos/{owner}/{repo}/issues", "", {"body": "x"}, 201, None), "title", id="a bad request"
        ),
        pytest.param(
            Exchange("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", "", None, 204, None),
            None,
            id="a good one",
        ),
    ],
)
def test_the_gate_goes_red(exchange: Exchange, fault: str | None) -> None:
    gate = Gate()
    gate.check_exchange(exchange)
    assert (fault is None) == (gate.faults == [])
    assert fault is None or fault in gate.faults[0]


def test_the_gate_goes_red_for_a_webhook(hub: LocalHub, kim: Guest) -> None:
    kim.ask("POST", f"{REPOSITORY}/issues", title="A")
    good = hub.deliveries[-1]
    gate = Gate()
    gate.check_delivery(good)
    assert gate.faults == []
    gate.check_delivery(
        Delivery(good.guid, good.hook, "issues", "opened", good.body.replace(b'"node_id"', b'"nodeid"'))
    )
    assert any("node_id" in fault for fault in gate.faults)


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        pytest.param("*/*", 200, "application/json", id="anything"),
        pytest.param("application/vnd.github+json", 200, "application/json", id="GitHub's"),
        pytest.param("application/vnd.github.antiope-preview+json", 200, "application/json", id="an old preview"),
        pytest.param("text/html, application/vnd.github.v3.diff", 200, "application/vnd.github.v3.diff", id="a diff"),
        pytest.param("application/vnd.github.v3.patch", 415, "application/json", id="patches, which are not served"),
        pytest.param("application/vnd.github.nonsense", 415, "application/json", id="no form at all"),
        pytest.param("text/html", 415, "application/json", id="a page"),
    ],
)
def test_a_request_is_answered_in_the_form_that_it_wants_or_refused(
    mona: Guest, kim: Guest, accept: str, status: int, media: str
) -> None:
    number = propose(kim, {"new.txt": "new\n"})
    address = f"{mona.hub.api}{REPOSITORY}/pulls/{number}"
    answer = CLIENT.get(address, headers={"Authorization": f"Bearer {mona.token}", "Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (status, media)
    assert answer.text.startswith("diff --git ") is media.endswith("diff")
