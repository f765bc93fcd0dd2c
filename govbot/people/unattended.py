"""Every night: whether anybody may still settle things here; else the governance channel hears what to do."""

import logging
from datetime import datetime

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.slack.blocks import paragraphs
from govbot.workspace import Workspace

logger = logging.getLogger(__name__)
TOLD = (
    "⚠️ *Nobody may administer govbot here any more:* no role can be given and no setting changed. Whoever runs govbot"
    " mends that in its terminal with `govbot roles give &lt;e-mail&gt; admin`;"
    " `govbot roles list` shows who has which role."
)


def check(session: Session, now: datetime, workspace: Workspace) -> None:
    """Said at most once a week, until somebody may."""
    if people.admins(session):
        return
    logger.warning("nobody in %s may administer govbot: `govbot roles give <e-mail> admin` mends that", workspace.name)
    year, week, _ = workspace.today(now).isocalendar()
    if channel := workspace.governance_channel:
        key = f"unattended:{year}-W{week:02}"
        outbox.post(session, now, key=key, channel=channel, text=TOLD, blocks=paragraphs(TOLD))
