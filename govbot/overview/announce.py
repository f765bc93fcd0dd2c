"""News of a vendor, told where it is talked about."""

from govbot.slack.call import Call
from govbot.vendors import telling
from govbot.vendors.models import Vendor


def tell(call: Call, vendor: Vendor, what: str, news: str) -> None:
    """In the vendor's channel, else in the governance channel; `what` keeps two of one moment apart."""
    key = f"vendor:{vendor.id}:{what}:{int(call.now.timestamp() * 1000)}"
    telling.tell(call.session, call.workspace, call.now, vendor, key, news)
