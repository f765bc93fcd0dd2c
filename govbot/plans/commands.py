"""What is pressed and filled in about the tasks of plans, whatever kind of plan it is."""

import json
from dataclasses import replace

from govbot.errors import Refusal
from govbot.people import service as people
from govbot.plans import blocks, doing, finding, forms, plan_commands, plays, reading
from govbot.plans.doing import Desk
from govbot.plans.models import Plan, PlanTask
from govbot.plans.plays import Plays
from govbot.plans.reading import File
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router


def router(plays_: Plays) -> Router:
    """Given what is special about each kind of plan, because a button says only which task it is about."""
    return Router.join(_looking(plays_), _closing(plays_), _changing(plays_), plan_commands.router(plays_))


def file_of(call: Call, plan: Plan, plays_: Plays = plays.NONE) -> File:
    file = reading.file(call.session, call.workspace, plan, call.today)
    return replace(file, known=plays.of(plays_, plan).known(call, plan))


def page(call: Call, plan: Plan, first: int = 0, plays_: Plays = plays.NONE) -> Reply:
    """Its tasks, for the words that show a plan."""
    return Reply(blocks=blocks.page(file_of(call, plan, plays_), first), replace=True)


def shown(call: Call, task: PlanTask, plays_: Plays = plays.NONE) -> Reply:
    """One task, for the words that show one."""
    plan = finding.by_id(call.session, task.plan_id)
    drawn = blocks.task(file_of(call, plan, plays_), task, finding.failures_of(call.session, task))
    return Reply(blocks=drawn)


def finishing(call: Call, plays_: Plays, task: PlanTask) -> Reply:
    """The form that closes a task, for the words that close one."""
    desk = Desk.at(call, plays_, task)
    desk.check()
    play = plays.of(plays_, desk.plan)
    return Reply(form=play.form(call, desk.plan, task) or forms.finishing(file_of(call, desk.plan), task))


def task_of(call: Call) -> PlanTask:
    """The one that a button or form carries."""
    return finding.task_by_id(call.session, int(call.value))


def _looking(plays_: Plays) -> Router:
    routes = Router()

    @routes.press(blocks.SHOW, needs=Right.READ, reads=True)
    def show(call: Call) -> Reply:
        return Reply(blocks=page(call, finding.by_id(call.session, int(call.value)), plays_=plays_).blocks)

    @routes.press(blocks.BACK, needs=Right.READ, reads=True)
    @routes.press(blocks.ON, needs=Right.READ, reads=True)
    def turn(call: Call) -> Reply:
        where = json.loads(call.value)
        return page(call, finding.by_id(call.session, int(where["plan"])), int(where["first"]), plays_)

    @routes.press(blocks.TASK, needs=Right.READ, reads=True)
    def show_task(call: Call) -> Reply:
        return shown(call, task_of(call), plays_)

    return routes


def _closing(plays_: Plays) -> Router:
    routes = Router()

    @routes.press(blocks.DONE, reads=True)
    def ask(call: Call) -> Reply:
        return finishing(call, plays_, task_of(call))

    @routes.form(blocks.DONE)
    def done(call: Call) -> Reply:
        said = doing.finish(
            call, plays_, task_of(call), call.text("shown"), call.text("note"), call.text("early")
        )  # fmt: skip
        return Reply(text=said)

    @routes.press(blocks.FAILED, reads=True)
    def ask_failed(call: Call) -> Reply:
        return Reply(form=forms.failing(_checked(call, plays_), task_of(call)))

    @routes.form(blocks.FAILED)
    def failed(call: Call) -> Reply:
        again = call.date("again")
        if again is None:
            raise Refusal("Pick the day on which it is tried again.", field="again")
        return Reply(text=doing.fail(call, plays_, task_of(call), call.text("why"), again))

    @routes.press(blocks.DROP, reads=True)
    def ask_drop(call: Call) -> Reply:
        return Reply(form=forms.dropping(_checked(call, plays_), task_of(call)))

    @routes.form(blocks.DROP)
    def dropped(call: Call) -> Reply:
        return Reply(text=doing.drop(call, plays_, task_of(call), call.text("because")))

    return routes


def _checked(call: Call, plays_: Plays) -> File:
    desk = Desk.at(call, plays_, task_of(call))
    desk.check()
    return file_of(call, desk.plan)


def _changing(plays_: Plays) -> Router:
    routes = Router()

    @routes.press(blocks.MOVE, reads=True)
    def ask_move(call: Call) -> Reply:
        return Reply(form=forms.moving(_checked(call, {}), task_of(call)))

    @routes.form(blocks.MOVE)
    def moved(call: Call) -> Reply:
        task, to = task_of(call), call.date("date")
        if to is None or to == task.due:
            raise Refusal("Pick the new date.", field="date")
        return Reply(text=doing.move(call, plays_, task, to, call.text("why")))

    @routes.press(blocks.AFTER, reads=True)
    def ask_after(call: Call) -> Reply:
        return Reply(form=forms.rewiring(_checked(call, {}), task_of(call)))

    @routes.form(blocks.AFTER)
    def rewired(call: Call) -> Reply:
        return Reply(text=doing.rewire(call, plays_, task_of(call), plan_commands.codes(call, "after")))

    @routes.press(blocks.GIVE, reads=True)
    def ask_give(call: Call) -> Reply:
        return Reply(form=forms.giving(_checked(call, {}), task_of(call)))

    @routes.form(blocks.GIVE)
    def given(call: Call) -> Reply:
        person = people.find_able(call.session, call.text("person"), field="person")
        return Reply(text=doing.give(call, plays_, task_of(call), person, call.text("why")))

    return routes
