"""Holds a rehearsal: cleans up after an earlier one, makes every step, cleans up, and reports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from urllib.parse import urlsplit

from bot.errors import ExitCode
from bot.hub.client import Client
from bot.rehearsal import issues, reads, requests, story
from bot.rehearsal.calls import CallCount, CallLog, WatchedGateway
from bot.rehearsal.rehearsal import EXIT_CODES, Ending, LeftOutError, Outcome, Rehearsal, Staging, Step, UnexpectedError
from bot.rehearsal.scratch import Scratch, ScratchError
from bot.service.failures import explain

STEPS = (*reads.STEPS, *issues.STEPS, *reads.OF_ISSUES, *requests.STEPS, *story.STEPS)
#: How many seconds reads may lag behind writes: a failed job waits as long before it looks again.
LONGEST_LAG = 2.0
SIGNS = {"ok": "ok", "limit": "limit", "error": "**ERROR**", "left out": "left out"}
#: The errors raised when an answer does not have the expected form.
MISREAD = (LookupError, TypeError, AttributeError, StopIteration, AssertionError)
SET_UP = Step(
    "Setting up", "what an earlier rehearsal left is cleaned up, and a list is put there", "that the person may write",
    "whether the default branch takes pushes", lambda at: at.scratch.set_up(),
)  # fmt: skip
CLEAN_UP = Step(
    "Cleaning up", "threads are closed; branches, labels and files are as they were", "nothing of a rehearsal's left",
    "what may be deleted by those who do not administer", lambda at: at.scratch.clean(),
)  # fmt: skip


def rehearse(staging: Staging, steps: Sequence[Step]) -> tuple[ExitCode, str]:
    """Return the exit code of a rehearsal and its report in Markdown; raise ScratchError if it is not allowed here."""
    log = CallLog(staging.clock)
    at = open_rehearsal(staging, log)
    at.scratch.check(told=staging.told)
    outcomes: list[Outcome] = []
    try:
        outcomes += make(at, (SET_UP,), staging.say)
        if outcomes[0].ending != "error":
            outcomes += make(at, steps, staging.say)
    finally:
        # In any case, even after an interrupt; a killed rehearsal leaves this to the next one.
        outcomes += make(at, (CLEAN_UP,), staging.say)
    code = max(EXIT_CODES[each.ending] for each in outcomes)
    missing = log.missing(is_app=staging.bot.token is None)
    return code, write_report(list_facts(staging, at, code), outcomes, log.calls, missing)


def open_rehearsal(staging: Staging, log: CallLog) -> Rehearsal:
    """Log in as both; raise ScratchError if they are one account."""
    bot, person = staging.bot, staging.person.open(staging.repository).gateway
    if staging.person.own_login() == bot.own_login():
        raise ScratchError(
            "PAPERCLERK_REHEARSAL_TOKEN is the bot's own; it has to be a person's, whom the bot answers."
        )
    installation = None if bot.token else bot.app().get_repo_installation(*staging.repository.split("/")).id
    gateway = WatchedGateway(bot.login(installation), staging.repository, log=log)
    client = Client(gateway, staging.repository, seal=bot.seal, signs=bot.signs)
    return Rehearsal(staging, client, person, Scratch(person))


def make(at: Rehearsal, steps: Sequence[Step], say: Callable[[str], object]) -> Iterator[Outcome]:
    """Make steps one after the other, and print how each ended."""
    for step in steps:
        at.lag, start = 0.0, at.staging.clock()
        ending, words = attempt(at, step)
        if ending == "ok" and at.lag > LONGEST_LAG:
            ending, words = "limit", f"GitHub showed it after {at.lag:.1f} s; the bot reckons with {LONGEST_LAG:.0f}"
        say(f"{SIGNS[ending]:9} {step.name}: {words or step.expects}")
        yield Outcome(step, ending, words, at.staging.clock() - start, at.lag)


def attempt(at: Rehearsal, step: Step) -> tuple[Ending, str]:
    """Make a step; return how it ended, with an explanation if not as expected."""
    try:
        step.act(at)
    except LeftOutError as error:
        return "left out", str(error)
    except UnexpectedError as error:
        return "error", f"{step.does}; expected: {step.expects}. {error}"
    except MISREAD as error:
        found = f"an answer of GitHub's has not the form that the code reads ({type(error).__name__}: {error})"
        return "error", f"{step.does}; expected: {step.expects}. But {found}"
    except Exception as error:  # noqa: BLE001  whatever goes wrong is what the rehearsal is for
        found = explain(error, is_app=at.bot.gateway.login.is_app).words
        return "error", f"{step.does}; expected: {step.expects}. But {found}"
    return "ok", ""


def list_facts(staging: Staging, at: Rehearsal, code: ExitCode) -> dict[str, str]:
    ends = {ExitCode.FINE: "all as expected", ExitCode.FINDINGS: "works, with limits"}
    return {
        "Result": ends.get(code, "does not work"),
        "Program": f"paperclerk {version('paperclerk')}",
        "GitHub": urlsplit(staging.bot.api).hostname or "",
        "Repository": staging.repository,
        "Bot": "an account with a token" if staging.bot.token else "a GitHub App",
        "Answers came from": "this program" if at.clerk else "a bot that serves the repository",
    }


def write_report(
    facts: Mapping[str, str], outcomes: Sequence[Outcome], calls: Mapping[str, CallCount], missing: Sequence[str]
) -> str:
    """Return the report, for an issue; nothing secret is in it. `missing` are calls that no step made."""
    lines = ["# Rehearsal", "", *(f"- {name}: {value}" for name, value in facts.items()), ""]
    lines += [
        "| Step | | What happened | Expected | Seconds | Only the real GitHub shows |",
        "|---|---|---|---|---:|---|",
    ]
    for each in outcomes:
        step = each.step
        words = each.words or step.does
        cells = (step.name, SIGNS[each.ending], words, step.expects, f"{each.seconds:.1f}", step.real)
        lines.append(f"| {' | '.join(map(cell, cells))} |")
    lines += ["", "| Call of the bot's | Times | Refused | Slowest, s |", "|---|---:|---:|---:|"]
    lines += [
        f"| `{name}` | {call.times} | {call.refused} | {call.slowest:.2f} |" for name, call in sorted(calls.items())
    ]
    lines += ["", f"Not called: {', '.join(f'`{name}`' for name in missing) or 'none'}.", ""]
    return "\n".join(lines)


def cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
