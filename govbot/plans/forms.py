"""The forms in which tasks of a plan are closed, tried again, moved, given away, left out and added."""

from collections.abc import Mapping, Sequence

from govbot.people.models import Person
from govbot.plans import blocks, templates
from govbot.plans.adding import LONGEST_TITLE
from govbot.plans.models import PlanTask
from govbot.plans.reading import File
from govbot.plans.service import LONGEST_TEXT
from govbot.slack.blocks import Block, context, section
from govbot.slack.forms import Form, choice_field, choices_field, date_field, person_field, text_field
from govbot.slack.text import clip, escape

ROLES_ASKED = 20  # so many of a plan's roles fit into one form


def _about(file: File, task: PlanTask) -> Block:
    return section(f"{blocks.name(task, 200)}\n{escape(blocks.title(file))}")


def _why(name: str, label: str, *, optional: bool = False, hint: str = "") -> Block:
    return text_field(name, label, long=True, most=LONGEST_TEXT, optional=optional, hint=hint)


def finishing(file: File, task: PlanTask) -> Form:
    """Its proof where it has to be shown, and why it is closed before what it waits for."""
    fields = [_about(file, task)]
    if task.proof:
        fields.append(
            text_field("shown", clip(f"Proof: {task.proof}", 150), hint="A link, or where it lies.", most=1000)
        )
    fields.append(_why("note", "Anything to remember?", optional=True))
    waiting = file.waits[task.id]
    if waiting:
        codes = ", ".join(each.code for each in waiting[:5])
        fields.append(_why("early", f"It waits for {codes}. Why is it closed before that?"))
    return Form(blocks.DONE, clip(f"Close {task.code}", 24), fields, submit="Close", value=str(task.id))


def failing(file: File, task: PlanTask) -> Form:
    fields = [
        _about(file, task),
        _why("why", "What did not work?"),
        date_field("again", "When is it tried again?", hint="What waits for it moves with it."),
    ]
    return Form(blocks.FAILED, clip(f"{task.code} failed", 24), fields, value=str(task.id))


def moving(file: File, task: PlanTask) -> Form:
    fields = [_about(file, task), date_field("date", "New date", initial=task.due), _why("why", "Why?", optional=True)]
    return Form(blocks.MOVE, clip(f"Move {task.code}", 24), fields, submit="Move", value=str(task.id))


def giving(file: File, task: PlanTask) -> Form:
    fields = [_about(file, task), person_field("person", "Who does it?"), _why("why", "Why?", optional=True)]
    return Form(blocks.GIVE, clip(f"Give away {task.code}", 24), fields, submit="Give", value=str(task.id))


def rewiring(file: File, task: PlanTask) -> Form:
    fields = [_about(file, task), *_tasks_field("after", "It waits for", file, task.after, without=task)]
    return Form(blocks.AFTER, clip(f"What {task.code} waits for", 24), fields, value=str(task.id))


def _tasks_field(
    name: str, label: str, file: File, chosen: Sequence[str] = (), without: PlanTask | None = None
) -> list[Block]:  # fmt: skip
    """Some of the tasks, where there are any; of one that comes again and again its first turn is meant."""
    codes = {*chosen, *(each.code for each in file.still)}
    listed = [task for task in file.tasks if task.turn == 1 and task.code in codes and task is not without]
    choices = [(task.code, clip(f"{task.code} {task.title}", 70)) for task in listed]
    return [choices_field(name, label, choices, initial=chosen, optional=True)] if choices else []


def dropping(file: File, task: PlanTask) -> Form:
    fields = [_about(file, task), _why("because", "Why is it not needed here?")]
    return Form(blocks.DROP, clip(f"{task.code} not needed", 24), fields, submit="Leave out", value=str(task.id))


def adding(file: File, person: str) -> Form:
    phases = [(key, phase) for key, phase in file.template.phases.items()]
    fields = [
        section(escape(blocks.title(file))),
        text_field("title", "What is to be done?", most=LONGEST_TITLE),
        choice_field("phase", "In which phase?", phases),
        person_field("person", "Who does it?", initial=person),
        date_field("date", "Until"),
        text_field("proof", "What has to be shown to close it?", optional=True, most=LONGEST_TITLE),
        *_tasks_field("after", "It waits for", file),
        *_tasks_field("before", "These wait for it", file),
    ]
    return Form(blocks.ADD, "Add a task", fields, submit="Add", value=str(file.plan.id))


def ending(file: File) -> Form:
    """Proposes the day on which it ends as things stand."""
    counted = any(task.offset.startswith("T") for task in file.still)
    follows = (
        "Every open task that counts from the end moves as far as the end does."
        if counted
        else "Its tasks count from the day it began, and stay: move each by its own *Move…*."
    )
    fields = [
        section(escape(blocks.title(file))),
        date_field("date", "Agreed end", initial=file.ends if file.slips else file.plan.target),
        _why("why", "Why, and who agreed?"),
        context(follows),
    ]
    return Form(blocks.END, "Move the end", fields, submit="Move", value=str(file.plan.id))


def roles(file: File, held: Mapping[str, Person]) -> Form:
    """`held` is who has a role now, or had it the last time."""
    wanted = list(dict.fromkeys(task.role for task in file.tasks if task.role))
    fields = [section(f"{escape(blocks.title(file))}\nA role left open falls to the vendor's people.")]
    runs = file.manager.slack_id if file.manager and file.manager.reachable else ""
    fields += [person_field("manager", "Who runs it?", initial=runs), *role_fields(wanted, held)]
    return Form(blocks.ROLES, "Who does what", fields, value=str(file.plan.id))


def role_fields(roles_: Sequence[str], held: Mapping[str, Person]) -> list[Block]:
    """One for each role, for the forms in which plans begin as well; `plan_commands.people_of` reads them."""
    return [
        person_field(
            f"role_{role}", templates.role(role), initial=held[role].slack_id if role in held else "", optional=True
        )
        for role in roles_[:ROLES_ASKED]
    ]
