"""An entry of a list says the same wherever it stands: on its page, in a pull request's diff, pasted into an issue."""

import pytest

from bot.catalogue.paper import Link
from bot.catalogue.venues import split_venue
from bot.intake.diff.patch import compare
from bot.intake.entries import propose_entry
from bot.intake.issue import read_issue
from bot.intake.pull import PageLayout, read_pull
from bot.intake.submission import Proposal
from bot.lists.page import PageEntry
from bot.lists.reading.fragments import FORMS as PASTED
from bot.lists.reading.fragments import read_fragment
from tests.lists.pages import FORMS, KNOWN, Form, read

#: YAML is no text, and what a reference link leads to stands elsewhere on its page.
ENTRIES = {
    f"{form.name}, {entry.record.title.partition(':')[0]}": (form, entry)
    for form in FORMS
    for entry in read(form.text).entries
    if entry.form != "yaml" and "[w]" not in form.text
}
#: What has an address in no link people say in sentences as well.
SURE = {name: entry for name, (_, entry) in ENTRIES.items() if list(read_fragment(entry.raw, KNOWN))}
Said = tuple[str | None, tuple[str, ...], str | None, str | None, tuple[str, ...], tuple[Link, ...]]


def said(proposal: Proposal) -> Said:
    """Return what a proposal says that a text can say, too."""
    venue = split_venue(proposal.venue)[0] if proposal.venue else None
    return proposal.title, proposal.urls, proposal.code, venue, proposal.authors, proposal.others


@pytest.mark.parametrize(("form", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_a_diff_says_what_the_page_says(form: Form, entry: PageEntry) -> None:
    lines = form.text.split("\n")
    before = "\n".join([*lines[: entry.first], *lines[entry.last + 1 :]])
    file = compare("README.md", before, form.text)
    (found,) = read_pull("", "", (file,), PageLayout(("README.md",)), KNOWN).proposals
    assert (found.operation, said(found)) == ("add", said(propose_entry(entry.record)))


@pytest.mark.parametrize("around", ["Please add this paper:\n\n{}\n\nThanks!", "{}", "```markdown\n{}\n```"])
@pytest.mark.parametrize("entry", SURE.values(), ids=SURE)
def test_an_issue_says_what_the_page_says(entry: PageEntry, around: str) -> None:
    (alone,) = read_fragment(entry.raw, KNOWN)
    (found,) = read_issue("New paper", around.format(entry.raw), (), KNOWN).proposals
    assert said(found) == said(propose_entry(alone.record))


def test_most_forms_are_read_from_an_issue_as_from_their_page() -> None:
    items = [entry for _, entry in ENTRIES.values() if entry.form in PASTED]
    assert len(SURE) > 0.8 * len(items)


NOT_PASTED = {
    "a request": "- Please add [GPTQ: Accurate Quantization of Things](https://arxiv.org/abs/2210.17323)",
    "a label": "- Paper: [GPTQ: Accurate Quantization of Things](https://arxiv.org/abs/2210.17323)",
    "a bare address": "- GPTQ: Accurate Quantization of Things https://arxiv.org/abs/2210.17323",
    "a section": "- [GPTQ: Accurate Quantization of Things](https://arxiv.org/abs/2210.17323) to the Attention section",
}


@pytest.mark.parametrize("text", NOT_PASTED.values(), ids=NOT_PASTED)
def test_what_people_say_in_an_item_is_still_read_as_a_sentence(text: str) -> None:
    (found,) = read_issue("", text, (), KNOWN).proposals
    assert found.title == "GPTQ: Accurate Quantization of Things"
    assert found.urls == ("https://arxiv.org/abs/2210.17323",)
    assert found.section == ("Attention" if "Attention" in text else None)


def test_entries_stand_below_the_headings_over_them() -> None:
    entry = "- {} [[Paper]](https://arxiv.org/abs/{}) [[Code]](https://github.com/a/{})"
    one, two = (
        entry.format("Walks on Large Graphs", "2210.17323", "w"),
        entry.format("Cuts of Trees", "2306.00978", "c"),
    )
    found = read_issue("New papers", f"## Attention\n\n{one}\n\n## Serving\n\n{two}\n", (), KNOWN).proposals
    assert [(proposal.title, proposal.section) for proposal in found] == [
        ("Walks on Large Graphs", "Attention"),
        ("Cuts of Trees", "Serving"),
    ]
