"""The list's files at the newest commit are right, whoever changed them, and asked for only where others did."""

import base64
from collections.abc import Mapping

import pytest

from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.seal import Seal
from bot.workflow.changes import CommitFiles
from bot.workflow.hub import MovedError
from tests.localhub.guests import REPOSITORY, Guest, propose
from tests.localhub.traffic import Fault, WatchedHub

CONFIG = ".github/paperclerk.yml"
ONE, TWO = "data/papers/one.yaml", "data/papers/two.yaml"
START = {"README.md": "# List\n", "catalogue.yaml": "a: 1\n", "papers/one.yaml": 'title: "One"\n'}


def read(client: Client) -> tuple[str | None, Mapping[str, str]]:
    """Read the list at the newest commit as the workflow does."""
    head = client.read_repository("paperclerk/list").repository.head
    return client.read_text(head, CONFIG), client.read_folder(head, "data")


def asked(hub: WatchedHub, before: int) -> list[str]:
    return [request.operation for request in hub.requests[before:]]


def push(mona: Guest, path: str, text: str) -> None:
    content = base64.b64encode(text.encode()).decode()
    assert mona.ask("PUT", f"{REPOSITORY}/contents/{path}", message="m", content=content).status_code == 201


def write(client: Client, files: Mapping[str, str | None]) -> None:
    head = client.nodes.head
    client.apply((CommitFiles("main", head, files, "m", "squash"),))


@pytest.mark.parametrize(
    ("files", "config", "folder"),
    [
        pytest.param({TWO: "2\n"}, "", {**START, "papers/two.yaml": "2\n"}, id="a new paper"),
        pytest.param({ONE: "1\n"}, "", {**START, "papers/one.yaml": "1\n"}, id="a changed paper"),
        pytest.param({ONE: None}, "", {k: v for k, v in START.items() if "one" not in k}, id="a removed paper"),
        pytest.param({TWO: "2\n", ONE: None, "data/README.md": "# 2\n"}, "", None, id="a paper for another"),
        pytest.param({CONFIG: "a: b\n"}, "a: b\n", START, id="settings"),
        pytest.param({CONFIG: None}, None, START, id="no settings"),
        pytest.param({"notes.md": "x", "data/papers/old/x.yaml": "x", "data/x.txt": "x"}, "", START, id="others"),
    ],
)
def test_what_the_bot_wrote_is_known_without_asking(
    hub: WatchedHub,
    client: Client,
    connection: Connection,
    files: Mapping[str, str | None],
    config: str | None,
    folder: Mapping[str, str] | None,
) -> None:
    assert read(client) == ("", START)
    write(client, files)
    before = len(hub.requests)
    found = read(client)
    assert asked(hub, before) == ["Repository"]
    fresh = read(Client(client.gateway, "mona/list", seal=Seal(), signs=True))
    assert found == fresh
    if folder is not None:
        assert found == (config, folder)


def test_what_others_did_is_asked_for_whatever_the_bot_wrote_meanwhile(
    hub: WatchedHub, client: Client, mona: Guest
) -> None:
    read(client)
    write(client, {TWO: "2\n"})
    push(mona, "data/papers/three.yaml", "3\n")
    before = len(hub.requests)
    assert read(client)[1] == {**START, "papers/two.yaml": "2\n", "papers/three.yaml": "3\n"}
    assert asked(hub, before) == ["Repository", "Files", "Blobs"]


def test_a_commit_that_did_not_come_to_the_list_is_not_taken_for_it(client: Client, mona: Guest) -> None:
    read(client)
    head = client.nodes.head
    push(mona, TWO, "of mona\n")
    with pytest.raises(MovedError):
        client.apply((CommitFiles("main", head, {TWO: "2\n"}, "m", "squash"),))
    assert read(client)[1]["papers/two.yaml"] == "of mona\n"


def test_two_commits_in_a_row_are_known_both(hub: WatchedHub, client: Client) -> None:
    read(client)
    write(client, {TWO: "2\n"})
    read(client)
    write(client, {TWO: None, ONE: "1\n"})
    before = len(hub.requests)
    assert read(client)[1] == {**START, "papers/one.yaml": "1\n"}
    assert asked(hub, before) == ["Repository"]


def test_two_commits_without_a_look_between_them_are_asked_for(hub: WatchedHub, client: Client) -> None:
    read(client)
    write(client, {TWO: "2\n"})
    client.nodes.head = hub.repository("mona/list").git.refs("refs/heads/")["refs/heads/main"]
    write(client, {ONE: "1\n"})
    assert read(client)[1] == {**START, "papers/one.yaml": "1\n", "papers/two.yaml": "2\n"}


def test_another_folder_is_asked_for(client: Client, mona: Guest) -> None:
    push(mona, "list/catalogue.yaml", "b: 2\n")
    read(client)
    head = client.nodes.head
    assert client.read_folder(head, "list") == {"catalogue.yaml": "b: 2\n"}
    assert client.read_folder(head, "data") == START


