"""What became of a call to Slack, told apart by what has to happen next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

SOON = timedelta(seconds=5)
_CODE = re.compile(r"[a-z_0-9]+")
# Slack says of these that a part of the work may have been done.
_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_LIMITED = {"ratelimited", "rate_limited"}
_REVOKED = {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}


@dataclass(frozen=True)
class Sent:
    """It stands in the conversation."""

    channel: str
    ts: str  # empty where Slack has not named it


@dataclass(frozen=True)
class Absent:
    """It was looked for and is not there."""


@dataclass(frozen=True)
class Unsure:
    """Slack may have done it or not."""

    error: str


@dataclass(frozen=True)
class NotYet:
    """Surely not done, through no fault of the message: wait and try again."""

    error: str
    wait: timedelta = SOON


@dataclass(frozen=True)
class Refused:
    """Surely not done, and it never will be like this."""

    error: str


@dataclass(frozen=True)
class Revoked:
    """Slack does not know this token any more: nothing at all can be sent."""

    error: str


Trouble = Unsure | NotYet | Refused | Revoked
Outcome = Sent | Absent | Trouble


def judge(failure: SlackApiError) -> Trouble:
    """What an answer other than ok means."""
    response = failure.response
    error = str(response.get("error", ""))
    if response.status_code == 429 or error in _LIMITED:
        return NotYet("ratelimited", _retry_after(response.headers))
    if error in _REVOKED:
        return Revoked(error)
    # What is no code of Slack's comes from something on the way, which does not know either.
    if response.status_code >= 500 or error in _UNSURE or not _CODE.fullmatch(error):
        return Unsure(error if _CODE.fullmatch(error) else f"http_{response.status_code}")
    return Refused(error)


def _retry_after(headers: Mapping[str, Any]) -> timedelta:
    value = str(headers.get("Retry-After", ""))
    return timedelta(seconds=max(1, int(value))) if value.isdigit() else SOON
