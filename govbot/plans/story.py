"""What happened to plans and their tasks, as sentences of a vendor's history."""

from collections.abc import Callable

from govbot.plans.templates import role
from govbot.slack.telling import Detail, Stories, because, on, said, somebody
from govbot.slack.text import escape, plural


def _task(detail: Detail) -> str:
    return f"{escape(detail['code'])}{said(detail['title'])}"


def _plan(detail: Detail) -> str:
    return f"the {escape(detail['kind'])} plan"


def _of_task(tell: Callable[[str, Detail], str]) -> Callable[[Detail], str]:
    return lambda detail: tell(_task(detail), detail)


def _begun(detail: Detail) -> str:
    until = f", to end on {on(detail['target'])}" if detail["target"] else ""
    since = f"from {on(detail['starts'])}{until}"
    return f"began {_plan(detail)} ({escape(detail['variant'])}) {since}{because(detail['why'])}"


def _dates(detail: Detail) -> str:
    return f"{on(detail['before'])} to {on(detail['after'])}"


def _rescheduled(detail: Detail) -> str:
    moved = plural(len(detail["moves"]), "task")
    before, after = detail["before"], detail["after"]
    end = f"; it ends on {on(after)} instead of {on(before)}" if before and after and before != after else ""
    return f"moved {moved} of {_plan(detail)}{end}"


def _done(what: str, detail: Detail) -> str:
    early = f", before what it waits for{because(detail['early'])}" if detail["early"] else ""
    return f"closed {what}{because(detail['shown'] or detail['note'])}{early}"


def _role(detail: Detail) -> str:
    whom = somebody(detail["after"]) if detail["after"] else "nobody"
    return f"made {whom} {escape(role(detail['role']))} of {_plan(detail)}"


STORIES: Stories = {
    "plan.begun": _begun,
    "plan.done": lambda d: f"finished {_plan(d)}{because(d['why'])}",
    "plan.stopped": lambda d: f"stopped {_plan(d)}{because(d['why'])}",
    "plan.rescheduled": _rescheduled,
    "plan.retargeted": lambda d: f"moved the end of {_plan(d)} from {_dates(d)}{because(d['why'])}",
    "plan.given": lambda d: f"gave {_plan(d)} to {somebody(d['after'])}{because(d['why'])}",
    "plan.role_given": _role,
    "task.done": _of_task(_done),
    "task.failed": _of_task(lambda what, d: f"tried {what}, which did not work{because(d['why'])}"),
    "task.moved": _of_task(lambda what, d: f"moved {what} from {_dates(d)}{because(d['why'])}"),
    "task.reassigned": _of_task(lambda what, d: f"gave {what} to {somebody(d['after'])}{because(d['why'])}"),
    "task.dropped": _of_task(lambda what, d: f"left out {what}{because(d['why'])}"),
    "task.added": _of_task(lambda what, d: f"added {what} for {somebody(d['whom'])}, {on(d['due'])}"),
    "task.rewired": _of_task(lambda what, d: f"let {what} wait for {escape(', '.join(d['after'])) or 'nothing'}"),
}
