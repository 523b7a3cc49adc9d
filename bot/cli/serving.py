"""The commands for operators: serve, set up, sweep, diagnose, and the jobs that wait for a person.

Modules are imported inside the functions: most commands need only some of them, and a faulty setting should be reported
at once.
"""

import dataclasses
import os
import sys
from argparse import Namespace
from contextlib import closing

from bot.cli import complain
from bot.errors import ExitCode


def serve(args: Namespace) -> int:
    """Serve webhooks until SIGTERM or Ctrl-C."""
    import logging

    from bot.service.settings import SERVING, read_settings

    settings = read_settings(os.environ, needs=SERVING)
    from bot.cli import wait_for_signal
    from bot.service.running import Bot, connect, open_look_up

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with Bot(settings, connection=connect(settings), look_up=open_look_up(settings)) as bot:
        address = f"http://{settings.host}:{bot.port}/webhook"
        wait_for_signal(lambda: sys.stderr.write(f"paperclerk listens on {address}\n"))
    return ExitCode.FINE


def set_up(args: Namespace) -> int:
    """Show the page on which GitHub makes an App for the bot, until SIGTERM or Ctrl-C."""
    from bot.cli import wait_for_signal
    from bot.service.server import Server
    from bot.service.settings import Settings, read_settings
    from bot.service.setup.page import Setup, create_setup

    settings = read_settings(os.environ, needs=())
    setup = Setup(args.into, settings.api, args.url, args.organization)
    # The page has to know its own address, to which GitHub sends the browser back.
    local = f"http://{Settings.host}:{args.port}"
    server = Server(create_setup(setup, local=local), host=Settings.host, port=args.port)
    server.start()
    try:
        tunnel = (
            f"where the browser is on another machine, through ssh -L {args.port}:{Settings.host}:{args.port} SERVER"
        )
        wait_for_signal(lambda: sys.stderr.write(f"open {local} ({tunnel})\n"))
    finally:
        server.stop()
    return ExitCode.FINE


def sweep_lists(args: Namespace) -> int:
    """Look at every thread that may need it, once, without a server; a dry run says what would be done."""
    from bot.service.care import care_if_due
    from bot.service.failures import Failures
    from bot.service.repositories import find_served
    from bot.service.running import connect, open_look_up
    from bot.service.settings import WORKING, read_settings
    from bot.service.sweep import preview_sweep, sweep

    settings = read_settings(os.environ, needs=WORKING)
    connection, look_up = connect(settings), open_look_up(settings)
    failures = Failures(complain, is_app=connection.token is None)
    repositories = find_served(connection, settings.repositories)
    if not args.dry_run:
        sweep(connection, repositories, look_up, failures, tend=lambda clerk: care_if_due(clerk, settings, look_up))
        return ExitCode.REFUSED if failures.count else ExitCode.FINE
    is_idle = True
    for line in preview_sweep(connection, repositories, look_up, failures):
        is_idle = False
        sys.stdout.write(f"{line}\n")
    if is_idle and not failures.count:
        sys.stderr.write("nothing to do\n")
    return ExitCode.REFUSED if failures.count else ExitCode.FINE


def look_once(args: Namespace) -> int:
    """Look once where GitHub Actions' event says."""
    import logging

    from bot.service.once import run_once
    from bot.service.running import connect, open_look_up

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    return run_once(os.environ, connect, open_look_up, complain)


def diagnose(args: Namespace) -> int:
    from bot.metadata.client import Bases
    from bot.service.repositories import find_served
    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings
    from bot.service.setup.doctor import examine_all, worst

    named = {"PAPERCLERK_REPOSITORIES": args.repository} if args.repository else {}
    settings = read_settings({**os.environ, **named}, needs=WORKING)
    connection, found = connect(settings), []
    services = dataclasses.astuple(Bases()) if settings.cache else ()
    for diagnosis in examine_all(connection, find_served(connection, settings.repositories), services):
        sys.stdout.write(f"{diagnosis}\n")
        found.append(diagnosis)
    return worst(found)


def show_inbox(args: Namespace) -> int:
    """List the jobs that wait for an operator, or let some run again or be forgotten."""
    from bot.service.inbox import open_inbox, read_thread
    from bot.service.inbox.reporting import as_json, as_text, find_parked
    from bot.service.settings import read_settings

    with closing(open_inbox(read_settings(os.environ, needs=()).inbox, serving=False)) as inbox:
        if args.action == "list":
            sys.stdout.write((as_json if args.json else as_text)(find_parked(inbox)))
            return ExitCode.FINE
        change = inbox.retry if args.action == "retry" else inbox.drop
        names = [job.thread for job in find_parked(inbox)] if args.all else args.threads
        unknown = [name for name in names if not change(*read_thread(name))]
    for name in unknown:
        complain(f"{name} is not parked")
    return ExitCode.UNUSABLE if unknown else ExitCode.FINE
