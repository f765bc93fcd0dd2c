"""Slack's ids and tokens as people read them, from what the database knows: nobody is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from govbot import calendar
from govbot.errors import Refusal
from govbot.outbox.models import OutboxMessage
from govbot.people.models import Person
from govbot.slack.blocks import in_words
from govbot.slack.text import escape, unescape
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

ALL = 1_000_000  # characters: nothing is cut
CLIPPED = 60  # a vendor's name may stand cut in a message, but never shorter than this
_TOKEN = re.compile(r"<([@#!])([^>|]*)(?:\|([^>]*))?>")
_BOLD = re.compile(r"\*([^*\n]+)\*")
_DATE = re.compile(r"date\^(\d+)\^")


@dataclass(frozen=True)
class Names:
    """What a workspace's people and channels are called."""

    place: Workspace
    people: dict[str, Person]
    channels: dict[str, str]

    def recipient(self, target: str) -> str:
        """A person by name, a channel by what it is for."""
        person = self.people.get(target)
        return person.name if person else self.channels.get(target, f"channel {target}")

    def zone(self, target: str) -> ZoneInfo:
        """Where the person lives; a channel, and somebody whose zone is not known, has the workspace's."""
        person = self.people.get(target)
        try:
            return calendar.zone(person.zone if person and person.zone else self.place.zone)
        except Refusal:
            return calendar.zone(self.place.zone)

    def spoken(self, text: str) -> str:
        """mrkdwn as people read it."""
        return unescape(_BOLD.sub(r"\1", _TOKEN.sub(self._word, text)))

    def _word(self, token: re.Match[str]) -> str:
        sigil, body, label = token.groups()
        if sigil == "@":
            return f"@{self.people[body].name if body in self.people else body}"
        if sigil == "#":
            return f"#{self.recipient(body)}"
        instant = _DATE.match(body)
        if instant is None:
            return label or body
        there = datetime.fromtimestamp(int(instant[1]), UTC).astimezone(calendar.zone(self.place.zone))
        return f"{there:%a} {there.day} {there:%b %H:%M}"


def of(session: Session, place: Workspace) -> Names:
    everybody = {person.slack_id: person for person in session.exec(select(Person))}
    channels: dict[str, str] = {}
    for vendor in session.exec(select(Vendor).order_by(col(Vendor.id).desc())):
        if vendor.channel:
            channels[vendor.channel] = f"channel of {vendor.name}"
    if place.governance_channel:
        channels[place.governance_channel] = "governance channel"
    return Names(place, everybody, channels)


def about(session: Session, vendor: Vendor) -> Callable[[Session, OutboxMessage], bool]:
    """Whether a message, or the one at the root of its thread, names the vendor and not only one called alike."""
    mine = _shown(vendor)
    longer = [name for other in finding.everyone(session, retired=True) if mine in (name := _shown(other)) != mine]

    def named(session: Session, message: OutboxMessage) -> bool:
        text = f"{message.payload['text']}\n{in_words(message.payload['blocks'], ALL)}"
        for name in longer:
            text = text.replace(name, "")
        return mine in text or f"`{vendor.ref}`" in text

    def judge(session: Session, message: OutboxMessage) -> bool:
        while not named(session, message):
            if message.parent_key is None:
                return False
            message = session.exec(select(OutboxMessage).where(OutboxMessage.key == message.parent_key)).one()
        return True

    return judge


def _shown(vendor: Vendor) -> str:
    return escape(vendor.name)[: CLIPPED - 10]
