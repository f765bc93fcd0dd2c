"""What people type, press and fill in about escalations."""

import click

from govbot.escalations import blocks, finding, forms, history, pressed, reading, service, steps
from govbot.escalations.models import Severity
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import channel_link
from govbot.vendors import channels, contacts
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor

router = Router()
LISTED = 30


@router.word(
    "escalate",
    "Raise something about a vendor, and see that somebody answers",
    "/escalate <vendor> <S1|S2|S3|S4> <what happened>",
)
@click.argument("words", nargs=-1)
def escalate(call: Call, words: tuple[str, ...]) -> Reply:
    typed = reading.read(call.session, words)
    if typed.vendor and typed.severity and typed.what:
        return _open(call, typed.vendor, typed.severity, typed.what)
    return Reply(form=forms.opening(call.session, typed))


@router.press("escalation.start:1", reads=True)
def start(call: Call) -> Reply:
    """From a vendor's card, which the button carries."""
    return Reply(form=forms.opening(call.session, reading.Typed(vendors.by_id(call.session, int(call.value)))))


@router.form("escalation.open:1")
def opened(call: Call) -> Reply:
    return _open(call, *forms.opened(call), source=call.value)


def _open(call: Call, vendor: Vendor, severity: Severity, what: str, source: str = "") -> Reply:
    escalation = service.open(
        call.session,
        call.workspace,
        call.now,
        vendor=vendor,
        severity=severity,
        what=what,
        raised_by=call.actor,
        source=source,
    )
    asked = pressed.asked(call, escalation)
    home = channels.of(call.session, call.workspace, vendor)
    where = f" Its card is in {channel_link(home)}." if home else ""
    return pressed.answered(
        call, escalation, f"{blocks.title(escalation, vendor)} is open at L{escalation.level}. {asked}{where}"
    )


@router.word(
    "escalate list", "What is escalated and not resolved", "/escalate list [vendor]", needs=Right.READ, reads=True
)
@click.argument("vendor", nargs=-1)
def list_open(call: Call, vendor: tuple[str, ...]) -> Reply:
    chosen = vendors.find(call.session, " ".join(vendor)) if vendor else None
    found = finding.unfinished(call.session, chosen)
    tried = finding.drills(call.session, chosen)[:LISTED]
    if not found and not tried:
        return Reply(text="Nothing is escalated. `/escalate` raises something.")
    text = "\n".join(blocks.line(*row) for row in [*found[:LISTED], *tried])
    return Reply(text=text, blocks=blocks.listing(found[:LISTED], len(found), tried))


@router.word(
    "escalate show", "One escalation with its history", "/escalate show <number>", needs=Right.READ, reads=True
)
@click.argument("number")
def show(call: Call, number: str) -> Reply:
    escalation, vendor = pressed.found(call, number)
    taken = steps.of(call.session, escalation)
    theirs = contacts.of(call.session, vendor)
    text, card = blocks.card(escalation, vendor, taken, call.workspace.calendar, theirs)
    return Reply(text=text, blocks=[*card, *history.drawn(taken)])


@router.press("escalation.show:1", needs=Right.READ, reads=True)
def read_it_all(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    taken = steps.of(call.session, escalation)
    whole = blocks.whole(escalation, vendor, taken, call.workspace.calendar)
    return Reply(form=Form("escalation.show:1", f"Escalation #{escalation.id}", whole))


@router.press("escalation.acknowledge:1")
def acknowledge(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    service.acknowledge(call.session, call.workspace, call.now, call.actor, escalation)
    return pressed.answered(
        call, escalation, f"You have it: {blocks.title(escalation, vendor)}. {pressed.what_next(call, escalation)}"
    )


@router.press("escalation.update:1", reads=True)
def ask_update(call: Call) -> Reply:
    return Reply(form=forms.updating(*pressed.unfinished(call)))


@router.form("escalation.update:1")
def updated(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    service.update(call.session, call.workspace, call.now, call.actor, escalation, call.text("text"))
    return pressed.answered(call, escalation, f"Posted. {pressed.what_next(call, escalation)}")


@router.press("escalation.raise:1", reads=True)
def ask_reason(call: Call) -> Reply:
    escalation, vendor = pressed.unfinished(call)
    service.check_level(escalation, pressed.seen(call))
    return Reply(form=forms.raising(escalation, vendor))


@router.form("escalation.raise:1")
def raised(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    service.escalate_now(
        call.session,
        call.workspace,
        call.now,
        call.actor,
        escalation,
        call.text("reason"),
        seen_level=pressed.seen(call),
    )
    asked = pressed.asked(call, escalation)
    return pressed.answered(call, escalation, f"It is at {blocks.level(escalation.level)} now. {asked}")


@router.press("escalation.resolve:1", reads=True)
def ask_resolution(call: Call) -> Reply:
    return Reply(form=forms.resolving(*pressed.unfinished(call)))


@router.form("escalation.resolve:1")
def resolved(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    service.resolve(
        call.session, call.workspace, call.now, call.actor, escalation, call.text("cause"), call.text("done")
    )
    return pressed.answered(call, escalation, f"{blocks.title(escalation, vendor)} is resolved. Thank you.")
