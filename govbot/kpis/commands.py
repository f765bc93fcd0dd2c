"""What people type, press and fill in about KPIs."""

import click

from govbot import playbook
from govbot.errors import Ambiguous, Refusal
from govbot.escalations import settling
from govbot.kpis import agreeing, asking, blocks, file_commands, forms, history, owing, periods, reading, recording
from govbot.kpis import service as kpis
from govbot.kpis.breach import Turn
from govbot.kpis.models import Kpi
from govbot.kpis.periods import Period
from govbot.kpis.recording import Taken
from govbot.people import service as people
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.router import Router
from govbot.slack.text import escape, mention, plural
from govbot.vendors import duties, finding
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Duty, Vendor

router = Router.join(file_commands.router)


@VENDOR.opens(router, "kpi list", "What is measured of a vendor, and how it stands", "/vendor kpi list <vendor>",
              "kpi.list:1", needs=Right.READ)  # fmt: skip
def listed(call: Call, vendor: Vendor) -> Reply:
    mine = kpis.of(call.session, vendor)
    there = kpis.standing(call.session, mine)
    shown = [(kpi, history.recent(kpi, there[kpi.id], call.today, blocks.SHOWN)) for kpi in mine]
    return Reply(blocks=blocks.listing(vendor, shown))


@router.word("kpi show", "A KPI with its last values, or all of a vendor's", "/vendor kpi show <vendor> [KPI]",
             needs=Right.READ, reads=True)  # fmt: skip
@click.argument("words", nargs=-1, required=True)
def show(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, kpi = reading.vendor_and_kpi(call.session, words)
    if kpi is None:
        return listed(call, vendor)
    measured = kpis.standing(call.session, [kpi])[kpi.id]
    points = history.recent(kpi, measured, call.today, blocks.SHOWN)
    versions = kpis.corrected(call.session, kpi)
    return Reply(blocks=blocks.whole(kpi, vendor, points, versions, _brings(call, vendor, kpi), _writes(call)))


def _writes(call: Call) -> bool:
    return call.right >= Right.WRITE


def _brings(call: Call, vendor: Vendor, kpi: Kpi) -> str:
    if kpi.owner_id:
        return mention(people.by_id(call.session, kpi.owner_id).slack_id)
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER)
    return mention(owner.slack_id, owner.name) if owner else "nobody: the vendor has no owner"


@VENDOR.opens(router, "kpi credits", "What a vendor owes for missed targets", "/vendor kpi credits <vendor>",
              needs=Right.READ)  # fmt: skip
def credits(call: Call, vendor: Vendor) -> Reply:
    return Reply(blocks=blocks.owed(vendor, owing.of(call.session, vendor, call.today)))


@router.word("kpi add", "Agree a KPI with a vendor", "/vendor kpi add <vendor> [KPI]", reads=True)
@click.argument("words", nargs=-1, required=True)
def add(call: Call, words: tuple[str, ...]) -> Reply:
    whom, known = reading.vendor_and_new(words)
    vendor = finding.by_name(call.session, " ".join(words)) or finding.find(call.session, whom)
    return _agreeing(call, vendor, known.key) if known else _choosing(call, vendor)


@router.press(blocks.ADD, reads=True)
def press_add(call: Call) -> Reply:
    return _choosing(call, finding.by_id(call.session, int(call.value)))


def _choosing(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=agreeing.choosing(vendor, finding.services_of(call.session, vendor)))


@router.form(agreeing.CHOOSE)
def chosen(call: Call) -> Reply:
    return _agreeing(call, finding.by_id(call.session, int(call.value)), call.text("kpi"))


def _agreeing(call: Call, vendor: Vendor, key: str) -> Reply:
    known = next((each for each in playbook.load().kpis.catalogue.values() if each.key == key), None)
    services = finding.services_of(call.session, vendor)
    fitting = [each for each in services if known and each.function in known.functions]
    return Reply(form=agreeing.agreement(vendor, known, next(iter(fitting or services), None), call.today))


@router.form(agreeing.ADD)
def added(call: Call) -> Reply:
    vendor_id, agreed = agreeing.given(call)
    vendor = finding.by_id(call.session, vendor_id)
    kpi = kpis.add(call.session, call.now, call.actor, vendor, agreed)
    due = asking.due(call.workspace, agreed.since)
    first = f"The values of {agreed.since.label} are due on {due:%-d %B %Y}."
    return Reply(text=f"*{escape(kpi.name)}* of *{escape(vendor.name)}*: {escape(kpis.said_lines(kpi))}. {first}")


def _typed(call: Call, words: tuple[str, ...]) -> Kpi:
    vendor, kpi = reading.vendor_and_kpi(call.session, words)
    if kpi is None:
        raise Refusal(f"Which KPI? `/vendor kpi list {vendor.ref}` shows what is measured; type its name after that.")
    return kpi


def _pressed(call: Call) -> Kpi:
    kpi = kpis.by_id(call.session, int(call.value))
    kpis.check_in_use(kpi)
    return kpi


