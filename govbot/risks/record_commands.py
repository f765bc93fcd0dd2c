"""What is typed and pressed about risks, issues, exceptions and decisions alike: show, list, close."""

import json

import click

from govbot.errors import Refusal
from govbot.reminders import cards
from govbot.rights import Right
from govbot.risks import blocks, card_blocks, decisions, exceptions, filled, forms, news, reading, records, service
from govbot.risks.card_blocks import CLOSE
from govbot.risks.doors import door
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.reading import Narrowed
from govbot.risks.reminders import SHOW
from govbot.slack import paging
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention
from govbot.vendors import finding
from govbot.vendors.models import Vendor

router = Router()
FILTERS = {
    "risk": "[vendor] [above appetite] [mine] [overdue] [closed]",
    "issue": "[vendor] [mine] [overdue] [closed]",
    "exception": "[vendor] [mine] [expired] [closed]",
    "decision": "[vendor] [mine] [closed]",
}
SHOWS = {
    "risk": "A risk with its rating, plan and acceptance",
    "issue": "An issue with its cause and what was done",
    "exception": "An exception: what, why, until when",
    "decision": "A decision: what, why, who, until when",
}
LISTS = {
    "risk": "Risks of a vendor or of all, the gravest first",
    "issue": "What is wrong and not mended, the longest overdue first",
    "exception": "What is allowed against the rules, the expired first",
    "decision": "What was decided, and which of what stays ours it exercises",
}


def _declare(table: type[Entry]) -> None:
    noun = table.noun
    door(table).opens(router, f"{noun} show", SHOWS[noun], f"/vendor {noun} show <{noun}>", needs=Right.READ)(_card)

    @router.word(f"{noun} list", LISTS[noun], f"/vendor {noun} list {FILTERS[noun]}", needs=Right.READ, reads=True)
    @click.argument("which", nargs=-1)
    def listing(call: Call, which: tuple[str, ...]) -> Reply:
        return _page(call, table, " ".join(which), first=0)


@router.press(SHOW, needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return _card(call, records.of_subject(call.session, call.value))


def _card(call: Call, entry: Entry) -> Reply:
    return Reply(blocks=card_blocks.card(reading.file(call.session, entry, call.today), call.actor))


def _closing(call: Call, entry: Entry) -> Reply:
    return Reply(form=forms.closing(_closable(call, entry)))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


for _table in records.TABLES:
    _declare(_table)
    if _table is not Issue:  # which ends by being verified
        summary, usage = f"Close {_a(_table.noun)}, and say why", f"/vendor {_table.noun} close <{_table.noun}>"
        door(_table).opens(router, f"{_table.noun} close", summary, usage)(_closing)


@router.press(blocks.BACK, needs=Right.READ, reads=True)
@router.press(blocks.ON, needs=Right.READ, reads=True)
def turn_page(call: Call) -> Reply:
    where = json.loads(call.value)
    return _page(call, records.BY_NOUN[where["noun"]], where["which"], int(where["first"]))


def _page(call: Call, table: type[Entry], which: str, first: int) -> Reply:
    wanted = Narrowed.of(call.session, which)
    found = reading.listed(call.session, table, wanted, call.today, call.caller.id)
    heading = f"{table.noun.capitalize()}s{_narrowed(wanted)}"
    if not found:
        return Reply(text=f"{heading}: none. `/vendor {table.noun} add <vendor>` writes one down.")
    first = paging.begin(first, blocks.PAGE, len(found))
    files = [reading.file(call.session, entry, call.today) for entry in found[first : first + blocks.PAGE]]
    where = {"noun": table.noun, "which": which}
    alone = wanted.vendor is not None
    drawn = blocks.listing(files, heading=heading, alone=alone, first=first, total=len(found), where=where)
    return Reply(blocks=drawn, replace=True)


def _narrowed(wanted: Narrowed) -> str:
    of = f" of {escape(clip(wanted.vendor.name, 80))}" if wanted.vendor else ""
    said = {"above": "above appetite"}
    flags = ", ".join(sorted(said.get(flag, flag) for flag in wanted.flags))
    return f"{of}, {flags}" if flags else of


@router.press(CLOSE, reads=True)
def press_close(call: Call) -> Reply:
    return _closing(call, records.of_subject(call.session, call.value))


def _closable(call: Call, entry: Entry) -> Entry:
    if isinstance(entry, Decision):
        decisions.check_own(call.session, call.workspace, entry)
    records.check_open(call.session, call.workspace, entry)
    return entry


@router.form(CLOSE)
def closed(call: Call) -> Reply:
    entry = _closable(call, records.of_subject(call.session, call.value))
    why = filled.read(call, why=filled.text("Say why it is closed."))["why"]
    due = entry.due
    _close(call, entry, why)
    note = f"✅ Closed by {mention(call.actor)} on {day(call.today)}: {clip(escape(why), 200)}"
    cards.note(call.session, call.now, entry.subject, due, note)
    news.changed(call, entry)
    return Reply(text=f"{blocks.name(entry)} is closed.")


def _close(call: Call, entry: Entry, why: str) -> None:
    where = call.session, call.workspace, call.now, call.actor
    if isinstance(entry, Risk):
        return service.close(*where, entry, why)
    if isinstance(entry, PolicyException):
        return exceptions.close(*where, entry, why)
    return records.close(*where, entry, why)


def vendor_of_form(call: Call) -> Vendor:
    vendor = finding.by_id(call.session, int(call.value.split()[0]))
    if vendor.retired:
        raise Refusal("This vendor is retired. `/vendor status` brings it back first.")
    return vendor
