"""Takes from npm's @octokit/fixtures what GitHub really answered to requests that the local GitHub serves, too.

    python -m tests.localhub.recordings

writes `tests/localhub/recordings.json` (MIT, by the contributors of Octokit): of each exchange the request, and of its
answer the status, the body with lists cut to two, and the headers that programs read.
"""

import json
from pathlib import Path
from typing import Any

from tests.localhub import npm

FIXTURES = "@octokit/fixtures@23.1.2"
FILE = Path(__file__).with_name("recordings.json")
SCENARIOS = (
    "add-labels-to-issue", "branch-protection", "create-file", "create-status", "errors", "get-content",
    "get-repository", "git-refs", "labels", "lock-issue", "paginate-issues", "rename-repository", "search-issues",
)  # fmt: skip
HEADERS = ("content-type", "link", "location", "x-github-media-type", "x-ratelimit-limit", "x-ratelimit-resource")
LONGEST_LIST = 2


def load() -> dict[str, list[dict[str, Any]]]:
    """Return the exchanges of each scenario."""
    found: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))["scenarios"]
    return found


def take(exchange: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": exchange["method"].upper(),
        "path": exchange["path"],
        "accept": exchange["reqheaders"]["accept"],
        "sent": exchange["body"] or None,
        "status": exchange["status"],
        "body": shorten(exchange["response"]),
        "headers": {name: exchange["headers"][name] for name in HEADERS if name in exchange["headers"]},
    }


def shorten(value: Any) -> Any:
    """Return a value with short lists."""
    if isinstance(value, dict):
        return {name: shorten(item) for name, item in value.items()}
    return [shorten(item) for item in value[:LONGEST_LIST]] if isinstance(value, list) else value


def main() -> None:
    """Write the file."""
    folder = npm.fetch(FIXTURES) / "scenarios" / "api.github.com"
    lines = []
    for name in SCENARIOS:
        recorded = json.loads((folder / name / "normalized-fixture.json").read_text(encoding="utf-8"))
        exchanges = ",\n".join(json.dumps(take(exchange)) for exchange in recorded)
        lines.append(f"{json.dumps(name)}: [\n{exchanges}]")
    origin = json.dumps(f"{FIXTURES} (npm, MIT, by the contributors of Octokit)")
    FILE.write_text(f'{{"origin": {origin}, "scenarios": {{\n{",".join(lines)}}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