@Door(_typed, _pressed).opens(
    router, "kpi target", "Change what was agreed", "/vendor kpi target <vendor> <KPI>", blocks.TARGET
)
def target(call: Call, kpi: Kpi) -> Reply:
    return Reply(form=agreeing.retargeting(finding.by_id(call.session, kpi.vendor_id), kpi))


@router.form(agreeing.TARGET)
def retargeted(call: Call) -> Reply:
    kpi = kpis.by_id(call.session, int(call.value))
    lines = agreeing.lines_given(call, kpi.unit, kpi.direction)
    changed = kpis.retarget(call.session, call.now, call.actor, kpi, lines, call.text("reason"))
    said = f"*{escape(kpi.name)}*: {escape(kpis.said_lines(kpi))}"
    return Reply(text=f"{said} from now on. What is recorded keeps its own." if changed else f"{said}, as before.")


@router.press(blocks.END, reads=True)
def press_end(call: Call) -> Reply:
    kpi = _pressed(call)
    return Reply(form=forms.ending(finding.by_id(call.session, kpi.vendor_id), kpi))


@router.form(forms.END)
def ended(call: Call) -> Reply:
    kpi = kpis.by_id(call.session, int(call.value))
    kpis.end(call.session, call.now, call.actor, kpi, call.text("reason"))
    settling.settled(
        call.session, call.now, call.actor, f"{kpi.subject}:breach", f"{kpi.name} is not measured any more"
    )
    return Reply(text=f"*{escape(kpi.name)}* is not asked for any more. Its values stay.")


@router.word("kpi record", "Write down the values of a period", "/vendor kpi record <vendor> [period]", reads=True)
@click.argument("words", nargs=-1, required=True)
def record(call: Call, words: tuple[str, ...]) -> Reply:
    whole = finding.by_name(call.session, " ".join(words))
    whom, period = (whole.ref, None) if whole else reading.vendor_and_period(words)
    try:
        vendor = finding.find(call.session, whom)
    except Ambiguous:
        raise
    except Refusal as refusal:
        raise Refusal(refusal.text if len(words) == 1 else f"{refusal.text} {periods.EXPECTED}") from None
    return _recording(call, vendor, period)


@router.press(blocks.RECORD, reads=True)
def press_record(call: Call) -> Reply:
    """With the period from a reminder, without it from a list."""
    vendor_id, _, key = call.value.partition("-")
    return _recording(call, finding.by_id(call.session, int(vendor_id)), periods.parse(key) if key else None)


def _recording(call: Call, vendor: Vendor, period: Period | None) -> Reply:
    mine = kpis.of(call.session, vendor)
    if not mine:
        raise Refusal(f"Nothing is measured of this vendor yet. `/vendor kpi add {vendor.ref}` agrees a KPI.")
    period = period or _next(call, vendor, mine)
    fitting = [kpi for kpi in mine if kpi.frequency is period.frequency]
    if not fitting:
        rhythms = " or ".join(dict.fromkeys(kpi.frequency.value for kpi in mine))
        raise Refusal(f"Its KPIs are measured {rhythms}, and {period.label} is no such period. {periods.EXPECTED}")
    kpis.check_period(call.today, period.frequency, period)
    return Reply(form=forms.recording(vendor, period, fitting, kpis.standing(call.session, fitting)))


def _next(call: Call, vendor: Vendor, mine: list[Kpi]) -> Period:
    """The oldest period that is over and lacks values, else the last one."""
    over = [periods.last_over(call.today, frequency) for frequency in dict.fromkeys(kpi.frequency for kpi in mine)]
    until = max(asking.due(call.workspace, period) for period in over)
    gaps = asking.gaps_of(call.session, call.workspace, until, vendor)
    return next((gap.period for gap in gaps if gap.period.end < call.today), over[0])


@router.form(forms.RECORD)
def recorded(call: Call) -> Reply:
    vendor_id, _, key = call.value.partition("-")
    vendor, period = finding.by_id(call.session, int(vendor_id)), periods.parse(key)
    mine = [kpi for kpi in kpis.of(call.session, vendor) if kpi.frequency is period.frequency]
    there = kpis.standing(call.session, mine)
    read = forms.readings(call, mine, period, there)
    taken = recording.take(
        call.session, call.workspace, call.now, call.actor, vendor, period, read, call.text("reason")
    )
    left = asking.gap(call.session, call.workspace, call.value)
    return Reply(text=_said(vendor, period, taken, len(left.missing) if left else 0))


def _said(vendor: Vendor, period: Period, taken: list[Taken], missing: int) -> str:
    if not taken:
        return f"{period.title} of *{escape(vendor.name)}* stands as it was."
    lines = [f"{blocks.marked(each.measured.state)} {escape(each.kpi.name)}{_turned(each.turn)}" for each in taken]
    left = f" {plural(missing, 'value')} still missing." if missing else " Nothing is missing."
    return f"{period.title} of *{escape(vendor.name)}* is recorded.{left}\n" + "\n".join(lines)


def _turned(turn: Turn | None) -> str:
    return (
        {
            Turn.BREACHED: ": this is a breach, and an escalation is open",
            Turn.STILL_RED: ": the open escalation has been told",
            Turn.RECOVERED: ": it has recovered, and the channel has been told",
        }.get(turn, "")
        if turn
        else ""
    )
