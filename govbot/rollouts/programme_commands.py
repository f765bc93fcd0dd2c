"""What people type and fill in about the governance programme of the workspace."""

import click

from govbot.plans import commands as plans
from govbot.plans import finding as all_plans
from govbot.plans import roles
from govbot.plans.plan_commands import people_of
from govbot.rights import Right
from govbot.rollouts import commands as rollouts
from govbot.rollouts import programme, programme_forms
from govbot.rollouts.plays import PLAYS
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router

router = Router()


@router.word("programme start", "Begin the 90 days that bring governance to a routine", "/vendor programme start",
             needs=Right.ADMIN, reads=True)  # fmt: skip
def start(call: Call) -> Reply:
    programme.check(call.session)
    return Reply(form=programme_forms.start(call.today, call.actor, roles.held_before(call.session, programme.KIND)))


@router.form(programme_forms.START, needs=Right.ADMIN)
def started(call: Call) -> Reply:
    wish = programme_forms.wish(call, people_of(call, programme.ROLES))
    plan = programme.start(call.session, call.workspace, call.now, call.actor, wish)
    return Reply(text=f"The governance programme begins. {rollouts.begun(call, plan)}")


@router.word("programme show", "The governance programme, and how far our own data say it is",
             "/vendor programme show", needs=Right.READ, reads=True)  # fmt: skip
def show(call: Call) -> Reply:
    return plans.page(call, programme.latest(call.session), plays_=PLAYS)


@router.word("programme task", "One step of the programme", "/vendor programme task <P05>",
             needs=Right.READ, reads=True)  # fmt: skip
@click.argument("code")
def task(call: Call, code: str) -> Reply:
    return plans.shown(call, all_plans.task(call.session, programme.latest(call.session), code), PLAYS)


@router.word("programme done", "Close a step of the programme", "/vendor programme done <P05>", reads=True)
@click.argument("code")
def done(call: Call, code: str) -> Reply:
    return plans.finishing(call, PLAYS, all_plans.task(call.session, programme.running(call.session), code))


@router.word("programme stop", "Stop the programme, and say why", "/vendor programme stop",
             needs=Right.ADMIN, reads=True)  # fmt: skip
def stop(call: Call) -> Reply:
    return rollouts.stopping(call, programme.running(call.session))
