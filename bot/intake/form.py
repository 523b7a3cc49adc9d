"""The issue form: GitHub turns its fields into `### Label` headings with the answers below."""

import re
from collections.abc import Mapping

from bot.catalogue.identity.identifiers import is_web_address, read_address
from bot.intake.submission import Proposal, Submission

LINK, TITLE, SECTION, CODE, VENUE, MORE, BEFORE = (
    "Link to the paper",
    "Title",
    "Section",
    "Link to the code",
    "Venue and year",
    "Anything else?",
    "Before you submit",
)
#: The form that comes with the program leaves the title to the issue's own; a list's own form may ask for it.
LABELS = (LINK, TITLE, SECTION, CODE, VENUE, MORE, BEFORE)
NO_ANSWER = "_No response_"
#: People write "arXiv: 2401.10020" with a space.
AUTHORITY = re.compile(r"\b(arxiv|doi)\s{0,5}[:：]\s{0,5}", re.IGNORECASE)
MARKDOWN_LINK = re.compile(r"\[[^\[\]\n]{0,2000}\]\(([^()\s]{1,2000})\)")
ANY_SECTION = "Let the bot suggest"


def write_form(answers: Mapping[str, str]) -> str:
    """Return the body that GitHub makes of a form that is filled like this; the inverse of `read_form`."""
    return "\n\n".join(f"### {label}\n\n{answers.get(label) or NO_ANSWER}" for label in LABELS)


def read_form(body: str) -> dict[str, str] | None:
    """Return the answers by label, None if the body is not the form's.

    A heading counts only if it is one of the form's labels and stands in their order, so `###` and code fences inside
    an answer stay part of it.
    """
    answers: dict[str, list[str]] = {}
    label = None
    for line in body.replace("\r\n", "\n").split("\n"):
        found = label_of(line, after=label)
        if found:
            label = found
            answers[label] = []
        elif label:
            answers[label].append(line)
    if LINK not in answers:
        return None
    return {label: clean_answer("\n".join(lines)) for label, lines in answers.items()}


def label_of(line: str, *, after: str | None) -> str | None:
    """Return the label that a heading line gives, if it may follow `after`."""
    if not line.startswith("### "):
        return None
    text = line[4:].strip()
    position = LABELS.index(after) + 1 if after else 0
    return text if text in LABELS[position:] else None


def clean_answer(text: str) -> str:
    """Return an answer, "" where none was given."""
    text = text.strip()
    return "" if text == NO_ANSWER else text


def read_proposal(answers: Mapping[str, str]) -> Submission:
    """Return what a filled form proposes: one paper."""
    section = answers.get(SECTION, "")
    return Submission(
        "add",
        (
            Proposal(
                title=one_line(answers.get(TITLE, "")),
                urls=read_links(answers[LINK]),
                code=read_address(trim_link(code)) if (code := read_code(answers.get(CODE, ""))) else None,
                venue=one_line(answers.get(VENUE, "")),
                section=None if section == ANY_SECTION else one_line(section),
            ),
        ),
    )


def read_links(answer: str) -> tuple[str, ...]:
    """Return the addresses in an answer, also of bare numbers; where there is none, an only word, to be asked about."""
    words = [trim_link(word) for word in AUTHORITY.sub(r"\1:", MARKDOWN_LINK.sub(r" \1 ", answer)).split()]
    read = [read_address(word) for word in words]
    addresses = [address for address in read if is_web_address(address)]
    return tuple(dict.fromkeys(addresses)) or (tuple(read) if len(read) == 1 else ())


def read_code(answer: str) -> str | None:
    """Return the address in an answer that may be a Markdown link, None where it is empty."""
    return one_line(MARKDOWN_LINK.sub(r" \1 ", answer))


def one_line(text: str) -> str | None:
    """Return an answer on one line, None where it is empty."""
    return " ".join(text.split()) or None


def trim_link(text: str) -> str:
    """Return the address in an answer like `<https://...>,`."""
    return text.strip("<>,;")
