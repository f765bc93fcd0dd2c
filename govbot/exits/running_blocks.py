"""What whoever began or stopped an exit reads."""

from collections.abc import Sequence

from govbot.contracts.reminders import DECIDE
from govbot.exits import header
from govbot.exits.buttons import SHOW
from govbot.exits.models import ExitPlan
from govbot.exits.notice import Bond
from govbot.plans import blocks as plan_blocks
from govbot.plans.reading import File
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.call import Reply
from govbot.slack.text import channel_link, clip, day, escape, plural

FIRST = 3  # tasks named at once


def begun(file: File, exit_plan: ExitPlan, bonds: Sequence[Bond], channel: str | None, unbound: bool) -> list[Block]:
    """That it runs, what comes first, and the contracts about which nothing is decided."""
    plan = file.plan
    first = "\n".join(plan_blocks.line(file, task) for task in file.still[:FIRST])
    blocks = [section(_runs(file, channel)), section(f"*First*\n{first}"), *_unready(exit_plan)]
    blocks += [_undecided(file, bond, unbound) for bond in bonds if not bond.is_terminated]
    number = str(plan.id)
    return [
        *blocks,
        actions(button("All tasks", plan_blocks.SHOW, number), button("Who does what…", plan_blocks.ROLES, number)),
    ]


def _runs(file: File, channel: str | None) -> str:
    plan, vendor = file.plan, file.vendor
    assert vendor is not None
    until = f" to {day(plan.target)}" if plan.target else ""
    where = f" Its card is in {channel_link(channel)}." if channel else " No channel heard of it."
    tasks = f"{plural(len(file.tasks), 'task')}, each with a day and somebody who does it."
    meaning = file.template.variants.get(plan.variant, plan.variant)
    return f"The exit from *{escape(clip(vendor.name, 80))}* ({vendor.ref}) runs{until}. {meaning}. {tasks}{where}"


def _unready(exit_plan: ExitPlan) -> list[Block]:
    """What it does not say nobody has thought about yet."""
    if gaps := header.missing(exit_plan):
        said = f"⚠️ The exit plan does not say yet: {', '.join(gaps)}. Write that down now."
    elif not exit_plan.is_approved:
        said = "⚠️ Nobody has approved the exit plan as it stands. Read it before you rely on it."
    else:
        return []
    return [section(said, button("Exit plan", SHOW, str(exit_plan.vendor_id)))]


def _undecided(file: File, bond: Bond, unbound: bool) -> Block:
    """Notice needs its proof, so that a person gives it and says so."""
    target = file.plan.target if not unbound else None
    by = bond.notice_by(target) if target else None
    when = f" Notice has to be there by {day(by)}." if by else ""
    ends = bond.ends_before(target) if target else None
    gap = f" It then ends on {day(ends)}, before the exit: agree how they go on until then." if ends else ""
    name = escape(clip(bond.contract.reference, 80))
    said = f"*Contract {name}* is not terminated yet.{when}{gap} Once notice is given, write that down."
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
