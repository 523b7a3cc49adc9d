"""The GitHub App that the bot acts as, as a manifest from which GitHub makes the App once its owner agrees. Pure."""

from collections.abc import Mapping

from bot.hub.rights import PERMISSIONS

#: Shown on the App's page, for anybody who wonders who writes these comments.
ABOUT = "Reviews proposed papers and keeps a curated list of them."
HOME = "https://pypi.org/project/paperclerk/"
#: The events that its webhook receives, and why.
EVENTS: Mapping[str, str] = {
    "issues": "somebody proposes a paper, changes a proposal or its labels",
    "issue_comment": "somebody answers or commands",
    "pull_request": "somebody proposes a change of the page, or merges one",
    "pull_request_review": "somebody approves a proposal by a review",
    "push": "somebody edits the list",
    "repository": "the list gets another name or owner",
    "status": "a check that an approved entry waits for has ended",
    "check_run": "the same, where an App checks",
    "merge_group": "a merge queue asks for a check",
}


def build_manifest(name: str, *, local: str, address: str | None) -> dict[str, object]:
    """Return the manifest of an App.

    `local` is the page to return to with the code; `address` is the server's, https://clerk.example.org. Without one
    the App has no webhook, and only sweeps find work.
    """
    manifest: dict[str, object] = {
        "name": name,
        "url": address or HOME,
        "description": ABOUT,
        "public": False,
        "redirect_url": f"{local}/created",
        "setup_url": f"{local}/installed",
        "default_permissions": {area: right.level for area, right in PERMISSIONS.items()},
    }
    if address:
        manifest["hook_attributes"] = {"url": f"{address.rstrip('/')}/webhook", "active": True}
        manifest["default_events"] = list(EVENTS)
    return manifest
