"""How ready we are to leave: one vendor, all of them, and in a line for a vendor's card."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from govbot import playbook
from govbot.exits import blocks, facts, finding, readiness
from govbot.exits.finding import Standing
from govbot.exits.readiness import Readiness
from govbot.kpis.blocks import MARKS
from govbot.slack.text import clip, escape
from govbot.vendors.models import Tier, Vendor


class Rated(NamedTuple):
    row: Standing
    readiness: Readiness


def rated(session: Session, rows: Sequence[Standing], today: date) -> list[Rated]:
    """By tier, the most critical first; in each the worst first."""
    known, book, order = facts.of(session, rows, today), playbook.load().exits, list(Tier)
    found = [Rated(row, readiness.of(known[row.vendor.id], book)) for row in rows]
    return sorted(found, key=lambda each: (order.index(each.row.vendor.tier), each.readiness.score))


def one(session: Session, vendor: Vendor, today: date) -> Rated:
    plan = finding.find(session, vendor)
    return rated(session, [Standing(vendor, plan, finding.running(session, plan))], today)[0]


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """`🟠 62 of 100 ready · approved by @ana; nobody is named as HR`; empty where no plan is asked for or there."""
    found = one(session, vendor, today)
    if found.row.plan is None and not (found.row.needed or found.row.leaving):
        return ""
    state = blocks.state(found.row, today)
    if found.row.running or found.row.plan is None:
        return state
    lacks = found.readiness.lacks[:1]
    worst = f"; {escape(clip(lacks[0].why, 100))}" if lacks else ""
    return f"{MARKS[found.readiness.state]} {found.readiness.score} of 100 ready to leave · {state}{worst}"
