"""What the vendor's channel hears of its evidence, what becomes of the cards that showed it, and the answer."""

from collections.abc import Sequence
from datetime import date

from govbot.evidence import blocks, finding, reminders
from govbot.evidence.deciding import Decided, Relieved
from govbot.evidence.models import Evidence, Status
from govbot.outbox import service as outbox
from govbot.reminders import cards
from govbot.reminders.models import Reminder
from govbot.slack.blocks import Block, in_words, section
from govbot.slack.call import Call
from govbot.slack.text import day, escape, mention
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import finding as vendors
from govbot.vendors import telling
from govbot.vendors.models import Vendor


def of_request(call: Call, vendor: Vendor, asked: Sequence[Evidence], lacked: Reminder | None) -> str:
    """The card of what runs out loses the button that asks; that of what was missing ends with the last of it."""
    by = mention(call.actor)
    note = f"📨 {by} asked for it on {day(call.today)}."
    kinds = {piece.kind for piece in asked}
    for piece in finding.of(call.session, [vendor.id])[vendor.id]:
        if piece.kind in kinds and piece.status is Status.ACCEPTED and piece.due:
            action = reminders.REQUEST.action
            cards.note(call.session, call.now, piece.subject, piece.due, note, finished=False, without=action)
    if lacked:
        left = reminders.MISSING_OF.one(call.session, call.workspace, str(vendor.id))
        cards.note(call.session, call.now, lacked.subject, lacked.due, note, finished=left is None)
    told = _tell(call, vendor, f"{asked[0].subject}:asked", blocks.requested(vendor, asked, call.actor))
    return f"{vendor_blocks.name(vendor)} is asked for it, and it is chased from here. {told}".strip()


def of_filing(call: Call, vendor: Vendor, piece: Evidence, answered: Relieved | None) -> str:
    """`answered` is what was asked for, or an earlier version nobody had decided upon."""
    if answered:
        _note(call, answered, f"📄 Filed by {mention(call.actor)} on {day(call.today)}.")
        _redraw(call, vendor, answered[0])
    told = _tell(call, vendor, _filed(piece), blocks.filed(piece, vendor, call.today))
    end = f" If accepted, it holds until {day(piece.valid_until)}." if piece.valid_until else ""
    said = f"The {escape(finding.title(piece))} of {vendor_blocks.name(vendor)} is filed as version {piece.version}."
    return f"{said}{end} {told}".strip()


def of_taking(call: Call, piece: Evidence) -> str:
    if piece.due:
        note = f"👀 {mention(call.actor)} looks at it."
        cards.note(call.session, call.now, piece.subject, piece.due, note, finished=False)
    _redraw(call, vendors.by_id(call.session, piece.vendor_id), piece)
    return f"The {escape(finding.title(piece))} is yours to accept or reject."


def of_verdict(call: Call, piece: Evidence, due: date | None, outcome: Decided) -> str:
    vendor = vendors.by_id(call.session, piece.vendor_id)
    on = f"by {mention(call.actor)} on {day(call.today)}."
    _note(call, (piece, due), f"✅ Accepted {on}" if piece.status is Status.ACCEPTED else f"✖️ Rejected {on}")
    _redraw(call, vendor, piece)
    for relieved in outcome.relieved:
        other, _due = relieved
        how = "Replaced" if other.replaced_at or other.due is None else f"Bridged until {day(other.due)},"
        _note(call, relieved, f"✅ {how} {on}")
    said = blocks.decided(piece, vendor, outcome.again)
    told = _tell(call, vendor, f"{piece.subject}:decided", [section(said)])
    return f"{said} {told}".strip()


def _filed(piece: Evidence) -> str:
    """The key of the message that said it: a piece is filed once."""
    return f"{piece.subject}:filed"


def _redraw(call: Call, vendor: Vendor, piece: Evidence) -> None:
    """That message as it stands now; nothing where there was none."""
    if outbox.find(call.session, _filed(piece)):
        drawn = blocks.filed(piece, vendor, call.today)
        outbox.edit(call.session, call.now, parent_key=_filed(piece), text=in_words(drawn), blocks=drawn)


def _note(call: Call, thing: Relieved, note: str) -> None:
    piece, due = thing
    if due:
        cards.note(call.session, call.now, piece.subject, due, note)


def _tell(call: Call, vendor: Vendor, key: str, drawn: list[Block]) -> str:
    """To the vendor's channel; says so where there is none."""
    return telling.tell(call.session, call.workspace, call.now, vendor, key, "", drawn)
