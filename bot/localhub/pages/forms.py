"""Issue forms: read from the repository, and turned into the text that GitHub makes of a filled one."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from bot.localhub.state.repositories import LocalRepository

FOLDER = ".github/ISSUE_TEMPLATE"
#: Where GitHub looks for the text at the beginning of a new pull request.
PULL_TEMPLATES = (".github/PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md", "PULL_REQUEST_TEMPLATE.md")
NO_ANSWER = "_No response_"


def read_text(repository: LocalRepository, path: str, ref: str | None = None) -> str | None:
    """Return a file at a ref, by default the default branch, None if there is no such text."""
    return repository.git.read_text(f"{ref or repository.default_branch}:{path}")


def read_forms(repository: LocalRepository) -> Iterator[tuple[str, dict[str, Any]]]:
    sha = repository.git.resolve(f"{repository.default_branch}:{FOLDER}")
    for entry in repository.git.tree(sha) if sha else ():
        if entry.path.endswith((".yml", ".yaml")) and not entry.path.startswith("config."):
            yield entry.path, yaml.safe_load(read_text(repository, f"{FOLDER}/{entry.path}") or "{}")


def read_pull_template(repository: LocalRepository) -> str:
    return next(filter(None, (read_text(repository, path) for path in PULL_TEMPLATES)), "")


def fill_form(form: Mapping[str, Any], answers: Mapping[str, str]) -> str:
    parts = []
    for field in form["body"]:
        label = field.get("attributes", {}).get("label")
        match field["type"]:
            case "markdown":
                continue
            case "checkboxes":
                options = field["attributes"]["options"]
                marks = ("x" if answers.get(f"field-{field['id']}-{n}") else " " for n in range(len(options)))
                value = "\n".join(f"- [{m}] {o['label']}" for m, o in zip(marks, options, strict=True))
            case _:
                value = answers.get(f"field-{field['id']}", "").replace("\r\n", "\n").strip() or NO_ANSWER
        parts.append(f"### {label}\n\n{value}")
    return "\n\n".join(parts)
