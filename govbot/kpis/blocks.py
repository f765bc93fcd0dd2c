"""KPIs as Slack shows them: what is measured, how it stands, what is owed."""

from collections.abc import Sequence
from decimal import Decimal

from govbot import playbook
from govbot.kpis import service as kpis
from govbot.kpis import values
from govbot.kpis.history import Point
from govbot.kpis.models import Kpi, Measurement, State
from govbot.kpis.owing import Credit
from govbot.slack.blocks import Block, actions, button, context, fields, section
from govbot.slack.text import clip, escape, mention
from govbot.vendors.models import Vendor

RECORD, ADD, TARGET, END, PICTURE = "kpi.record:1", "kpi.add:1", "kpi.target:1", "kpi.end:1", "kpi.picture:1"
MARKS = {State.GREEN: "🟢", State.AMBER: "🟠", State.RED: "🔴", State.THIN: "◽", State.MISSING: "⚪"}
SHOWN = 6
NO_FEE = "Write down the vendor's spend in a year (`/vendor edit`) to see amounts."


def marked(state: State) -> str:
    """`🔴 red`: never by colour alone."""
    return f"{MARKS[state]} {'too few cases' if state is State.THIN else state.value}"


def listing(vendor: Vendor, shown: Sequence[tuple[Kpi, Sequence[Point]]]) -> list[Block]:
    """All that is measured of a vendor, part by part of its scorecard."""
    name = f"*KPIs of {escape(clip(vendor.name, 80))}* ({vendor.ref})"
    add = button("Add a KPI", ADD, str(vendor.id))
    if not shown:
        return [section(f"{name}\nNothing is measured yet."), actions(add)]
    blocks = [section(f"{name} · {len(shown)}")]
    for dimension in playbook.load().scorecard.dimensions.values():
        mine = [line(kpi, points) for kpi, points in shown if kpi.dimension == dimension.key]
        if mine:
            blocks.append(section(f"*{escape(dimension.title)}*\n" + "\n".join(mine)))
    return [*blocks, actions(button("Record", RECORD, str(vendor.id), style="primary"), add)]


def line(kpi: Kpi, points: Sequence[Point]) -> str:
    """`🔴 red *First-contact resolution* 62 % in February 2026 · target 80 %, red below 70 %`."""
    critical = " (critical)" if kpi.critical else ""
    what = f"*{escape(kpi.name)}*{critical}"
    if not points:
        return f"• {what}: nothing to measure yet · {escape(kpis.said_lines(kpi))}"
    last = points[-1]
    value = values.said(last.measured.value, kpi.unit) if last.measured else "no value"
    return f"{marked(last.state)} {what} {escape(value)} in {last.period.label} · {escape(kpis.said_lines(kpi))}"


def whole(
    kpi: Kpi, vendor: Vendor, points: Sequence[Point], versions: Sequence[Measurement], brings: str, writes: bool
) -> list[Block]:
    """One KPI: what was agreed, its last periods, what was corrected."""
    heading = f"*{escape(kpi.name)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    trend = "\n".join(in_period(kpi, point) for point in points) or "Nothing is measured yet."
    blocks = [section(heading), fields(*_facts(kpi, brings)), section(f"*Last periods*\n{trend}")]
    if versions:
        blocks.append(section("*Corrected*\n" + "\n".join(_version(kpi, each) for each in versions)))
    if kpi.breached_since:
        blocks.append(context("⚠️ It is breached: one full green period ends that."))
    turns = [button("Picture", PICTURE, str(kpi.id))]
    if writes:
        turns += [button("Change target", TARGET, str(kpi.id)), button("End it", END, str(kpi.id))]
    return [*blocks, actions(*turns)]


def _facts(kpi: Kpi, brings: str) -> list[tuple[str, str]]:
    facts = [
        ("Agreed", escape(kpis.said_lines(kpi))),
        ("Measured", f"{kpi.frequency}, by {kpi.source.label.lower() if kpi.source != 'own' else 'us'}"),
        ("Values come from", brings),
        ("Counts in", f"{_dimension(kpi)}, weight {kpi.weight}"),
    ]
    facts += [("How it is counted", escape(kpi.formula))] if kpi.formula else []
    facts += [("Fewest cases", str(kpi.min_sample))] if kpi.min_sample else []
    facts += [("Does not count", escape(kpi.exclusions))] if kpi.exclusions else []
    return facts + ([("Critical", "Yes: a breach is an S2")] if kpi.critical else [])


def _dimension(kpi: Kpi) -> str:
    dimensions = playbook.load().scorecard.dimensions
    return escape(dimensions[kpi.dimension].title if kpi.dimension in dimensions else kpi.dimension)


def in_period(kpi: Kpi, point: Point) -> str:
    value = escape(values.said(point.measured.value, kpi.unit)) if point.measured else "no value"
    cases = f" of {point.measured.sample:,} cases" if point.measured and point.measured.sample is not None else ""
    return f"{marked(point.state)} · {point.period.label}: {value}{cases}"


def _version(kpi: Kpi, measured: Measurement) -> str:
    why = f": {escape(clip(measured.reason, 200))}" if measured.reason else ""
    by = mention(measured.recorded_by) if measured.recorded_by.isupper() else escape(measured.recorded_by)
    return f"{escape(values.said(measured.value, kpi.unit))} for {measured.start:%-d %B %Y} by {by}{why}"


def owed(vendor: Vendor, credits: Sequence[Credit]) -> list[Block]:
    """Service credits by period, the newest first, and what they come to."""
    heading = f"*Service credits of {escape(clip(vendor.name, 80))}* ({vendor.ref})"
    if not credits:
        return [section(f"{heading}\nNothing is owed: no KPI with a credit rule missed its target.")]
    amounts = [credit.amount for credit in credits if credit.amount is not None]
    total = f"Together {money(sum(amounts, Decimal(0)), vendor)}." if amounts else NO_FEE
    lines = [_credit(vendor, credit) for credit in credits]
    return [section(f"{heading}\n" + clip("\n".join(lines), 2800)), context(total)]


def _credit(vendor: Vendor, credit: Credit) -> str:
    rate = f"{values.plain(credit.percent)} % of a month's fee"
    due = rate if credit.amount is None else f"{money(credit.amount, vendor)} ({rate})"
    return f"• {credit.period.title}: {escape(credit.kpi.name)}, {due}"


def money(amount: Decimal, vendor: Vendor) -> str:
    return f"{amount:,.2f} {vendor.currency or ''}".rstrip()
