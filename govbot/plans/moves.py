"""Tasks that moved, told once: which late one moves which others, and what that does to the end."""

from collections.abc import Sequence
from datetime import date

from govbot.people.models import Person
from govbot.plans import blocks
from govbot.plans.models import PlanTask
from govbot.plans.reading import File
from govbot.plans.rolling import Moved, Rolled
from govbot.slack.text import mention, until

LISTED = 5  # of those that one task moves; the rest is counted
CAUSES = 8  # so many are told one by one


def sentences(file: File, rolled: Rolled) -> str:
    """`*X19* Inventory (@dora, 5 days overdue) moves what waits for it: X28 11 Mar → 18 Mar`, and the end."""
    back = [moved for moved in rolled.moves if moved.held is None and moved.after < moved.before]
    by_cause: dict[int, tuple[PlanTask, list[Moved]]] = {}
    for moved in rolled.moves:
        if moved in back:
            continue
        cause = _cause(rolled.moves, moved)
        by_cause.setdefault(cause.id, (cause, []))[1].append(moved)
    lines = [_because_of(file, cause, moves) for cause, moves in [*by_cause.values()][:CAUSES]]
    lines += [f"{len(by_cause) - CAUSES} more have moved: *All tasks* shows them."] if len(by_cause) > CAUSES else []
    lines += [f"📅 Back on their own dates: {_listed(back)}"] if back else []
    if rolled.end_moved and rolled.end_before and rolled.end:
        lines.append(_end(file, rolled.end_before, rolled.end))
    return "\n".join(lines)


def _cause(moves: Sequence[Moved], moved: Moved) -> PlanTask:
    """Back along what each waits for, to the one that moved by itself or did not move at all."""
    held = {each.task.id: each.held for each in moves}
    task = moved.task
    while before := held.get(task.id):
        task = before
    return task


def _because_of(file: File, cause: PlanTask, moves: Sequence[Moved]) -> str:
    own = next((moved for moved in moves if moved.task.id == cause.id), None)
    head = f"📅 {blocks.name(cause, 80)}{_of_whom(file, cause)}"
    head += f" {_from_to(own.before, own.after)}" if own else ""
    others = [moved for moved in moves if moved is not own]
    if not others:
        return head
    return f"{head}; with it move {_listed(others)}" if own else f"{head} moves what waits for it: {_listed(others)}"


def _listed(moves: Sequence[Moved]) -> str:
    in_order = sorted(moves, key=lambda moved: moved.task.position)
    listed = ", ".join(f"{moved.task.code} {_from_to(moved.before, moved.after)}" for moved in in_order[:LISTED])
    return listed + (f" and {len(moves) - LISTED} more" if len(moves) > LISTED else "")


def _of_whom(file: File, task: PlanTask) -> str:
    """` (@dora, 5 days overdue)`."""
    doer: Person | None = file.doers.get(task.id)
    parts = [mention(doer.slack_id)] if doer else []
    parts += [until(task.due, file.today)] if task.is_open and task.due < file.today else []
    return f" ({', '.join(parts)})" if parts else ""


def _end(file: File, before: date, after: date) -> str:
    mark = "⚠️" if file.slips else "✅"
    agreed = f"; {_short(file.agreed)} is agreed" if file.agreed and file.slips else ""
    return f"{mark} *The {file.template.noun} moves from {_short(before)} to {_short(after)}*{agreed}."


def _from_to(before: date, after: date) -> str:
    return f"{before.day} {before:%b} → {_short(after) if after.year != before.year else f'{after.day} {after:%b}'}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
