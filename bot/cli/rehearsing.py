"""`paperclerk rehearse`: reads the settings, holds the rehearsal and writes its report, without any secret."""

import os
import signal
import sys
from argparse import Namespace
from dataclasses import replace
from urllib.parse import urlsplit

from bot.demo import recorded
from bot.errors import ExitCode
from bot.hub.connection import Connection
from bot.rehearsal.rehearsal import USUAL_WAIT, Staging
from bot.rehearsal.rehearse import STEPS, rehearse
from bot.service.running import connect
from bot.service.settings import LOGIN, Settings, SettingsError, read_settings

#: A GitHub on this machine has no limits to observe.
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def hold(args: Namespace) -> int:
    """Rehearse in a repository, print a line for each step, and write the report; return the exit code."""
    settings = read_settings(os.environ, needs=LOGIN)
    if not settings.rehearsal_token:
        raise SettingsError("Set PAPERCLERK_REHEARSAL_TOKEN to a token of a person who may write to the repository.")

    def say(line: str) -> None:
        sys.stdout.write(f"{hide(line, settings)}\n")
        sys.stdout.flush()

    # Like Ctrl-C, so that everything is cleaned up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    bot = connect(settings)
    person = Connection(settings.api, settings.rehearsal_token)
    if urlsplit(settings.api).hostname in LOOPBACK:
        bot, person = replace(bot, between_writes=0), replace(person, between_writes=0)
    wait = USUAL_WAIT if args.wait is None else args.wait
    staging = Staging(args.repository, bot, person, recorded.look_up, say, told=args.scratch, wait=wait)
    try:
        code, report = rehearse(staging, STEPS)
    except KeyboardInterrupt:
        say("stopped, and cleaned up")
        return ExitCode.REFUSED
    args.report.write_text(hide(report, settings), encoding="utf-8")
    say(f"report: {args.report}")
    return code


def hide(text: str, settings: Settings) -> str:
    """Return a text without secrets, should GitHub ever have quoted one."""
    secrets = (settings.token, settings.rehearsal_token, *(key.decode() for key in settings.seal_keys))
    for secret in filter(None, secrets):
        text = text.replace(secret, "(hidden)")
    return text
