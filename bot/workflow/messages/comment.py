"""The bot's one comment in a thread: verdict and next step first, then the entry, then what was noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalogue.matching import Candidate
from bot.catalogue.paper import Link
from bot.catalogue.records import PAPERS
from bot.catalogue.rendering import render_entry
from bot.review.escape import block, code, markdown
from bot.review.finding import Finding
from bot.review.review import Entry
from bot.review.unread import name_lines
from bot.workflow.state import Decision
from bot.workflow.thread import Standing
from bot.workflow.view import View

#: The endings that a list can add words to; of several the first counts.
ENDINGS = ("listed", "rejected", "duplicate")
SIGNS = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}
FOOTERS = {
    "issue": "<sub>Edit the text above or comment to change something; `/help` lists what you can do here.</sub>",
    "pr": "<sub>Push to this pull request or comment to change something; `/help` lists what you can do here.</sub>",
}
#: More candidates than this are folded away.
SHOWN_CANDIDATES = 3
#: More paths than this are only counted.
SHOWN_PATHS = 5
LETTERS = "ABCDEFGHIJ"


def write(view: View) -> str:
    """Return the comment without its hidden state."""
    entries = view.review.entries
    parts = [headline(view)]
    for entry in entries:
        parts += write_entry(entry, view, numbered=len(entries) > 1)
    if not view.state.over:
        parts += [say_rest(view), FOOTERS[view.thread.kind]]
    return "\n\n".join(part for part in parts if part)


def headline(view: View) -> str:
    """Return the verdict and the next step."""
    heading, step = say_verdict(view)
    return f"### {heading}\n\n{step}"


def say_verdict(view: View) -> tuple[str, str]:
    """Return the thread's verdict in a few words, and what happens next and by whom, with the list's own words."""
    kinds = [view.verdict, *(made.kind for made in view.state.decisions.values())]
    ending = next((kind for kind in ENDINGS if kind in kinds), "") if view.state.over else view.verdict
    heading, step = say_ending(view) if view.state.over else say_standing(view)
    own = view.config.messages.get(ending, "")
    return heading, f"{step}\n\n{own}" if own else step


def say_ending(view: View) -> tuple[str, str]:
    """Return how a thread ended."""
    pull = view.thread.pull
    kinds = {made.kind for made in view.state.decisions.values()}
    if "listed" in kinds:
        where = f" in #{pull.number}" if pull else ""
        return "🎉 On the list", f"Merged{where}. Thank you for the contribution!"
    if "rejected" in kinds:
        return "Not added", "A maintainer decided not to list this. Reopen the thread to propose it anew."
    if "duplicate" in kinds:
        return "Already known", "A maintainer found that this repeats what is listed or proposed."
    return "Closed", "Nothing was changed. Reopen the thread to go on; I will look at it afresh."


def say_standing(view: View) -> tuple[str, str]:
    """Return how a thread stands."""
    if view.state.held:
        return "⏸️ On hold", f"{code(view.state.held)} put this on hold; a maintainer can `/unhold` it."
    if view.approved():
        return "✅ Approved", say_waiting(view)
    if view.thread.is_foreign and view.thread.pull and view.thread.pull.state == "open":
        number = view.thread.pull.number
        return "✅ Goes on elsewhere", f"**Next:** somebody pushed to #{number}; a maintainer looks at it there."
    if view.gate and view.verdict == "needs-maintainer":
        return (
            "👀 A maintainer will look first",
            f"{view.gate} **Next:** a maintainer comments `/approve` or `/reject`.",
        )
    return {
        "ready": ("✅ Ready", say_approving(view)),
        "needs-info": ("✏️ Something is missing", "**Next:** please mend what is marked ❌ below."),
        "duplicate": (
            "🔁 Already known",
            "**Next:** nothing to do. If it is another paper after all, say so here; a maintainer settles it.",
        ),
        "needs-maintainer": ("👀 A maintainer will look", "**Next:** a maintainer settles the question below."),
        "not-a-submission": ("No paper found", "I found no paper in this thread, so I leave it to people."),
    }[view.verdict]


def say_waiting(view: View) -> str:
    """Return what GitHub still asks for before an approved entry can be merged."""
    pull = view.thread.pull
    standing = view.thread.standing if view.review.is_handmade else pull.standing if pull else Standing()
    number = view.thread.number if view.review.is_handmade or not pull else pull.number
    missing = say_missing(standing, number)
    end = "it then merges by itself" if view.merges_by_itself(standing) else "I merge it then"
    return f"**Next:** this branch asks for {' and '.join(missing)}; {end}."


def say_missing(standing: Standing, number: int) -> Iterator[str]:
    """Yield what is missing for a merge."""
    if standing.review == "REVIEW_REQUIRED":
        yield f"an approving review of #{number} (GitHub's own, under *Files changed*)"
    elif standing.review == "CHANGES_REQUESTED":
        yield f"the changes that a reviewer of #{number} wants"
    if standing.checks in ("FAILURE", "ERROR"):
        yield f"checks, and one of #{number} has failed"
    elif not standing.queues and standing.review not in ("REVIEW_REQUIRED", "CHANGES_REQUESTED"):
        # What is good so far says nothing: a check that is asked for and has not begun is in no sum.
        yield f"the checks of #{number} to pass"
    if standing.queues:
        yield "its turn in the merge queue"


def say_approving(view: View) -> str:
    """Return what a maintainer's approval will do, and where the change can be seen."""
    what = {"add": "add it", "remove": "remove it"}.get(view.review.intent, "change the list")
    several = " (this list asks for two approvals)" if view.config.approvals.needed > 1 else ""
    step = f"**Next:** a maintainer comments `/approve` to {what} as shown{several}."
    pull = view.thread.pull
    if view.review.is_handmade and view.review.rest:
        return "**Next:** a maintainer looks at the other files and merges; the list then follows by itself."
    if view.review.is_handmade:
        return "**Next:** a maintainer comments `/approve` to merge this pull request, with the list rendered."
    if pull is None or pull.state != "open":
        return step
    if view.thread.kind == "issue":
        return f"{step} The change is in #{pull.number}."
    return f"{step} I wrote it as data in #{pull.number}, which credits you; this one closes when that is merged."


