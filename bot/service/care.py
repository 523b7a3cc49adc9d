"""Takes care of a list when it is time: asks the services, checks its links, and updates its issue."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from bot.care.links import choose_links, dead_links
from bot.care.memory import CareMemory
from bot.care.survey import Answers, remember, survey
from bot.care.task import Task
from bot.care.told import askable
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import LookUp, Metadata, Visit
from bot.metadata.fetcher import Fetcher
from bot.metadata.links import ARCHIVE, LinkFetcher, LinkLog, LinkLooker, find_archived
from bot.service.settings import Settings
from bot.workflow.clerk import Clerk
from bot.workflow.snapshots.care import list_papers
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.tending import ALONE, Survey, Turn, read_tended, remembered, tend

WEEK = timedelta(days=7)
#: How many papers are looked up in one go, each go with the look-up's time limit.
AT_ONCE = 100
#: In seconds, for the links of one list.
FOR_LINKS = 300.0
#: In seconds, for one look at a link.
LOOK = 15.0
#: Checks links, and finds archived copies.
Look = Callable[[Sequence[str]], Mapping[str, Visit]]
Find = Callable[[Sequence[str]], Mapping[str, str]]


def make_survey(look_up: LookUp | None, look: Look | None, find: Find | None, day: str, *, whole: bool) -> Survey:
    """Return the function that surveys a list; without services, a list is judged by its own data.

    A survey that is not `whole` only looks again at the links that looked dead.
    """

    def run(loaded: LoadedList, memory: CareMemory) -> tuple[Sequence[Task], CareMemory]:
        catalogue = loaded.catalogue
        facts = ask(look_up, catalogue) if look_up and whole else {}
        visits = look(choose_links(catalogue, memory, day, whole=whole)) if look else {}
        seen = remember(catalogue, memory, visits, day)
        archived = find(dead_links(seen)) if find else {}
        tasks = survey(catalogue, list_papers(loaded), seen, Answers(facts, visits, archived))
        return tasks, replace(seen, looked=day) if whole else seen

    return run


def ask(look_up: LookUp, catalogue: Catalogue) -> Mapping[Identifier, Metadata]:
    wanted = sorted({identifier for paper in catalogue.papers.values() for identifier in askable(paper)})
    facts: dict[Identifier, Metadata] = {}
    for start in range(0, len(wanted), AT_ONCE):
        facts |= look_up(wanted[start : start + AT_ONCE])
    return facts


def open_survey(
    settings: Settings,
    look_up: LookUp | None,
    day: str,
    *,
    whole: bool = True,
    say: Callable[[int, int], object] = lambda done, all: None,
) -> Survey:
    """Return the survey that an operator's settings ask for: it looks at links unless no service may be asked."""
    if settings.cache is None or look_up is None:
        return make_survey(None, None, None, day, whole=whole)
    log = LinkLog.open(settings.cache / "links.json")
    fetcher = LinkFetcher((), contact=settings.contact, deadline=LOOK)
    look = LinkLooker(fetcher, log, clock=time.time, sleep=asyncio.sleep, seconds=FOR_LINKS, say=say)
    archive = Fetcher((ARCHIVE,), contact=settings.contact)
    return make_survey(look_up, look, lambda urls: find_archived(urls, archive), day, whole=whole)


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def due(clerk: Clerk, day: str) -> Literal["whole", "again", ""]:
    """Return what is due for a list with weekly care: all of it, or another look at links found dead on another day."""
    loaded, thread = read_tended(clerk)
    if loaded.config.care != "weekly":
        return ""
    memory = remembered(thread)
    if not is_day(memory.looked) or date.fromisoformat(memory.looked) + WEEK <= date.fromisoformat(day):
        return "whole"
    return "again" if any(day not in days for days in memory.suspects.values()) else ""


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def care_if_due(clerk: Clerk, settings: Settings, look_up: LookUp | None, turn: Turn = ALONE) -> None:
    """Take care of a list if its settings ask for it and it is time; GitHub is used in `turn`."""
    day = today()
    with turn:
        what = due(clerk, day)
    if what:
        tend(clerk, open_survey(settings, look_up, day, whole=what == "whole"), turn)
