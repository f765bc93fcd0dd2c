"""The forms in which a KPI is agreed with a vendor, and in which its target changes; and what they hold once filled."""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from govbot import playbook
from govbot.errors import Faults, Refusal
from govbot.kpis import periods, values
from govbot.kpis import service as kpis
from govbot.kpis.credits import CreditRule
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi, Source
from govbot.kpis.periods import Frequency, Period
from govbot.kpis.service import LONGEST_NAME, Agreement
from govbot.people import service as people
from govbot.people.models import Person
from govbot.playbook.kpis import CataloguedKpi, Direction
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, person_field, text_field, tick_field
from govbot.slack.text import escape
from govbot.vendors import blocks as vendors
from govbot.vendors.models import Service, Vendor

CHOOSE, ADD, TARGET = "kpi.choose:1", "kpi.add:1", "kpi.target:1"
OWN = "own"
BAND = re.compile(r"(.+?)\s*(?:–|-|\bto\b)\s*(.+)")
DIRECTIONS = [("up", "High is good"), ("down", "Low is good"), ("band", "Between two lines is good")]


def choosing(vendor: Vendor, services: Sequence[Service]) -> Form:
    """What of the catalogue suits what the vendor does for us."""
    listed = playbook.load().kpis.catalogue.of({service.function for service in services})
    choices = [(OWN, "Something else, in our own words"), *((kpi.key, kpi.title) for kpi in listed)]
    fields = [
        section(f"The list suits what {vendors.name(vendor)} does for us; the next step asks for its target."),
        choice_field("kpi", "What is measured?", choices),
    ]
    return Form(CHOOSE, "Add a KPI", fields, submit="Next", value=str(vendor.id))


def agreement(vendor: Vendor, known: CataloguedKpi | None, service: Service | None, today: date) -> Form:
    """Prefilled with all but the targets, which somebody has to agree."""
    carried = {"vendor": vendor.id, "key": known.key if known else "", "service": service.id if service else None}
    fields = [
        section(_heading(vendor, known)),
        text_field("name", "Name", initial=known.title if known else "", most=LONGEST_NAME),
        *_meaning(known),
        *_line_fields(reference=known.reference if known else ""),
        *_rhythm(today),
        *_care(known),
        *_credit_fields(),
    ]
    return Form(ADD, "Add a KPI", fields, submit="Add", value=json.dumps(carried))


def _heading(vendor: Vendor, known: CataloguedKpi | None) -> str:
    pair = playbook.load().kpis.catalogue[known.pairs_with].title if known and known.pairs_with else ""
    beside = f": it measures speed, so measure *{escape(pair)}* beside it" if pair else ""
    return f"For {vendors.name(vendor)}{beside}"


def _meaning(known: CataloguedKpi | None) -> list[Block]:
    units = [(unit.key, unit.title) for unit in playbook.load().kpis.units.values()]
    return [
        text_field("formula", "How it is counted", initial=known.formula if known else "", optional=True, most=500),
        choice_field("unit", "Unit", units, initial=known.unit if known else ""),
        choice_field("direction", "Which values are good?", DIRECTIONS, initial=known.direction if known else ""),
    ]


def _line_fields(lines: Lines | None = None, reference: str = "") -> list[Block]:
    usual = f" Elsewhere: {reference}." if reference else ""
    target, red, amber = _written(lines) if lines else ("", "", "")
    return [
        text_field("target", "Target", initial=target, most=40, hint=f"A band has two ends, such as 330-390.{usual}"),
        text_field("red", "Red line", initial=red, most=40, hint="Beyond it a value is red. Of a band: both lines."),
        text_field(
            "amber", "Amber line", initial=amber, optional=True, most=40,
            hint="Up to it a value is still green; without it, up to the target.",
        ),
    ]  # fmt: skip


def _written(lines: Lines) -> tuple[str, str, str]:
    say = values.plain
    if lines.target_high is not None and lines.red_high is not None:
        return f"{say(lines.target)}-{say(lines.target_high)}", f"{say(lines.red)}-{say(lines.red_high)}", ""
    return say(lines.target), say(lines.red), say(lines.amber) if lines.amber is not None else ""


def _rhythm(today: date) -> list[Block]:
    return [
        choice_field(
            "frequency", "How often?", [(each.value, each.value.capitalize()) for each in Frequency], initial="monthly"
        ),
        text_field(
            "since", "First period", initial=periods.of(today, Frequency.MONTHLY).key, most=20,
            hint="Its values are asked for from then on: 2026-02, Q1 2026, 2026-W07.",
        ),
    ]  # fmt: skip


def _care(known: CataloguedKpi | None) -> list[Block]:
    dimensions = [(each.key, each.title) for each in playbook.load().scorecard.dimensions.values()]
    return [
        choice_field(
            "dimension", "Part of the scorecard", dimensions, initial=known.dimension if known else "service_delivery"
        ),
        text_field("weight", "Weight", initial="1", most=3, hint="Against the other KPIs of that part: 1 to 100."),
        choice_field(
            "source", "Who measures?", [(each.value, each.label) for each in Source], initial="vendor",
            hint="What the vendor reports leans favourable: take samples.",
        ),
        tick_field("critical", "How grave", "It is critical: a breach is an S2, otherwise an S3"),
        text_field(
            "min_sample", "Fewest cases", optional=True, most=9, hint="A value of fewer says nothing, good or bad."
        ),
        text_field("exclusions", "What does not count", optional=True, most=300),
        person_field("owner", "Who brings the values?", optional=True, hint="Without anybody, the vendor's owner."),
    ]  # fmt: skip


