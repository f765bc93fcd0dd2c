"""The form in which a review is completed, and what it holds once filled."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.errors import Refusal, Refusals
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reviews.actions import LONGEST_TITLE, Promise
from govbot.reviews.changing import LONGEST_REASON
from govbot.reviews.models import Outcome, Rating, Review
from govbot.reviews.reminders import title
from govbot.reviews.service import Minutes
from govbot.slack.blocks import Block, context, divider, section
from govbot.slack.call import Call
from govbot.slack.forms import (
    Form,
    choice_field,
    date_field,
    people_field,
    person_field,
    text_field,
    tick_field,
)
from govbot.slack.text import clip, day, escape, until
from govbot.vendors.models import Vendor

COMPLETE, MOVE, SKIP = "review.complete:1", "review.move:1", "review.skip:1"
ACTIONS = (1, 2, 3)


def completion(vendor: Vendor, standing: Sequence[Review], today: date, caller: str) -> Form:
    """For one review, or with the choice between several of a vendor, the next one first."""
    first = standing[0]
    heading: list[Block]
    if len(standing) == 1:
        agenda = playbook.load().reviews.kinds[first.kind].agenda if first.kind in playbook.load().reviews.kinds else ()
        due = f"*{title(first.kind)}* of *{escape(clip(vendor.name, 80))}*, due {day(first.due)}"
        heading = [section(f"{due} ({until(first.due, today)})")]
        heading += [context("Agenda: " + " · ".join(agenda))] if agenda else []
    else:
        heading = [
            section(f"Reviews of *{escape(clip(vendor.name, 80))}*"),
            which(standing, today),
        ]
    fields = [
        *heading,
        date_field("held_on", "Held on", initial=today),
        people_field("attendees", "Who took part from our side?", initial=[caller]),
        text_field("guests", "Who took part from the vendor's side?", optional=True, most=300),
        choice_field("rating", "Rating", [(rating.value, rating.label) for rating in Rating]),
        choice_field("outcome", "Decision", [(outcome.value, outcome.label) for outcome in Outcome]),
        text_field("notes", "Notes", long=True, optional=True, hint="What was said, and why it was decided so."),
        divider(),
        context("Up to three actions, each with an owner and a date."),
        tick_field("no_actions", "Or none", "No action was agreed, on purpose"),
    ]
    for number in ACTIONS:
        fields += _action_fields(number)
    return Form(COMPLETE, "Complete a review", fields, submit="Complete", value=_value(standing))


def which(standing: Sequence[Review], today: date) -> Block:
    """The choice between a vendor's open reviews."""
    choices = [(str(review.id), f"{title(review.kind)}, {until(review.due, today)}") for review in standing]
    return choice_field("review", "Which review?", choices, initial=choices[0][0])


def _value(standing: Sequence[Review]) -> str:
    return str(standing[0].id) if len(standing) == 1 else ""


def _action_fields(number: int) -> list[Block]:
    return [
        text_field(f"action_{number}", f"Action {number}", optional=True, most=LONGEST_TITLE),
        person_field(f"owner_{number}", f"Owner of action {number}", optional=True),
        date_field(f"due_{number}", f"Action {number} is due on", optional=True),
    ]


def minutes(call: Call) -> Minutes:
    """What was filled in; every fault is named on its field."""
    faults: dict[str, str] = {}
    promises = [promise for number in ACTIONS if (promise := _promise(call, number, faults))]
    attendees = call.fields.get("attendees")
    held_on, rating, outcome = call.date("held_on"), call.text("rating"), call.text("outcome")
    missing = {"held_on": held_on, "attendees": attendees, "rating": rating, "outcome": outcome}
    faults |= {name: "A review closes only with this." for name, value in missing.items() if not value}
    if faults or held_on is None:
        raise Refusals(faults)
    return Minutes(
        held_on=held_on,
        rating=Rating(rating),
        outcome=Outcome(outcome),
        attendees=attendees if isinstance(attendees, list) else [],
        guests=call.text("guests"),
        notes=call.text("notes"),
        actions=promises,
        no_actions=bool(call.fields.get("no_actions")),
    )


def _promise(call: Call, number: int, faults: dict[str, str]) -> Promise | None:
    wanted, owner, due = (call.text(f"{part}_{number}") for part in ("action", "owner", "due"))
    if not (wanted or owner or due):
        return None
    before = len(faults)
    if not wanted:
        faults[f"action_{number}"] = "Say what is to be done."
    person = _owner(call, owner, f"owner_{number}", faults)
    on = call.date(f"due_{number}")
    if on is None:
        faults[f"due_{number}"] = "Say until when."
    elif on < call.today:
        faults[f"due_{number}"] = "That day is past. Pick today or a later day."
    if len(faults) > before or person is None or on is None:
        return None
    return Promise(wanted, person, on)


def _owner(call: Call, owner: str, field: str, faults: dict[str, str]) -> Person | None:
    if not owner:
        faults[field] = "Say who does it."
        return None
    try:
        return people.find_able(call.session, owner, field=field)
    except Refusal as refusal:
        faults[field] = refusal.text
        return None


def moving(vendor: Vendor, standing: Sequence[Review], today: date, to: date | None) -> Form:
    """A new date for one of a vendor's open reviews."""
    fields = [
        section(f"Reviews of *{escape(clip(vendor.name, 80))}*"),
        which(standing, today),
        date_field("date", "New date", initial=to or standing[0].due),
        text_field("reason", "Why?", optional=True, most=300),
    ]
    return Form(MOVE, "Move a review", fields, submit="Move")


def skipping(vendor: Vendor, standing: Sequence[Review], today: date) -> Form:
    """One of a vendor's open reviews is let go."""
    fields = [
        section(f"Reviews of *{escape(clip(vendor.name, 80))}*. The next one of its kind is dated at once."),
        which(standing, today),
        text_field(
            "reason", "Why is it skipped?", most=LONGEST_REASON, hint="The channel and the history will show it."
        ),
    ]
    return Form(SKIP, "Skip a review", fields, submit="Skip")
