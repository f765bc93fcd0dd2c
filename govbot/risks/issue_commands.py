"""What is typed, pressed and filled in about issues: added, done, verified, opened again."""

from govbot import playbook
from govbot.people import service as people
from govbot.reminders import cards
from govbot.risks import blocks, card_blocks, filled, forms, issues, news
from govbot.risks.doors import ISSUE
from govbot.risks.issues import Draft, Mended
from govbot.risks.models import Issue
from govbot.risks.record_commands import vendor_of_form
from govbot.risks.reminders import DONE
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention, until

router = Router()


@router.form(forms.ADD_ISSUE)
def added(call: Call) -> Reply:
    vendor = vendor_of_form(call)
    found = filled.read(
        call,
        title=filled.title("Say what is wrong."),
        source=filled.term(playbook.load().risks.sources),
        cause=filled.anything,
        correction=filled.anything,
        owner=filled.person(call, "Say who mends it."),
        due=filled.ahead(call, "issue"),
    )
    issue = issues.add(call.session, call.now, call.actor, vendor, Draft(**found))
    news.given(call, issue)
    owner = people.by_id(call.session, issue.owner_id)
    due = f"{day(issue.due)} ({until(issue.due, call.today)})"
    return Reply(text=f"{blocks.name(issue)} is written down: {mention(owner.slack_id)} mends it by {due}.")


@ISSUE.opens(router, "issue done", "Say that an issue is mended, and who verifies it", "/vendor issue done <issue>",
             DONE)  # fmt: skip
def done(call: Call, issue: Issue) -> Reply:
    issues.check_unmended(call.session, call.workspace, issue)
    return Reply(form=forms.mended(issue))


@router.form(DONE)
def finished(call: Call) -> Reply:
    issue = ISSUE.pressed(call)
    found = filled.read(
        call,
        cause=filled.text("Say what caused it, as far as you know."),
        correction=filled.text("Say what was done."),
        verifier=filled.person(call, "Say who verifies it."),
    )
    before = issues.done(call.session, call.workspace, call.now, call.actor, issue, Mended(**found))
    note = f"✅ Done by {mention(call.actor)} on {day(call.today)}, to be verified."
    cards.note(call.session, call.now, issue.subject, before, note)
    news.verification(call, issue)
    verifier = mention(found["verifier"].slack_id)
    return Reply(text=f"Thank you. {verifier} is asked to verify {blocks.name(issue)} by {day(issue.due)}.")


@ISSUE.opens(router, "issue verify", "Say that what was done holds", "/vendor issue verify <issue>",
             card_blocks.VERIFY, reads=False)  # fmt: skip
def verify(call: Call, issue: Issue) -> Reply:
    due, key = issue.due, news.verify_key(issue)
    issues.verify(call.session, call.workspace, call.now, call.actor, issue)
    note = f"✅ Verified by {mention(call.actor)} on {day(call.today)}."
    cards.note(call.session, call.now, issue.subject, due, note)
    news.verified(call, key, news.mended(call, issue), note)
    news.to_owner(call, issue, "verified", f"{mention(call.actor)} verified {blocks.name(issue)}. It is closed.")
    return Reply(text=f"{blocks.name(issue)} is verified and closed.")


@ISSUE.opens(router, "issue reopen", "Say that what was done does not hold", "/vendor issue reopen <issue>",
             card_blocks.REOPEN)  # fmt: skip
def reopen(call: Call, issue: Issue) -> Reply:
    issues.check_verifiable(call.session, call.workspace, call.actor, issue)
    return Reply(form=forms.reopening(issue))


@router.form(card_blocks.REOPEN)
def reopened(call: Call) -> Reply:
    issue = ISSUE.pressed(call)
    found = filled.read(call, why=filled.text("Say what is still wrong."), date=filled.ahead(call, "issue"))
    key, asked = news.verify_key(issue), news.mended(call, issue)
    before = issues.reopen(call.session, call.workspace, call.now, call.actor, issue, found["date"], found["why"])
    note = f"↩️ Opened again by {mention(call.actor)}: {clip(escape(found['why']), 300)}"
    cards.note(call.session, call.now, issue.subject, before, note)
    news.verified(call, key, asked, note)
    told = f"{mention(call.actor)} opened {blocks.name(issue)} again: {clip(escape(found['why']), 600)}"
    news.to_owner(call, issue, "reopened", f"{told}\nIt is due on {day(issue.due)} now.")
    return Reply(text=f"{blocks.name(issue)} is open again, due on {day(issue.due)}.")
