"""All four of a vendor on one screen, reached from its card, and the ways to write down another one."""

from collections.abc import Callable
from typing import NamedTuple

import click

from govbot.rights import Right
from govbot.risks import forms, reading, records
from govbot.risks.blocks import File, line_alone
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.reading import Narrowed
from govbot.risks.reminders import SHOW
from govbot.slack.blocks import Block, button, context, menu, section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import clip, escape
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Vendor

router = Router()
OF_VENDOR, ADD = "record.vendor:1", "record.add:1"
SHOWN = 5
TITLES: dict[type[Entry], str] = {
    Risk: "Risks",
    Issue: "Issues",
    PolicyException: "Exceptions",
    Decision: "Decisions",
}


class Adding(NamedTuple):
    """How another one is written down: by words, from the vendor's screen, in a form."""

    summary: str
    title: str  # what follows the vendor's name and a colon
    label: str
    form: Callable[[Call, Vendor, str], Form]


ADDING = {
    "risk": Adding(
        "Write down what may go wrong", "what may happen", "Add a risk…",
        lambda call, vendor, what: forms.risk(vendor, what, _usual_owner(call, vendor)),
    ),
    "issue": Adding(
        "Write down what is wrong", "what is wrong", "Add an issue…",
        lambda call, vendor, what: forms.issue(vendor, what, _usual_owner(call, vendor)),
    ),
    "exception": Adding(
        "Ask for something against the rules", "what", "Ask for an exception…",
        lambda _call, vendor, what: forms.exception(vendor, what),
    ),
    "decision": Adding(
        "Write down what was decided", "what", "Add a decision…",
        lambda call, vendor, what: forms.decision(vendor, what, call.actor),
    ),
}  # fmt: skip


def _usual_owner(call: Call, vendor: Vendor) -> str:
    """Who is proposed to answer for something new: the vendor's owner, else whoever writes it down."""
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER)
    return owner.slack_id if owner and owner.reachable else call.actor


def _declare(noun: str, adding: Adding) -> None:
    usage = f"/vendor {noun} add <vendor>[: {adding.title}]"

    @router.word(f"{noun} add", adding.summary, usage, reads=True)
    @click.argument("words", nargs=-1, required=True)
    def add(call: Call, words: tuple[str, ...]) -> Reply:
        """`ardent: they lose people` or a vendor alone: what follows a colon is what is written down."""
        head, _, what = " ".join(words).partition(":")
        return Reply(form=adding.form(call, finding.find(call.session, head), what.strip()))


for _noun, _adding in ADDING.items():
    _declare(_noun, _adding)


@router.press(OF_VENDOR, needs=Right.READ, reads=True)
def of_vendor(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    add = [(label, ADD, f"{noun} {vendor.id}") for noun, (_, _, label, _) in ADDING.items()]
    heading = f"Risks of *{escape(clip(vendor.name, 80))}* ({vendor.ref}), and what belongs to them"
    blocks = [section(heading, menu(*add))]
    for table in records.TABLES:
        blocks += _some(call, table, vendor)
    return Reply(blocks=blocks)


def _some(call: Call, table: type[Entry], vendor: Vendor) -> list[Block]:
    """The first of a kind, and how the others are found."""
    found = reading.listed(call.session, table, Narrowed(vendor, frozenset()), call.today, call.caller.id)
    files: list[File] = [reading.file(call.session, entry, call.today) for entry in found[:SHOWN]]
    blocks = [section(f"*{TITLES[table]}* · {len(found) or 'none'}")]
    blocks += [section(line_alone(file), button("Open", SHOW, file.entry.subject)) for file in files]
    left = len(found) - len(files)
    return [*blocks, context(f"…and {left} more: `/vendor {table.noun} list {vendor.ref}`")] if left else blocks


@router.press(ADD, reads=True)
def press_add(call: Call) -> Reply:
    noun, _, vendor_id = call.value.partition(" ")
    return Reply(form=ADDING[noun].form(call, finding.by_id(call.session, int(vendor_id)), ""))
