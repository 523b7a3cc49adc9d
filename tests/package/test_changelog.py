"""What the release workflow reads: each version has its day."""

import re
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Before the first version, what was on the main branch counted from its day.
HEADING = re.compile(r"Unreleased|(?:\d+\.\d+\.\d+ - )?(\d{4}-\d{2}-\d{2})")


def test_each_version_has_its_day_and_the_newest_stands_first() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    found = [HEADING.fullmatch(heading) for heading in headings]
    assert all(found), headings
    days = [date.fromisoformat(match[1]) for match in found if match and match[1]]
    assert days == sorted(days, reverse=True)


def test_the_version_is_one_that_a_tag_can_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", project["version"])
