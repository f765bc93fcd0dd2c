"""A file of values, recorded from the menu of its message: read, shown with what it would do, then confirmed."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from slack_sdk import WebClient

from govbot import playbook
from govbot.errors import Refusal
from govbot.kpis import blocks, importing, values
from govbot.kpis.importing import Given
from govbot.kpis.models import State
from govbot.sheets.reading import Held
from govbot.slack.blocks import Block, context, paragraphs, section
from govbot.slack.call import Call, Reply
from govbot.slack.files import Wanted
from govbot.slack.forms import Form
from govbot.slack.requests import Request
from govbot.slack.router import Router
from govbot.slack.text import clip, escape, plural

router = Router()
RECORD = "kpi.file:1"
INSTEAD = "`/vendor kpi record` takes the values of one period."
SHOWN = 20  # values in the preview, the gravest first
GRAVEST = (State.RED, State.AMBER, State.THIN, State.GREEN)


class Brought(NamedTuple):
    """A file of values; `mark` tells its content from any other."""

    id: str
    file: Held
    mark: str


def wanted() -> Wanted:
    rules = playbook.load().kpis.files
    return Wanted(rules.endings, rules.largest_megabytes, "read as values", INSTEAD)


def _of_message(client: WebClient, request: Request) -> Brought:
    """The one file of values in the message."""
    good = wanted().of(request.payload["message"].get("files") or [])
    if not good:
        raise Refusal(f"There is no file in this message. {INSTEAD}")
    if len(good) > 1:
        raise Refusal("There are several such files in this message. Post the one you mean by itself.")
    return _read(client, str(good[0]["id"]))


def _of_form(client: WebClient, request: Request) -> Brought:
    return _read(client, json.loads(request.value)["file"])


def _read(client: WebClient, file_id: str) -> Brought:
    file, content = wanted().read(client, file_id)
    return Brought(file_id, Held(escape(str(file["name"])), content), hashlib.sha256(content).hexdigest())


@router.shortcut("kpi.message:1", reads=True, bring=_of_message)
def preview(call: Call) -> Reply:
    """Every fault with its line; where there is none, what would be written, to be confirmed."""
    brought: Brought = call.brought
    given = importing.read(call.session, brought.file, call.today)
    if not given:
        raise Refusal(f"{brought.file.name} holds no values below its first line.")
    carried = json.dumps({"file": brought.id, "mark": brought.mark})
    shown = _shown(brought, given)
    return Reply(form=Form(RECORD, "Record KPI values", shown, submit="Record", value=carried, confirms=True))


def _shown(brought: Brought, given: Sequence[Given]) -> list[Block]:
    vendors = len({one.vendor.id for one in given})
    heading = f"*{brought.file.name}*: {plural(len(given), 'value')} of {plural(vendors, 'vendor')}, {_counted(given)}."
    news = sorted((one for one in given if not one.same), key=lambda one: GRAVEST.index(one.state))
    lines = [_line(one) for one in news[:SHOWN]]
    drawn = [section(heading), *paragraphs("\n".join(lines))]
    left = len(news) - len(lines)
    return [*drawn, context(f"…and {plural(left, 'more value', 'more values')}")] if left else drawn


def _counted(given: Sequence[Given]) -> str:
    """`9 new, 2 corrected, 1 as it stands already`."""
    new = sum(one.before is None for one in given)
    same = sum(one.same for one in given)
    counts = ((new, "new"), (len(given) - new - same, "corrected"), (same, "as they stand already"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def _line(one: Given) -> str:
    """`🔴 red *Payroll accuracy* of Ardent Payroll, February 2026: 96.4 %, was 98 %`."""
    value = escape(values.said(one.read.value, one.kpi.unit))
    was = f", was {escape(values.said(one.before.value, one.kpi.unit))}" if one.before else ""
    what = f"*{escape(one.kpi.name)}* of {escape(clip(one.vendor.name, 60))}"
    return f"{blocks.marked(one.state)} {what}, {one.period.label}: {value}{was}"


@router.form(RECORD, bring=_of_form)
def recorded(call: Call) -> Reply:
    """Read once more: values may have come meanwhile, by others."""
    brought: Brought = call.brought
    if brought.mark != json.loads(call.value)["mark"]:
        raise Refusal(f"*{brought.file.name}* is another file now. Start again from its message.")
    given = importing.read(call.session, brought.file, call.today)
    importing.take(call.session, call.workspace, call.now, call.actor, given)
    return Reply(text=f"*{brought.file.name}* is recorded: {_counted(given)}.")
