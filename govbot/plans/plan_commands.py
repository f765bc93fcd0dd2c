"""What is pressed and filled in about a whole plan: a task added, and who does what."""

from collections.abc import Sequence
from functools import partial

from govbot.errors import Refusal
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import adding, announce, blocks, doing, finding, forms, plays, reading, roles, service, templates
from govbot.plans.adding import Extra
from govbot.plans.models import Plan
from govbot.plans.plays import Plays
from govbot.plans.reading import File
from govbot.slack.call import Call, Reply
from govbot.slack.forms import parsed
from govbot.slack.router import Router
from govbot.slack.text import day, escape, mention


def router(plays_: Plays) -> Router:
    """Given what is special about each kind of plan, for the card that is drawn anew."""
    routes = Router()

    @routes.press(blocks.ADD, reads=True)
    def ask_add(call: Call) -> Reply:
        return Reply(form=forms.adding(_file(call, _alive(call)), call.actor))

    @routes.form(blocks.ADD)
    def added(call: Call) -> Reply:
        plan = _alive(call)
        task, rolled = adding.add(call.session, call.workspace, call.now, call.actor, plan, _extra(call))
        said = f"{blocks.name(task)} is in the plan, due {day(task.due)}."
        doing.told(call, plan, plays_, f"{task.subject}:added", f"➕ {mention(call.actor)}: {said}", rolled)
        return Reply(text=said)

    @routes.press(blocks.END, reads=True)
    def ask_end(call: Call) -> Reply:
        return Reply(form=forms.ending(_file(call, _alive(call))))

    @routes.form(blocks.END)
    def end_moved(call: Call) -> Reply:
        plan, to, why = _alive(call), call.date("date"), call.text("why")
        before = plan.target
        if to is None or before is None:
            raise Refusal("Pick the new date.", field="date")
        plays.of(plays_, plan).end(call, plan, to)
        rolled = service.retarget(call.session, call.workspace, call.now, call.actor, plan, to, why)
        said = f"The agreed end is {day(to)}, it was {day(before)}."
        doing.told(call, plan, plays_, "retargeted", f"🏁 {mention(call.actor)}: {said} {escape(why)}", rolled)
        return Reply(text=said)

    _who_does_what(routes, plays_)
    return routes


def _who_does_what(routes: Router, plays_: Plays) -> None:
    @routes.press(blocks.ROLES, reads=True)
    def ask_roles(call: Call) -> Reply:
        plan = _alive(call)
        return Reply(form=forms.roles(_file(call, plan), roles.named(call.session, plan)))

    @routes.form(blocks.ROLES)
    def roles_given(call: Call) -> Reply:
        plan = _alive(call)
        wanted = list(dict.fromkeys(task.role for task in finding.tasks_of(call.session, plan) if task.role))
        manager = people.find_able(call.session, call.text("manager"), field="manager")
        found = people_of(call, wanted)
        service.give(call.session, call.now, call.actor, plan, manager)
        for role in wanted[: forms.ROLES_ASKED]:
            service.give_role(call.session, call.now, call.actor, plan, role, found.get(role))
        announce.redraw(call.session, call.workspace, call.now, plan, plays.of(plays_, plan))
        named = ", ".join(f"{templates.role(role)} {mention(person.slack_id)}" for role, person in found.items())
        return Reply(
            text=f"Run by {mention(manager.slack_id)}. {named or 'No role is named: it is the vendor’s people.'}"
        )


def _file(call: Call, plan: Plan) -> File:
    return reading.file(call.session, call.workspace, plan, call.today)


def _alive(call: Call) -> Plan:
    plan = finding.by_id(call.session, int(call.value))
    service.check_alive(call.session, call.workspace, plan)
    return plan


def _extra(call: Call) -> Extra:
    read = parsed({
        "person": lambda: people.find_able(call.session, call.text("person")),
        "date": lambda: _picked(call),
    })  # fmt: skip
    return Extra(
        title=call.text("title"),
        phase=call.text("phase"),
        due=read["date"],
        person=read["person"],
        after=codes(call, "after"),
        before=codes(call, "before"),
        proof=call.text("proof"),
    )


def _picked(call: Call) -> object:
    picked = call.date("date")
    if picked is None:
        raise Refusal("Pick a date.")
    return picked


def codes(call: Call, name: str) -> list[str]:
    """Which tasks were chosen in a form."""
    chosen = call.fields.get(name)
    return list(chosen) if isinstance(chosen, list) else []


def people_of(call: Call, wanted: Sequence[str]) -> dict[str, Person]:
    """Who was picked for each role in a form with `forms.role_fields`; every wrong pick is said at once."""
    picked = {f"role_{role}": call.text(f"role_{role}") for role in wanted}
    read = {name: partial(people.find_able, call.session, who) for name, who in picked.items() if who}
    return {name.removeprefix("role_"): person for name, person in parsed(read).items()}