def _credit_fields() -> list[Block]:
    return [
        context("Service credit, if one is agreed: percent of a month's fee for each full step below the target."),
        text_field("credit_percent", "Percent of a month's fee", optional=True, most=10, placeholder="2"),
        text_field("credit_step", "For each full step of", optional=True, most=10, placeholder="1"),
        text_field("credit_cap", "At most, percent of a month's fee", optional=True, most=10, placeholder="10"),
    ]


class Wanted(NamedTuple):
    vendor_id: int
    agreed: Agreement


def given(call: Call) -> Wanted:
    """What was filled in; every fault on its field."""
    carried, faults = json.loads(call.value), Faults()
    name = faults.read("name", _name, call.text("name"))
    since = faults.read("since", _since, call)
    weight = faults.read("weight", _weight, call.text("weight"))
    sample = faults.read("min_sample", values.sample, call.text("min_sample"))
    owner = faults.read("owner", _owner, call)
    lines = faults.read("target", lines_given, call, call.text("unit"), Direction(call.text("direction")))
    credit = faults.read("credit_percent", _credit, call)
    faults.check()
    assert name
    assert since
    assert weight
    assert lines
    agreed = Agreement(
        name=name, unit=call.text("unit"), lines=lines, dimension=call.text("dimension"), since=since,
        key=carried["key"], service_id=carried["service"], formula=call.text("formula"), weight=weight,
        source=Source(call.text("source")), critical=bool(call.fields.get("critical")), min_sample=sample or None,
        exclusions=call.text("exclusions"), owner=owner, credit=credit,
    )  # fmt: skip
    return Wanted(carried["vendor"], agreed)


def _name(text: str) -> str:
    if not text:
        raise Refusal("Give it a name.")
    return text


def _since(call: Call) -> Period:
    period, oldest = periods.parse(call.text("since")), playbook.load().kpis.periods.oldest_years
    if period.frequency != call.text("frequency"):
        raise Refusal(f"That is no {call.text('frequency')} period. {periods.EXPECTED}")
    if not -oldest <= period.start.year - call.today.year <= 2:
        raise Refusal(f"Begin within the last {oldest} years or the next two.")
    return period


def _weight(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 100):
        raise Refusal("A whole number from 1 to 100.")
    return int(text)


def _owner(call: Call) -> Person | None:
    return people.find_able(call.session, call.text("owner"), field="owner") if call.text("owner") else None


def lines_given(call: Call, unit: str, direction: Direction) -> Lines:
    """Target, red and amber in that unit; every fault on its field."""
    faults = Faults()
    target = faults.read("target", _ends, call.text("target"), unit, direction)
    red = faults.read("red", _ends, call.text("red"), unit, direction)
    amber = faults.read("amber", _amber, call.text("amber"), unit, direction)
    faults.check()
    assert target
    assert red
    return Lines(
        direction=direction, target=target[0], red=red[0], amber=amber, target_high=target[1], red_high=red[1]
    )  # fmt: skip


def _ends(text: str, unit: str, direction: Direction) -> tuple[Decimal, Decimal | None]:
    if direction is not Direction.BAND:
        return values.parse(text, unit), None
    match = BAND.fullmatch(text.strip())
    if match is None:
        raise Refusal("A band has two ends, such as 330-390.")
    return values.parse(match[1], unit), values.parse(match[2], unit)


def _amber(text: str, unit: str, direction: Direction) -> Decimal | None:
    if text and direction is Direction.BAND:
        raise Refusal("A band has no amber line: between the target and the red lines it is amber.")
    return values.parse(text, unit) if text else None


def _credit(call: Call) -> CreditRule | None:
    percent, step, cap = (call.text(name) for name in ("credit_percent", "credit_step", "credit_cap"))
    if not (percent or step or cap):
        return None
    faults = Faults()
    each = faults.read("credit_percent", values.parse, percent, "money")
    full = faults.read("credit_step", values.parse, step, "money")
    most = faults.read("credit_cap", values.parse, cap, "money")
    faults.check()
    assert each is not None
    assert full is not None
    assert most is not None
    return CreditRule(percent=each, step=full, cap=most)


def retargeting(vendor: Vendor, kpi: Kpi) -> Form:
    fields = [
        section(
            f"*{escape(kpi.name)}* of {vendors.name(vendor)}: {escape(kpis.said_lines(kpi))}. What is recorded stays."
        ),
        *_line_fields(kpis.lines_of(kpi)),
        text_field("reason", "Why?", most=300, hint="The history keeps it."),
    ]
    return Form(TARGET, "Change a target", fields, submit="Change", value=str(kpi.id))
