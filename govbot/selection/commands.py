"""Everything of this house that can be typed, pressed and filled in."""

from govbot.selection import (
    candidate_commands,
    checklist_commands,
    diligence_commands,
    readiness_commands,
    select_commands,
)
from govbot.slack.router import Router

router = Router.join(
    readiness_commands.router,
    select_commands.router,
    candidate_commands.router,
    checklist_commands.router,
    diligence_commands.router,
)
