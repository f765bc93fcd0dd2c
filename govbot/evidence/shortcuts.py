"""A file dropped in Slack filed from the menu of its message."""

from govbot.errors import Refusal
from govbot.escalations.shortcuts import permalink
from govbot.evidence import files, forms
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip
from govbot.vendors import finding as vendors

router = Router()
MOST = 10  # files of one message: a form carries no more


@router.shortcut("evidence.message:1", reads=True)
def from_message(call: Call) -> Reply:
    """The vendor is the one whose channel it is."""
    dropped = call.payload["message"].get("files") or []
    if not dropped:
        raise Refusal("There is no file in this message. `/vendor evidence file` files one by its link.")
    named = [(str(file["id"]), clip(str(file["name"]), 75)) for file in files.wanted().of(dropped)[:MOST]]
    vendor = vendors.by_channel(call.session, call.channel)
    source = forms.Source(vendor.id if vendor else None, named, permalink(call.payload))
    return Reply(form=forms.filing_form(call.session, source, vendor))
