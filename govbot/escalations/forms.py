"""The forms of escalations: open one, post an update, raise it, resolve it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.escalations import blocks, regulatory
from govbot.escalations.models import Escalation, Severity
from govbot.escalations.reading import Typed
from govbot.playbook.span import Span
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Choice, Form, choice_field, instant_field, person_field, text_field
from govbot.slack.text import link
from govbot.vendors import finding
from govbot.vendors.models import Vendor

MOST_OPTIONS = 100  # of a select menu


def opening(session: Session, typed: Typed, source: str = "") -> Form:
    """With what was typed already filled in; `source` is the permalink of the message it came from."""
    fields = [
        _vendor_field(session, typed.vendor),
        choice_field("severity", "How bad is it", _severities(), initial=typed.severity or ""),
        text_field(
            "what",
            "What happened",
            initial=typed.what,
            long=True,
            hint="What it stops, since when, and what you know so far. Whoever is asked reads this first.",
        ),
    ]
    if source:
        fields.append(context(f"{link(source, 'The message')} goes with it."))
    return Form("escalation.open:1", "Escalate", fields, submit="Escalate", value=source)


def _vendor_field(session: Session, vendor: Vendor | None) -> Block:
    everybody = finding.everyone(session)
    if vendor and vendor.retired:
        everybody.append(vendor)
    if not everybody:
        raise Refusal("There is no vendor to escalate about yet. `/vendor add` adds the first one.")
    if len(everybody) > MOST_OPTIONS:
        initial = vendor.ref if vendor else ""
        return text_field("vendor", "Vendor", initial=initial, hint="Its name or reference.", most=200)
    choices = [(known.ref, f"{known.name} ({known.ref})") for known in everybody]
    return choice_field("vendor", "Vendor", choices, initial=vendor.ref if vendor else "")


def _severities() -> list[Choice]:
    terms = playbook.load().escalation.severities
    return [(severity.value, f"{severity} {terms[severity].title}: {terms[severity].meaning}") for severity in Severity]


def opened(call: Call) -> tuple[Vendor, Severity, str]:
    return finding.find(call.session, call.text("vendor")), Severity(call.text("severity")), call.text("what")


def updating(escalation: Escalation, vendor: Vendor) -> Form:
    hint = "What changed since the last word, and what happens next."
    fields = [_about(escalation, vendor), text_field("text", "How it stands", long=True, hint=hint)]
    return Form("escalation.update:1", "Post an update", fields, submit="Post", value=str(escalation.id))


def raising(escalation: Escalation, vendor: Vendor) -> Form:
    hint = "The next level that somebody can answer on is asked at once, and reads this."
    fields = [_about(escalation, vendor), text_field("reason", "Why it has to go higher now", long=True, hint=hint)]
    seen = f"{escalation.id}:{escalation.level}"
    return Form("escalation.raise:1", "Escalate now", fields, submit="Escalate", value=seen)


def resolving(escalation: Escalation, vendor: Vendor) -> Form:
    """What was settled already is filled in, to be made better or sent as it is."""
    over = bool(escalation.settled_at)
    cause, done = (escalation.what, f"{escalation.settled_how}.") if over else ("", "")
    hint = "With where the proof of it is, if there is any."
    fields = [
        _about(escalation, vendor),
        text_field("cause", "What caused it", initial=cause, long=True),
        text_field("done", "What was done about it", initial=done, long=True, hint=hint),
    ]
    return Form("escalation.resolve:1", "Resolve", fields, submit="Resolve", value=str(escalation.id))


def containing(escalation: Escalation, vendor: Vendor) -> Form:
    hint = "It climbs no further. Updates are still wanted until it is resolved."
    fields = [_about(escalation, vendor), text_field("done", "What was done to contain it", long=True, hint=hint)]
    return Form("escalation.contain:1", "Contained", fields, submit="Contained", value=str(escalation.id))


def snoozing(escalation: Escalation, vendor: Vendor, spans: Sequence[Span]) -> Form:
    choices = [(str(span), str(span)) for span in spans]
    hint = "Counted in the hours that count for its severity. After that its clocks go on as if nothing had been."
    fields = [
        _about(escalation, vendor),
        choice_field("span", "For how long", choices, initial=choices[0][0], hint=hint),
        text_field("reason", "Why it can wait", long=True),
    ]
    return Form("escalation.snooze:1", "Snooze", fields, submit="Snooze", value=str(escalation.id))


def reassigning(escalation: Escalation, vendor: Vendor) -> Form:
    hint = "They are asked at once. Without an answer it climbs, as it would have anyway."
    fields = [
        _about(escalation, vendor),
        person_field("person", "Who should take it", hint=hint),
        text_field("reason", "Why they are the right one", long=True),
    ]
    return Form("escalation.reassign:1", "Reassign", fields, submit="Ask them", value=str(escalation.id))


def cancelling(escalation: Escalation, vendor: Vendor) -> Form:
    hint = "Everybody who was asked sees it. What was real and is over is resolved, not cancelled."
    fields = [_about(escalation, vendor), text_field("reason", "Why it was a mistake", long=True, hint=hint)]
    return Form("escalation.cancel:1", "Cancel escalation", fields, submit="Cancel it", value=str(escalation.id))


def starting_clock(escalation: Escalation, vendor: Vendor, now: datetime) -> Form:
    rules = playbook.load().escalation.regulatory_clocks.values()
    choices = [(rule.key, f"{rule.title}: {rule.duty}") for rule in rules]
    hint = (
        "When it was known or classified. The owner, the sponsor and the admins are reminded before the time is over."
    )
    fields = [
        _about(escalation, vendor),
        choice_field("clock", "Which clock", choices),
        instant_field("since", "Since when it runs", initial=now, hint=hint),
    ]
    return Form("escalation.clock:1", "Regulatory clock", fields, submit="Start", value=str(escalation.id))


def reporting(escalation: Escalation, vendor: Vendor, now: datetime) -> Form:
    choices = [(clock.key, clock.title) for clock in regulatory.running(escalation)]
    hint = "Authority or people, and the number they gave it. If it turned out that nobody has to be told, say why."
    fields = [
        _about(escalation, vendor),
        choice_field("clock", "Which clock", choices, initial=choices[0][0]),
        instant_field("at", "When it was reported", initial=now),
        text_field("to", "To whom", hint=hint),
    ]
    return Form("escalation.report:1", "Reported", fields, submit="Stop the clock", value=str(escalation.id))


def _about(escalation: Escalation, vendor: Vendor) -> Block:
    return section(blocks.line(escalation, vendor))
