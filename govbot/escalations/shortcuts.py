"""Escalating without a command: from anywhere, or from the message that says what is wrong."""

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from govbot.escalations import forms, reading
from govbot.people import service as people
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import unescape
from govbot.vendors import finding as vendors

router = Router()
_TOKEN = re.compile(r"<([@#!]?)([^|>]+)(?:\|([^>]*))?>")


@router.shortcut("escalate:1", reads=True)
def from_anywhere(call: Call) -> Reply:
    return Reply(form=forms.opening(call.session, reading.Typed()))


@router.shortcut("escalate.message:1", reads=True)
def from_message(call: Call) -> Reply:
    """The vendor is the one whose channel it is; the message is carried in, with the way back to it."""
    what = as_read(call.session, call.payload["message"].get("text") or "")
    typed = reading.Typed(vendors.by_channel(call.session, call.channel), what=what)
    return Reply(form=forms.opening(call.session, typed, source=permalink(call.payload)))


def permalink(payload: Mapping[str, Any]) -> str:
    """Where the message stands, without asking Slack: nothing may be asked of it inside a transaction."""
    ts, thread = payload["message_ts"], payload["message"].get("thread_ts")
    link = f"https://{payload['team']['domain']}.slack.com/archives/{payload['channel']['id']}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread}&cid={payload['channel']['id']}" if thread and thread != ts else link


def as_read(session: Session, text: str) -> str:
    """A message as people read it: names instead of Slack's tokens, which nobody could read in a form."""

    def word(token: re.Match[str]) -> str:
        kind, target, label = token.groups()
        if kind == "@":
            person = people.by_slack_id(session, target)
            return f"@{person.name if person else label or target}"
        return f"{kind.replace('!', '@')}{label or target}"

    return unescape(_TOKEN.sub(word, text)).strip()
