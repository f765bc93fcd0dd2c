"""What is typed, pressed and filled in about risks: added, looked at again, treated, accepted."""

from datetime import date

import click

from govbot import playbook
from govbot.people import service as people
from govbot.reminders import cards
from govbot.risks import approvals, blocks, card_blocks, exposure, filled, forms, news, rating, records, service
from govbot.risks.doors import RISK
from govbot.risks.models import Risk, Treatment
from govbot.risks.record_commands import vendor_of_form
from govbot.risks.reminders import ACCEPT, RATE
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors.reading import because

router = Router()


@router.form(forms.ADD_RISK)
def added(call: Call) -> Reply:
    vendor = vendor_of_form(call)
    found = filled.read(
        call,
        title=filled.title("Say what may happen."),
        category=filled.term(playbook.load().risks.categories),
        **_scales(""),
        **_scales("residual_"),
        owner=filled.person(call, "Say who answers for it."),
        due=filled.ahead(call, "review", optional=True),
    )
    draft = service.Draft(
        found["title"], found["category"], _pair(found, ""), _pair(found, "residual_"), found["owner"], found["due"]
    )
    risk = service.add(call.session, call.workspace, call.now, call.actor, vendor, draft)
    news.given(call, risk)
    return Reply(text=f"{blocks.name(risk)} is written down: {_rated(risk)}.{_hint(call, risk)}")


def _scales(prefix: str) -> dict[str, filled.Read]:
    return {f"{prefix}{what}": filled.scale(what) for what in ("likelihood", "impact")}


def _pair(found: dict[str, int], prefix: str) -> tuple[int, int]:
    return found[f"{prefix}likelihood"], found[f"{prefix}impact"]


def _rated(risk: Risk) -> str:
    return f"{blocks.score(risk.residual_likelihood, risk.residual_impact)}, looked at again on {day(risk.due)}"


def _hint(call: Call, risk: Risk) -> str:
    """What is to be done about one above appetite."""
    vendor = records.vendor_of(call.session, risk)
    held = approvals.standing(call.session, risk)
    if not exposure.exposed(risk, vendor, held, call.today):
        return ""
    most = playbook.load().risks.appetite[vendor.tier]
    ways = f"`/vendor risk treat {risk.ref}` plans something, `/vendor risk accept {risk.ref}` asks somebody to bear it"
    return f" ⚠️ That is above what is borne of a {vendor.tier} vendor ({most}): {ways}."


@router.word("risk rate", "Look at a risk again", "/vendor risk rate <risk> [4x3 because <what you see>]")
@click.argument("which")
@click.argument("words", nargs=-1)
def rate(call: Call, which: str, words: tuple[str, ...]) -> Reply:
    risk = records.find(call.session, Risk, which)
    records.check_open(call.session, call.workspace, risk)
    head, why = because(words)
    residual = rating.parse(" ".join(head)) if head else None
    if residual and why:
        return _rate(call, risk, residual, why)
    return Reply(form=forms.rate(risk, residual))


@router.press(RATE, reads=True)
def press_rate(call: Call) -> Reply:
    risk = RISK.pressed(call)
    records.check_open(call.session, call.workspace, risk)
    return Reply(form=forms.rate(risk))


@router.form(RATE)
def looked_at(call: Call) -> Reply:
    why, due = filled.text("Say what you see."), filled.ahead(call, "review", optional=True)
    found = filled.read(call, **_scales("residual_"), why=why, due=due)
    return _rate(call, RISK.pressed(call), _pair(found, "residual_"), found["why"], found["due"])


def _rate(call: Call, risk: Risk, residual: tuple[int, int], why: str, due: date | None = None) -> Reply:
    before = risk.due
    stale = service.rate(call.session, call.workspace, call.now, call.actor, risk, residual, why, due)
    note = f"✅ Looked at by {mention(call.actor)}: {blocks.score(*residual)}."
    cards.note(call.session, call.now, risk.subject, before, note)
    news.changed(call, risk)
    anew = " Its acceptance was for another rating: it has to be given anew." if stale else ""
    return Reply(text=f"{blocks.name(risk)} is {_rated(risk)}.{anew}{_hint(call, risk)}")


@RISK.opens(router, "risk treat", "Say what is done about a risk, by whom", "/vendor risk treat <risk>",
            card_blocks.TREAT)  # fmt: skip
def treat(call: Call, risk: Risk) -> Reply:
    records.check_open(call.session, call.workspace, risk)
    owner = people.by_id(call.session, risk.owner_id)
    return Reply(form=forms.treat(risk, owner.slack_id if owner.reachable else ""))


@router.form(card_blocks.TREAT)
def treated(call: Call) -> Reply:
    risk = RISK.pressed(call)
    found = filled.read(
        call,
        treatment=filled.planned,
        plan=filled.text("Say what is done about it."),
        owner=filled.person(call, "Say who does it."),
        due=filled.ahead(call, "review"),
    )
    before, owner = risk.due, risk.owner_id
    plan = service.Plan(Treatment(found["treatment"]), found["plan"], found["owner"], found["due"])
    service.treat(call.session, call.workspace, call.now, call.actor, risk, plan)
    note = f"✅ {mention(call.actor)} planned something: {plan.treatment}."
    cards.note(call.session, call.now, risk.subject, before, note)
    news.changed(call, risk)
    if risk.owner_id != owner:
        news.given(call, risk)
    return Reply(text=f"{blocks.name(risk)}: {plan.treatment}, looked at again on {day(risk.due)}.")


@RISK.opens(router, "risk accept", "Ask somebody to bear a risk for a time", "/vendor risk accept <risk>", ACCEPT)
def accept(call: Call, risk: Risk) -> Reply:
    records.check_open(call.session, call.workspace, risk)
    return Reply(form=forms.accept(risk))


@router.form(ACCEPT)
def asked(call: Call) -> Reply:
    risk, wish = RISK.pressed(call), filled.wish(call, "acceptance")
    approval = approvals.ask(call.session, call.workspace, call.now, call.actor, risk, wish)
    news.changed(call, risk)
    news.requested(call, approval, risk)
    approver = approvals.asked_now(call.session, call.today, approval)
    return Reply(text=f"{mention(approver.slack_id)} is asked to bear {blocks.name(risk)} until {day(approval.until)}.")
