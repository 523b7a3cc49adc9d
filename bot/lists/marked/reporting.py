"""The report of an import, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator

from bot.lists.marked.importing import ImportReport
from bot.words import count

#: Of the lines that link to a paper this share has to be read, or nothing is imported.
ENOUGH = 0.95
#: So many examples of what was not read are shown, so many of them of one section.
MOST_EXAMPLES, EXAMPLES = 10, 3


def report_json(report: ImportReport) -> str:
    """Return the whole report as JSON."""
    content = {
        name: [each._asdict() for each in said] if isinstance(said, tuple) else said
        for name, said in report._asdict().items()
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def report_text(report: ImportReport) -> str:
    """Return the figures, how often each reason occurs, and everything that a person should look at."""
    reasons = Counter(reason for difference in report.differences for reason in difference.reasons)
    lines = [
        f"{count(report.lines, 'entry line')} read: {count(report.papers, 'paper')} in"
        f" {count(report.sections, 'section')}, {count(report.rendered_lines, 'line')} rendered.",
        *(say_unread(report) if report.unread else ()),
    ]
    if report.differences:
        lines.append(f"Left as they are although the data says it otherwise, {count(len(report.differences), 'line')}:")
        lines += (f"  {number:4}  {reason}" for reason, number in reasons.most_common())
    if report.doubts:
        lines.append(f"For a person to look at, {count(len(report.doubts), 'thing')}:")
        lines += (f"  line {doubt.line}: {doubt.message}" for doubt in report.doubts)
    return "\n".join(lines) + "\n"


def refusal(path: str, report: ImportReport) -> str:
    """Return why a list is not imported, with what would have been lost."""
    says = f"{path}: not imported: too little was read; what was not would be no part of the data"
    return "\n".join([says, *say_unread(report), "Nothing was written.", ""])


def say_unread(report: ImportReport) -> Iterator[str]:
    """Yield how much was not read, by section, with examples."""
    yield f"{report.share:.1%} of the lines that link to a paper were read; {len(report.unread)} were not:"
    counts = Counter(each.section for each in report.unread)
    shown: Counter[tuple[str, ...]] = Counter()
    for section, number in counts.most_common():
        yield f"  {' > '.join(section) or '(no heading)'}: {number}"
        for each in report.unread:
            if each.section == section and shown[section] < EXAMPLES and shown.total() < MOST_EXAMPLES:
                shown[section] += 1
                yield f"    line {each.line}: {each.text[:100]}"
