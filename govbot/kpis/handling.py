"""How the values of a period are given to somebody else, from any card that shows one."""

from datetime import date

from govbot.errors import Refusal
from govbot.kpis import asking
from govbot.kpis import service as kpis
from govbot.people import service as people
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import handed_over


def _move(_call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal(
        f"{thing.title} stay due on {thing.due:%-d %B %Y}: the period is over. Snooze lets the reminders wait.",
        field="date",
    )


def _reassign(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    """From now on, not only for this period: whoever can measure it once can the next time."""
    person = people.find_able(call.session, slack_id, field="person")
    gap = asking.gap(call.session, call.workspace, thing.value)
    if gap and gap.person_id == person.id:
        raise Refusal(f"{person.name} brings these values already.", field="person")
    kpis.give(call.session, call.now, call.actor, gap.missing if gap else (), person, reason)
    return handed_over(call, thing, person, reason)


HANDLINGS = {"kpi_period": Handling(_move, _reassign)}
