"""Git's own objects, branches, tags and histories."""

from typing import Any

from bot.localhub.git.process import GitError
from bot.localhub.git.storing import Signature
from bot.localhub.operations import branches, pulls
from bot.localhub.operations.refusal import RequestError, require, require_role
from bot.localhub.representations.names import link
from bot.localhub.representations.objects import (
    blob_json,
    branch_json,
    commit_json,
    comparison_json,
    file_json,
    listed_commit_json,
    ref_json,
    tree_json,
)
from bot.localhub.rest.call import PUBLIC, REPO, Call, Reply, Route

GIT = f"{REPO}/git"
READ, WRITE = "contents:read", "contents:write"
#: GitHub goes back no further.
MOST_COMMITS = 1000


def create_commit(call: Call) -> Any:
    require_role(call.repository, call.user, "write")
    git, tree, parents = call.repository.git, call.text("tree"), call.body.get("parents", [])
    if git.resolve(f"{tree}^{{tree}}") is None or any(git.read_commit(parent) is None for parent in parents):
        raise RequestError(422, "Tree SHA or parent does not exist")
    author = read_signature(call, "author", call.world.signature(call.user))
    committer = read_signature(call, "committer", author)
    sha = git.commit(tree, parents, call.text("message"), author=author, committer=committer)
    return Reply(201, call.show(commit_json, git.commit_at(sha)))


def read_signature(call: Call, role: str, default: Signature) -> Signature:
    who = call.body.get(role)
    return Signature(who["name"], who["email"], who.get("date") or default.date) if who else default


def get_tree(call: Call) -> Any:
    git = call.repository.git
    sha = require(git.resolve(f"{call.args['tree_sha']}^{{tree}}"))
    return call.show(tree_json, sha, git.tree(sha, recursive=bool(call.query.get("recursive"))))


def create_tree(call: Call) -> Any:
    """Create a tree from another and changes to it; a null sha takes a file out."""
    require_role(call.repository, call.user, "write")
    git = call.repository.git
    changes = []
    for entry in call.body.get("tree", []):
        sha = git.write_blob(entry["content"].encode()) if "content" in entry else entry.get("sha")
        changes.append((entry.get("mode", "100644"), entry["path"], sha))
    try:
        sha = git.write_tree(call.body.get("base_tree"), changes)
    except GitError as error:
        raise RequestError(422, "tree.sha is not valid") from error
    return Reply(201, call.show(tree_json, sha, git.tree(sha)))


def get_blob(call: Call) -> Any:
    sha, kind, content = require(call.repository.git.find(call.args["file_sha"]))
    return call.show(blob_json, sha, require(content if kind == "blob" else None))


def get_ref(call: Call) -> Any:
    ref = f"refs/{call.args['ref']}"
    return call.show(ref_json, ref, require(call.repository.git.resolve(ref)))


def create_ref(call: Call) -> Any:
    ref, sha = call.text("ref"), call.text("sha")
    if not ref.startswith(("refs/heads/", "refs/tags/")):
        raise RequestError(422, "Reference name must start with 'refs/heads/' or 'refs/tags/'")
    branches.move_ref(call.repository, call.user, ref, sha, create=True)
    return Reply(201, call.show(ref_json, ref, sha))


def update_ref(call: Call) -> Any:
    ref, sha = f"refs/{call.args['ref']}", call.text("sha")
    branches.move_ref(call.repository, call.user, ref, sha, force=bool(call.body.get("force")))
    return call.show(ref_json, ref, sha)


def list_branches(call: Call) -> Any:
    found = call.repository.git.refs("refs/heads/").items()
    shown = [call.show(branch_json, ref, sha) for ref, sha in found]
    wanted = call.query.get("protected")
    return [branch for branch in shown if wanted in ("", str(branch["protected"]).lower())]


def get_branch(call: Call) -> Any:
    repository, name = call.repository, call.args["branch"]
    sha = require(repository.git.resolve(f"refs/heads/{name}"), "Branch not found")
    url, short = call.site.repo(repository, f"/branches/{name}"), call.show(branch_json, name, sha)
    return {
        **short,
        "commit": call.show(listed_commit_json, repository.git.commit_at(sha)),
        "_links": {"self": url, "html": call.site.page(repository, f"/tree/{name}")},
        "protection": {"enabled": short["protected"]},
        "protection_url": f"{url}/protection",
    }


