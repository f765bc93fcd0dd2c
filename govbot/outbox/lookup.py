"""Looks in the conversation whether a message of unknown outcome stands there."""

from collections.abc import Mapping
from datetime import timedelta

from govbot.outbox import pictures
from govbot.outbox.calls import Answer, Calls
from govbot.outbox.claim import Job
from govbot.outbox.models import OutboxMessage
from govbot.outbox.outcomes import Absent, NotYet, Outcome, Refused, Sent, Unsure

SKEW = timedelta(minutes=10)  # our clock may be ahead of Slack's
PAGES = 20


def look_up(calls: Calls, job: Job) -> Outcome:
    """Sent or Absent where the conversation could be read; Refused where it cannot be."""
    channel = job.conversation or calls.conversation(job.message.target)
    if not isinstance(channel, str):
        return channel
    outcome = _search(calls, job, channel, job.parent_ts or None)
    if outcome == Refused("not_in_channel"):  # somebody removed the bot
        calls.conversation(job.message.target)
        outcome = _search(calls, job, channel, job.parent_ts or None)
    if outcome == Refused("thread_not_found"):  # its head was deleted: Slack posts such replies to the channel
        outcome = _search(calls, job, channel, None)
    return NotYet(outcome.error) if isinstance(outcome, Unsure) else outcome


def _search(calls: Calls, job: Job, channel: str, thread_ts: str | None) -> Outcome:
    oldest = ((job.message.first_tried_at or job.lease_until) - SKEW).timestamp()
    cursor: str | None = None
    for _ in range(PAGES):
        page = calls.history(channel, thread_ts, oldest, cursor)
        if not isinstance(page, Mapping):
            return page
        for message in page["messages"]:
            if _key(message) == job.message.key or _shows(message, job.message):
                return Sent(channel, str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return Absent()
    return Refused("history_too_long")


def _shows(message: Answer, wanted: OutboxMessage) -> bool:
    picture = pictures.of(wanted)
    return picture is not None and any(
        file.get("name") == pictures.filename(wanted, picture) for file in message.get("files") or []
    )


def _key(message: Answer) -> object:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("outbox_id")
