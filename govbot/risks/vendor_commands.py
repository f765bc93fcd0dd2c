"""All four of a vendor on one screen, reached from its card, and the way to write down another one."""

from collections.abc import Callable

from govbot.rights import Right
from govbot.risks import forms, reading, records
from govbot.risks.blocks import File, line_alone
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.reading import Narrowed
from govbot.risks.record_commands import usual_owner
from govbot.risks.reminders import SHOW
from govbot.slack.blocks import Block, button, context, menu, section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import clip, escape
from govbot.vendors import finding
from govbot.vendors.models import Vendor

router = Router()
OF_VENDOR, ADD = "record.vendor:1", "record.add:1"
SHOWN = 5
TITLES: dict[type[Entry], str] = {
    Risk: "Risks",
    Issue: "Issues",
    PolicyException: "Exceptions",
    Decision: "Decisions",
}
ADDING = {
    "risk": "Add a risk…",
    "issue": "Add an issue…",
    "exception": "Ask for an exception…",
    "decision": "Add a decision…",
}
FORMS: dict[str, Callable[[Call, Vendor], Form]] = {
    "risk": lambda call, vendor: forms.risk(vendor, "", usual_owner(call, vendor)),
    "issue": lambda call, vendor: forms.issue(vendor, "", usual_owner(call, vendor)),
    "exception": lambda call, vendor: forms.exception(vendor, ""),
    "decision": lambda call, vendor: forms.decision(vendor, "", call.actor),
}


@router.press(OF_VENDOR, needs=Right.READ, reads=True)
def of_vendor(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    add = [(label, ADD, f"{noun} {vendor.id}") for noun, label in ADDING.items()]
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
    return Reply(form=FORMS[noun](call, finding.by_id(call.session, int(vendor_id))))
