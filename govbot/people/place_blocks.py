"""The settings of the workspace as Slack shows them, and the form in which they are changed."""

from datetime import datetime, time

from govbot import calendar
from govbot.people.place import DAYS, SETTINGS
from govbot.slack import blocks
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.forms import channel_field, choice_field, text_field
from govbot.slack.text import channel_link, escape
from govbot.workspace import Workspace

NO_CHANNEL = "⚠️ none: what belongs there goes to the admins one by one (`/vendor settings channel #name`)"


def shown(workspace: Workspace, now: datetime, *, may_change: bool) -> list[Block]:
    values = _values(workspace)
    there = now.astimezone(calendar.zone(workspace.zone))
    governance = channel_link(workspace.governance_channel) if workspace.governance_channel else NO_CHANNEL
    said = values | {
        "zone": f"{workspace.zone} (it is {there:%H:%M} there)",
        "holidays": values["holidays"] or "no country: only weekends are free",
        "channel": governance,
        "round": f"{values['round']}, on business days",
        "digest": DAYS[workspace.digest_day],
    }
    pairs = [
        (setting.title, said[word] if word == "channel" else escape(said[word])) for word, setting in SETTINGS.items()
    ]
    drawn = [section("*How govbot treats this workspace*"), blocks.fields(*pairs)]
    if may_change:
        drawn.append(actions(button("Change", "settings.change:1")))
    words = " · ".join(f"`{word} {each.example}`" for word, each in SETTINGS.items())
    return [*drawn, context(f"After `/vendor settings`: {words}")]


def fields(workspace: Workspace) -> list[Block]:
    """Named as their words are."""
    now = _values(workspace)
    texts = {
        "zone": "A city as in the zone database; deadlines are days of its calendar.",
        "holidays": "Codes of countries or their parts: DE, FR, DE-BY, US-CA. Empty: only weekends are free.",
        "round": "Reminders are written then, on business days.",
        "hours": "Digests and most escalations keep to them.",
    }
    drawn: list[Block] = []
    for word, setting in SETTINGS.items():
        if word == "channel":
            drawn.append(channel_field(word, setting.title, initial=now[word], optional=True))
        elif word == "digest":
            drawn.append(choice_field(word, setting.title, [(day.lower(), day) for day in DAYS], initial=now[word]))
        else:
            optional = word == "holidays"
            drawn.append(text_field(word, setting.title, initial=now[word], hint=texts[word], optional=optional))
    return drawn


def _values(workspace: Workspace) -> dict[str, str]:
    """Each setting as it would be typed."""
    return {
        "zone": workspace.zone,
        "holidays": ", ".join(workspace.countries),
        "channel": workspace.governance_channel or "",
        "round": _hour(workspace.round_time),
        "digest": DAYS[workspace.digest_day].lower(),
        "hours": f"{_hour(workspace.business_start)}-{_hour(workspace.business_end)}",
    }


def _hour(value: time) -> str:
    return f"{value:%H:%M}"
