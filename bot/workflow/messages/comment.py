"""The bot's comment in a thread: verdict and next step first, then the questions, then the entry."""

from collections.abc import Callable, Iterator, Sequence

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.metadata import ASKABLE
from bot.intake.diff.patch import MOST_FILES
from bot.intake.form import MORE, read_form
from bot.intake.submission import MOST_PROPOSALS
from bot.review.entry import Entry
from bot.review.rules.unparsed import name_lines
from bot.review.words.escape import block, code, enumerate_words, markdown, sentence
from bot.review.words.showing import show_lines
from bot.workflow.messages.candidates import say_candidates
from bot.workflow.messages.fields import show_fields
from bot.workflow.messages.findings import say_finding, say_findings
from bot.workflow.messages.fitting import LONGEST_BODY, choose, cut
from bot.workflow.messages.step import goes_on_elsewhere, name_refusal, say_verdict
from bot.workflow.messages.subject import name_people, name_places, name_subject
from bot.workflow.messages.waiting import say_pause
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, is_final

#: How an entry is shown: in full, only its questions, or only its name.
ShowEntry = Callable[[Entry, Situation], Iterator[str]]
FOOTERS = {
    "issue": "<sub>Edit the text above or comment to change something; `/help` lists what you can do here.</sub>",
    "pr": "<sub>Push to this pull request or comment to change something; `/help` lists what you can do here.</sub>",
}
#: In characters: a name or a question in a comment that must be short.
LONGEST_SHORT = 300
#: Further paths or links are only counted.
SHOWN_NAMES = 5


def write(situation: Situation, room: int = LONGEST_BODY) -> str:
    """Return the comment without its hidden state, in at most so many characters.

    If it is too long, entries are shown in fewer words: the questions about each, then only their names.
    """
    return choose(
        room,
        lambda: compose(situation, write_entry),
        lambda: compose(situation, write_question),
        lambda: compose(situation, write_name),
    )


def compose(situation: Situation, show: ShowEntry) -> str:
    elsewhere = goes_on_elsewhere(situation)
    entries = () if elsewhere else situation.review.entries
    parts = [headline(situation), say_words(situation), say_pause(situation), say_unchecked(situation)]
    if show is not write_entry:
        parts.append(say_shortened(situation))
    for entry in entries:
        parts += show(entry, situation)
    if not situation.state.over and not elsewhere:
        parts += [
            say_unused(situation),
            say_hidden(situation),
            list_sections(situation),
            say_moved(situation),
            say_rest(situation),
            FOOTERS[situation.thread.kind],
        ]
    elif situation.stays_open:
        parts.append(say_rest(situation))
    return "\n\n".join(part for part in parts if part)


def headline(situation: Situation) -> str:
    heading, step = say_verdict(situation)
    return f"### {heading}\n\n{step}"


def say_unchecked(situation: Situation) -> str:
    """Return which facts of ready new papers were not compared with any service's."""
    new = [entry for entry in situation.waiting() if entry.is_new and not entry.draft.facts]
    if situation.state.over or goes_on_elsewhere(situation) or not new:
        return ""
    if not situation.looks_up:
        return "Not looked up: services are off here, so title and venue are not compared with the paper's page."
    # An identifier that was looked up without an answer has a finding of its own.
    unknown = [entry for entry in new if not any(each.kind in ASKABLE for each in entry.draft.identifiers)]
    which = "" if len(situation.review.entries) == 1 else f" (entry {', '.join(str(each.number) for each in unknown)})"
    return f"Not looked up{which}: no service that I ask knows this kind of link." if unknown else ""


def say_words(situation: Situation) -> str:
    """Return the author's own words that a maintainer has to read."""
    if situation.state.over or situation.verdict != "needs-maintainer":
        return ""
    form, text = read_form(situation.thread.body), situation.thread.body
    text = text if form is None else form.get(MORE, "")
    text = text if situation.is_for_reading else ""
    said = [" ".join(words.split()) for words in (text, *situation.remarks)]
    quotes = "\n>\n".join(f"> {markdown(cut(words, LONGEST_SHORT))}" for words in said if words)
    return f"In the words of {code(situation.thread.author.login)}:\n\n{quotes}" if quotes else ""


