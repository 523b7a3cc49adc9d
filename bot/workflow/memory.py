"""What the bot remembers of a thread, brought up to what happened there since. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.workflow.requests import main_comment
from bot.workflow.state import Decision, State, is_final, read_holds, read_state
from bot.workflow.thread import Thread


def recall(thread: Thread) -> State:
    """Return what the bot remembers of a thread, brought up to what happened since."""
    main = main_comment(thread)
    state = (read_state(main.body) if main else None) or State()
    if state.over and thread.open:
        return State(handled=state.handled)
    if thread.was_merged_by_hand:
        merged = {key: Decision("approved", "", state.shown.get(key, "")) for key in state.proposed}
        return replace(state, decisions={**merged, **state.decisions})
    if thread.merged or (thread.pull and thread.pull.state == "merged"):
        # What was approved of several entries is in the request that was merged, not in what was last shown.
        holds = state.proposed if thread.merged or not thread.pull else read_holds(thread.pull.body)
        merged = {
            key: Decision("listed", "", paper) for key, paper in holds.items() if not is_final(state.decisions.get(key))
        }
        return replace(state, decisions={**state.decisions, **merged})
    return state
