"""A person's Home tab: what is theirs, finished from there."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from govbot.escalations import finding as escalations
from govbot.escalations import steps
from govbot.escalations.models import Escalation, State
from govbot.overview import home_blocks, theirs
from govbot.overview.home_blocks import Glance, Page
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind
from govbot.rights import Right
from govbot.slack.blocks import Block
from govbot.slack.call import Call
from govbot.slack.router import Router
from govbot.vendors import duties, finding

MONTH = timedelta(days=30)


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
    mine = {vendor.id for some in held.values() for vendor in some}
    unfinished = escalations.unfinished(call.session)
    waiting = [row for row in unfinished if _waits(call.session, row[0], call.caller.slack_id)]
    return Page(
        name=call.caller.name,
        today=call.today,
        may_write=call.right >= Right.WRITE,
        waiting=waiting,
        others=[row for row in unfinished if row not in waiting and row[1].id in mine],
        things=sorted(theirs.of(call, coming), key=lambda thing: (thing.due.due, thing.due.subject)),
        held=held,
        glance=Glance(finding.count(call.session), unfinished, sum(thing.due < call.today for thing in coming)),
    )


def _waits(session: Session, escalation: Escalation, slack_id: str | None) -> bool:
    """For the one who has it; until somebody does, for those who were asked last."""
    if escalation.state is State.OPEN:
        return slack_id in steps.last_reached(steps.of(session, escalation))[0]
    return slack_id in (escalation.handed_to, escalation.acknowledged_by)
