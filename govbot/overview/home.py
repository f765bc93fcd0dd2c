"""A person's Home tab: what is theirs, finished from there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from govbot.escalations import finding as escalations
from govbot.escalations import steps
from govbot.escalations.models import Escalation, State
from govbot.overview import home_blocks
from govbot.overview.home_blocks import Glance, Page, Thing
from govbot.people import away
from govbot.people import service as people
from govbot.people.away import Cover
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


@dataclass(frozen=True)
class Portfolio:
    """All vendors with those who answer for them, and who stands in for whom today."""

    vendors: Mapping[int, Vendor]
    holders: Mapping[int, Mapping[Duty, Person]]
    cover: Cover

    def doer(self, vendor_id: int) -> Person | None:
        held = self.holders.get(vendor_id, {})
        return next((held[duty] for duty in LINE if duty in held and held[duty].reachable), None)

    def held_by(self, person_id: int) -> dict[Duty, list[Vendor]]:
        found: dict[Duty, list[Vendor]] = {}
        for vendor_id, vendor in self.vendors.items():
            for duty in Duty:
                holder = self.holders.get(vendor_id, {}).get(duty)
                if holder and holder.id == person_id:
                    found.setdefault(duty, []).append(vendor)
        return found


def router(kinds: Sequence[Kind]) -> Router:
    """Given every kind of dated thing."""
    routes = Router()

    @routes.home
    def home(call: Call) -> list[Block]:
        return home_blocks.draw(page(call, kinds))

    return routes


def page(call: Call, kinds: Sequence[Kind]) -> Page:
    """All that is the caller's, soonest and gravest first."""
    vendors = {vendor.id: vendor for vendor in finding.everyone(call.session)}
    holders = duties.holders_by_vendor(call.session, list(vendors))
    known = Portfolio(vendors, holders, away.on(call.session, call.today))
    # As it will be gathered in a month: until then a kind leaves out what is said of nobody yet.
    ahead = call.today + MONTH
    coming = [
        thing for thing in reminders.gather(call.session, call.workspace, ahead, kinds) if thing.due <= ahead
    ]  # fmt: skip
    held = known.held_by(call.caller.id)
    mine = {vendor.id for some in held.values() for vendor in some}
    unfinished = escalations.unfinished(call.session)
    waiting = [row for row in unfinished if _waits(call.session, row[0], call.caller.slack_id)]
    return Page(
        name=call.caller.name,
        today=call.today,
        may_write=call.right >= Right.WRITE,
        waiting=waiting,
        others=[row for row in unfinished if row not in waiting and row[1].id in mine],
        things=sorted(_theirs(call, known, coming), key=lambda thing: (thing.due.due, thing.due.subject)),
        held=held,
        glance=Glance(len(vendors), unfinished, sum(thing.due < call.today for thing in coming)),
    )


def _waits(session: Session, escalation: Escalation, slack_id: str | None) -> bool:
    """For the one who has it; until somebody does, for those who were asked last."""
    if escalation.state is State.OPEN:
        return slack_id in steps.last_reached(steps.of(session, escalation))[0]
    return slack_id in (escalation.handed_to, escalation.acknowledged_by)


def _theirs(call: Call, known: Portfolio, coming: Sequence[Reminder]) -> Iterator[Thing]:
    """What the caller has to do: promised by them, of a vendor they own, or of somebody they stand in for."""
    for due in coming:
        doer = people.by_id(call.session, due.person_id) if due.person_id else known.doer(due.vendor_id or 0)
        if doer is None:
            continue
        answers = known.cover.answering(doer).person
        if call.caller.id in (doer.id, answers.id if answers else None):
            for_whom = "" if doer.id == call.caller.id else doer.name
            yield Thing(due, known.vendors.get(due.vendor_id or 0), for_whom)
