"""Git's objects, files and comparisons as JSON."""

from __future__ import annotations

import base64

from bot.localhub.git.diffs import FileChange
from bot.localhub.git.objects import GitCommit, Signature, TreeEntry
from bot.localhub.representations.names import Json, Site, node_id, signature
from bot.localhub.representations.repositories import user_json
from bot.localhub.state.repositories import LocalRepository

#: GitHub lists no more in one comparison.
MOST_COMMITS, MOST_FILES = 250, 300


def file_json(site: Site, repository: LocalRepository, change: FileChange, head: str) -> Json:
    """Return a "diff-entry"."""
    page = f"{site.web}/{repository.full_name}"
    blob = repository.git.resolve(f"{head}:{change.path}")
    content = {
        "sha": blob,
        "filename": change.path,
        "status": change.status,
        "additions": change.additions,
        "deletions": change.deletions,
        "changes": change.additions + change.deletions,
        "blob_url": f"{page}/blob/{head}/{change.path}",
        "raw_url": f"{page}/raw/{head}/{change.path}",
        "contents_url": f"{site.api}/repos/{repository.full_name}/contents/{change.path}?ref={head}",
    }
    more = {"patch": change.patch, "previous_filename": change.previous}
    return content | {name: value for name, value in more.items() if value}


def ref_json(site: Site, repository: LocalRepository, ref: str, sha: str) -> Json:
    """Return a "git-ref"."""
    root = f"{site.api}/repos/{repository.full_name}/git"
    return {
        "ref": ref,
        "node_id": node_id("Ref", f"{repository.id}:{ref}"),
        "url": f"{root}/{ref}",
        "object": {"type": "commit", "sha": sha, "url": f"{root}/commits/{sha}"},
    }


def branch_json(site: Site, repository: LocalRepository, ref: str, sha: str) -> Json:
    """Return a "short-branch"."""
    name = ref.removeprefix("refs/heads/")
    url = f"{site.api}/repos/{repository.full_name}/commits/{sha}"
    is_protected = repository.protection_of(name) is not None
    return {"name": name, "commit": {"sha": sha, "url": url}, "protected": is_protected}


def commit_json(site: Site, repository: LocalRepository, commit: GitCommit) -> Json:
    """Return a "git-commit"."""
    root = f"{site.api}/repos/{repository.full_name}/git"
    page = f"{site.web}/{repository.full_name}/commit"
    return {
        "sha": commit.sha,
        "node_id": node_id("Commit", f"{repository.id}:{commit.sha}"),
        "url": f"{root}/commits/{commit.sha}",
        "html_url": f"{page}/{commit.sha}",
        "author": signature(commit.author),
        "committer": signature(commit.committer),
        "tree": {"sha": commit.tree, "url": f"{root}/trees/{commit.tree}"},
        "message": commit.message,
        "parents": [
            {"sha": parent, "url": f"{root}/commits/{parent}", "html_url": f"{page}/{parent}"}
            for parent in commit.parents
        ],
        "verification": dict.fromkeys(("signature", "payload", "verified_at"))
        | {"verified": False, "reason": "unsigned"},
    }


def listed_commit_json(site: Site, repository: LocalRepository, commit: GitCommit) -> Json:
    """Return a "commit": the git commit with the accounts that made it."""
    url = f"{site.api}/repos/{repository.full_name}/commits/{commit.sha}"
    inner = commit_json(site, repository, commit)
    kept = ("author", "committer", "message", "tree", "url", "verification")
    return {
        "url": url,
        "sha": commit.sha,
        "node_id": inner["node_id"],
        "html_url": inner["html_url"],
        "comments_url": f"{url}/comments",
        "commit": {**{name: inner[name] for name in kept}, "comment_count": 0},
        "author": account_json(site, commit.author),
        "committer": account_json(site, commit.committer),
        "parents": [{**parent, "url": parent["url"].replace("/git/", "/")} for parent in inner["parents"]],
    }


