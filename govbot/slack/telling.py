"""Steps of the audit chain as sentences: the phrases that the stories of all houses share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from govbot.slack.text import channel_link, clip, day, escape, mention

Detail = Mapping[str, Any]
Stories = Mapping[str, Callable[[Detail], str]]  # action: what somebody did, after their name; escaped


def somebody(actor: str | None) -> str:
    """A Slack id as a mention; the terminal's user by name."""
    if not actor:
        return "nobody"
    return mention(actor) if actor[0] in "UW" and actor[1:].isalnum() and actor.isupper() else escape(actor)


def place_or_person(id_: str) -> str:
    return channel_link(id_) if id_[0] in "CG" else somebody(id_)


def said(text: object) -> str:
    return f" “{clip(escape(str(text)), 200)}”" if text else ""


def because(text: object) -> str:
    """A reason in somebody's own words, at the end of a sentence."""
    return f":{said(text)}" if text else ""


def on(value: object) -> str:
    """A date of a detail, which JSON keeps as text."""
    return day(date.fromisoformat(str(value)))


def word(key: str) -> str:
    return key.replace("_", " ")


def value(given: object) -> str:
    text = ", ".join(map(str, given)) if isinstance(given, list) else str(given)
    return clip(escape(text), 60) if given not in (None, "", []) else "none"


def turned(fields: Mapping[str, Sequence[str]]) -> str:
    """`changed tags none → payroll`, of both sides of each field as people read them, escaped."""
    return "changed " + ", ".join(f"{word(name)} {old} → {new}" for name, (old, new) in fields.items())
