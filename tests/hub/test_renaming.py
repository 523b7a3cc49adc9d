"""A list is renamed or transferred: what the bot writes arrives under the new name, or is an error."""

import pytest

from bot.hub.client import Client
from bot.hub.gateway import RenamedError
from bot.workflow.changes import AddLabel, CommitFiles, OpenPull, PushBranch, Report, WriteComment
from bot.workflow.thread import branch_name
from tests.localhub.guests import REPOSITORY, Guest
from tests.localhub.traffic import WatchedHub

FILES = {"data/papers/two.yaml": 'title: "Two"\n'}


@pytest.fixture
def number(mona: Guest) -> int:
    number: int = mona.ask("POST", f"{REPOSITORY}/issues", title="A").json()["number"]
    return number


def test_what_is_written_after_a_rename_arrives(client: Client, hub: WatchedHub, number: int) -> None:
    hub.rename("mona/list", "papers")
    thread = client.read_thread(number)
    assert thread is not None
    assert client.repository == thread.repository.name == "mona/papers"
    head, branch = thread.repository.head, branch_name(number)
    client.apply(
        [
            WriteComment(number, "Hello"),
            AddLabel(number, "paper: ready"),
            PushBranch(branch, head, None, FILES, "Two"),
            OpenPull(branch, "main", "Two", "A body"),
            Report(head, "success", "Fine", "Nothing to mend"),
            CommitFiles("main", head, {"data/README.md": "# Papers\n"}, "Render", "squash"),
        ]
    )
    repository = hub.repository("mona/papers")
    issue, pull = repository.threads[number], repository.threads[number + 1]
    assert [comment.body for comment in issue.comments] == ["Hello"]
    assert [label.name for label in issue.labels] == ["paper: ready"]
    assert pull.title == "Two"
    assert [status.context for status in repository.statuses[head]] == ["paperclerk"]
    assert client.read_text(repository.git.refs("refs/heads/")["refs/heads/main"], "data/README.md") == "# Papers\n"


def test_a_write_to_the_old_name_is_no_success(client: Client, hub: WatchedHub, number: int) -> None:
    hub.rename("mona/list", "papers")
    with pytest.raises(RenamedError, match="mona/list"):
        client.gateway.rest("POST", f"/issues/{number}/labels", labels=["paper: ready"])
    assert hub.repository("mona/papers").threads[number].labels == []


def test_what_is_read_under_the_old_name_is_found(client: Client, hub: WatchedHub, number: int) -> None:
    hub.rename("mona/list", "papers")
    assert client.has_thread(number)
    assert client.read_permission("mona") == "admin"
