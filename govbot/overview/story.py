"""Steps of the audit chain as sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from govbot.audit import SYSTEM, AuditEvent
from govbot.slack.text import clip, escape, mention

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


def _assigned(detail: Detail) -> str:
    instead = f" instead of {_somebody(detail['before'])}" if detail.get("before") else ""
    return f"made {_somebody(detail.get('after'))} {detail['duty']}{instead}"


def _changed(detail: Detail) -> str:
    moves = [f"{name} {_value(before)} → {_value(after)}" for name, (before, after) in detail["changed"].items()]
    return "changed " + ", ".join(moves)


def _value(value: object) -> str:
    return clip(escape(str(value)), 60) if value not in (None, "") else "none"


STORIES: dict[str, Callable[[Detail], str]] = {
    "vendor.added": lambda d: f"added the vendor as {d['ref']}, tier {d['tier']}",
    "vendor.changed": _changed,
    "vendor.assigned": _assigned,
}
