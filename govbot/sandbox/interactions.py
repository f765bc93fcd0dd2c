"""Two tickets that an interaction carries: trigger ids (three real seconds, once) and response URLs."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from govbot.sandbox.shapes import SlackError, fresh_id, real_seconds

TRIGGER_LIFE = 3.0
RESPONSE_USES = 5
RESPONSE_LIFE = timedelta(minutes=30)


@dataclass
class Trigger:
    user: str
    born: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where a bot may answer an interaction without being a member. `message_ts`: the message it edits."""

    id: str
    user: str
    channel: str
    born: datetime
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Tickets:
    trigger_life: float = TRIGGER_LIFE
    triggers: dict[str, Trigger] = field(default_factory=dict)
    responses: dict[str, ResponseUrl] = field(default_factory=dict)

    def new_trigger(self, user_id: str) -> str:
        trigger_id = f"{len(self.triggers) + 1}.{int(real_seconds())}.{fresh_id('').lower()}"
        self.triggers[trigger_id] = Trigger(user=user_id, born=real_seconds())
        return trigger_id

    def use_trigger(self, trigger_id: str) -> str:
        """The person it belongs to."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if real_seconds() - trigger.born > self.trigger_life:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def new_response_url(self, response: ResponseUrl) -> str:
        self.responses[response.id] = response
        return response.id

    def use_response_url(self, response_id: str, now: datetime) -> ResponseUrl:
        response = self.responses.get(response_id)
        if response is None or now - response.born > RESPONSE_LIFE:
            raise SlackError("expired_url")
        if response.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        response.uses += 1
        return response
