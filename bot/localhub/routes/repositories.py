"""Accounts, repositories, their files and who may do what in them."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from bot.localhub.deeds import RefusalError
from bot.localhub.rest import Call, Reply, names, route
from bot.localhub.world import Repository


@route("GET", "/user")
def get_user(call: Call) -> Any:
    """Return the account that asks."""
    return call.shapes.public_user(call.user)


@route("GET", "/users/{username}")
def get_account(call: Call) -> Any:
    """Return an account."""
    user = call.world.user(call.args["username"])
    if user is None:
        raise RefusalError(404, "Not Found")
    return call.shapes.public_user(user)


@route("GET", "/repos/{owner}/{repo}")
def get_repository(call: Call) -> Any:
    """Return a repository."""
    return call.shapes.full_repository(call.repository, call.token.user if call.token else None)


@route("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission")
def get_permission(call: Call) -> Any:
    """Return what an account may do; only those who may write can ask."""
    call.deeds.require(call.repository, call.user, "write")
    user = call.world.user(call.args["username"])
    if user is None:
        raise RefusalError(404, "Not Found")
    role = call.world.role(call.repository, user)
    coarse = {"maintain": "write", "triage": "read"}.get(role, role)
    levels = ("pull", "triage", "push", "maintain", "admin")
    needs = ("read", "triage", "write", "maintain", "admin")
    rights = {level: call.world.may(call.repository, user, need) for level, need in zip(levels, needs, strict=True)}
    return {
        "permission": coarse,
        "role_name": role,
        "user": {**call.shapes.user(user), "role_name": role, "permissions": rights},
    }


@route("POST", "/repos/{owner}/{repo}/forks", "administration:read")
def create_fork(call: Call) -> Any:
    """Copy a repository to the asker's account; asking again gives the first copy."""
    return Reply(202, call.shapes.full_repository(call.deeds.fork(call.repository, call.user), call.user))


@route("GET", "/repos/{owner}/{repo}/labels")
def list_labels(call: Call) -> Any:
    """Return all labels."""
    return [call.shapes.label(call.repository, label) for label in call.repository.labels]


@route("POST", "/repos/{owner}/{repo}/labels", "issues:write")
def create_label(call: Call) -> Any:
    """Create a label."""
    call.deeds.require(call.repository, call.user, "triage")
    color, description = call.text("color", "ededed"), call.text("description", "")
    label = call.deeds.create_label(call.repository, call.text("name"), color, description)
    return Reply(201, call.shapes.label(call.repository, label))


@route("GET", "/repos/{owner}/{repo}/labels/{name}")
def get_label(call: Call) -> Any:
    """Return a label."""
    label = call.repository.label(call.args["name"])
    if label is None:
        raise RefusalError(404, "Not Found")
    return call.shapes.label(call.repository, label)


@route("GET", "/repos/{owner}/{repo}/readme")
def get_readme(call: Call) -> Any:
    """Return the README at the top."""
    return read_file(call, call.repository, "README.md")


@route("GET", "/repos/{owner}/{repo}/contents/{path}")
def get_content(call: Call) -> Any:
    """Return a file, or the files of a folder."""
    return read_file(call, call.repository, call.args["path"].strip("/"))


def read_file(call: Call, repository: Repository, path: str) -> Any:
    """Return a file or folder at the ref that the query names."""
    ref = call.query.get("ref", repository.default_branch)
    found = repository.git.find(f"{ref}:{path}")
    if found is None:
        raise RefusalError(404, "Not Found")
    sha, kind, content = found
    if kind == "blob":
        return call.shapes.content(repository, path, ref, sha, content)
    entries = ((f"{path}/{entry.path}".strip("/"), entry) for entry in repository.git.tree(sha))
    return [call.shapes.folder_entry(repository, name, ref, entry) for name, entry in entries]


@route("PUT", "/repos/{owner}/{repo}/contents/{path}", "contents:write")
def put_content(call: Call) -> Any:
    """Write a file as a commit of its own; a file that is there is replaced only by who names its sha."""
    repository, path = call.repository, call.args["path"].strip("/")
    branch = call.text("branch", repository.default_branch)
    head = repository.git.resolve(f"refs/heads/{branch}")
    if head is None:
        raise RefusalError(404, f"Branch {branch} not found")
    old = repository.git.resolve(f"{head}:{path}")
    if old and "sha" not in call.body:
        raise RefusalError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if call.body.get("sha", old) != old:
        raise RefusalError(409, f"{path} does not match {call.body['sha']}")
    try:
        content = base64.b64decode(call.text("content"))
    except binascii.Error as error:
        raise RefusalError(422, "content is not valid Base64") from error
    blob = repository.git.write_blob(content)
    commit = call.deeds.commit_files(repository, call.user, branch, {path: content}, call.text("message"))
    answer = {
        "content": call.shapes.content(repository, path, branch, blob, content),
        "commit": call.shapes.commit(repository, commit),
    }
    return Reply(200 if old else 201, answer)


@route("GET", "/repos/{owner}/{repo}/branches")
def list_branches(call: Call) -> Any:
    """Return all branches."""
    refs = call.repository.git.refs("refs/heads/")
    root = f"{call.shapes.api}/repos/{call.repository.full_name}/commits"
    return [
        {
            "name": ref.removeprefix("refs/heads/"),
            "commit": {"sha": sha, "url": f"{root}/{sha}"},
            "protected": False,
        }
        for ref, sha in refs.items()
    ]


@route("GET", "/repos/{owner}/{repo}/commits")
def list_commits(call: Call) -> Any:
    """Return the newest commits of a branch, or those that change a file."""
    repository = call.repository
    start = repository.git.resolve(f"{call.query.get('sha', repository.default_branch)}^{{commit}}")
    if start is None:
        raise RefusalError(404, "Not Found")
    commits = repository.git.log(start, 1000, call.query.get("path"))
    return [call.shapes.listed_commit(repository, commit) for commit in commits]


@route("GET", "/repos/{owner}/{repo}/commits/{ref}")
def get_commit(call: Call) -> Any:
    """Return a commit with what it changes."""
    repository = call.repository
    sha = repository.git.resolve(f"{call.args['ref']}^{{commit}}")
    commit = repository.git.read_commit(sha) if sha else None
    if commit is None:
        raise RefusalError(422, f"No commit found for SHA: {call.args['ref']}")
    files = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
    return {
        **call.shapes.listed_commit(repository, commit),
        "stats": {
            "additions": sum(file.additions for file in files),
            "deletions": sum(file.deletions for file in files),
            "total": sum(file.additions + file.deletions for file in files),
        },
        "files": [call.shapes.file(repository, file, commit.sha) for file in files],
    }


@route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues:write")
def add_labels(call: Call) -> Any:
    """Put labels on a thread."""
    thread = call.thread()
    call.deeds.add_labels(call.repository, thread, call.user, names(call.body.get("labels")))
    return [call.shapes.label(call.repository, label) for label in thread.labels]


@route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/labels")
def list_thread_labels(call: Call) -> Any:
    """Return a thread's labels."""
    return [call.shapes.label(call.repository, label) for label in call.thread().labels]


@route("DELETE", "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", "issues:write")
def remove_label(call: Call) -> Any:
    """Take a label off a thread."""
    thread = call.thread()
    call.deeds.remove_label(call.repository, thread, call.user, call.args["name"])
    return [call.shapes.label(call.repository, label) for label in thread.labels]
