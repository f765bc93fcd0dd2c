"""A risk, issue, exception or decision whole, with what can be done now; and what is asked of an approver."""

from collections.abc import Callable
from datetime import date

from govbot import playbook
from govbot.people.models import Person
from govbot.risks.blocks import File, as_risk, line, name, score, when
from govbot.risks.models import Answer, Approval, Decision, Entry, Issue, PolicyException, Risk, Treatment
from govbot.risks.reminders import ACCEPT, DONE, RATE, SHOW
from govbot.slack.blocks import Block, Element, actions, button, context, fields, paragraphs, section
from govbot.slack.text import clip, day, escape, mention, moment
from govbot.vendors.retained import title as responsibility

TREAT, CLOSE, RENEW, EXTEND = "risk.treat:1", "record.close:1", "exception.renew:1", "decision.extend:1"
VERIFY, REOPEN = "issue.verify:1", "issue.reopen:1"
APPROVE, REFUSE = "approval.approve:1", "approval.refuse:1"
Facts = list[tuple[str, str]]


def card(file: File, reader: str) -> list[Block]:
    """All of it, with what can be done now: nobody is offered to answer their own wish, or to verify their own work."""
    entry = file.entry
    blocks = [section(f"{name(entry, 250)}\n{escape(clip(file.vendor.name, 80))} ({file.vendor.ref})")]
    blocks.append(fields(*FACTS[entry.noun](file)))
    for label, text in _texts(entry):
        blocks += paragraphs(f"*{label}*\n{escape(text)}") if text else []
    if file.asked and file.approver:
        blocks.append(context(f"⏳ {asking(file.asked, file.approver)}"))
    if entry.closed_at:
        closed = f"Closed by {mention(entry.closed_by)} {moment(entry.closed_at)}"
        return [*blocks, context(f"{closed}: {clip(escape(entry.closed_why), 300)}")]
    buttons = _buttons(file, reader)
    return [*blocks, actions(*buttons)] if buttons else blocks


def _risk_facts(file: File) -> Facts:
    risk, book = as_risk(file.entry), playbook.load().risks
    category = book.categories[risk.category].title if risk.category in book.categories else risk.category
    treated = book.treatments[risk.treatment].title if risk.treatment else "nothing planned"
    facts = [
        ("Category", escape(category)),
        ("Owner", mention(file.owner.slack_id)),
        ("If nothing were done", score(risk.likelihood, risk.impact)),
        ("As it is now", score(risk.residual_likelihood, risk.residual_impact)),
        ("Appetite", f"up to {book.appetite[file.vendor.tier]} for a {file.vendor.tier} vendor"),
        ("Treatment", treated),
        ("Look again", when(file)),
    ]
    return facts + ([("Acceptance", _acceptance(file.held, file.today))] if file.held else [])


def _acceptance(held: Approval, today: date) -> str:
    if held.answer is Answer.STALE:
        return f"⚠️ given for {held.rating}, which moved: to be given anew by {day(held.due)}"
    over = "⚠️ ended" if held.until < today else "until"
    return f"{over} {day(held.until)}, by {mention(held.answered_by)}"


def _issue_facts(file: File) -> Facts:
    issue = file.entry
    assert isinstance(issue, Issue)
    sources = playbook.load().risks.sources
    facts = [
        ("Comes from", sources[issue.source].title if issue.source in sources else escape(issue.source)),
        ("Owner", mention(file.owner.slack_id)),
        ("To be verified" if issue.done_at else "Due", when(file)),
    ]
    facts += [("Done by", mention(issue.done_by))] if issue.done_at else []
    return facts + ([("Reopened", f"{issue.reopened} ×")] if issue.reopened else [])


def _exception_facts(file: File) -> Facts:
    given = file.held.answered_by if file.held else None
    approved = f"by {mention(given)}" if given else "not yet"
    return [("Asked by", mention(file.entry.opened_by)), ("Approved", approved), ("Until", when(file))]


def _decision_facts(file: File) -> Facts:
    decision = file.entry
    assert isinstance(decision, Decision)
    facts = [("Decided by", mention(file.owner.slack_id)), ("Until", when(file))]
    named = decision.responsibility
    return facts + ([("What stays ours", escape(responsibility(named)))] if named else [])


FACTS: dict[str, Callable[[File], Facts]] = {
    "risk": _risk_facts,
    "issue": _issue_facts,
    "exception": _exception_facts,
    "decision": _decision_facts,
}


def _texts(entry: Entry) -> Facts:
    if isinstance(entry, Risk):
        return [("Plan", entry.plan if entry.treatment is not Treatment.ACCEPT else "")]
    if isinstance(entry, Issue):
        return [("Cause", entry.cause), ("Corrective action", entry.correction)]
    return [("Why", entry.why)] if isinstance(entry, PolicyException | Decision) else []


def _buttons(file: File, reader: str) -> list[Element]:
    entry = file.entry
    close = button("Close", CLOSE, entry.subject)
    answers = answering(file.asked) if file.asked and file.approver and file.approver.slack_id == reader else []
    if isinstance(entry, Risk):
        labels = (("Look again", RATE), ("Treat", TREAT), ("Accept", ACCEPT))
        return [*answers, *(button(label, action, entry.subject) for label, action in labels), close]
    if isinstance(entry, Issue):
        if entry.done_at:
            return verifying(entry) if entry.done_by != reader else []
        return [button("Done", DONE, entry.subject, style="primary")]
    if isinstance(entry, PolicyException):
        return [*answers, *([button("Renew", RENEW, entry.subject)] if entry.granted_at else []), close]
    derived = isinstance(entry, Decision) and entry.source
    return [] if derived else [button("Extend", EXTEND, entry.subject), close]


def answering(approval: Approval) -> list[Element]:
    return [
        button("Approve", APPROVE, str(approval.id), style="primary"),
        button("Refuse", REFUSE, str(approval.id)),
    ]


def verifying(issue: Issue) -> list[Element]:
    return [button("Verify", VERIFY, issue.subject, style="primary"), button("Not mended", REOPEN, issue.subject)]


def asking(approval: Approval, approver: Person) -> str:
    """`@ivo asks @ana to allow it until Mon 1 Feb 2027: why`."""
    what = "bear it" if approval.rating else "allow it"
    wanted = f"{mention(approval.asked_by)} asks {mention(approver.slack_id)} to {what} until {day(approval.until)}"
    return f"{wanted}: {clip(escape(approval.why), 600)}"


def request(file: File, approval: Approval, approver: Person) -> list[Block]:
    """What the approver reads; once it was answered, how."""
    blocks = [section(f"{line(file)}\n{asking(approval, approver)}")]
    if approval.answer is Answer.PENDING:
        look = button("Open", SHOW, file.entry.subject)
        return [*blocks, actions(*answering(approval), look)]
    return [*blocks, section(answered(approval))]


def answered(approval: Approval) -> str:
    by = mention(approval.answered_by)
    if approval.answer is Answer.GRANTED:
        return f"✅ Approved by {by}."
    if approval.answer is Answer.REFUSED:
        return f"🚫 Refused by {by}: {clip(escape(approval.note), 600)}"
    return f"↩️ It counts no more: {clip(escape(approval.note), 300)}."
