"""A thread's verdict in a few words, and the next step: what happens, and by whom."""

from collections.abc import Iterator, Sequence

from bot.review.entry import Entry
from bot.review.rules.finding import is_question
from bot.review.words.escape import code, enumerate_words, markdown, sentence
from bot.workflow.messages.fitting import cut
from bot.workflow.messages.subject import name_places, name_subject
from bot.workflow.messages.waiting import say_dropped, say_hold, say_place
from bot.workflow.situation import Situation
from bot.workflow.state import is_final
from bot.workflow.thread import MergeStatus, Pull

#: The endings to which a list can add words; the first that applies counts.
ENDINGS = ("listed", "rejected", "duplicate")
#: In characters: how much is shown of the reason for a removal.
LONGEST_REASON = 500
#: What an approval does to a new entry, and to a listed one.
VERBS = {"add": "add it as shown", "update": "update it as shown", "remove": "take it off the list"}

#: What a question asks for, by its rule, in the order of the questions.
WANTED = {
    "paper-missing": "which paper you mean",
    "target-missing": "which listed paper you mean",
    "link-missing": "its link",
    "title-missing": "its title",
    "section-missing": "its section",
    "title-guessed": "whether I have its title right",
}
#: The states of a thread that is not ready.
NOT_READY = {
    "duplicate": (
        "🔁 Already known",
        "**Next:** nothing to do; you may close this."
        " If it is another paper after all, comment here and say what differs.",
    ),
    "needs-maintainer": ("👀 A maintainer will look", "**Next:** a maintainer settles the question below."),
    "not-a-submission": ("No paper found", "I found no paper in this thread, so I leave it to people."),
}


def say_verdict(situation: Situation) -> tuple[str, str]:
    """Return the thread's verdict in a few words, then what happens next and by whom, with the list's own words."""
    kinds = [situation.verdict, *(made.kind for made in situation.state.decisions.values())]
    ending = next((kind for kind in ENDINGS if kind in kinds), "") if situation.state.over else situation.verdict
    heading, step = say_ending(situation) if situation.state.over else say_unfinished(situation)
    own = situation.config.messages.get(ending, "")
    return heading, f"{step}\n\n{own}" if own else step


def say_ending(situation: Situation) -> tuple[str, str]:
    made = {decision.kind: decision for decision in situation.state.decisions.values()}
    if "listed" in made:
        return say_listed(situation)
    is_single = len(situation.review.entries) == 1
    if "rejected" in made:
        reason = made["rejected"].reason if is_single else ""
        why = f": {sentence(markdown(reason))}" if reason else "."
        what = "to list this" if situation.review.intent == "add" else "to change this"
        thanks = "Thank you all the same" + (
            "!" if situation.stays_open else ". If you see it differently, comment here; a maintainer can reopen this."
        )
        return name_refusal(situation.review.intent), f"A maintainer decided not {what}{why} {thanks}"
    if situation.state.is_closed_by_itself:
        return "🔁 Already known", say_repeated(made["duplicate"].original if is_single else "", situation)
    if "duplicate" in made:
        what = (
            f"is {name_subject(made['duplicate'].original, situation)}"
            if is_single
            else "is listed or proposed already"
        )
        return "🔁 Already known", f"A maintainer found that this {what}. Thank you all the same!"
    return "Closed", "Nothing was changed. Once this is open again, I look at it afresh; a maintainer can `/reopen` it."


def say_repeated(paper: str, situation: Situation) -> str:
    papers = situation.catalogue.papers
    where = f" in {name_places(papers[paper].sections, situation)}" if paper in papers else ""
    what = f"{name_subject(paper, situation)} stands{where}" if where else "All of it is listed"
    return (
        f"{what}, so I closed this. Thank you all the same! **Is it another paper?** Comment here what differs, and I"
        " open this again for a maintainer."
    )


def name_refusal(wish: str) -> str:
    return "Not added" if wish == "add" else "Not changed"


def say_listed(situation: Situation) -> tuple[str, str]:
    """Return where the change was merged, the last one if there are several; the bot does not thank itself."""
    pull = situation.thread.pull
    where = f" in #{pull.number}" if pull and pull.state == "merged" else ""
    is_own = any(said.own and situation.thread.is_author(said.author) for said in situation.thread.comments)
    thanks = "" if is_own or situation.thread.author.bot else " Thank you for the contribution!"
    listed = [made.paper for made in situation.state.decisions.values() if made.kind == "listed"]
    is_there = any(paper in situation.catalogue.papers for paper in listed)
    if situation.is_behind:
        return "🎉 Accepted", f"Merged{where}. The list shows it once people's own edits of it are settled.{thanks}"
    removes = any(entry.operation == "remove" for entry in situation.review.entries)
    heading = "🎉 On the list" if is_there else "✅ Off the list" if removes else "🎉 Accepted"
    return heading, f"Merged{where}.{thanks}"


