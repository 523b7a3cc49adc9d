"""All that a look at a list finds to do, of what it tells by itself and of what others answered. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.care.links import choose_links, find_link_tasks, judge, remember_looks
from bot.care.listed import Listed, find_tasks
from bot.care.memory import CareMemory
from bot.care.task import Task
from bot.care.told import askable, find_told, has_code, prefer_told
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata, Visit
from bot.catalogue.paper import Paper


@dataclass(frozen=True)
class Answers:
    """What others said: services of papers, hosts of links, the archive of pages that are gone."""

    facts: Mapping[Identifier, Metadata] = field(default_factory=dict)
    visits: Mapping[str, Visit] = field(default_factory=dict)
    archived: Mapping[str, str] = field(default_factory=dict)


def remember(catalogue: Catalogue, memory: CareMemory, visits: Mapping[str, Visit], today: str) -> CareMemory:
    """Return what is remembered of links after looks at some; those that are no longer listed are forgotten."""
    chosen = choose_links(catalogue, memory, today, whole=True)
    after = remember_looks(memory, chosen, visits, today)
    listed = {link.url for paper in catalogue.papers.values() for link in paper.links}
    kept = {url: days for url, days in after.suspects.items() if url in listed}
    return replace(after, suspects=kept)


def survey(catalogue: Catalogue, listed: Iterable[Listed], memory: CareMemory, answers: Answers) -> list[Task]:
    """Return the tasks of a list; `memory` holds the looks at links already.

    What was shown before stays where nobody could be asked this time.
    """
    moved = {url: visit.url for url, visit in answers.visits.items() if judge(url, visit) == "moved"}
    shown = [task.amendment for task, _ in memory.shown.values() if task.kind == "dead" and task.amendment]
    copies = {amendment.url: amendment.to for amendment in shown if amendment.url and amendment.to}
    told = [*find_told(catalogue, answers.facts), *kept_tasks(catalogue, memory, answers)]
    links = find_link_tasks(catalogue, memory, moved, {**copies, **answers.archived})
    return [*prefer_told(find_tasks(catalogue, listed), told), *links]


def kept_tasks(catalogue: Catalogue, memory: CareMemory, answers: Answers) -> Iterator[Task]:
    """Yield the tasks that were shown and about which nobody said anything now."""
    for task, _ in memory.shown.values():
        paper = catalogue.papers.get(task.paper)
        if paper and stays(task, paper, catalogue, answers):
            yield task


def stays(task: Task, paper: Paper, catalogue: Catalogue, answers: Answers) -> bool:
    """Whether a task that others' answers gave is as it was, because nobody answered this time."""
    is_unanswered = not any(identifier in answers.facts for identifier in askable(paper))
    match task.kind:
        case "moved":
            return task.amendment is not None and task.amendment.url not in answers.visits
        case "code":
            return is_unanswered and not has_code(paper)
        case "retracted":
            return is_unanswered
        case "renamed" | "published":
            return is_unanswered and catalogue.venues.is_preprint(paper.venue)
    return False
