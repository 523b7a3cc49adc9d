"""Accounts, repositories and labels as JSON."""

from functools import lru_cache

from bot.localhub.representations.names import Json, Site, link, node_id, pick, same, time
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.repositories import ROLES, LocalRepository

USER_LINKS = {
    **dict.fromkeys(("followers", "subscriptions", "organizations", "repos", "received_events"), ""),
    "events": "{/privacy}", "following": "{/other_user}", "gists": "{/gist_id}", "starred": "{/owner}{/repo}",
}  # fmt: skip
#: GitHub's names for the address templates in every repository.
REPOSITORY_LINKS = (
    "archive:{archive_format}{/ref}", "assignees:{/user}", "blobs:git/blobs{/sha}", "branches:{/branch}",
    "collaborators:{/collaborator}", "comments:{/number}", "commits:{/sha}", "compare:{base}...{head}",
    "contents:{+path}", "contributors", "deployments", "downloads", "events", "forks", "git_commits:git/commits{/sha}",
    "git_refs:git/refs{/sha}", "git_tags:git/tags{/sha}", "hooks", "issue_comment:issues/comments{/number}",
    "issue_events:issues/events{/number}", "issues:{/number}", "keys:{/key_id}", "labels:{/name}", "languages",
    "merges", "milestones:{/number}", "notifications{?since,all,participating}", "pulls:{/number}", "releases:{/id}",
    "stargazers", "statuses:{sha}", "subscribers", "subscription", "tags", "teams", "trees:git/trees{/sha}",
)  # fmt: skip
#: REST's older names for roles.
OLD_ROLES = {"read": "pull", "write": "push"}
#: GitHub's account in place of deleted ones.
GHOST_ID = 10137


def user_json(site: Site, user: User) -> Json:
    """Return a "simple-user"; one account stands for all deleted ones."""
    if user.gone:
        user = User(GHOST_ID, "ghost", "User", user.created)
    url, page = f"{site.api}/users/{user.login}", f"{site.web}/{user.login}"
    return {
        **pick(user, "login", "id", type="kind"),
        "node_id": node_id("User", user.id),
        "gravatar_id": "",
        "url": url,
        **link(page, html="", avatar=".png"),
        **link(url, **{name: f"/{name}{template}" for name, template in USER_LINKS.items()}),
        "site_admin": False,
    }


def public_user_json(site: Site, user: User) -> Json:
    return {
        **user_json(site, user),
        **same(None, "bio", "company", "email", "hireable", "location", "name"),
        "blog": "",
        **same(0, "followers", "following", "public_gists", "public_repos"),
        **pick(user, created_at="created", updated_at="created"),
    }


def repository_json(site: Site, repository: LocalRepository, viewer: User | None = None) -> Json:
    url, page = site.repo(repository), site.page(repository)
    issues = sum(thread.state == "open" for thread in repository.threads.values())
    content: Json = {
        **pick(repository, "id", "name", "full_name", "private", "archived", "has_issues", "default_branch"),
        **same(time(repository.created), "created_at", "updated_at", "pushed_at"),
        "node_id": node_id("Repository", repository.id),
        "owner": user_json(site, repository.owner),
        "html_url": page,
        "description": repository.description or None,
        "fork": repository.fork_of is not None,
        "url": url,
        **repository_links(url),
        **same(f"{page}.git", "clone_url", "git_url", "ssh_url", "svn_url"),
        **same(None, "homepage", "language", "mirror_url", "license"),
        **same(False, "disabled", "has_pages", "has_discussions", "has_projects", "has_wiki"),
        **same(0, "forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"),
        **same(False, "is_template", "web_commit_signoff_required"),
        **same(True, "allow_forking", "has_downloads"),
        "custom_properties": {},
        "topics": list(repository.topics),
        **same(issues, "open_issues", "open_issues_count"),
        "visibility": "private" if repository.private else "public",
        **repository.settings,
    }
    return content | ({"permissions": list_rights(repository, viewer)} if viewer else {})


def list_rights(repository: LocalRepository, user: User) -> Json:
    """Return an account's rights, in REST's names of roles."""
    return {OLD_ROLES.get(role, role): repository.may(user, role) for role in ROLES[1:]}


def full_repository_json(site: Site, repository: LocalRepository, viewer: User | None = None) -> Json:
    """Return a "full-repository", with the parts that only a single repository's object has."""
    content = {**repository_json(site, repository, viewer), "network_count": 0, "subscribers_count": 0}
    if viewer and repository.may(viewer, "write"):
        content |= dict.fromkeys(("allow_update_branch", "use_squash_pr_title_as_default"), False)
        content["temp_clone_token"] = None
        content["squash_merge_commit_title"] = repository.squash_title
        content["squash_merge_commit_message"] = repository.squash_message
    if repository.owner.kind == "Organization":
        content["organization"] = user_json(site, repository.owner)
    return content


def collaborator_json(site: Site, repository: LocalRepository, user: User) -> Json:
    return {**user_json(site, user), "role_name": repository.role(user), "permissions": list_rights(repository, user)}


def label_json(site: Site, repository: LocalRepository, label: IssueLabel) -> Json:
    return {
        **pick(label, "id", "name", "color"),
        "node_id": node_id("Label", label.id),
        "url": site.repo(repository, f"/labels/{label.name.replace(' ', '%20')}"),
        "description": label.description or None,
        "default": False,
    }


def association(repository: LocalRepository, user: User) -> str:
    if user is repository.owner:
        return "OWNER"
    return "COLLABORATOR" if user.login in repository.roles else "NONE"


@lru_cache(maxsize=64)
def repository_links(url: str) -> Json:
    """Return the address templates of the repository at an address, which each webhook has."""
    return dict(repository_link(url, text) for text in REPOSITORY_LINKS)


def repository_link(url: str, text: str) -> tuple[str, str]:
    """Return the name and the address template of one of a repository's links."""
    name, _, path = text.partition(":")
    if not path or path.startswith("{"):
        path = f"{name}{path}" if not path or path.startswith("{/") else f"{name}/{path}"
    return f"{name.partition('{')[0]}_url", f"{url}/{path}"
