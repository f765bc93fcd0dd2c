"""Everything of this house that can be typed, pressed and filled in."""

from govbot.selection import readiness_commands
from govbot.slack.router import Router

router = Router.join(readiness_commands.router)
