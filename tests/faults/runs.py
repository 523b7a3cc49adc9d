"""Whole stories, told on a ground of their own, and how they ended."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.service.inbox.reporting import find_reasons
from tests.faults.ground import Ground, Mail, tell
from tests.faults.killing import KillingGround
from tests.faults.state import State, find_doubles, read_state
from tests.faults.story import side_by_side


@dataclass(frozen=True, slots=True)
class Ending:
    """How a story ended: its state, what is wrong whatever the state should be, and how much there was to do.

    `starts` are those of the clerk's process, 0 where it had none of its own.
    """

    state: State
    wrong: list[str]
    calls: int
    deliveries: int
    starts: int = 0


def end(ground: Ground, starts: int = 0) -> Ending:
    """Return how a story ended."""
    left = [f"left in the inbox: {reason}" for reason in find_reasons(ground.bot.inbox)]
    wrong = [*find_doubles(ground.hub), *left]
    return Ending(read_state(ground.hub), wrong, len(ground.wire.calls), len(ground.hub.deliveries), starts)


def tell_at_once(chapters: Sequence[str], *, mail: Mail = list, sweeping: bool = False) -> Ending:
    """Tell chapters side by side."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder), mail=mail) as ground:
        tell(side_by_side(*chapters), ground, sweeping=sweeping)
        return end(ground)


def tell_killing(chapters: Sequence[str], *, kills: int, gap: int, seed: int) -> Ending:
    """Tell chapters side by side while the clerk is killed some times, about `gap` of its calls apart."""
    with (
        tempfile.TemporaryDirectory() as folder,
        KillingGround(Path(folder), kills=kills, gap=gap, seed=seed) as ground,
    ):
        tell(side_by_side(*chapters), ground)
        return end(ground, ground.process.starts)
