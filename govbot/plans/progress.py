"""Once a week the thread of each running plan says how it goes, with its picture; its sponsor gets a line of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.outbox import service as outbox
from govbot.people import away
from govbot.people.models import Person
from govbot.plans import finding, gantt, progress_blocks, reading, roles
from govbot.plans.models import Plan, State
from govbot.plans.reading import File
from govbot.vendors import duties
from govbot.vendors.models import Duty
from govbot.workspace import Workspace

WEEK = timedelta(days=7)
SPONSOR = "sponsor"  # of the playbook's roles of plans


def run(engine: Engine, workspace_id: int, now: datetime) -> int:
    """On the day of the weekly digest or the first business day after it; returns how many plans were told of."""
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        day = _meant(workspace, now)
        if day is None or workspace.paused or not _untold(session, workspace, day):
            return 0
    with db.write(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        files = [
            reading.file(session, workspace, plan, workspace.today(now)) for plan in _untold(session, workspace, day)
        ]
        for file in files:
            tell(session, workspace, now, file, day)
        _tell_sponsors(session, now, files, day)
        return len(files)


def _meant(workspace: Workspace, now: datetime) -> date | None:
    """The last day of a digest, on a business day after the hour of the round; None at any other time."""
    today, calendar = workspace.today(now), workspace.calendar
    if not calendar.is_business_day(today) or calendar.round_at(today, workspace.round_time) > now:
        return None
    return today - timedelta(days=(today.weekday() - workspace.digest_day) % WEEK.days)


def _untold(session: Session, workspace: Workspace, day: date) -> list[Plan]:
    """Those with a card that were begun before that day; a plan that begins has said everything."""
    return [
        plan
        for plan in finding.all_alive(session, State.RUNNING)
        if plan.card and workspace.today(plan.begun_at) < day and outbox.find(session, _key(plan, day)) is None
    ]


def _key(plan: Plan, day: date) -> str:
    return f"{plan.subject}:progress:{day}"


def tell(session: Session, workspace: Workspace, now: datetime, file: File, day: date) -> None:
    finished = [task for task in file.done if task.done_at and now - task.done_at < WEEK]
    text = progress_blocks.week(file, finished, gantt.chain(file, workspace))
    outbox.reply(
        session, now, key=_key(file.plan, day), parent_key=file.plan.card, text=text,
        picture=gantt.picture(file, workspace),
    )  # fmt: skip


def _tell_sponsors(session: Session, now: datetime, files: Sequence[File], day: date) -> None:
    """One message for each, however many plans are theirs."""
    theirs: dict[str, list[File]] = {}
    cover = away.on(session, day)
    for file in files:
        sponsor = _sponsor(session, file)
        hears = cover.answering(sponsor).person if sponsor and sponsor.reachable else None
        if hears:
            theirs.setdefault(hears.slack_id, []).append(file)
    for slack_id, mine in theirs.items():
        key, text = f"progress:{day}:{slack_id}", progress_blocks.of_many(mine)
        outbox.direct(session, now, key=key, slack_id=slack_id, text=text, blocks=None)


def _sponsor(session: Session, file: File) -> Person | None:
    """Named for the plan, else the vendor's."""
    held = duties.people_of(session, file.vendor).get(Duty.SPONSOR) if file.vendor else None
    return roles.named(session, file.plan).get(SPONSOR) or held
