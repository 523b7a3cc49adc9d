"""What `--fix` and its like make of findings."""

import json
from dataclasses import replace
from pathlib import Path

from bot.cli.checking import audit, fix
from bot.review.rules.finding import Finding, TextEdit
from bot.review.rules.mending import mend
from bot.review.words.reporting import as_sarif
from tests.review.audited import CODE, OPENING, PAPER, check, line
from tests.stage import small_files


def test_fix_mends_a_page_and_finds_nothing_more_to_mend(tmp_path: Path) -> None:
    page = tmp_path / "L.md"
    faults = line("arXiv'24", "http://ar5iv.org/abs/2301.00001v2?utm_source=x", f"{CODE}.git")
    page.write_bytes((OPENING.format("") + faults + "\r\n").encode())
    assert fix(page) > 2
    assert page.read_bytes().decode() == OPENING.format("") + line("arXiv'23") + "\r\n"
    assert fix(page) == 0


def test_an_address_that_stands_twice_is_one_fault_and_mended_in_both_places() -> None:
    twice = "- A title of some length. *[ICML'23]* [[Paper]]({0}) [[arXiv]]({0})"
    text = twice.format(PAPER.replace("https", "http"))
    (finding,) = check(text)
    assert (finding.rule, mend(OPENING.format("") + text, [finding])) == (
        "link-http",
        (OPENING.format("") + twice.format(PAPER), 1),
    )


def test_fix_mends_the_data_and_renders_the_list(tmp_path: Path) -> None:
    for path, text in small_files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    paper = next(p for p in sorted(tmp_path.glob("data/papers/*.yaml")) if "https://arxiv.org/abs/" in p.read_text())
    paper.write_text(paper.read_text().replace("https://arxiv.org/abs/", "http://arxiv.org/abs/"))
    assert fix(tmp_path / "data") > 0
    assert "http://" not in paper.read_text()
    assert not [finding for finding in audit(tmp_path / "data") if finding.level == "error"]


def test_a_finding_is_mended_whole_or_not_at_all() -> None:
    one = Finding("", edits=(TextEdit(1, 1, "a", "b"), TextEdit(1, 3, "gone", "x")))
    other = Finding("", edits=(TextEdit(1, 1, "a", "c"),))
    assert mend("a b", [one, other, replace(other, edits=(TextEdit(1, 1, "a b", "d"),))]) == ("c b", 1)
    assert mend("a", [Finding("", edits=(TextEdit(9, 1, "a", "b"),))]) == ("a", 0)


def test_sarif_says_the_place_and_the_edit() -> None:
    content = json.loads(as_sarif(check(line(code=f"{CODE}.git"))))
    (run,) = content["runs"]
    (result,) = run["results"]
    assert (content["version"], result["ruleId"], result["level"]) == ("2.1.0", "code-spelling", "note")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["code-spelling"]
    assert [found["physicalLocation"]["region"] for found in result["locations"]] == [{"startLine": 7}]
    ((change,),) = [found["artifactChanges"] for found in result["fixes"]]
    (region,) = [found["deletedRegion"] for found in change["replacements"]]
    text = line(code=f"{CODE}.git")
    assert (region["startLine"], region["endLine"]) == (7, 7)
    assert text[region["startColumn"] - 1 : region["endColumn"] - 1] == f"{CODE}.git"
    assert change["replacements"][0]["insertedContent"] == {"text": CODE}
