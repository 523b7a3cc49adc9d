"""`.github/paperclerk.yml`: what a list can say is obeyed, and what is wrong is answered with its line."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import resources
from bot.catalogue.data.records import DataError, read_content
from bot.lists.writing.newsline import NewsLine
from bot.lists.writing.pins import Pin
from bot.review.config import Approvals, Config, Gates, Reminder
from bot.review.rules.config_file import check_configuration, read_config
from bot.review.rules.registry import CHAPTERS
from bot.review.rules.validator import validator
from tests.growth import assert_even

HOSTILE = Path(__file__).parent / "data" / "hostile_config"
GUIDE = Path(__file__).parents[2] / ".github" / "MAINTAINING.md"
SCHEMAS = ("catalogue", "config", "paper", "venues")


def example(key: str) -> str:
    """Return the guide's block of YAML that has a key."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if re.search(rf"^{key}:", block, re.MULTILINE)]
    return str(block)


@pytest.mark.parametrize(
    ("text", "config"),
    [
        pytest.param(None, Config(), id="no file"),
        pytest.param("", Config(), id="an empty file"),
        pytest.param("# nothing yet\n\n  # data: x\n", Config(), id="comments only"),
        pytest.param("data: lists/llm", Config(data="lists/llm"), id="data elsewhere"),
        pytest.param(
            "order: top\nsections: {Surveys: {pattern: A Survey}}",
            Config(pins={"": Pin("top"), "Surveys": Pin(pattern="A Survey")}),
            id="order and form",
        ),
        pytest.param(
            "news: {section: News, line: '- {title}'}",
            Config(news=NewsLine("News", "- {title}")),
            id="a line of news",
        ),
        pytest.param("list: README.md", Config(pages=("README.md",)), id="a page"),
        pytest.param("list: [README.md, papers/*.md]", Config(pages=("README.md", "papers/*.md")), id="several pages"),
        pytest.param("rules: {year-policy: off}", Config(levels={"year-policy": "off"}), id="a rule put off"),
        pytest.param("approvals: {needed: 2}", Config(approvals=Approvals(2)), id="two approvals"),
        pytest.param(
            "approvals: {people: [Ada-L, '007']}",
            Config(approvals=Approvals(1, frozenset({"ada-l", "007"}))),
            id="people, by login in small letters",
        ),
        pytest.param("pull_request: on-approval", Config(pull_request="on-approval"), id="no request before approval"),
        pytest.param("eligibility: {open_submissions: 5}", Config(gates=Gates(0, 5)), id="a gate"),
        pytest.param("reminder: {after_days: 14}", Config(reminder=Reminder(14)), id="a reminder"),
        pytest.param(
            "messages:\n  ready: |\n    We <3 papers:\n    - all of them\n",
            Config(messages={"ready": "We <3 papers:\n- all of them"}),
            id="words of its own",
        ),
    ],
)
def test_what_a_list_can_say(text: str | None, config: Config) -> None:
    assert read_config(text) == config


def test_the_readmes_example_says_everything_that_can_be_said() -> None:
    text = example("approvals")
    assert list(check_configuration.find(text)) == []
    schema = json.loads(resources.read("schema/config.json"))
    for key, said in schema["properties"].items():
        assert re.search(rf"^(?:# )?{key}:", text, re.MULTILINE), key
        for inner in said.get("properties", {}) if key not in ("rules", "sections") else ():
            assert re.search(rf"^  {inner}:", text, re.MULTILINE), inner
    config = read_config(text)
    assert all(getattr(config, name) for name in config.__slots__ if name != "data")


def test_the_readmes_policy_fits_the_schema() -> None:
    policy = read_content("catalogue.yaml", example("policy"))
    content = {"name": "A list", "sections": [{"id": "a", "title": "A"}], **policy}
    assert list(validator("catalogue").iter_errors(content)) == []


def test_this_repositorys_own_configuration_is_sound() -> None:
    assert list(check_configuration.find(resources.read(".github/paperclerk.yml"))) == []


#: For each file: on which line, and what the answer has to say.
ANSWERS = {
    "a_list": (1, "`key: value`"),
    "a_told_rule_as_error": (2, "there are `off`, `note`, `warning`"),
    "a_word": (1, "`key: value`"),
    "absolute_folder": (1, "path in the repository"),
    "a_plural": (1, "did you mean `list`?"),
    "absolute_page": (3, "path of a Markdown page"),
    "anchor": (1, "anchors"),
    "approval_as_truth": (2, "whole number"),
    "bomb": (2, "anchors"),
    "deep": (1, "nested deeper"),
    "empty_section": (2, "`approvals` must be `key: value` lines below it, of `needed`"),
    "fixed_rule": (3, "level of `section-missing` cannot be set"),
    "fixed_rule_of_data": (1, "level of `list-outdated` cannot be set"),
    "folder_above": (1, "path in the repository"),
    "folder_of_git": (1, "path in the repository"),
    "half_an_approval": (2, "1 or 2"),
    "hidden_state": (2, "without HTML"),
    "html": (2, "without HTML"),
    "latin_1": (2, "not UTF-8"),
    "level_as_truth": (2, "cannot be `false`; there are `off`"),
    "list_of_text": (1, "path of a Markdown page"),
    "login_with_at": (2, "without the @"),
    "long_message": (2, "at most 2,000"),
    "long_reminder": (2, "whole number"),
    "merge_key": (2, "`<<` is no key"),
    "negative_gate": (2, "at least 0"),
    "no_approval": (2, "at least 1"),
    "nobody": (2, "must not be empty"),
    "nul": (1, "characters that YAML does not allow"),
    "number_as_list": (1, "must be text or a list"),
    "number_as_login": (4, "in quotes if it has only digits"),
    "odd_key": (1, "plain word"),
    "one_of_two": (3, "only one person may"),
    "one_of_two_twice": (3, "only one person may"),
    "open_fence": (2, "code blocks"),
    "people_as_text": (2, "must be a list"),
    "pull_request_word": (1, "did you mean `at-once`?"),
    "repeated_key": (3, "`needed` stands here twice"),
    "right_to_left": (2, "there are `list`, `order`, `sections`"),
    "tab": (2, "begins with a tab"),
    "tag": (1, "tags"),
    "three_approvals": (2, "at most 2"),
    "two_documents": (2, "second document"),
    "unclosed": (2, "never closed"),
    "unknown_key": (2, "did you mean `approvals`?"),
    "unknown_key_inside": (3, "did you mean `people`?"),
    "unknown_level": (2, "there are `off`, `note`, `warning`, `error`."),
    "unknown_message": (2, "did you mean `needs-info`?"),
    "unknown_rule": (2, "did you mean `venue-policy`?"),
}


