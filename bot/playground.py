"""A local GitHub with the bot at work on it: the stage for the demo, for a first look and for end-to-end tests."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import make_server

from bot.hub.connection import Connection
from bot.localhub import LocalHub
from bot.service.running import Bot
from bot.service.settings import Settings
from bot.workflow.handle import LookUp

REPOSITORY = "efficient-models/survey"
MAINTAINER, CONTRIBUTOR, CLERK = "mona", "hubot-fan", "paperclerk-bot"
