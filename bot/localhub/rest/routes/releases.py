"""Releases: a tag with a title and notes."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.names import Json, node_id, time
from bot.localhub.representations.repositories import user_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.state.repositories import Release


@route("POST", "/repos/{owner}/{repo}/releases", "contents:write")
def create_release(call: Call) -> Any:
    """Make a release of a tag; GitHub would make the tag, too."""
    operations.require_role(call.world, call.repository, call.user, "write")
    repository, tag = call.repository, call.text("tag_name")
    if repository.git.resolve(f"refs/tags/{tag}") is None:
        raise RequestError(422, "Validation Failed")
    if any(known.tag == tag for known in repository.releases):
        raise RequestError(422, "Validation Failed: tag_name already_exists")
    made = Release(
        id=call.world.new_id(),
        tag=tag,
        name=call.body.get("name"),
        body=call.body.get("body"),
        author=call.user,
        created=call.world.clock(),
    )
    repository.releases.append(made)
    return Reply(201, release_json(call, made))


@route("GET", "/repos/{owner}/{repo}/releases/tags/{tag}")
def get_release_by_tag(call: Call) -> Any:
    found = next((known for known in call.repository.releases if known.tag == call.args["tag"]), None)
    if found is None:
        raise RequestError(404, "Not Found")
    return release_json(call, found)


def release_json(call: Call, release: Release) -> Json:
    """Return a "release"."""
    url = f"{call.site.api}/repos/{call.repository.full_name}"
    page = f"{call.site.web}/{call.repository.full_name}"
    when = time(release.created)
    return {
        "url": f"{url}/releases/{release.id}",
        "html_url": f"{page}/releases/tag/{release.tag}",
        "assets_url": f"{url}/releases/{release.id}/assets",
        "upload_url": f"{url}/releases/{release.id}/assets{{?name,label}}",
        "tarball_url": f"{url}/tarball/{release.tag}",
        "zipball_url": f"{url}/zipball/{release.tag}",
        "id": release.id,
        "node_id": node_id("Release", release.id),
        "tag_name": release.tag,
        "target_commitish": call.repository.default_branch,
        "name": release.name,
        "body": release.body,
        "draft": False,
        "prerelease": False,
        "created_at": when,
        "published_at": when,
        "author": user_json(call.site, release.author),
        "assets": [],
    }
