"""The bot's one-line answers to commands."""

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import DataError
from bot.intake.sections import find_namesakes
from bot.review.entry import Entry
from bot.review.review import Review
from bot.review.words.escape import code, markdown, short_code
from bot.workflow.thread import TimelineEvent

#: So many sections of one name are told.
MOST_NAMED = 6
FOR_EVERYBODY = {"/help": "show this"}
FOR_AUTHORS = {"/reopen": "open this again, if I closed it because the list has the paper"}
FOR_CONTRIBUTORS = {
    "/set FIELD VALUE": "correct the title, authors, link, code, venue, year or section",
    "/section ID": "choose the section (several, with commas)",
    "/recheck": "look again",
}
FOR_MAINTAINERS = {
    "/approve": "add the entry as shown and merge it (`/approve 1,3` for some entries)",
    "/reject REASON": "close without adding it (`/reject 2 REASON` for one of several)",
    "/hold REASON": "let it wait",
    "/unhold": "go on",
    "/duplicate ID": "it is this listed paper (or a letter of my comparison, or what `#12` proposes)",
    "/not-duplicate ID": "it is another paper than this one",
    "/reopen": "open this again and look at it afresh",
    "/allow RULE": "let it break a rule of the list (the small name behind what I found)",
}


def refused(command: str, event: TimelineEvent | None, reason: str) -> str:
    what = f"{say_event(event)} does not count" if event else f"{code(f'/{command}')} was not carried out"
    return f"{what}: {reason}{'' if reason.endswith(('.', '?')) else '.'}"


def contradicting(one: str, other: str) -> str:
    both = f"{code(f'/{one}')} and {code(f'/{other}')}"
    return f"{both} contradict each other, so I carried out nothing of this comment. Write again what you mean."


def writes_itself(entry: Entry) -> str:
    """Say why a field of what a pull request writes cannot be set, and what to do instead."""
    what = "lines that I do not read as a new entry" if entry.unparsed else "a file that a pull request writes itself"
    return f"I cannot set a field in {what}; push a change to the pull request instead"


def changed() -> str:
    return (
        "Somebody else changed my comment above, in which I keep what was decided here. So nothing of that counts any"
        " more: what you approved, please approve again; what you set, please set again."
    )


def meant(name: str, near: str, argument: str) -> str:
    return f"There is no {code(f'/{name}')}. Did you mean {code(f'/{near} {argument}'.strip())}? Then comment that."


def undone(name: str, pull: int | None, *, merged: bool) -> str:
    """Say how that is taken back for which there is no command."""
    there_is = f"There is no {code(f'/{name}')}."
    if not merged:
        return f"{there_is} Nothing is merged yet: `/hold` lets it wait, `/reject` closes it."
    how = f"revert #{pull} with GitHub's own button, or open" if pull else "open"
    return f"{there_is} To take back what is merged, {how} an issue that says what to remove, or to change."


def inline(command: str) -> str:
    return (
        f"I carry out commands that begin a line. If you mean it, comment {code(f'/{command}')} on a line of its own."
    )


def how_to_answer(said: str, review: Review, catalogue: Catalogue) -> str:
    """Say how the author, who said something else, can answer the open questions, "" if there are none."""
    faults = [fault for entry in review.entries for fault in entry.errors if fault.by == "contributor"]
    asked = dict.fromkeys(finding.rule for finding in faults)
    is_adding = any(entry.operation == "add" for entry in review.entries)
    if is_adding and (meant := find_namesakes(said, catalogue)):
        names = ", ".join(short_code(catalogue.sections[section].title) for section in meant[:MOST_NAMED])
        return f"Several sections are called that. Answer with one of these: {names}."
    if not asked or not any(entry.verdict == "needs-info" for entry in review.entries):
        return ""
    several = "the number of the paper and " if len(review.entries) > 1 else ""
    used = (section for paper in catalogue.papers.values() for section in paper.sections)
    section = next((catalogue.sections[id].title for id in used), "")
    ways = {
        "section-missing": f"with {several}the section's name, like {short_code(section)}",
        "paper-missing": "with the title and the address, and nothing else",
        "target-missing": "with the title as the list has it, or with: add it",
        "title-missing": f"with {several}the title and nothing else",
        "title-guessed": f"with {several}the title and nothing else, or with yes",
        "link-missing": "with the address alone",
    }
    known = [way for rule, way in ways.items() if rule in asked]
    how = f"Answer {', or '.join(known)}." if known else "Please edit the text above, or see the hints in my comment."
    return f"I could not read that as an answer. {how}"


