"""A local GitHub with a list, its owner and another person, for programs that were made for GitHub."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.localhub.server import LocalHub
from tests.clients.certificate import NAME, write_certificate
from tests.clients.tunnel import lead_to
from tests.localhub.gate import Gate

LIST = "owner/list"
FILES = {"README.md": b"# List\n", "docs/a.md": b"a\n"}


@dataclass(frozen=True)
class Ground:
    """`environment` leads a program to this GitHub under the name of `NAME`."""

    hub: LocalHub
    environment: dict[str, str]

    def token(self, login: str) -> str:
        return self.hub.create_token(login)


@contextmanager
def open_ground(folder: Path, gate: Gate, *, tls: bool = False) -> Iterator[Ground]:
    """Open a GitHub; with `tls` it is found by HTTPS under a name, through a proxy."""
    certificate, context = write_certificate(folder)
    (folder / "hub").mkdir()
    hub = LocalHub(folder / "hub", tls=context if tls else None, on_exchange=gate.check_exchange)
    with hub, lead_to(hub.server.port) as proxy:
        for login in ("owner", "person"):
            hub.create_user(login)
        hub.create_repository(LIST, FILES)
        hub.set_role(LIST, "person", "write")
        proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), proxy) | dict.fromkeys(("NO_PROXY", "no_proxy"), "")
        trusts = dict.fromkeys(("SSL_CERT_FILE", "GIT_SSL_CAINFO", "NODE_EXTRA_CA_CERTS"), str(certificate))
        yield Ground(hub, {**proxies, **trusts, "GH_HOST": NAME, "HOME": str(folder)})
