"""The form for the values of a whole period, with the last values beside the fields; and the end of a KPI."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from govbot import playbook
from govbot.errors import Faults, Refusal
from govbot.kpis import service as kpis
from govbot.kpis import values
from govbot.kpis.measuring import Reading
from govbot.kpis.models import Kpi, Measurement
from govbot.kpis.periods import Period
from govbot.slack.blocks import Block, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, text_field
from govbot.slack.text import escape
from govbot.vendors import blocks as vendors
from govbot.vendors.models import Vendor

RECORD, END = "kpi.record:1", "kpi.end:1"
LAST = 3  # values shown beside a field
There = Mapping[int, Mapping[date, Measurement]]  # what is recorded, by KPI's id and first day


def recording(vendor: Vendor, period: Period, mine: Sequence[Kpi], there: There) -> Form:
    """A field for each KPI, with its last values beside it; what stands already is filled in."""
    fields = [section(f"{vendors.name(vendor)}, *{period.title}*. What you leave empty stays missing.")]
    for kpi in mine:
        fields += _value_fields(kpi, period, there[kpi.id])
    if any(period.start in there[kpi.id] for kpi in mine):
        fields.append(text_field("reason", "Why is a value corrected?", optional=True, most=300))
    return Form(RECORD, "Record KPIs", fields, submit="Record", value=f"{vendor.id}-{period.key}")


def _value_fields(kpi: Kpi, period: Period, measured: Mapping[date, Measurement]) -> list[Block]:
    before = measured.get(period.start)
    sign = playbook.load().kpis.units[kpi.unit].sign.strip()
    label = kpi.name + (f" ({sign})" if sign else "")
    earlier = [measured[start] for start in sorted(measured) if start < period.start][-LAST:]
    last = ", ".join(values.said(each.value, kpi.unit) for each in earlier)
    agreed = kpis.said_lines(kpi)
    hint = f"{agreed[0].upper()}{agreed[1:]}. " + (f"Last: {last}." if last else "No value before.")
    initial = values.plain(before.value).replace(",", "") if before else ""
    fields = [text_field(f"v_{kpi.id}", label, initial=initial, optional=True, most=30, hint=hint)]
    if kpi.min_sample:
        cases = str(before.sample) if before and before.sample is not None else ""
        least = f"At least {kpi.min_sample}, or the value says nothing."
        fields.append(text_field(f"n_{kpi.id}", f"{kpi.name}: cases", initial=cases, optional=True, most=9, hint=least))
    return fields


def readings(call: Call, mine: Sequence[Kpi], period: Period, there: There) -> dict[int, tuple[Kpi, Reading]]:
    """By KPI's id; every fault on its field."""
    faults, found = Faults(), {}
    for kpi in mine:
        read = faults.read(f"v_{kpi.id}", _value, call.text(f"v_{kpi.id}"), kpi, period.start in there[kpi.id])
        if read is not None:
            cases = faults.read(f"n_{kpi.id}", _cases, call.text(f"n_{kpi.id}"), kpi)
            found[kpi.id] = (kpi, Reading(read, cases))
    if not found and mine:
        faults.by_field.setdefault(f"v_{mine[0].id}", "Fill in at least one value.")
    faults.check()
    return found


def _value(typed: str, kpi: Kpi, stands: bool) -> Decimal | None:
    if not typed and stands:
        raise Refusal("There is a value already. Write the right one; it cannot be taken away.")
    return values.parse(typed, kpi.unit) if typed else None


def _cases(typed: str, kpi: Kpi) -> int | None:
    cases = values.sample(typed)
    if kpi.min_sample and cases is None:
        raise Refusal("Say how many cases the value was measured on.")
    return cases


def ending(vendor: Vendor, kpi: Kpi) -> Form:
    fields = [
        section(f"*{escape(kpi.name)}* of {vendors.name(vendor)} is not asked for any more. Its values stay."),
        text_field("reason", "Why?", most=300, hint="The history keeps it."),
    ]
    return Form(END, "End a KPI", fields, submit="End it", value=str(kpi.id))
