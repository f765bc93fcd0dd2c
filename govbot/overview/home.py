"""A person's Home tab: what is theirs, finished from there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from govbot.escalations import finding as escalations
from govbot.escalations import steps
from govbot.escalations.models import Escalation, State
from govbot.overview import home_blocks
from govbot.overview.home_blocks import Glance, Page, Thing
from govbot.people import away
from govbot.people.models import Person
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind, Reminder
from govbot.rights import Right
from govbot.slack.blocks import Block
from govbot.slack.call import Call
from govbot.slack.router import Router
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Vendor

MONTH = timedelta(days=30)
LINE = (Duty.OWNER, Duty.BACKUP, Duty.SPONSOR)  # who does what has to be done: the first who is there


def router(kinds: Sequence[Kind]) -> Router:
    """Given every kind of dated thing."""
    routes = Router()

    @routes.home
    def home(call: Call) -> list[Block]:
        return home_blocks.draw(page(call, kinds))

    return routes


def page(call: Call, kinds: Sequence[Kind]) -> Page:
    """All that is the caller's, soonest and gravest first."""
    coming = reminders.coming(call.session, call.workspace, call.today + MONTH, kinds)
    held = duties.held_by(call.session, call.caller.id)
    mine = {vendor.id: vendor for some in held.values() for vendor in some}
    unfinished = escalations.unfinished(call.session)
    waiting = [row for row in unfinished if _waits(call.session, row[0], call.caller.slack_id)]
    return Page(
        name=call.caller.name,
        today=call.today,
        may_write=call.right >= Right.WRITE,
        waiting=waiting,
        others=[row for row in unfinished if row not in waiting and row[1].id in mine],
        things=sorted(_theirs(call, coming, mine), key=lambda thing: (thing.due.due, thing.due.subject)),
        held=held,
        glance=Glance(finding.count(call.session), unfinished, sum(thing.due < call.today for thing in coming)),
    )


def _waits(session: Session, escalation: Escalation, slack_id: str | None) -> bool:
    """For the one who has it; until somebody does, for those who were asked last."""
    if escalation.state is State.OPEN:
        return slack_id in steps.last_reached(steps.of(session, escalation))[0]
    return slack_id in (escalation.handed_to, escalation.acknowledged_by)


def _theirs(call: Call, coming: Sequence[Reminder], mine: Mapping[int, Vendor]) -> Iterator[Thing]:
    """What the caller has to do: promised by them, of a vendor they own, or of somebody they stand in for."""
    for_whom = _answered_for(call)
    holders = duties.holders_by_vendor(call.session, sorted({thing.vendor_id for thing in coming if thing.vendor_id}))
    for due in coming:
        id_ = due.vendor_id or 0
        doer = due.person_id or _doer(holders.get(id_, {}))
        if doer in for_whom:
            yield Thing(due, mine.get(id_) or finding.by_id(call.session, id_) if id_ else None, for_whom[doer])


def _answered_for(call: Call) -> dict[int, str]:
    """The ids of those whose things are the caller's today: their own, and of the away, whose names are given."""
    cover = away.on(call.session, call.today)
    found = {call.caller.id: ""}
    for hop in cover.hops.values():
        answering = cover.answering(hop.away).person
        if answering and answering.id == call.caller.id:
            found[hop.away.id] = hop.away.name
    return found


def _doer(held: Mapping[Duty, Person]) -> int | None:
    return next((held[duty].id for duty in LINE if duty in held and held[duty].reachable), None)
