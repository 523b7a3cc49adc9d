"""The repository for a rehearsal: whether it is fit, the list that is put there, and cleaning up.

A branch on GitHub marks where the default branch was before, so that the next rehearsal, on any machine, cleans up
after one that was killed.
"""

from base64 import b64decode
from collections.abc import Collection
from contextlib import suppress
from itertools import count
from typing import Any
from urllib.parse import quote

from github import GithubException

from bot.catalogue.data.dropdown import FORM
from bot.errors import PaperclerkError
from bot.hub.gateway import Gateway
from bot.workflow.changes.mutation import draft_name
from bot.workflow.labels import LABELS
from bot.workflow.thread import thread_of

#: Marks the commit where the default branch was before; all branches of a rehearsal begin with this. Nobody uses such a
#: name for a branch of their own: if it exists, files are restored and branches deleted.
START = "paperclerk-rehearsal"
#: Ends the text of every thread of a rehearsal.
MARK = "<!-- paperclerk rehearsal -->"
#: With this topic an owner permits writing to a repository.
TOPIC = "paperclerk-scratch"
#: What a repository made for this may hold, besides a README without links.
HARMLESS = ("license", "licence", ".gitignore", ".gitattributes")
PAGE, CONFIG = "README.md", ".github/paperclerk.yml"
LIST = """\
# A list to rehearse with

## Quantization

- [AWQ: Activation-aware Weight Quantization for LLM Compression and Acceleration](https://arxiv.org/abs/2306.00978), MLSys 2024
- [GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers](https://arxiv.org/abs/2210.17323), ICLR 2023

## Serving

- [Efficient Memory Management for Large Language Model Serving with PagedAttention](https://arxiv.org/abs/2309.06180), SOSP 2023
- [Orca: A Distributed Serving System for Transformer-Based Generative Models](https://www.usenix.org/conference/osdi22/presentation/yu), OSDI 2022
"""  # noqa: E501  the page's lines are long, as lists' are
FORM_TEXT = """\
name: Submit a paper
description: Propose a paper for the list
title: "Add a paper"
body:
  - type: input
    id: link
    attributes: {label: Link to the paper}
    validations: {required: true}
"""
FILES = {PAGE: LIST, CONFIG: f'list: "{PAGE}"\n', FORM: FORM_TEXT}
PAGE_SIZE = 100


class ScratchError(PaperclerkError):
    """A repository is not fit for a rehearsal; the message says what to do."""


