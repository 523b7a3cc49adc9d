"""Finds out who makes a request, and what their token or JSON web token permits."""

import base64

import jwt

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import AccessToken
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World


def read_jwt(world: World, text: str) -> AccessToken | None:
    """Return the rights of the App that signed this token; None if no App here did, or it has expired."""
    try:
        issuer = jwt.decode(text, options={"verify_signature": False}).get("iss", "")
        app, key = world.apps[int(issuer)]
        jwt.decode(text, key, algorithms=["RS256"], options={"require": ["exp", "iat", "iss"]})
    except (jwt.InvalidTokenError, KeyError, ValueError):
        return None
    return AccessToken(app.user, {"app": "write"}, app)


def find_token(world: World, header: str) -> AccessToken | None:
    """Return the token of an Authorization header, None if there is none; raise RequestError on a bad one."""
    if not header:
        return None
    kind, _, value = header.partition(" ")
    if kind.lower() == "basic":
        value = base64.b64decode(value).decode("utf-8", "replace").rpartition(":")[2]
    token = world.tokens.get(value) or read_jwt(world, value)
    if token is None or kind.lower() not in ("basic", "bearer", "token"):
        raise RequestError(401, "Bad credentials")
    return token


def check_permission(token: AccessToken | None, needs: str, repository: LocalRepository | None = None) -> None:
    """Refuse what a token may not do: it needs a level in one of some areas, "issues,pull_requests:write".

    Anybody may read what is public. `repository` is the one requested, if known.
    """
    areas, _, level = needs.partition(":")
    if level == "read" and not (repository and repository.private):
        return
    if token is None:
        raise RequestError(401, "Requires authentication")
    owner = repository.owner if repository else token.user
    if token.fine_grained and level == "write" and owner.kind == "User" and owner is not token.user:
        raise RequestError(403, "Resource not accessible by personal access token")
    allowed, enough = token.permissions, ("write",) if level == "write" else ("read", "write")
    if allowed is None or areas == "metadata":
        return
    if not any(allowed.get(area) in enough for area in areas.split(",")):
        kind = "integration" if token.app else "personal access token"
        raise RequestError(403, f"Resource not accessible by {kind}")


def speaking(thread: LocalThread) -> str:
    """Return what a token needs to comment on a thread or label it."""
    return "issues,pull_requests:write" if thread.pull else "issues:write"
