"""Each morning: what speaks for leaving a vendor is put before its sponsor, and before the admins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.exits import answering, finding, proposal_blocks, proposals, tests_ahead, triggers
from govbot.exits.finding import Standing
from govbot.exits.models import ExitProposal
from govbot.exits.triggers import Fired
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack import handled
from govbot.slack.blocks import Block, in_words
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def run(engine: Engine, workspace_id: int, now: datetime) -> int:
    """Once each business day, from the hour of the round on; returns how many vendors were put before somebody."""
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        today = workspace.today(now)
        key = f"exit_triggers:{today}"
        begun = workspace.calendar.round_at(today, workspace.round_time) <= now
        if not begun or workspace.paused or handled.was(session, key):
            return 0
    with db.write(engine, workspace_id) as session:
        if handled.was(session, key):
            return 0
        handled.once(session, key, now)
        return look(session, session.get_one(Workspace, workspace_id), now)


def look(session: Session, workspace: Workspace, now: datetime) -> int:
    today = workspace.today(now)
    rows = [row for row in finding.all_standing(session) if not row.leaving]
    tests_ahead.keep(session, workspace, now, rows)
    known = proposals.latest(session, [row.vendor.id for row in rows])
    by_id = {row.vendor.id: row for row in rows}
    told = proposals.told_again(known, {row.vendor.id: row.vendor for row in rows}, today)
    fired = [*triggers.fired(session, workspace, rows, today), *told]
    for row in proposals.past(known, fired):
        vendor = by_id[row.vendor_id].vendor
        tell(session, now, vendor, answering.over(session, now, vendor, [row]))
    for row in proposals.ignored(known, workspace, today):
        _ask_admins(session, workspace, now, by_id[row.vendor_id], row)
    return _ask_all(session, workspace, now, by_id, proposals.due(known, fired, today))


def _ask_all(
    session: Session, workspace: Workspace, now: datetime, rows: Mapping[int, Standing], fired: Sequence[Fired]
) -> int:  # fmt: skip
    """One question for each vendor, however much speaks for it."""
    count = 0
    for vendor_id, each in groupby(sorted(fired, key=lambda one: one.vendor.id), key=lambda one: one.vendor.id):
        ask(session, workspace, now, rows[vendor_id], list(each))
        count += 1
    return count


def ask(
    session: Session, workspace: Workspace, now: datetime, row: Standing, fired: Sequence[Fired],
    actor: str = audit.SYSTEM,
) -> Person | None:  # fmt: skip
    """Written down and sent; returns who is asked. Without a sponsor who can answer that is every admin."""
    written = proposals.propose(session, workspace, now, row.vendor, fired, actor)
    asked = _asked(session, written[0])
    for slack_id, drawn in _drawn(session, row.vendor, written, planned=row.plan is not None).items():
        outbox.direct(
            session, now, key=_key(written[0], slack_id), slack_id=slack_id, text=in_words(drawn), blocks=drawn,
            fallback=workspace.governance_channel,
        )  # fmt: skip
    return asked


def _ask_admins(session: Session, workspace: Workspace, now: datetime, row: Standing, waits: ExitProposal) -> None:
    """The sponsor has not answered in time: once, with the same buttons."""
    rows = proposals.of_moment(session, row.vendor, waits.fired_at)
    for slack_id, drawn in _late(session, row.vendor, rows, planned=row.plan is not None).items():
        outbox.direct(
            session, now, key=_key(rows[0], f"late:{slack_id}"), slack_id=slack_id, text=in_words(drawn), blocks=drawn,
            fallback=workspace.governance_channel,
        )  # fmt: skip


def tell(session: Session, now: datetime, vendor: Vendor, rows: Sequence[ExitProposal]) -> None:
    """After an answer: whoever was asked or told of these sees it on their card."""
    planned = finding.find(session, vendor) is not None
    for moment in sorted({row.fired_at for row in rows}):
        together = proposals.of_moment(session, vendor, moment)
        cards = _drawn(session, vendor, together, planned=planned)
        cards |= {f"late:{who}": drawn for who, drawn in _late(session, vendor, together, planned=planned).items()}
        for whom, drawn in cards.items():
            key = _key(together[0], whom)
            if outbox.find(session, key):
                outbox.edit(session, now, parent_key=key, text=in_words(drawn), blocks=drawn)


def _drawn(
    session: Session, vendor: Vendor, rows: Sequence[ExitProposal], *, planned: bool
) -> dict[str, list[Block]]:  # fmt: skip
    """What each who hears of it sees."""
    asked, admins = _asked(session, rows[0]), people.admins(session)
    if asked is None:
        why = "You are asked because it has no executive sponsor who can answer."
        return {admin: proposal_blocks.card(vendor, rows, why, planned=planned) for admin in admins}
    news = proposal_blocks.news(vendor, rows, asked.slack_id)
    why = "You are asked as its executive sponsor, or for them."
    return dict.fromkeys(admins, news) | {asked.slack_id: proposal_blocks.card(vendor, rows, why, planned=planned)}


def _late(
    session: Session, vendor: Vendor, rows: Sequence[ExitProposal], *, planned: bool
) -> dict[str, list[Block]]:  # fmt: skip
    """For the admins, where somebody else was asked."""
    asked = _asked(session, rows[0])
    if asked is None:
        return {}
    drawn = proposal_blocks.card(vendor, rows, proposal_blocks.unanswered(rows[0], asked.slack_id), planned=planned)
    return {admin: drawn for admin in people.admins(session) if admin != asked.slack_id}


def _asked(session: Session, row: ExitProposal) -> Person | None:
    return people.by_id(session, row.asked_id) if row.asked_id else None


def _key(first: ExitProposal, whom: str) -> str:
    return f"exit_proposal:{first.id}:{whom}"
