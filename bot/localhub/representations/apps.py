"""Apps, their installations, and past webhook deliveries, as JSON."""

from bot.localhub.representations.names import Json, Site, link, node_id, pick, same, time
from bot.localhub.representations.repositories import user_json
from bot.localhub.state.accounts import App, Installation
from bot.localhub.webhooks import Delivery


def app_json(site: Site, app: App) -> Json:
    """Return an "integration"."""
    return {
        **pick(app, "id", "slug", name="slug"),
        "node_id": node_id("App", app.id),
        "owner": user_json(site, app.owner),
        "description": "",
        "external_url": site.web,
        "html_url": f"{site.web}/apps/{app.slug}",
        **same(time(app.user.created), "created_at", "updated_at"),
        "permissions": dict(app.permissions),
        "events": list(app.events),
    }


def made_app_json(site: Site, app: App, key: str) -> Json:
    """Return an App with everything that GitHub tells only once."""
    return {
        **app_json(site, app),
        "client_id": f"Iv1.{app.id:016x}",
        "client_secret": f"{app.id:040x}",
        "webhook_secret": app.secret or None,
        "pem": key,
    }


def installation_json(site: Site, installation: Installation) -> Json:
    return {
        **pick(installation, "id", created_at="created", updated_at="created"),
        **pick(installation, app_id="app.id", app_slug="app.slug", target_id="account.id"),
        "account": user_json(site, installation.account),
        **link(f"{site.api}/app/installations/{installation.id}", access_tokens="/access_tokens"),
        "repositories_url": f"{site.api}/installation/repositories",
        "html_url": f"{site.web}/settings/installations/{installation.id}",
        "target_type": "User",
        "permissions": dict(installation.app.permissions),
        "events": list(installation.app.events),
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "repository_selection": "selected",
        **same(None, "single_file_name", "suspended_by", "suspended_at"),
    }


def told_installation_json(site: Site, installation: Installation, action: str) -> Json:
    """Return an installation as its App sees it."""
    found = filter(None, map(site.world.find, installation.repositories))
    return {
        "action": action,
        "installation": installation_json(site, installation),
        "repositories": [
            {**pick(each, "id", "name", "full_name"), "node_id": node_id("Repository", each.id), "private": False}
            for each in found
        ],
        "requester": None,
        "sender": user_json(site, installation.account),
    }


def delivery_json(delivery: Delivery) -> Json:
    """Return a "hook-delivery-item" of a past delivery."""
    assert delivery.status is not None
    return {
        **pick(delivery, "id", "guid", "redelivery", "event", "action", delivered_at="sent", status_code="status"),
        "duration": 0.1,
        "status": "OK" if 200 <= delivery.status < 300 else delivery.answer or "failed to connect",
        **same(None, "installation_id", "repository_id"),
    }
