"""The pages on which a person makes an App from a manifest, installs it and removes it again."""

import json
from urllib.parse import urlencode

from flask import abort, g, redirect, render_template, request

from bot.localhub.current import world
from bot.localhub.operations.apps import install, offer_app, uninstall
from bot.localhub.operations.refusal import RequestError
from bot.localhub.pages.base import Answer, pages, refuse
from bot.localhub.state.accounts import App, Installation


def find_app(slug: str) -> App:
    found = (app for app, _ in world.apps.values() if app.slug == slug)
    return next(found, None) or abort(404)


def own_installation(number: int) -> Installation:
    found = world.installations.get(number)
    return found if found and found.account is g.viewer else abort(404)


@pages.post("/settings/apps/new")
def show_manifest() -> Answer:
    try:
        manifest = json.loads(request.form.get("manifest", ""))
        name, rights = str(manifest["name"]), dict(manifest["default_permissions"])
    except (ValueError, KeyError, TypeError):
        return refuse("The manifest cannot be read.")
    return render_template("app.html", app=name, rights=rights, manifest=request.form["manifest"])


@pages.post("/settings/apps")
def agree() -> Answer:
    manifest = json.loads(request.form.get("manifest", ""))
    with world.lock:
        try:
            code = offer_app(world, g.viewer, manifest)
        except RequestError as refusal:
            return refuse(refusal)
    back = {"code": code, "state": request.args["state"]} if "state" in request.args else {"code": code}
    return redirect(f"{manifest['redirect_url']}?{urlencode(back)}")


@pages.get("/apps/<slug>/installations/new")
def choose_repositories(slug: str) -> Answer:
    own = [each for each in world.repositories.values() if each.owner is g.viewer]
    return render_template("installation.html", app=find_app(slug), own=own)


@pages.post("/apps/<slug>/installations/new")
def install_app(slug: str) -> Answer:
    app = find_app(slug)
    with world.lock:
        chosen = [
            each
            for each in world.repositories.values()
            if each.owner is g.viewer and each.full_name in request.form.getlist("repository")
        ]
        if not chosen:
            return refuse("Choose a repository.")
        made = install(world, app, g.viewer, chosen)
    back = {"installation_id": made.id, "setup_action": "install"}
    return redirect(f"{app.setup_url}?{urlencode(back)}" if app.setup_url else f"/settings/installations/{made.id}")


@pages.get("/settings/installations/<int:number>")
def show_installation(number: int) -> Answer:
    return render_template("installed.html", installation=own_installation(number))


@pages.post("/settings/installations/<int:number>")
def uninstall_app(number: int) -> Answer:
    with world.lock:
        uninstall(world, own_installation(number))
    return redirect("/")
