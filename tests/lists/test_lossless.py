"""render(import(page)) is the page, byte for byte but for the marks, whatever the page looks like."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.catalogue.data.records import VENUES, read_catalogue, write_catalogue
from bot.lists.marked.importing import Imported, import_list
from bot.lists.marked.marks import find_regions
from bot.lists.marked.pages import drop_marks
from bot.lists.marked.rendering import render
from bot.review.audit.data import Folder, audit_folder
from tests.growth import LONG
from tests.lists.pages import AWQ, CODE, FORMS, GPTQ, KNOWN, WALK, A, B, C, Form

REAL = sorted(path for path in (Path(__file__).parent / "real").glob("*.md") if path.name != "README.md")
#: In characters. The suite tries so much of a list, which has all its forms, and `make fuzz` the whole of it.
PART = 12_000
#: A page is read with the venues that the data folder has; that all of them are there tests another file.
SOME_VENUES = 'venues:\n  - {name: "ICML", kind: "conference"}\n'


def check(text: str) -> Imported:
    """Hold an import against the page, with its data written to files and read again from there."""
    found = import_list(text, KNOWN)
    if not found.lines:
        assert found.text == text, "nothing is imported, and nothing is touched"
        return found
    files = {**write_catalogue(found.catalogue), VENUES: SOME_VENUES}
    kept = read_catalogue(files)
    assert kept.papers == found.catalogue.papers
    assert kept.sections == found.catalogue.sections
    emptied = found.text
    for start, end in sorted((span for _, span in find_regions(found.text)), reverse=True):
        emptied = emptied[:start] + emptied[end:]
    assert render(kept, emptied) == found.text, "the marked lines come from the data alone"
    assert drop_marks(found.text)[0] == text
    return found


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_a_real_list_is_rendered_as_it_was(path: Path) -> None:
    text = path.read_bytes().decode()
    found = check(text if LONG else text[: text.find("\n", PART) + 1] or text)
    assert found.report.lines >= 20
    assert found.report.share >= 0.95
    files = {**write_catalogue(found.catalogue), VENUES: SOME_VENUES, found.catalogue.output: found.text}
    assert [finding for finding in audit_folder(Folder(files)) if finding.level == "error"] == []
    again = import_list(found.text, KNOWN, known=found.catalogue)
    assert (again.text, again.catalogue.papers) == (found.text, found.catalogue.papers)


ENTRIES = [form for form in FORMS if form.name != "YAML"]
ENDS = {"Unix": "\n", "Windows": "\r\n"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("form", ENTRIES, ids=str)
def test_a_page_of_every_form_is_rendered_as_it_was(form: Form, end: str) -> None:
    found = check(form.text.replace("\n", end))
    assert found.report.lines == len(form.facts)
    check("\ufeff" + form.text.replace("\n", end).rstrip())


ODD = {
    "a parent with papers of its own": f"# L\n\n## S\n\n- {WALK} [[Paper]]({A})\n\n### T\n\n- {AWQ} [[Paper]]({B})\n",
    "nested topics": f"# L\n\n## S\n\n- Topic:\n    - {GPTQ} [[Paper]]({A})\n- {AWQ} [[Paper]]({B})\n",
    "two sections of one name": f"# L\n\n## S\n\n- {GPTQ} [[Paper]]({A})\n\n## S\n\n- {AWQ} [[Paper]]({B})\n",
    "several top headings": f"# A\n\n- {GPTQ} [[Paper]]({A})\n\n# B\n\n- {AWQ} [[Paper]]({B})\n",
    "no heading": f"- {GPTQ} [[Paper]]({A})\n- {AWQ} [[Paper]]({B})",
    "a note between": f"# L\n\n## S\n\n- {GPTQ} [[Paper]]({A})\n\nA note.\n\n- {AWQ} [[Paper]]({B})\n",
    "blank lines of blanks": f"# L\n\n## S\n\n- {GPTQ} [[Paper]]({A})\n  \n- {AWQ} [[Paper]]({B})  \n",
    "blank lines here and there": f"## S\n\n- {GPTQ} [[a]]({A})\n- {AWQ} [[a]]({B})\n\n\n- {WALK} [[a]]({C})\n",
    "mixed line ends": f"# L\r\n\n## S\n\r\n- {GPTQ} [[Paper]]({A})\r\n- {AWQ} [[Paper]]({B})\n",
    "tabs": f"# L\n\n## S\n\n-\t{GPTQ}\t[[Paper]]({A})\t\n-\t{AWQ}\t[[Paper]]({B})\n",
    "a category among rows": "## S\n\n| Title | Code |\n|---|---|\n"
    f"| [{GPTQ}]({A}) | [x]({CODE}) |\n| **More** | |\n| [{AWQ}]({B}) | |\n",
    "numbered downwards": f"## S\n\n3. [{GPTQ}]({A})\n2. [{AWQ}]({B})\n1. [{WALK}]({C})\n",
    "numbered with a gap": f"## S\n\n1. [{GPTQ}]({A})\n2. [{AWQ}]({B})\n5. [{WALK}]({C})\n",
    "HTML rows on one line": "<table>\n<tr><td>Title</td></tr>"
    f'<tr><td><a href="{A}">{GPTQ}</a></td></tr><tr><td><a href="{B}">{AWQ}</a></td></tr>\n</table>\n',
    "a comment that looks like a mark": f"# L\n\n## S\n\nx <!-- paperclerk:begin s -->\n- {GPTQ} [[Paper]]({A})\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_page_of_an_odd_shape_is_rendered_as_it_was(text: str) -> None:
    check(text)


LINES = st.sampled_from([
    "", "  ", "# L", "## S", "### T", "S", "---", "A note.", "> quoted", "```", "<details>", "</details>", "- Topic:",
    f"- {GPTQ}. *[ICLR'23]* [[Paper]]({A})", f"- [{AWQ}]({B}), MLSys 2024 \\", f"    - {WALK} [[Paper]]({C})",
    f"3. **{WALK}** *Ada One, Bo Two.* [[pdf]({C})]", "   *Ada One, Bo Two.*", f"[[code]]({CODE})",
    "| Title | Code |", "|---|---|", f"| [{GPTQ}]({A}) | [c]({CODE}) |", f"| {AWQ} | [p]({B}) |\t",
    f'<tr><td><a href="{A}">{WALK}</a></td></tr>', "<table>", "</table>", f"#### {AWQ}", f"- Paper: {B}",
])  # fmt: skip


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\n", "\r\n"])), min_size=1, max_size=25), st.booleans())
def test_any_page_is_rendered_as_it_was(lines: list[tuple[str, str]], ended: bool) -> None:
    text = "".join(line + end for line, end in lines)
    check(text if ended else text.rstrip("\r\n"))


def seen(text: str) -> list[tuple[str, str]]:
    """Return what a reader sees of a page, block by block; marks are comments, which nobody sees."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = ("inline", "tr_open", "code_block", "heading_open")
    return [(token.type, token.content.replace("\n", " ")) for token in tokens if token.type in kinds]


@pytest.mark.parametrize("text", [*(form.text for form in ENTRIES), *ODD.values()], ids=[*map(str, ENTRIES), *ODD])
def test_marks_change_nothing_that_a_reader_sees(text: str) -> None:
    assert seen(import_list(text, KNOWN).text) == seen(text)
