"""People on a local GitHub, in the words that their stories are told with."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import resources
from bot.catalogue.data.dropdown import FORM, render_form
from bot.catalogue.data.records import VENUES, read_content, read_venues, write_catalogue
from bot.demo.playground import CLERK, CONTRIBUTOR, MAINTAINER, REPOSITORY, JobError, Playground
from bot.intake.form import CODE, LINK, SECTION, TITLE, VENUE, write_form
from bot.lists.marked.importing import import_list
from bot.localhub.state.accounts import ACTIONS
from bot.service.inbox.reporting import find_reasons
from tests.localhub.gate import Gate
from tests.localhub.traffic import WatchedHub
from tests.web import ask

HIDDEN = re.compile(r"\s*<!--.*?-->\s*\Z", re.DOTALL)
#: Whose name is on what the bot says: its own account's, or that of all workflows.
BOTS = (CLERK, ACTIONS)
SMALL_LIST = Path(__file__).with_name("small_list.md")


@cache
def small_files() -> dict[str, bytes]:
    """Return the files of a repository with a list of four papers."""
    return files_of(SMALL_LIST.read_text(encoding="utf-8"))


def files_of(page: str) -> dict[str, bytes]:
    """Return the files of a repository into which a page was imported."""
    venues = resources.read(f"data/{VENUES}")
    imported = import_list(page, read_venues(read_content(VENUES, venues)))
    texts = {**write_catalogue(imported.catalogue), VENUES: venues, imported.catalogue.output: imported.text}
    form = render_form(imported.catalogue, resources.read(FORM))
    files = {f"data/{path}": text for path, text in texts.items()} | {FORM: form, ".github/paperclerk.yml": ""}
    return {path: text.encode() for path, text in files.items()}


@dataclass(frozen=True)
class Actor:
    """Somebody with an account, acting through GitHub's REST API."""

    stage: Stage
    login: str
    token: str

    @property
    def fork(self) -> str:
        """The name of this account's copy of the repository."""
        return f"{self.login}/{REPOSITORY.partition('/')[2]}"

    def call(self, method: str, path: str, *, repository: str = REPOSITORY, **body: Any) -> Any:
        """Send one request about the repository, or about a fork; return the answer's body."""
        answer = ask(self.stage.ground.hub, self.token, method, f"/api/v3/repos/{repository}{path}", body or None)
        if answer.status_code >= 400:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.text else None

    def files(self, link: str = "", title: str = "", section: str = "", code: str = "", venue: str = "") -> int:
        """Fill the issue form in; return the issue's number once the bot has dealt with it."""
        answers = {LINK: link, TITLE: title, SECTION: section, CODE: code, VENUE: venue}
        return self.writes("Add a paper", write_form(answers))

    def writes(self, title: str, body: str) -> int:
        """Open an issue."""
        number: int = self.call("POST", "/issues", title=title, body=body)["number"]
        self.stage.ground.settle()
        return number

    def edits(self, number: int, **changes: str) -> None:
        """Change an issue's title or body."""
        self.call("PATCH", f"/issues/{number}", **changes)
        self.stage.ground.settle()

    def comments(self, number: int, body: str) -> int:
        """Comment in a thread; return the comment's number."""
        comment: int = self.call("POST", f"/issues/{number}/comments", body=body)["id"]
        self.stage.ground.settle()
        return comment

    def proposes(self, edits: Mapping[str, str | bytes | None], title: str = "Update README.md", body: str = "") -> int:
        """Edit files in a fork, as GitHub's pencil does, and open a pull request; return its number."""
        self.call("POST", "/forks")
        head = self.call("GET", "/git/ref/heads/main")["object"]["sha"]
        branch = f"patch-{len(self.stage.pulls('all')) + 1}"
        self.call("POST", "/git/refs", repository=self.fork, ref=f"refs/heads/{branch}", sha=head)
        for path, text in edits.items():
            self.pushes_to_fork(branch, path, text)
        head, base = f"{self.login}:{branch}", "main"
        number: int = self.call("POST", "/pulls", title=title, body=body, head=head, base=base)["number"]
        self.stage.ground.settle()
        return number

    def pushes_to_fork(self, branch: str, path: str, text: str | bytes | None) -> None:
        """Put a file on a branch of the fork; None deletes it."""
        written = text.encode() if isinstance(text, str) else text
        head = self.call("GET", f"/git/ref/heads/{branch}", repository=self.fork)["object"]["sha"]
        listed = self.call("GET", f"/git/trees/{head}?recursive=1", repository=self.fork)["tree"]
        old = {entry["path"]: entry["sha"] for entry in listed}
        method = "PUT" if written is not None else "DELETE"
        content = {"content": base64.b64encode(written).decode()} if written is not None else {}
        known = {"sha": old[path]} if path in old else {}
        self.call(method, f"/contents/{path}", repository=self.fork, message="Edit", branch=branch, **content, **known)
        self.stage.ground.settle()

    def pushes(self, path: str, text: str, message: str = "By hand", branch: str = "main") -> None:
        """Put a file on a branch, by default the default one."""
        head = self.call("GET", f"/git/ref/heads/{branch}")["object"]["sha"]
        listed = self.call("GET", f"/git/trees/{head}?recursive=1")["tree"]
        known = {entry["path"]: {"sha": entry["sha"]} for entry in listed}.get(path, {})
        content = base64.b64encode(text.encode()).decode()
        self.call("PUT", f"/contents/{path}", message=message, content=content, branch=branch, **known)
        self.stage.ground.settle()

    def configures(self, text: str) -> None:
        """Write the bot's settings."""
        self.pushes(".github/paperclerk.yml", text, "Settings")

    def labels(self, number: int, name: str = "paper: approved") -> None:
        """Put a label on a thread."""
        self.call("POST", f"/issues/{number}/labels", labels=[name])
        self.stage.ground.settle()

    def unlabels(self, number: int, name: str) -> None:
        """Take a label off a thread."""
        self.call("DELETE", f"/issues/{number}/labels/{name}")
        self.stage.ground.settle()

    def reports(self, commit: str, context: str = "ci", state: str = "success") -> None:
        """Set a status on a commit, as a machine would."""
        self.call("POST", f"/statuses/{commit}", state=state, context=context)
        self.stage.ground.settle()

    def reviews(self, pull: int, event: str = "APPROVE") -> None:
        """Review a pull request with GitHub's own form."""
        self.call("POST", f"/pulls/{pull}/reviews", event=event, body="Fine")
        self.stage.ground.settle()


