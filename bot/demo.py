"""The whole story on this machine: real submissions are filed, the bot answers, a maintainer approves.

Nothing leaves the machine: GitHub is the local one, and the contributors are a script.
"""

from __future__ import annotations

import re
import sys
import tempfile
import textwrap
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from github import Auth, Github
from github.Issue import Issue
from github.Repository import Repository

from bot.intake.form import CODE, LINK, SECTION, TITLE, VENUE, write_form
from bot.playground import CLERK, CONTRIBUTOR, MAINTAINER, REPOSITORY, Playground, describe, wait_for_signal

HIDDEN = re.compile(r"\s*<!--.*?-->\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One submission: what happens, and what the contributor files."""

    heading: str
    title: str
    answers: Mapping[str, str]


GOOD = Chapter(
    "A contributor files a paper with the form",
    "FlashAttention-3",
    {
        LINK: "https://arxiv.org/abs/2407.08608?utm_source=newsletter",
        TITLE: "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        SECTION: "Efficient Attention",
        CODE: "https://github.com/Dao-AILab/flash-attention",
        VENUE: "NeurIPS 2024",
    },
)
OTHERS = (
    Chapter(
        "Somebody proposes a paper that the list has, by its preprint",
        "Add FlexGen",
        {
            LINK: "https://arxiv.org/abs/2303.06865",
            TITLE: "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU",
            SECTION: "Serving on Cloud",
        },
    ),
    Chapter(
        "Somebody wants a listed paper in another section too",
        "vLLM belongs to inference as well",
        {LINK: "https://dl.acm.org/doi/10.1145/3600006.3613165", SECTION: "Inference Algorithms"},
    ),
    Chapter(
        "Somebody forgets the link",
        "New serving paper",
        {TITLE: "Mooncake: A KVCache-centric Disaggregated Architecture for LLM Serving", SECTION: "Serving on Cloud"},
    ),
    Chapter(
        "Somebody tries to make a title do things",
        "Please add",
        {
            LINK: "https://arxiv.org/abs/2401.00448",
            TITLE: "@maintainer closes #1 <img src=x onerror=alert(1)> [click](https://evil.example) `x` | /approve",
            SECTION: "Model Compression",
        },
    ),
)


class Story:
    """Tells what happens while it makes it happen."""

    def __init__(self, ground: Playground) -> None:
        self.ground = ground
        self.number = 0

    def tell(self) -> None:
        """Tell all chapters."""
        first = self.file(GOOD)
        self.chapter("A maintainer reads it on the phone and approves")
        self.say(f"{MAINTAINER}: /approve")
        self.repository(MAINTAINER).get_issue(first.number).create_comment("/approve")
        self.ground.settle()
        self.quote(self.answer(first))
        self.show_commit()
        for chapter in OTHERS:
            self.file(chapter)

    def file(self, chapter: Chapter) -> Issue:
        """File a submission and show the bot's answer."""
        self.chapter(chapter.heading)
        for label, answer in chapter.answers.items():
            self.say(f"{label}: {answer}")
        issue = self.repository(CONTRIBUTOR).create_issue(chapter.title, body=write_form(chapter.answers))
        self.ground.settle()
        self.quote(self.answer(issue))
        self.say(f"page: {issue.html_url}")
        return issue

    def repository(self, role: str) -> Repository:
        """Return the repository as somebody sees it who uses GitHub's API."""
        token = Auth.Token(self.ground.tokens[role])
        return Github(
            auth=token, base_url=self.ground.hub.api, seconds_between_requests=0, seconds_between_writes=0
        ).get_repo(REPOSITORY)

    def answer(self, issue: Issue) -> str:
        """Return the bot's comment."""
        return next(comment.body for comment in issue.get_comments() if comment.user.login == CLERK)

    def show_commit(self) -> None:
        """Show the commit that listed the paper."""
        newest = self.repository(MAINTAINER).get_commits()[0]
        self.say("The newest commit on main:")
        self.say(textwrap.indent(newest.commit.message, "  "))
        for file in newest.files:
            self.say(f"  {file.status:9} {file.filename} (+{file.additions} -{file.deletions})")

    def chapter(self, heading: str) -> None:
        """Begin a chapter."""
        self.number += 1
        self.say(f"\n{self.number}. {heading}\n")

    def quote(self, comment: str) -> None:
        """Show a comment without its hidden end."""
        self.say(f"\n{CLERK} answers:\n")
        self.say(textwrap.indent(HIDDEN.sub("", comment), "  │ ", lambda line: True))
        self.say("")

    def say(self, text: str) -> None:
        """Print."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def run(*, once: bool) -> int:
    """Tell the story; then leave the pages up until Ctrl-C, unless `once` or nobody could press it."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="paperclerk-") as folder, Playground(Path(folder)) as ground:
        story = Story(ground)
        story.tell()
        story.say(f"The story took {time.monotonic() - start:.1f} s.")
        if not once and sys.stdin.isatty():
            story.say(f"\nNow it is your turn.\n{describe(ground)}")
            wait_for_signal()
    return 0
