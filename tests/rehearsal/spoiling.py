"""A local GitHub that answers other than the code believes, in the way that a test says."""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Response

from tests.localhub.traffic import WatchedHub


@dataclass(slots=True)
class Answered:
    """A request with its answer; `query` is a GraphQL document, "" for REST. What is changed here is what is sent."""

    method: str
    path: str
    query: str
    status: int
    body: Any


#: Changes an answer, or does nothing.
Spoil = Callable[[Answered], None]


class SpoiltHub(WatchedHub):
    """Lets `spoil` change every answer of the API."""

    spoil: Spoil = staticmethod(lambda answered: None)

    def create_application(self) -> Callable[..., Iterable[bytes]]:
        application = super().create_application()

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            if not path.startswith("/api/"):
                return application(environ, start)
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(sent)
            query = json.loads(sent)["query"] if path.endswith("/graphql") else ""
            response = Response.from_app(application, environ, buffered=True)
            if response.is_json and response.get_data():
                answered = Answered(environ["REQUEST_METHOD"], path, query, response.status_code, response.json)
                self.spoil(answered)
                response.status_code = answered.status
                response.set_data(json.dumps(answered.body))
            return response(environ, start)

        return answer


@dataclass(slots=True)
class Stale:
    """Answers the first reading of a kind over and over, for some `times`."""

    query: str
    times: int
    first: Any = None

    def __call__(self, answered: Answered) -> None:
        if f"query {self.query}(" in answered.query:
            self.first = self.first or answered.body
            if self.times > 0:
                answered.body = self.first
                self.times -= 1
