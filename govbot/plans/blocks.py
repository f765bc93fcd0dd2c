"""A plan as Slack shows it: its card, a page of its tasks, one task."""

from collections.abc import Sequence
from datetime import date

from govbot.plans import templates
from govbot.plans.models import PlanFailure, PlanTask, State
from govbot.plans.reading import File
from govbot.slack import paging
from govbot.slack.blocks import Block, Element, actions, button, context, header, section
from govbot.slack.text import clip, day, escape, mention, plural, until

SHOW, TASK, DONE, ADD, ROLES = "plan.show:1", "task.show:1", "task.done:1", "plan.add:1", "plan.roles:1"
END, AFTER = "plan.end:1", "task.after:1"
FAILED, MOVE, GIVE, DROP = "task.failed:1", "task.move:1", "task.give:1", "task.drop:1"
BACK, ON, GANTT = "plan.page.back:1", "plan.page.on:1", "plan.gantt:1"
PAGE, COMING = 8, 3


def title(file: File) -> str:
    """`Exit plan of Ardent`, as plain text."""
    of = f" of {clip(file.vendor.name, 80)}" if file.vendor else ""
    return f"{file.template.title}{of}"


def name(task: PlanTask, most: int = 120) -> str:
    return f"*{task.code}* {escape(clip(task.title, most))}"


def card(file: File, says: str = "", buttons: Sequence[Element] = ()) -> list[Block]:
    """The plan's own post, drawn anew whenever something happened."""
    blocks = [header(title(file)), section(_state(file))]
    blocks += [section(says)] if says else []
    if not file.plan.runs and file.plan.state is not State.STANDING:
        return [*blocks, actions(button("All tasks", SHOW, str(file.plan.id)))]
    soon = [*file.late, *file.ready][:COMING]
    blocks += [section("\n".join(line(file, task) for task in soon))] if soon else []
    id_ = str(file.plan.id)
    return [*blocks, actions(button("All tasks", SHOW, id_), button("Gantt", GANTT, id_), *buttons)]


def _state(file: File) -> str:
    plan = file.plan
    variant = file.template.variants.get(plan.variant, "")
    lines = [escape(variant)] if variant else []
    lines.append(_end(file))
    lines.append(_counted(file))
    lines += [f"Run by {mention(file.manager.slack_id)}"] if file.manager else []
    lines += [f"Why: {clip(escape(plan.why), 500)}"] if plan.why else []
    return "\n".join(part for part in lines if part)


def _end(file: File) -> str:
    plan = file.plan
    if plan.ended_at:
        how = "✅ Finished" if plan.state is State.DONE else "⏹️ Stopped"
        because = f": {clip(escape(plan.ended_because), 500)}" if plan.ended_because else ""
        return f"{how} by {mention(plan.ended_by)}{because}"
    if not plan.target:
        return ""
    agreed = f"Agreed end: *{day(plan.target)}* ({until(plan.target, file.today)})"
    return f"{agreed} · ⚠️ as it stands it ends on *{day(file.ends)}*" if file.ends and file.slips else agreed


def _counted(file: File) -> str:
    """`12 of 38 tasks done · 2 late · 3 can be done now · 21 wait`."""
    counted = len(file.tasks) - len(file.dropped)
    parts = [f"{len(file.done)} of {plural(counted, 'task')} done"]
    if file.plan.ended_at:
        return parts[0]
    parts += [f"🔴 {len(file.late)} late"] if file.late else []
    parts += [f"{len(file.ready)} can be done now"] if file.ready else []
    parts += [f"{len(file.waiting)} wait"] if file.waiting else []
    return " · ".join(parts)


def stopped(title: str, by: str, why: str) -> str:
    return f"⏹️ {mention(by)} stopped the {escape(title[:1].lower() + title[1:])}: {clip(escape(why), 500)}"


def line(file: File, task: PlanTask) -> str:
    """`🔴 *X19* Inventory · @dora · 5 days overdue (Mon 3 Mar 2026) · waits for X06 (@ivo)`."""
    if task.done_at:
        return f"✅ {name(task)} · {mention(task.done_by)}"
    if task.dropped_at:
        return f"➖ {name(task)} · not needed: {clip(escape(task.dropped_because), 100)}"
    doer = file.doers[task.id]
    mark = "🔴" if task.due < file.today else "⏳" if file.waits[task.id] else "🔵"
    who = mention(doer.slack_id) if doer else "⚠️ nobody"
    return f"{mark} {name(task)} · {who} · {when(task.due, file.today)}{_waits(file, task)}"


