"""Makes the edits of findings in a file's text."""

from collections.abc import Sequence

from bot.review.rules.finding import Finding, TextEdit


def mend(text: str, findings: Sequence[Finding]) -> tuple[str, int]:
    """Return a file's text with the findings' edits made, and how many findings that corrected.

    A finding's edits are made together or not at all: not if another changed the same words, nor if the file has
    changed since.
    """
    lines = text.split("\n")
    taken: dict[int, list[range]] = {}
    chosen: list[TextEdit] = []
    done = 0
    for finding in findings:
        if finding.edits and all(fits(lines, edit) and is_free(taken, edit) for edit in finding.edits):
            for edit in finding.edits:
                taken.setdefault(edit.line, []).append(span(edit))
            chosen += finding.edits
            done += 1
    for edit in sorted(chosen, key=lambda edit: (edit.line, edit.column), reverse=True):
        line, start = lines[edit.line - 1], edit.column - 1
        lines[edit.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "\n".join(lines), done


def fits(lines: Sequence[str], edit: TextEdit) -> bool:
    return edit.line <= len(lines) and lines[edit.line - 1].startswith(edit.old, edit.column - 1)


def is_free(taken: dict[int, list[range]], edit: TextEdit) -> bool:
    own = span(edit)
    return all(own.stop <= other.start or other.stop <= own.start for other in taken.get(edit.line, ()))


def span(edit: TextEdit) -> range:
    return range(edit.column, edit.column + len(edit.old))
