"""What an App asks about itself, with a token that it signs: its installations, the deliveries of its webhook."""

from datetime import timedelta
from typing import Any

from bot.localhub.operations.apps import create_installation_token, find_installation, make_app
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.apps import app_json, delivery_json, installation_json, made_app_json
from bot.localhub.representations.names import time
from bot.localhub.representations.repositories import repository_json
from bot.localhub.rest.call import PUBLIC, REPO, Call, Reply, Route
from bot.localhub.state.accounts import App, Installation
from bot.localhub.webhooks import Delivery

APP = "app:write"
TOKEN_LIFE = timedelta(hours=1)


def asking_app(call: Call) -> App:
    if call.token is None or call.token.app is None:
        raise RequestError(401, "A JSON web token could not be decoded")
    return call.token.app


def own_installation(call: Call) -> Installation:
    number = call.args["installation_id"]
    found = call.world.installations.get(int(number)) if number.isdecimal() else None
    if found is None or found.app is not asking_app(call):
        raise RequestError(404, "Not Found")
    return found


def find_hook_deliveries(call: Call) -> list[Delivery]:
    """Return the deliveries to the App's webhook, newest first."""
    app = asking_app(call)
    return [delivery for delivery in call.sender.log[::-1] if delivery.hook.app is app]


def read_app(call: Call) -> Any:
    app = asking_app(call)
    count = sum(each.app is app for each in call.world.installations.values())
    return {**app_json(call.site, app), "installations_count": count}


def list_installations(call: Call) -> Any:
    app = asking_app(call)
    return [installation_json(call.site, each) for each in call.world.installations.values() if each.app is app]


def create_access_token(call: Call) -> Any:
    installation = own_installation(call)
    token, granted = create_installation_token(call.world, installation, call.body.get("permissions"))
    content = {
        "token": token,
        "expires_at": time(call.world.clock() + TOKEN_LIFE),
        "permissions": dict(granted),
        "repository_selection": "selected",
    }
    return Reply(201, content)


def list_installation_repositories(call: Call) -> Any:
    if call.token is None or call.token.installation is None:
        raise RequestError(403, "Resource not accessible by personal access token")
    found = filter(None, map(call.world.find, call.token.installation.repositories))
    repositories = [repository_json(call.site, each, call.viewer) for each in found]
    return {"total_count": len(repositories), "repository_selection": "selected", "repositories": repositories}


def redeliver(call: Call) -> Any:
    for delivery in find_hook_deliveries(call):
        if str(delivery.id) == call.args["delivery_id"]:
            call.sender.redeliver(delivery.guid)
            return Reply(202, {})
    raise RequestError(422, "Validation Failed", field="delivery_id")


ROUTES = (
    Route("POST", "/app-manifests/{code}/conversions", PUBLIC, lambda call: Reply(
        201, made_app_json(call.site, *make_app(call.world, call.args["code"]))
    )),
    Route("GET", "/app", APP, read_app),
    Route("GET", "/app/installations", APP, list_installations),
    Route("POST", "/app/installations/{installation_id}/access_tokens", APP, create_access_token),
    Route("GET", f"{REPO}/installation", APP, lambda call: installation_json(
        call.site, require(find_installation(asking_app(call), call.repository))
    )),
    Route("GET", "/installation/repositories", PUBLIC, list_installation_repositories),
    Route("GET", "/app/hook/config", APP, lambda call: {
        "content_type": "json", "insecure_ssl": "0", "secret": "********", "url": asking_app(call).webhook
    }),
    Route("GET", "/app/hook/deliveries", APP, lambda call: [
        delivery_json(delivery) for delivery in find_hook_deliveries(call) if delivery.status is not None
    ]),
    Route("POST", "/app/hook/deliveries/{delivery_id}/attempts", APP, redeliver),
)  # fmt: skip
