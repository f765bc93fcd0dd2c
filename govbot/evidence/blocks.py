"""Evidence as Slack shows it: a line, a piece with all that is known of it, a vendor's list, and the news of it."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.evidence import finding
from govbot.evidence.holding import presses
from govbot.evidence.models import WAITING, Evidence, Status
from govbot.playbook.evidence import EvidenceKind
from govbot.slack import paging
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.telling import somebody
from govbot.slack.text import clip, day, escape, link, mention, plural, until
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.models import Vendor

LIST, REVIEW, SHOW = "evidence.list:1", "evidence.take:1", "evidence.show:1"
BACK, ON = "evidence.page.back:1", "evidence.page.on:1"
HEADINGS = {"report": "Reports", "certificate": "Certificates", "audit": "Audits", "document": "Documents"}
MARK = {Status.ACCEPTED: "🟢", Status.EXPIRED: "🔴", Status.REQUESTED: "🔵", Status.REJECTED: "✖️"}
SHOWN, PAGE = 20, 10


def line(piece: Evidence, today: date) -> str:
    """`🔴 *SOC 2 type II report* v2 · expired · ran out on Mon 23 Nov 2026 (2 days overdue)`."""
    status = piece.standing(today)
    soon = status is Status.ACCEPTED and presses(piece, today)
    mark = "🟡" if soon else MARK.get(status, "🟠")
    replaced = ", replaced" if piece.replaced_at else ""
    parts = [f"{mark} *{escape(finding.title(piece))}* v{piece.version}", f"{status.label}{replaced}"]
    return " · ".join([*parts, *_when(piece, status, today)])


def _when(piece: Evidence, status: Status, today: date) -> list[str]:
    if piece.due is None or piece.replaced_at:
        return []
    near = f"{day(piece.due)} ({until(piece.due, today)})"
    if status is Status.REQUESTED:
        return [f"wanted by {near}"]
    if status in WAITING:
        return [f"to be decided by {near}"]
    bridged = ", with a bridge letter" if piece.due != piece.valid_until else ""
    return [f"{'ran out on ' + day(piece.due) if status is Status.EXPIRED else 'holds until ' + near}{bridged}"]


def whole(piece: Evidence, vendor: Vendor, today: date) -> str:
    """Everything that was said of it."""
    issued = f" on {day(piece.issued)}" if piece.issued else ""
    facts = [
        f"{line(piece, today)} · {vendor_blocks.name(vendor)}",
        piece.issuer and f"Issued by {escape(piece.issuer)}{issued}",
        piece.scope and f"Scope: {escape(piece.scope)}",
        _period(piece),
        piece.valid_until and f"Valid until {day(piece.valid_until)}",
        piece.exceptions and f"⚠️ Exceptions: {clip(escape(piece.exceptions), 600)}",
        piece.sha256 and f"File `{escape(piece.file_name)}`, SHA-256 `{piece.sha256}`",
        piece.filed_by and f"Filed by {somebody(piece.filed_by)}",
        piece.reviewer and f"{piece.status.label.capitalize()} by {mention(piece.reviewer)}{_because(piece)}",
    ]
    return "\n".join(fact for fact in facts if fact)


def _period(piece: Evidence) -> str:
    if piece.period_end is None:
        return ""
    begin = f"{day(piece.period_start)} " if piece.period_start else ""
    return f"Period: {begin}to {day(piece.period_end)}"


def _because(piece: Evidence) -> str:
    return f": {clip(escape(piece.findings), 300)}" if piece.findings else ""


def listing(
    vendor: Vendor, standing: Sequence[Evidence], missing: Sequence[EvidenceKind], last_audit: Evidence | None,
    today: date, *, certificates_only: bool,
) -> list[Block]:  # fmt: skip
    """What stands by sort, because a certificate or a report is no audit; then what is missing."""
    blocks = [section(f"*Evidence of {escape(clip(vendor.name, 80))}* ({vendor.ref})")]
    kinds = playbook.load().evidence.kinds
    for sort, heading in HEADINGS.items():
        mine = [piece for piece in standing if (kinds[piece.kind].sort if piece.kind in kinds else "document") == sort]
        blocks += [section(f"*{heading}*")] * bool(mine)
        blocks += [section(line(piece, today), _open(piece)) for piece in mine[:SHOWN]]
    if missing:
        blocks.append(section("⚠️ *Missing:* " + ", ".join(kind.title for kind in missing)))
    if certificates_only:
        blocks.append(section(ONLY_CERTIFICATES))
    on = day(last_audit.issued) if last_audit and last_audit.issued else "none is filed"
    blocks.append(context(f"Last audit: {on}. Certificates and reports do not count as one."))
    return [*blocks, _buttons(vendor, missing)]


ONLY_CERTIFICATES = (
    "⚠️ *Only certificates* for two cycles: a certificate says less every year. Ask for an auditor's report, or audit."
)


def portfolio(
    found: Sequence[tuple[Vendor, Sequence[Evidence], Sequence[EvidenceKind]]], today: date, first: int
) -> list[Block]:  # fmt: skip
    """One page of all vendors with something to see to."""
    if not found:
        return [section("Nothing is missing, under way or about to run out. 🎉")]
    first = paging.begin(first, PAGE, len(found))
    shown = found[first : first + PAGE]
    counted = paging.counted(first, len(shown), len(found))
    blocks = [section(f"*Evidence to see to* · {counted} {plural(len(found), 'vendor').partition(' ')[2]}")]
    for vendor, pieces, missing in shown:
        lines = [line(piece, today) for piece in pieces[:5]]
        lines += [f"⚠️ Missing: {', '.join(kind.title for kind in missing)}"] if missing else []
        open_list = button("Open", LIST, str(vendor.id))
        blocks.append(section("\n".join([f"{vendor_blocks.name(vendor)} ({vendor.ref})", *lines]), open_list))
    return [*blocks, *paging.turns(BACK, ON, {}, first, PAGE, len(found))]


def _open(piece: Evidence) -> dict[str, object]:
    if piece.status in WAITING:
        return button("Accept", "evidence.decide:1", str(piece.id), style="primary")
    return button("Open", SHOW, str(piece.id))


def _buttons(vendor: Vendor, missing: Sequence[EvidenceKind]) -> Block:
    style = "primary" if missing else None
    ask = button("Request", "evidence.missing:1", str(vendor.id), style=style)
    return actions(ask, button("File", "evidence.start:1", str(vendor.id)))


def shown(piece: Evidence, vendor: Vendor, versions: Sequence[Evidence], today: date) -> list[Block]:
    """One piece with its earlier versions, and what can be done with it now."""
    blocks = [section(whole(piece, vendor, today))]
    if piece.link:
        blocks.append(context(link(piece.link, "Open it")))
    others = [line(other, today) for other in versions if other.id != piece.id]
    if others:
        blocks.append(section("*Other versions*\n" + "\n".join(others[:SHOWN])))
    return [*blocks, actions(*_steps(piece))]


def _steps(piece: Evidence) -> list[dict[str, object]]:
    number = str(piece.id)
    if piece.status in WAITING and not piece.replaced_at:
        look = [button("Start review", REVIEW, number)] if piece.status is Status.RECEIVED else []
        return [button("Accept", "evidence.decide:1", number, style="primary"), *look]
    ask = [button("Request now", "evidence.request:1", number)] if piece.status is Status.ACCEPTED else []
    return [*ask, button("File", "evidence.file:1", number)]


def requested(vendor: Vendor, asked: Sequence[Evidence], by: str) -> list[Block]:
    """For the vendor's channel: who is asked for what, by when, and the button that finishes it."""
    first = asked[0]
    assert first.due
    whom = f"{escape(first.contact)} of {vendor_blocks.name(vendor)}" if first.contact else vendor_blocks.name(vendor)
    wanted = "\n".join(f"• {escape(finding.title(piece))}" for piece in asked)
    said = f"📨 {whom}: please send the following by *{day(first.due)}*.\n{wanted}\n{mention(by)} asks for it."
    return [
        section(said),
        context("Drop the file here; whoever is one of us files it from its message menu (*File as evidence*)."),
        actions(button("File", "evidence.file:1", str(first.id))),
    ]