def when(due: date, today: date) -> str:
    return f"{until(due, today)} ({day(due)})"


def _waits(file: File, task: PlanTask) -> str:
    """Who it waits for, and of those that are late how late."""
    before = file.waits[task.id]
    if not before:
        return ""
    named = ", ".join(_waited_for(file, each) for each in before[:3])
    return f" · waits for {named}" + (f" and {len(before) - 3} more" if len(before) > 3 else "")


def _waited_for(file: File, task: PlanTask) -> str:
    doer = file.doers.get(task.id)
    late = f", {until(task.due, file.today)}" if task.due < file.today else ""
    return f"{task.code} ({mention(doer.slack_id) if doer else 'nobody'}{late})"


def page(file: File, first: int) -> list[Block]:
    """What is late, what can be done now, what waits, what is over: a page of it, each with its button."""
    going = (("Late", file.late), ("Next", file.ready), ("Waiting", file.waiting))
    still = (("Left open", file.still),) if file.plan.ended_at else going
    groups = (*still, ("Done", file.done), ("Not needed", file.dropped))
    rows = [(heading, task) for heading, tasks in groups for task in tasks]
    first = paging.begin(first, PAGE, len(rows))
    shown = rows[first : first + PAGE]
    blocks = [header(title(file)), section(f"{_state(file)}\n{paging.counted(first, len(shown), len(rows))}")]
    said = ""
    for heading, task in shown:
        blocks += [context(f"*{heading}*")] if heading != said else []
        said = heading
        blocks.append(section(f"{line(file, task)}{_known(file, task)}", button("Open", TASK, str(task.id))))
    blocks += paging.turns(BACK, ON, {"plan": file.plan.id}, first, PAGE, len(rows))
    if file.plan.ended_at is None:
        blocks.append(actions(*_page_buttons(file)))
    return blocks


def _page_buttons(file: File) -> list[Element]:
    value = str(file.plan.id)
    drawn = [button("Add a task…", ADD, value), button("Who does what…", ROLES, value)]
    drawn += [button("Move the end…", END, value)] if file.plan.runs and file.plan.target else []
    return [*drawn, button("Gantt", GANTT, value)]


def task(file: File, task: PlanTask, failures: Sequence[PlanFailure]) -> list[Block]:
    """All that is known of one task, and what can be done with it."""
    phase = templates.phase(file.template, task.phase)
    role = f" · {escape(templates.role(task.role))}" if task.role else ""
    blocks = [section(f"{line(file, task)}\n{escape(title(file))} · {escape(phase)}{role}{_known(file, task)}")]
    facts = [_dates(task), _proof(task), _hangs(file, task)]
    facts += [f"❌ {mention(tried.by)}, until {day(tried.again)}: {clip(escape(tried.why), 300)}" for tried in failures]
    blocks += [section("\n".join(fact for fact in facts if fact))] if any(facts) else []
    return [*blocks, actions(*_buttons(task))] if task.is_open and file.plan.ended_at is None else blocks


def _known(file: File, task: PlanTask) -> str:
    """`📊 31 of 40 vendors have an owner and a backup`, below an open one."""
    said = file.known.get(task.code, "") if task.is_open else ""
    return f"\n📊 {said}" if said else ""


def _dates(task: PlanTask) -> str:
    planned = f"First planned for {day(task.planned)}" if task.planned != task.due and task.is_open else ""
    return f"{planned}, now due {day(task.due)}" if planned else ""


def _proof(task: PlanTask) -> str:
    if task.shown or task.note:
        return " · ".join(clip(escape(text), 500) for text in (task.shown, task.note) if text)
    return f"Closes with: {escape(task.proof)}" if task.proof else ""


def _hangs(file: File, task: PlanTask) -> str:
    behind = [other.code for other in file.tasks if other.is_open and task.code in other.after]
    return f"Waiting for it: {', '.join(behind[:12])}" if behind and task.is_open else ""


def _buttons(task: PlanTask) -> list[Element]:
    value = str(task.id)
    done = "Decide…" if task.gate else "Done…"
    drawn = [button(done, DONE, value, style="primary"), button("It failed…", FAILED, value)]
    drawn += [button("Move…", MOVE, value), button("Give to…", GIVE, value), button("Waits for…", AFTER, value)]
    return drawn if task.gate else [*drawn, button("Not needed…", DROP, value)]
