"""The whole bot, for commands that speak to Slack."""

import logging

from govbot.bot import Bot, build
from govbot.cli.frame import database
from govbot.clock import system_clock
from govbot.settings import Settings


def bot_of(*required: str) -> Bot:
    """The bot as the surroundings describe it; refuses where one of these settings is missing."""
    settings = Settings.read().require("slack_bot_token", *required)
    logging.getLogger().setLevel(settings.log_level)
    return build(settings, database(settings), system_clock)
