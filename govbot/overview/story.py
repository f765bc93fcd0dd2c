"""Steps of the audit chain as sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from govbot.audit import SYSTEM, AuditEvent
from govbot.reviews.reminders import title
from govbot.slack.text import channel_link, clip, day, escape, mention
from govbot.vendors.retained import title as retained_title
from govbot.vendors.services import performed

Detail = Mapping[str, Any]


def sentence(event: AuditEvent) -> str:
    """Who did what, for people; text of people is escaped."""
    who = "govbot" if event.actor == SYSTEM else _somebody(event.actor)
    tell = STORIES.get(event.action)
    what = tell(event.detail) if tell else event.action.replace(".", " ").replace("_", " ")
    return f"{who} {what}"


def _somebody(actor: str | None) -> str:
    """A Slack id as a mention; the terminal's user by name."""
    if not actor:
        return "nobody"
    return mention(actor) if actor[0] in "UW" and actor[1:].isalnum() and actor.isupper() else escape(actor)


def _said(text: object) -> str:
    return f" “{clip(escape(str(text)), 200)}”" if text else ""


def _because(text: object) -> str:
    """A reason in somebody's own words, at the end of a sentence."""
    return f":{_said(text)}" if text else ""


def _on(value: object) -> str:
    """A date of a detail, which JSON keeps as text."""
    return day(date.fromisoformat(str(value)))


def _assigned(detail: Detail) -> str:
    instead = f" instead of {_somebody(detail['before'])}" if detail.get("before") else ""
    return f"made {_somebody(detail.get('after'))} {detail['duty'].replace('_', ' ')}{instead}"


def _changed(detail: Detail) -> str:
    pairs = detail["changed"].items()
    return "changed " + ", ".join(f"{_word(name)} {_value(old)} → {_value(new)}" for name, (old, new) in pairs)


def _service(detail: Detail) -> str:
    return escape(performed(detail["function"], detail["location"], detail["countries"]))


def _named(detail: Detail) -> str:
    what = escape(retained_title(detail["responsibility"]).lower())
    instead = f" instead of {_somebody(detail['before'])}" if detail["before"] else ""
    return f"said that {_somebody(detail['after'])} answers for {what}{instead}"


def _tiered(detail: Detail) -> str:
    before, after = detail["before"], detail["after"]
    moved = f"changed the tier from {before} to {after}" if before != after else f"said why it is {after}"
    return f"{moved}{_because(detail['rationale'])}"


def _word(key: str) -> str:
    return key.replace("_", " ")


