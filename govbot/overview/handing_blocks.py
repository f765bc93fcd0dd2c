"""What is read before and after something is handed over."""

import json
from collections.abc import Sequence
from hashlib import sha256

from govbot.errors import quoted
from govbot.overview import charges
from govbot.overview.charges import Charge, Given
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


def proposal(
    giver: Person, taker: Person, held: Sequence[Held], open_: Sequence[Charge], promised: int
) -> list[Block]:  # fmt: skip
    """The list before it is confirmed."""
    what = plural(len(held), "vendor") if held else plural(len(open_), "open thing")
    lines = [_line(one.vendor, one.duties, one.retained) for one in held[:LISTED]]
    if len(held) > LISTED:
        lines.append(f"…and {len(held) - LISTED} more.")
    drawn = [section(f"*{what} from {mention(giver.slack_id)} to {mention(taker.slack_id)}?*")]
    drawn += [section("\n".join(lines[start : start + IN_ONE])) for start in range(0, len(lines), IN_ONE)]
    drawn += [section(f"Open with them: {charges.counted(open_)}.")] if open_ else []
    drawn += [section(_promised(giver, promised))] if promised else []
    value = json.dumps({"giver": giver.id, "taker": taker.id, "mark": mark(held, open_)})
    return [*drawn, actions(button(f"Hand over {what}", "vendor.handover:1", value, style="primary"))]


def mark(held: Sequence[Held], open_: Sequence[Charge]) -> str:
    """Changes when what would be handed over does."""
    things = " ".join(f"{charge.source.one}:{charge.thing.id}" for charge in open_)
    return f"{handing.mark(held)}:{sha256(things.encode()).hexdigest()[:16]}"


def nothing(taker: Person, held: Sequence[Held], given: Sequence[Given]) -> str:
    """Why nothing of it can be theirs."""
    if held:
        return f"{quoted(taker.name)} owns it already, so they cannot be its backup. Nothing was changed."
    what = charges.counted([each.charge for each in given])
    return f"{quoted(taker.name)} asked for it or did it themselves ({what}). Pick somebody else; nothing was changed."


def done(
    giver: Person, taker: Person, passed: Sequence[Passed], given: Sequence[Given], promised: int
) -> str:  # fmt: skip
    """The answer to whoever did it."""
    moved = [one for one in passed if one.moved or one.retained]
    head = f"Handed over from {mention(giver.slack_id)} to {mention(taker.slack_id)}: {plural(len(moved), 'vendor')}."
    lines = [_line(one.vendor, one.moved, one.retained) for one in moved[:LISTED]]
    lines += [f"⚠️ {vendor_blocks.name(one.vendor)} ({one.vendor.ref}): {_left(one)}" for one in passed if _left(one)]
    lines += _open(giver, given)
    lines += [_promised(giver, promised)] if promised else []
    return "\n".join([head, *lines])


def _open(giver: Person, given: Sequence[Given]) -> list[str]:
    """What went with it of all that was open, and what could not."""
    went = [each.charge for each in given if each.to]
    stays = [each.charge for each in given if each.to is None]
    lines = [f"With it went what was open: {charges.counted(went)}."] if went else []
    asked = f"⚠️ {charges.counted(stays)} stay with {mention(giver.slack_id)}: whoever asked or did it cannot answer it."
    return [*lines, asked] if stays else lines


def news(
    giver: Person, taker: Person, passed: Sequence[Passed], given: Sequence[Given], by: str
) -> str:  # fmt: skip
    """What the one hears who has it now, and the one who had it."""
    lines = [_line(one.vendor, one.moved, one.retained) for one in passed if one.moved or one.retained]
    head = f"{mention(by)} handed over from {mention(giver.slack_id)} to {mention(taker.slack_id)}:"
    rest = [f"…and {len(lines) - LISTED} more: `/vendor list mine`"] if len(lines) > LISTED else []
    return "\n".join([head, *lines[:LISTED], *rest, *_open(giver, given)])


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
