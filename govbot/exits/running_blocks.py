"""What whoever began or stopped an exit reads."""

from collections.abc import Sequence

from govbot.contracts.reminders import DECIDE
from govbot.exits.notice import Bond
from govbot.plans import blocks as plan_blocks
from govbot.plans.reading import File
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.call import Reply
from govbot.slack.text import channel_link, clip, day, escape, plural

FIRST = 3  # tasks named at once


def begun(file: File, bonds: Sequence[Bond], channel: str | None, unbound: bool) -> list[Block]:
    """That it runs, what comes first, and the contracts about which nothing is decided."""
    plan, vendor = file.plan, file.vendor
    assert vendor is not None
    until = f", to {day(plan.target)}" if plan.target else ""
    where = f" Its card is in {channel_link(channel)}." if channel else " No channel heard of it."
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    said = f"The exit from {name} runs: {plan.variant}{until}. {plural(len(file.tasks), 'task')} have a date.{where}"
    first = "\n".join(plan_blocks.line(file, task) for task in file.still[:FIRST])
    blocks = [section(said), section(f"*First*\n{first}")]
    blocks += [_undecided(file, bond, unbound) for bond in bonds if not bond.is_terminated]
    number = str(plan.id)
    return [
        *blocks,
        actions(button("All tasks", plan_blocks.SHOW, number), button("Who does what…", plan_blocks.ROLES, number)),
    ]


def _undecided(file: File, bond: Bond, unbound: bool) -> Block:
    """Notice needs its proof, so that a person gives it and says so."""
    by = bond.notice_by(file.plan.target) if file.plan.target and not unbound else None
    when = f" Notice has to be there by {day(by)}." if by else ""
    name = escape(clip(bond.contract.reference, 80))
    said = f"*Contract {name}* is not terminated yet.{when} Once notice is given, write that down."
    return section(said, button("Decide", DECIDE.action, str(bond.contract.id)))


def undone(bonds: Sequence[Bond]) -> str:
    """What a stopped exit does not bring back by itself."""
    ended = [bond for bond in bonds if bond.is_terminated]
    if not ended:
        return ""
    named = ", ".join(f"{escape(bond.contract.reference)} ({day(bond.earliest)})" for bond in ended[:5])
    decide = "decide anew with `/vendor contract decide`"
    return f" Still terminated: {named}. Agree with them that it goes on, and {decide}."


def said(reply: Reply) -> list[Block]:
    """An answer of another house, below ours."""
    return reply.blocks or [section(reply.text)]
