"""The server of the door: waitress, and before it a porch, where connections wait until they say something."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections import deque
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
#: How many may stand in the porch; a process has a thousand files as a rule. While it is full others wait in the
#: system's own queue, and who has said nothing for these seconds has to go.
MOST_SILENT, PATIENCE_IF_FULL = 500, 1


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
        #: Those of them that are to be let in.
        self.spoken: deque[Any] = deque()
        super().__init__(application, host=host, port=port, **SETTINGS)
        self.porch.register(self.socket, selectors.EVENT_READ)
        self.del_channel()
        self._fileno = self.porch.fileno()
        self.add_channel()

    def run(self) -> None:
        """Serve until stopped, and then end the threads, which waitress would leave behind."""
        super().run()
        self.task_dispatcher.shutdown()

    def handle_accept(self) -> None:
        """Let in as many as there is room for: who has spoken in the porch, then who comes new."""
        self.spoken = deque(key.fileobj for key, _ in self.porch.select(0) if key.fileobj is not self.socket)
        for _ in range(self.adj.connection_limit - len(self._map)):
            super().handle_accept()

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Return a connection that has something to say, with its address; None where there is none."""
        if self.spoken:
            connection = self.spoken.popleft()
            return connection, self.leave_porch(connection)
        arrived = None if self.is_full() else super().accept()
        if arrived is None:
            return None
        connection, address = arrived
        connection.setblocking(False)
        if has_spoken(connection):
            return connection, address
        self.enter_porch(connection, address)
        return None

    def is_full(self) -> bool:
        """Tell whether nobody else can stand in the porch."""
        return len(self.silent) >= MOST_SILENT

    def enter_porch(self, connection: socket.socket, address: Any) -> None:
        """Let a connection wait until it says something."""
        self.silent[connection] = address, time.time()
        self.porch.register(connection, selectors.EVENT_READ)
        if self.is_full():
            self.porch.unregister(self.socket)

    def leave_porch(self, connection: socket.socket) -> Any:
        """Watch a connection no more; return its address."""
        if self.is_full():
            self.porch.register(self.socket, selectors.EVENT_READ)
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
        oldest = now - (PATIENCE_IF_FULL if self.is_full() else self.adj.channel_timeout)
        for connection, (_, since) in list(self.silent.items()):
            if since < oldest and not has_spoken(connection):
                self.dismiss(connection)

    def close(self) -> None:
        """Close the door and the porch."""
        for connection in list(self.silent):
            self.dismiss(connection)
        super().close()
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
