"""How the workspace wants to be treated: its settings read out of words, checked, and changed with a trace."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import pycountry
from sqlmodel import Session

from govbot import audit, calendar
from govbot.errors import Refusal, quoted
from govbot.workspace import Workspace

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NONE = {"none", "no", "-"}
_CHANNEL = re.compile(r"^(?:<#)?([CG][A-Z0-9]{6,})(?:\|[^>]*)?>?$")
_CODE = re.compile(r"^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$")
_HOUR = re.compile(r"^(\d{1,2})(?::(\d{2}))?$")

Facts = dict[str, Any]  # fields of Workspace


def zone(text: str) -> Facts:
    return {"zone": calendar.zone(text).key}


def holidays(text: str) -> Facts:
    """`DE, FR`, `DE-BY US-CA`, or names of countries, separated by commas."""
    if not text.strip() or text.strip().lower() in NONE:
        return {"countries": []}
    parts = text.split(",") if "," in text or not all(_CODE.match(word) for word in text.split()) else text.split()
    countries = [_country(part.strip()) for part in parts if part.strip()]
    calendar.Calendar(calendar.zone("UTC"), tuple(countries))  # refuses what it does not know
    return {"countries": list(dict.fromkeys(countries))}


def _country(text: str) -> str:
    if _CODE.match(text):
        return text.upper()
    found = pycountry.countries.get(name=text.title()) or pycountry.countries.get(common_name=text.title())
    return str(found.alpha_2) if found else text


def channel(text: str) -> Facts:
    """A channel as Slack marks it, or its id."""
    if not text.strip() or text.strip().lower() in NONE:
        return {"governance_channel": None}
    found = _CHANNEL.match(text.strip())
    if found is None:
        raise Refusal(
            f"I see no channel called {quoted(text)}. Type # and pick it from the list; into a private one invite me"
            " first: `/invite @govbot`."
        )
    return {"governance_channel": found[1]}


def round_time(text: str) -> Facts:
    return {"round_time": _hour(text.strip())}


def _hour(text: str) -> time:
    found = _HOUR.match(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refusal(f"{quoted(text)} is no hour I understand. Write it as `09:00`.")
    return time(int(found[1]), int(found[2] or 0))


def digest_day(text: str) -> Facts:
    """A day of the week, or the beginning of its name."""
    wanted = text.strip().lower()
    found = [number for number, name in enumerate(DAYS) if len(wanted) > 1 and name.lower().startswith(wanted)]
    if len(found) != 1:
        raise Refusal(f"{quoted(text)} is no day of the week. Write it as `monday`.")
    return {"digest_day": found[0]}


def business_hours(text: str) -> Facts:
    parts = re.split(r"\s*(?:-|–|\bto\b|\s)\s*", text.strip())
    if len(parts) != 2:
        raise Refusal(f"{quoted(text)} are no hours I understand. Write them as `09:00-18:00`.")
    start, end = _hour(parts[0]), _hour(parts[1])
    calendar.Calendar(calendar.zone("UTC"), business_hours=(start, end))  # refuses a day that ends before it begins
    return {"business_start": start, "business_end": end}


@dataclass(frozen=True)
class Setting:
    """A word of `/vendor settings`; `read` makes facts of what was typed, or refuses it."""

    title: str
    read: Callable[[str], Facts]
    example: str


SETTINGS: Mapping[str, Setting] = {
    "zone": Setting("Time zone", zone, "Europe/Paris"),
    "holidays": Setting("Public holidays", holidays, "DE, FR"),
    "channel": Setting("Governance channel", channel, "#vendor-governance"),
    "round": Setting("Hour of the morning round", round_time, "09:00"),
    "digest": Setting("Day of the weekly digest", digest_day, "monday"),
    "hours": Setting("Business hours", business_hours, "09:00-18:00"),
}


def change(session: Session, now: datetime, actor: str, workspace: Workspace, facts: Facts) -> dict[str, list[Any]]:
    """Set what differs; returns it as field: [before, after]."""
    differing = {
        name: [getattr(workspace, name), value] for name, value in facts.items() if getattr(workspace, name) != value
    }
    for name, (_before, after) in differing.items():
        setattr(workspace, name, after)
    if differing:
        session.add(workspace)
        audit.record(session, now, actor, "workspace.changed", f"workspace:{workspace.id}", changed=differing)
    return differing
