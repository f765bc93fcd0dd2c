"""A small feature, made only to try the road that every feature takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal, Refusals
from govbot.people.directory import Directory
from govbot.rights import Right
from govbot.slack.blocks import actions, button, section
from govbot.slack.call import Call, Reply
from govbot.slack.dispatch import Dispatcher
from govbot.slack.forms import Form, date_field, text_field
from govbot.slack.listeners import bind
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.workspace import Workspace
from tests.walking import WalkingClock

router = Router()


@router.word("note", "Write something down", "/vendor note <words>")
@click.argument("words", nargs=-1, required=True)
def note(call: Call, words: tuple[str, ...]) -> Reply:
    audit.record(call.session, call.now, call.actor, "toy.noted", "toy:1", words=" ".join(words))
    return Reply(text=f"Noted: {escape(' '.join(words))}")


@router.word("note form", "A form to write something down", "/vendor note form", reads=True)
def note_form(_call: Call) -> Reply:
    return Reply(form=Form("toy.note:1", "Note", [text_field("words", "Words"), date_field("on", "On", optional=True)]))


@router.form("toy.note:1")
def noted(call: Call) -> Reply:
    words = call.text("words")
    if words == "two faults":
        raise Refusals({"words": "Other words, please.", "on": "Another day, please."})
    if words == "no field":
        raise Refusal("Not today.")
    if words == "only blocks":
        return Reply(blocks=[section("Drawn, without a sentence")])
    audit.record(call.session, call.now, call.actor, "toy.noted", "toy:1", words=words, on=call.date("on"))
    return Reply(text=f"Noted: {words}")


@router.word("board", "A button", "/vendor board", needs=Right.READ, reads=True)
def board(_call: Call) -> Reply:
    pressable = actions(button("Count", "toy.count:1", "7"), button("Gone", "toy.gone:1"), button("Form", "toy.form:1"))
    return Reply(text="Press", blocks=[section("Press"), pressable])


@router.press("toy.count:1")
def count(call: Call) -> Reply:
    audit.record(call.session, call.now, call.actor, "toy.counted", "toy:1", value=call.value)
    return Reply(text=f"Counted {call.value}")


@router.press("toy.form:1", reads=True)
def press_form(call: Call) -> Reply:
    return note_form(call)


@router.word("toy list", "What there is", "/vendor toy list [name]", needs=Right.READ, reads=True)
@click.argument("name", nargs=-1)
def listed(_call: Call, name: tuple[str, ...]) -> Reply:
    if "nobody" in name:
        raise Refusal("I know no nobody.")
    return Reply(text=f"Toys of {' '.join(name)}")


@router.word("toy glue", "Mend one", "/vendor toy glue <name>")
@click.argument("name")
def glue(_call: Call, name: str) -> Reply:
    return Reply(text=f"{name} is mended")


@router.word("settle", "For admins", "/vendor settle", needs=Right.ADMIN)
def settle(_call: Call) -> Reply:
    return Reply(text="Settled")


@router.word("break", "Fails after writing", "/vendor break")
def fail(call: Call) -> Reply:
    audit.record(call.session, call.now, call.actor, "toy.broken", "toy:1")
    raise ZeroDivisionError("as planned")


@router.listen("channel_rename")
def renamed(session: Session, now: datetime, _workspace: Workspace, event: dict[str, Any]) -> None:
    audit.record(session, now, audit.SYSTEM, "toy.renamed", "toy:1", name=event["channel"]["name"])


@dataclass
class Toys:
    app: App
    dispatcher: Dispatcher
    engine: Engine
    workspace_id: int


def toys(engine: Engine, workspace: Workspace, clock: WalkingClock, api_url: str, **options: Any) -> Toys:
    """Bolt's app with nothing but the toys behind it."""
    client = WebClient(token="xoxb-sandbox", base_url=api_url, retry_handlers=[], timeout=5)
    directory = Directory(engine, client)
    me = client.auth_test()
    result = AuthorizeResult(
        enterprise_id=None,
        team_id=me["team_id"],
        bot_token="xoxb-sandbox",
        bot_id=me["bot_id"],
        bot_user_id=me["user_id"],
    )
    app = App(client=client, authorize=lambda **_: result, process_before_response=True, **options)
    dispatcher = Dispatcher(engine, clock, router, directory, client)
    bind(app, dispatcher)
    return Toys(app, dispatcher, engine, workspace.id)
