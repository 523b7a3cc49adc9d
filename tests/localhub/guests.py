"""Accounts that talk to a local GitHub through its addresses."""

import base64
from typing import Any
from urllib.parse import quote

import httpx

from bot.localhub.server import LocalHub
from tests.web import PATIENCE, ask

REPOSITORY = "/repos/mona/list"
#: A file long enough for hunks that lie apart.
LONG = "".join(f"line {number}\n" for number in range(1, 31))
#: What the first commit of `mona/list` holds.
FILES = {"README.md": b"# List\n", "data/x.yaml": b"a: 1\n", "long.txt": LONG.encode()}


def open_browser(hub: LocalHub) -> httpx.Client:
    """Return what looks at the local GitHub's pages, with cookies of its own."""
    return httpx.Client(base_url=hub.web, follow_redirects=True, verify=False, trust_env=False, timeout=PATIENCE)


class Guest:
    """An account that talks to the local GitHub."""

    def __init__(self, hub: LocalHub, login: str, token: str = "") -> None:
        self.hub, self.login = hub, login
        self.token = token or hub.create_token(login)

    def ask(self, method: str, path: str, /, **body: Any) -> httpx.Response:
        return ask(self.hub, self.token, method, f"/api/v3{path}", body or None)

    def query(self, document: str, **variables: Any) -> dict[str, Any]:
        """Send a GraphQL document; return the whole answer."""
        body = {"query": document, "variables": variables}
        answer: dict[str, Any] = ask(self.hub, self.token, "POST", "/api/graphql", body).json()
        return answer


def make_branch(mona: Guest, name: str) -> tuple[str, str]:
    """Return (base, head) of a new branch with one commit."""
    base: str = mona.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"]
    tree = mona.ask("GET", f"{REPOSITORY}/git/commits/{base}").json()["tree"]["sha"]
    entries = [
        {"path": f"{name}.txt", "mode": "100644", "type": "blob", "content": "new\n"},
        {"path": "data/x.yaml", "mode": "100644", "type": "blob", "sha": None},
    ]
    tree = mona.ask("POST", f"{REPOSITORY}/git/trees", base_tree=tree, tree=entries).json()["sha"]
    head: str = mona.ask("POST", f"{REPOSITORY}/git/commits", message=name, tree=tree, parents=[base]).json()["sha"]
    assert mona.ask("POST", f"{REPOSITORY}/git/refs", ref=f"refs/heads/{name}", sha=head).status_code == 201
    return base, head


def put_file(guest: Guest, path: str, text: str | None, *, branch: str, repository: str = REPOSITORY) -> None:
    """Write a file on a branch; None deletes it."""
    found = guest.ask("GET", f"{repository}/contents/{quote(path)}?ref={branch}")
    known = {"sha": found.json()["sha"]} if found.status_code == 200 else {}
    content = {} if text is None else {"content": base64.b64encode(text.encode()).decode()}
    method = "DELETE" if text is None else "PUT"
    answer = guest.ask(method, f"{repository}/contents/{quote(path)}", message="m", branch=branch, **content, **known)
    assert answer.status_code in (200, 201), answer.text


def propose(guest: Guest, files: dict[str, str | None], *, branch: str = "topic", **more: Any) -> int:
    """Fork, change files on a new branch and open a pull request from there; return its number."""
    guest.ask("POST", f"{REPOSITORY}/forks")
    fork = f"/repos/{guest.login}/list"
    head = guest.ask("GET", f"{fork}/git/ref/heads/main").json()["object"]["sha"]
    assert guest.ask("POST", f"{fork}/git/refs", ref=f"refs/heads/{branch}", sha=head).status_code == 201
    for path, text in files.items():
        put_file(guest, path, text, branch=branch, repository=fork)
    body = {"title": "P", "head": f"{guest.login}:{branch}", "base": "main", **more}
    answer = guest.ask("POST", f"{REPOSITORY}/pulls", **body)
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["number"]
    return number


def machine(hub: LocalHub, slug: str = "checker") -> Guest:
    """Return an App that may check."""
    return Guest(hub, f"{slug}[bot]", hub.create_app_token("mona/list", slug, {"checks": "write"}))
