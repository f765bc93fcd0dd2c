"""The forms of evidence: ask the vendor for it, file it, accept or reject it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.evidence import blocks, finding, service
from govbot.evidence.deciding import LONGEST_FINDINGS, Verdict
from govbot.evidence.filing import LONGEST, Dropped, Filing
from govbot.evidence.models import Evidence
from govbot.evidence.service import Wish
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Choice, Form, choice_field, choices_field, date_field, text_field
from govbot.slack.text import escape, link
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import contacts
from govbot.vendors.models import Vendor

REQUEST, FILE, DECIDE = "evidence.request:1", "evidence.file:1", "evidence.decide:1"
ACCEPT, REJECT = "accept", "reject"
VERDICTS = [(ACCEPT, "Accept it"), (REJECT, "Reject it and ask again")]


def requesting(session: Session, vendor: Vendor, kinds: Sequence[str], today: date, ends: date | None) -> Form:
    """`ends` is when what they have runs out."""
    rules = playbook.load().evidence.request
    soonest = today + timedelta(days=rules.days_at_least)
    by = max(soonest, ends - timedelta(days=rules.days_before_end)) if ends else soonest
    fields = [
        section(f"What {vendor_blocks.name(vendor)} is asked for. Their channel is told, and it is chased from here."),
        choices_field("kinds", "What", [choice for choice in _kinds() if choice[0] != "other"], initial=kinds),
        date_field("by", "By when", initial=by),
        *_contact(session, vendor),
    ]
    return Form(REQUEST, "Ask for evidence", fields, submit="Ask", value=str(vendor.id))


def _contact(session: Session, vendor: Vendor) -> list[Block]:
    known = contacts.of(session, vendor)
    if not known:
        mend = f"`/vendor contact {vendor.ref} add`"
        return [context(f"Nobody on their side is known, so nobody is named: {mend} changes that.")]
    choices = [(str(each.id), f"{each.name}, L{each.level}") for each in known]
    return [choice_field("contact", "Who is asked on their side?", choices, initial=choices[0][0], optional=True)]


def wish(call: Call) -> Wish:
    kinds, by = call.fields.get("kinds"), call.date("by")
    if by is None:
        raise Refusal("Say by when.", field="by")
    picked = call.text("contact")
    contact = contacts.by_id(call.session, int(picked)).name if picked else ""
    return Wish(kinds if isinstance(kinds, list) else [], by, contact)


@dataclass(frozen=True)
class Source:
    """Where a filing came from, carried through the form: the vendor if it is known, and files in a message."""

    vendor: int | None = None
    files: Sequence[tuple[str, str]] = field(default_factory=tuple)  # Slack's id and the name
    link: str = ""

    @classmethod
    def read(cls, value: str) -> "Source":
        return cls(**json.loads(value))

    def written(self) -> str:
        return json.dumps(vars(self))


def filing_form(session: Session, source: Source, vendor: Vendor | None, kind: str = "") -> Form:
    """What the document says of itself; how long it holds is counted, unless it states that."""
    fields = [*_what(source, vendor), choice_field("kind", "What is it?", _kinds(), initial=kind)]
    fields += [
        text_field("title", "In your words", optional=True, most=LONGEST["title"], hint="Only for other evidence."),
        text_field("issuer", "Issued by", most=LONGEST["issuer"], hint="The auditor, the insurer, the tester."),
        text_field("scope", "Scope", optional=True, most=LONGEST["scope"], hint="The services and sites it covers."),
        date_field("period_start", "Its period begins", optional=True),
        date_field("period_end", "Its period ends", optional=True),
        date_field("issued", "Issued on", optional=True),
        date_field("valid_until", "Valid until", optional=True, hint="Only if it says so itself."),
        text_field("exceptions", "Exceptions it notes", optional=True, long=True, hint="What its issuer found wrong."),
        *_bridges(session, vendor),
    ]
    if not source.files:
        fields.append(text_field("link", "Link to it", most=LONGEST["link"], placeholder="https://"))
    return Form(FILE, "File evidence", fields, submit="File", value=source.written())


def _what(source: Source, vendor: Vendor | None) -> list[Block]:
    of = f"Of {vendor_blocks.name(vendor)}" if vendor else "From this message"
    said = f"{of}: {escape(source.files[0][1])}" if len(source.files) == 1 else of
    fields = [section(said)]
    if vendor is None:
        fields.append(text_field("vendor", "Vendor", hint="Its name or reference.", most=200))
    if len(source.files) > 1:
        fields.append(choice_field("file", "Which file?", list(source.files), initial=source.files[0][0]))
    return fields


def _bridges(session: Session, vendor: Vendor | None) -> list[Block]:
    kinds = [key for kind in playbook.load().evidence.kinds.values() for key in kind.bridges]
    found = service.bridgeable(session, vendor, kinds) if vendor else []
    if len(found) < 2:  # the only one is meant without asking
        return []
    choices = [(str(piece.id), f"{finding.title(piece)}, version {piece.version}") for piece in found]
    return [choice_field("bridges", "A bridge letter extends", choices, optional=True)]


def filing(call: Call, source: Source, file: Dropped | None) -> Filing:
    picked = call.text("bridges")
    return Filing(
        kind=call.text("kind"),
        title=call.text("title"),
        issuer=call.text("issuer"),
        scope=call.text("scope"),
        period_start=call.date("period_start"),
        period_end=call.date("period_end"),
        issued=call.date("issued"),
        valid_until=call.date("valid_until"),
        exceptions=call.text("exceptions"),
        link=source.link or call.text("link"),
        bridges_id=int(picked) if picked else None,
        file=file,
    )


def deciding(session: Session, vendor: Vendor, waiting: Sequence[Evidence], today: date, verdict: str) -> Form:
    """About one, or with the choice between several."""
    first = waiting[0]
    fields: list[Block] = [section(blocks.whole(first, vendor, today))]
    if len(waiting) > 1:
        choices = [(str(piece.id), f"{finding.title(piece)}, version {piece.version}") for piece in waiting]
        fields = [choice_field("evidence", "Which one?", choices, initial=choices[0][0])]
    elif first.link:
        fields.append(context(link(first.link, "Open it")))
    checks = "\n".join(f"• {check}" for check in playbook.load().evidence.checks)
    soonest = today + timedelta(days=playbook.load().evidence.request.days_at_least)
    fields += [
        context(f"*Look at this first*\n{checks}"),
        choice_field("verdict", "Decision", VERDICTS, initial=verdict),
        text_field("findings", "What you found", optional=True, long=True, most=LONGEST_FINDINGS),
        date_field("by", "Rejected: a better one is wanted by", initial=soonest, optional=True),
    ]
    value = str(first.id) if len(waiting) == 1 else ""
    return Form(DECIDE, "Accept or reject", fields, submit="Decide", value=value)


def verdict(call: Call) -> Verdict:
    return Verdict(call.text("verdict") == ACCEPT, call.text("findings"), call.date("by"))


def _kinds() -> list[Choice]:
    return [(kind.key, kind.title) for kind in playbook.load().evidence.kinds.values()]
