"""Regulatory clocks as people start and stop them, and as govbot counts them down."""

from datetime import datetime, timedelta

from sqlmodel import Session

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.escalations import finding, regulatory, roster, steps
from govbot.escalations.models import Escalation, Happened
from govbot.escalations.regulatory import Clock
from govbot.escalations.steps import Step
from govbot.escalations.wording import filled, lasting, refuse_finished, when
from govbot.vendors import finding as vendors
from govbot.workspace import Workspace

TOLD = ("owner", "sponsor", "governance")  # the roles that hear of it
LONGEST_AGO = timedelta(days=60)


def start(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, key: str, since: datetime
) -> None:
    """The time runs from when it was known or classified, which may have been before anybody pressed."""
    rule = playbook.load().escalation.regulatory_clocks.root.get(key)
    if rule is None:
        raise Refusal("That clock is not in the playbook any more. Pick another.", field="clock")
    if not now - LONGEST_AGO <= since <= now:
        raise Refusal("Pick when it was known or classified: not in the future, and not months ago.", field="since")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    if any(clock.key == key for clock in regulatory.running(escalation)):
        raise Refusal(f"The clock of {rule.title} runs already.", field="clock")
    clock = Clock.of(rule, workspace.calendar, actor, since)
    told = f"{clock.title}, report by {_by(workspace, clock)}"
    step = Step(Happened.CLOCK_STARTED, actor, escalation.level, told)
    clocks = regulatory.stored([*regulatory.of(escalation), clock])
    steps.take(session, workspace, now, escalation, [step], regulatory=clocks)


def report(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    escalation: Escalation,
    key: str,
    at: datetime,
    to: str,
) -> None:
    """Somebody was told, and the clock stops; also after its end, and after the escalation was resolved."""
    to = filled(to, "to", "Say to whom it was reported, and under which number if there is one.")
    finding.lock(session, escalation)
    stopped = next((clock for clock in regulatory.running(escalation) if clock.key == key), None)
    if stopped is None:
        raise Refusal("Nothing is waiting to be reported there: this clock was stopped already.", field="clock")
    if not stopped.started_at <= at <= now:
        raise Refusal("Pick when it was reported: after the clock was started, and not in the future.", field="at")
    done = stopped.model_copy(update={"reported_by": actor, "reported_at": at, "reported_to": to})
    late = ", too late" if at > stopped.ends_at else ""
    step = Step(Happened.REPORTED, actor, escalation.level, f"{stopped.title}, {when(workspace, now, at)}{late}: {to}")
    clocks = [done if clock == stopped else clock for clock in regulatory.of(escalation)]
    steps.take(session, workspace, now, escalation, [step], regulatory=regulatory.stored(clocks))


def count_down(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> bool:
    """Whatever is to be told by now; of several words that are due the last one is enough."""
    behind = [clock for clock in regulatory.running(escalation) if clock.passed(now) > clock.told]
    if not behind:
        return False
    today = workspace.today(now)
    holders = roster.of(session, workspace, today, vendors.by_id(session, escalation.vendor_id)).holders
    people = [who.slack_id for role in TOLD for who in holders.get(role, ()) if not who.obstacle]
    words = [_word(workspace, now, clock) for clock in behind]
    told = [Step(Happened.WARNED, audit.SYSTEM, escalation.level, word, list(dict.fromkeys(people))) for word in words]
    clocks = [
        clock.model_copy(update={"told": clock.passed(now)}) if clock in behind else clock
        for clock in regulatory.of(escalation)
    ]
    steps.take(session, workspace, now, escalation, told, regulatory=regulatory.stored(clocks))
    return True


def _word(workspace: Workspace, now: datetime, clock: Clock) -> str:
    if clock.ends_at <= now:
        return (
            f"the clock of {clock.title} ran out on {_by(workspace, clock)}, and nobody has said that it was reported"
        )
    return f"{clock.title}: it has to be reported by {_by(workspace, clock)}, in {lasting(clock.ends_at - now)}"


def _by(workspace: Workspace, clock: Clock) -> str:
    there = clock.ends_at.astimezone(workspace.calendar.zone)
    return f"{there:%a} {there.day} {there:%b %Y} at {there:%H:%M}"
