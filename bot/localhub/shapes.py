"""The world -> GitHub's JSON. One function for each kind of object; addresses are built on the request's own base."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from bot.localhub.git import Commit, FileChange, Signature, TreeEntry
from bot.localhub.world import (
    Comment,
    Happening,
    Label,
    Reaction,
    Repository,
    Review,
    ReviewNote,
    Thread,
    User,
    World,
)

Json = dict[str, Any]

USER_LINKS = ("followers", "subscriptions", "organizations", "repos", "received_events")
#: Address templates that every repository carries, as GitHub names them.
REPOSITORY_LINKS = (
    "archive:{archive_format}{/ref}", "assignees:{/user}", "blobs:git/blobs{/sha}", "branches:{/branch}",
    "collaborators:{/collaborator}", "comments:{/number}", "commits:{/sha}", "compare:{base}...{head}",
    "contents:{+path}", "contributors", "deployments", "downloads", "events", "forks", "git_commits:git/commits{/sha}",
    "git_refs:git/refs{/sha}", "git_tags:git/tags{/sha}", "hooks", "issue_comment:issues/comments{/number}",
    "issue_events:issues/events{/number}", "issues:{/number}", "keys:{/key_id}", "labels:{/name}", "languages",
    "merges", "milestones:{/number}", "notifications{?since,all,participating}", "pulls:{/number}", "releases:{/id}",
    "stargazers", "statuses:{sha}", "subscribers", "subscription", "tags", "teams", "trees:git/trees{/sha}",
)  # fmt: skip


class Shapes:
    """Builds objects for one request; `api` and `web` are the roots of the addresses."""

    def __init__(self, world: World, api: str, web: str) -> None:
        self.world = world
        self.api = api
        self.web = web

    def user(self, user: User) -> Json:
        """Return a "simple-user"."""
        url = f"{self.api}/users/{user.login}"
        return {
            "login": user.login,
            "id": user.id,
            "node_id": node_id("User", user.id),
            "avatar_url": f"{self.web}/{user.login}.png",
            "gravatar_id": "",
            "url": url,
            "html_url": f"{self.web}/{user.login}",
            **{f"{name}_url": f"{url}/{name}" for name in USER_LINKS},
            "events_url": f"{url}/events{{/privacy}}",
            "following_url": f"{url}/following{{/other_user}}",
            "gists_url": f"{url}/gists{{/gist_id}}",
            "starred_url": f"{url}/starred{{/owner}}{{/repo}}",
            "type": user.kind,
            "site_admin": False,
        }

    def public_user(self, user: User) -> Json:
        """Return a "public-user"."""
        nothing = dict.fromkeys(("bio", "blog", "company", "email", "hireable", "location", "name"))
        counts = dict.fromkeys(("followers", "following", "public_gists", "public_repos"), 0)
        when = time(user.created)
        return {**self.user(user), **nothing, "blog": "", **counts, "created_at": when, "updated_at": when}

    def repository(self, repository: Repository, viewer: User | None = None) -> Json:
        """Return a "repository"."""
        url = f"{self.api}/repos/{repository.full_name}"
        page = f"{self.web}/{repository.full_name}"
        issues = sum(thread.state == "open" for thread in repository.threads.values())
        when = time(repository.created)
        shape: Json = {
            "id": repository.id,
            "node_id": node_id("Repository", repository.id),
            "name": repository.name,
            "full_name": repository.full_name,
            "owner": self.user(repository.owner),
            "private": False,
            "html_url": page,
            "description": None,
            "fork": repository.fork_of is not None,
            "url": url,
            **dict(repository_link(url, link) for link in REPOSITORY_LINKS),
            **dict.fromkeys(("clone_url", "git_url", "ssh_url", "svn_url"), f"{page}.git"),
            **dict.fromkeys(("homepage", "language", "mirror_url", "license")),
            **dict.fromkeys(
                ("archived", "disabled", "has_pages", "has_discussions", "has_projects", "has_wiki"), False
            ),
            **dict.fromkeys(("has_issues", "has_downloads"), True),
            **dict.fromkeys(("forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"), 0),
            **dict.fromkeys(("is_template", "web_commit_signoff_required"), False),
            "allow_forking": True,
            "custom_properties": {},
            "topics": [],
            "open_issues": issues,
            "open_issues_count": issues,
            "default_branch": repository.default_branch,
            "visibility": "public",
            **dict.fromkeys(("allow_squash_merge", "allow_merge_commit", "allow_rebase_merge"), True),
            **dict.fromkeys(("created_at", "updated_at", "pushed_at"), when),
        }
        if viewer:
            roles = ("admin", "maintain", "push:write", "triage", "pull:read")
            named = (role.partition(":") for role in roles)
            shape["permissions"] = {name: self.world.may(repository, viewer, role or name) for name, _, role in named}
        return shape

    def full_repository(self, repository: Repository, viewer: User | None = None) -> Json:
        """Return a "full-repository": what only a single repository's object holds as well."""
        return {**self.repository(repository, viewer), "network_count": 0, "subscribers_count": 0}

    def label(self, repository: Repository, label: Label) -> Json:
        """Return a "label"."""
        return {
            "id": label.id,
            "node_id": node_id("Label", label.id),
            "url": f"{self.api}/repos/{repository.full_name}/labels/{label.name.replace(' ', '%20')}",
            "name": label.name,
            "description": label.description or None,
            "color": label.color,
            "default": False,
        }

    def issue(self, repository: Repository, thread: Thread) -> Json:
        """Return an "issue"; a pull request is one too, with a pointer."""
        url = f"{self.api}/repos/{repository.full_name}/issues/{thread.number}"
        kind = "pull" if thread.pull else "issues"
        shape = {
            "id": thread.id,
            "node_id": node_id("PullRequest" if thread.pull else "Issue", thread.id),
            "url": url,
            "repository_url": f"{self.api}/repos/{repository.full_name}",
            "labels_url": f"{url}/labels{{/name}}",
            "comments_url": f"{url}/comments",
            "events_url": f"{url}/events",
            "html_url": f"{self.web}/{repository.full_name}/{kind}/{thread.number}",
            "number": thread.number,
            "state": thread.state,
            "state_reason": thread.reason,
            "title": thread.title,
            "body": thread.body or None,
            "user": self.user(thread.author),
            "labels": [self.label(repository, label) for label in thread.labels],
            "assignee": None,
            "assignees": [],
            "milestone": None,
            "locked": False,
            "active_lock_reason": None,
            "comments": len(thread.comments),
            "closed_at": time(thread.closed),
            "created_at": time(thread.created),
            "updated_at": time(thread.updated),
            "author_association": self.association(repository, thread.author),
            "reactions": reaction_counts(f"{url}/reactions", thread.reactions),
            "timeline_url": f"{url}/timeline",
            "performed_via_github_app": None,
        }
        if thread.pull:
            pull_url = f"{self.api}/repos/{repository.full_name}/pulls/{thread.number}"
            page = f"{self.web}/{repository.full_name}/pull/{thread.number}"
            shape["pull_request"] = {
                "url": pull_url, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
                "merged_at": time(thread.pull.merged),
            }  # fmt: skip
        return shape

    def comment(self, repository: Repository, thread: Thread, comment: Comment) -> Json:
        """Return an "issue-comment"."""
        url = f"{self.api}/repos/{repository.full_name}/issues/comments/{comment.id}"
        kind = "pull" if thread.pull else "issues"
        return {
            "id": comment.id,
            "node_id": node_id("IssueComment", comment.id),
            "url": url,
            "html_url": f"{self.web}/{repository.full_name}/{kind}/{thread.number}#issuecomment-{comment.id}",
            "issue_url": f"{self.api}/repos/{repository.full_name}/issues/{thread.number}",
            "user": self.user(comment.author),
            "created_at": time(comment.created),
            "updated_at": time(comment.updated),
            "author_association": self.association(repository, comment.author),
            "body": comment.body,
            "reactions": reaction_counts(f"{url}/reactions", comment.reactions),
            "performed_via_github_app": None,
        }

    def reaction(self, reaction: Reaction) -> Json:
        """Return a "reaction"."""
        return {
            "id": reaction.id,
            "node_id": node_id("Reaction", reaction.id),
            "user": self.user(reaction.user),
            "content": reaction.content,
            "created_at": time(reaction.created),
        }

    def happening(self, repository: Repository, happening: Happening) -> Json:
        """Return an "issue-event"."""
        shape = {
            "id": happening.id,
            "node_id": node_id("Event", happening.id),
            "url": f"{self.api}/repos/{repository.full_name}/issues/events/{happening.id}",
            "actor": self.user(happening.actor),
            "event": happening.event,
            "commit_id": None,
            "commit_url": None,
            "created_at": time(happening.created),
            "performed_via_github_app": None,
        }
        if happening.label:
            shape["label"] = {"name": happening.label.name, "color": happening.label.color}
        return shape

    def pull(self, repository: Repository, thread: Thread, *, whole: bool = True) -> Json:
        """Return a "pull-request", or without its counts a "pull-request-simple"."""
        pull = thread.pull
        if pull is None:
            raise ValueError(f"#{thread.number} is an issue")
        url = f"{self.api}/repos/{repository.full_name}/pulls/{thread.number}"
        issue = self.issue(repository, thread)
        page = f"{self.web}/{repository.full_name}/pull/{thread.number}"
        statuses = f"{self.api}/repos/{repository.full_name}/statuses/{pull.head}"
        urls = {
            "issue_url": issue["url"],
            "commits_url": f"{url}/commits",
            "review_comments_url": f"{url}/comments",
            "review_comment_url": f"{self.api}/repos/{repository.full_name}/pulls/comments{{/number}}",
            "comments_url": issue["comments_url"],
            "statuses_url": statuses,
        }
        links = {name: {"href": urls[f"{name}_url"]} for name in
                 ("commits", "review_comments", "review_comment", "comments", "statuses")}  # fmt: skip
        links |= {"self": {"href": url}, "html": {"href": page}, "issue": {"href": issue["url"]}}
        kept = ("number", "state", "locked", "title", "body", "user", "labels", "assignee", "assignees", "milestone")
        shape = {
            **{name: issue[name] for name in (*kept, "created_at", "updated_at", "closed_at", "author_association")},
            "id": pull.id,
            "node_id": node_id("PullRequest", thread.id),
            "url": url,
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            **urls,
            "merged_at": time(pull.merged),
            "merge_commit_sha": pull.merge_commit,
            "requested_reviewers": [],
            "requested_teams": [],
            "head": self.branch_end(pull.head_repository, pull.head_branch, pull.head),
            "base": self.branch_end(repository, pull.base_branch, pull.base),
            "_links": links,
            "auto_merge": None,
            "draft": False,
            "active_lock_reason": None,
        }
        return {**shape, **self.pull_counts(repository, thread)} if whole else shape

    def review(self, repository: Repository, thread: Thread, review: Review) -> Json:
        """Return a "pull-request-review"."""
        pull = f"{self.api}/repos/{repository.full_name}/pulls/{thread.number}"
        page = f"{self.web}/{repository.full_name}/pull/{thread.number}#pullrequestreview-{review.id}"
        return {
            "id": review.id,
            "node_id": node_id("PullRequestReview", review.id),
            "user": self.user(review.author),
            "body": review.body,
            "state": review.state,
            "html_url": page,
            "pull_request_url": pull,
            "_links": {"html": {"href": page}, "pull_request": {"href": pull}},
            "submitted_at": time(review.created),
            "commit_id": review.commit,
            "author_association": self.association(repository, review.author),
        }

    def note(self, repository: Repository, thread: Thread, review: Review, note: ReviewNote) -> Json:
        """Return a "pull-request-review-comment"."""
        url = f"{self.api}/repos/{repository.full_name}/pulls/comments/{note.id}"
        pull = f"{self.api}/repos/{repository.full_name}/pulls/{thread.number}"
        page = f"{self.web}/{repository.full_name}/pull/{thread.number}#discussion_r{note.id}"
        return {
            "url": url,
            "pull_request_review_id": review.id,
            "id": note.id,
            "node_id": node_id("PullRequestReviewComment", note.id),
            "diff_hunk": "",
            "path": note.path,
            "commit_id": review.commit,
            "original_commit_id": review.commit,
            "user": self.user(review.author),
            "body": note.body,
            "created_at": time(note.created),
            "updated_at": time(note.created),
            "html_url": page,
            "pull_request_url": pull,
            "author_association": self.association(repository, review.author),
            "_links": {"self": {"href": url}, "html": {"href": page}, "pull_request": {"href": pull}},
            "line": note.line,
            "original_line": note.line,
            "start_line": note.start_line,
            "original_start_line": note.start_line,
            "start_side": "RIGHT" if note.start_line else None,
            "side": "RIGHT",
            "reactions": reaction_counts(f"{url}/reactions", []),
        }

    def pull_counts(self, repository: Repository, thread: Thread) -> Json:
        """Return what only a single pull request's object holds."""
        pull = thread.pull
        if pull is None:
            raise ValueError(f"#{thread.number} is an issue")
        git = repository.git
        files = git.changes(pull.base, pull.head)
        is_open = pull.merged is None and thread.state == "open"
        mergeable = git.merge_tree(pull.base, pull.head) is not None if is_open else None
        return {
            "merged": pull.merged is not None,
            "mergeable": mergeable,
            "rebaseable": mergeable,
            "mergeable_state": {True: "clean", False: "dirty", None: "unknown"}[mergeable],
            "merged_by": self.user(pull.merged_by) if pull.merged_by else None,
            "comments": len(thread.comments),
            "review_comments": 0,
            "maintainer_can_modify": pull.head_repository is not repository,
            "commits": len(git.log(f"{pull.base}..{pull.head}", 250)),
            "additions": sum(file.additions for file in files),
            "deletions": sum(file.deletions for file in files),
            "changed_files": len(files),
        }

    def branch_end(self, repository: Repository, branch: str, sha: str) -> Json:
        """Return the head or base of a pull request."""
        return {
            "label": f"{repository.owner.login}:{branch}",
            "ref": branch,
            "sha": sha,
            "user": self.user(repository.owner),
            "repo": self.repository(repository),
        }

    def file(self, repository: Repository, change: FileChange, head: str) -> Json:
        """Return a "diff-entry"."""
        page = f"{self.web}/{repository.full_name}"
        blob = repository.git.resolve(f"{head}:{change.path}")
        shape = {
            "sha": blob,
            "filename": change.path,
            "status": change.status,
            "additions": change.additions,
            "deletions": change.deletions,
            "changes": change.additions + change.deletions,
            "blob_url": f"{page}/blob/{head}/{change.path}",
            "raw_url": f"{page}/raw/{head}/{change.path}",
            "contents_url": f"{self.api}/repos/{repository.full_name}/contents/{change.path}?ref={head}",
        }
        return {**shape, "patch": change.patch} if change.patch else shape

    def ref(self, repository: Repository, ref: str, sha: str) -> Json:
        """Return a "git-ref"."""
        root = f"{self.api}/repos/{repository.full_name}/git"
        return {
            "ref": ref,
            "node_id": node_id("Ref", f"{repository.id}:{ref}"),
            "url": f"{root}/{ref}",
            "object": {"type": "commit", "sha": sha, "url": f"{root}/commits/{sha}"},
        }

    def commit(self, repository: Repository, commit: Commit) -> Json:
        """Return a "git-commit"."""
        root = f"{self.api}/repos/{repository.full_name}/git"
        page = f"{self.web}/{repository.full_name}/commit"
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

    def listed_commit(self, repository: Repository, commit: Commit) -> Json:
        """Return a "commit": the git commit with the accounts that made it."""
        url = f"{self.api}/repos/{repository.full_name}/commits/{commit.sha}"
        inner = self.commit(repository, commit)
        kept = ("author", "committer", "message", "tree", "url", "verification")
        return {
            "url": url,
            "sha": commit.sha,
            "node_id": inner["node_id"],
            "html_url": inner["html_url"],
            "comments_url": f"{url}/comments",
            "commit": {**{name: inner[name] for name in kept}, "comment_count": 0},
            "author": self.account(commit.author),
            "committer": self.account(commit.committer),
            "parents": [{**parent, "url": parent["url"].replace("/git/", "/")} for parent in inner["parents"]],
        }

    def account(self, who: Signature) -> Json | None:
        """Return the account whose address signed, None if there is none."""
        found = next((user for user in self.world.users.values() if user.email == who.email), None)
        return self.user(found) if found else None

    def tree(self, repository: Repository, sha: str, entries: list[TreeEntry]) -> Json:
        """Return a "git-tree"."""
        root = f"{self.api}/repos/{repository.full_name}/git"
        lines = []
        for entry in entries:
            line: Json = {"path": entry.path, "mode": entry.mode, "type": entry.type, "sha": entry.sha}
            line["url"] = f"{root}/{entry.type}s/{entry.sha}"
            lines.append(line | ({"size": entry.size} if entry.size is not None else {}))
        return {"sha": sha, "url": f"{root}/trees/{sha}", "tree": lines, "truncated": False}

    def blob(self, repository: Repository, sha: str, content: bytes) -> Json:
        """Return a "blob"."""
        return {
            "sha": sha,
            "node_id": node_id("Blob", f"{repository.id}:{sha}"),
            "url": f"{self.api}/repos/{repository.full_name}/git/blobs/{sha}",
            "size": len(content),
            "content": base64.encodebytes(content).decode(),
            "encoding": "base64",
        }

    def content(self, repository: Repository, path: str, ref: str, sha: str, content: bytes) -> Json:
        """Return a "content-file"."""
        url = f"{self.api}/repos/{repository.full_name}/contents/{path}?ref={ref}"
        page = f"{self.web}/{repository.full_name}/blob/{ref}/{path}"
        blob = self.blob(repository, sha, content)
        return {
            "type": "file",
            "name": path.rpartition("/")[2],
            "path": path,
            "sha": sha,
            "size": len(content),
            "url": url,
            "html_url": page,
            "git_url": blob["url"],
            "download_url": f"{self.web}/{repository.full_name}/raw/{ref}/{path}",
            "content": blob["content"],
            "encoding": "base64",
            "_links": {"self": url, "git": blob["url"], "html": page},
        }

    def folder_entry(self, repository: Repository, path: str, ref: str, entry: TreeEntry) -> Json:
        """Return one item of a "content-directory"."""
        root = f"{self.api}/repos/{repository.full_name}"
        kind = "dir" if entry.type == "tree" else "file"
        url = f"{root}/contents/{path}?ref={ref}"
        git_url = f"{root}/git/{entry.type}s/{entry.sha}"
        word = "tree" if kind == "dir" else "blob"
        page = f"{self.web}/{repository.full_name}/{word}/{ref}/{path}"
        raw = f"{self.web}/{repository.full_name}/raw/{ref}/{path}" if kind == "file" else None
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

    def association(self, repository: Repository, user: User) -> str:
        """Return what an account is to a repository."""
        if user is repository.owner:
            return "OWNER"
        return "COLLABORATOR" if user.login in repository.roles else "NONE"


