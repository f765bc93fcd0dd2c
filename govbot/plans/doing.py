"""What somebody does to a task in Slack: done by the rules, noted on its cards, told in the plan's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.people.models import Person
from govbot.plans import adding, announce, blocks, finding, moves, plays, reading, service, tasks
from govbot.plans.models import Plan, PlanTask
from govbot.plans.plays import Plays
from govbot.plans.rolling import Rolled
from govbot.reminders import cards
from govbot.slack.blocks import actions, button, in_words, section
from govbot.slack.call import Call
from govbot.slack.text import clip, day, escape, mention, until
from govbot.vendors.models import Vendor


@dataclass(frozen=True)
class Desk:
    """One call about one task, with what is special about its plan."""

    call: Call
    plan: Plan
    task: PlanTask
    plays: Plays

    @classmethod
    def at(cls, call: Call, plays_: Plays, task: PlanTask) -> "Desk":
        return cls(call, finding.by_id(call.session, task.plan_id), task, plays_)

    @property
    def session(self) -> Session:
        return self.call.session

    def check(self) -> None:
        """Refuses what is closed already, and who may not."""
        tasks.check_open(self.session, self.call.workspace, self.plan, self.task)
        plays.of(self.plays, self.plan).check(self.call, self.plan, self.task)

    def tell(self, what: str, text: str, rolled: Rolled | None = None) -> str:
        """Into the thread, with what moved; returns the latter."""
        return told(self.call, self.plan, self.plays, f"{self.task.subject}:{what}", text, rolled)


def told(call: Call, plan: Plan, plays_: Plays, what: str, text: str, rolled: Rolled | None = None) -> str:
    """News of a plan: in its thread, and its card drawn anew. Returns what moved, in words."""
    moved = ""
    if rolled and (rolled.moves or rolled.end_moved):
        moved = moves.sentences(reading.file(call.session, call.workspace, plan, call.today), rolled)
    key = f"{what}:{int(call.now.timestamp() * 1000)}"
    announce.say(call.session, call.now, plan, key, _lines(text, moved))
    announce.redraw(call.session, call.workspace, call.now, plan, plays.of(plays_, plan))
    return moved


def end_with(call: Call, plays_: Plays, vendor: Vendor, but: Plan | None = None) -> None:
    """Nothing goes on with a vendor that is left: what else runs for it is stopped, and told where it is followed."""
    for plan in finding.running_of(call.session, vendor):
        if but and plan.id == but.id:
            continue
        why = f"{vendor.name} is {vendor.status.value}: {vendor.status_reason}"
        service.stop(call.session, call.workspace, call.now, call.actor, plan, why)
        title = blocks.title(reading.file(call.session, call.workspace, plan, call.today))
        told(call, plan, plays_, "stopped", blocks.stopped(title, call.actor, why))


def finish(call: Call, plays_: Plays, task: PlanTask, shown: str = "", note: str = "", early: str = "") -> str:
    """What to say to whoever closed it."""
    desk = Desk.at(call, plays_, task)
    desk.check()
    due = task.due
    done = tasks.finish(
        call.session, call.workspace, call.now, call.actor, task, shown=shown, note=note, early=early
    )  # fmt: skip
    by = f"✅ Closed by {mention(call.actor)} on {day(call.today)}"
    cards.note(call.session, call.now, task.subject, due, by)
    proof = f": {clip(escape(task.shown), 300)}" if task.shown else ""
    followed = plays.of(plays_, desk.plan).closed(call, desk.plan, done)
    over = _over(desk) if done.last else ""
    proof += f"\nBefore what it waits for: {clip(escape(early), 300)}" if early else ""
    moved = desk.tell("done", f"✅ {blocks.name(task)} was closed by {mention(call.actor)}{proof}", done.rolled)
    again = f" It comes again on {day(done.again.due)}." if done.again else ""
    return _lines(f"{blocks.name(task)} is closed.{again}", followed, over, moved)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _over(desk: Desk) -> str:
    """A running plan ends with its last task."""
    if not desk.plan.runs:
        return ""
    call = desk.call
    service.close(call.session, call.workspace, call.now, call.actor, desk.plan)
    return plays.of(desk.plays, desk.plan).over(call, desk.plan)


def fail(call: Call, plays_: Plays, task: PlanTask, why: str, again: date) -> str:
    desk = Desk.at(call, plays_, task)
    desk.check()
    due = task.due
    rolled = tasks.fail(call.session, call.workspace, call.now, call.actor, task, why, again)
    said = f"did not work: {clip(escape(why), 300)}"
    cards.note(call.session, call.now, task.subject, due, f"❌ {mention(call.actor)}: it {said}")
    text = f"❌ {blocks.name(task)} {said} ({mention(call.actor)}). Tried again by {day(task.due)}."
    moved = desk.tell("failed", text, rolled)
    return _lines(f"{blocks.name(task)} stays open until {day(task.due)}.", moved)


def move(call: Call, plays_: Plays, task: PlanTask, to: date, why: str) -> str:
    desk = Desk.at(call, plays_, task)
    due = task.due
    rolled = tasks.move(call.session, call.workspace, call.now, call.actor, task, to, why)
    because = f": {clip(escape(why), 200)}" if why else ""
    note = f"📅 Moved to {day(task.due)} by {mention(call.actor)}{because}"
    cards.note(call.session, call.now, task.subject, due, note)
    moved = desk.tell("moved", f"{mention(call.actor)} moved {blocks.name(task)} to {day(task.due)}{because}", rolled)
    said = f"{blocks.name(task)} is now due on {day(task.due)} ({until(task.due, call.today)})."
    return _lines(said, moved)


def give(call: Call, plays_: Plays, task: PlanTask, person: Person, why: str) -> str:
    """They are told, with the button that closes it."""
    desk = Desk.at(call, plays_, task)
    tasks.reassign(call.session, call.workspace, call.now, call.actor, task, person, why)
    because = f": {clip(escape(why), 200)}" if why else ""
    note = f"👤 {mention(call.actor)} gave it to {mention(person.slack_id)}{because}"
    cards.note(call.session, call.now, task.subject, task.due, note, finished=False)
    if person.id != call.caller.id:
        _hand(desk, person, because)
    desk.tell("given", f"👤 {mention(call.actor)} gave {blocks.name(task)} to {mention(person.slack_id)}{because}")
    return f"{blocks.name(task)} is now with {mention(person.slack_id)}."


def _hand(desk: Desk, person: Person, because: str) -> None:
    call, task = desk.call, desk.task
    vendor = finding.vendor_of(call.session, desk.plan)
    of = f" of *{escape(clip(vendor.name, 80))}*" if vendor else ""
    due = f"due {blocks.when(task.due, call.today)}"
    text = f"{mention(call.actor)} gave you {blocks.name(task)}{of}, {due}{because}"
    drawn = [section(text), actions(button("Open", blocks.TASK, str(task.id)))]
    key = f"{cards.given_key(task.subject, task.due)}{person.slack_id}:{call.now.timestamp()}"
    outbox.direct(
        call.session, call.now, key=key, slack_id=person.slack_id, text=in_words(drawn), blocks=drawn,
        fallback=call.workspace.governance_channel,
    )  # fmt: skip


def rewire(call: Call, plays_: Plays, task: PlanTask, after: Sequence[str]) -> str:
    desk = Desk.at(call, plays_, task)
    rolled = adding.rewire(call.session, call.workspace, call.now, call.actor, task, after)
    said = f"{blocks.name(task)} waits for {', '.join(task.after) or 'nothing'}."
    return _lines(said, desk.tell("rewired", f"🔗 {mention(call.actor)}: {said}", rolled))


def drop(call: Call, plays_: Plays, task: PlanTask, because: str) -> str:
    desk = Desk.at(call, plays_, task)
    desk.check()
    rolled = tasks.drop(call.session, call.workspace, call.now, call.actor, task, because)
    note = f"➖ Not needed: {clip(escape(because), 200)} ({mention(call.actor)})"
    cards.note(call.session, call.now, task.subject, task.due, note)
    last = not any(each.is_open for each in finding.tasks_of(call.session, desk.plan))
    over = _over(desk) if last else ""
    moved = desk.tell("dropped", f"➖ {blocks.name(task)} is not needed: {clip(escape(because), 300)}", rolled)
    return _lines(f"{blocks.name(task)} is left out.", over, moved)
