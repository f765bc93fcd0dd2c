"""The true door: a person in the local Slack, the real bot behind real Socket Mode, one clock for both."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from govbot.sandbox.server import Sandbox
from tests.walking import WalkingClock

ROOT = Path(__file__).parent.parent
SCHEMA = Path(__file__).parent / "blockkit.schema.json"
Json = dict[str, Any]


APOLOGY = "Something went wrong on govbot's side"


class Crashes(logging.Handler):
    """What a handler of the bot stumbled over, where it runs in this process."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


CRASHES = Crashes()
logging.getLogger("govbot.slack.listeners").addHandler(CRASHES)


@cache
def _manifest() -> Json:
    manifest: Json = yaml.safe_load((ROOT / "manifest.yaml").read_text())
    return manifest


def sandbox(clock: WalkingClock, **options: Any) -> Sandbox:
    """Slack's rules, the manifest as it stands, and every payload held against the Block Kit schema."""
    # A machine that is busy with other things is no fault of the bot's: what is slow is measured elsewhere.
    CRASHES.seen.clear()
    patient = {"ack_timeout": 20.0, "trigger_life": 20.0} | options
    return Sandbox(_manifest(), clock=clock, schema=SCHEMA, **patient)


@dataclass
class Person:
    """Somebody at the keyboard. What they do succeeds or is refused with a sentence; a failure ends the test."""

    slack: Sandbox
    name: str

    def types(self, text: str, channel: str = "#vendor-governance") -> str:
        """A slash command; what is shown to them in answer."""
        return shown(sound(self.slack.command(self.name, channel, text)).get("message"))

    def view(self) -> Json:
        """The form that lies open on top."""
        return self.slack.views(self.name)[-1]

    def submits(self, **values: Any) -> Json:
        """Fill the open form and send it; `errors` is empty where all was accepted."""
        view = self.view()
        assert view.get("submit"), "this form has no button that sends it"
        answer = sound(self.slack.submit(self.name, view["id"], values))
        return {"errors": answer.get("errors") or {}, "views": answer["views"]}

    def presses(self, label: str, message: Json | None = None, *, channel: str = "", **more: Any) -> Json:
        """The button with this label, in a message or in the form that lies open."""
        holder = message if message is not None else self.view()
        element = button(holder, label)
        where = {"channel": channel or holder["channel"], "ts": holder["ts"]} if message else {"view_id": holder["id"]}
        value, block_id = element.get("value"), element["block_id"]
        return sound(self.slack.click(self.name, element["action_id"], block_id=block_id, value=value, **where, **more))

    def chooses(self, label: str, message: Json) -> Json:
        """What stands in the menu behind the three dots of a message."""
        element, choice = menu(message, label)
        where = {"channel": message["channel"], "ts": message["ts"], "block_id": element["block_id"]}
        return sound(self.slack.click(self.name, element["action_id"], selected_option=choice["value"], **where))

    def shortcut(self, callback_id: str, channel: str = "", ts: str = "") -> Json:
        """From anywhere, or from the menu of a message."""
        where = {"channel": channel, "ts": ts} if ts else {}
        return sound(self.slack.shortcut(self.name, callback_id, **where))

    def sees(self, channel: str) -> list[Json]:
        """The messages of a channel as this person sees them, each knowing its channel."""
        id_ = self.slack._act("messages", channel=channel, user=self.name)["channel"]
        return [message | {"channel": id_} for message in self.slack.messages(channel, user=self.name)]

    def reads(self, channel: str) -> list[str]:
        return [shown(message) for message in self.sees(channel)]

    def thread(self, channel: str, ts: str) -> list[str]:
        return [shown(m) for m in self.slack.messages(channel, user=self.name, thread_ts=ts) if m["ts"] != ts]

    def private(self) -> list[Json]:
        """Their conversation with govbot."""
        return self.sees("@govbot")


def sound(answer: Json) -> Json:
    """The answer to what somebody did, unless the bot stumbled over it or Slack could not reach it."""
    if CRASHES.seen:
        crash = CRASHES.seen.pop()
        raise AssertionError(crash.getMessage()) from (crash.exc_info[1] if crash.exc_info else None)
    assert not answer.get("error"), answer["error"]
    assert APOLOGY not in str(answer), answer
    return answer


def buttons(holder: Mapping[str, Any]) -> list[Json]:
    """Every button of a message or view, with the block it stands in."""
    found = []
    for block in holder.get("blocks") or []:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
        found += [element | {"block_id": block["block_id"]} for element in elements if element.get("type") == "button"]
    return found


def button(holder: Mapping[str, Any], label: str) -> Json:
    matching = [element for element in buttons(holder) if element["text"]["text"] == label]
    assert matching, f"no button {label!r} among {[element['text']['text'] for element in buttons(holder)]}"
    return matching[0]


def menu(message: Mapping[str, Any], label: str) -> tuple[Json, Json]:
    """The menu in which this stands, and the option itself."""
    for block in message.get("blocks") or []:
        for element in block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]:
            for choice in element.get("options", []):
                if choice["text"]["text"] == label:
                    return element | {"block_id": block["block_id"]}, choice
    raise AssertionError(f"no menu has {label!r}")


def shown(message: Mapping[str, Any] | None) -> str:
    """What a person reads: the text of every block, else the text."""
    if not message:
        return ""
    texts = [text for block in message.get("blocks") or [] for text in _texts(block)]
    return "\n".join(texts) or str(message.get("text", ""))


def _texts(block: Mapping[str, Any]) -> list[str]:
    if block["type"] == "context":
        return [element["text"] for element in block["elements"] if "text" in element]
    if block["type"] == "actions":
        return []
    texts = [block["text"]["text"]] if "text" in block else []
    return texts + [field["text"] for field in block.get("fields", [])]


def at(text: str) -> datetime:
    """`2026-11-23T09:00+01:00`."""
    return datetime.fromisoformat(text)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
