"""Plain pages on which a person plays contributor and maintainer; a click switches the account."""

import re
from typing import Any

from flask import g, redirect, render_template, request
from markupsafe import Markup

from bot.localhub.current import world
from bot.localhub.markup import read_suggestion, render, version
from bot.localhub.pages import apps, checks, files, settings, threads
from bot.localhub.pages.base import Answer, refuse
from bot.localhub.pages.base import pages as pages
from bot.localhub.pages.timeline import replaced_lines, shown_hunk

#: The modules that add the other pages when imported.
MODULES = (apps, checks, files, settings, threads)
#: What GitHub accepts as the name of an account.
LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")


@pages.app_template_filter("markdown")
def write_markdown(text: str, root: str = "", replaced: list[str] | None = None, *, breaks: bool = True) -> Markup:
    return Markup(render(text, root, replaced, breaks=breaks))  # noqa: S704 (nh3 cleaned it)


@pages.app_template_filter("ink")
def ink(color: str) -> str:
    """Return the colour in which text is readable on another."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "#1f2328" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#fff"


pages.app_template_filter("moment")(lambda moment: moment.strftime("%-d %b %Y, %H:%M"))
pages.app_template_filter("hunk")(shown_hunk)
pages.app_template_filter("replaced")(replaced_lines)
pages.app_template_filter("version")(version)
pages.app_template_test("suggestion")(lambda text: read_suggestion(text) is not None)


@pages.before_request
def know_visitor() -> None:
    people = [user for user in world.users.values() if user.kind == "User"]
    found = world.user(request.cookies.get("as", ""))
    g.people, g.viewer = people, found or (people[-1] if people else None)


@pages.context_processor
def shared() -> dict[str, Any]:
    return {"viewer": g.get("viewer"), "people": g.get("people", [])}


@pages.get("/")
def home() -> Answer:
    return render_template("home.html", repositories=list(world.repositories.values()))


@pages.post("/people")
def add_person() -> Answer:
    login = request.form.get("login", "")
    with world.lock:
        if not LOGIN.fullmatch(login) or world.user(login):
            return refuse("Choose a name of letters and digits that nobody has.")
        world.create_user(login)
    return redirect("/")


@pages.post("/as")
def become() -> Answer:
    response = redirect(request.form.get("back", "/") if is_local(request.form.get("back", "/")) else "/")
    response.set_cookie("as", request.form.get("login", ""), samesite="Strict", httponly=True)
    return response


def is_local(address: str) -> bool:
    """Whether an address belongs to this server."""
    return address.startswith("/") and not address.startswith("//") and "\\" not in address
