"""What a webhook was sent, as JSON."""

from __future__ import annotations

from bot.localhub.representations.names import Json, time
from bot.localhub.webhooks import Delivery


def delivery_json(delivery: Delivery) -> Json:
    """Return a "hook-delivery-item" of a delivery that was made."""
    assert delivery.sent is not None
    assert delivery.status is not None
    return {
        "id": delivery.id,
        "guid": delivery.guid,
        "delivered_at": time(delivery.sent),
        "redelivery": delivery.redelivery,
        "duration": 0.1,
        "status": "OK" if 200 <= delivery.status < 300 else delivery.answer or "failed to connect",
        "status_code": delivery.status,
        "event": delivery.event,
        "action": delivery.action,
        "installation_id": None,
        "repository_id": None,
    }
