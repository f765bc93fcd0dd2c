"""The subcontractors of a vendor as Slack shows them, and the forms in which they come, change and go."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.slack.blocks import Block, actions, button, context, menu, section
from govbot.slack.forms import Choice, Form, choice_field, date_field, text_field
from govbot.slack.text import clip, day, escape
from govbot.vendors import blocks, subcontractors
from govbot.vendors.fact_forms import DATA
from govbot.vendors.models import Sensitivity, Subcontractor, Vendor
from govbot.vendors.moving import LONGEST_REASON
from govbot.vendors.names import LONGEST_NAME

SHOWN, ENDED_SHOWN = 40, 5
STEP = "\N{EM SPACE}\N{EM SPACE}"
VENDOR = "vendor"  # the choice of nobody between it and us


def tree(vendor: Vendor, known: Sequence[Subcontractor], gone: Sequence[Subcontractor]) -> list[Block]:
    """Each below the one it works for."""
    shown: list[Block] = [section(f"*Subcontractors* of {blocks.name(vendor)} ({vendor.ref})")]
    for rank, each in list(subcontractors.branches(known))[:SHOWN]:
        change = ("Change…", "sub.change:1", str(each.id))
        shown.append(section(_line(rank, each), menu(change, ("End…", "sub.end:1", str(each.id)))))
    if not known:
        shown.append(section("Nobody works for them on what they do for us, as far as we were told."))
    if len(known) > SHOWN:
        shown.append(context(f"…and {len(known) - SHOWN} more."))
    shown += [context(_past(each)) for each in gone[:ENDED_SHOWN]]
    add = button("Add a subcontractor", "sub.add:1", str(vendor.id), style="primary")
    return [*shown, actions(add)]


def _line(rank: int, each: Subcontractor) -> str:
    inset = STEP * (rank - 2) + ("↳ " if rank > 1 else "")
    name = f"*{escape(clip(each.name, 80))}*"
    return f"{inset}{name} · {escape(subcontractors.performed(each))} · since {day(each.since)}"


def _past(each: Subcontractor) -> str:
    assert each.until
    return f"{escape(clip(each.name, 80))} worked for them until {day(each.until)}: {escape(each.ended_because)}"


def window(vendor: Vendor, known: Sequence[Subcontractor], gone: Sequence[Subcontractor]) -> Form:
    return Form("sub.show:1", "Subcontractors", tree(vendor, known, gone))


def adding(vendor: Vendor, known: Sequence[Subcontractor], today: date) -> Form:
    fields = _fields(known, None, today)
    return Form("sub.add:1", "Add a subcontractor", fields, submit="Add", value=str(vendor.id))


def changing(changed: Subcontractor, known: Sequence[Subcontractor], today: date) -> Form:
    fields = _fields(known, changed, today)
    return Form("sub.change:1", "Change a subcontractor", fields, value=str(changed.id))


def ending(vendor: Vendor, known: Sequence[Subcontractor], chosen: Subcontractor | None, today: date, why: str) -> Form:
    who = [(str(each.id), each.name) for _, each in subcontractors.branches(known)]
    fields = [
        choice_field("who", "Who works for them no more", who, initial=str(chosen.id) if chosen else ""),
        date_field("until", "Their last day", initial=today),
        text_field("reason", "Why", initial=why, hint="Kept in the history.", long=True, most=LONGEST_REASON),
    ]
    return Form("sub.end:1", "End a subcontractor", fields, submit="End", value=str(vendor.id))


def _fields(known: Sequence[Subcontractor], filled: Subcontractor | None, today: date) -> list[Block]:
    functions = [(term.key, term.title) for term in playbook.load().functions.values()]
    return [
        text_field("name", "Name", initial=filled.name if filled else "", most=LONGEST_NAME),
        choice_field("function", "What they do", functions, initial=filled.function if filled else ""),
        text_field(
            "countries", "In which country", initial=", ".join(filled.countries) if filled else "",
            placeholder="Philippines, PL", most=300,
        ),
        choice_field(
            "data_access", "The most sensitive data of ours they can reach",
            [(key.value, text) for key, text in DATA.items()],
            initial=filled.data_access if filled else Sensitivity.NONE,
        ),
        choice_field("parent", "For whom they work", _above(known, filled), initial=_works_for(filled)),
        date_field("since", "Since when", initial=filled.since if filled else today),
    ]  # fmt: skip


def _above(known: Sequence[Subcontractor], filled: Subcontractor | None) -> list[Choice]:
    others = [(str(each.id), each.name) for each in known if filled is None or each.id != filled.id]
    return [(VENDOR, "The vendor itself"), *others]


def _works_for(filled: Subcontractor | None) -> str:
    return str(filled.parent_id) if filled and filled.parent_id else VENDOR
