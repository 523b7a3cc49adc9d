"""`paperclerk care` and `suggest`: what to do about a list's papers, and which it lacks."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.care.memory import CareMemory
from bot.care.missing import Missing, find_missing
from bot.care.task import KINDS
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.suggestion import suggest_sections
from bot.cli import complain
from bot.cli.checking import read_own_config
from bot.errors import ExitCode
from bot.hub.delivery import REPOSITORY
from bot.intake.pull import PageLayout
from bot.service.care import make_survey, open_survey, today
from bot.service.running import connect, open_look_up
from bot.service.settings import LOGIN, read_settings
from bot.workflow.clerk import Clerk
from bot.workflow.messages.care import show_change
from bot.workflow.planning.care import make_offers
from bot.workflow.snapshots.care import Offer, carry_out_tasks
from bot.workflow.snapshots.loading import LoadedList, build_folder, build_pages
from bot.workflow.tending import Survey, read_tended, tend

#: If less than this share of a neighbour's section is listed, it says nothing.
WORTH_SAYING = 0.05


def care(args: Namespace) -> int:
    """Take care of a page, a folder or a repository's list; a path that does not exist is a repository's name."""
    path = Path(args.list)
    is_there = REPOSITORY.fullmatch(args.list) and path.suffix != ".md" and not path.exists()
    return care_there(args) if is_there and not args.do else care_here(args, path)


def care_here(args: Namespace, path: Path) -> int:
    """Print the tasks of a list on this machine, or carry some out; offline, unless services should be asked."""
    loaded = load(path)
    tasks, _ = here(args)(loaded, CareMemory())
    offers = list(make_offers(loaded.snapshot, tasks, CareMemory()))
    if args.do and not args.dry_run:
        return do_tasks(args.do, offers, loaded, path)
    sys.stdout.write(show_offers(offers))
    sys.stderr.write("" if args.online else "judged by itself; --online asks services and looks at its links\n")
    return ExitCode.FINE


def do_tasks(keys: Sequence[str], offers: Sequence[Offer], loaded: LoadedList, path: Path) -> int:
    """Do the tasks with some keys, or all that can be done; complain about unknown keys."""
    known = {offer.task.key: offer.task for offer in offers if offer.task.amendment}
    unknown = [key for key in keys if key not in known and key != "all"]
    for key in unknown:
        complain(f"{key} is none of the tasks that can be carried out")
    wanted = list(known.values()) if "all" in keys else [known[key] for key in dict.fromkeys(keys) if key in known]
    for name, text in carry_out_tasks(loaded.snapshot, wanted).items():
        file = path if path.is_file() else path.resolve().parent / name
        store.write_text(file, text) if text is not None else file.unlink()
    sys.stderr.write(f"{len(wanted)} done\n")
    return ExitCode.UNUSABLE if unknown and "all" not in keys else ExitCode.FINE


def here(args: Namespace) -> Survey:
    if not args.online:
        return make_survey(None, None, None, today(), whole=True)
    settings = read_settings(os.environ, needs=())
    return open_survey(settings, open_look_up(settings), today(), say=progress)


def progress(done: int, all: int) -> None:
    if done % 20 == 0 or done == all:
        sys.stderr.write(f"{done} of {all} links\n")


def load(path: Path) -> LoadedList:
    venues = store.read_shipped_venues()
    config = read_own_config(path)
    if path.is_file():
        return build_pages("", config, PageLayout((path.name,)), {path.name: store.read_text(path)}, venues)
    return build_folder("", replace(config, data=path.resolve().name), store.read_everything(path))


def show_offers(offers: Sequence[Offer]) -> str:
    """Return the tasks for a terminal, with a key for those that can be carried out."""
    lines = []
    for kind, name in KINDS.items():
        own = [offer for offer in offers if offer.task.kind == kind]
        lines += [f"{name} ({len(own)})", *(line for offer in own for line in show_offer(offer)), ""] if own else []
    return "\n".join(lines) if lines else "nothing to do\n"


def show_offer(offer: Offer) -> Sequence[str]:
    task = offer.task
    change = f": {show_change(offer.lines)}" if task.amendment else ""
    return (f"  {task.key if task.amendment else '-' * 12}  {task.title}{change}", f"                {task.evidence}")


def care_there(args: Namespace) -> int:
    settings = read_settings(os.environ, needs=LOGIN)
    connection, look_up = connect(settings), open_look_up(settings)
    survey = open_survey(settings, look_up, today(), say=progress)
    repository = connection.identify(args.list)
    clerk = Clerk(connection.open(repository), look_up, store.read_shipped_venues())
    if args.dry_run:
        loaded, _ = read_tended(clerk)
        tasks, _ = survey(loaded, CareMemory())
        sys.stdout.write(show_offers(list(make_offers(loaded.snapshot, tasks, CareMemory()))))
    else:
        tend(clerk, survey)
    return ExitCode.FINE


def suggest(args: Namespace) -> int:
    own = load(args.list).catalogue
    found = find_missing(own, {str(path): load(path).catalogue for path in args.neighbours})[: args.most]
    for number, each in enumerate(found, start=1):
        sys.stdout.write("\n".join([f"{number:3}. {each.paper.title}", *explain(each, own), ""]))
    sys.stderr.write("" if found else "nothing that is not listed\n")
    return ExitCode.FINE


def explain(missing: Missing, own: Catalogue) -> Sequence[str]:
    address = next((link.url for link in missing.paper.links), "")
    best = suggest_sections(missing.paper.title, own, missing.paper.venue, missing.paper.year)[0]
    share = f"; {missing.share:.0%} of its section there is listed here" if missing.share >= WORTH_SAYING else ""
    return (
        *([f"     {address}"] if address else []),
        f"     {own.sections[best.section].title}: {best.reason}",
        f"     in {', '.join(missing.lists)}{share}",
    )