def say_rest(situation: Situation) -> str:
    """Return the other files of a pull request, which people have to judge."""
    rest = situation.review.rest
    what = f"this pull request also changes {name_some(rest)}, which I did not look at"
    if len(rest) >= MOST_FILES - max(1, len(situation.review.entries)):
        what += f", and maybe more: I read the first {MOST_FILES} only"
    return f"For the maintainer: {what}." if rest else ""


def say_moved(situation: Situation) -> str:
    """Return how many entries a pull request moves besides its proposals, which no rule judges."""
    moved = situation.review.moved
    what = "1 entry within its section" if moved == 1 else f"{moved} entries within their sections"
    return f"For the maintainer: this pull request also moves {what}." if moved else ""


def say_unused(situation: Situation) -> str:
    """Return the text that went into no entry, so that nobody believes it was understood."""
    unused = situation.review.unused
    if not unused:
        return ""
    what = f"Not used: {name_some(unused)}."
    if len(situation.review.entries) >= MOST_PROPOSALS:
        return f"{what} {MOST_PROPOSALS} papers are the most for one thread. Please open another for the rest."
    # The number of a paper was seen, and is not what is missing.
    is_known = any(identify(text) for text in unused)
    more = "put it on a line of its own" if is_known else "add its title, or its arXiv, DOI or publisher's link"
    hint = f"If one is a paper{' to add' if is_known else ''}, {more}."
    numbers = [entry.number for entry in situation.review.entries]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return f"{what} {hint}"
    return f"{what} I did not see which paper that is about, so my numbers can differ from yours. {hint}"


def say_hidden(situation: Situation) -> str:
    """Name the invisible characters that were left out: they may be a slip, or meant to deceive."""
    hidden = situation.review.hidden
    return f"I left out characters that nobody sees: {name_some(hidden)}." if hidden else ""


def name_some(names: Sequence[str]) -> str:
    shown = ", ".join(map(code, names[:SHOWN_NAMES]))
    return f"{shown} and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else shown


def list_sections(situation: Situation) -> str:
    if not any(finding.rule == "section-missing" for entry in situation.review.entries for finding in entry.findings):
        return ""
    lines = (f"- {code(section.id)}: {markdown(section.title)}" for section in situation.catalogue.leaves())
    return "\n".join(["<details><summary>All sections, with their ids</summary>", "", *lines, "", "</details>"])


def write_entry(entry: Entry, situation: Situation) -> Iterator[str]:
    """Yield the parts that show one entry: its questions first; for a finished one, only how it ended."""
    made = situation.decision(entry)
    is_decided = made is not None and made.kind != "approved"
    if situation.state.over and not is_decided:
        return
    if entry.choice:
        yield f"#### {entry.number}. {name_entry(entry)}{mark(entry, made)}"
    if made and is_decided:
        yield say_decision(entry, made, situation)
        return
    yield say_approval(entry, situation)
    line = block(entry.unparsed.text) if entry.unparsed and entry.choice else say_line(entry, situation)
    shown = [show_fields(entry, situation, line), line]
    asked = [say_findings(entry, situation.config.rule_address), say_candidates(entry, situation)]
    yield from [*shown, *asked] if entry.verdict == "ready" or entry.unparsed else [*asked, *shown]


def write_question(entry: Entry, situation: Situation) -> Iterator[str]:
    yield from write_name(entry, situation)
    if not is_final(situation.decision(entry)):
        yield "\n".join(cut(say_finding(finding), LONGEST_SHORT) for finding in entry.errors[:1])


