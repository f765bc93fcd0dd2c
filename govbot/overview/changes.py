"""Something changed with a vendor that has to be looked at: its review comes soon, and its channel hears of it."""

from govbot.overview import announce
from govbot.reviews import occasions
from govbot.reviews.reminders import title
from govbot.slack.call import Call
from govbot.slack.text import day, escape, mention
from govbot.vendors import blocks
from govbot.vendors.models import Vendor


def happened(call: Call, vendor: Vendor, change: str, reason: str) -> None:
    """`change` is one of the playbook's; `reason` says what it was, in plain words without an end."""
    review = occasions.arise(call.session, call.workspace, call.now, call.actor, vendor, change, reason)
    if vendor.retired:
        return
    news = f"{mention(call.actor)} says of {blocks.name(vendor)} ({vendor.ref}): {escape(reason)}."
    look = f" The {title(review.kind).lower()} looks at it on {day(review.due)}." if review else ""
    number = f"{review.id}:{len(review.reasons)}" if review else ""
    announce.tell(call, vendor, f"{change}:{number}", news + look)
