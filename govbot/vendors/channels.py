"""Where a vendor is talked about: in its own channel, else its function's, its tier's, or the governance channel."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal, quoted
from govbot.vendors.models import ChannelRule, Service, Vendor
from govbot.workspace import Workspace

CHUNK = 500


def of(session: Session, workspace: Workspace, vendor: Vendor) -> str | None:
    """The channel for one vendor; None in a workspace that has none at all."""
    return own(session, [vendor]).get(vendor.id) or workspace.governance_channel


def own(session: Session, vendors: Sequence[Vendor]) -> dict[int, str]:
    """The channels of vendors, by id; those that only the governance channel would take are left out.

    A function counts before a tier, because whoever knows the work knows more than whoever knows the risk.
    """
    rules = {rule.about: rule.channel for rule in session.exec(select(ChannelRule))}
    found = {vendor.id: vendor.channel for vendor in vendors if vendor.channel}
    if not rules:
        return found
    functions = _functions(session, [vendor.id for vendor in vendors if vendor.id not in found])
    for vendor in vendors:
        wanted = [f"function:{function}" for function in functions.get(vendor.id, [])] + [f"tier:{vendor.tier}"]
        ruled = next((rules[about] for about in wanted if about in rules), None)
        if ruled:
            found.setdefault(vendor.id, ruled)
    return found


def _functions(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), CHUNK):
        some = select(Service).where(col(Service.vendor_id).in_(ids[start : start + CHUNK]))
        for service in session.exec(some.order_by(col(Service.id))):
            found.setdefault(service.vendor_id, []).append(service.function)
    return found


def rules(session: Session) -> list[ChannelRule]:
    return list(session.exec(select(ChannelRule).order_by(col(ChannelRule.about))))


def read(words: str) -> str:
    """What a rule is about, `tier:critical` or `function:payroll`, or a Refusal."""
    book = playbook.load()
    try:
        return f"tier:{book.tiers.find(words).key}"
    except Refusal:
        pass
    try:
        return f"function:{book.functions.find(words).key}"
    except Refusal as refusal:
        raise Refusal(f"{quoted(words)} is neither a tier nor a function. {refusal.text}") from refusal


def choose(session: Session, now: datetime, actor: str, about: str, channel: str | None) -> bool:
    """The channel for a tier or a function, or none any more; False where that was so before."""
    rule = session.exec(select(ChannelRule).where(ChannelRule.about == about)).first()
    before = rule.channel if rule else None
    if before == channel:
        return False
    if channel is None:
        session.delete(rule)
    else:
        rule = rule or ChannelRule(about=about, channel=channel)
        rule.channel = channel
        session.add(rule)
    session.flush()
    audit.record(session, now, actor, "channel.chosen", about, before=before, after=channel)
    return True


def follow(session: Session, now: datetime, channel: str, new: str | None) -> list[str]:
    """A channel got another id, or is gone; returns what it was for: `tier:critical`."""
    ruled = select(ChannelRule.about).where(ChannelRule.channel == channel).order_by(col(ChannelRule.about))
    chosen = list(session.exec(ruled))
    for about in chosen:
        choose(session, now, audit.SYSTEM, about, new)
    return chosen


def named(about: str) -> str:
    """`critical vendors`, `vendors for Payroll`."""
    kind, _, key = about.partition(":")
    functions = playbook.load().functions
    if kind == "tier":
        return f"{key} vendors"
    return f"vendors for {functions[key].title if key in functions else key}"