def write_name(entry: Entry, situation: Situation) -> Iterator[str]:
    """Yield an entry's number and name, and what became of it; GitHub would count a list's items in its own way."""
    yield f"{entry.number}\\. {cut(name_entry(entry), LONGEST_SHORT)}{mark(entry, situation.decision(entry))}"


def say_shortened(situation: Situation) -> str:
    pull = situation.thread.pull
    where = f"#{pull.number} shows them as they will read" if pull else "a thread with fewer papers shows all of it"
    return f"There is more to show of these entries than one comment holds; {where}."


def name_entry(entry: Entry) -> str:
    if entry.unparsed:
        return name_lines(entry.unparsed)
    if entry.draft.title:
        return markdown(entry.draft.title)
    return code(entry.draft.links[0].url) if entry.draft.links else "(no title yet)"


def mark(entry: Entry, made: Decision | None) -> str:
    if made:
        return {"approved": " (approved)", "listed": " 🎉", "rejected": "", "duplicate": " 🔁"}[made.kind]
    return {"ready": " ✅", "needs-info": " ✏️", "duplicate": " 🔁", "needs-maintainer": " 👀"}[entry.verdict]


def say_decision(entry: Entry, made: Decision, situation: Situation) -> str:
    """Return the line for a finished entry; for the only one the headline tells everything except its place."""
    if made.kind == "listed" and made.paper in situation.catalogue.papers:
        paper = situation.catalogue.papers[made.paper]
        # The list does not have a section yet that this pull request adds.
        where = name_places(paper.sections, situation) or f"**{markdown(entry.draft.unknown_section or '')}**"
        lines = situation.snapshot.show_listed(paper) or (entry.written.raw if entry.written else "")
        path = f"../blob/HEAD/{situation.snapshot.line_address(paper)}"
        return f"In {where}, on [its line]({path}):\n\n{show_lines(lines)}"
    if not entry.choice:
        return ""
    if made.kind == "rejected":
        reason = f": {sentence(markdown(made.reason))}" if made.reason else "."
        return name_refusal(entry.operation) + reason
    if made.kind == "duplicate":
        return f"The same as {name_subject(made.original, situation)}."
    return "Taken off the list." if entry.operation == "remove" else "Merged."


def say_approval(entry: Entry, situation: Situation) -> str:
    made = situation.state.decisions.get(entry.key)
    if made is None or made.kind != "approved":
        return ""
    if made.entry_hash != situation.binding(entry):
        people = name_people(made.by)
        return f"⚠️ {people} approved an earlier form of this entry. It has changed, so that no longer counts."
    return f"Approved by {name_people(made.by)}." if made.by else "Approved by merging it."


def say_line(entry: Entry, situation: Situation) -> str:
    """Return the entry's future line; for a change, the old and the new one."""
    if entry.unparsed:
        return f"{name_lines(entry.unparsed)}:\n\n{block(entry.unparsed.text)}"
    if entry.after is None and entry.before is None:
        return ""
    is_new = entry.before is None and not entry.written
    if is_new and entry.after and not (entry.after.links and entry.after.sections):
        return ""
    before, after = situation.snapshot.show(entry)
    if entry.after is None:
        return f"Its line goes:\n\n{show_lines(before)}"
    if before and before != after:
        lines = "lines" if len(entry.after.sections) > 1 else "line"
        return f"Its {lines} will read:\n\n{show_lines(after)}"
    old, new = (paper.sections.keys() if paper else set() for paper in (entry.before, entry.after))
    leaves = f"Its line in {name_places(new, situation)} stays as it is"
    moves = "Its line moves as it is" if new - old else leaves
    staying = moves if old - new else "Its line stays as it is"
    blanks = enumerate_words([f"**{markdown(name)}**" for name in situation.snapshot.blanks(entry)])
    left = f"\n\nI do not know, and left empty: {blanks}." if blanks else ""
    return f"{staying if before else 'It will read'}:\n\n{show_lines(after)}{left}"
