"""How sections, listed papers, threads and people are named."""

from collections.abc import Iterable

from bot.review.words.escape import code, enumerate_words, markdown
from bot.workflow.situation import Situation


def name_places(sections: Iterable[str], situation: Situation) -> str:
    return enumerate_words([f"**{markdown(situation.catalogue.sections[section].title)}**" for section in sections])


def name_subject(subject: str, situation: Situation) -> str:
    """Return a link to a thread, which GitHub makes of "#12", or to a listed paper's place."""
    if subject.startswith("#") or subject not in situation.catalogue.papers:
        return subject if subject.startswith("#") else code(subject)
    # From a thread, this path leads to the newest commit of the default branch.
    path = f"../blob/HEAD/{situation.snapshot.address(subject)}"
    return f"[{markdown(situation.catalogue.papers[subject].title)}]({path})"


def name_people(logins: str) -> str:
    return enumerate_words([code(login) for login in logins.split()])
