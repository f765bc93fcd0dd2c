"""News of a vendor, told where it is talked about."""

from govbot.outbox import service as outbox
from govbot.slack.call import Call
from govbot.vendors import channels
from govbot.vendors.models import Vendor


def tell(call: Call, vendor: Vendor, what: str, news: str) -> None:
    """In the vendor's channel, else in the governance channel; `what` keeps two of one moment apart."""
    channel = channels.of(call.session, call.workspace, vendor)
    if channel:
        key = f"vendor:{vendor.id}:{what}:{int(call.now.timestamp() * 1000)}"
        outbox.post(
            call.session, call.now, key=key, channel=channel, text=news, blocks=None,
            fallback=call.workspace.governance_channel,
        )  # fmt: skip
