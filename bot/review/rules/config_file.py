"""Reads and checks `.github/paperclerk.yml` from the default branch only: no pull request configures its own review."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.catalogue.data.records import DataError, read_content
from bot.catalogue.data.yamltext import Places
from bot.lists.writing.newsline import NewsLine
from bot.lists.writing.pins import Pin, Pins
from bot.review.config import CONFIG, Approvals, Config, Gates, Reminder
from bot.review.rules.finding import Finding
from bot.review.rules.registry import FIXED
from bot.review.rules.rule import Rules
from bot.review.rules.schema import text_faults
from bot.review.words.escape import code

RULES: Rules[[str]] = Rules()
#: Settings are short; a very long file is meant to keep the bot busy.
LONGEST_CONFIG = 50_000
#: Stands for bytes that are not text.
REPLACEMENT = "\ufffd"


def read_config(text: str | None) -> Config:
    """Return the settings, the defaults if there is no file; raise DataError with the first fault."""
    for fault in check_configuration.find(text or ""):
        raise DataError(f"{fault.message} {fault.hint}".strip(), CONFIG, fault.line or 1)
    return build_config(read_content(CONFIG, text) if text and not is_blank(text) else {})


def is_blank(text: str) -> bool:
    return all(line.lstrip().startswith("#") for line in text.splitlines() if line.strip())


def build_config(content: Mapping[str, Any]) -> Config:
    approvals, pages = content.get("approvals", {}), content.get("list", ())
    people = frozenset(login.lower() for login in approvals.get("people", ()))
    return Config(
        pages=(pages,) if isinstance(pages, str) else tuple(pages),
        data=content.get("data"),
        pins=read_pins(content),
        news=NewsLine(**content["news"]) if "news" in content else None,
        levels=content.get("rules", {}),
        approvals=Approvals(approvals.get("needed", 1), people),
        pull_request=content.get("pull_request", "at-once"),
        gates=Gates(**content.get("eligibility", {})),
        reminder=Reminder(**content.get("reminder", {})),
        rule_book=content.get("rule_book", ""),
        care=content.get("care", "off"),
        messages={name: text.strip() for name, text in content.get("messages", {}).items()},
    )


def read_pins(content: Mapping[str, Any]) -> Pins:
    said = {"": {"order": content["order"]}} if "order" in content else {}
    return {
        name: Pin(pin.get("order"), pin.get("pattern")) for name, pin in {**said, **content.get("sections", {})}.items()
    }


@RULES.declare("configuration", "error", "Not a valid configuration", "The configuration fits its schema.")
def check_configuration(text: str) -> Iterator[Finding]:
    if len(text) > LONGEST_CONFIG:
        yield Finding(f"The file is longer than {LONGEST_CONFIG:,} characters.", path=CONFIG, line=1)
        return
    if is_blank(text):
        return
    if REPLACEMENT in text:
        yield Finding("The file is not UTF-8 text.", path=CONFIG, line=text.count("\n", 0, text.index(REPLACEMENT)) + 1)
        return
    try:
        content = read_content(CONFIG, text)
    except DataError as error:
        yield Finding(f"{error}.", path=CONFIG, line=error.line)
        return
    for fault in text_faults("config", content, CONFIG, text):
        yield explain_rule(fault)
    if "list" in content and "data" in content:
        line = Places(text).line(("data",))
        yield Finding("The list is kept either in pages or in data.", "Take `list` or `data` out.", CONFIG, line)
    approvals = content.get("approvals")
    yield from approval_faults(approvals, Places(text)) if isinstance(approvals, dict) else ()


def explain_rule(fault: Finding) -> Finding:
    """Return a fault, reworded if it is about an existing rule that no list can change."""
    id = str(fault.keys[-1]) if fault.keys[:1] == ("rules",) and len(fault.keys) == 2 else ""
    if id not in FIXED:
        return fault
    hint = f"It holds for every list; {code('paperclerk rules')} shows which can be set."
    return replace(fault, message=f"The level of {code(id)} cannot be set.", hint=hint)


def approval_faults(approvals: Mapping[str, Any], places: Places) -> Iterator[Finding]:
    """Yield faults that would leave every paper without enough approvals."""
    needed, people = approvals.get("needed"), approvals.get("people")
    if needed == 2 and isinstance(people, list) and len({str(login).lower() for login in people}) == 1:
        line = places.line(("approvals", "people"))
        yield Finding("Two have to approve, but only one person may.", "Name another one.", CONFIG, line)