@pytest.mark.parametrize("path", sorted(HOSTILE.iterdir()), ids=lambda path: path.stem)
def test_a_hostile_file_gets_a_clear_answer_and_is_not_obeyed_in_part(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    line, words = ANSWERS[path.stem]
    (fault,) = check_configuration.find(text)
    assert (fault.path, fault.line) == (".github/paperclerk.yml", line)
    assert words in f"{fault.message} {fault.hint}"
    assert fault.message.endswith((".", "?"))
    with pytest.raises(DataError) as refusal:
        read_config(text)
    assert (refusal.value.path, refusal.value.line) == (fault.path, line)
    assert len(str(refusal.value)) < 400


def test_every_fault_is_told_at_once() -> None:
    found = check_configuration.find("dta: x\nrules: {year-policy: loud}\napprovals:\n  needed: 5\n")
    assert sorted(fault.line or 0 for fault in found) == [1, 2, 4]


@pytest.mark.parametrize(
    ("make", "length"),
    [
        pytest.param(lambda n: "".join(f"k{i}: 1\n" for i in range(n)), 6_000, id="unknown keys"),
        pytest.param(lambda n: "rules:\n" + "".join(f"  r{i}: error\n" for i in range(n)), 3_000, id="unknown rules"),
        pytest.param(
            lambda n: f"approvals: {{people: [{','.join(f'a{i},{i}' for i in range(n))}]}}", 4_000, id="mixed types"
        ),
        pytest.param(lambda n: f'data: "{"a/" * n}!"', 24_000, id="a deep folder"),
        pytest.param(lambda n: f'messages: {{ready: "{"<" * n}"}}', 49_000, id="marks"),
        pytest.param(lambda n: f"{'k' * n}: 1", 49_000, id="a long key"),
        pytest.param(lambda n: f'rules: {{year-policy: "{"warn" * n}"}}', 12_000, id="a long level"),
        pytest.param(lambda n: "data: [" + "{}," * n + "]", 16_000, id="many empty values"),
        pytest.param(lambda n: "x" * n, 10_000_000, id="a huge file"),
    ],
)
def test_a_large_file_is_answered_quickly_and_shortly(make: Callable[[int], str], length: int) -> None:
    assert_even(lambda text: list(check_configuration.find(text)), make, length)
    found = list(check_configuration.find(make(length)))
    assert 1 <= len(found) <= 20
    assert all(len(fault.message) < 400 for fault in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("# long\n" * 8_000, "longer than 50,000 characters", id="a file"),
        pytest.param(f'data: "{"a/" * 2_000}!"', "4,001 characters; at most 200", id="a value"),
    ],
)
def test_what_is_too_long_is_not_read_further(text: str, words: str) -> None:
    (fault,) = check_configuration.find(text)
    assert words in fault.message


def values() -> st.SearchStrategy[Any]:
    scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["error", "off", "ada"])
    return st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


keys = st.sampled_from(
    ["data", "rules", "approvals", "needed", "people", "messages", "ready", "year-policy", "schema", "eligibility"]
) | st.text(max_size=5)


@given(st.dictionaries(keys, values(), max_size=4).map(json.dumps) | st.text(max_size=60))
def test_any_file_is_sound_and_read_or_has_faults_and_is_refused(text: str) -> None:
    found = list(check_configuration.find(text))
    assert all(fault.line and fault.message for fault in found)
    if found:
        with pytest.raises(DataError):
            read_config(text)
    else:
        assert isinstance(read_config(text), Config)


def test_the_schema_knows_the_rules_whose_level_can_be_set() -> None:
    said = json.loads(resources.read("schema/config.json"))["properties"]["rules"]["properties"]
    rules = [rule for chapter in CHAPTERS for rule in chapter.rules]
    known = {rule.id: (list(rule.settings), rule.level) for rule in rules if rule.settings}
    assert {id: (rule["enum"], rule["default"]) for id, rule in said.items()} == known


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and all that is in it."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from nodes(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_a_schema_is_described_and_every_pattern_has_a_longest_text(name: str) -> None:
    schema = json.loads(resources.read(f"schema/{name}.json"))
    for node in nodes(schema):
        if isinstance(node.get("pattern"), str):
            assert isinstance(node.get("maxLength"), int), node
        if isinstance(node.get("properties"), dict) and "additionalProperties" in node:
            assert all(inner.get("description") for inner in node["properties"].values()), node
