"""The whole story on this machine: real submissions are filed, the bot answers, a maintainer approves.

Nothing leaves the machine: GitHub is the local one, and the contributors are a script.
"""

import html
import re
import sys
import tempfile
import textwrap
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from github import Auth, Github
from github.ContentFile import ContentFile
from github.Issue import Issue
from github.Repository import Repository

from bot import resources
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue
from bot.cli import wait_for_signal
from bot.cli.entries import difference
from bot.cli.publishing import site
from bot.demo import recorded
from bot.demo.playground import CONTRIBUTOR, MAINTAINER, REPOSITORY, Playground
from bot.demo.playing import say_addresses
from bot.demo.workflow_playground import WORKFLOW, WorkflowPlayground
from bot.errors import ExitCode
from bot.intake.form import CODE, LINK, SECTION, TITLE, VENUE, write_form
from bot.review.config import CONFIG

#: What a terminal cannot use: folded parts, invisible ones, and the comment's hidden end.
UNSHOWN = re.compile(r"\s*<details>.*?</details>|\u200b|\s*<!--.*?-->\s*\Z", re.DOTALL)


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
        "Somebody files a listed paper by another name, in another section",
        "vLLM belongs to inference as well",
        {LINK: "https://dl.acm.org/doi/10.1145/3600006.3613165", SECTION: "Inference Algorithms"},
    ),
    Chapter("Somebody has nothing but a link", "A paper", {LINK: "https://arxiv.org/abs/2401.09670"}),
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


FREE_TEXT = (
    'Hi! Could you add "Mooncake: A KVCache-centric Disaggregated Architecture for LLM Serving"\n'
    "(https://arxiv.org/abs/2407.00079) to the Serving on Cloud section? It has appeared at FAST 2025. Thanks!"
)
ADOPTION = 'list: "README.md"\n'
#: How many papers of each section are in the list with tables.
TABLE_ROWS = 8


def write_tables() -> str:
    """Return a README with some papers of the shipped list in tables, newest first."""
    catalogue = read_catalogue(store.read_folder(resources.root() / "data"))
    parts = ["# Awesome Efficient Serving\n\nA list of papers, the newest first. Pull requests are welcome!\n"]
    for section in ("serving-on-cloud", "serving-on-edge"):
        papers = [paper for paper in catalogue.rows_of(section).papers if paper.venue and paper.year]
        newest = sorted(papers, key=lambda paper: -(paper.year or 0))[:TABLE_ROWS]
        rows = "".join(f"| {p.year} | {p.venue} | [{p.title}]({p.links[0].url}) |\n" for p in newest)
        parts.append(f"\n## {catalogue.sections[section].title}\n\n| Year | Venue | Paper |\n|---|---|---|\n{rows}")
    return "".join(parts)


