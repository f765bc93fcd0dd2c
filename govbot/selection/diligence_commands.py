"""What is typed, pressed and filled in about a vendor's due-diligence file."""

from collections.abc import Sequence
from dataclasses import replace

import click

from govbot import playbook
from govbot.people import service as people
from govbot.reminders import cards
from govbot.rights import Right
from govbot.risks import approvals, filled, forms, news
from govbot.risks.approvals import Wish
from govbot.selection import admitting, diligence, reading
from govbot.selection import diligence_blocks as blocks
from govbot.selection.diligence import Filing
from govbot.selection.models import Diligence
from govbot.selection.reminders import DILIGENCE
from govbot.slack.blocks import Block, in_words
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import finding, telling, trial
from govbot.vendors.models import Vendor
from govbot.vendors.reading import wish as wished

router = Router()
DOOR: Door[Vendor] = Door(
    lambda call, words: finding.find(call.session, " ".join(words)),
    lambda call: finding.by_id(call.session, int(call.value)),
)


@DOOR.opens(
    router, "diligence show", "A vendor's due-diligence file", "/vendor diligence show <vendor>", blocks.SHOW,
    needs=Right.READ,
)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    found, tried = diligence.file_of(call.session, vendor, call.today), trial.on(call.session, vendor)
    return Reply(blocks=blocks.shown(vendor, found, call.today, on_trial=tried))


@router.word("diligence file", "File due diligence", "/vendor diligence file <vendor> [area]", reads=True)
@click.argument("words", nargs=-1, required=True)
def file(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, key, _ = wished(call.session, words, playbook.load().due_diligence.areas)
    return _filing(call, vendor, key) if key else show(call, vendor)


@router.press(blocks.FILE, reads=True)
def press_file(call: Call) -> Reply:
    number, _, key = call.value.partition(":")
    return _filing(call, finding.by_id(call.session, int(number)), key)


def _filing(call: Call, vendor: Vendor, key: str) -> Reply:
    diligence.check_governed(vendor)
    lines = [line for line in diligence.file_of(call.session, vendor, call.today) if line.area.key == key]
    area = playbook.load().due_diligence.areas[key]
    if not lines:
        return Reply(text=f"Nothing of *{area.title}* is asked of a {vendor.tier.value} vendor.")
    return Reply(form=blocks.filing(vendor, area, lines, call.today))


@router.form(blocks.FILE)
def filed(call: Call) -> Reply:
    number, _, key = call.value.partition(":")
    vendor = finding.by_id(call.session, int(number))
    before = DILIGENCE.one(call.session, call.workspace, f"{vendor.id}-{key}")
    lacked = diligence.missing(diligence.file_of(call.session, vendor, call.today))
    rows = diligence.file(
        call.session, call.workspace, call.now, call.actor, vendor, call.date("dated"), _filings(call, vendor, key)
    )
    after = DILIGENCE.one(call.session, call.workspace, f"{vendor.id}-{key}")
    if before and (after is None or after.due != before.due):
        note = f"📄 Filed by {mention(call.actor)} on {day(call.today)}."
        cards.note(call.session, call.now, before.subject, before.due, note)
    _tell(call, vendor, rows, lacking_before=bool(lacked))
    drawn = show(call, vendor).blocks
    return Reply(text=in_words(drawn[:1]), blocks=drawn)


def _filings(call: Call, vendor: Vendor, key: str) -> list[Filing]:
    """The items for which something was chosen; words without a choice are meant as filed."""
    found = []
    for item in playbook.load().due_diligence.areas[key].asked_of(vendor.tier):
        state, evidence = call.text(f"{item.key}_state"), call.text(f"{item.key}_evidence")
        if state or evidence:
            found.append(Filing(item, state == blocks.WAIVED, evidence, call.date(f"{item.key}_stated")))
    return found


def _tell(call: Call, vendor: Vendor, rows: Sequence[Diligence], *, lacking_before: bool) -> None:
    """Others hear what is said not to apply, and that the file is complete; not every paper."""
    waived = [row for row in rows if row.waived]
    if waived:
        _post(call, vendor, "waived", blocks.waived(vendor, call.actor, waived))
    if lacking_before and not diligence.missing(diligence.file_of(call.session, vendor, call.today)):
        tried = trial.on(call.session, vendor)
        _post(call, vendor, "complete", blocks.complete(vendor, call.actor, on_trial=tried))


def _post(call: Call, vendor: Vendor, what: str, drawn: list[Block]) -> None:
    key = f"diligence:{vendor.id}:{what}:{call.now.timestamp()}"
    telling.tell(call.session, call.workspace, call.now, vendor, key, "", drawn)


@router.word("diligence list", "Every due-diligence file", "/vendor diligence list", needs=Right.READ, reads=True)
@click.argument("words", nargs=-1)
def listed(call: Call, words: tuple[str, ...]) -> Reply:
    if words:  # `diligence Acme` lands here
        return show(call, finding.find(call.session, " ".join(words)))
    return Reply(blocks=blocks.listing(reading.files(call.session, call.today), call.today))


@DOOR.opens(
    router, "diligence except", "Ask to go live without a complete file", "/vendor diligence except <vendor>",
    blocks.EXCEPT,
)  # fmt: skip
def ask(call: Call, vendor: Vendor) -> Reply:
    admitting.check_askable(call.session, vendor, call.today)
    lacking = len(diligence.missing(diligence.file_of(call.session, vendor, call.today)))
    title = f"Go live with {lacking} items of the due-diligence file missing"
    return Reply(form=replace(forms.exception(vendor, title), name=blocks.EXCEPT))


@router.form(blocks.EXCEPT)
def asked(call: Call) -> Reply:
    vendor, asker = finding.by_id(call.session, int(call.value)), people.by_id(call.session, call.caller.id)
    title = filled.title("Say what is to be allowed.")
    found = filled.read(call, title=title, **filled.wish_fields(call, "exception"))
    wish = Wish(found["approver"], found["until"], found["why"])
    exception, approval = admitting.ask(
        call.session, call.workspace, call.now, asker, vendor, found["title"], wish
    )  # fmt: skip
    news.changed(call, exception)
    news.requested(call, approval, exception)
    approver = approvals.asked_now(call.session, call.today, approval)
    return Reply(
        text=f"`{exception.ref}`: {mention(approver.slack_id)} is asked to let {vendor_blocks.name(vendor)} go live"
        f" without a complete file until {day(approval.until)}. You hear the answer; then move it on:"
        f" `/vendor status {vendor.ref} live`."
    )
