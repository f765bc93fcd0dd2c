"""How what falls due here is moved and given to somebody else, from any card."""

from datetime import date

from govbot.errors import Refusal
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply


def _end_stands(_call: Call, _thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal("When it runs out is counted from the evidence and cannot be moved. File a new one.", field="date")


def _falls_to_the_owner(_call: Call, _thing: Reminder, _slack_id: str, _reason: str) -> Reply:
    raise Refusal(
        "A due-diligence file falls to the vendor's owner. `/vendor owner` names another one.", field="person"
    )


HANDLINGS = {"diligence": Handling(_end_stands, _falls_to_the_owner)}
