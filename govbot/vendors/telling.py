"""News of a vendor, told where it is talked about."""

from datetime import datetime

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.slack.blocks import Block, in_words
from govbot.vendors import channels
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def tell(
    session: Session, workspace: Workspace, now: datetime, vendor: Vendor, key: str, text: str,
    blocks: list[Block] | None = None,
) -> str:  # fmt: skip
    """In its channel, else in the governance channel. What to say of it to whoever did it, where there is neither."""
    channel = channels.of(session, workspace, vendor)
    if channel is None:
        return f"Nobody else was told: it has no channel (`/vendor edit {vendor.ref}`)."
    outbox.post(
        session, now, key=key, channel=channel, text=text or in_words(blocks or []), blocks=blocks,
        fallback=workspace.governance_channel,
    )  # fmt: skip
    return ""
