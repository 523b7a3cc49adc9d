"""The final state of everything on the local GitHub, without what differs from run to run: ids, commits, times.

Two runs of one story are right if their states are equal.
"""

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.demo.playground import CLERK, REPOSITORY
from bot.hub.seal import unseal
from bot.localhub.server import LocalHub
from bot.localhub.state.conversation import IssueComment, PullRequestReview, Reaction
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread, PullRequest

State = dict[str, Any]

OWN_BRANCH = "paperclerk/"
LIST = "data/README.md"
REFERENCE = re.compile(r"#(\d+)\b")
COMMIT = re.compile(r"\b[0-9a-f]{40}\b")
#: The fingerprint of the clerk's commit, in which is where it branched off.
DIGEST = re.compile(r"(?<=^Paperclerk-Entry: )[0-9a-f]+", re.MULTILINE)
REPLY = re.compile(r"(?<=<!-- paperclerk:reply )\S+")
STATE = re.compile(r"<!-- paperclerk:state (\{.*\}) -->")
#: Which comment was the newest at a look, on which commit what was reported, since when an entry is shown: ids of
#: comments and commits, and times. Nor does it
#: matter, once a thread is over, against which version of the list its entries were shown last.
PASSING = ("seen", "reported", "since")


class Names:
    """Names for what has numbers: a thread of people's is "#3", the clerk's pull request goes by its branch."""

    def __init__(self, repository: LocalRepository) -> None:
        self.threads = dict(name_threads(repository.threads.values()))
        self.comments = {
            str(comment.id): f"comment {position} of {self.threads[number]} by {comment.author.login}"
            for number, thread in repository.threads.items()
            for position, comment in enumerate(comments_of(thread), 1)
        }

    def read(self, text: str) -> str:
        """Return a text with names for the numbers in it."""
        text = STATE.sub(self.read_memory, unseal(text))
        text = REPLY.sub(lambda match: self.comments.get(match[0], "nothing"), text)
        text = REFERENCE.sub(lambda match: self.threads.get(int(match[1]), match[0]), text)
        return DIGEST.sub("DIGEST", COMMIT.sub("COMMIT", text))

    def read_memory(self, match: re.Match[str]) -> str:
        """Return the clerk's memory of a thread, with names for the comments that it remembers."""
        memory = {key: value for key, value in json.loads(match[1]).items() if key not in PASSING}
        if memory.get("over"):
            memory.pop("shown", None)
        memory["handled"] = sorted(self.comments.get(number, "nothing") for number in memory.get("handled", ()))
        return f"<!-- {json.dumps(memory, sort_keys=True)} -->"


def name_threads(threads: Iterable[LocalThread]) -> Iterator[tuple[int, str]]:
    """Yield the name of each thread; a second pull request of one branch has a number behind it."""
    seen: Counter[str] = Counter()
    for thread in threads:
        if thread.pull and thread.author.login == CLERK:
            seen[thread.pull.head_branch] += 1
            yield thread.number, f"#[{thread.pull.head_branch}, {seen[thread.pull.head_branch]}]"
        else:
            yield thread.number, f"#{thread.number}"


def comments_of(thread: LocalThread) -> list[IssueComment]:
    """Return a thread's comments, those of people first: when the clerk answers is no part of the state."""
    return sorted(thread.comments, key=lambda comment: comment.author.login == CLERK)


def read_state(hub: LocalHub) -> State:
    """Return all that people can see of the repository and its forks."""
    repository = hub.repository(REPOSITORY)
    names = Names(repository)
    return {
        "files": {entry.path: entry.sha for entry in repository.git.tree(repository.default_branch, recursive=True)},
        "branches": {one.full_name: read_branches(one) for one in hub.world.repositories.values()},
        "commits": sorted(read_commits(repository, names)),
        "labels": sorted(read_labels(repository)),
        "threads": {
            names.threads[n]: read_thread(repository, thread, names) for n, thread in repository.threads.items()
        },
        "checks": read_checks(repository, str(repository.git.resolve(repository.default_branch)), names),
    }


def read_labels(repository: LocalRepository) -> set[tuple[str, str, str]]:
    """Return the labels that threads carry, with their looks; which others were needed once is no part of the state."""
    used = (label for thread in repository.threads.values() for label in thread.labels)
    return {(label.name, label.color, label.description) for label in used}


def tree_of(repository: LocalRepository, commit: str) -> str:
    """Return the tree of a commit, which depends on nothing but the files."""
    return str(repository.git.resolve(f"{commit}^{{tree}}"))


def read_branches(repository: LocalRepository) -> dict[str, object]:
    """Return the branches with what they hold."""
    heads = repository.git.refs("refs/heads/")
    return {ref: read_branch(repository, ref.removeprefix("refs/heads/"), heads[ref]) for ref in heads}


