"""How tasks are moved and given to somebody else, from any card."""

from collections.abc import Mapping
from datetime import date

from govbot.people import service as people
from govbot.plans import doing, finding
from govbot.plans.models import PlanTask
from govbot.plans.plays import Plays
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply


def handlings(plays: Plays) -> Mapping[str, Handling]:
    """Given what is special about each kind of plan, for the card that is drawn anew."""

    def move(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
        return Reply(text=doing.move(call, plays, _task(call, thing), to, reason))

    def reassign(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
        person = people.find_able(call.session, slack_id, field="person")
        return Reply(text=doing.give(call, plays, _task(call, thing), person, reason))

    return {"task": Handling(move, reassign)}


def _task(call: Call, thing: Reminder) -> PlanTask:
    return finding.task_by_id(call.session, int(thing.value))
