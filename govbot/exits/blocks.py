"""Exit plans as Slack shows them."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan
from govbot.slack.blocks import Block, context, section
from govbot.slack.text import clip, day, escape, mention, plural, until

LISTED = 40


def listing(rows: Sequence[Standing], today: date) -> list[Block]:
    """Each with how it stands; those that are left and those without a plan come first."""
    missing = sum(1 for row in rows if row.needed and row.plan is None)
    without = f", {missing} without a plan" if missing else ""
    blocks = [section(f"*How we would leave* · {plural(len(rows), 'vendor')}{without}")]
    blocks += [section("\n".join(line(row, today) for row in rows[at : at + 10])) for at in range(0, LISTED, 10)]
    blocks = [block for block in blocks if block["text"]["text"].strip()]
    if len(rows) > LISTED:
        blocks.append(context(f"…and {len(rows) - LISTED} more with a plan."))
    return [*blocks, context("`/exit show <vendor>` opens one, `/exit start <vendor>` begins one.")]


def line(row: Standing, today: date) -> str:
    tier = playbook.load().tiers[row.vendor.tier].title.lower()
    return f"`{row.vendor.ref}` *{escape(clip(row.vendor.name, 60))}* · {tier} · {state(row, today)}"


def state(row: Standing, today: date) -> str:
    if row.running:
        target = f", exit on {day(row.running.target)}" if row.running.target else ""
        return f"🚪 exit runs since {day(row.running.starts or today)}{target}"
    if row.vendor.retired:
        return f"{row.vendor.status.value}: there is nothing left to leave"
    if row.plan:
        return approval(row.plan)
    due = row.needed_by
    if due is None:
        return "no plan, none is needed of its tier"
    return f"⚠️ no plan, {until(due, today)}" if due < today else f"no plan yet, needed by {day(due)}"


def approval(plan: ExitPlan) -> str:
    if not plan.is_approved:
        return f"drafted by {mention(plan.written_by)}, waits for approval"
    again = f", looked at again on {day(plan.next_review)}" if plan.next_review else ""
    return f"approved by {mention(plan.approved_by)}{again}"
