"""The form in which the governance programme is begun."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from govbot.people.models import Person
from govbot.plans.forms import role_fields
from govbot.rollouts.forms import LONGEST, picked, picked_day, slack_id
from govbot.rollouts.programme import OWNER, ROLES, SPONSOR, Wish
from govbot.slack.blocks import section
from govbot.slack.call import Call
from govbot.slack.forms import Form, date_field, parsed, person_field, text_field

START = "programme.start:1"
ABOUT = "In 90 days from the first list of vendors to a routine: know what there is, run it, prove that it works."


def start(today: date, caller: str, before: Mapping[str, Person]) -> Form:
    """`before` is who held each role in the last programme."""
    fields = [
        section(ABOUT),
        date_field("starts", "First day", initial=today),
        person_field("owner", "Who runs it?", initial=slack_id(before.get(OWNER)) or caller),
        person_field("sponsor", "Who is its sponsor?", initial=slack_id(before.get(SPONSOR)),
                     hint="Signs off the reports on day 60 and day 90."),
        *role_fields(ROLES, before),
        text_field("why", "What is to be reached?", long=True, optional=True, most=LONGEST),
    ]  # fmt: skip
    return Form(START, "Start the programme", fields, submit="Start")


def wish(call: Call, roles: Mapping[str, Person]) -> Wish:
    read: dict[str, Callable[[], Any]] = {
        "starts": lambda: picked_day(call, "starts"),
        "owner": lambda: picked(call, "owner", "Say who runs it."),
        "sponsor": lambda: picked(call, "sponsor", "Say who is its sponsor."),
    }
    return Wish(**parsed(read), roles=roles, why=call.text("why")[:LONGEST])
