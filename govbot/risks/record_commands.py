"""What is typed and pressed about risks, issues, exceptions and decisions alike: show, list, close."""

import json

import click

from govbot.errors import Refusal
from govbot.reminders import cards
from govbot.rights import Right
from govbot.risks import blocks, card_blocks, decisions, exceptions, filled, forms, news, reading, records, service
from govbot.risks.card_blocks import CLOSE
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.reading import Narrowed
from govbot.risks.reminders import SHOW
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Vendor

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

    @router.word(f"{noun} show", SHOWS[noun], f"/vendor {noun} show <{noun}>", needs=Right.READ, reads=True)
    @click.argument("which", nargs=-1, required=True)
    def show(call: Call, which: tuple[str, ...]) -> Reply:
        return _card(call, records.find(call.session, table, " ".join(which)))

    @router.word(f"{noun} list", LISTS[noun], f"/vendor {noun} list {FILTERS[noun]}", needs=Right.READ, reads=True)
    @click.argument("which", nargs=-1)
    def listing(call: Call, which: tuple[str, ...]) -> Reply:
        return _page(call, table, " ".join(which), first=0)


def _declare_closing(table: type[Entry]) -> None:
    noun = table.noun

    @router.word(f"{noun} close", f"Close {_a(noun)}, and say why", f"/vendor {noun} close <{noun}>", reads=True)
    @click.argument("which", nargs=-1, required=True)
    def close(call: Call, which: tuple[str, ...]) -> Reply:
        return Reply(form=forms.closing(_closable(call, records.find(call.session, table, " ".join(which)))))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


for _table in records.TABLES:
    _declare(_table)
    if _table is not Issue:  # which ends by being verified
        _declare_closing(_table)


@router.press(SHOW, needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return _card(call, records.of_subject(call.session, call.value))


def _card(call: Call, entry: Entry) -> Reply:
    return Reply(blocks=card_blocks.card(reading.file(call.session, entry, call.today), call.actor))


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
    first = min(first, (len(found) - 1) // blocks.PAGE * blocks.PAGE)
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
    return Reply(form=forms.closing(_closable(call, records.of_subject(call.session, call.value))))


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


def vendor_and_title(call: Call, words: tuple[str, ...]) -> tuple[Vendor, str]:
    """`ardent: they lose people` or a vendor alone: what follows a colon is what is written down."""
    head, _, rest = " ".join(words).partition(":")
    return finding.find(call.session, head), rest.strip()


def usual_owner(call: Call, vendor: Vendor) -> str:
    """Who is proposed to answer for something new: the vendor's owner, else whoever writes it down."""
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER)
    return owner.slack_id if owner and owner.reachable else call.actor


def vendor_of_form(call: Call) -> Vendor:
    vendor = finding.by_id(call.session, int(call.value))
    if vendor.retired:
        raise Refusal("This vendor is retired. `/vendor status` brings it back first.")
    return vendor
