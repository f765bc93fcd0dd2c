"""The forms in which risks, issues, exceptions and decisions are written down and changed."""

from datetime import date

from govbot import playbook
from govbot.playbook.terms import AnyTerm, Terms
from govbot.risks import blocks, card_blocks
from govbot.risks.models import Approval, Entry, Issue, Risk, Treatment
from govbot.risks.records import LONGEST_TEXT, LONGEST_TITLE
from govbot.risks.reminders import ACCEPT, DONE, RATE
from govbot.slack.blocks import Block, context, section
from govbot.slack.forms import Choice, Form, choice_field, date_field, person_field, text_field
from govbot.slack.text import clip, escape
from govbot.vendors.models import Vendor
from govbot.vendors.retained import title as responsibility

ADD_RISK, ADD_ISSUE, ASK, ADD_DECISION = "risk.add:1", "issue.add:1", "exception.add:1", "decision.add:1"


def _about(vendor: Vendor) -> Block:
    return section(f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})")


def _of(entry: Entry) -> Block:
    return section(blocks.name(entry, 250))


def _listed(terms: Terms[AnyTerm]) -> list[Choice]:
    return [(term.key, term.title) for term in terms.values()]


def _why(label: str, initial: str = "", *, optional: bool = False, hint: str = "") -> Block:
    return text_field("why", label, initial=initial, long=True, most=LONGEST_TEXT, optional=optional, hint=hint)


def _scales(prefix: str, of: str, chosen: tuple[int, int] | None) -> list[Block]:
    """Likelihood and impact, each from 1 to 5."""
    book, fields = playbook.load().risks, []
    for at, (name, scale) in enumerate((("likelihood", book.likelihood), ("impact", book.impact))):
        choices = [(str(step), f"{step} · {word}") for step, word in scale.items()]
        initial = str(chosen[at]) if chosen else ""
        fields.append(choice_field(f"{prefix}{name}", f"{name.capitalize()} {of}", choices, initial=initial))
    return fields


def risk(vendor: Vendor, what: str, owner: str) -> Form:
    book = playbook.load().risks
    fields = [
        _about(vendor),
        text_field("title", "What may happen?", initial=what, most=LONGEST_TITLE),
        choice_field("category", "Category", _listed(book.categories)),
        *_scales("", "if nothing were done", None),
        *_scales("residual_", "as it is now", None),
        person_field("owner", "Who answers for it?", initial=owner),
        date_field("due", "Look at it again on", optional=True, hint="Left open, its score says when."),
    ]
    return Form(ADD_RISK, "Add a risk", fields, submit="Add", value=str(vendor.id))


def rate(risk: Risk, residual: tuple[int, int] | None = None) -> Form:
    fields = [
        _of(risk),
        *_scales("residual_", "as it is now", residual or (risk.residual_likelihood, risk.residual_impact)),
        _why("What do you see?", hint="If nothing has changed, say how you know."),
        date_field("due", "Look at it again on", optional=True, hint="Left open, its score says when."),
    ]
    return Form(RATE, "Look at a risk again", fields, value=risk.subject)


def treat(risk: Risk, owner: str) -> Form:
    planned = [each for each in playbook.load().risks.treatments.values() if each.key != Treatment.ACCEPT]
    chosen = risk.treatment.value if risk.treatment else ""
    fields = [
        _of(risk),
        choice_field("treatment", "Treatment", [(each.key, each.title) for each in planned], initial=chosen),
        text_field("plan", "What is done about it?", initial=risk.plan, long=True, most=LONGEST_TEXT),
        person_field("owner", "Who does it?", initial=owner),
        date_field("due", "Look at it again on"),
        context("To bear it instead, use Accept: that takes somebody else's yes."),
    ]
    return Form(card_blocks.TREAT, "Treat a risk", fields, value=risk.subject)


def _wish(until: date | None = None) -> list[Block]:
    return [
        _why("Why?"),
        date_field("until", "Until", initial=until),
        person_field("approver", "Who is to approve it?", hint="Somebody else than you. They are asked at once."),
    ]


def accept(risk: Risk) -> Form:
    fields = [_of(risk), context("It counts for the rating as it is now; when that moves, it has to be given anew.")]
    return Form(ACCEPT, "Accept a risk", [*fields, *_wish()], submit="Ask", value=risk.subject)


def exception(vendor: Vendor, what: str, about: str = "") -> Form:
    """`about` is what it lets stand as it is; else it is about whatever its title says."""
    fields = [_about(vendor), text_field("title", "What is to be allowed?", initial=what, most=LONGEST_TITLE), *_wish()]
    return Form(ASK, "Ask for an exception", fields, submit="Ask", value=f"{vendor.id} {about}".strip())


def renewal(entry: Entry) -> Form:
    return Form(card_blocks.RENEW, "Renew an exception", [_of(entry), *_wish()], submit="Ask", value=entry.subject)


def issue(vendor: Vendor, what: str, owner: str) -> Form:
    fields = [
        _about(vendor),
        text_field("title", "What is wrong?", initial=what, most=LONGEST_TITLE),
        choice_field("source", "Where does it come from?", _listed(playbook.load().risks.sources)),
        text_field("cause", "Cause, if it is known", long=True, optional=True, most=LONGEST_TEXT),
        text_field("correction", "What is to be done?", long=True, optional=True, most=LONGEST_TEXT),
        person_field("owner", "Who mends it?", initial=owner),
        date_field("due", "Until"),
    ]
    return Form(ADD_ISSUE, "Add an issue", fields, submit="Add", value=str(vendor.id))


def mended(issue: Issue) -> Form:
    fields = [
        _of(issue),
        text_field("cause", "What caused it?", initial=issue.cause, long=True, most=LONGEST_TEXT),
        text_field("correction", "What was done?", initial=issue.correction, long=True, most=LONGEST_TEXT),
        person_field("verifier", "Who verifies it?", hint="Somebody else than you. They are asked at once."),
    ]
    return Form(DONE, "Done", fields, submit="Done", value=issue.subject)


def reopening(issue: Issue) -> Form:
    fields = [_of(issue), _why("What is still wrong?"), date_field("date", "Until when is it to be mended?")]
    return Form(card_blocks.REOPEN, "Open it again", fields, submit="Open again", value=issue.subject)


def decision(vendor: Vendor, what: str, who: str) -> Form:
    kept = [(term.key, responsibility(term.key)) for term in playbook.load().retained.values()]
    fields = [
        _about(vendor),
        text_field("title", "What was decided?", initial=what, most=LONGEST_TITLE),
        _why("Why?"),
        person_field("owner", "Who decided?", initial=who),
        date_field("due", "Until", hint="Then it is looked at again."),
        choice_field("responsibility", "What stays ours", kept, optional=True, hint="Which of it this exercises."),
    ]
    return Form(ADD_DECISION, "Add a decision", fields, submit="Add", value=str(vendor.id))


def extension(entry: Entry) -> Form:
    fields = [_of(entry), date_field("date", "Until", initial=entry.due), _why("Why?")]
    return Form(card_blocks.EXTEND, "Extend a decision", fields, submit="Extend", value=entry.subject)


def closing(entry: Entry) -> Form:
    return Form(card_blocks.CLOSE, "Close", [_of(entry), _why("Why is it closed?")], "Close", entry.subject)


def refusal(entry: Entry, approval: Approval) -> Form:
    return Form(card_blocks.REFUSE, "Refuse", [_of(entry), _why("Why not?")], "Refuse", str(approval.id))
