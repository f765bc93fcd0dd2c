"""A due-diligence file as Slack shows it: by area, what is there, until when, what is missing; and its forms."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from govbot import playbook
from govbot.playbook.due_diligence import Area, DiligenceItem
from govbot.selection.diligence import LONGEST, Line, missing
from govbot.selection.models import Diligence, State
from govbot.slack.blocks import Block, actions, button, context, divider, section
from govbot.slack.forms import Form, choice_field, date_field, text_field
from govbot.slack.text import clip, day, escape, link, mention, plural, until
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.models import Vendor

SHOW, FILE, EXCEPT = "diligence.show:1", "diligence.file:1", "diligence.except:1"
FILED, WAIVED = "filed", "waived"
MARK = {State.FILED: "🟢", State.WAIVED: "⚪", State.EXPIRED: "🔴", State.MISSING: "⬜"}
SHOWN = 20


def summary(found: Sequence[Line]) -> str:
    """`9 of 24 items, 1 ran out`"""
    lacking = missing(found)
    expired = sum(line.state is State.EXPIRED for line in lacking)
    ran_out = f", {expired} ran out" if expired else ""
    return f"{len(found) - len(lacking)} of {plural(len(found), 'item')}{ran_out}"


def shown(vendor: Vendor, found: Sequence[Line], today: date, *, on_trial: bool) -> list[Block]:
    """Every area with a button that files it."""
    blocks = [section(f"*Due diligence of {escape(clip(vendor.name, 80))}* ({vendor.ref}) · {summary(found)}")]
    lacking = missing(found)
    for area, held in groupby(found, key=lambda line: line.area):
        said = "\n".join([f"*{area.title}*", *(_line(line, today) for line in held)])
        style = "primary" if lacking and area is lacking[0].area else None
        door = None if vendor.retired else button("File", FILE, f"{vendor.id}:{area.key}", style=style)
        blocks.append(section(said, door))
    if on_trial:
        blocks.append(context(_gate(len(lacking))))
    doors = [button("Checklist", "checklist.show:1", str(vendor.id))]
    if on_trial:
        doors.append(button("Move it on", "vendor.status:1", str(vendor.id)))
        doors += [button("Ask for an exception", EXCEPT, str(vendor.id))] if lacking else []
    return [*blocks, actions(*doors)]


def _gate(lacking: int) -> str:
    if lacking:
        these = "this one is" if lacking == 1 else f"these {lacking} are"
        return f"It goes live once {these} filed, or somebody allows it without for a time."
    return "Complete: it may go live."


def _line(line: Line, today: date) -> str:
    """`🟢 Penetration test: until Mon 3 May 2027 (in 80 days) · @dora · Open`, `⬜ Licences: missing (Copy)`"""
    head = f"{MARK[line.state]} {line.item.title}"
    if line.row is None:
        return f"{head}: missing ({line.item.proof})"
    when = {State.WAIVED: "not applicable", State.FILED: "there"}.get(line.state, "")
    if line.until:
        ran = "ran out on " if line.state is State.EXPIRED else "until "
        when = f"{ran}{day(line.until)} ({until(line.until, today)})"
    return f"{head}: {when} · {mention(line.row.by)} · {evidence(line.row)}"


def evidence(row: Diligence) -> str:
    """A link to press, or what was said."""
    words = row.evidence.split()
    if len(words) == 1 and row.evidence.startswith("https://"):
        return link(row.evidence, "Open")
    return clip(escape(" ".join(words)), 80)


def filing(vendor: Vendor, area: Area, found: Sequence[Line], today: date) -> Form:
    """The items of an area; what is not chosen stays as it is."""
    fields: list[Block] = [
        section(f"*{area.title}* of {vendor_blocks.name(vendor)} ({vendor.ref}). What you leave empty stays as it is."),
        date_field("dated", "Date of the evidence", initial=today, hint="How long it holds is counted from there."),
    ]
    for line in found:
        fields += [divider(), *_asked(line, vendor, today)]
    return Form(FILE, "File due diligence", fields, submit="File", value=f"{vendor.id}:{area.key}")


def _asked(line: Line, vendor: Vendor, today: date) -> list[Block]:
    item = line.item
    choices = [(FILED, "Filed")] + ([] if item.never_waived else [(WAIVED, "Not applicable")])
    hint = f"{item.proof}. {_holds(item, vendor)}"
    fields = [context(_line(line, today))] if line.row else []
    fields += [
        choice_field(f"{item.key}_state", item.title, choices, optional=True, hint=hint),
        text_field(
            f"{item.key}_evidence", "A link, or what was seen", optional=True, most=LONGEST,
            hint="" if item.never_waived else "Not applicable: say why.",
        ),
    ]  # fmt: skip
    if item.stated:
        fields.append(date_field(f"{item.key}_stated", "Valid until, as it says", optional=True))
    return fields


def _holds(item: DiligenceItem, vendor: Vendor) -> str:
    if item.stated:
        return "It states its own end."
    months = item.tighter.get(vendor.tier, item.months)
    return f"Holds {plural(months, 'month')}." if months else "Holds until something changes."


def listing(found: Sequence[tuple[Vendor, Sequence[Line]]], today: date) -> list[Block]:
    """Vendors whose file is begun or needed, those with the most to see to first."""
    if not found:
        return [section("No due-diligence file has been begun. `/vendor diligence file <vendor>` begins one.")]
    blocks = [section(f"*Due diligence* · {plural(len(found), 'vendor')}")]
    for vendor, file in found[:SHOWN]:
        ends = min((line.until for line in file if line.until and not line.open), default=None)
        next_end = f" · next runs out {day(ends)} ({until(ends, today)})" if ends else ""
        state = f"{vendor_blocks.tier(vendor)}, {vendor_blocks.status(vendor)}"
        line = f"{vendor_blocks.name(vendor)} ({vendor.ref}) · {state}\n{summary(file)}{next_end}"
        blocks.append(section(line, button("Open", SHOW, str(vendor.id))))
    left = len(found) - SHOWN
    return [*blocks, context(f"…and {left} more: `/vendor diligence show <vendor>`.")] if left > 0 else blocks


def waived(vendor: Vendor, by: str, rows: Sequence[Diligence]) -> list[Block]:
    """For the vendor's channel: what somebody says does not apply."""
    titles = playbook.load().due_diligence.by_key
    told = [f"• {titles[row.item].title}: {clip(escape(row.evidence), 200)}" for row in rows]
    head = f"⚪ {mention(by)} says that this does not apply to {vendor_blocks.name(vendor)} ({vendor.ref}):"
    return [section("\n".join([head, *told]))]


def complete(vendor: Vendor, by: str, *, on_trial: bool) -> list[Block]:
    said = f"✅ The due-diligence file of {vendor_blocks.name(vendor)} ({vendor.ref}) is complete, says {mention(by)}."
    drawn = [section(f"{said} It may go live." if on_trial else said)]
    return [*drawn, actions(button("Move it on", "vendor.status:1", str(vendor.id)))] if on_trial else drawn
