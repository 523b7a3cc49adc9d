"""The life of a GitHub App: offered by a manifest, made with a code, installed in repositories, and removed again."""

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import AccessToken, App, Installation, User
from bot.localhub.state.repositories import Hook, LocalRepository
from bot.localhub.state.world import World


def offer_app(world: World, owner: User, manifest: Any) -> str:
    """Keep a manifest that an account agreed to; return the code to make the App with, once."""
    if not isinstance(manifest, dict) or not isinstance(manifest.get("url"), str):
        raise RequestError(422, "The manifest lacks a url.")
    if not isinstance(manifest.get("redirect_url"), str):
        raise RequestError(422, "The manifest lacks a redirect_url.")
    if any(level not in ("read", "write", "admin") for level in manifest.get("default_permissions", {}).values()):
        raise RequestError(422, "The manifest's default_permissions are none.")
    code = secrets.token_hex(20)
    world.manifests[code] = (owner, manifest)
    return code


def make_app(world: World, code: str) -> tuple[App, str]:
    """Make the App for a code, which works once; return it and its private key."""
    if code not in world.manifests:
        raise RequestError(404, "Not Found")
    owner, manifest = world.manifests.pop(code)
    slug = re.sub(r"[^a-z0-9]+", "-", str(manifest.get("name", "app")).lower()).strip("-")
    hook = manifest.get("hook_attributes") or {}
    return register_app(
        world,
        slug,
        owner,
        permissions=dict(manifest.get("default_permissions", {})),
        events=tuple(manifest.get("default_events", ())),
        webhook=hook.get("url", "") if hook.get("active", True) else "",
        secret=secrets.token_hex(20) if hook else "",
        setup_url=manifest.get("setup_url") or "",
    )


def register_app(
    world: World, slug: str, owner: User, permissions: Mapping[str, str] | None = None, **more: Any
) -> tuple[App, str]:
    """Register an account's App; return it and its private key (PEM), which GitHub also shows only once."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    user = world.create_user(f"{slug}[bot]", "Bot")
    app = App(world.new_id(), slug, user, owner, permissions or {}, **more)
    world.apps[app.id] = (app, key.public_key())
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return app, key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def install(world: World, app: App, account: User, repositories: Sequence[LocalRepository]) -> Installation:
    names = [repository.full_name.lower() for repository in repositories]
    installation = Installation(world.new_id(), app, account, names, world.clock())
    world.installations[installation.id] = installation
    for repository in repositories:
        repository.roles[app.user.login] = "write"
        if app.webhook:
            repository.hooks.append(Hook(world.new_id(), app.webhook, app.secret, app.events, app))
    tell(world, "created", installation)
    return installation


def uninstall(world: World, installation: Installation) -> None:
    """Take an App's rights away; its tokens end at once."""
    del world.installations[installation.id]
    for name in installation.repositories:
        repository = world.find(name)
        if repository is not None:
            repository.roles.pop(installation.app.user.login, None)
            repository.hooks = [hook for hook in repository.hooks if hook.app is not installation.app]
    world.tokens = {text: token for text, token in world.tokens.items() if token.installation is not installation}
    tell(world, "deleted", installation)


def tell(world: World, action: str, installation: Installation) -> None:
    """Emit an event; GitHub tells every App of its installations, whatever events it asked for."""
    for listener in world.app_listeners:
        listener(action, installation)


def find_installation(app: App, repository: LocalRepository) -> Installation | None:
    name = repository.full_name.lower()
    found = (each for each in repository.world.installations.values() if each.app is app and name in each.repositories)
    return next(found, None)


def create_installation_token(
    world: World, installation: Installation, permissions: Mapping[str, str] | None
) -> tuple[str, Mapping[str, str]]:
    """Return a new token of an installation, and its permissions: all that the App has, or fewer."""
    granted = permissions or installation.app.permissions
    token = AccessToken(installation.app.user, granted, installation.app, installation=installation)
    return world.add_token(token, "ghs"), granted
