"""A local GitHub with the bot at work on it: the stage for the demo, for a first look and for end-to-end tests."""

from __future__ import annotations

REPOSITORY = "efficient-models/survey"
MAINTAINER, CONTRIBUTOR, CLERK = "mona", "hubot-fan", "paperclerk-bot"