def account_json(site: Site, who: Signature) -> Json | None:
    """Return the account whose address signed, None if there is none."""
    found = next((user for user in site.world.users.values() if user.email == who.email), None)
    return user_json(site, found) if found else None


def tree_json(site: Site, repository: LocalRepository, sha: str, entries: list[TreeEntry]) -> Json:
    """Return a "git-tree"."""
    root = f"{site.api}/repos/{repository.full_name}/git"
    lines = []
    for entry in entries:
        line: Json = {"path": entry.path, "mode": entry.mode, "type": entry.type, "sha": entry.sha}
        line["url"] = f"{root}/{entry.type}s/{entry.sha}"
        lines.append(line | ({"size": entry.size} if entry.size is not None else {}))
    return {"sha": sha, "url": f"{root}/trees/{sha}", "tree": lines, "truncated": False}


def blob_json(site: Site, repository: LocalRepository, sha: str, content: bytes) -> Json:
    return {
        "sha": sha,
        "node_id": node_id("Blob", f"{repository.id}:{sha}"),
        "url": f"{site.api}/repos/{repository.full_name}/git/blobs/{sha}",
        "size": len(content),
        "content": base64.encodebytes(content).decode(),
        "encoding": "base64",
    }


def content_json(site: Site, repository: LocalRepository, path: str, ref: str, sha: str, content: bytes) -> Json:
    """Return a "content-file"."""
    url = f"{site.api}/repos/{repository.full_name}/contents/{path}?ref={ref}"
    page = f"{site.web}/{repository.full_name}/blob/{ref}/{path}"
    blob = blob_json(site, repository, sha, content)
    return {
        "type": "file",
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": sha,
        "size": len(content),
        "url": url,
        "html_url": page,
        "git_url": blob["url"],
        "download_url": f"{site.web}/{repository.full_name}/raw/{ref}/{path}",
        "content": blob["content"],
        "encoding": "base64",
        "_links": {"self": url, "git": blob["url"], "html": page},
    }


def folder_entry_json(site: Site, repository: LocalRepository, path: str, ref: str, entry: TreeEntry) -> Json:
    """Return one item of a "content-directory"."""
    root = f"{site.api}/repos/{repository.full_name}"
    kind = "dir" if entry.type == "tree" else "file"
    url = f"{root}/contents/{path}?ref={ref}"
    git_url = f"{root}/git/{entry.type}s/{entry.sha}"
    word = "tree" if kind == "dir" else "blob"
    page = f"{site.web}/{repository.full_name}/{word}/{ref}/{path}"
    raw = f"{site.web}/{repository.full_name}/raw/{ref}/{path}" if kind == "file" else None
    return {
        "type": kind,
        "name": entry.path,
        "path": path,
        "sha": entry.sha,
        "size": entry.size or 0,
        "url": url,
        "html_url": page,
        "git_url": git_url,
        "download_url": raw,
        "_links": {"self": url, "git": git_url, "html": page},
    }


def comparison_json(site: Site, repository: LocalRepository, base: GitCommit, head: GitCommit, name: str) -> Json:
    """Return a "commit-comparison" of two commits with a common one."""
    git, url = repository.git, f"{site.api}/repos/{repository.full_name}/compare/{name}"
    page = f"{site.web}/{repository.full_name}/compare/{name}"
    start = git.read_commit(git.merge_base(base.sha, head.sha) or base.sha) or base
    ahead, behind = git.count(base.sha, head.sha), git.count(head.sha, base.sha)
    words = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    commits = git.log(f"{base.sha}..{head.sha}", MOST_COMMITS)
    return {
        "url": url,
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": listed_commit_json(site, repository, base),
        "merge_base_commit": listed_commit_json(site, repository, start),
        "status": words[ahead > 0, behind > 0],
        "ahead_by": ahead,
        "behind_by": behind,
        "total_commits": ahead,
        "commits": [listed_commit_json(site, repository, commit) for commit in reversed(commits)],
        "files": [
            file_json(site, repository, change, head.sha) for change in git.changes(base.sha, head.sha)[:MOST_FILES]
        ],
    }
