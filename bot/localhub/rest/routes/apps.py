"""What an App asks about itself, with a token that it signs: the deliveries of its webhook."""

from __future__ import annotations

from typing import Any

from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.deliveries import delivery_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.webhooks import Delivery


def list_own(call: Call) -> list[Delivery]:
    """Return the deliveries that the asking App's webhook was sent, the newest first."""
    if call.token is None or call.token.app is None:
        raise RequestError(401, "A JSON web token could not be decoded")
    return [delivery for delivery in call.sender.log[::-1] if delivery.hook.app is call.token.app]


@route("GET", "/app/hook/deliveries", "app:write")
def list_deliveries(call: Call) -> Any:
    """Return the deliveries of the App's webhook that were made, the newest first."""
    made = [delivery for delivery in list_own(call) if delivery.status is not None]
    return [delivery_json(delivery) for delivery in made]


@route("POST", "/app/hook/deliveries/{delivery_id}/attempts", "app:write")
def redeliver(call: Call) -> Any:
    """Send a delivery again, under its own GUID."""
    for delivery in list_own(call):
        if str(delivery.id) == call.args["delivery_id"]:
            call.sender.redeliver(delivery.guid)
            return Reply(202, {})
    raise RequestError(422, "Validation Failed", field="delivery_id")
