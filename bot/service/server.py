"""The server of the web application: waitress as it is. Silent and dripping connections are the proxy's matter."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from waitress.server import create_server
from waitress.wasyncore import close_all

from bot.service.app import LARGEST_BODY

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: The threads wait for the disk together: what one commit stores is as many deliveries as there are threads. waitress
#: looks at every open connection whenever one has an answer, so most of a burst waits in the backlog, where that costs
#: nothing. A connection is shut once it has been silent for half as long as GitHub waits (ten seconds). GitHub's
#: payloads are read at one go.
SETTINGS = {
    "threads": 64,
    "connection_limit": 256,
    "backlog": 1024,
    "channel_timeout": 5,
    "cleanup_interval": 1,
    "recv_bytes": 65536,
    "max_request_body_size": LARGEST_BODY,
    # What a proxy on this machine says of who asks is believed; of others' nothing is.
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    "clear_untrusted_proxy_headers": True,
    "ident": None,
    # select() knows no file beyond the 1,024th.
    "asyncore_use_poll": True,
}
#: In seconds; answers in hand are given within it.
LONGEST_END = 2.0

# It warns of every request of a burst that waits for a thread, and each time that it is full.
logging.getLogger("waitress").setLevel(logging.ERROR)


class Server:
    """Serves an application in a thread of its own, from `start` to `stop`, on `port`."""

    def __init__(self, application: WSGIApplication, *, host: str, port: int) -> None:
        opened: dict[int, Any] = {}
        try:
            self.waitress: Any = create_server(application, map=opened, host=host, port=port, **SETTINGS)
        except OSError as error:
            close_all(opened)
            # Python does not say which address is taken.
            raise OSError(error.errno, error.strerror, f"{host}:{port}") from error
        self.port = int(self.waitress.effective_port)
        self.thread = threading.Thread(target=self.waitress.run, name="paperclerk-web", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """Give the answers in hand and take nobody in any more.

        In this order: a thread that still answers would wake a server that is closed.
        """
        self.waitress.task_dispatcher.shutdown(timeout=LONGEST_END)
        self.waitress.close()
