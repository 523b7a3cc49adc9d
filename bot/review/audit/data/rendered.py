"""The rules for what is rendered from a data folder: the list and the issue form must match the data."""

from collections.abc import Iterator
from itertools import zip_longest

from bot.catalogue.data.dropdown import render_form
from bot.lists.marked.marks import MarkError
from bot.review.audit.data.folder import Folder
from bot.review.audit.reading import check_size
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules

RULES: Rules[[Folder]] = Rules()


@RULES.declare("list-outdated", "error", "List out of date", "The list is rendered from the data.")
def check_rendered(folder: Folder) -> Iterator[Finding]:
    catalogue = folder.catalogue
    if catalogue is None:
        return
    text = folder.files.get(catalogue.output)
    if text is None:
        yield Finding("The list is missing.", "Run `paperclerk render`.", catalogue.output, 1)
        return
    # Imported late: checking a page should not wait for the modules that write one.
    from bot.lists.marked.rendering import render

    try:
        rendered = render(catalogue, text)
    except MarkError as error:
        yield Finding(f"{error}.", path=catalogue.output, line=error.line)
        return
    if rendered != text:
        line = first_difference(text, rendered)
        yield Finding("The list is not what the data says.", "Run `paperclerk render`.", catalogue.output, line)


@RULES.declare("page-size", "warning", "Page too long", "GitHub shows a page of up to 512,000 bytes.")
def check_page_size(folder: Folder) -> Iterator[Finding]:
    if folder.catalogue:
        output = folder.catalogue.output
        yield from check_size(output, len(folder.files.get(output, "").encode()))


@RULES.declare("form-outdated", "error", "Form out of date", "The issue form offers the list's sections.")
def check_form(folder: Folder) -> Iterator[Finding]:
    catalogue = folder.catalogue
    if catalogue and folder.form is not None:
        expected = render_form(catalogue, folder.form)
        if expected != folder.form:
            line = first_difference(folder.form, expected)
            yield Finding(
                "The form offers other sections than the list has.", "Run `paperclerk render`.", folder.form_path, line
            )


def first_difference(one: str, other: str) -> int:
    """Return the number of the first line in which two texts differ."""
    pairs = enumerate(zip_longest(one.split("\n"), other.split("\n")), start=1)
    return next((number for number, (a, b) in pairs if a != b), 1)