class Story:
    """Narrates a story while making it happen."""

    def __init__(self, ground: Playground, number: int = 0) -> None:
        self.ground = ground
        self.number = number

    def tell(self) -> None:
        """Tell the story of a list that is kept in a data folder."""
        first = self.file(GOOD)
        self.chapter("A maintainer reads it on the phone and approves")
        self.approve(first)
        self.show_commit()
        for chapter in OTHERS:
            self.file(chapter)

    def tell_of_page(self) -> None:
        """Tell the story of a list that is only a README, in a form of its own."""
        before = self.read("README.md")
        self.chapter("Another list is only a README, with tables; one line of configuration adopts it as it stands")
        self.say(f"{CONFIG}:\n{textwrap.indent(ADOPTION, '  ')}")
        self.chapter("A contributor writes in their own words")
        self.say(textwrap.indent(FREE_TEXT, "  "))
        issue = self.submit("New paper", FREE_TEXT)
        self.chapter("A maintainer approves, and one row is all that changes")
        self.approve(issue)
        self.say("".join(difference("README.md", before, self.read("README.md"))))

    def tell_of_runs(self, ground: WorkflowPlayground) -> None:
        """Tell the story of a list with a workflow of its own in place of a server."""
        self.chapter("A third list has no server: these lines call the clerk, and GitHub gives each run its token")
        self.say(f"{WORKFLOW}:\n{textwrap.indent(self.read(WORKFLOW), '  ')}")
        issue = self.submit("New paper", FREE_TEXT)
        self.chapter("A maintainer approves, and the run's page says what was done")
        self.approve(issue)
        self.say(f"Run {ground.runs[-1].id}, after `{ground.runs[-1].trigger}`:\n")
        self.say(textwrap.indent(html.unescape(ground.runs[-1].summary), "  │ ", lambda line: True))

    def read(self, path: str) -> str:
        found = self.repository(MAINTAINER).get_contents(path)
        return found.decoded_content.decode() if isinstance(found, ContentFile) else ""

    def file(self, chapter: Chapter) -> Issue:
        """Fill in the form and show the bot's answer."""
        self.chapter(chapter.heading)
        self.say(f"Title of the issue: {chapter.title}")
        for label, answer in chapter.answers.items():
            self.say(f"{label}: {answer}")
        return self.submit(chapter.title, write_form(chapter.answers))

    def approve(self, issue: Issue) -> None:
        self.say(f"{MAINTAINER}: /approve")
        self.repository(MAINTAINER).get_issue(issue.number).create_comment("/approve")
        self.ground.settle()
        self.quote(self.answer(issue))

    def submit(self, title: str, body: str) -> Issue:
        issue = self.repository(CONTRIBUTOR).create_issue(title, body=body)
        self.ground.settle()
        self.quote(self.answer(issue))
        self.say(f"page: {issue.html_url}")
        return issue

    def repository(self, role: str) -> Repository:
        token = Auth.Token(self.ground.tokens[role])
        return Github(
            auth=token, base_url=self.ground.hub.api, seconds_between_requests=0, seconds_between_writes=0
        ).get_repo(REPOSITORY)

    def answer(self, issue: Issue) -> str:
        return next(comment.body for comment in issue.get_comments() if comment.user.login == self.ground.clerk)

    def show_commit(self) -> None:
        newest = self.repository(MAINTAINER).get_commits()[0]
        self.say("The newest commit on main:")
        self.say(textwrap.indent(newest.commit.message, "  "))
        for file in newest.files:
            self.say(f"  {file.status:9} {file.filename} (+{file.additions} -{file.deletions})")

    def chapter(self, heading: str) -> None:
        self.number += 1
        self.say(f"\n{self.number}. {heading}\n")

    def quote(self, comment: str) -> None:
        """Show the part of a comment that a reader sees at once."""
        self.say(f"\n{self.ground.clerk} answers:\n")
        self.say(textwrap.indent(UNSHOWN.sub("", comment), "  │ ", lambda line: True))
        self.say("")

    def say(self, text: str) -> None:
        """Print a line at once, also through a pipe."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves the files of one folder and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address: browsers run no module of a page that is a file."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, name="site")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def build_site(ground: Playground, folder: Path) -> Path:
    """Build the site of the list as it is now, with its history, and return its folder."""
    clone = folder / "list"
    git = ground.hub.repository(REPOSITORY).git
    git.run("clone", "--quiet", str(git.path), str(clone))
    site(Namespace(list=clone / "data", into=folder / "site", repository=REPOSITORY, url=None, ask_github=False))
    return folder / "site"


def show_site(ground: Playground, story: Story, folder: Path) -> Path:
    """Build the site in a story's last chapter and return its folder."""
    start = time.monotonic()
    story.chapter("Readers get the list as a site, with what was just merged; it goes when the demo ends")
    built = build_site(ground, folder)
    story.say(f"The site took {time.monotonic() - start:.1f} s.")
    return built


def tell(args: Namespace) -> int:
    """Tell the story; then leave the pages up until Ctrl-C, unless once is enough or nobody could press it."""
    start = time.monotonic()
    files = {"README.md": write_tables().encode(), CONFIG: ADOPTION.encode()}
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="paperclerk-"))) for _ in range(4)]
        ground = stack.enter_context(Playground(folders[0], look_up=recorded.look_up))
        other = stack.enter_context(Playground(folders[1], files=files, look_up=recorded.look_up))
        story = Story(ground)
        story.tell()
        second = Story(other, story.number)
        second.tell_of_page()
        third = stack.enter_context(WorkflowPlayground(folders[3], files=files, look_up=recorded.look_up))
        last = Story(third, second.number)
        last.tell_of_runs(third)
        built = show_site(ground, last, folders[2])
        last.say(f"\nThe story took {time.monotonic() - start:.1f} s.")
        last.say("Your own list next: .venv/bin/paperclerk playground --list path/to/its/README.md")
        if not args.once and sys.stdin.isatty():
            last.say(
                f"\nNow it is your turn.\n{say_addresses(ground)}\n\nThe list with tables:\n{say_addresses(other)}"
            )
            last.say(f"\nThe first list as a site: {stack.enter_context(serve(built))}")
            wait_for_signal()
    return ExitCode.FINE
