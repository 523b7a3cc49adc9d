"""Git's own objects: commits, trees, blobs and refs."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.git.objects import Signature
from bot.localhub.git.process import GitError
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.objects import blob_json, commit_json, ref_json, tree_json
from bot.localhub.rest.call import Call, Reply, route


@route("GET", "/repos/{owner}/{repo}/git/commits/{commit_sha}", "contents:read")
def get_commit(call: Call) -> Any:
    return commit_json(call.site, call.repository, require(call.repository.git.read_commit(call.args["commit_sha"])))


@route("POST", "/repos/{owner}/{repo}/git/commits", "contents:write")
def create_commit(call: Call) -> Any:
    """Create a commit that no ref holds yet."""
    operations.require_role(call.repository, call.user, "write")
    git, tree, parents = call.repository.git, call.text("tree"), call.body.get("parents", [])
    if git.resolve(f"{tree}^{{tree}}") is None or any(git.read_commit(parent) is None for parent in parents):
        raise RequestError(422, "Tree SHA or parent does not exist")
    author = read_signature(call, "author", call.world.signature(call.user))
    committer = read_signature(call, "committer", author)
    sha = git.commit(tree, parents, call.text("message"), author=author, committer=committer)
    commit = git.read_commit(sha)
    return Reply(201, commit_json(call.site, call.repository, commit) if commit else None)


def read_signature(call: Call, role: str, default: Signature) -> Signature:
    who = call.body.get(role)
    return Signature(who["name"], who["email"], who.get("date") or default.date) if who else default


@route("GET", "/repos/{owner}/{repo}/git/trees/{tree_sha}", "contents:read")
def get_tree(call: Call) -> Any:
    git = call.repository.git
    sha = require(git.resolve(f"{call.args['tree_sha']}^{{tree}}"))
    return tree_json(call.site, call.repository, sha, git.tree(sha, recursive=bool(call.query.get("recursive"))))


@route("POST", "/repos/{owner}/{repo}/git/trees", "contents:write")
def create_tree(call: Call) -> Any:
    """Create a tree from another and changes to it; a null sha takes a file out."""
    operations.require_role(call.repository, call.user, "write")
    git = call.repository.git
    changes = []
    for entry in call.body.get("tree", []):
        sha = git.write_blob(entry["content"].encode()) if "content" in entry else entry.get("sha")
        changes.append((entry.get("mode", "100644"), entry["path"], sha))
    try:
        sha = git.write_tree(call.body.get("base_tree"), changes)
    except GitError as error:
        raise RequestError(422, "tree.sha is not valid") from error
    return Reply(201, tree_json(call.site, call.repository, sha, git.tree(sha)))


@route("GET", "/repos/{owner}/{repo}/git/blobs/{file_sha}", "contents:read")
def get_blob(call: Call) -> Any:
    content = require(call.repository.git.read_blob(call.args["file_sha"]))
    return blob_json(call.site, call.repository, call.args["file_sha"], content)


@route("GET", "/repos/{owner}/{repo}/git/ref/{ref}", "contents:read")
def get_ref(call: Call) -> Any:
    ref = f"refs/{call.args['ref']}"
    sha = require(call.repository.git.resolve(ref))
    return ref_json(call.site, call.repository, ref, sha)


@route("POST", "/repos/{owner}/{repo}/git/refs", "contents:write")
def create_ref(call: Call) -> Any:
    ref, sha = call.text("ref"), call.text("sha")
    if not ref.startswith(("refs/heads/", "refs/tags/")):
        raise RequestError(422, "Reference name must start with 'refs/heads/' or 'refs/tags/'")
    operations.move_ref(call.repository, call.user, ref, sha, create=True)
    return Reply(201, ref_json(call.site, call.repository, ref, sha))


@route("PATCH", "/repos/{owner}/{repo}/git/refs/{ref}", "contents:write")
def update_ref(call: Call) -> Any:
    ref, sha = f"refs/{call.args['ref']}", call.text("sha")
    operations.move_ref(call.repository, call.user, ref, sha, force=bool(call.body.get("force")))
    return ref_json(call.site, call.repository, ref, sha)


@route("DELETE", "/repos/{owner}/{repo}/git/refs/{ref}", "contents:write")
def delete_ref(call: Call) -> Any:
    operations.move_ref(call.repository, call.user, f"refs/{call.args['ref']}", None, force=True)
    return Reply(204, None)
