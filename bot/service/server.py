"""The web server of the application: waitress as it is. Silent and slow connections are the proxy's business."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from waitress.server import create_server
from waitress.wasyncore import close_all

from bot.service.app import LARGEST_BODY

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: All threads wait for the disk together: one commit stores as many deliveries as there are threads. waitress checks
#: every open connection whenever one has an answer, so most of a burst waits in the backlog, where that costs nothing.
#: A connection is closed once it has been silent for half as long as GitHub waits (ten seconds). GitHub's payloads are
#: read in one go.
SETTINGS = {
    "threads": 64,
    "connection_limit": 256,
    "backlog": 1024,
    "channel_timeout": 5,
    "cleanup_interval": 1,
    "recv_bytes": 65536,
    "max_request_body_size": LARGEST_BODY,
    # A proxy on this machine is trusted about the client's address; other machines are not.
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    "clear_untrusted_proxy_headers": True,
    "ident": None,
    # select() cannot handle a file number above 1,023.
    "asyncore_use_poll": True,
}
#: In seconds; running answers are finished within it.
LONGEST_END = 2.0

# waitress warns of each request that waits for a thread, and again when it is full.
logging.getLogger("waitress").setLevel(logging.ERROR)


class Server:
    """Serves an application in a thread of its own, from `start` to `stop`, on `port`."""

    def __init__(self, application: WSGIApplication, *, host: str, port: int) -> None:
        opened: dict[int, Any] = {}
        try:
            self.waitress: Any = create_server(application, map=opened, host=host, port=port, **SETTINGS)
        except (OSError, ValueError) as error:
            close_all(opened)
            # Python does not say which address is in use, and waitress not that a host has no address.
            number, words = (error.errno, error.strerror) if isinstance(error, OSError) else (None, "no such host")
            raise OSError(number, words, f"{host}:{port}") from error
        self.port = int(self.waitress.effective_port)
        self.thread = threading.Thread(target=self.waitress.run, name="paperclerk-web", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """Finish the answers in hand and accept nobody any more.

        In this order: a thread that is still answering would wake a closed server.
        """
        self.waitress.task_dispatcher.shutdown(timeout=LONGEST_END)
        self.waitress.close()