def _value(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return clip(escape(text), 60) if value not in (None, "", []) else "none"


def _kind(detail: Detail) -> str:
    return f"the {escape(title(detail['kind']).lower())}"


def _completed(detail: Detail) -> str:
    decided = f"rated {detail['rating']}, decided to {detail['outcome']}" if detail.get("rating") else "no rating"
    return f"completed {_kind(detail)} held on {_on(detail['held_on'])}, {decided}{_because(detail.get('notes'))}"


def _moved(detail: Detail) -> str:
    why = _because(detail.get("why"))
    return f"moved {_kind(detail)} from {_on(detail['before'])} to {_on(detail['after'])}{why}"


def _reminded(detail: Detail) -> str:
    told = detail["told"]
    whom = _place_or_person(told)
    because = f" because {escape(detail['because'])}" if detail.get("because") else ""
    return f"reminded {whom} of “{clip(escape(detail['title']), 100)}”, due {_on(detail['due'])}{because}"


def _escalated(what: str) -> Callable[[Detail], str]:
    """`raised the S3 escalation from L1 to L2, asking @dora: “no answer in time”`."""

    def tell(detail: Detail) -> str:
        before, after = detail["level"]
        levels = f" from L{before} to L{after}" if before != after else f" at L{after}"
        asked = ", ".join(_place_or_person(id_) for id_ in detail["reached"])
        kind = "drill" if detail.get("drill") else f"{detail['severity']} escalation"
        asking = f", asking {asked}" if asked else ""
        return f"{what} the {kind}{levels}{asking}{_because(detail['reason'])}"

    return tell


def _place_or_person(id_: str) -> str:
    return channel_link(id_) if id_[0] in "CG" else _somebody(id_)


STORIES: dict[str, Callable[[Detail], str]] = {
    "vendor.added": lambda d: f"added the vendor as {d['ref']}, tier {d['tier']}{_because(d.get('rationale'))}",
    "vendor.moved": lambda d: f"moved it from {_word(d['before'])} to {_word(d['after'])}{_because(d['reason'])}",
    "vendor.tiered": _tiered,
    "vendor.changed": _changed,
    "vendor.assigned": _assigned,
    "vendor.channel_renamed": lambda d: f"saw that its channel is called “{escape(d['name'])}” now",
    "service.added": lambda d: f"added the service {_service(d)}",
    "service.changed": lambda d: f"changed the service {_service(d['before'])} to {_service(d)}",
    "service.removed": lambda d: f"removed the service {_service(d)}",
    "retained.named": _named,
    "contact.added": lambda d: f"added{_said(d['name'])} as their contact on L{d['level']}",
    "contact.changed": lambda d: f"changed their contact{_said(d['name'])} on L{d['level']}",
    "contact.removed": lambda d: f"removed their contact{_said(d['name'])} on L{d['level']}",
    "review.scheduled": lambda d: f"scheduled {_kind(d)} for {_on(d['due'])} ({d['every']})",
    "review.moved": _moved,
    "review.dropped": lambda d: f"dropped {_kind(d)} due {_on(d['due'])}: tier or status do not ask for it any more",
    "review.completed": _completed,
    "review.skipped": lambda d: f"skipped {_kind(d)} due {_on(d['due'])}:{_said(d['reason'])}",
    "review.recorded": lambda d: f"recorded {_kind(d)} held on {_on(d['held_on'])}",
    "review.cadence": lambda d: f"set {_kind(d)} to {d['after']}",
    "review.tier_cadence": lambda d: f"set {_kind(d)} of {d['tier']} vendors from {d['before']} to {d['after']}",
    "action.added": lambda d: f"gave {_somebody(d['owner'])} the action{_said(d['title'])}, due {_on(d['due'])}",
    "action.moved": lambda d: f"moved the action{_said(d['title'])} to {_on(d['after'])}{_because(d['why'])}",
    "action.reassigned": lambda d: f"gave the action{_said(d['title'])} to {_somebody(d['after'])}{_because(d['why'])}",
    "review.reassigned": lambda d: f"gave {_kind(d)} to {_somebody(d['after'])} this time{_because(d['why'])}",
    "action.done": lambda d: f"did the action{_said(d['title'])}",
    "escalation.opened": _escalated("opened"),
    "escalation.climbed": _escalated("raised"),
    "escalation.skipped": _escalated("skipped a level of"),
    "escalation.asked": _escalated("asked whether somebody is on"),
    "escalation.acknowledged": _escalated("acknowledged"),
    "escalation.updated": _escalated("gave news of"),
    "escalation.clock_started": _escalated("started a regulatory clock on"),
    "escalation.warned": _escalated("counted down a regulatory clock of"),
    "escalation.reported": _escalated("reported outside about"),
    "escalation.undone": _escalated("took back the last step of"),
    "escalation.snoozed": _escalated("put off"),
    "escalation.reassigned": _escalated("handed over"),
    "escalation.contained": _escalated("contained"),
    "escalation.cancelled": _escalated("cancelled, as opened by mistake,"),
    "escalation.drilled": _escalated("finished"),
    "escalation.resolved": _escalated("resolved"),
    "reminder.sent": _reminded,
    "reminder.snoozed": lambda d: f"snoozed{_said(d['title'])} until {_on(d['until'])}{_because(d['reason'])}",
}