def still_open(review: Review) -> str:
    """Say what an author is still asked who says that it is done, "" if nothing is."""
    asked = [
        f"{point_at(entry)}: {fault.message}" if entry.choice else fault.message
        for entry in review.entries
        if entry.verdict == "needs-info"
        for fault in entry.errors
        if fault.by == "contributor"
    ]
    more = "" if len(asked) <= MOST_NAMED else " There is more in my comment above."
    said = " ".join(asked[:MOST_NAMED])
    return f"I looked again, and this is still open: {said}{more}" if asked else ""


def left_to_maintainers() -> str:
    return "That is fine. A maintainer chooses the section, with `/section ID`."


def taken_back(*, adds: bool) -> str:
    return f"To take this back, close this issue. Nothing will be {'added' if adds else 'changed'} then."


def say_event(event: TimelineEvent) -> str:
    match event.act:
        case "labeled":
            return code(event.subject)
        case "unlabeled":
            return f"Taking {code(event.subject)} off"
        case "closed":
            return f"Closing {event.subject}"
        case "reopened":
            return f"Reopening {event.subject}"


def not_ready(entry: Entry, catalogue: Catalogue) -> str:
    fault = next(iter(entry.errors), None)
    relation, number, name = entry.relation, entry.choice, point_at(entry)
    paper = catalogue.papers.get(relation.paper or "")
    if relation.disposition == "pending":
        other = f"/not-duplicate {number}{relation.paper}"
        return (
            f"{relation.paper} proposes the same paper as {name} and came first; decide there first,"
            f" or comment {code(other)} if it is another paper"
        )
    if fault and relation.disposition != "duplicate":
        hint = "My comment above lists what would do" if "\n" in fault.hint else fault.hint
        return f"{name} is not ready: {fault.message} {hint}".rstrip()
    if paper and entry.operation == "add":
        which = f" {number}{paper.id}".rstrip() if len(relation.candidates) > 1 else f" {number}".rstrip()
        choice = f"`/not-duplicate{which}` if it is another paper, `/duplicate{which}` if not"
        return f"{name} looks like {markdown(paper.title)}, which is listed; {choice}"
    return f"{name} would change nothing in the list"


def point_at(entry: Entry) -> str:
    """Return the name of an entry, if there may be others."""
    return f"entry {entry.number}" if entry.choice else "this"


def closed_by_person(*, merged: bool) -> str:
    """Tell an author whose thread a maintainer closed what to do."""
    if merged:
        return "this is on the list; for a correction please open a new issue, in your own words"
    return "a maintainer decided this, and can open it again with `/reopen`; what you wrote stays here for them"


def closed(*, merged: bool, own: bool) -> str:
    if own and not merged:
        return "You closed this. Reopen it, or open a new issue, and I look at it again."
    return f"{closed_by_person(merged=merged).capitalize()}."


def push_refused(words: str) -> str:
    return (
        f"GitHub does not let me push here, so I cannot go on. It says: {short_code(words)}. A maintainer has to give"
        " my account write access, or let it past the rule; then comment `/recheck`."
    )


def merge_refused(words: str) -> str:
    return (
        f"GitHub does not let me merge this. It says: {short_code(words)}. Somebody who may change the repository's"
        " settings has to allow another way of merging, or a maintainer merges the pull request by hand; then comment"
        " `/recheck`."
    )


def unreadable(error: DataError) -> str:
    line = f"{code(error.path)} cannot be read at the moment (line {error.line})"
    what = f"{code(error.missing)} is missing" if error.missing else line
    return (
        f"This list's {what}, so I cannot look at this yet. The newest commit tells its maintainers what to mend; then"
        " I go on here by myself, and you need not do anything."
    )


def readable() -> str:
    return "This list could not be read for a while, and can be again. My comment above says how things stand."


def pull_refused(branch: str) -> str:
    return (
        f"{code(branch)} takes changes by pull request only, and GitHub does not let workflows open any here. Somebody"
        " who may change the repository's settings has to turn on *Settings > Actions > General > Allow GitHub Actions"
        " to create and approve pull requests*; then comment `/recheck`."
    )


def reminder() -> str:
    return (
        "This still waits for something from you: please see what is marked ❓ or ❌ in my comment above."
        " A short answer or an edit is enough; if you have lost interest, just close it."
    )


def help_for(maintainer: bool, *, own: bool) -> str:
    if maintainer:
        commands = FOR_MAINTAINERS | FOR_CONTRIBUTORS | FOR_EVERYBODY
    elif own:
        commands = FOR_CONTRIBUTORS | FOR_AUTHORS | FOR_EVERYBODY
    else:
        return "Commands are for maintainers and for who opened this; if something is wrong here, just say so."
    lines = [f"- {code(name)}: {purpose}" for name, purpose in commands.items()]
    return "\n".join(
        ["You can use these, each at the start of a line, in a new comment (I do not follow edits of one):", "", *lines]
    )
