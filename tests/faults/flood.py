"""Many issues at once on one list: how long a paper on another one waits, and one by somebody else on the same."""

import tempfile
from pathlib import Path

from bot.demo.playground import CLERK, REPOSITORY, Playground
from bot.localhub.operations import threads
from bot.localhub.state.repositories import WebhookEvent
from tests.faults.ground import hurry
from tests.stage import small_files

QUIET = "quiet-lab/list"
BODY = "Title: {title}\nLink: https://arxiv.org/abs/24{month:02}.{number:05}\nVenue: ICLR 2024\nSection: Attention"


class TwoLists(Playground):
    """A playground with a second list; it notes in which threads the clerk speaks, in that order."""

    def start(self) -> None:
        """Make the second list, and let the bot listen to both."""
        self.answered: list[tuple[str, int]] = []
        self.hub.create_repository(QUIET, self.write_files())
        self.hub.set_role(QUIET, CLERK, "write")
        super().start()
        hurry(self.bot)
        self.hub.add_webhook(QUIET, self.webhook, self.settings.secrets[0].decode())
        self.hub.world.listeners.append(self.note)

    def note(self, event: WebhookEvent) -> None:
        """Remember an answer."""
        if (event.name, event.action) == ("issue_comment", "created") and event.sender.login == CLERK and event.thread:
            self.answered.append((event.repository.full_name, event.thread.number))

    def file(self, repository: str, login: str, number: int) -> tuple[str, int]:
        """Open an issue about a paper of its own."""
        world = self.hub.world
        title = f"Paper {number} of {login}, which nobody takes for another one: {number * 7919}"
        body = BODY.format(title=title, month=1 + number % 12, number=number)
        with world.lock:
            author = world.user(login) or world.create_user(login)
            home = self.hub.repository(repository)
            return repository, threads.open_issue(home, author, "Add a paper", body).number


def flood(issues: int) -> tuple[int, int, int]:
    """Flood a list; return how many answers another list's paper, and another person's, came after, and all there were.

    Counted are those of the flood from when the bot had heard of the last of it: what GitHub sends, it sends in order.
    """
    with tempfile.TemporaryDirectory() as folder, TwoLists(Path(folder), files=small_files()) as ground:
        for number in range(issues):
            ground.file(REPOSITORY, "flooder", number)
        ground.hub.drain(3600.0)
        before = len(ground.answered)
        ours = [ground.file(REPOSITORY, "kim", 90_001), ground.file(QUIET, "lee", 90_002)]
        ground.settle(3600.0, retries=True)
        person, other = (ground.answered.index(thread) - before for thread in ours)
        return other, person, len(ground.answered)
