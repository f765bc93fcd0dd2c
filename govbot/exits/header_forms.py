"""The forms in which an exit plan is written: what is to be reached, then how, then what speaks for leaving."""

from collections.abc import Sequence
from typing import Any, cast

from govbot import playbook
from govbot.errors import Refusal
from govbot.exits import values
from govbot.exits.models import ExitPlan
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, parsed, text_field
from govbot.slack.text import clip, escape
from govbot.vendors import money, services
from govbot.vendors.models import Contact, Service, Vendor

AIM, WAY, TRIGGERS = "exit.aim:1", "exit.way:1", "exit.triggers:1"
MOST_THRESHOLD = 1000


def aim(vendor: Vendor, plan: ExitPlan | None, performed: Sequence[Service]) -> Form:
    """The first of two; it may be saved alone."""
    given: dict[str, Any] = plan.model_dump() if plan else {}
    scope = "\n".join(services.performed(each.function, each.location, each.countries) for each in performed)
    ways = ", ".join(kind.title.lower() for kind in playbook.load().exits.alternatives.values())
    fields = [
        _heading(vendor, "What you cannot say yet may stay empty. Nobody can approve the plan before it is said."),
        _long("objectives", "What the exit has to achieve", given, "No payroll run is missed, all data is back"),
        _long("scope", "Which services it covers", {"scope": given.get("scope") or scope}, ""),
        text_field(
            "alternatives", "Who could take over, best first", long=True, optional=True, placeholder=values.LINE,
            initial=values.alternatives_said(cast(list[values.Alternative], given.get("alternatives") or [])),
            hint=f"One in a line: who, in which way ({ways}), how long that takes.",
        ),
        _long("impact", "What leaving does to us", given, "Two payrolls run by hand, eight people retrained"),
        _short("outage_hours", "Longest outage while we change", values.hours_said(given.get("outage_hours")),
               "4 hours"),
        _short("tolerance_hours", "Longest outage we can bear", values.hours_said(given.get("tolerance_hours")),
               "2 days"),
        _long("success", "When it has succeeded", given, "Three payrolls in a row at target, error rate below 0.5 %"),
    ]  # fmt: skip
    return Form(AIM, "Exit plan, 1 of 2", fields, submit="Save, next", value=str(vendor.id))


def aim_filled(call: Call) -> dict[str, Any]:
    read = parsed(
        {
            "alternatives": lambda: values.alternatives(call.text("alternatives")),
            "outage_hours": lambda: values.hours(call.text("outage_hours")),
            "tolerance_hours": lambda: values.hours(call.text("tolerance_hours")),
        }
    )
    return read | {name: call.text(name) for name in ("objectives", "scope", "impact", "success")}


def way(vendor: Vendor, plan: ExitPlan, theirs: Sequence[Contact]) -> Form:
    given = plan.model_dump()
    known = "\n".join(f"L{each.level} {each.name}{f', {each.title}' if each.title else ''}" for each in theirs[:10])
    days = f"{plan.transition_days} days" if plan.transition_days else ""
    fields = [
        _heading(vendor, "The first part is saved."),
        _short("transition_days", "For how long they help", days, "90 days", "Counted from the day of exit."),
        _long("assistance", "What that help is, and at which rates", given, "Two people, 90 EUR an hour"),
        _short("cost", "What the exit costs", money.said(plan.cost, plan.currency), "250,000 EUR"),
        _long("cost_note", "What is in that", given, "Three months of dual running, exit fee, building the interface"),
        _long("data_formats", "How the data comes back", given, "CSV for each pay period, PDFs of all payslips"),
        _long("destruction", "How they destroy what is left", given,
              "Within 30 days, backups within 90, subcontractors included, with a certificate"),
        _long("staff", "What becomes of the people", given, "Nobody transfers; two of theirs stay until the end"),
        _long("their_people", "Who runs it on their side", {"their_people": plan.their_people or known}, ""),
    ]  # fmt: skip
    return Form(WAY, "Exit plan, 2 of 2", fields, value=str(vendor.id))


def way_filled(call: Call) -> dict[str, Any]:
    read = parsed(
        {
            "transition_days": lambda: values.days(text) if (text := call.text("transition_days")) else None,
            "cost": lambda: money.with_currency(call.text("cost")),
        }
    )
    read["cost"], read["currency"] = read["cost"]
    texts = ("assistance", "cost_note", "data_formats", "destruction", "staff", "their_people")
    return read | {name: call.text(name) for name in texts}


def triggers(vendor: Vendor, plan: ExitPlan) -> Form:
    """A threshold for each trigger that has one; the rest either happens or not."""
    known = playbook.load().exits.triggers.values()
    fields = [_heading(vendor, "When one of these is reached, the sponsor is asked whether the exit begins.")]
    for each in known:
        if each.threshold is not None:
            start = str(plan.triggers.get(each.key, each.threshold))
            fields.append(_short(each.key, f"{each.title} ({each.unit})", start, str(each.threshold), each.meaning))
    others = ", ".join(each.title.lower() for each in known if each.threshold is None and not each.told)
    told = ", ".join(each.title.lower() for each in known if each.told)
    fields.append(context(f"Also watched: {others}. For people to notice: {told}."))
    return Form(TRIGGERS, "What speaks for leaving", fields, value=str(vendor.id))


def triggers_filled(call: Call) -> dict[str, Any]:
    """Only what differs from the playbook is kept, so that the rest follows it."""
    known = {each.key: each.threshold for each in playbook.load().exits.triggers.values() if each.threshold}
    read = parsed({key: _threshold(call, key, usual) for key, usual in known.items()})
    return {"triggers": {key: value for key, value in read.items() if value != known[key]}}


def _threshold(call: Call, key: str, usual: int) -> Any:
    def read() -> int:
        text = call.text(key) or str(usual)
        if not text.isdecimal() or not 0 < int(text) <= MOST_THRESHOLD:
            raise Refusal(f"A whole number from 1 to {MOST_THRESHOLD}.")
        return int(text)

    return read


def _heading(vendor: Vendor, said: str) -> Block:
    return section(f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})\n{said}")


def _long(name: str, label: str, given: dict[str, Any], placeholder: str) -> Block:
    return text_field(
        name, label, initial=given.get(name) or "", optional=True, long=True, placeholder=placeholder, most=3000
    )


def _short(name: str, label: str, initial: str, placeholder: str, hint: str = "") -> Block:
    return text_field(name, label, initial=initial, placeholder=placeholder, optional=True, most=60, hint=hint)
