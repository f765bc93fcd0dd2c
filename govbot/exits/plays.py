"""What is special about a plan that is an exit: its card's words and buttons, and what follows from its tasks."""

from datetime import date

from sqlmodel import Session

from govbot import playbook
from govbot.contracts import finding as contracts
from govbot.errors import Refusal
from govbot.exits import buttons, ending, finding, notice, standing
from govbot.plans import doing
from govbot.plans import finding as plans
from govbot.plans.models import Plan, PlanTask, State
from govbot.plans.plays import Play
from govbot.plans.reading import File
from govbot.plans.tasks import Finished
from govbot.slack.blocks import Element, button
from govbot.slack.call import Call
from govbot.slack.text import clip, day, escape
from govbot.vendors import telling
from govbot.vendors.models import Vendor


def _closed(call: Call, plan: Plan, finished: Finished) -> str:
    """A plan that was looked at again says when that comes next."""
    vendor = plans.vendor_of(call.session, plan)
    if vendor and plan.state is State.STANDING and finished.task.code == playbook.load().exits.tasks["reviewed"]:
        standing.reviewed(call.session, finding.of(call.session, vendor))
    return ""


def _over(call: Call, plan: Plan) -> str:
    vendor = plans.vendor_of(call.session, plan)
    if vendor is None:
        return ""
    ending.close(call.session, call.workspace, call.now, call.actor, plan, vendor)
    doing.end_with(call, {}, vendor)
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    news = f"🏁 The exit from {name} is finished: every task is done. They have exited."
    telling.tell(call.session, call.workspace, call.now, vendor, f"{plan.subject}:over", news)
    left = [each.reference for each in contracts.of(call.session, vendor) if each.stands]
    still = f" Contracts that still stand: {escape(', '.join(left[:5]))}. End them with `/vendor contract end`."
    return f"That was the last task: {name} has exited.{still if left else ''}"


def _buttons(file: File) -> tuple[Element, ...]:
    if file.vendor is None or not file.plan.runs:
        return ()
    number = str(file.vendor.id)
    return (
        button("Exit plan", buttons.SHOW, number),
        button("Stop the exit…", buttons.STOP, number),
    )


def _says(session: Session, file: File) -> str:
    """What must not be missed: notice in time, and what it cannot close without."""
    if not file.plan.runs:
        return ""
    known = playbook.load().exits.tasks
    served = _open(file, known["notice"])
    certificates = [task for key in ("access", "destruction") if (task := _open(file, known[key]))]
    late = _too_late(session, file, served) if served else ""
    lines = [f"✉️ Notice is served by {day(served.due)} (*{served.code}*){late}"] if served else []
    if certificates:
        named = " and ".join(f"{task.proof.lower()} (*{task.code}*)" for task in certificates)
        lines.append(f"🔒 Closes only with {escape(named)}")
    return "\n".join(lines)


def _too_late(session: Session, file: File, served: PlanTask) -> str:
    """Of an exit that began with notice in time: by when it has to be there, or what it costs that it was not."""
    target, starts = file.plan.target, file.plan.starts
    if not (file.vendor and target and starts and _allows(session, file.vendor, starts, target)):
        return ""
    bonds = notice.bonds(session, file.vendor, file.today)
    last, earliest = notice.notice_by(bonds, target), notice.earliest(bonds)
    if earliest and earliest > target:
        return f", ⚠️ too late for {day(target)}: given today, it ends on {day(earliest)}"
    return f", ⚠️ it has to be there by {day(last)}" if last and last < served.due else ""


def _allows(session: Session, vendor: Vendor, since: date, target: date) -> bool:
    """Whether notice given on that day ends all that binds us by the target."""
    earliest = notice.earliest(notice.bonds(session, vendor, since))
    return earliest is not None and earliest <= target


def _open(file: File, code: str) -> PlanTask | None:
    return next((task for task in file.still if task.code == code), None)


def _end(call: Call, plan: Plan, to: date) -> None:
    """As long as notice is not served, an exit that keeps to it is not moved to before what it allows."""
    vendor = plans.vendor_of(call.session, plan)
    known = playbook.load().exits.tasks["notice"]
    waiting = any(task.code == known and task.is_open for task in plans.tasks_of(call.session, plan))
    bonds = notice.bonds(call.session, vendor, call.today) if vendor and waiting else []
    bound = notice.earliest(bonds)
    if bound and plan.target and to < bound <= plan.target:
        raise Refusal(f"{bonds[0].said()}. Pick that day or a later one.", field="date")


PLAY = Play(closed=_closed, over=_over, end=_end, buttons=_buttons, says=_says)
PLAYS = {standing.KIND: PLAY}
