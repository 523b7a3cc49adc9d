"""The server of the door: waitress, and before it a porch, where connections wait until they say something."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from bot.service.app import LARGEST_BODY

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: The threads wait for the disk, together. Few connections are let in at a time: waitress looks at all of them for
#: whatever happens on one, and with its usual hundred a burst takes three times as long. One that stops in the middle
#: is shut after half as long as GitHub waits (ten seconds). GitHub's payloads are read at one go.
SETTINGS = {
    "threads": 16,
    "connection_limit": 24,
    "channel_timeout": 5,
    "cleanup_interval": 1,
    "recv_bytes": 65536,
    "max_request_body_size": LARGEST_BODY,
    "clear_untrusted_proxy_headers": True,
    "ident": None,
    # select() knows no file beyond the 1,024th.
    "asyncore_use_poll": True,
}
#: What may stand in the porch; a process has a thousand files as a rule. For one more the oldest has to go.
MOST_SILENT = 500


# It warns of every request of a burst that waits for a thread, and of every connection that waits to be let in.
for name in ("waitress", "waitress.queue"):
    logging.getLogger(name).setLevel(logging.ERROR)


class LastTask(WSGITask):  # type: ignore[misc]  # waitress has no types
    """Answers, and ends the connection: one that is kept for later takes a place, and GitHub opens one each time."""

    def start(self) -> None:
        """Answer as if the request had asked for the end."""
        super().start()
        self.request.headers["CONNECTION"] = "close"


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that was let in."""

    task_class = LastTask


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Serves an application; only a connection that has said something is let in and takes one of the few places.

    The system watches all that are silent, together with the socket that new ones come to, as a single file, which
    waitress asks as it would ask that socket. So they cost nothing, however many there are.
    """

    channel_class = Channel

    def __init__(self, application: WSGIApplication, *, host: str, port: int) -> None:
        self.porch = selectors.DefaultSelector()
        #: What stands in the porch, the oldest first: each with its address and since when it does.
        self.silent: dict[socket.socket, tuple[Any, float]] = {}
        super().__init__(application, host=host, port=port, **SETTINGS)
        self.porch.register(self.socket, selectors.EVENT_READ)
        self.del_channel()
        self._fileno = self.porch.fileno()
        self.add_channel()

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Return a connection that has something to say with its address, None if there is none at this moment."""
        for key, _ in self.porch.select(0):
            if isinstance(key.fileobj, socket.socket) and key.fileobj in self.silent:
                return key.fileobj, self.leave_porch(key.fileobj)
        arrived: tuple[socket.socket, Any] | None = super().accept()
        if arrived is None:
            return None
        connection, address = arrived
        connection.setblocking(False)
        if has_spoken(connection):
            return arrived
        self.enter_porch(connection, address)
        return None

    def enter_porch(self, connection: socket.socket, address: Any) -> None:
        """Let a connection wait until it says something."""
        if len(self.silent) >= MOST_SILENT:
            self.dismiss(next(iter(self.silent)))
        self.silent[connection] = address, time.time()
        self.porch.register(connection, selectors.EVENT_READ)

    def leave_porch(self, connection: socket.socket) -> Any:
        """Watch a connection no more; return its address."""
        self.porch.unregister(connection)
        address, _ = self.silent.pop(connection)
        return address

    def dismiss(self, connection: socket.socket) -> None:
        """Shut a connection that said nothing."""
        self.leave_porch(connection)
        connection.close()

    def maintenance(self, now: float) -> None:
        """Shut what has been quiet for too long, inside and in the porch; who only waits to be let in may stay."""
        super().maintenance(now)
        for connection, (_, since) in list(self.silent.items()):
            if since < now - self.adj.channel_timeout and not has_spoken(connection):
                self.dismiss(connection)

    def close(self) -> None:
        """Close the door and the porch."""
        super().close()
        for connection in list(self.silent):
            self.dismiss(connection)
        self.porch.close()

    def stop(self) -> None:
        """Take nobody in any more, and let every connection end after the answer in hand; callable from any thread."""

        def close() -> None:
            # waitress would wait for them for ever.
            for channel in list(self.active_channels.values()):
                channel.will_close = True
            self.close()

        self.trigger.pull_trigger(close)  # runs it in the server's own thread


def has_spoken(connection: socket.socket) -> bool:
    """Tell whether there is something to read: words, or the news that the other end is gone. Takes nothing."""
    try:
        connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
