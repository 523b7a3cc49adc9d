"""People's requests in a thread: commands in a comment, or GitHub's own buttons."""

from dataclasses import dataclass
from datetime import datetime

from bot.intake.commands import Command, read_commands
from bot.workflow import labels
from bot.workflow.changes import Reaction
from bot.workflow.state import State
from bot.workflow.thread import Comment, Person, Thread, TimelineEvent


@dataclass(frozen=True, slots=True)
class Request:
    """Some commands, who gave them and when; `id` is GitHub's id of the comment or of the event.

    `comment` is the number of the comment, which gets the reaction; `event` is an action taken instead of a comment.
    `is_plain` means that no command was typed, only words that stand for one, or a fact that the submission now has;
    `line` is the answer if the words stand for none, `is_understood` that they mean something all the same.
    """

    id: str
    by: Person
    at: datetime
    commands: tuple[Command, ...]
    comment: int | None = None
    event: TimelineEvent | None = None
    is_plain: bool = False
    line: str = ""
    is_understood: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request: a reaction to its comment, and a line if something was refused or asked."""

    request: Request
    reaction: Reaction
    line: str = ""


def pending_requests(thread: Thread, state: State) -> list[Request]:
    """Return the requests not yet handled, oldest first."""
    answered, found = dealt_with(thread, state), all_requests(thread)
    waiting = [request for request in found if request.id not in answered and is_clear(request, thread)]
    return sorted(waiting, key=lambda request: request.at)


def dealt_with(thread: Thread, state: State) -> set[str]:
    return set(state.handled) if thread.main_comment else thread.replied


def all_requests(thread: Thread) -> list[Request]:
    """Return everything asked in a thread; actions with GitHub's buttons count while something is left to do."""
    found = [*map(read_comment, thread.all_comments()), *map(read_event, thread.events if thread.is_live else ())]
    return [request for request in found if request]


def read_comment(comment: Comment) -> Request | None:
    """Return what a comment asks for, if a person wrote it and nobody edited it since."""
    if comment.own or comment.author.bot or comment.edited is not None:
        return None
    commands = read_commands(comment.body)
    return Request(str(comment.id), comment.author, comment.created, commands, comment.id) if commands else None


def plain_id(comment: Comment) -> str:
    """Return the id of the request that a comment without commands makes; an edited one makes another."""
    return f"{comment.id}@{stamp(comment.edited)}" if comment.edited else str(comment.id)


def read_event(event: TimelineEvent) -> Request | None:
    """Return what an event asks for.

    Anybody with triage rights may do these things on GitHub, so they need the same permission as the commands.
    """
    match event.act, event.subject:
        case "labeled", labels.APPROVED:
            name = "approve"
        case ("labeled", labels.ON_HOLD) | ("closed", _):
            name = "hold"
        case ("unlabeled", labels.ON_HOLD) | ("reopened", _):
            name = "unhold"
        case _:
            return None
    return Request(event.id, event.by, event.at, (Command(name),), event=event)


def is_clear(request: Request, thread: Thread) -> bool:
    """Whether a request is clear: a label approves what the comment shows, so there must be one."""
    return request.event is None or request.event.subject != labels.APPROVED or thread.main_comment is not None


def stamp(time: datetime) -> str:
    """Return a time as the bot remembers it; a later one sorts behind an earlier one."""
    return f"{time:%Y%m%d%H%M%S}"


def was_visible(request: Request, thread: Thread, since: str = "") -> bool:
    """Whether the comment as it is now, or as it is `since` a time, was on the page when a request was made."""
    main = thread.main_comment
    return main is None or stamp(request.at) >= (since or stamp(main.written))
