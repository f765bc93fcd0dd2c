"""What a handler is given and what it returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.rights import Right
from govbot.sheets.dates import EARLIEST, LATEST
from govbot.slack.blocks import Block
from govbot.slack.forms import FieldValue, Form
from govbot.slack.text import clean
from govbot.workspace import Workspace


class Caller(Protocol):
    """Who typed or pressed, as the people house knows them."""

    @property
    def id(self) -> int: ...
    @property
    def slack_id(self) -> str | None: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Call:
    """One command, press, submission or event, inside its transaction."""

    session: Session
    now: datetime
    workspace: Workspace
    caller: Caller
    right: Right
    channel: str = ""  # where it was typed or pressed; empty in Home
    message_ts: str = ""  # the message pressed on
    value: str = ""  # what the button or form carries
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)  # Slack's own, for the rare rest
    brought: Any = None  # what was asked of Slack before the transaction opened

    @property
    def today(self) -> date:
        return self.workspace.today(self.now)

    @property
    def actor(self) -> str:
        """How the audit chain names the caller."""
        return self.caller.slack_id or self.caller.name

    def text(self, name: str) -> str:
        """A filled text, date or choice; empty when left open, or filled with nothing but spaces."""
        value = self.fields.get(name)
        return clean(value).strip() if isinstance(value, str) else ""

    def date(self, name: str) -> date | None:
        """A picked date; Slack sends it as YYYY-MM-DD."""
        value = self.text(name)
        try:
            picked = date.fromisoformat(value) if value else None
        except ValueError:
            raise Refusal("Please pick a date that exists.", field=name) from None
        if picked and not EARLIEST <= picked.year <= LATEST:
            raise Refusal(f"Please pick a day between {EARLIEST} and {LATEST}.", field=name)
        return picked

    def instant(self, name: str) -> datetime:
        """A picked day and time; Slack sends seconds since 1970."""
        value = self.text(name)
        if not value.isdecimal():
            raise Refusal("Please pick a day and a time.", field=name)
        return datetime.fromtimestamp(int(value), UTC)


@dataclass(frozen=True)
class Reply:
    """What the caller sees, after the commit. Messages to others go through the outbox.

    `form` opens (or, after a submission, replaces) a form; `push` lays it over the one that is open;
    `replace` puts the answer in the place of the ephemeral message that was pressed (for paging).
    """

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    form: Form | None = None
    push: bool = False
    replace: bool = False