def say_unfinished(situation: Situation) -> tuple[str, str]:
    """Return the state of an unfinished thread: people's decisions first, then what they have to look at."""
    return say_settled(situation) or say_looking(situation) or say_found(situation)


def say_settled(situation: Situation) -> tuple[str, str] | None:
    if situation.state.held:
        return "⏸️ On hold", say_hold(situation)
    if situation.approved() and situation.dropped:
        return "⚠️ Out of the merge queue", say_dropped(situation)
    if situation.approved():
        return "✅ Approved", say_place(situation) or say_waiting(situation)
    return say_taken_over(situation.thread.pull) if situation.thread.is_foreign and situation.thread.pull else None


def say_looking(situation: Situation) -> tuple[str, str] | None:
    if situation.is_held_back:
        step = f"**Next:** {name_approvers(situation)} `/approve`, or `/reject`. {situation.gate}"
        return "👀 A maintainer will look first", step
    if situation.review.entries and all(entry.is_moved for entry in situation.review.entries):
        step = "a maintainer merges this as it is, or closes it."
    elif situation.is_left:
        step = "a maintainer chooses the section, with `/section ID` or its name."
    elif situation.is_disputed and situation.review.is_wished:
        step = "a maintainer says whether this is the paper that is known already."
    elif situation.is_for_reading and situation.verdict == "needs-maintainer":
        step = "a maintainer reads this, and changes the entry or answers here."
    else:
        return None
    return "👀 A maintainer will look", f"**Next:** {step}"


def say_found(situation: Situation) -> tuple[str, str]:
    match situation.verdict:
        case "needs-info":
            return say_asking(situation)
        case "ready" if {entry.operation for entry in situation.waiting()} == {"remove"}:
            return "👀 A maintainer decides", say_removing(situation)
        case "ready":
            return "✅ Ready", say_approving(situation)
        case "duplicate" if all(entry.operation != "add" for entry in situation.review.entries):
            return "🔁 Nothing to change", "**Next:** nothing to do. If you mean something else, say so here."
    return NOT_READY[situation.verdict]


def say_asking(situation: Situation) -> tuple[str, str]:
    """Return what the contributor is asked for: a single question is asked as one, since nothing is wrong."""
    asking = [entry for entry in situation.review.entries if entry.errors]
    errors = [finding for entry in asking for finding in entry.errors]
    questions = [finding for finding in errors if is_question(finding)]
    if len(questions) == len(errors):
        heading = "❓ One question" if len(questions) == 1 else f"❓ {len(questions)} questions"
        asked = {finding.rule for finding in questions}
        wanted = enumerate_words([words for rule, words in WANTED.items() if rule in asked])
        which = "For each entry marked ✏️ I" if len(asking) > 1 else "I"
        return heading, f"**Next:** please answer in a comment, in your own words. {which} need to know {wanted}."
    marked = "❓ and ❌" if questions else "❌"
    return (
        "✏️ Something to correct",
        f"**Next:** please see to what is marked {marked} below. I look again as soon as you do.",
    )


def say_removing(situation: Situation) -> str:
    """Return who decides about a removal and the author's reason for it; a diff shows by itself what goes."""
    step = f"{say_approving(situation)} To keep it: `/reject`."
    if situation.review.is_handmade:
        return step
    asker = code(situation.thread.author.login)
    reason = markdown(cut(" ".join(situation.thread.body.split()), LONGEST_REASON))
    return (
        f"{step}\n\nThe reason, in the words of {asker}:\n\n> {reason}" if reason else f"{step} {asker} gave no reason."
    )


def goes_on_elsewhere(situation: Situation) -> bool:
    """Whether somebody pushed to the bot's pull request, which then has a comment of its own."""
    pull = situation.thread.pull
    return not situation.state.over and situation.thread.is_foreign and pull is not None and pull.state == "open"


