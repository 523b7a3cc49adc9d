"""PyGithub does a maintainer's work on the local GitHub, and hears by name what is not served."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from github import Auth, Github, GithubException
from github.ContentFile import ContentFile
from github.Repository import Repository

from tests.clients.ground import LIST, Ground, open_ground
from tests.localhub.gate import Gate


@pytest.fixture
def ground(tmp_path: Path, gate: Gate) -> Iterator[Ground]:
    with open_ground(tmp_path, gate) as ground:
        yield ground


def log_in(ground: Ground, login: str) -> Github:
    return Github(
        auth=Auth.Token(ground.token(login)),
        base_url=ground.hub.api,
        seconds_between_requests=0,
        seconds_between_writes=0,
        retry=None,
    )


def test_issues_with_their_comments_labels_and_locks(ground: Ground) -> None:
    github = log_in(ground, "owner")
    mine = github.get_repo(LIST)
    issue = mine.create_issue("One", body="B")
    assert [each.number for each in mine.get_issues(state="all")] == [issue.number]
    issue.edit(title="Two", body="C")
    comment = issue.create_comment("Hello")
    comment.edit("Anew")
    assert [each.body for each in issue.get_comments()] == ["Anew"]
    assert comment.create_reaction("rocket").content == "rocket"
    label = mine.create_label("bug", "ff0000", "Wrong")
    issue.add_to_labels("bug")
    issue.set_labels("bug", "more")
    issue.remove_from_labels("more")
    label.edit("bugs", "00ff00", "Right")
    assert [(each.name, each.color) for each in mine.get_issue(issue.number).labels] == [("bugs", "00ff00")]
    issue.delete_labels()
    label.delete()
    assert [each.name for each in mine.get_labels()] == ["more"]
    issue.lock("resolved")
    assert mine.get_issue(issue.number).locked
    issue.unlock()
    issue.edit(state="closed", state_reason="not_planned")
    assert {event.event for event in issue.get_events()} >= {"labeled", "unlabeled", "closed"}
    found = github.search_issues(f'repo:{LIST} is:issue state:closed author:owner "Two"')
    assert [each.number for each in found] == [issue.number]
    assert github.search_issues(f"repo:{LIST} is:pr").totalCount == 0


def change_files(mine: Repository) -> None:
    """Change, add and delete a file on a branch of its own."""
    mine.create_git_ref("refs/heads/topic", mine.get_branch("main").commit.sha)
    text = mine.get_contents("README.md", ref="topic")
    old = mine.get_contents("docs/a.md", ref="topic")
    assert isinstance(text, ContentFile)
    assert isinstance(old, ContentFile)
    mine.update_file("README.md", "Change", "# L\n", text.sha, branch="topic")
    mine.create_file("new.md", "Add", "x\n", branch="topic")
    mine.delete_file("docs/a.md", "Delete", old.sha, branch="topic")


def test_files_and_a_pull_request_from_its_branch_to_its_merge(ground: Ground) -> None:
    mine, others = (log_in(ground, login).get_repo(LIST) for login in ("owner", "person"))
    change_files(mine)
    assert [each.name for each in mine.get_branches()] == ["main", "topic"]
    assert mine.compare("main", "topic").ahead_by == 3
    pull = mine.create_pull("main", "topic", title="P", body="B")
    pull.edit(title="Q")
    assert {(file.filename, file.status) for file in pull.get_files()} == {
        ("README.md", "modified"),
        ("new.md", "added"),
        ("docs/a.md", "removed"),
    }
    assert pull.get_commits().totalCount == 3
    pull.as_issue().create_comment("On the whole")
    head = mine.get_commit(pull.head.sha)
    seen = others.get_pull(pull.number)
    seen.create_review_comment("On a line", head, "README.md", line=1)
    seen.create_review(body="Fine", event="APPROVE")
    assert [review.state for review in pull.get_reviews()] == ["COMMENTED", "APPROVED"]
    head.create_status("success", context="ci")
    assert head.get_combined_status().state == "success"
    assert not pull.is_merged()
    assert pull.merge(merge_method="squash").merged
    mine.get_git_ref("heads/topic").delete()
    assert next(iter(mine.get_commits())).commit.message.startswith("Q")
    assert mine.get_readme().decoded_content == b"# L\n"


def test_releases_people_and_settings(ground: Ground) -> None:
    mine = log_in(ground, "owner").get_repo(LIST)
    release = mine.create_git_release("v1", "One", "Notes")
    assert mine.get_latest_release().tag_name == "v1"
    assert [tag.name for tag in mine.get_tags()] == ["v1"]
    release.update_release("Two", "More notes")
    draft = mine.create_git_release("v2", "Later", "", draft=True)
    assert [each.name for each in mine.get_releases()] == ["Later", "Two"]
    assert [each.name for each in log_in(ground, "person").get_repo(LIST).get_releases()] == ["Later", "Two"]
    draft.delete_release()
    assert [(each.login, each.role_name) for each in mine.get_collaborators()] == [
        ("owner", "admin"),
        ("person", "write"),
    ]
    assert mine.get_collaborator_permission("person") == "write"
    mine.replace_topics(["papers"])
    assert mine.get_topics() == ["papers"]
    assert list(mine.get_milestones()) == []
    mine.edit(allow_auto_merge=True)
    assert log_in(ground, "person").get_repo(LIST).create_fork().full_name == "person/list"


@pytest.mark.parametrize(
    ("call", "address"),
    [
        pytest.param(lambda repo: repo.create_milestone("M"), "POST /repos/owner/list/milestones", id="milestones"),
        pytest.param(lambda repo: list(repo.get_workflows()), "GET /repos/owner/list/actions", id="workflows"),
        pytest.param(lambda repo: list(repo.get_stargazers()), "GET /repos/owner/list/stargazers", id="stars"),
        pytest.param(
            lambda repo: repo.create_hook("web", {"url": "http://x"}), "POST /repos/owner/list/hooks", id="webhooks"
        ),
        pytest.param(
            lambda repo: repo.create_issue("A", assignees=["owner"]).add_to_assignees("owner"),
            "POST /repos/owner/list/issues/1/assignees",
            id="who is assigned",
        ),
    ],
)
def test_what_is_not_served_is_refused_by_name(
    tmp_path: Path, call: Callable[[Repository], object], address: str
) -> None:
    with open_ground(tmp_path, Gate()) as ground, pytest.raises(GithubException) as refused:
        call(log_in(ground, "owner").get_repo(LIST))
    assert refused.value.status == 501
    assert f"the local GitHub does not serve {address}" in str(refused.value.data)


@pytest.mark.parametrize("word", ["milestone:M", "is:draft", "commenter:owner", 'label:"open'])
def test_a_search_for_what_is_not_known_is_refused(ground: Ground, word: str) -> None:
    with pytest.raises(GithubException) as refused:
        list(log_in(ground, "owner").search_issues(f"repo:{LIST} {word}"))
    assert refused.value.status == 422
