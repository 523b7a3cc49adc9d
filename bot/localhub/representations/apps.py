"""Apps that were just made, installations, and what webhooks were sent, as JSON."""

from __future__ import annotations

from bot.localhub.representations.checks import app_json
from bot.localhub.representations.names import Json, Site, node_id, time
from bot.localhub.representations.repositories import user_json
from bot.localhub.state.accounts import App, Installation
from bot.localhub.webhooks import Delivery


def made_app_json(site: Site, app: App, key: str) -> Json:
    """Return an App with all that GitHub tells only once."""
    return {
        **app_json(site, app),
        "client_id": f"Iv1.{app.id:016x}",
        "client_secret": f"{app.id:040x}",
        "webhook_secret": app.secret or None,
        "pem": key,
    }


def installation_json(site: Site, installation: Installation) -> Json:
    url, when = f"{site.api}/app/installations/{installation.id}", time(installation.created)
    return {
        "id": installation.id,
        "account": user_json(site, installation.account),
        "access_tokens_url": f"{url}/access_tokens",
        "repositories_url": f"{site.api}/installation/repositories",
        "html_url": f"{site.web}/settings/installations/{installation.id}",
        "app_id": installation.app.id,
        "app_slug": installation.app.slug,
        "target_id": installation.account.id,
        "target_type": "User",
        "permissions": dict(installation.app.permissions),
        "events": list(installation.app.events),
        "created_at": when,
        "updated_at": when,
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "repository_selection": "selected",
        "suspended_by": None,
        "suspended_at": None,
    }


def told_installation_json(site: Site, installation: Installation, action: str) -> Json:
    """Return what an App is told of its installation."""
    found = filter(None, map(site.world.find, installation.repositories))
    listed = [
        {
            "id": each.id,
            "node_id": node_id("Repository", each.id),
            "name": each.name,
            "full_name": each.full_name,
            "private": False,
        }
        for each in found
    ]
    return {
        "action": action,
        "installation": installation_json(site, installation),
        "repositories": listed,
        "requester": None,
        "sender": user_json(site, installation.account),
    }


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
