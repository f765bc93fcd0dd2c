"""What was reminded of and put off, as sentences of a vendor's history."""

from govbot.slack.telling import Detail, Stories, because, on, place_or_person, said
from govbot.slack.text import clip, escape


def _sent(detail: Detail) -> str:
    why = f" because {escape(detail['because'])}" if detail.get("because") else ""
    whom = place_or_person(detail["told"])
    return f"reminded {whom} of “{clip(escape(detail['title']), 100)}”, due {on(detail['due'])}{why}"


STORIES: Stories = {
    "reminder.sent": _sent,
    "reminder.snoozed": lambda d: f"snoozed{said(d['title'])} until {on(d['until'])}{because(d['reason'])}",
}
