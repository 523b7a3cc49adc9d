"""What a sweep over many lists costs the bot, and its memory after that; nothing moves but for the last sweep.

Beside it stands the simplest script that would notice nearly the same: PyGithub asks each list for its head and for its
newest threads. `PAPERCLERK_BENCH_LISTS` is how many lists there are, of 400 papers each.
"""

import os
import time
from collections.abc import Iterator

from github import Auth, Github

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

LISTS, SIZE = int(os.environ.get("PAPERCLERK_BENCH_LISTS", "30")), 400
SWEEPS = ("first look", "again", "at rest", "one list moved")


def run_script(stage: Stage) -> list[str]:
    """Return the calls and the processor time of the simplest script."""
    stage.hub_traffic()
    start = time.process_time()
    with Github(base_url=stage.api, auth=Auth.Token(stage.token), verify=False, lazy=True) as github:
        for name in stage.repositories:
            repository = github.get_repo(name)
            _ = repository.get_git_ref("heads/main").object.sha
            next(iter(repository.get_issues(state="all")), None)
    spent = time.process_time() - start
    return [f"{stage.hub_traffic()[0]:,}", f"{spent * 1000 / LISTS:.1f} ms", ""]


def sweep() -> Iterator[list[str]]:
    """Yield a row for each sweep, and one for the script."""
    with open_stage(repositories=LISTS, size=SIZE) as stage:
        for kind in SWEEPS:
            if kind == "one list moved":
                stage.submit()
                stage.settle()
            stage.hub_traffic()
            before = stage.seconds()
            stage.sweep()
            spent = (stage.seconds() - before) * 1000 / LISTS
            yield [kind, f"{stage.hub_traffic()[0]:,}", f"{spent:.1f} ms", f"{stage.memory():.0f} MiB"]
        yield ["a script", *run_script(stage)]


def run() -> None:
    """Print what each sweep costs."""
    heading = f"Sweeps over {LISTS} lists of {SIZE} papers"
    table(heading, ["Sweep", "calls", "processor time a list", "memory"], list(sweep()))
