"""How the values of a period are given to somebody else, from any card that shows one."""

from datetime import date

from govbot.errors import Refusal
from govbot.kpis import asking
from govbot.kpis import service as kpis
from govbot.people.models import Person
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import to_person


def _move(_call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal(
        f"{thing.title} stay due on {thing.due:%-d %B %Y}: the period is over. Snooze lets the reminders wait.",
        field="date",
    )


@to_person
def _reassign(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    """From now on, not only for this period: whoever can measure it once can the next time."""
    gap = asking.gap(call.session, call.workspace, thing.value)
    if gap and gap.person_id == person.id:
        raise Refusal(f"{person.name} brings these values already.", field="person")
    kpis.give(call.session, call.now, call.actor, gap.missing if gap else (), person, reason)


HANDLINGS = {"kpi_period": Handling(_move, _reassign)}
