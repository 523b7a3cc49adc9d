"""Accounts, repositories and labels as JSON."""

from __future__ import annotations

from functools import lru_cache

from bot.localhub.representations.names import Json, Site, node_id, time
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.repositories import LocalRepository

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
#: GitHub's account in whose name is what deleted ones wrote.
GHOST_ID = 10137


def user_json(site: Site, user: User) -> Json:
    """Return a "simple-user"; what a deleted account left is in the name of one that stands for all of them."""
    if user.gone:
        user = User(GHOST_ID, "ghost", "User", user.created)
    url = f"{site.api}/users/{user.login}"
    return {
        "login": user.login,
        "id": user.id,
        "node_id": node_id("User", user.id),
        "avatar_url": f"{site.web}/{user.login}.png",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{site.web}/{user.login}",
        **{f"{name}_url": f"{url}/{name}" for name in USER_LINKS},
        "events_url": f"{url}/events{{/privacy}}",
        "following_url": f"{url}/following{{/other_user}}",
        "gists_url": f"{url}/gists{{/gist_id}}",
        "starred_url": f"{url}/starred{{/owner}}{{/repo}}",
        "type": user.kind,
        "site_admin": False,
    }


def public_user_json(site: Site, user: User) -> Json:
    """Return a "public-user"."""
    nothing = dict.fromkeys(("bio", "blog", "company", "email", "hireable", "location", "name"))
    counts = dict.fromkeys(("followers", "following", "public_gists", "public_repos"), 0)
    when = time(user.created)
    return {**user_json(site, user), **nothing, "blog": "", **counts, "created_at": when, "updated_at": when}


def repository_json(site: Site, repository: LocalRepository, viewer: User | None = None) -> Json:
    url = f"{site.api}/repos/{repository.full_name}"
    page = f"{site.web}/{repository.full_name}"
    issues = sum(thread.state == "open" for thread in repository.threads.values())
    when = time(repository.created)
    content: Json = {
        "id": repository.id,
        "node_id": node_id("Repository", repository.id),
        "name": repository.name,
        "full_name": repository.full_name,
        "owner": user_json(site, repository.owner),
        "private": repository.private,
        "html_url": page,
        "description": repository.description or None,
        "fork": repository.fork_of is not None,
        "url": url,
        **repository_links(url),
        **dict.fromkeys(("clone_url", "git_url", "ssh_url", "svn_url"), f"{page}.git"),
        **dict.fromkeys(("homepage", "language", "mirror_url", "license")),
        **dict.fromkeys(("disabled", "has_pages", "has_discussions", "has_projects", "has_wiki"), False),
        "archived": repository.archived,
        "has_issues": repository.has_issues,
        "has_downloads": True,
        **dict.fromkeys(("forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"), 0),
        **dict.fromkeys(("is_template", "web_commit_signoff_required"), False),
        "allow_forking": True,
        "custom_properties": {},
        "topics": list(repository.topics),
        "open_issues": issues,
        "open_issues_count": issues,
        "default_branch": repository.default_branch,
        "visibility": "private" if repository.private else "public",
        **repository.settings,
        **dict.fromkeys(("created_at", "updated_at", "pushed_at"), when),
    }
    if viewer:
        roles = ("admin", "maintain", "push:write", "triage", "pull:read")
        named = (role.partition(":") for role in roles)
        content["permissions"] = {name: repository.may(viewer, role or name) for name, _, role in named}
    return content


def full_repository_json(site: Site, repository: LocalRepository, viewer: User | None = None) -> Json:
    """Return a "full-repository": what only a single repository's object holds as well."""
    content = {**repository_json(site, repository, viewer), "network_count": 0, "subscribers_count": 0}
    if viewer and repository.may(viewer, "write"):
        content |= dict.fromkeys(("allow_update_branch", "use_squash_pr_title_as_default"), False)
        content["temp_clone_token"] = None
        content["squash_merge_commit_title"] = repository.squash_title
        content["squash_merge_commit_message"] = repository.squash_message
    if repository.owner.kind == "Organization":
        content["organization"] = user_json(site, repository.owner)
    return content


def label_json(site: Site, repository: LocalRepository, label: IssueLabel) -> Json:
    return {
        "id": label.id,
        "node_id": node_id("Label", label.id),
        "url": f"{site.api}/repos/{repository.full_name}/labels/{label.name.replace(' ', '%20')}",
        "name": label.name,
        "description": label.description or None,
        "color": label.color,
        "default": False,
    }


def association(repository: LocalRepository, user: User) -> str:
    """Return what an account is to a repository."""
    if user is repository.owner:
        return "OWNER"
    return "COLLABORATOR" if user.login in repository.roles else "NONE"


@lru_cache(maxsize=64)
def repository_links(url: str) -> Json:
    """Return the address templates of the repository at an address; each webhook tells them."""
    return dict(repository_link(url, link) for link in REPOSITORY_LINKS)


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