class Scratch:
    """The repository, as seen by a person who may write to it."""

    def __init__(self, rest: Gateway) -> None:
        self.rest = rest
        found = rest.rest("GET", "")
        self.branch: str = found["default_branch"]
        self.topics: list[str] = found.get("topics", [])
        self.permissions: dict[str, bool] = found.get("permissions", {})

    def check(self, *, told: bool) -> None:
        """Raise ScratchError if the repository holds anything that somebody may miss."""
        if not self.permissions.get("push"):
            raise ScratchError(f"PAPERCLERK_REHEARSAL_TOKEN may not write to {self.rest.repository}.")
        if told or TOPIC in self.topics or self.tip(START):
            return
        tree = self.rest.rest("GET", f"/git/trees/{self.head()}?recursive=1")["tree"]
        held = next((entry["path"] for entry in tree if entry["type"] == "blob" and self.is_work(entry)), None)
        if held is not None:
            raise ScratchError(
                f"{self.rest.repository} is no scratch repository: it holds {held}. Rehearse in an empty one,"
                f" give this one the topic {TOPIC}, or say --scratch."
            )

    def is_work(self, file: dict[str, str]) -> bool:
        """Whether somebody may miss a file in a tree; a README with links may be a whole list."""
        name = file["path"].lower()
        if name.startswith("readme"):
            blob = self.rest.rest("GET", f"/git/blobs/{file['sha']}")
            return b"://" in b64decode(blob["content"])
        return not name.startswith((*HARMLESS, ".github/"))

    def head(self) -> str:
        tip = self.tip(self.branch)
        if tip is None:
            raise ScratchError(f"{self.rest.repository} has no commit yet: add a README on its page.")
        return tip

    def tip(self, branch: str) -> str | None:
        found = self.rest.find(f"/git/ref/heads/{quote(branch)}")
        return found["object"]["sha"] if found else None

    def commit(self, files: dict[str, str], message: str, *, onto: str | None = None) -> str:
        """Put files on top of a commit, by default the default branch's newest, and return the new commit."""
        base = onto or self.head()
        tree = self.rest.rest("GET", f"/git/commits/{base}")["tree"]["sha"]
        entries = [{"path": path, "mode": "100644", "type": "blob", "content": text} for path, text in files.items()]
        made = self.rest.rest("POST", "/git/trees", base_tree=tree, tree=entries)["sha"]
        return self.commit_tree(made, base, message)

    def commit_tree(self, tree: str, base: str, message: str) -> str:
        """Make a commit of a tree, on no branch yet."""
        sha: str = self.rest.rest("POST", "/git/commits", message=message, tree=tree, parents=[base])["sha"]
        return sha

    def move(self, branch: str, commit: str) -> None:
        self.rest.rest("PATCH", f"/git/refs/heads/{quote(branch)}", sha=commit, force=False)

    def create(self, branch: str, commit: str) -> None:
        self.rest.rest("POST", "/git/refs", ref=f"refs/heads/{branch}", sha=commit)

    def set_up(self) -> None:
        """Clean up after an earlier rehearsal, remember where the default branch is, and put the list there."""
        self.clean()
        self.create(START, self.head())
        self.move(self.branch, self.commit(FILES, "Rehearsal: a list"))

    def clean(self) -> None:
        """Close what a rehearsal opened, delete branches, labels and releases, and restore the files; repeatable."""
        own = {each["number"] for each in self.threads("all") if is_marked(each)}
        for each in self.threads("open"):
            if each["number"] in own or ("pull_request" in each and self.is_from(each["number"], own)):
                self.rest.rest("PATCH", f"/issues/{each['number']}", state="closed")
        for branch in self.branches():
            if is_own(branch, own):
                self.delete(f"/git/refs/heads/{quote(branch)}")
        for release in self.list_all("/releases"):
            if release["tag_name"].startswith(f"{START}-"):
                self.delete(f"/releases/{release['id']}")
                self.delete(f"/git/refs/tags/{quote(release['tag_name'])}")
        if start := self.tip(START):
            self.bring_back(start)
        for label in self.list_all("/labels"):
            if label["name"] in LABELS:
                self.drop_label(label["name"])
        if start:
            self.delete(f"/git/refs/heads/{START}")

    def is_from(self, number: int, own: Collection[int]) -> bool:
        return is_own(self.rest.rest("GET", f"/pulls/{number}")["head"]["ref"], own)

    def threads(self, state: str, label: str = "") -> list[dict[str, Any]]:
        return self.list_all("/issues", f"&state={state}" + (f"&labels={quote(label)}" if label else ""))

    def branches(self) -> list[str]:
        return [each["name"] for each in self.list_all("/branches")]

    def list_all(self, path: str, wanted: str = "") -> list[dict[str, Any]]:
        """Return everything that GitHub lists at a path, page by page, before any of it is deleted."""
        found: list[dict[str, Any]] = []
        for page in count(1):
            some = self.rest.rest("GET", f"{path}?per_page={PAGE_SIZE}&page={page}{wanted}")
            found += some
            if len(some) < PAGE_SIZE:
                break
        return found

    def bring_back(self, start: str) -> None:
        """Put a commit with the files of another on the default branch, unless it has exactly these."""
        head = self.head()
        was, now = (self.rest.rest("GET", f"/git/commits/{commit}")["tree"]["sha"] for commit in (start, head))
        if was != now:
            self.move(self.branch, self.commit_tree(was, head, "Rehearsal: the files as they were"))

    def drop_label(self, name: str) -> None:
        """Delete one of the bot's labels if only a rehearsal's threads have it."""
        if all(map(is_marked, self.threads("all", name))):
            with suppress(GithubException):  # somebody else may have been faster
                self.rest.rest("DELETE", f"/labels/{quote(name)}")

    def delete(self, path: str) -> None:
        """Delete something that may already be gone."""
        try:
            self.rest.rest("DELETE", path)
        except GithubException as error:
            if error.status not in (404, 422):
                raise


def is_own(branch: str, threads: Collection[int]) -> bool:
    """Whether a branch belongs to a rehearsal: its own, or the bot's for one of its threads."""
    return branch.startswith(f"{START}-") or thread_of(branch.removesuffix(draft_name(""))) in threads


def is_marked(thread: dict[str, Any]) -> bool:
    return MARK in (thread.get("body") or "")
