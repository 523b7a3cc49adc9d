"""Previews what the clerk would answer to a text as a new issue. Nothing is stored and nobody is notified."""

from datetime import datetime

from bot.catalogue.identity.metadata import LookUp
from bot.catalogue.matching import Index
from bot.workflow.messages.comment import FOOTERS, write
from bot.workflow.situation import Situation
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.state import State
from bot.workflow.submissions import ask_services, read_words, review_thread
from bot.workflow.thread import Person, Repository, Thread

#: The author that the comment names.
READER = Person("you", 0)


def preview_comment(text: str, loaded: LoadedList, now: datetime, look_up: LookUp | None) -> str:
    """Return the comment in Markdown, its links relative to a thread of the list's repository.

    `look_up` asks services about papers, None for none. The text is not compared with open threads.
    """
    repository = Repository("", "", loaded.commit)
    thread = Thread(repository, number=0, kind="issue", title="", body=text, author=READER, open=True, created=now)
    submission = read_words(thread, loaded.catalogue)
    facts = ask_services(submission, look_up)
    situation = Situation(
        thread=thread,
        review=review_thread(thread, submission, loaded, facts, Index(), State()),
        state=State(),
        snapshot=loaded.snapshot,
        config=loaded.config,
        now=now,
        looks_up=look_up is not None,
    )
    return write(situation).removesuffix(FOOTERS["issue"]).rstrip()