def list_tags(call: Call) -> Any:
    found = sorted(call.repository.git.refs("refs/tags/").items(), reverse=True)
    root = call.site.repo(call.repository)
    return [
        {
            "name": ref.removeprefix("refs/tags/"),
            "commit": {"sha": sha, "url": f"{root}/commits/{sha}"},
            **link(root, zipball=f"/zipball/{ref}", tarball=f"/tarball/{ref}"),
            "node_id": f"REF_{sha}",
        }
        for ref, sha in found
    ]


def list_commits(call: Call) -> Any:
    git = call.repository.git
    start = require(git.resolve(f"{call.query.get('sha', call.repository.default_branch)}^{{commit}}"))
    return call.show_all(listed_commit_json, git.log(start, MOST_COMMITS, call.query.get("path") or None))


def get_commit(call: Call) -> Any:
    git = call.repository.git
    sha = git.resolve(f"{call.args['ref']}^{{commit}}")
    commit = git.read_commit(sha) if sha else None
    if commit is None:
        raise RequestError(422, f"No commit found for SHA: {call.args['ref']}")
    files = git.changes(commit.parents[0], commit.sha) if commit.parents else []
    added, deleted = sum(file.additions for file in files), sum(file.deletions for file in files)
    return {
        **call.show(listed_commit_json, commit),
        "stats": {"additions": added, "deletions": deleted, "total": added + deleted},
        "files": [call.show(file_json, file, commit.sha) for file in files],
    }


def compare(call: Call) -> Any:
    """Compare two commits, "base...head" with branches here or "owner:branch" of a fork."""
    base, dots, head = call.args["basehead"].partition("...")
    git = call.repository.git
    commits = [git.read_commit(sha) if sha else None for sha in (find_end(call, base), find_end(call, head))]
    if not dots or commits[0] is None or commits[1] is None:
        raise RequestError(404, "Not Found")
    if git.merge_base(commits[0].sha, commits[1].sha) is None:
        raise RequestError(404, f"No common ancestor between {base} and {head}.")
    return call.show(comparison_json, *commits, call.args["basehead"])


def find_end(call: Call, name: str) -> str | None:
    """Return the commit at one end of a comparison; forks share their objects on GitHub."""
    if ":" not in name:
        return call.repository.git.resolve(f"{name}^{{commit}}")
    source, branch = pulls.find_head(call.repository, name)
    sha = source.git.resolve(f"refs/heads/{branch}")
    if sha and source is not call.repository:
        call.repository.git.take_objects(source.git)
    return sha


ROUTES = (
    Route("GET", f"{GIT}/commits/{{commit_sha}}", READ, lambda call: call.show(
        commit_json, require(call.repository.git.read_commit(call.args["commit_sha"]))
    )),
    Route("POST", f"{GIT}/commits", WRITE, create_commit),
    Route("GET", f"{GIT}/trees/{{tree_sha}}", READ, get_tree),
    Route("POST", f"{GIT}/trees", WRITE, create_tree),
    Route("GET", f"{GIT}/blobs/{{file_sha}}", READ, get_blob),
    Route("GET", f"{GIT}/ref/{{ref}}", READ, get_ref),
    Route("POST", f"{GIT}/refs", WRITE, create_ref),
    Route("PATCH", f"{GIT}/refs/{{ref}}", WRITE, update_ref),
    Route("DELETE", f"{GIT}/refs/{{ref}}", WRITE, lambda call: branches.move_ref(
        call.repository, call.user, f"refs/{call.args['ref']}", None, force=True
    )),
    Route("GET", f"{REPO}/branches", READ, list_branches),
    Route("GET", f"{REPO}/branches/{{branch}}", READ, get_branch),
    Route("GET", f"{REPO}/tags", PUBLIC, list_tags),
    Route("GET", f"{REPO}/commits", READ, list_commits),
    Route("GET", f"{REPO}/commits/{{ref}}", READ, get_commit),
    Route("GET", f"{REPO}/compare/{{basehead}}", READ, compare),
)  # fmt: skip
