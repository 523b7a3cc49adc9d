"""One repository on GitHub: reads threads and files, applies changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.hub.gateway import Gateway, MissingError
from bot.hub.read import queries
from bot.hub.read.diff_cache import DiffCache
from bot.hub.read.file_cache import FileCache
from bot.hub.read.glances import Glance, Unchanged
from bot.hub.read.screening import Screen
from bot.hub.read.thread_cache import NEVER, VERDICTS, Mark, ThreadCache, is_main_comment, may_speak_later
from bot.hub.read.threads import (
    comment_ids,
    own_pulls,
    read_branch,
    read_comment,
    read_nodes,
    read_pull,
    read_repository,
    read_thread,
)
from bot.hub.seal import Seal, unseal
from bot.hub.write.batch import Batch
from bot.intake.diff.patch import FileDiff
from bot.workflow.changes import Change, EditComment, OpenPull, WriteComment
from bot.workflow.changes.mutation import NodeIds, draft_name
from bot.workflow.labels import CARE
from bot.workflow.messages.care import is_care
from bot.workflow.thread import Comment, Commit, OwnBranch, Thread, branch_name, thread_of

#: That an account does not exist is believed the second time, because GitHub also says so in error.
TIMES_TO_ASK = 2
MOVED = ("movedIssues", "movedPulls")


class Client:
    """Implements the workflow's Hub for one repository.

    `threads` remembers all threads, `file_cache` the list's files, `nodes` the last thread that was read; `unchanged`
    tells a sweep whether to look. If GitHub `signs` the commits that it makes for an account, one without its signature
    is somebody else's.
    """

    def __init__(self, gateway: Gateway, repository: str, *, seal: Seal, signs: bool) -> None:
        self.gateway = gateway
        self.seal = seal
        self.signs = signs
        self.rename(repository)
        self.let_go()
        self.threads = ThreadCache()
        self.unchanged = Unchanged()
        self.nodes = NodeIds()
        self.archived = False
        self.looked: tuple[int, Mark] | None = None

    def rename(self, repository: str) -> None:
        """Use another name: GitHub finds a renamed repository by its old name for reading, not for writing."""
        self.gateway.repository = self.repository = repository
        self.owner, self.name = repository.split("/")

    def let_go(self) -> None:
        """Drop all files; what is known about threads stays, for sweeps."""
        self.file_cache = FileCache(self.ask, self.gateway)
        self.diffs = DiffCache(self.gateway, self.file_cache)

    def apply(self, changes: Sequence[Change]) -> None:
        batch = Batch(self.gateway, self.nodes, seal=self.seal, is_said=self.is_said, cache=self.file_cache)
        batch.apply(changes)
        for change in changes:
            if isinstance(change, EditComment):
                self.threads.edit(change.comment, change.body)
            elif isinstance(change, OpenPull) and batch.opened and (home := thread_of(change.branch)):
                self.threads.open(batch.opened, home)

    def pause(self, seconds: float) -> None:
        self.gateway.pace.sleep(seconds)

    def is_said(self, change: WriteComment) -> bool:
        """Whether the bot's comment is among the newest of a thread."""
        comments = self.ask(queries.NEWEST_COMMENTS, number=change.number)["issueOrPullRequest"]["comments"]["nodes"]
        return any(node["viewerDidAuthor"] and node["body"] == unseal(change.body) for node in comments)

    def read_permission(self, login: str) -> str:
        """Ask what an account may do now; unlike `author_association` this is right for private members."""
        for _ in range(TIMES_TO_ASK):
            if found := self.gateway.find(f"/collaborators/{login}/permission"):
                return str(found["permission"])
        return "none"

    def has_thread(self, number: int) -> bool:
        """Ask for an issue or pull request without reading it, which would replace the ids of the last one.

        For a transferred issue GitHub shows the one in the other repository.
        """
        found = self.gateway.find(f"/issues/{number}")
        if found is None:
            return False
        home: str = found["repository_url"]
        return home.endswith(f"/{self.repository}") or home == self.gateway.rest("GET", "")["url"]

    def read_repository(self, branch: str) -> OwnBranch:
        found = self.ask(queries.REPOSITORY, **name_branch(branch))
        self.note(found, branch)
        pulls = [read_pull(pull) for pull in own_pulls(found)]
        return OwnBranch(read_repository(found), read_branch(found["ref"], branch), pulls[-1] if pulls else None)

    def note(self, found: dict[str, Any], branch: str) -> None:
        """Remember what an answer shows about the repository and a branch of the bot's."""
        if found["nameWithOwner"] != self.repository:
            self.rename(found["nameWithOwner"])
        self.archived = found["isArchived"]
        self.nodes = read_nodes(found, branch)
        self.file_cache.follow(self.nodes.head, self.nodes.tree)

    def read_thread(self, number: int) -> Thread | None:
        """Return a thread as it is now, in one call unless it has over 100 comments or many others moved."""
        number, since = self.threads.home(number), self.threads.since
        wanted = {f"with_{name}": since is not None for name in MOVED}
        branch = branch_name(number)
        try:
            answer = self.answer(queries.THREAD, number=number, since=since, **name_branch(branch), **wanted)
        except MissingError:
            self.threads.forget(number)
            return None
        found, viewer = answer["repository"], answer["viewer"]["login"]
        node = found["issueOrPullRequest"]
        self.note(found, branch)
        if since is not None and any(self.has_unseen(found[name]) for name in MOVED):
            self.see_since(since)
        elif since is not None:
            self.threads.see_moved([self.complete(moved) for name in MOVED for moved in found[name]["nodes"]])
        said = list(self.comments(number, node["comments"]))
        self.threads.see((node | {"comments": node["comments"] | {"nodes": said}}, *own_pulls(found)))
        self.looked = (number, self.threads.mark(number, self.nodes.head))
        return read_thread(found, node, tuple(map(read_comment, said)), viewer)

    def complete(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return a thread with its comments up to the bot's, which may not be among the first twenty."""
        page = node["comments"]
        if not page["pageInfo"]["hasNextPage"] or not may_speak_later(node):
            return node
        said = []
        for comment in self.comments(node["number"], page):
            said.append(comment)
            if is_main_comment(comment):
                break
        return node | {"comments": page | {"nodes": said}}

    def comments(self, number: int, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from page["nodes"]
        while page["pageInfo"]["hasNextPage"]:
            found = self.ask(queries.MORE_COMMENTS, number=number, after=page["pageInfo"]["endCursor"])
            page = found["issueOrPullRequest"]["comments"]
            self.nodes.comments.update(comment_ids(page["nodes"]))
            yield from page["nodes"]

    def find_care(self) -> int | None:
        found = self.ask(queries.CARE, labels=[CARE])["issues"]["nodes"]
        return next((node["number"] for node in found if node["viewerDidAuthor"] and is_care(node["body"])), None)

    def settle(self, number: int) -> None:
        """As in Hub; the bot's own writes make a thread move once."""
        if self.looked and self.looked[0] == number:
            self.threads.settle(*self.looked)

    def read_states(self) -> Mapping[int, Comment]:
        """Return the bot's first comment in every open thread, as of the last time that a thread was read."""
        if self.threads.since is None:
            self.see_all()
        return self.threads.states()

    def read_unheard(self, number: int) -> list[int]:
        """Return the older open threads that were never looked at, as of the last time that a thread was read."""
        if self.threads.since is None:
            self.see_all()
        return self.threads.unheard(number)

    def read_waiting(self) -> list[int]:
        """Return the threads that may need a look: they or the list moved since they were settled."""
        if self.archived and self.gateway.rest("GET", "")["archived"]:
            return []
        since = self.threads.since
        head = self.see_all() if since is None else self.see_since(since)
        return self.threads.moved(head)

    def read_swept(self, glance: Glance | None) -> list[int | None]:
        """Return what a sweep has to look at, None for the list; a list that rests at a glance costs nothing."""
        if glance and self.unchanged.holds(glance):
            return [] if self.archived else [*self.threads.moved(glance.head)]
        return [None, *self.read_waiting()]

    def see_all(self) -> str:
        """Look at every open thread and every closed one that waits; return the head of the default branch."""
        names = ("issues", "closed", "pullRequests")
        answers = list(self.pages(queries.ALL, *names, goes_on=has_more, labels=sorted(VERDICTS)))
        first, _ = answers[0]
        times = [node["updatedAt"] for name in ("newestIssue", "newestPull") for node in first[name]["nodes"]]
        self.threads.see_all([self.complete(node) for _, nodes in answers for node in nodes], max(times, default=NEVER))
        return head_of(first)

    def see_since(self, since: str) -> str:
        """Look at the threads that moved since a time, or at all if some are gone; return the default branch's head."""
        answers = list(self.pages(queries.MOVED, *MOVED, goes_on=self.has_unseen, since=since))
        first, _ = answers[0]
        self.threads.see_moved([self.complete(node) for _, nodes in answers for node in nodes])
        # A deleted thread, or one moved to another repository, is on no list.
        if self.threads.count_open() != (first["openIssues"]["totalCount"], first["openPulls"]["totalCount"]):
            return self.see_all()
        return head_of(first)

    def has_unseen(self, page: dict[str, Any]) -> bool:
        """Whether unseen threads may follow a page of those that moved, newest first."""
        last = page["nodes"][-1] if has_more(page) else None
        return last is not None and last["updatedAt"] >= (self.threads.since or NEVER) and not self.threads.knows(last)

    def pages(
        self, query: str, *names: str, goes_on: Callable[[dict[str, Any]], bool], **variables: Any
    ) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Yield each answer with its nodes, page by page of several connections while they go on."""
        ends: dict[str, str | None] = dict.fromkeys(names)
        while ends:
            wanted = {f"with_{name}": name in ends for name in names}
            found = self.ask(query, **variables, **wanted, **{f"after_{name}": end for name, end in ends.items()})
            yield found, [node for name in ends for node in found[name]["nodes"]]
            ends = {name: found[name]["pageInfo"]["endCursor"] for name in ends if goes_on(found[name])}

    def read_diff(self, number: int, head: str, wanted: Callable[[str], bool]) -> tuple[FileDiff, ...]:
        return self.diffs.read(number, head, self.nodes.head, wanted)

    def read_history(self, commit: str, folder: str) -> Iterator[Commit]:
        end: str | None = None
        while True:
            page = self.ask(queries.HISTORY, commit=commit, path=folder, after=end)["object"]["history"]
            yield from (Commit(node["oid"], node["message"]) for node in page["nodes"])
            if not has_more(page):
                return
            end = page["pageInfo"]["endCursor"]

    def read_text(self, commit: str, path: str) -> str | None:
        return self.file_cache.read_text(commit, path)

    def read_folder(self, commit: str, folder: str) -> Mapping[str, str]:
        return self.file_cache.read_folder(commit, folder)

    def read_pages(self, commit: str, patterns: tuple[str, ...]) -> Mapping[str, str]:
        return self.file_cache.read_pages(commit, patterns)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Send a GraphQL query about this repository; return the repository in the answer."""
        repository: dict[str, Any] = self.answer(query, **variables)["repository"]
        return repository

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """Send a GraphQL query about this repository; return the whole answer."""
        answer = self.gateway.query(query, variables | {"owner": self.owner, "name": self.name})
        if "viewer" in answer:
            number, viewer = answer["repository"]["databaseId"], answer["viewer"]["login"]
            Screen(self.seal, number, viewer, self.signs).clear(answer["repository"])
        return answer


def name_branch(branch: str) -> dict[str, str]:
    return {"branch": f"refs/heads/{branch}", "head": branch, "draft": f"refs/heads/{draft_name(branch)}"}


def head_of(found: dict[str, Any]) -> str:
    head: str = found["defaultBranchRef"]["target"]["oid"]
    return head


def has_more(page: dict[str, Any]) -> bool:
    return bool(page["pageInfo"]["hasNextPage"])
