"""A plan as the picture shows it: what each task is, how it stands, and which of them decide the end."""

from collections.abc import Sequence
from datetime import date

from govbot.outbox.pictures import LONGEST_ALT, Picture, written
from govbot.plans import path, pictures, rolling, templates
from govbot.plans.models import PlanTask
from govbot.plans.pictured import Bar, Gantt, Mark, Phase, Standing
from govbot.plans.reading import File
from govbot.plans.schedule import schedule
from govbot.slack.text import clip
from govbot.workspace import Workspace


def picture(file: File, workspace: Workspace) -> Picture:
    title = _title(file, file.vendor.name if file.vendor else "")
    drawn = gantt(file, workspace, _title(file, written(file.vendor.name, file.vendor.ref) if file.vendor else ""))
    return Picture(
        drawing=pictures.GANTT, data=drawn.model_dump(mode="json"), title=title,
        alt=clip(_alt(file, title, chain(file, workspace)), LONGEST_ALT),
    )  # fmt: skip


def _title(file: File, of: str) -> str:
    return clip(f"{file.template.title} of {of}" if of else file.template.title, 80)


def gantt(file: File, workspace: Workspace, title: str) -> Gantt:
    decides = set(chain(file, workspace))
    kept = [task for task in file.tasks if task.dropped_at is None]
    bars = [(task.phase, _bar(file, workspace, task, rolling.name(task) in decides)) for task in kept]
    phases = [
        Phase(name=templates.phase(file.template, key), bars=[bar for phase, bar in bars if phase == key])
        for key in dict.fromkeys(phase for phase, _ in bars)
    ]
    return Gantt(title=title, phases=phases, today=file.today, marks=_marks(file))


def chain(file: File, workspace: Workspace) -> tuple[str, ...]:
    """The open tasks that decide the end, from the first to the last; none where nothing is open."""
    nodes = rolling.nodes(workspace, file.tasks)
    dates = schedule(nodes, workspace.calendar, file.today)
    return path.critical(nodes, dates, workspace.calendar, file.template.ends_with).chain


def _bar(file: File, workspace: Workspace, task: PlanTask, critical: bool) -> Bar:
    end = workspace.today(task.done_at) if task.done_at else task.due
    standing = Standing.LATE if end < file.today else Standing.OPEN
    start = workspace.calendar.add_business_days(end, -task.days)
    return Bar(
        code=rolling.name(task), title=written(task.title, "…"), planned=task.planned, gate=task.gate,
        start=min(max(start, file.plan.starts or start), end), end=end, critical=critical, after=list(task.after),
        standing=Standing.DONE if task.done_at else standing,
    )  # fmt: skip


def _marks(file: File) -> list[Mark]:
    marks = [Mark(name=f"today {_day(file.today)}", day=file.today)]
    if file.plan.target and not file.plan.ended_at:
        marks.append(Mark(name=f"agreed {_day(file.plan.target)}", day=file.plan.target))
    if file.ends and file.slips:
        marks.append(Mark(name=f"as it stands {_day(file.ends)}", day=file.ends))
    return marks


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"


def _alt(file: File, title: str, decides: Sequence[str]) -> str:
    """What somebody who does not see it has to know; the message says the rest."""
    said = [f"{title} as bars over time", f"{len(file.done)} tasks done, {len(file.late)} late, {len(file.still)} open"]
    said += [f"late: {', '.join(task.code for task in file.late)}"] if file.late else []
    said += [f"the end hangs on {', then '.join(decides)}"] if decides else []
    said += [f"agreed end {_day(file.plan.target)}"] if file.plan.target else []
    said += [f"as it stands {_day(file.ends)}"] if file.ends and file.slips else []
    return ". ".join(part[:1].upper() + part[1:] for part in said) + "."