def say_taken_over(pull: Pull) -> tuple[str, str]:
    if pull.state == "open":
        step = f"**Next:** a maintainer decides in #{pull.number}, because somebody pushed to it."
        return f"✅ Goes on in #{pull.number}", step
    return "👀 A maintainer will look", (
        f"**Next:** a maintainer reopens #{pull.number}, to which somebody pushed before it was closed, or comments"
        " `/reject`. To have it written anew, delete its branch and comment `/recheck`."
    )


def say_waiting(situation: Situation) -> str:
    missing = enumerate_words(list(say_missing(situation.merge_status)))
    if situation.merge_status.queue_required:
        end = "I put it in the merge queue then"
    else:
        end = "it then merges by itself" if situation.merges_by_itself else "I merge it then"
    return f"**Next:** #{situation.pull_number} still needs {missing}; {end}."


def say_missing(merge_status: MergeStatus) -> Iterator[str]:
    if merge_status.review == "REVIEW_REQUIRED":
        yield "an approving review (GitHub's own, under *Files changed*)"
    elif merge_status.review == "CHANGES_REQUESTED":
        yield "the changes that a reviewer wants"
    if merge_status.state == "DIRTY":
        yield "somebody to resolve its conflicts"
    elif merge_status.checks in ("FAILURE", "ERROR"):
        yield "somebody to look at its failed check"
    # A good state so far proves nothing: a required check that has not begun is not part of it.
    elif merge_status.review not in ("REVIEW_REQUIRED", "CHANGES_REQUESTED"):
        yield "its checks to pass"


def say_approving(situation: Situation) -> str:
    pull = situation.thread.pull
    if situation.review.is_handmade and situation.review.rest:
        return "**Next:** a maintainer looks at the other files and merges; the list then follows by itself."
    if situation.review.is_handmade and (others := find_undecided(situation)):
        return say_undecided(others, situation)
    if situation.review.is_handmade and situation.snapshot.is_truth:
        return f"**Next:** {name_approvers(situation)} `/approve` to merge this."
    if situation.review.is_handmade:
        rest = "; lines of the list that I cannot read stay as they are" if situation.leaves_edits() else ""
        return f"**Next:** {name_approvers(situation)} `/approve` to merge this and bring the list up to date{rest}."
    step = f"**Next:** {name_approvers(situation)} {name_approval(situation)}."
    if pull is None or pull.state != "open":
        return step
    if situation.thread.kind == "issue":
        return f"{step} The change is in #{pull.number}."
    return f"{step} The change is in #{pull.number}, which credits you; this one closes when that is merged."


def find_undecided(situation: Situation) -> list[Entry]:
    """Return the entries of a hand-made pull request that hold it up once all ready ones are approved."""
    open_ones = [entry for entry in situation.review.entries if not is_final(situation.decision(entry))]
    return [entry for entry in open_ones if entry.verdict != "ready"]


def say_undecided(others: Sequence[Entry], situation: Situation) -> str:
    ways = enumerate_words([f"`/reject {entry.number}`" for entry in others])
    waiting = [entry for entry in situation.waiting() if not situation.is_approved(situation.decision(entry))]
    step = f"{name_approvers(situation)} {name_approval(situation)}; then" if waiting else "a maintainer decides:"
    return f"**Next:** {step} {ways} leaves out what is not ready, and I merge the rest."


def name_approvers(situation: Situation) -> str:
    if situation.config.approvals.needed == 1:
        return "a maintainer comments"
    given = [made for entry in situation.waiting() if (made := situation.decision(entry)) and made.kind == "approved"]
    return "a second maintainer comments" if given else "two maintainers comment"


def name_approval(situation: Situation) -> str:
    ready = situation.waiting()
    if len(situation.review.entries) == 1:
        return f"`/approve` to {name_change(ready[0], situation)}"
    if len(ready) == 1:
        return f"`/approve` to accept entry {ready[0].number}, marked ✅"
    return f"`/approve` to accept what is marked ✅, or `/approve {ready[0].number}` for one of them"


def name_change(entry: Entry, situation: Situation) -> str:
    if entry.before is None or entry.after is None:
        return VERBS["remove" if entry.before else "add"]
    gone = [section for section in entry.before.sections if section not in entry.after.sections]
    come = [section for section in entry.after.sections if section not in entry.before.sections]
    if entry.relation.changes == ("sections",) and come:
        places = name_places(come, situation)
        return f"move it to {places}" if gone else f"list it in {places} as well"
    if entry.operation == "remove" and gone:
        return f"take it out of {name_places(gone, situation)}"
    return VERBS["update"]
