"""A new version of the workspace's playbook: what is in use stays in it, and the governance channel hears of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.contracts.models import Contract
from govbot.errors import Refusal
from govbot.evidence.models import Evidence
from govbot.kpis.models import Kpi
from govbot.outbox import service as outbox
from govbot.overview import playbook_blocks as blocks
from govbot.playbook import override, versions
from govbot.playbook.differences import Difference
from govbot.playbook.models import PlaybookVersion
from govbot.slack.blocks import in_words
from govbot.slack.text import plural
from govbot.workspace import Workspace

# Entries that rows are read by: without it their values, weights and dates would mean nothing.
USED = {
    "kpis.units": (Kpi.unit, "KPI"),
    "scorecard.dimensions": (Kpi.dimension, "KPI"),
    "evidence.kinds": (Evidence.kind, "piece of evidence"),
    "contracts.kinds": (Contract.kind, "contract"),
}


def apply(
    session: Session, now: datetime, actor: str, text: str, *, note: str, seen: int
) -> tuple[PlaybookVersion, list[Difference]]:
    """As `versions.apply`, with what follows from it elsewhere."""
    check(session, text)
    version, changes = versions.apply(session, now, actor, text, note=note, seen=seen)
    channel = session.get_one(Workspace, session.info["workspace_id"]).governance_channel
    if channel:
        drawn = blocks.news(version, changes)
        key = f"playbook:{version.number}"
        outbox.post(session, now, key=key, channel=channel, text=in_words(drawn), blocks=drawn)
    return version, changes


def check(session: Session, text: str) -> None:
    """Refuses to take out what something is read by."""
    after = override.lay_over(text).data
    for path, (column, noun) in USED.items():
        counted = select(col(column), sa.func.count()).group_by(col(column)).order_by(col(column))
        for key, count in session.exec(counted):
            if key in _entries(versions.values(session), path) and key not in _entries(after, path):
                raise Refusal(f"{path}.{key} cannot be taken out: {plural(count, noun)} there would lose its meaning.")


def _entries(data: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    for step in path.split("."):
        data = data[step]
    return data