def read_branch(repository: LocalRepository, branch: str, head: str) -> object:
    """Return the tree of people's branch; of the clerk's what its one commit changes.

    When it branched off is no part of the state, nor what the list held when the clerk merged something into it.
    """
    if not branch.startswith(OWN_BRANCH):
        return tree_of(repository, head)
    lines = repository.git.run("diff-tree", "-r", "--no-commit-id", head).splitlines()
    changes = {path: line.split()[3] for line, path in (whole.split("\t") for whole in lines)}
    return {path: "rendered" if path == LIST else blob for path, blob in changes.items()}


def read_commits(repository: LocalRepository, names: Names) -> list[tuple[str, int]]:
    """Return the words of each commit of the default branch, and how many parents it has."""
    log = repository.git.log(repository.default_branch, 100_000)
    return [(names.read(commit.message), len(commit.parents)) for commit in log]


def read_thread(repository: LocalRepository, thread: LocalThread, names: Names) -> State:
    """Return a thread as a page shows it."""
    return {
        "title": thread.title,
        "body": names.read(thread.body),
        "author": thread.author.login,
        "state": (thread.state, thread.reason),
        "labels": sorted(label.name for label in thread.labels),
        "reactions": read_reactions(thread.reactions),
        "comments": [
            (comment.author.login, names.read(comment.body), read_reactions(comment.reactions))
            for comment in comments_of(thread)
        ],
        "pull": read_pull(repository, thread.pull, names) if thread.pull else None,
    }


def read_checks(repository: LocalRepository, commit: str, names: Names) -> dict[str, tuple[str, str]]:
    """Return what is said of a commit; of several statuses of one name the newest counts."""
    statuses = {
        status.context: (status.state, status.description or "") for status in repository.statuses.get(commit, ())
    }
    runs = {run.name: (run.status, str(run.conclusion)) for run in repository.checks if run.commit == commit}
    return {name: (state, names.read(text)) for name, (state, text) in (statuses | runs).items()}


def read_reactions(reactions: list[Reaction]) -> list[tuple[str, str]]:
    """Return who reacted how."""
    return sorted((reaction.user.login, reaction.content) for reaction in reactions)


def read_pull(repository: LocalRepository, pull: PullRequest, names: Names) -> State:
    """Return what makes a thread a pull request."""
    return {
        "from": (pull.head_repository.full_name, pull.head_branch),
        "head": read_branch(pull.head_repository, pull.head_branch, pull.head),
        "base": pull.base_branch,
        "checks": read_checks(repository, pull.head, names),
        "draft": pull.draft,
        "merged by": pull.merged_by and pull.merged_by.login,
        "auto": pull.auto is not None,
        "reviews": [read_review(review, pull, names) for review in pull.reviews],
    }


def read_review(review: PullRequestReview, pull: PullRequest, names: Names) -> State:
    """Return a review with its remarks."""
    return {
        "author": review.author.login,
        "state": review.state,
        "body": names.read(review.body),
        "commit": tree_of(pull.head_repository, review.commit),
        "remarks": [
            (remark.author.login, str(remark.span), names.read(remark.body), remark.answers is not None)
            for remark in review.remarks
        ],
    }


def compare(expected: State, found: State) -> str:
    """Return how a state differs from the one that it should be, "" if it does not."""
    before, after = (
        json.dumps(state, indent=1, sort_keys=True, ensure_ascii=False).splitlines() for state in (expected, found)
    )
    return "\n".join(difflib.unified_diff(before, after, "undisturbed", "disturbed", n=1, lineterm=""))


def find_doubles(hub: LocalHub) -> list[str]:
    """Return what the clerk did twice, whatever the state should be."""
    repository = hub.repository(REPOSITORY)
    made: Counter[str] = Counter(f"label {label.name}" for label in repository.labels)
    for thread in repository.threads.values():
        if thread.pull and thread.author.login == CLERK and thread.state == "open":
            made[f"pull request from {thread.pull.head_branch}"] += 1
        for comment in thread.comments:
            if comment.author.login == CLERK:
                reply = REPLY.search(comment.body)
                made[f"{'answer to ' + reply[0] if reply else 'comment'} in #{thread.number}"] += 1
        for review in thread.pull.reviews if thread.pull else ():
            made.update(f"note {remark.span} {remark.body} in #{thread.number}" for remark in review.remarks)
    log = repository.git.log(repository.default_branch, 100_000)
    made.update(f"commit {commit.message}" for commit in log if commit.author.name == CLERK)
    return sorted(f"{count} times: {what}" for what, count in made.items() if count > 1)
