"""Git's objects, files and comparisons as JSON."""

import base64

from bot.localhub.git.diffs import FileChange
from bot.localhub.git.storing import GitCommit, Signature, TreeEntry
from bot.localhub.representations.names import Json, Site, link, node_id, pick, same
from bot.localhub.representations.repositories import user_json
from bot.localhub.state.repositories import LocalRepository

#: GitHub lists no more in one comparison.
MOST_COMMITS, MOST_FILES = 250, 300


def file_json(site: Site, repository: LocalRepository, change: FileChange, head: str) -> Json:
    """Return a "diff-entry"."""
    more = {"patch": change.patch, "previous_filename": change.previous}
    return {
        **pick(change, "status", "additions", "deletions", filename="path"),
        "sha": repository.git.resolve(f"{head}:{change.path}"),
        "changes": change.additions + change.deletions,
        **link(site.page(repository), blob=f"/blob/{head}/{change.path}", raw=f"/raw/{head}/{change.path}"),
        "contents_url": site.repo(repository, f"/contents/{change.path}?ref={head}"),
        **{name: value for name, value in more.items() if value},
    }


def ref_json(site: Site, repository: LocalRepository, ref: str, sha: str) -> Json:
    return {
        "ref": ref,
        "node_id": node_id("Ref", f"{repository.id}:{ref}"),
        "url": site.repo(repository, f"/git/{ref}"),
        "object": {"type": "commit", "sha": sha, "url": site.repo(repository, f"/git/commits/{sha}")},
    }


def branch_json(site: Site, repository: LocalRepository, ref: str, sha: str) -> Json:
    """Return a "short-branch"."""
    name = ref.removeprefix("refs/heads/")
    commit = {"sha": sha, "url": site.repo(repository, f"/commits/{sha}")}
    return {"name": name, "commit": commit, "protected": repository.protection_of(name) is not None}


def commit_json(site: Site, repository: LocalRepository, commit: GitCommit) -> Json:
    root, page = site.repo(repository, "/git"), site.page(repository, "/commit")
    return {
        **pick(commit, "sha", "message"),
        "node_id": node_id("Commit", f"{repository.id}:{commit.sha}"),
        "url": f"{root}/commits/{commit.sha}",
        "html_url": f"{page}/{commit.sha}",
        "author": pick(commit.author, "name", "email", "date"),
        "committer": pick(commit.committer, "name", "email", "date"),
        "tree": {"sha": commit.tree, "url": f"{root}/trees/{commit.tree}"},
        "parents": [
            {"sha": parent, "url": f"{root}/commits/{parent}", "html_url": f"{page}/{parent}"}
            for parent in commit.parents
        ],
        "verification": {**same(None, "signature", "payload", "verified_at"), "verified": False, "reason": "unsigned"},
    }


def listed_commit_json(site: Site, repository: LocalRepository, commit: GitCommit) -> Json:
    """Return a "commit": the git commit with the accounts of its authors."""
    url = site.repo(repository, f"/commits/{commit.sha}")
    inner = commit_json(site, repository, commit)
    kept = ("author", "committer", "message", "tree", "url", "verification")
    return {
        "url": url,
        **{name: inner[name] for name in ("sha", "node_id", "html_url")},
        "comments_url": f"{url}/comments",
        "commit": {**{name: inner[name] for name in kept}, "comment_count": 0},
        "author": account_json(site, commit.author),
        "committer": account_json(site, commit.committer),
        "parents": [{**parent, "url": parent["url"].replace("/git/", "/")} for parent in inner["parents"]],
    }


def account_json(site: Site, who: Signature) -> Json | None:
    found = next((user for user in site.world.users.values() if user.email == who.email), None)
    return user_json(site, found) if found else None


def tree_json(site: Site, repository: LocalRepository, sha: str, entries: list[TreeEntry]) -> Json:
    root = site.repo(repository, "/git")
    lines = [
        {
            **pick(entry, "path", "mode", "type", "sha"),
            "url": f"{root}/{entry.type}s/{entry.sha}",
            **({} if entry.size is None else {"size": entry.size}),
        }
        for entry in entries
    ]
    return {"sha": sha, "url": f"{root}/trees/{sha}", "tree": lines, "truncated": False}


def blob_json(site: Site, repository: LocalRepository, sha: str, content: bytes) -> Json:
    return {
        "sha": sha,
        "node_id": node_id("Blob", f"{repository.id}:{sha}"),
        "url": site.repo(repository, f"/git/blobs/{sha}"),
        "size": len(content),
        "content": base64.encodebytes(content).decode(),
        "encoding": "base64",
    }


def content_json(site: Site, repository: LocalRepository, path: str, ref: str, sha: str, content: bytes) -> Json:
    entry = TreeEntry("", "blob", sha, path, len(content))
    blob = blob_json(site, repository, sha, content)
    return folder_entry_json(site, repository, path, ref, entry) | {
        name: blob[name] for name in ("content", "encoding")
    }


def folder_entry_json(site: Site, repository: LocalRepository, path: str, ref: str, entry: TreeEntry) -> Json:
    """Return one item of a "content-directory"."""
    url, is_folder = site.repo(repository, f"/contents/{path}?ref={ref}"), entry.type == "tree"
    git_url = site.repo(repository, f"/git/{entry.type}s/{entry.sha}")
    page = site.page(repository, f"/{'tree' if is_folder else 'blob'}/{ref}/{path}")
    return {
        "type": "dir" if is_folder else "file",
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": entry.sha,
        "size": entry.size or 0,
        "url": url,
        "html_url": page,
        "git_url": git_url,
        "download_url": None if is_folder else site.page(repository, f"/raw/{ref}/{path}"),
        "_links": {"self": url, "git": git_url, "html": page},
    }


def comparison_json(site: Site, repository: LocalRepository, base: GitCommit, head: GitCommit, name: str) -> Json:
    """Return a "commit-comparison" of two commits with a common ancestor."""
    git, page = repository.git, site.page(repository, f"/compare/{name}")
    start = git.commit_at(git.merge_base(base.sha, head.sha) or base.sha)
    ahead, behind = git.count(base.sha, head.sha), git.count(head.sha, base.sha)
    words = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    commits = git.log(f"{base.sha}..{head.sha}", MOST_COMMITS)
    changes = git.changes(base.sha, head.sha)[:MOST_FILES]
    return {
        "url": site.repo(repository, f"/compare/{name}"),
        **link(page, html="", permalink="", diff=".diff", patch=".patch"),
        "base_commit": listed_commit_json(site, repository, base),
        "merge_base_commit": listed_commit_json(site, repository, start),
        "status": words[ahead > 0, behind > 0],
        "ahead_by": ahead,
        "behind_by": behind,
        "total_commits": ahead,
        "commits": [listed_commit_json(site, repository, commit) for commit in reversed(commits)],
        "files": [file_json(site, repository, change, head.sha) for change in changes],
    }
