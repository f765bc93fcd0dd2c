"""The week of a plan in words: what was done, what is late, what waits for whom, and when it will end."""

from collections.abc import Sequence
from datetime import date, timedelta

from govbot.plans import blocks
from govbot.plans.models import PlanTask
from govbot.plans.reading import File
from govbot.slack.text import clip, day, escape, mention, plural

LISTED, CODES, AHEAD = 8, 6, timedelta(days=14)


def week(file: File, finished: Sequence[PlanTask], decides: Sequence[str]) -> str:
    """For the plan's thread, as mrkdwn."""
    coming = [task for task in file.ready if task.due <= file.today + AHEAD]
    parts = [
        f"*The week of the {escape(file.template.noun)}*  {standing(file)}",
        _part("Done this week", [_done(task) for task in finished]),
        _part("Late", [blocks.line(file, task) for task in file.late]),
        _part("Who is waited for", [_holds(file, task) for task in (*file.late, *file.ready) if _behind(file, task)]),
        _part("Next two weeks", [blocks.line(file, task) for task in coming]),
        f"*The end hangs on*  {' → '.join(decides)}" if decides else "",
    ]
    return "\n".join(part for part in parts if part)


def standing(file: File) -> str:
    """`12 of 38 tasks done, 2 late · agreed end Mon 1 Mar 2027, ⚠️ as it stands Mon 8 Mar 2027`."""
    counted = len(file.tasks) - len(file.dropped)
    late = f", 🔴 {len(file.late)} late" if file.late else ""
    return f"{len(file.done)} of {plural(counted, 'task')} done{late}{_end(file.agreed, file)}"


def _end(agreed: date | None, file: File) -> str:
    if agreed is None:
        return ""
    slips = f", ⚠️ as it stands {day(file.ends)}" if file.ends and file.slips else ""
    return f" · agreed end {day(agreed)}{slips}"


def of_many(files: Sequence[File]) -> str:
    """For a sponsor: a line for each plan."""
    lines = [f"• *{escape(blocks.title(file))}*: {standing(file)}" for file in files]
    return "\n".join([f"{plural(len(files), 'plan')} that you sponsor, this week", *lines])


def _part(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    shown = [line if line.startswith("•") else f"• {line}" for line in lines[:LISTED]]
    left = [f"…and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return "\n".join([f"*{title}*", *shown, *left])


def _done(task: PlanTask) -> str:
    return f"✅ {task.code} {escape(clip(task.title, 80))} · {mention(task.done_by)}"


def _holds(file: File, task: PlanTask) -> str:
    """`@dora has X19 in hand: X28, X30 wait for it`."""
    doer, behind = file.doers[task.id], _behind(file, task)
    listed = ", ".join(other.code for other in behind[:CODES])
    listed += f" and {len(behind) - CODES} more" if len(behind) > CODES else ""
    who = mention(doer.slack_id) if doer else "⚠️ nobody"
    return f"{who}: {task.code} is waited for by {listed}"


def _behind(file: File, task: PlanTask) -> list[PlanTask]:
    return [other for other in file.still if task in file.waits[other.id]]