def test_an_older_commit_is_asked_for_and_the_newest_again(client: Client, mona: Guest) -> None:
    old = client.read_repository("paperclerk/list").repository.head
    push(mona, TWO, "2\n")
    assert read(client)[1] == {**START, "papers/two.yaml": "2\n"}
    assert client.read_folder(old, "data") == START
    assert read(client)[1] == {**START, "papers/two.yaml": "2\n"}


def test_looking_at_an_older_commit_costs_what_differs_and_the_way_back_nothing(
    hub: WatchedHub, client: Client, mona: Guest
) -> None:
    old = client.read_repository("paperclerk/list").repository.head
    push(mona, TWO, "2\n")
    read(client)
    before = len(hub.requests)
    client.read_folder(old, "data")
    read(client)
    assert asked(hub, before) == ["Files", "Repository", "Files"]


def test_a_folder_inside_another_is_read_whole(client: Client) -> None:
    read(client)
    head = client.nodes.head
    assert client.read_folder(head, "data/papers") == {"one.yaml": START["papers/one.yaml"]}
    assert client.read_folder(head, "data") == START


def test_nothing_is_lost_of_two_commits_of_which_only_the_second_is_looked_at(client: Client, mona: Guest) -> None:
    read(client)
    write(client, {TWO: "2\n"})
    client.read_repository("paperclerk/list")
    push(mona, "data/papers/three.yaml", "3\n")
    assert read(client)[1] == {**START, "papers/two.yaml": "2\n", "papers/three.yaml": "3\n"}


@pytest.mark.parametrize(
    "fault",
    [Fault("large", operation="Blobs", times=3), Fault("status", 502, operation="Blobs", times=3)],
    ids=["large", "slow"],
)
def test_what_is_too_much_at_once_is_asked_for_in_parts(
    hub: WatchedHub, client: Client, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr("bot.hub.read.file_cache.SURELY", 2)
    monkeypatch.setattr("bot.hub.read.file_cache.BLOBS_AT_ONCE", 3)
    hub.faults.add(fault)
    before = len(hub.requests)
    assert read(client)[1] == START
    sent = asked(hub, before)
    assert sent[-fault.times - 2 :] == ["Blobs"] * (fault.times + 2), "three at once fail, then come two and one"


def test_what_was_let_go_is_read_again(hub: WatchedHub, client: Client) -> None:
    first = read(client)
    client.let_go()
    before = len(hub.requests)
    assert read(client) == first
    assert "Blobs" in asked(hub, before)


def test_old_texts_are_forgotten(client: Client) -> None:
    read(client)
    for number in range(9):
        write(client, {"data/README.md": f"# {number}\n"})
        read(client)
    kept = [text for text in client.file_cache.texts.values() if str(text).startswith("# ")]
    assert kept == ["# 7\n", "# 8\n"]


@pytest.mark.parametrize(
    ("most", "read"),
    [
        pytest.param(6, ["1.md", "2.md", "3.md"], id="all"),
        pytest.param(5, ["1.md", "2.md"], id="what there is room for"),
        pytest.param(1, [], id="nothing, and no more is asked for"),
    ],
)
def test_of_a_request_no_more_is_read_than_there_is_room_for(
    hub: WatchedHub, client: Client, mona: Guest, monkeypatch: pytest.MonkeyPatch, most: int, read: list[str]
) -> None:
    hub.create_user("ada")
    monkeypatch.setattr("bot.hub.read.file_cache.MOST_BYTES", most)
    monkeypatch.setattr("bot.hub.read.file_cache.FILES_AT_ONCE", 1)
    number = propose(Guest(hub, "ada"), {f"{n}.md": "x\n" for n in (1, 2, 3)})
    head = mona.ask("GET", f"{REPOSITORY}/pulls/{number}").json()["head"]["sha"]
    files = client.read_diff(number, head, lambda path: True)
    assert [file.path for file in files if file.is_read] == read
    assert [file.after for file in files if file.is_read] == ["x\n"] * len(read)


def test_what_a_request_changes_is_never_that_of_another_commit_than_was_asked_for(client: Client, mona: Guest) -> None:
    tip = mona.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"]
    mona.ask("POST", f"{REPOSITORY}/git/refs", ref="refs/heads/more", sha=tip)
    heads = []
    for path in ("one.md", "two.md"):
        content = base64.b64encode(b"x").decode()
        made = mona.ask("PUT", f"{REPOSITORY}/contents/{path}", message="m", content=content, branch="more").json()
        heads.append(made["commit"]["sha"])
    number = mona.ask("POST", f"{REPOSITORY}/pulls", title="More", head="more", base="main").json()["number"]
    assert [file.path for file in client.read_diff(number, heads[1], lambda path: True)] == ["one.md", "two.md"]
    with pytest.raises(MovedError):
        client.read_diff(number, heads[0], lambda path: True)
