"""`paperclerk playground`: the local GitHub for anybody to play with, and how to use it."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from json import dumps
from pathlib import Path

from bot.catalogue.identity.metadata import LookUp
from bot.cli import wait_for_signal
from bot.cli.entries import load
from bot.demo import recorded
from bot.demo.playground import REPOSITORY, SEAL_KEY, Playground
from bot.demo.workflow_playground import WORKFLOW, WorkflowPlayground
from bot.errors import ExitCode
from bot.lists.coverage import headline
from bot.metadata.client import open_client


def play(args: Namespace) -> int:
    """Let people play until SIGTERM or Ctrl-C, with the shipped list or a page of their own."""
    files = read_list(args.list) if args.list else None
    for path in args.list or ():
        sys.stderr.write(f"{path}: {headline(load(path))}; `paperclerk entries` shows what is read of it\n")
    look_up = choose_look_up(online=args.online)
    with tempfile.TemporaryDirectory(prefix="paperclerk-") as folder:
        if args.workflow:
            with WorkflowPlayground(Path(folder), files=files, look_up=look_up) as runs, runs.keep_running():
                leave(list_addresses(runs) if args.json else say_addresses(runs))
            return ExitCode.FINE
        with Playground(Path(folder), files=files, look_up=look_up) as ground:
            # So that the list is read, and anybody can preview the bot's answers.
            ground.bot.inbox.ask(REPOSITORY, None)
            told = {**list_addresses(ground), "webhook": ground.webhook}
            leave(told if args.json else f"{say_addresses(ground)}\n{say_settings(ground)}")
    return ExitCode.FINE


def read_list(pages: Sequence[Path]) -> dict[str, bytes]:
    """Return the files of a repository whose list are these pages; a single page is its README."""
    if len(pages) == 1:
        return {"README.md": pages[0].read_bytes()}
    names = [path.name if path.is_absolute() or ".." in path.parts else path.as_posix() for path in pages]
    texts = {name: path.read_bytes() for name, path in zip(names, pages, strict=True)}
    return {**texts, ".github/paperclerk.yml": f"list: {dumps(names)}\n".encode()}


def choose_look_up(*, online: bool) -> LookUp:
    """Return a look-up that asks services, or else one that reads from a file and says so on standard error."""
    if online:
        return open_client(cache=None)
    sys.stderr.write("No paper is looked up without --online: the bot asks what a link alone does not tell.\n")
    return recorded.look_up


def leave(words: str | dict[str, object]) -> None:
    """Show all the addresses, and wait until somebody ends the game."""

    def say() -> None:
        sys.stdout.write(f"{words if isinstance(words, str) else dumps(words)}\n")
        sys.stdout.flush()

    wait_for_signal(say)


def list_addresses(ground: Playground) -> dict[str, object]:
    return {"api": ground.hub.api, "web": ground.hub.web, "repo": REPOSITORY, "tokens": ground.tokens}


def say_addresses(ground: Playground) -> str:
    if isinstance(ground, WorkflowPlayground):
        own = f"Its workflow:            {ground.hub.web}/{REPOSITORY}/blob/main/{WORKFLOW}"
    else:
        own = f"What the bot would say:  http://127.0.0.1:{ground.bot.port}/preview"
    return (
        f"The list and its issues: {ground.hub.web}/{REPOSITORY}\n"
        f"Submit a paper:          {ground.hub.web}/{REPOSITORY}/issues/new\n"
        f"{own}\n"
        "Switch between contributor and maintainer at the top of a page. Ctrl-C ends it."
    )


def say_settings(ground: Playground) -> str:
    return (
        f"For `paperclerk doctor`, `care {REPOSITORY}`, `sweep` and `rehearse` on it, in another terminal:\n"
        f"  export PAPERCLERK_API_URL={ground.hub.api} PAPERCLERK_REPOSITORIES={REPOSITORY} PAPERCLERK_CACHE=off\n"
        f"  export PAPERCLERK_TOKEN={ground.tokens['clerk']} PAPERCLERK_SEAL_KEY={SEAL_KEY}\n"
        f"  export PAPERCLERK_REHEARSAL_TOKEN={ground.tokens['maintainer']}"
    )
