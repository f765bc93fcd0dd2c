"""Whoever has to act on the first day of an exit without notice hears of it at once, not with tomorrow's digest."""

from datetime import datetime

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.people import away
from govbot.plans import blocks as plan_blocks
from govbot.plans.models import PlanTask
from govbot.plans.reading import File
from govbot.slack.blocks import button, in_words, section
from govbot.slack.text import clip, escape, mention
from govbot.workspace import Workspace

MOST = 10  # tasks in one message


def rouse(session: Session, workspace: Workspace, now: datetime, actor: str, file: File) -> None:
    """One message for each; whoever began the exit has just read it."""
    cover, theirs = away.on(session, file.today), dict[str, list[PlanTask]]()
    first = workspace.calendar.next_business_day(file.today)
    for task in file.still:
        doer = file.doers[task.id]
        if doer and doer.reachable and task.due <= first and not file.waits[task.id]:
            hears = cover.answering(doer).person or doer
            theirs.setdefault(hears.slack_id, []).append(task)
    for slack_id, tasks in theirs.items():
        if slack_id != actor:
            _tell(session, workspace, now, actor, file, slack_id, tasks)


def _tell(
    session: Session, workspace: Workspace, now: datetime, actor: str, file: File, slack_id: str,
    tasks: list[PlanTask],
) -> None:  # fmt: skip
    plan, vendor = file.plan, file.vendor
    assert vendor is not None
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    said = f"🚪 {mention(actor)} began to leave {name} today: {escape(clip(plan.why, 300))}\nThis is yours, now:"
    drawn = [section(said)]
    drawn += [
        section(plan_blocks.line(file, task), button("Open", plan_blocks.TASK, str(task.id))) for task in tasks[:MOST]
    ]
    outbox.direct(
        session, now, key=f"{plan.subject}:now:{slack_id}", slack_id=slack_id, text=in_words(drawn), blocks=drawn,
        fallback=workspace.governance_channel,
    )  # fmt: skip
