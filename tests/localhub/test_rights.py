"""What a token may read of a private repository."""

from __future__ import annotations

import re

from bot.localhub.rest.call import ROUTES
from tests.localhub.guests import REPOSITORY, Guest
from tests.localhub.traffic import WatchedHub

HERE = "/repos/{owner}/{repo}"
#: What every token sees that knows of a repository (GitHub's "Permissions required for fine-grained tokens").
METADATA = {
    ("GET", f"{HERE}{rest}")
    for rest in (
        "",
        "/collaborators",
        "/collaborators/{username}/permission",
        "/rules/branches/{branch}",
        "/tags",
        "/topics",
    )
}


def test_a_token_without_the_right_is_refused_by_every_address_of_a_private_repository(
    hub: WatchedHub, mona: Guest
) -> None:
    hub.repository("mona/list").private = True
    owner = Guest(hub, "mona", hub.world.create_fine_token("mona", {"metadata": "read"}))
    known = {(each.method, each.path) for each in ROUTES if each.path.startswith(HERE)}
    filled = {each: re.sub(r"\{\w+\}", "1", each[1].replace(HERE, REPOSITORY)) for each in known}
    open_to_it = {each for each in known if owner.ask(each[0], filled[each]).status_code != 403}
    assert open_to_it == METADATA