class Stage:
    """A list, its bot, a contributor and a maintainer."""

    def __init__(self, ground: Playground) -> None:
        self.ground = ground
        self.contributor = Actor(self, CONTRIBUTOR, ground.tokens[CONTRIBUTOR])
        self.maintainer = Actor(self, MAINTAINER, ground.tokens[MAINTAINER])

    def wait(self, minutes: int = 1) -> None:
        """Let time pass on the local GitHub, which counts whole seconds."""
        world = self.ground.hub.world
        clock = world.clock
        world.clock = lambda: clock() + timedelta(minutes=minutes)

    def await_failure(self, words: str | None = None) -> str:
        """Wait until a job fails, for a reason with these words if they matter; return it."""
        with pytest.raises(JobError, match=words) as failed:
            self.ground.settle()
        return str(failed.value)

    def newcomer(self, login: str) -> Actor:
        """Return somebody else with an account."""
        self.ground.hub.create_user(login)
        return Actor(self, login, self.ground.hub.create_token(login))

    def get(self, path: str) -> Any:
        """Read something of the repository."""
        return self.maintainer.call("GET", path)

    def answers(self, number: int) -> list[str]:
        """Return the bot's comments in a thread, without their hidden ends."""
        comments = self.get(f"/issues/{number}/comments?per_page=100")
        return [HIDDEN.sub("", comment["body"]) for comment in comments if comment["user"]["login"] in BOTS]

    def answer(self, number: int) -> str:
        """Return the bot's one comment."""
        answers = self.answers(number)
        assert len(answers) == 1, answers
        return answers[0]

    def headline(self, number: int) -> str:
        """Return the first line of the bot's comment."""
        return self.answers(number)[0].splitlines()[0]

    def labels(self, number: int) -> set[str]:
        """Return a thread's labels."""
        return {label["name"] for label in self.get(f"/issues/{number}/labels")}

    def state(self, number: int) -> str:
        """Return whether a thread is open or closed."""
        return str(self.get(f"/issues/{number}")["state"])

    def pulls(self, state: str = "open") -> list[dict[str, Any]]:
        """Return the pull requests in a state."""
        pulls: list[dict[str, Any]] = self.get(f"/pulls?state={state}")
        return pulls

    def statuses(self, commit: str) -> dict[str, tuple[str, str]]:
        """Return what is said of a commit: state and description by context."""
        found = self.get(f"/commits/{commit}/status")["statuses"]
        return {status["context"]: (status["state"], status["description"]) for status in found}

    def text(self, path: str, ref: str = "main") -> str:
        """Return a file's text."""
        return base64.b64decode(self.get(f"/contents/{path}?ref={ref}")["content"]).decode()

    def papers(self) -> set[str]:
        """Return the ids of the listed papers."""
        return {entry["name"].removesuffix(".yaml") for entry in self.get("/contents/data/papers?per_page=100")}

    def reactions(self, comment: int) -> list[str]:
        """Return the reactions to a comment."""
        return [reaction["content"] for reaction in self.get(f"/issues/comments/{comment}/reactions")]

    def snapshot(self) -> dict[str, Any]:
        """Return all that can be seen of the repository, for comparison."""
        world = self.ground.hub.repository(REPOSITORY)
        threads = {
            number: (
                thread.title,
                thread.state,
                sorted(label.name for label in thread.labels),
                [(comment.id, comment.body) for comment in thread.comments],
                thread.pull.head if thread.pull else None,
            )
            for number, thread in world.threads.items()
        }
        return {"threads": threads, "refs": world.git.refs("refs/")}


@contextmanager
def set_stage(root: Path, gate: Gate, files: dict[str, bytes], **more: Any) -> Iterator[Stage]:
    """Set a stage with files, whose every exchange is held against GitHub's schemas; no job may be left waiting."""
    with Playground(
        root,
        files=files,
        hub=gate.watch(WatchedHub),
        **more,
    ) as ground:
        yield Stage(ground)
        assert find_reasons(ground.bot.inbox) == []
