"""What is special about one kind of plan, handed over by the house that has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govbot.plans.models import Plan, PlanTask
from govbot.plans.reading import File
from govbot.plans.tasks import Finished
from govbot.slack.blocks import Element
from govbot.slack.call import Call
from govbot.slack.forms import Form


@dataclass(frozen=True)
class Play:
    """Each may be left out. A running plan is closed by itself when its last task is."""

    # May this person close, fail or leave out this task now? Else a Refusal.
    check: Callable[[Call, Plan, PlanTask], None] = lambda _call, _plan, _task: None
    # The form for Done…, in place of the usual one; None: the usual one.
    form: Callable[[Call, Plan, PlanTask], Form | None] = lambda _call, _plan, _task: None
    # What follows when a task was closed, as a sentence for whoever did it.
    closed: Callable[[Call, Plan, Finished], str] = lambda _call, _plan, _finished: ""
    # What follows when the plan is done, all its tasks being closed or left out; as a sentence.
    over: Callable[[Call, Plan], str] = lambda _call, _plan: "That was the last task: the plan is finished."
    # May the plan end on this day? Else a Refusal, on the field "date".
    end: Callable[[Call, Plan, date], None] = lambda _call, _plan, _day: None
    # Buttons of the plan's card, beside those that all plans have.
    buttons: Callable[[File], tuple[Element, ...]] = lambda _file: ()
    # What the card says beside what it says of all plans, in mrkdwn.
    says: Callable[[Session, File], str] = lambda _session, _file: ""
    # What our own data say of its tasks, by code, in mrkdwn: shown beside them, and closes nothing.
    known: Callable[[Call, Plan], Mapping[str, str]] = lambda _call, _plan: {}


PLAIN = Play()
Plays = Mapping[str, Play]  # by the kind of plan
NONE: Plays = {}


def of(plays: Plays, plan: Plan) -> Play:
    return plays.get(plan.kind, PLAIN)
