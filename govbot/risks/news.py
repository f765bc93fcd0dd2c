"""What others hear of it: who has something now, who is asked for a yes or a look, and how that was answered."""

from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reminders import cards
from govbot.risks import approvals, blocks, card_blocks, reading
from govbot.risks.models import Answer, Approval, Entry, Issue
from govbot.risks.reminders import ACCEPT, SHOW
from govbot.slack.blocks import Block, actions, button, in_words, section
from govbot.slack.call import Call
from govbot.slack.text import clip, day, escape, mention
from govbot.vendors.telling import tell


def given(call: Call, entry: Entry) -> None:
    """To whoever answers for something now, unless they did that themselves."""
    owner = people.by_id(call.session, entry.owner_id)
    if owner.id != call.caller.id:
        text = f"{mention(call.actor)} gave you this: {blocks.line(reading.file(call.session, entry, call.today))}"
        drawn = [section(text), actions(button("Open", SHOW, entry.subject))]
        _direct(call, f"{entry.subject}:owner:{owner.slack_id}:{call.now.timestamp()}", owner, drawn)


def requested(call: Call, approval: Approval, entry: Entry) -> None:
    """To the approver, or who stands in for them."""
    approver = approvals.asked_now(call.session, call.today, approval)
    drawn = card_blocks.request(reading.file(call.session, entry, call.today), approval, approver)
    _direct(call, _request_key(approval), approver, drawn)


def _request_key(approval: Approval) -> str:
    return f"approval:{approval.id}:asked"


def changed(call: Call, entry: Entry) -> None:
    """After any change: requests that need no answer any more say so, and so do the cards of acceptances."""
    for approval in approvals.changed_now(call.session, call.now, entry):
        if approval.answer is Answer.PENDING:
            continue
        if approval.answer is Answer.STALE:
            _stale(call, approval, entry)
            continue
        note = card_blocks.answered(approval)
        by = approvals.answer_by(call.workspace, approval)
        cards.note(call.session, call.now, f"approval:{approval.id}", by, note)
        if approval.answer is Answer.WITHDRAWN:
            cards.note(call.session, call.now, f"acceptance:{approval.id}", approval.due, note)
        _redraw(call, approval, entry)


def _redraw(call: Call, approval: Approval, entry: Entry) -> None:
    if outbox.find(call.session, _request_key(approval)):
        approver = people.by_id(call.session, approval.approver_id)
        drawn = card_blocks.request(reading.file(call.session, entry, call.today), approval, approver)
        outbox.edit(
            call.session, call.now, parent_key=_request_key(approval), text=in_words(drawn), blocks=drawn
        )  # fmt: skip


def _stale(call: Call, approval: Approval, entry: Entry) -> None:
    """Said once to whoever answers for the risk; from then on it is a dated thing like any other."""
    owner = people.by_id(call.session, entry.owner_id)
    text = (
        f"{blocks.name(entry)} was accepted by {mention(approval.answered_by)}, but {escape(approval.note)}."
        f" It has to be accepted anew by {day(approval.due)}, or treated."
    )
    drawn = [section(text), actions(button("Accept anew", ACCEPT, entry.subject), button("Open", SHOW, entry.subject))]
    _direct(call, f"approval:{approval.id}:stale", owner, drawn)


def answered(call: Call, approval: Approval, entry: Entry) -> None:
    """To the asker; a yes is said in the vendor's channel as well."""
    file = reading.file(call.session, entry, call.today)
    asker = people.by_slack_id(call.session, approval.asked_by)
    drawn = [section(f"{card_blocks.answered(approval)}\n{blocks.line(file)}")]
    if asker:
        _direct(call, f"approval:{approval.id}:answered", asker, drawn)
    if approval.answer is Answer.GRANTED:
        asked = f"Asked for by {mention(approval.asked_by)}: {clip(escape(approval.why), 300)}"
        told = [section(f"✅ {mention(approval.answered_by)} approved {blocks.line(file)}\n{asked}")]
        tell(call.session, call.workspace, call.now, file.vendor, f"approval:{approval.id}:granted", "", told)


def verification(call: Call, issue: Issue) -> None:
    """To the verifier: what was done, and the two answers."""
    verifier = people.by_id(call.session, issue.verifier_id or 0)
    drawn = [*mended(call, issue), actions(*card_blocks.verifying(issue))]
    _direct(call, verify_key(issue), verifier, drawn)


def verified(call: Call, key: str, asked: list[Block], note: str) -> None:
    """The request, as it was `asked`, shows how it was answered."""
    if outbox.find(call.session, key):
        drawn = [*asked, section(note)]
        outbox.edit(call.session, call.now, parent_key=key, text=in_words(drawn), blocks=drawn)


def to_owner(call: Call, issue: Issue, what: str, text: str) -> None:
    """Whoever mends it hears how it went; `what` is said once in each of its rounds."""
    owner = people.by_id(call.session, issue.owner_id)
    if owner.id != call.caller.id:
        drawn = [section(text), actions(button("Open", SHOW, issue.subject))]
        _direct(call, f"{issue.subject}:{what}:{issue.reopened}", owner, drawn)


def verify_key(issue: Issue) -> str:
    return f"{issue.subject}:verify:{issue.reopened}"


def mended(call: Call, issue: Issue) -> list[Block]:
    head = f"{mention(issue.done_by)} says that this is mended, and you are to verify it:\n{blocks.name(issue)}"
    cause, done = clip(escape(issue.cause), 700), clip(escape(issue.correction), 700)
    return [section(head), section(f"*Cause*  {cause}\n*Done*  {done}")]


def _direct(call: Call, key: str, person: Person, drawn: list[Block]) -> None:
    outbox.direct(
        call.session, call.now, key=key, slack_id=person.slack_id, text=in_words(drawn), blocks=drawn,
        fallback=call.workspace.governance_channel,
    )  # fmt: skip
