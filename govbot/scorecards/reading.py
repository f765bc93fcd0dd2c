"""A vendor's score in a few words, for its card."""

from datetime import date

from sqlmodel import Session

from govbot import playbook
from govbot.kpis.models import State
from govbot.scorecards import score
from govbot.slack.text import plural
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def summary(session: Session, workspace: Workspace, vendor: Vendor, today: date) -> str:
    """`score 91 green, 2 KPIs red, coverage 80 %`, for a vendor's card; empty where nothing is measured."""
    card = score.latest(session, workspace, today, [vendor]).get(vendor.id)
    if card is None:
        return ""
    value = card.score.value
    colour = "none yet" if value is None else f"{value} {playbook.load().scorecard.colour(value)}"
    reds = sum(line.state is State.RED for line in card.lines)
    red = f", {plural(reds, 'KPI')} red" if reds else ""
    return f"score {colour}{red}, coverage {card.score.coverage:.0f} %"
