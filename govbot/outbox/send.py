"""Sends one claimed message, by its kind."""

import logging
from collections.abc import Mapping
from typing import Any

from govbot.outbox import pictures
from govbot.outbox.calls import Calls
from govbot.outbox.claim import Job
from govbot.outbox.models import Kind
from govbot.outbox.outcomes import NotYet, Outcome, Refused, Sent
from govbot.outbox.pictures import Draw, Picture
from govbot.slack import blocks
from govbot.slack.text import clip, harmless

log = logging.getLogger(__name__)

TEXT = 4000  # chat.update refuses more


def send(calls: Calls, job: Job, draw: Draw = pictures.nothing) -> Outcome:
    """One try; never raises for what Slack or the network does."""
    channel = job.conversation or calls.conversation(job.message.target)
    if not isinstance(channel, str):
        return channel
    if picture := pictures.of(job.message):
        return _show(calls, job, channel, picture, draw)
    if calls.clock() >= job.lease_until:
        return NotYet("lease_ran_out")  # somebody else may hold it by now
    if job.message.kind is Kind.EDIT:
        answer = calls.update(content(job), channel, job.parent_ts)
    else:
        answer = calls.post(content(job), channel, job.message.key, job.parent_ts or None)
    if isinstance(answer, Mapping):
        return Sent(str(answer["channel"]), str(answer["ts"]))
    return answer


def _show(calls: Calls, job: Job, channel: str, picture: Picture, draw: Draw) -> Outcome:
    """Uploaded unseen, then shared in one call, whose unknown outcome is looked up like any other."""
    try:
        drawn = draw(picture.drawing, picture.data)
    except (ValueError, TypeError, LookupError, OSError):
        log.exception("Cannot draw the %s of message %s.", picture.drawing, job.message.key)
        return Refused(pictures.UNDRAWN)
    name = pictures.filename(job.message, picture)
    file_id = calls.upload(name, drawn, picture.alt[: pictures.LONGEST_ALT])
    if not isinstance(file_id, str):
        return file_id
    if calls.clock() >= job.lease_until:
        return NotYet("lease_ran_out")
    answer = calls.share(file_id, picture.title, content(job)["text"], channel, job.parent_ts or None)
    # Slack posts it a moment after it has answered, and names no message.
    return Sent(channel, "") if isinstance(answer, Mapping) else answer


def content(job: Job) -> dict[str, Any]:
    """Text and blocks as Slack takes them; above them, after a detour, for whom they were."""
    text, shown = job.message.payload["text"], list(job.message.payload["blocks"])
    if job.note:
        text = f"{job.note}\n{text}"
        shown = [blocks.context(job.note), *shown] if shown else shown
    return {"text": clip(harmless(text), TEXT), "blocks": blocks.fit(shown)}
