"""Sends one claimed message, by its kind."""

from collections.abc import Mapping
from typing import Any

from govbot.outbox.calls import Calls
from govbot.outbox.claim import Job
from govbot.outbox.models import Kind
from govbot.outbox.outcomes import NotYet, Outcome, Sent
from govbot.slack import blocks
from govbot.slack.text import clip

TEXT = 4000  # chat.update refuses more


def send(calls: Calls, job: Job) -> Outcome:
    """One try; never raises for what Slack or the network does."""
    channel = job.conversation or calls.conversation(job.message.target)
    if not isinstance(channel, str):
        return channel
    if calls.clock() >= job.lease_until:
        return NotYet("lease_ran_out")  # somebody else may hold it by now
    if job.message.kind is Kind.EDIT:
        answer = calls.update(content(job), channel, job.parent_ts)
    else:
        answer = calls.post(content(job), channel, job.message.key, job.parent_ts or None)
    if isinstance(answer, Mapping):
        return Sent(str(answer["channel"]), str(answer["ts"]))
    return answer


def content(job: Job) -> dict[str, Any]:
    """Text and blocks as Slack takes them; above them, after a detour, for whom they were."""
    text, shown = job.message.payload["text"], list(job.message.payload["blocks"])
    if job.note:
        text = f"{job.note}\n{text}"
        shown = [blocks.context(job.note), *shown] if shown else shown
    return {"text": clip(text, TEXT), "blocks": blocks.fit(shown)}
