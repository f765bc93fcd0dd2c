"""The forms in which an exit begins and is stopped."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from govbot import playbook
from govbot.errors import Refusal
from govbot.escalations.models import Severity
from govbot.exits import notice
from govbot.exits.buttons import GONE, INVOKE, ROLES, STOP
from govbot.exits.casting import Crew
from govbot.exits.invoking import Variant, Wish
from govbot.exits.notice import Bond
from govbot.exits.page_blocks import notice as said_notice
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import forms as plan_forms
from govbot.plans import plan_commands
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, date_field, parsed, person_field, text_field, tick_field
from govbot.slack.text import clip, escape
from govbot.vendors.models import Vendor

LONGEST_REASON = 900
NO_ESCALATION = "none"
CHOSEN = (Variant.PLANNED, Variant.STRESSED)  # a vendor that is gone has a form of its own


def invoking(vendor: Vendor, bonds: Sequence[Bond], crew: Crew, today: date, why: str = "") -> Form:
    meaning = playbook.load().exit.variants
    variants = [(each, f"{each.value.capitalize()}: {meaning[each]}") for each in CHOSEN]
    soonest = today + timedelta(days=playbook.load().exits.planned_at_least)
    first = max(notice.earliest(bonds) or soonest, soonest)
    fields = [
        section(f"{_name(vendor)} becomes exiting.\n*Notice*\n{said_notice(bonds)}"),
        choice_field("variant", "Which exit", variants, initial=Variant.PLANNED),
        date_field("target", "Day of exit", optional=True,
                   hint=f"Only of a planned exit, {first:%-d %B %Y} at the earliest: from then on others do the work."),
        date_field("starts", "It begins on", initial=today),
        tick_field("unbound", "Earlier than the notice allows",
                   "They agreed, or it is for cause: the notice period does not bind"),
        _why(why),
        _manager(crew),
        *_others(crew),
    ]  # fmt: skip
    return Form(INVOKE, "Begin the exit", fields, submit="Begin", value=str(vendor.id))


def gone(vendor: Vendor, crew: Crew, today: date) -> Form:
    severities = [
        (Severity.S1, "S1: a critical function is down, data may be lost"),
        (Severity.S2, "S2: major trouble, somebody is asked within the hour"),
        (NO_ESCALATION, "No escalation"),
    ]
    fields = [
        section(
            f"{_name(vendor)} is gone: nobody there answers any more. The stressed exit begins, access is revoked and"
            " the contingency started first."
        ),
        _why(""),
        date_field("starts", "Since when", initial=today),
        choice_field("severity", "Escalate it", severities, initial=Severity.S1),
        _manager(crew),
        *_others(crew),
    ]
    return Form(GONE, "Vendor is gone", fields, submit="Begin", value=str(vendor.id))


def stopping(vendor: Vendor, left: int) -> Form:
    fields = [
        section(f"{_name(vendor)} stays, and the {left} open tasks are silent. What is done stays done."),
        text_field("why", "Why do we stay?", long=True, most=LONGEST_REASON),
    ]
    return Form(STOP, "Stop the exit", fields, submit="Stop the exit", value=str(vendor.id))


def naming(vendor: Vendor, roles: Sequence[str], held: Mapping[str, Person]) -> Form:
    """Beforehand, for the plan that stands ready."""
    about = "Who does what when it begins. A role left open falls to the vendor's people, then to the exit manager."
    fields = [section(f"{_name(vendor)}\n{about}"), *plan_forms.role_fields(roles, held)]
    return Form(ROLES, "Who does what", fields, value=str(vendor.id))


def wish(call: Call, crew: Crew, variant: Variant | None = None) -> Wish:
    """What was filled in; every field that cannot be read is refused at once."""
    read = parsed({
        "target": lambda: call.date("target"),
        "starts": lambda: call.date("starts") or call.today,
        "manager": lambda: _picked(call),
    })  # fmt: skip
    return Wish(
        variant=variant or Variant(call.text("variant") or Variant.PLANNED),
        starts=read["starts"],
        target=read["target"],
        why=call.text("why"),
        manager=read["manager"],
        unbound=bool(call.fields.get("unbound")),
        roles={**crew.named, **plan_commands.people_of(call, crew.unheld)},
    )


def severity(call: Call) -> Severity | None:
    chosen = call.text("severity") or NO_ESCALATION
    return None if chosen == NO_ESCALATION else Severity(chosen)


def _picked(call: Call) -> Person:
    if not call.text("manager"):
        raise Refusal("Pick who runs the exit.")
    return people.find_able(call.session, call.text("manager"))


def _others(crew: Crew) -> list[Block]:
    if not crew.unheld:
        return []
    about = context("*Nobody is named for these.* Left open, they fall to the exit manager.")
    return [about, *plan_forms.role_fields(crew.unheld, crew.guesses)]


def _manager(crew: Crew) -> Block:
    return person_field(
        "manager", "Exit manager", initial=crew.manager.slack_id if crew.manager else "",
        hint="Runs it, and does whatever is nobody's.",
    )  # fmt: skip


def _why(initial: str) -> Block:
    return text_field(
        "why", "Why do we leave?", long=True, most=LONGEST_REASON, initial=initial,
        hint="The channel and the history will show it.",
    )  # fmt: skip


def _name(vendor: Vendor) -> str:
    return f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
