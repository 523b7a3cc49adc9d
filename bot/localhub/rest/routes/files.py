"""Files, branches and histories of repositories."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from bot.localhub import operations
from bot.localhub.git.objects import GitCommit
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.objects import (
    branch_json,
    commit_json,
    comparison_json,
    content_json,
    file_json,
    folder_entry_json,
    listed_commit_json,
)
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.state.repositories import LocalRepository


@route("GET", "/repos/{owner}/{repo}/readme", "contents:read")
def get_readme(call: Call) -> Any:
    return read_file(call, call.repository, "README.md")


def write_raw(call: Call) -> str:
    """Return a file's text as it is."""
    ref, path = call.query.get("ref", call.repository.default_branch), call.args["path"].strip("/")
    found = call.repository.git.find(f"{ref}:{path}")
    if found is None or found[1] != "blob":
        raise RequestError(404, "Not Found")
    return found[2].decode("utf-8", "replace")


@route("GET", "/repos/{owner}/{repo}/contents/{path}", "contents:read", raw=write_raw)
def get_content(call: Call) -> Any:
    """Return a file, or the files of a folder."""
    return read_file(call, call.repository, call.args["path"].strip("/"))


def read_file(call: Call, repository: LocalRepository, path: str) -> Any:
    ref = call.query.get("ref", repository.default_branch)
    sha, kind, content = require(repository.git.find(f"{ref}:{path}"))
    if kind == "blob":
        return content_json(call.site, repository, path, ref, sha, content)
    entries = ((f"{path}/{entry.path}".strip("/"), entry) for entry in repository.git.tree(sha))
    return [folder_entry_json(call.site, repository, name, ref, entry) for name, entry in entries]


@route("PUT", "/repos/{owner}/{repo}/contents/{path}", "contents:write")
def put_content(call: Call) -> Any:
    """Write a file as a commit of its own; a file that is there is replaced only by who names its sha."""
    repository, path = call.repository, call.args["path"].strip("/")
    branch = call.text("branch", repository.default_branch)
    head = require(repository.git.resolve(f"refs/heads/{branch}"), f"Branch {branch} not found")
    old = repository.git.resolve(f"{head}:{path}")
    if old and "sha" not in call.body:
        raise RequestError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if call.body.get("sha", old) != old:
        raise RequestError(409, f"{path} does not match {call.body['sha']}")
    try:
        content = base64.b64decode(call.text("content"))
    except binascii.Error as error:
        raise RequestError(422, "content is not valid Base64") from error
    blob = repository.git.write_blob(content)
    commit = commit_file(call, branch, path, content)
    answer = {
        "content": content_json(call.site, repository, path, branch, blob, content),
        "commit": commit_json(call.site, repository, commit),
    }
    return Reply(200 if old else 201, answer)


@route("DELETE", "/repos/{owner}/{repo}/contents/{path}", "contents:write")
def delete_content(call: Call) -> Any:
    """Delete a file as a commit of its own, for who names its sha."""
    repository, path = call.repository, call.args["path"].strip("/")
    branch = call.text("branch", repository.default_branch)
    old = require(repository.git.resolve(f"refs/heads/{branch}:{path}"))
    if call.text("sha") != old:
        raise RequestError(409, f"{path} does not match {call.body['sha']}")
    return {"content": None, "commit": commit_json(call.site, repository, commit_file(call, branch, path, None))}


def commit_file(call: Call, branch: str, path: str, content: bytes | None) -> GitCommit:
    """Commit one file; here a protected branch is a conflict."""
    try:
        return operations.commit_files(call.repository, call.user, branch, {path: content}, call.text("message"))
    except RequestError as refusal:
        if refusal.status == 422 and "rule violations" in str(refusal):
            raise RequestError(409, str(refusal)) from refusal
        raise


@route("GET", "/repos/{owner}/{repo}/branches", "contents:read")
def list_branches(call: Call) -> Any:
    refs = call.repository.git.refs("refs/heads/")
    return [branch_json(call.site, call.repository, ref, sha) for ref, sha in refs.items()]


@route("GET", "/repos/{owner}/{repo}/commits", "contents:read")
def list_commits(call: Call) -> Any:
    """Return the newest commits of a branch, or those that change a file."""
    repository = call.repository
    start = require(repository.git.resolve(f"{call.query.get('sha', repository.default_branch)}^{{commit}}"))
    commits = repository.git.log(start, 1000, call.query.get("path"))
    return [listed_commit_json(call.site, repository, commit) for commit in commits]


@route("GET", "/repos/{owner}/{repo}/commits/{ref}", "contents:read")
def get_commit(call: Call) -> Any:
    repository = call.repository
    sha = repository.git.resolve(f"{call.args['ref']}^{{commit}}")
    commit = repository.git.read_commit(sha) if sha else None
    if commit is None:
        raise RequestError(422, f"No commit found for SHA: {call.args['ref']}")
    files = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
    return {
        **listed_commit_json(call.site, repository, commit),
        "stats": {
            "additions": sum(file.additions for file in files),
            "deletions": sum(file.deletions for file in files),
            "total": sum(file.additions + file.deletions for file in files),
        },
        "files": [file_json(call.site, repository, file, commit.sha) for file in files],
    }


@route("GET", "/repos/{owner}/{repo}/compare/{basehead}", "contents:read")
def compare(call: Call) -> Any:
    """Compare two commits, "base...head" with branches here or "owner:branch" of a fork."""
    base, dots, head = call.args["basehead"].partition("...")
    git = call.repository.git
    commits = [git.read_commit(sha) if sha else None for sha in (find_end(call, base), find_end(call, head))]
    if not dots or commits[0] is None or commits[1] is None:
        raise RequestError(404, "Not Found")
    if git.merge_base(commits[0].sha, commits[1].sha) is None:
        raise RequestError(404, f"No common ancestor between {base} and {head}.")
    return comparison_json(call.site, call.repository, commits[0], commits[1], call.args["basehead"])


def find_end(call: Call, name: str) -> str | None:
    """Return the commit that one end of a comparison names; forks share their objects on GitHub."""
    if ":" not in name:
        return call.repository.git.resolve(f"{name}^{{commit}}")
    source, branch = operations.find_head(call.repository, name)
    sha = source.git.resolve(f"refs/heads/{branch}")
    if sha and source is not call.repository:
        call.repository.git.take_objects(source.git)
    return sha
