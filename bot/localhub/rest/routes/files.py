"""Files of repositories, read and written."""

import base64
import binascii
from typing import Any

from bot.localhub.git.storing import GitCommit
from bot.localhub.operations import branches
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.objects import commit_json, content_json, folder_entry_json
from bot.localhub.rest.call import REPO, Call, Reply, Route

CONTENT = f"{REPO}/contents/{{path}}"
READ, WRITE = "contents:read", "contents:write"


def find_path(call: Call) -> str:
    return call.args["path"].strip("/")


def write_raw(call: Call) -> str:
    ref = call.query.get("ref", call.repository.default_branch)
    return require(call.repository.git.read_text(f"{ref}:{find_path(call)}"))


def read_file(call: Call, path: str) -> Any:
    git, ref = call.repository.git, call.query.get("ref", call.repository.default_branch)
    sha, kind, content = require(git.find(f"{ref}:{path}"))
    if kind == "blob":
        return call.show(content_json, path, ref, sha, content)
    return [call.show(folder_entry_json, f"{path}/{entry.path}".strip("/"), ref, entry) for entry in git.tree(sha)]


def put_content(call: Call) -> Any:
    """Write a file as a commit of its own; an existing file is replaced only if the request has its sha."""
    git, path = call.repository.git, find_path(call)
    branch = call.text("branch", call.repository.default_branch)
    head = require(git.resolve(f"refs/heads/{branch}"), f"Branch {branch} not found")
    old = git.resolve(f"{head}:{path}")
    if old and "sha" not in call.body:
        raise RequestError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if call.body.get("sha", old) != old:
        raise RequestError(409, f"{path} does not match {call.body['sha']}")
    try:
        content = base64.b64decode(call.text("content"))
    except binascii.Error as error:
        raise RequestError(422, "content is not valid Base64") from error
    commit = commit_file(call, branch, path, content)
    shown = call.show(content_json, path, branch, git.write_blob(content), content)
    return Reply(200 if old else 201, {"content": shown, "commit": call.show(commit_json, commit)})


def delete_content(call: Call) -> Any:
    path, branch = find_path(call), call.text("branch", call.repository.default_branch)
    old = require(call.repository.git.resolve(f"refs/heads/{branch}:{path}"))
    if call.text("sha") != old:
        raise RequestError(409, f"{path} does not match {call.body['sha']}")
    return {"content": None, "commit": call.show(commit_json, commit_file(call, branch, path, None))}


def commit_file(call: Call, branch: str, path: str, content: bytes | None) -> GitCommit:
    """Commit one file; here a protected branch is a conflict."""
    try:
        return branches.commit_files(call.repository, call.user, branch, {path: content}, call.text("message"))
    except RequestError as refusal:
        if refusal.status == 422 and "rule violations" in str(refusal):
            raise RequestError(409, str(refusal)) from refusal
        raise


ROUTES = (
    Route("GET", f"{REPO}/readme", READ, lambda call: read_file(call, "README.md")),
    Route("GET", CONTENT, READ, lambda call: read_file(call, find_path(call)), {"raw": write_raw}),
    Route("PUT", CONTENT, WRITE, put_content),
    Route("DELETE", CONTENT, WRITE, delete_content),
)
