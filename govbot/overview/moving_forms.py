"""The forms in which a vendor's status is moved, each asking for the reason."""

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.overview import moving_blocks as blocks
from govbot.overview.following import Leftovers
from govbot.slack.blocks import Block, section
from govbot.slack.forms import Form, choice_field, text_field
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import moving
from govbot.vendors.models import RETIRED, Status, Vendor


def status(vendor: Vendor, chosen: Status | None = None, reason: str = "") -> Form:
    """Only where it may go from where it stands; the ends are for `retire`."""
    ways = [way for way in moving.next_statuses(vendor) if way not in RETIRED]
    if not ways:
        raise Refusal(f"{quoted(vendor.name)} can only be retired: `/vendor retire {vendor.ref}`.")
    terms = playbook.load().statuses
    choices = [(way.value, f"{terms[way].title}: {terms[way].meaning}") for way in ways]
    initial = chosen.value if chosen else ""
    fields = [_now(vendor), choice_field("status", "Move to", choices, initial=initial), _reason(reason)]
    return Form("vendor.status:1", "Move a vendor", fields, submit="Move", value=str(vendor.id))


def retirement(vendor: Vendor, left: Leftovers, reason: str = "") -> Form:
    """With a warning of everything that is open."""
    end = moving.end_of(vendor)
    about = f"{vendor_blocks.name(vendor)} ({vendor.ref}) becomes *{end.value}*. {blocks.silence(left)}"
    fields = [section(about), _reason(reason)]
    return Form("vendor.retire:1", "Retire a vendor", fields, submit="Retire", value=str(vendor.id))


def _now(vendor: Vendor) -> Block:
    stands = f"{vendor_blocks.status(vendor)}, {vendor_blocks.tier(vendor)}"
    return section(f"{vendor_blocks.name(vendor)} ({vendor.ref}): {stands}")


def _reason(initial: str) -> Block:
    hint = "Kept with the vendor and in its history."
    return text_field("reason", "Why", initial=initial, hint=hint, long=True, most=moving.LONGEST_REASON)
