"""`.github/paperclerk.yml` -> Config, read from the default branch only: no pull request configures its own review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.catalogue.data.records import DataError, read_content
from bot.catalogue.data.yamltext import Places
from bot.review.audit import FOLDER_RULES, LISTING_RULES
from bot.review.rules.entry import RULES
from bot.review.rules.finding import Fault, Rule, Setting
from bot.review.rules.record import RECORD_RULES
from bot.review.rules.schema import text_faults
from bot.review.words.escape import code

CONFIG = ".github/paperclerk.yml"
#: Settings are short, and whoever makes them long wants to keep the bot busy.
LONGEST_CONFIG = 50_000
#: What stands for bytes that are no text.
REPLACEMENT = "\ufffd"
#: The rules that hold for every list.
FIXED = frozenset(
    rule.id for rules in (RULES, RECORD_RULES, FOLDER_RULES, LISTING_RULES) for rule in rules if not rule.settings
)


@dataclass(frozen=True, slots=True)
class Approvals:
    """How many people have to approve, and who may, by login in small letters: nobody named means every writer.

    Those who are named need write permission all the same.
    """

    needed: int = 1
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gates:
    """What lets a proposal pass without a maintainer: the account's age, and how many open threads its author has.

    0 means that the gate is open.
    """

    account_age_days: int = 0
    open_submissions: int = 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """After how many quiet days the contributor of a thread that needs information is reminded, once; 0 never."""

    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """A list's settings; `data` is the folder of its data in the repository.

    `levels` are what the list makes of rules, by rule id. `messages` are Markdown that the bot adds to its comment, by
    the verdict or the ending that it is for.
    """

    data: str = "data"
    levels: Mapping[str, Setting] = field(default_factory=dict)
    approvals: Approvals = field(default_factory=Approvals)
    pull_request: Literal["at-once", "on-approval"] = "at-once"
    gates: Gates = field(default_factory=Gates)
    reminder: Reminder = field(default_factory=Reminder)
    messages: Mapping[str, str] = field(default_factory=dict)


def read_config(text: str | None) -> Config:
    """Return the settings, the defaults where there is no file; raise DataError with the first fault."""
    for fault in config_faults(text or ""):
        raise DataError(f"{fault.message} {fault.hint}".strip(), CONFIG, fault.line or 1)
    return build_config(read_content(CONFIG, text) if text and not is_blank(text) else {})


def is_blank(text: str) -> bool:
    """Tell whether a file has nothing in it but comments."""
    return all(line.lstrip().startswith("#") for line in text.splitlines() if line.strip())


def build_config(content: Mapping[str, Any]) -> Config:
    """Return the settings of a file's content that fits its schema."""
    approvals = content.get("approvals", {})
    people = frozenset(login.lower() for login in approvals.get("people", ()))
    return Config(
        data=content.get("data", "data"),
        levels=content.get("rules", {}),
        approvals=Approvals(approvals.get("needed", 1), people),
        pull_request=content.get("pull_request", "at-once"),
        gates=Gates(**content.get("eligibility", {})),
        reminder=Reminder(**content.get("reminder", {})),
        messages={name: text.strip() for name, text in content.get("messages", {}).items()},
    )


def config_faults(text: str) -> Iterator[Fault]:
    """Yield what is wrong with the file's text, each fault with its line."""
    if len(text) > LONGEST_CONFIG:
        yield Fault(f"The file is longer than {LONGEST_CONFIG:,} characters.", path=CONFIG, line=1)
        return
    if is_blank(text):
        return
    if REPLACEMENT in text:
        yield Fault("The file is not UTF-8 text.", path=CONFIG, line=text.count("\n", 0, text.index(REPLACEMENT)) + 1)
        return
    try:
        content = read_content(CONFIG, text)
    except DataError as error:
        yield Fault(f"{error}.", path=CONFIG, line=error.line)
        return
    for fault in text_faults("config", content, CONFIG, text):
        yield explain_rule(fault)
    approvals = content.get("approvals")
    yield from approval_faults(approvals, Places(text)) if isinstance(approvals, dict) else ()


def explain_rule(fault: Fault) -> Fault:
    """Return a fault, in other words where it is about a rule that there is but that no list can change."""
    id = str(fault.keys[-1]) if fault.keys[:1] == ("rules",) and len(fault.keys) == 2 else ""
    if id not in FIXED:
        return fault
    hint = f"It holds for every list; {code('paperclerk rules')} shows which can be set."
    return replace(fault, message=f"The level of {code(id)} cannot be set.", hint=hint)


def approval_faults(approvals: Mapping[str, Any], places: Places) -> Iterator[Fault]:
    """Yield what would leave every paper without enough approvals."""
    needed, people = approvals.get("needed"), approvals.get("people")
    if needed == 2 and isinstance(people, list) and len({str(login).lower() for login in people}) == 1:
        line = places.line(("approvals", "people"))
        yield Fault("Two have to approve, but only one person may.", "Name another one.", CONFIG, line)


CONFIG_RULE: Rule[str] = Rule(
    "configuration", "error", "Not a valid configuration", "The configuration fits its schema.", config_faults
)
