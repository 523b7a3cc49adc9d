"""How the bot is logged in to GitHub: as a token or an App, until when, with which rights, and with which webhook."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.hub.connection import Connection
from bot.hub.redelivery import Redelivery
from bot.hub.rights import lacking
from bot.service.setup.diagnosis import Diagnosis, Status
from bot.service.setup.manifest import EVENTS

#: The prefixes of personal access tokens: the fine-grained ones, and the classic ones.
FINE_GRAINED, CLASSIC = "github_pat_", "ghp_"
#: A classic token needs one of these scopes to write; the first works in public repositories only.
SCOPES = ("public_repo", "repo")
#: A token that expires sooner should be replaced.
SOON = timedelta(days=14)


def check_login(connection: Connection) -> Iterator[Diagnosis]:
    login = connection.own_login()
    if login is None or connection.token is None:
        yield Diagnosis("ok", "the bot is a GitHub App")
        return
    yield Diagnosis("ok", f"GitHub knows the token: the bot is {login}")
    # GitHub sends this in the headers of any answer to a personal token.
    headers, _ = connection.log_in(None).requester.requestJsonAndCheck("GET", "/")
    if connection.token.startswith(FINE_GRAINED):
        yield Diagnosis("ok", "it is fine-grained: GitHub does not tell its rights, so a thread says what one lacks")
    elif connection.token.startswith(CLASSIC):
        scopes = [scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")]
        if any(scope in scopes for scope in SCOPES):
            yield Diagnosis("ok", f"it is a classic token with the scope {next(s for s in SCOPES if s in scopes)}")
        else:
            yield Diagnosis("error", "it has neither the scope public_repo nor repo: give it one in its settings")
    until = headers.get("github-authentication-token-expiration")
    if until is None:
        yield Diagnosis("ok", "it does not expire")
        return
    last = date.fromisoformat(until[: len("2026-01-01")])
    status: Status = "limit" if last - datetime.now(UTC).date() <= SOON else "ok"
    yield Diagnosis(status, f"it expires on {last}" + ("" if status == "ok" else ": make a new one in time"))


def check_rights(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    """Report the rights that the App was not granted where it is installed; a token does not reveal its own."""
    if connection.token is not None:
        return
    granted = connection.app().get_repo_installation(*repository.split("/")).raw_data["permissions"]
    lacks = lacking(granted)
    for name, right in lacks.items():
        status: Status = "error" if right.is_vital else "limit"
        do = "grant it in the App's settings, then accept that where it is installed"
        yield Diagnosis(status, f"the App lacks {name} ({right.level}): without it, {right.without}; {do}")
    if not lacks:
        yield Diagnosis("ok", "the App has every right that it asks for")


def check_webhook(connection: Connection) -> Iterator[Diagnosis]:
    """Report what an App's webhook receives and whether it arrived; a token cannot see a repository's webhook."""
    if connection.token is not None:
        yield Diagnosis("ok", "a token is not told of the webhook: Settings > Webhooks shows what it sent")
        return
    _, hook = connection.ask_as_app("/app/hook/config")
    if not hook.get("url"):
        yield Diagnosis("limit", "the App has no webhook: only `paperclerk sweep` finds what there is to do")
        return
    _, app = connection.ask_as_app("/app")
    settings = f"{app['html_url']} (settings of the App)"
    if hook.get("content_type") != "json":
        yield Diagnosis("error", f"the webhook sends forms: choose application/json in {settings}")
    if missed := sorted(EVENTS.keys() - {*app["events"]}):
        yield Diagnosis("limit", f"the webhook does not hear {', '.join(missed)}: tick them in {settings}")
    failed = Redelivery(connection).find()
    if failed:
        said = f"{len(failed)} deliveries of the last three days did not come in, the last with {failed[-1].status}"
        yield Diagnosis("limit", f"{said}: does {hook['url']} answer? A sweep has them sent again")
    else:
        yield Diagnosis("ok", f"the webhook sends to {hook['url']}; nothing of the last three days was lost")


def check_reach(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    """Report whether a fine-grained token can reach the repository at all: never another person's."""
    if not (connection.token or "").startswith(FINE_GRAINED):
        return
    owner, login = connection.open(repository).gateway.rest("GET", "")["owner"], connection.own_login() or ""
    if owner["type"] == "User" and owner["login"].lower() != login.lower():
        yield Diagnosis(
            "error",
            f"a fine-grained token of {login} cannot write to what {owner['login']} owns, who is a person: make a"
            " classic token (scope public_repo, of a private list repo), or install an App",
        )
