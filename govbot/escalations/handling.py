"""What else people do with an escalation: put it off, hand it over, contain it, take it back as a mistake."""

from datetime import datetime

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.escalations import clocks, finding, steps
from govbot.escalations.models import Escalation, Happened, State
from govbot.escalations.policy import Policy
from govbot.escalations.steps import Step
from govbot.escalations.wording import filled, refuse_finished, refuse_over, when
from govbot.people import service as people
from govbot.playbook.span import Span
from govbot.rights import Right
from govbot.workspace import Workspace

OFFERED = tuple(
    Span.parse(words) for words in ("30 minutes", "1 hour", "2 hours", "4 hours", "1 day", "2 days", "5 days")
)


def contain(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, done: str
) -> None:
    """The damage is stopped: it climbs no further, and updates are still wanted until it is resolved."""
    done = filled(done, "done", "Say what was done to contain it.")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    refuse_contained(workspace, now, escalation)
    taken, changes = steps.taking(escalation, actor, now)
    step = Step(Happened.CONTAINED, actor, escalation.level, done)
    changes |= {"state": State.CONTAINED, "contained_at": now} | steps.heard(now)
    steps.take(session, workspace, now, escalation, [*taken, step], **changes)


def refuse_contained(workspace: Workspace, now: datetime, escalation: Escalation) -> None:
    if escalation.state is State.CONTAINED:
        at = when(workspace, now, escalation.contained_at)
        raise Refusal(f"This was already contained {at}. Post an update, or resolve it.")


def snooze_choices(workspace: Workspace, now: datetime, escalation: Escalation) -> list[Span]:
    """For how long it may be put off, shortest first, or a Refusal that says why it may not."""
    policy = Policy.model_validate(escalation.policy)
    if policy.snooze is None:
        raise Refusal(f"An {escalation.severity} cannot be put off. Post an update, or hand it to somebody else.")
    if escalation.snoozed_until:
        at = when(workspace, now, escalation.snoozed_until)
        raise Refusal(f"It was put off already, until {at.removeprefix('at ')}. Post an update instead.")
    limit = _until(workspace, now, escalation, policy.snooze)
    shorter = [span for span in OFFERED if _until(workspace, now, escalation, span) < limit]
    return [*shorter, policy.snooze]


def _until(workspace: Workspace, now: datetime, escalation: Escalation, span: Span) -> datetime:
    policy = Policy.model_validate(escalation.policy)
    return clocks.runs_out(escalation, policy, workspace.calendar, now, span)


def snooze(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    escalation: Escalation,
    span: str,
    reason: str,
) -> None:
    """No clock moves it for a while; once between two signs of life, and never longer than the playbook allows."""
    reason = filled(reason, "reason", "Say why it can wait.")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    choices = snooze_choices(workspace, now, escalation)
    chosen = next((choice for choice in choices if str(choice) == span), None)
    if chosen is None:
        raise Refusal(f"It can be put off for {choices[-1]} at most.", field="span")
    until = _until(workspace, now, escalation, chosen)
    told = f"until {when(workspace, now, until).removeprefix('at ')}: {reason}"
    step = Step(Happened.SNOOZED, actor, escalation.level, told)
    steps.take(session, workspace, now, escalation, [step], snoozed_until=until)


def held_back(workspace: Workspace, escalation: Escalation) -> bool:
    """Whether putting it off moved anything: a clock that runs longer than that runs on as before."""
    return any(move.at == escalation.snoozed_until for move in clocks.due(escalation, workspace.calendar)[:1])


def reassign(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    escalation: Escalation,
    to: str,
    reason: str,
) -> None:
    """Somebody else is asked at this level. Whoever has it keeps it until they answer; without an answer it climbs."""
    reason = filled(reason, "reason", "Say why they are the right one, so that they know what is wanted.")
    person = people.find_able(session, to, field="person")
    if people.right_of(session, person) < Right.WRITE:
        raise Refusal(f"{person.name} may not answer in govbot. Pick somebody who may.", field="person")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    if person.slack_id == escalation.acknowledged_by:
        raise Refusal(f"{person.name} has it already. Pick somebody else.", field="person")
    step = Step(Happened.REASSIGNED, actor, escalation.level, reason, [person.slack_id])
    if escalation.state is State.OPEN:
        steps.take(session, workspace, now, escalation, [step])
        return
    steps.take(
        session,
        workspace,
        now,
        escalation,
        [step],
        **steps.heard(now) | {"asked_at": now, "handed_to": person.slack_id},
    )


def cancel(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, reason: str
) -> None:
    """It should not have been opened: the end without a cause and without a resolution, in somebody's name."""
    reason = filled(reason, "reason", "Say why it was a mistake, for those who were asked.")
    finding.lock(session, escalation)
    refuse_over(session, workspace, now, escalation)
    step = Step(Happened.CANCELLED, actor, escalation.level, reason)
    end = {"state": State.CANCELLED, "finished_by": actor, "finished_at": now}
    steps.take(session, workspace, now, escalation, [step], **end)
