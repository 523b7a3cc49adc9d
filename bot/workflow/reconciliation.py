"""Brings a list and its data together again after somebody else changed either."""

from bot.catalogue.data.records import DataError
from bot.lists.marked.marks import MarkError
from bot.workflow.changes import Plan
from bot.workflow.clerk import Clerk, Subject
from bot.workflow.hub import MergeRefusedError
from bot.workflow.planning.merge import plan_withdrawal
from bot.workflow.planning.reconcile import plan_upkeep, read_hand_edits, say_broken, say_unknown, say_unmarked
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.snapshots.snapshot import Snapshot
from bot.workflow.state import State
from bot.workflow.thread import HAND_EDITS, OwnBranch


def handle_subject(clerk: Clerk, subject: Subject) -> tuple[Subject, ...]:
    """Do everything there is to do about a thread or the list; return what to look at because of it."""
    return reconcile(clerk) if subject is None else clerk.handle(subject)


def reconcile(clerk: Clerk) -> tuple[int, ...]:
    """Bring list and data together; return the threads to look at then."""
    return clerk.insist(None, lambda _, moves: bring_together(clerk))


def bring_together(clerk: Clerk) -> tuple[int, ...] | None:
    """Bring list and data together; return the threads to look at then, None if there is more to do.

    A pull request dropped from the merge queue may go in once the list has moved.
    """
    own = clerk.hub.read_repository(HAND_EDITS)
    repository = own.repository.merged_without(clerk.refused_methods)
    if repository.archived:
        return ()
    try:
        loaded = clerk.open_list(repository.head)
    except DataError as error:
        clerk.hub.apply((say_broken(repository, error),))
        return ()
    try:
        plan = decide(clerk, own._replace(repository=repository), loaded)
        clerk.apply(plan, None)
    except MergeRefusedError as refused:
        if clerk.finds_another_way(repository, refused):
            return None
        raise
    if plan.again:
        return None
    if not plan.changes:
        return tuple(n for n, state in clerk.open_states().items() if holds_list(loaded.snapshot, state))
    opened = clerk.hub.read_repository(HAND_EDITS).pull
    return (opened.number,) if opened else ()


def holds_list(snapshot: Snapshot, state: State) -> bool:
    """Whether a thread has to be looked at because the list moved: its pull request holds the old list."""
    return bool(state.dropped) or (isinstance(snapshot, PageSnapshot) and bool(state.proposed))


def decide(clerk: Clerk, own: OwnBranch, loaded: LoadedList) -> Plan:
    """Return the plan to bring list and data together; a merged pull request is carried out first."""
    snapshot, repository = loaded.snapshot, own.repository
    if not isinstance(snapshot, FolderSnapshot):
        return Plan(tuple(plan_withdrawal(own)))
    try:
        in_step = snapshot.rendered == snapshot.text
    except MarkError as error:
        return Plan((say_unmarked(repository, snapshot.path, error),))
    if in_step:
        return Plan(tuple(plan_withdrawal(own)))
    found = clerk.versions.find(clerk.hub, loaded, snapshot.folder)
    if any(carry_out_merged(clerk, number) for number in clerk.versions.mentions(found)):
        return Plan(again=True)
    clerk.versions.known = found
    known = next(reversed(found.values()), None)
    if known is None:
        return Plan((say_unknown(repository, snapshot.path),))
    edits = read_hand_edits(loaded, snapshot, known, added=clerk.clock().date().isoformat())
    return plan_upkeep(own, snapshot, edits)


def carry_out_merged(clerk: Clerk, number: int) -> bool:
    """Carry out a pull request that a person merged while its data waits; return whether there was one."""
    thread = clerk.hub.read_thread(number)
    if thread is None or not thread.was_merged_by_hand:
        return False
    clerk.handle(number)
    return True