def say_rest(view: View) -> str:
    """Return the other files of a pull request, which are for people."""
    rest = view.review.rest
    if not rest:
        return ""
    shown = ", ".join(map(code, rest[:SHOWN_PATHS]))
    more = f" and {len(rest) - SHOWN_PATHS} more" if len(rest) > SHOWN_PATHS else ""
    return f"For the maintainer: this pull request also changes {shown}{more}, which I did not look at."


def say_line(entry: Entry, view: View) -> str:
    """Return the entry's line as it will read; of a change, what goes and what comes."""
    before = render_entry(entry.before, view.catalogue) if entry.before else ""
    if entry.before and entry.after is None:
        return f"Its line goes:\n\n{block(f'- {before}', 'diff')}"
    if entry.after is None or not (entry.after.links and entry.after.sections):
        return ""
    after = render_entry(entry.after, view.catalogue)
    if not before:
        return f"It will read:\n\n{block(after, 'md')}"
    if before == after:
        return "Its line stays as it is."
    return f"Its line changes:\n\n{block(f'- {before}{chr(10)}+ {after}', 'diff')}"


def write_entry(entry: Entry, view: View, *, numbered: bool) -> Iterator[str]:
    """Yield the parts that show one entry; a decided one needs only a line."""
    title = name_lines(entry.unread) if entry.unread else markdown(entry.draft.title or "(no title yet)")
    made = view.decision(entry)
    if numbered:
        yield f"#### {entry.number}. {title}{mark(entry, made)}"
    if made and made.kind != "approved":
        yield say_decision(made, view)
        return
    if note := say_approval(entry, view):
        yield note
    if entry.unread:
        yield block(entry.unread.text)
    elif entry.relation.disposition not in ("duplicate", "pending"):
        yield fields_table(entry, view)
    yield say_line(entry, view)
    yield "\n".join(say_finding(finding) for finding in entry.findings)
    yield candidates_table(entry, view)


def mark(entry: Entry, made: Decision | None) -> str:
    """Return what became of one entry among several."""
    if made:
        return {"approved": " (approved)", "listed": " 🎉", "rejected": " (not added)", "duplicate": " 🔁"}[made.kind]
    return {"ready": " ✅", "needs-info": " ✏️", "duplicate": " 🔁", "needs-maintainer": " 👀"}[entry.verdict]


def say_decision(made: Decision, view: View) -> str:
    """Return the line for an entry whose way has ended."""
    if made.kind == "listed" and made.subject in view.catalogue.papers:
        paper = view.catalogue.papers[made.subject]
        where = ", ".join(markdown(view.catalogue.sections[section].title) for section in paper.sections)
        return f"In **{where}**, as {code(made.subject)}:\n\n{block(render_entry(paper, view.catalogue), 'md')}"
    if made.kind == "rejected":
        return f"Not added: {markdown(made.subject)}" if made.subject else "Not added."
    if made.kind == "duplicate":
        return f"The same as {say_subject(made.subject, view)}."
    return "Done."


