"""The three services on this machine: a socket that answers what a test tells it to, byte by byte if need be."""

import json
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

DATA = Path(__file__).parent / "data"
Reply = bytes | Iterable[bytes]


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


def reply(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    fields = {"Content-Length": str(len(raw)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + raw


def recorded(name: str, status: int = 200, **headers: str) -> bytes:
    return reply((DATA / name).read_bytes(), status, **headers)


class Services(socketserver.ThreadingTCPServer):
    """Serves while in the `with` block; `answer` says what to reply to a path, `requests` keeps what was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self.answer: Callable[[str], Reply] = lambda path: reply(json.dumps({"path": path}), 404)
        self.door = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.005})

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def drip(self, head: bytes, drop: bytes = b" ", every: float = 0.01) -> Iterator[bytes]:
        """Yield the head and then a drop now and then, for ever."""
        yield head
        while not self.stopping.wait(every):
            yield drop

    def __enter__(self) -> Self:
        self.door.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.shutdown()
        self.door.join()
        self.server_close()


class Handler(socketserver.StreamRequestHandler):
    server: Services

    def handle(self) -> None:
        try:
            path = self.rfile.readline().decode("latin-1").split(" ")[1]
            lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
            pairs = (line.partition(":") for line in lines)
            self.server.requests.append(Request(path, {name.lower(): value.strip() for name, _, value in pairs}))
            said = self.server.answer(path)
            for part in (said,) if isinstance(said, bytes) else said:
                self.wfile.write(part)
        except (OSError, IndexError):
            return
