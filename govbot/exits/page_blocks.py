"""An exit plan on one page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from govbot import playbook
from govbot.exits import blocks, header, triggers, values
from govbot.exits.buttons import APPROVE, ASK, EDIT, GONE, INVOKE, READINESS, ROLES, STOP, TOLD, TRIGGERS
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan
from govbot.exits.notice import Bond
from govbot.people.models import Person
from govbot.plans import blocks as plan_blocks
from govbot.plans import templates
from govbot.slack.blocks import Block, Element, actions, button, context, menu, section
from govbot.slack.text import clip, escape, mention
from govbot.vendors import money
from govbot.vendors.models import Vendor

TEXT = 700  # characters of a text of people


def page(
    row: Standing, bonds: Sequence[Bond], named: Mapping[str, Person], open_: Sequence[str], today: date,
    said: str = "",
) -> list[Block]:  # fmt: skip
    """The plan below what was said about it."""
    plan, vendor = row.plan, row.vendor
    assert plan is not None
    heading = f"*Exit plan of {escape(clip(vendor.name, 80))}* ({vendor.ref})\n{_capital(blocks.state(row, today))}"
    drawn = [section(said)] if said else []
    more = None if vendor.retired else _more(vendor, running=row.running is not None)
    drawn += [section(heading, more), *_texts(plan), *_facts(plan)]
    if named:
        who = ", ".join(f"{templates.role(role)} {mention(person.slack_id)}" for role, person in named.items())
        drawn.append(section(f"*Named for*\n{who}"))
    drawn.append(section(f"*Notice*\n{notice(bonds)}"))
    if open_:
        drawn.append(section("\n".join(["*Open with them*", *open_])))
    if not vendor.retired:
        drawn.append(section(f"*What speaks for leaving*\n{_watched(row)}"))
    if gaps := header.missing(plan):
        drawn.append(context(f"⚠️ Not said yet: {', '.join(gaps)}."))
    offered = _buttons(row, plan)
    return [*drawn, actions(*offered)] if offered else drawn


def _buttons(row: Standing, plan: ExitPlan) -> list[Element]:
    number = str(row.vendor.id)
    tasks = plan.running_id if row.running or row.vendor.retired else plan.standing_id
    offered = [button("Tasks", plan_blocks.SHOW, str(tasks))] if tasks else []
    if row.vendor.retired:
        return offered
    offered.insert(0, button("Edit…", EDIT, number))
    offered.append(button("Readiness", READINESS, number))
    if not plan.is_approved and not header.missing(plan):
        seen = f"{plan.id} {header.mark(plan)}"
        offered += [button("Approve", APPROVE, seen, style="primary"), button("Ask for approval", ASK, seen)]
    if row.running:
        return [*offered, button("Stop the exit…", STOP, number)]
    return [*offered, button("Begin the exit…", INVOKE, number, style="danger")]


def _more(vendor: Vendor, *, running: bool) -> Element:
    entries = [("What speaks for leaving…", TRIGGERS, str(vendor.id))]
    if not running:
        entries.append(("Who does what…", ROLES, str(vendor.id)))
        entries.append(("Say what speaks for it…", TOLD, str(vendor.id)))
        entries.append(("Vendor is gone today…", GONE, str(vendor.id)))
    return menu(*entries)


def _texts(plan: ExitPlan) -> list[Block]:
    ways = cast(list[values.Alternative], plan.alternatives)
    shown = {
        "Objectives": _clipped(plan.objectives),
        "Scope": _clipped(plan.scope),
        "Who could take over": "\n".join(_way(number, way) for number, way in enumerate(ways, start=1)),
        "What leaving does to us": _clipped(plan.impact),
        "Success": _clipped(plan.success),
        "How the data comes back": _clipped(plan.data_formats),
        "Destruction": _clipped(plan.destruction),
        "People": _clipped(plan.staff),
        "On their side": _clipped(plan.their_people),
    }
    return [section(f"*{label}*\n{text}") for label, text in shown.items() if text]


def _watched(row: Standing) -> str:
    """What is looked at every morning, with the thresholds of this plan."""
    known = playbook.load().exits.triggers.values()
    watched = [f"{each.title} ({triggers.limit(row, each.key)} {each.unit})" for each in known if each.threshold]
    return f"{escape(' · '.join(watched))}\nWhat only people see: `/exit trigger {row.vendor.ref}`"


def _clipped(text: str) -> str:
    return clip(escape(text), TEXT)


def _way(number: int, way: values.Alternative) -> str:
    kind = playbook.load().exits.alternatives[way["kind"]].title.lower()
    return f"{number}. {escape(clip(way['name'], 120))}, {kind}, {way['days']} days"


def _facts(plan: ExitPlan) -> list[Block]:
    """Numbers that belong together, each in a line."""
    lines = []
    if plan.outage_hours is not None:
        lines.append(f"*Outage*  {values.hours_said(plan.outage_hours)} at most{_borne(plan)}")
    if plan.transition_days:
        help_ = f": {_clipped(plan.assistance)}" if plan.assistance else ""
        lines.append(f"*Their help*  {plan.transition_days} days{help_}")
    if plan.cost is not None:
        what = f": {_clipped(plan.cost_note)}" if plan.cost_note else ""
        lines.append(f"*Cost*  {money.said(plan.cost, plan.currency)}{what}")
    return [section("\n".join(lines))] if lines else []


def _borne(plan: ExitPlan) -> str:
    if plan.tolerance_hours is None or plan.outage_hours is None:
        return ""
    warns = "⚠️ " if plan.outage_hours > plan.tolerance_hours else ""
    return f", {warns}of {values.hours_said(plan.tolerance_hours)} that we can bear"


def notice(bonds: Sequence[Bond]) -> str:
    if not bonds:
        return "No contract with them is written down, so nobody can say by when notice is due."
    lines = [bond.said() for bond in bonds[:5]]
    more = [f"…and {len(bonds) - 5} more"] if len(bonds) > 5 else []
    return "\n".join(lines + more)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
