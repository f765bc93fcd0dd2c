"""Exit plans as Slack shows them."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan
from govbot.plans.models import Plan
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
        return _runs(row.running, today)
    if row.vendor.retired:
        return f"{row.vendor.status.value}: there is nothing left to leave"
    if row.leaving:
        return f"exiting, but no exit runs: `/exit invoke {row.vendor.ref}` gives it tasks and dates"
    return approval(row.plan) if row.plan else f"{_lateness(row, today)}no plan yet, {needed(row, today)}"


def _runs(plan: Plan, today: date) -> str:
    target = f", exit on {day(plan.target)}" if plan.target else ""
    starts = plan.starts or today
    return f"🚪 exit {'runs since' if starts <= today else 'begins on'} {day(starts)}{target}"


def _lateness(row: Standing, today: date) -> str:
    return "⚠️ " if row.needed_by and row.needed_by < today else ""


def needed(row: Standing, today: date) -> str:
    """`needed by Sun 31 May 2026`, for those of whom there is no plan yet."""
    due = row.needed_by
    if due is None:
        return "its tier needs none"
    return f"needed by {day(due)}" + (f" ({until(due, today)})" if due < today else "")


def approval(plan: ExitPlan) -> str:
    if not plan.is_approved:
        return f"drafted by {mention(plan.written_by)}, waits for approval"
    again = f", looked at again on {day(plan.next_review)}" if plan.next_review else ""
    return f"approved by {mention(plan.approved_by)}{again}"