def repository_link(url: str, link: str) -> tuple[str, str]:
    """Return the name and the address template of one of a repository's links."""
    name, _, rest = link.partition(":")
    if "{?" in name:
        plain = name.partition("{")[0]
        return f"{plain}_url", f"{url}/{name}"
    path = (
        rest
        if rest and not rest.startswith("{")
        else f"{name}{rest if rest.startswith('{/') else f'/{rest}' if rest else ''}"
    )
    return f"{name}_url", f"{url}/{path}"


def signature(who: Signature) -> Json:
    """Return who signed a commit."""
    return {"name": who.name, "email": who.email, "date": who.date}


def reaction_counts(url: str, reactions: list[Reaction]) -> Json:
    """Return a "reaction-rollup"."""
    kinds = ("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket")
    counts = {kind: sum(reaction.content == kind for reaction in reactions) for kind in kinds}
    return {"url": url, "total_count": len(reactions), **counts}


def node_id(kind: str, key: object) -> str:
    """Return the global id that GraphQL uses."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def read_node_id(text: str) -> tuple[str, str]:
    """Return the kind and key of a global id; raise ValueError."""
    kind, mark, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
    if not mark:
        raise ValueError(text)
    return kind, key


def time(moment: datetime | None) -> str | None:
    """Return a moment as GitHub writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
