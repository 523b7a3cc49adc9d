"""Releases, without files."""

from typing import Any

from bot.localhub.operations.refusal import RequestError, require, require_role
from bot.localhub.representations.names import link, node_id, pick
from bot.localhub.representations.repositories import user_json
from bot.localhub.rest.call import REPO, Call, Reply, Route
from bot.localhub.state.releases import Release

RELEASES = f"{REPO}/releases"
READ, WRITE = "contents:read", "contents:write"


def release_json(call: Call, release: Release) -> dict[str, Any]:
    site, repository = call.site, call.repository
    url = site.repo(repository, f"/releases/{release.id}")
    return {
        **pick(release, "id", "name", "body", "draft", "prerelease", tag_name="tag", target_commitish="target"),
        **pick(release, created_at="created", published_at="published"),
        "node_id": node_id("Release", release.id),
        "url": url,
        "html_url": site.page(repository, f"/releases/tag/{release.tag}"),
        **link(url, assets="/assets", upload="/assets{?name,label}"),
        **link(site.repo(repository), tarball=f"/tarball/{release.tag}", zipball=f"/zipball/{release.tag}"),
        "author": user_json(site, release.author),
        "assets": [],
    }


def find_release(call: Call) -> Release:
    found = (each for each in call.repository.releases if str(each.id) == call.args["release_id"])
    release = next(found, None)
    if release is None or (release.draft and not may_write(call)):
        raise RequestError(404, "Not Found")
    return release


def may_write(call: Call) -> bool:
    return call.viewer is not None and call.repository.may(call.viewer, "write")


def list_releases(call: Call) -> Any:
    """Return the releases, newest first; drafts only for those who may write."""
    shown = [each for each in call.repository.releases if not each.draft or may_write(call)]
    return [release_json(call, each) for each in reversed(shown)]


def create_release(call: Call) -> Any:
    require_role(call.repository, call.user, "write")
    tag = call.text("tag_name")
    if any(each.tag == tag for each in call.repository.releases):
        raise RequestError(422, "already exists", resource="Release", field="tag_name", code="already_exists")
    draft, now = call.body.get("draft") is True, call.world.clock()
    release = Release(
        id=call.world.new_id(),
        tag=tag,
        target=call.text("target_commitish", call.repository.default_branch),
        name=call.text("name", tag),
        body=call.text("body", ""),
        author=call.user,
        created=now,
        published=None if draft else now,
        draft=draft,
        prerelease=call.body.get("prerelease") is True,
    )
    if not draft:
        make_tag(call, release)
    call.repository.releases.append(release)
    return Reply(201, release_json(call, release))


def make_tag(call: Call, release: Release) -> None:
    git = call.repository.git
    commit = git.resolve(f"{release.target}^{{commit}}")
    if commit is None:
        raise RequestError(422, "target_commitish is invalid", resource="Release", field="target_commitish")
    if git.resolve(f"refs/tags/{release.tag}") is None:
        git.set_ref(f"refs/tags/{release.tag}", commit, None)


def get_release_by_tag(call: Call) -> Any:
    found = (each for each in call.repository.releases if each.tag == call.args["tag"] and not each.draft)
    return release_json(call, require(next(found, None)))


def edit_release(call: Call) -> Any:
    require_role(call.repository, call.user, "write")
    release = find_release(call)
    release.tag, release.target = call.text("tag_name", release.tag), call.text("target_commitish", release.target)
    release.name, release.body = call.text("name", release.name), call.text("body", release.body)
    release.prerelease = call.body.get("prerelease", release.prerelease) is True
    if release.draft and call.body.get("draft") is False:
        make_tag(call, release)
        release.draft, release.published = False, call.world.clock()
    return release_json(call, release)


def delete_release(call: Call) -> None:
    require_role(call.repository, call.user, "write")
    call.repository.releases.remove(find_release(call))


ROUTES = (
    Route("GET", RELEASES, READ, list_releases),
    Route("POST", RELEASES, WRITE, create_release),
    Route("GET", f"{RELEASES}/latest", READ, lambda call: release_json(call, require(call.repository.latest_release))),
    Route("GET", f"{RELEASES}/tags/{{tag}}", READ, get_release_by_tag),
    Route("PATCH", f"{RELEASES}/{{release_id}}", WRITE, edit_release),
    Route("DELETE", f"{RELEASES}/{{release_id}}", WRITE, delete_release),
)