def say_subject(subject: str, view: View) -> str:
    """Return a link to a thread, which GitHub makes of "#12", or to the file of a listed paper."""
    if subject.startswith("#") or subject not in view.catalogue.papers:
        return subject if subject.startswith("#") else code(subject)
    # Seen from a thread this is the newest commit of the default branch.
    path = f"../blob/HEAD/{view.folder}/{PAPERS}/{subject}.yaml"
    return f"[{markdown(view.catalogue.papers[subject].title)}]({path})"


def say_approval(entry: Entry, view: View) -> str:
    """Say that an approval stands, or that it does not any more."""
    made = view.state.decisions.get(entry.key)
    if made is None or made.kind != "approved":
        return ""
    if made.subject != view.binding(entry):
        return (
            f"⚠️ {say_people(made.by)} approved an earlier form of this entry. It has changed, so that no longer counts."
        )
    if not made.by:
        return "Approved by merging it."
    missing = view.config.approvals.needed - len(made.by.split())
    return f"Approved by {say_people(made.by)}{'; one more approval is needed' if missing > 0 else ''}."


def say_people(logins: str) -> str:
    """Return some people's names."""
    return " and ".join(map(code, logins.split()))


def fields_table(entry: Entry, view: View) -> str:
    """Return the entry's fields as they would be, and who said so."""
    draft, paper = entry.draft, entry.after or entry.before
    sections = paper.sections if paper else draft.sections
    where = ", ".join(markdown(view.catalogue.sections[section].title) for section in sections)
    known = paper or draft
    venue = " ".join(str(part) for part in (known.venue, known.year) if part)
    rows = [
        ("Title", markdown(known.title or ""), "title"),
        ("Venue", markdown(venue), "venue" if "venue" in draft.sources else "year"),
        ("Section", where, "section"),
        *((markdown(link.label), code(link.url), "links") for link in known.links),
    ]
    listed = "the list" if entry.before else ""
    lines = [f"| {name} | {value or '—'} | {value and draft.sources.get(key, listed)} |" for name, value, key in rows]
    return "\n".join(["| | | from |", "|---|---|---|", *lines])


def say_finding(finding: Finding) -> str:
    """Return one finding with how to mend it."""
    mend = f" {finding.mend}" if finding.mend else ""
    return f"- {SIGNS[finding.level]} {finding.message}{mend} <sub>{finding.rule}</sub>"


def candidates_table(entry: Entry, view: View) -> str:
    """Return the papers that this may be beside it, and the commands that settle it; folded when there are many."""
    candidates = entry.relation.candidates
    if entry.relation.disposition not in ("similar", "link-error", "duplicate") or not candidates:
        return ""
    draft = entry.draft
    own = row("**This proposal**", draft.title or "", draft.venue, draft.year, draft.links, "")
    lines = ["| | Paper | Venue | Why |", "|---|---|---|---|", own]
    lines += [candidate_row(letter, candidate, view) for letter, candidate in zip(LETTERS, candidates, strict=False)]
    table = "\n".join([*lines, "", *say_choices(entry, view)])
    if len(candidates) <= SHOWN_CANDIDATES:
        return table
    return f"<details><summary>{len(candidates)} listed papers are like it</summary>\n\n{table}\n\n</details>"


def candidate_row(letter: str, candidate: Candidate, view: View) -> str:
    """Return one row: a listed paper that the entry may be."""
    paper = view.catalogue.papers[candidate.key]
    reasons = "; ".join(markdown(reason) for reason in candidate.reasons)
    return row(f"**{letter}**", paper.title, paper.venue, paper.year, paper.links, f"{reasons} ({candidate.score:.0%})")


def row(name: str, title: str, venue: str | None, year: int | None, links: Sequence[Link], why: str) -> str:
    """Return one row of the comparison."""
    where = markdown(" ".join(str(part) for part in (venue, year) if part)) or "—"
    link = f"<br>{code(links[0].url)}" if links else ""
    return f"| {name} | {markdown(title) or '—'}{link} | {where} | {why} |"


def say_choices(entry: Entry, view: View) -> Iterator[str]:
    """Yield the commands that settle what the entry is."""
    number = f"{entry.number} " if len(view.review.entries) > 1 else ""
    for letter, candidate in zip(LETTERS, entry.relation.candidates, strict=False):
        same, other = code(f"/duplicate {number}{candidate.key}"), code(f"/not-duplicate {number}{candidate.key}")
        yield f"- **{letter}** is this paper: {same}; it is another: {other}"
