"""What is read before and after something is handed over."""

import json
from collections.abc import Sequence

from govbot.people.models import Person
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.forms import Form, person_field, text_field
from govbot.slack.text import escape, mention, plural
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import handing, retained
from govbot.vendors.handing import Held, Passed
from govbot.vendors.models import Duty, Vendor

LISTED, IN_ONE = 100, 20  # vendors named one by one, and in one block


def form(vendor: str) -> Form:
    hint = "Its name or reference; left open, everything they answer for is listed first."
    fields = [
        person_field("giver", "From"),
        person_field("taker", "To"),
        text_field("vendor", "Vendor", initial=vendor, hint=hint, optional=True, most=200),
    ]
    return Form("vendor.handover:1", "Hand over", fields, submit="Hand over")


def proposal(giver: Person, taker: Person, held: Sequence[Held], promised: int) -> list[Block]:
    """The list before it is confirmed."""
    what = plural(len(held), "vendor")
    lines = [_line(one.vendor, one.duties, one.retained) for one in held[:LISTED]]
    if len(held) > LISTED:
        lines.append(f"…and {len(held) - LISTED} more.")
    drawn = [section(f"*{what} from {mention(giver.slack_id)} to {mention(taker.slack_id)}?*")]
    drawn += [section("\n".join(lines[start : start + IN_ONE])) for start in range(0, len(lines), IN_ONE)]
    drawn += [section(_promised(giver, promised))] if promised else []
    value = json.dumps({"giver": giver.id, "taker": taker.id, "mark": handing.mark(held)})
    return [*drawn, actions(button(f"Hand over {what}", "vendor.handover:1", value, style="primary"))]


def done(giver: Person, taker: Person, passed: Sequence[Passed], promised: int) -> str:
    """The answer to whoever did it."""
    moved = [one for one in passed if one.moved or one.retained]
    head = f"Handed over from {mention(giver.slack_id)} to {mention(taker.slack_id)}: {plural(len(moved), 'vendor')}."
    lines = [_line(one.vendor, one.moved, one.retained) for one in moved[:LISTED]]
    lines += [f"⚠️ {vendor_blocks.name(one.vendor)} ({one.vendor.ref}): {_left(one)}" for one in passed if _left(one)]
    lines += [_promised(giver, promised)] if promised else []
    return "\n".join([head, *lines])


def news(giver: Person, taker: Person, passed: Sequence[Passed], by: str) -> str:
    """What the one hears who has it now, and the one who had it."""
    lines = [_line(one.vendor, one.moved, one.retained) for one in passed if one.moved or one.retained]
    head = f"{mention(by)} handed over from {mention(giver.slack_id)} to {mention(taker.slack_id)}:"
    rest = [f"…and {len(lines) - LISTED} more: `/vendor list mine`"] if len(lines) > LISTED else []
    return "\n".join([head, *lines[:LISTED], *rest])


def _line(vendor: Vendor, duties: Sequence[Duty], kept: Sequence[str]) -> str:
    what = [duty.label.lower() for duty in duties] + [escape(retained.title(key).lower()) for key in kept]
    return f"• {vendor_blocks.name(vendor)} ({vendor.ref}): {', '.join(what)}"


def _left(passed: Passed) -> str:
    """What has to be settled by hand."""
    if passed.kept:
        return "the backup stays who it was, because the new one owns it"
    if passed.backup_missing:
        return f"its backup owns it now; name another: `/vendor backup {passed.vendor.ref} @person`"
    return ""


def _promised(giver: Person, promised: int) -> str:
    return f"⚠️ {plural(promised, 'open action')} there stay with {mention(giver.slack_id)}, who promised them."
