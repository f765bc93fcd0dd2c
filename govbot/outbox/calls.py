"""Calls Slack, each at most once, and answers with Slack's data or with what went wrong."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from govbot.clock import Clock
from govbot.outbox.outcomes import NotYet, Refused, Trouble, Unsure, judge

Answer = Mapping[str, Any]


class Calls:
    """Every method of Slack's that a delivery needs.

    The client must have no retry handlers: the SDK's own would send a message again after a lost answer.
    """

    def __init__(self, slack: WebClient, clock: Clock) -> None:
        if slack.retry_handlers:
            raise ValueError("The outbox needs a Slack client with retry_handlers=[], or messages go out twice.")
        self.clock = clock
        self._slack = slack
        self._resting: dict[str, datetime] = {}  # method to when it may be called again

    def post(self, content: dict[str, Any], channel: str, key: str, thread_ts: str | None) -> Answer | Trouble:
        # Not rested as a whole: Slack limits posting by channel.
        return _answer(
            self._slack.chat_postMessage,
            channel=channel,
            thread_ts=thread_ts,
            metadata={"event_type": "govbot_notice", "event_payload": {"outbox_id": key}},
            unfurl_links=False,
            unfurl_media=False,
            **content,
        )

    def update(self, content: dict[str, Any], channel: str, ts: str) -> Answer | Trouble:
        return self._rested(self._slack.chat_update, channel=channel, ts=ts, **content)

    def upload(self, name: str, content: bytes, alt: str) -> str | Trouble:
        """A file that nobody sees yet; its id. Whatever goes wrong here, nothing was said."""
        wanted = self._rested(
            self._slack.files_getUploadURLExternal, filename=name, length=len(content), alt_txt=alt
        )  # fmt: skip
        if not isinstance(wanted, Mapping):
            return NotYet(wanted.error) if isinstance(wanted, Unsure) else wanted
        sent = self._send(str(wanted["upload_url"]), content)
        return sent or str(wanted["file_id"])

    def _send(self, address: str, content: bytes) -> NotYet | None:
        # Slack itself named the address, a moment ago.
        request = Request(address, data=content, headers={"Content-Type": "application/octet-stream"})  # noqa: S310
        try:
            with urlopen(request, timeout=self._slack.timeout, context=self._slack.ssl):  # noqa: S310  # as above
                return None
        except (OSError, HTTPException) as failure:
            return NotYet(type(failure).__name__)

    def share(self, file_id: str, title: str, text: str, channel: str, thread_ts: str | None) -> Answer | Trouble:
        """The uploaded file as a message."""
        more = {"thread_ts": thread_ts} if thread_ts else {}
        return self._rested(
            self._slack.files_completeUploadExternal,
            files=[{"id": file_id, "title": title}], channel_id=channel, initial_comment=text, **more,
        )  # fmt: skip

    def conversation(self, target: str) -> str | Trouble:
        """The id to post to: a direct message is opened, a public channel joined so that it can be read."""
        if target.startswith(("U", "W")):
            answer = self._rested(self._slack.conversations_open, users=target)
        elif target.startswith("C"):
            answer = self._rested(self._slack.conversations_join, channel=target)
        else:
            return target
        if isinstance(answer, Mapping):
            return str(answer["channel"]["id"])
        if isinstance(answer, Refused) and target.startswith("C"):
            return target  # perhaps a private channel it was invited to; posting will tell
        return NotYet(answer.error) if isinstance(answer, Unsure) else answer

    def history(self, channel: str, thread_ts: str | None, oldest: float, cursor: str | None) -> Answer | Trouble:
        page = {"channel": channel, "oldest": f"{oldest:.6f}", "limit": 100, "include_all_metadata": True}
        page |= {"cursor": cursor} if cursor else {}
        if thread_ts is None:
            return self._rested(self._slack.conversations_history, **page)
        return self._rested(self._slack.conversations_replies, ts=thread_ts, **page)

    def _rested(self, method: Callable[..., SlackResponse], **arguments: Any) -> Answer | Trouble:
        """Slack limits most methods for the workspace as a whole: after a 429 none of them is tried."""
        now = self.clock()
        until = self._resting.get(method.__name__, now)
        if until > now:
            return NotYet("ratelimited", until - now)
        answer = _answer(method, **arguments)
        if isinstance(answer, NotYet):
            self._resting[method.__name__] = now + answer.wait
        return answer


def _answer(method: Callable[..., SlackResponse], **arguments: Any) -> Answer | Trouble:
    try:
        answer: SlackResponse = method(**arguments)
    except SlackApiError as failure:
        return judge(failure)
    except (OSError, HTTPException) as failure:  # refused, timed out, or lost halfway
        return Unsure(type(failure).__name__)
    data: Answer = answer.data if isinstance(answer.data, dict) else {}
    return data
