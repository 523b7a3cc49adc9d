"""The labels of a thread: one per verdict, coloured by who must act next."""

from dataclasses import dataclass

CONTRIBUTOR, MAINTAINER, NOBODY = "fbca04", "1d76db", "c5def5"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as GitHub holds it; `color` is six hexadecimal digits."""

    name: str
    color: str
    description: str


LABELS = {
    label.name: label
    for label in (
        Label("paper: ready", MAINTAINER, "All checks passed; a maintainer decides"),
        Label("paper: needs-info", CONTRIBUTOR, "The contributor has to add something"),
        Label("paper: duplicate", MAINTAINER, "The list has this paper, or an older thread proposes it"),
        Label("paper: needs-maintainer", MAINTAINER, "Something only a person can judge"),
        Label("paper: not-a-submission", NOBODY, "Proposes no paper"),
        Label("paper: on hold", NOBODY, "A maintainer stopped the clock; setting it stops it, taking it off goes on"),
        Label("paper: approved", NOBODY, "A maintainer approved the entry as shown; setting it approves"),
        Label(
            "paper: care", MAINTAINER, "What the bot found about listed papers; a maintainer ticks what is to be done"
        ),
        Label("paper: paused", MAINTAINER, "The bot wrote too often here; take this off to let it write again"),
    )
}
APPROVED, ON_HOLD, PAUSED, CARE = "paper: approved", "paper: on hold", "paper: paused", "paper: care"


#: GitHub ignores case in the names of labels.
SPELLINGS = {name.lower(): name for name in LABELS}


def spell_label(name: str) -> str:
    """Return the bot's spelling of a label that the repository may have in other letters."""
    return SPELLINGS.get(name.lower(), name)


def verdict_label(verdict: str) -> str:
    return f"paper: {verdict}"
