"""Everything that can be typed, pressed and filled in about risks, issues, exceptions and decisions."""

from govbot.risks import (
    decision_commands,
    exception_commands,
    issue_commands,
    record_commands,
    risk_commands,
    vendor_commands,
)
from govbot.slack.router import Router

router = Router.join(
    record_commands.router,
    risk_commands.router,
    issue_commands.router,
    exception_commands.router,
    decision_commands.router,
    vendor_commands.router,
)
