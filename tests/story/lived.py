"""A year lived in the local Slack: what people do, in words; and what is heard, line by line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from govbot.simulation.playing import Said
from tests.door import Json, Person, buttons, shown
from tests.live import Live

GOVERNANCE = "#vendor-governance"
BERLIN = ZoneInfo("Europe/Berlin")
HERE = Path(__file__).parent
ITEM = re.compile(r"(?P<mark>🔵|🟠|🔴) (?P<title>[^·]+) · (?:(?P<vendor>[^·(]+) · )?(?:due )?(?P<when>[^·(]+) \(")
AS_WELL = re.compile(r"You hear this (as|because) .*")
ABOUT = re.compile(r"due for (.+)")
TOKEN = re.compile(r"<([@#])([^>|]+)(?:\|[^>]*)?>")
DATE = re.compile(r"<!date\^(\d+)\^[^>]*>|\w{3} \d+ \w{3} \d\d:\d\d")


@dataclass(frozen=True)
class Vendor:
    """A line of the portfolio; people by the name they have in Slack, `-` for nobody."""

    name: str
    tier: str
    owner: str
    backup: str
    sponsor: str
    channel: str

    @property
    def given(self) -> Json:
        wanted = {"owner": self.owner, "backup": self.backup, "sponsor": self.sponsor}
        people = {duty: f"@{name}" for duty, name in wanted.items() if name != "-"}
        channel = {"channel": self.channel} if self.channel != "-" else {}
        return {"name": self.name, "function": "payroll", "tier": self.tier} | people | channel


def portfolio() -> list[Vendor]:
    lines = (HERE / "portfolio.txt").read_text(encoding="utf-8").splitlines()
    return [Vendor(*line.split()) for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True, order=True)
class Heard:
    """One thing that one message said: local minute, to whom or where, in short."""

    at: datetime
    to: str
    text: str

    def line(self) -> str:
        return f"{self.at:%H:%M}  {self.to:<18} {self.text}"


@dataclass(frozen=True)
class Act:
    at: datetime
    who: str
    what: str

    def line(self) -> str:
        return f"{self.at:%H:%M}  > {self.who} {self.what}"


class Impossible(Exception):
    """Somebody was to press what nobody showed them."""


@dataclass
class Year:
    """The bot at work, the names people have, and how far it was listened to."""

    live: Live
    names: dict[str, str] = field(default_factory=dict)  # Slack id: the name people read
    logins: dict[str, str] = field(default_factory=dict)  # that name: the one that is typed
    _listened: float = 0.0

    def __post_init__(self) -> None:
        overview = self.live.slack.overview()
        for user in overview["users"]:
            self.names[user["id"]] = user["real_name"]
            self.logins[user["real_name"]] = user["name"]
        self.names |= {channel["id"]: f"#{channel['name']}" for channel in overview["channels"]}

    def settle(self) -> None:
        maya = self.live.person("maya.lindqvist")
        for vendor in portfolio():
            maya.types("/vendor add")
            fills(maya, **vendor.given)
        self.live.beat()
        self.heard()

    def heard(self) -> list[Heard]:
        """What was said since the last time this was asked."""
        fresh = [message for place in self.live.slack.state.world.channels for message in self._fresh(place)]
        self._listened = max([self._listened, *(float(message["ts"]) for message in fresh)])
        found = []
        for message in fresh:
            when = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(BERLIN)
            for text in self.short(shown(message)):
                found.append(Heard(when.replace(second=0, microsecond=0), message["to"], text))
        return sorted(found)

    def _fresh(self, place: str) -> Iterator[Json]:
        channel = self.live.slack.state.world.channels[place]
        to = self.names[channel.im_user] if channel.im_user else f"#{channel.name}"
        for message in self.live.slack.state.messages.all(place):
            if message.user == self.live.slack.world.bot.id and not message.only_for and not self._old(message.ts):
                thread = f"{to}, thread" if message.is_reply else to
                yield {"ts": message.ts, "blocks": message.blocks, "text": message.text, "to": thread}

    def _old(self, ts: str) -> bool:
        return float(ts) <= self._listened

    def foretold(self, said: Iterable[Said]) -> list[Heard]:
        """What a simulation tells, as it would be heard; it calls a channel by what it is for."""
        found = []
        for each in said:
            if str(each.kind) in ("post", "direct", "reply"):
                to = self.names[each.target] + (", thread" if str(each.kind) == "reply" else "")
                minute = each.local.replace(second=0, microsecond=0)
                told = each.text.replace("#governance channel", GOVERNANCE)
                found += [Heard(minute, to, text) for text in self.short(told)]
        return sorted(found)

    def short(self, text: str) -> list[str]:
        """Each due thing of a message on a line of its own; of anything else what stands first."""
        text = unescape(DATE.sub("…", TOKEN.sub(lambda token: self.names.get(token[2], token[2]), text)))
        lines = re.sub("[@*`]", "", text).splitlines()
        about = ABOUT.search(lines[0])
        due = [number for number, line in enumerate(lines) if ITEM.match(line)]
        found = [_item(lines, number, about[1] if about else "") for number in due]
        late = [line for line in lines if "should have come" in line]
        if found:
            return late + found
        more = lines[1:2] if lines[0].startswith("Escalation #") else lines[1:] if "has left Slack" in lines[0] else []
        return [" / ".join([lines[0], *more])]

    # What people do.

    def does(self, act: Act) -> list[Heard]:
        """What they do, and what is heard of it at once: the answer to a command stands before all else."""
        person = self.live.person(self.logins[act.who])
        verb, _, rest = act.what.partition(" ")
        answer = ""
        match verb:
            case "types":
                answer = person.types(rest)
            case "completes":
                self._completes(person, rest)
            case "finishes":
                self._presses_in_digest(person, "Done", f"*{rest}* · ")
            case "acknowledges":
                person.presses("Acknowledge", _latest(person, f"Escalation {rest}", "Acknowledge"))
            case "resolves":
                person.presses("Resolve", _latest(person, f"Escalation {rest}", "Resolve"))
                fills(person, cause="The calendar was full", done="It was put right")
            case "leaves":
                self.live.slack.change_user(self.live.id_of(self.logins[act.who]), deleted=True)
            case _:
                raise AssertionError(f"nobody knows how to do this: {act.what}")
        self.live.beat()
        answered = [Heard(act.at, f"{act.who}, answer", text) for text in self.short(answer)[:1]] if answer else []
        return answered + self.heard()

    def _completes(self, person: Person, what: str) -> None:
        """`Risk and compliance review of Cedar`, then perhaps `; promises Hire two by 2026-05-04`."""
        review, _, promised = what.partition("; promises ")
        title, _, vendor = review.partition(" of ")
        self._presses_in_digest(person, "Complete", f"*{title}* · {vendor} · ")
        filled: Json = {"attendees": [person.name], "rating": "green", "outcome": "continue"}
        action, _, by = promised.partition(" by ")
        agreed = {"action_1": action, "owner_1": person.name, "due_1": by} if action else {"no_actions": ["yes"]}
        fills(person, **filled, **agreed)

    def _presses_in_digest(self, person: Person, label: str, line: str) -> None:
        """In the one in which it was said last."""
        for message in reversed(person.private()):
            for block in message.get("blocks") or []:
                if line in block.get("text", {}).get("text", "") and "accessory" in block:
                    person.presses(label, message | {"blocks": [block]})
                    return
        raise Impossible(f"{person.name} was told of nothing like {line}")


def fills(person: Person, /, **values: object) -> None:
    """The form that lies open, and it is accepted."""
    answer = person.submits(**values)
    assert answer["errors"] == {}, (values, answer)


def _item(lines: list[str], number: int, about: str) -> str:
    found = ITEM.match(lines[number])
    assert found
    after = lines[number + 1] if number + 1 < len(lines) else ""
    why = AS_WELL.match(after) or re.match(r"(🚨 Nobody owns it:|Said here because) .*?(?=\. /|\.$|$)", after)
    told = f"  [{why[0].removeprefix('You hear this ').rstrip('.')}]" if why else ""
    return f"{found['mark']} {(found['vendor'] or about).strip()}: {found['title']}, {found['when'].strip()}{told}"


def _latest(person: Person, about: str, label: str) -> Json:
    for message in reversed(person.private()):
        if about in shown(message) and label in [element["text"]["text"] for element in buttons(message)]:
            return message
    raise Impossible(f"{person.name} has no {label} about {about}")


# The written year.


def read(text: str) -> list[Act]:
    """The acts that stand in it; everything else is what is to be heard."""
    acts, day = [], date.min
    for line in text.splitlines():
        if line.startswith("== "):
            day = datetime.strptime(line, "== %a %d %b %Y").replace(tzinfo=BERLIN).date()
        elif found := re.match(r"(\d\d:\d\d)  > (\w+ \w+) (.+)", line):
            moment = time.fromisoformat(found[1])
            acts.append(Act(datetime.combine(day, moment, BERLIN), found[2], found[3]))
    return acts


def written(said: Iterable[Heard | Act]) -> str:
    """Grouped by day, in the order in which it happened."""
    lines: list[str] = []
    day = date.min
    for each in said:
        if each.at.date() != day:
            day = each.at.date()
            lines += ["", f"== {day:%a %d %b %Y}"]
        lines.append(each.line())
    return "\n".join(lines[1:]) + "\n"