def filed(piece: Evidence, vendor: Vendor, today: date) -> list[Block]:
    """For the channel: what came, and the buttons that decide upon it as long as nobody did."""
    blocks = [section(f"📄 {mention(piece.filed_by)} filed this:\n{whole(piece, vendor, today)}")]
    if piece.link:
        blocks.append(context(link(piece.link, "Open it")))
    open_still = piece.status in WAITING and not piece.replaced_at
    return [*blocks, actions(*_steps(piece))] if open_still else blocks


def decided(piece: Evidence, vendor: Vendor, again: Evidence | None) -> str:
    """For the channel: who decided what."""
    what = f"{escape(finding.title(piece))} (v{piece.version}) of {vendor_blocks.name(vendor)}"
    if piece.status is Status.ACCEPTED:
        end = f" It holds until {day(piece.valid_until)}." if piece.valid_until else ""
        return f"✅ {mention(piece.reviewer)} accepted the {what}.{end}{_found(piece)}"
    then = f" Another one is wanted by {day(again.due)}." if again and again.due else ""
    return f"✖️ {mention(piece.reviewer)} rejected the {what}: {clip(escape(piece.findings), 500)}.{then}"


def _found(piece: Evidence) -> str:
    return f"\n{clip(escape(piece.findings), 500)}" if piece.findings else ""
