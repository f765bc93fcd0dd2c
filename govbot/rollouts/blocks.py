"""Rollouts as Slack shows them: a line of the list, how the gates stand, what comes after the last one."""

from collections.abc import Sequence
from datetime import date

from govbot.plans import templates
from govbot.plans.models import PlanTask
from govbot.plans.reading import File
from govbot.rollouts.measures import Measured
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, day, escape, mention, plural
from govbot.vendors.models import Status, Vendor

STOP = "rollout.stop:1"
LIVE, EXIT_PLAN = "vendor.status:1", "exit.edit:1"  # of the houses whose next step it is
LISTED = 20


def gates_said(file: File) -> str:
    """`Gates: ✅ R06 Sign off readiness (@ana) → ⏳ R12 Decide on the pilot (Fri 1 May 2026, @ana)`."""
    return "*Gates*  " + " → ".join(_gate(file, task) for task in file.tasks if task.gate)


def _gate(file: File, task: PlanTask) -> str:
    named = f"{task.code} {escape(task.title)}"
    if task.done_at:
        return f"✅ {named} ({mention(task.done_by)})"
    keeper = file.doers.get(task.id)
    who = mention(keeper.slack_id) if keeper else "⚠️ nobody decides"
    return f"{'🔴' if task.due < file.today else '⏳'} {named} ({day(task.due)}, {who})"


def measured(what: Measured) -> str:
    return f"{what.said}{' ✅' if what.whole else ''}"


def steady(vendor: Vendor, by: str, *, tried: bool, exit_plan: bool) -> list[Block]:
    """What comes next once the steady state is confirmed; `tried`: its due-diligence file is looked at first."""
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    said = f"🏁 {mention(by)} confirmed the steady state of {name}: its rollout is through."
    offered = []
    if vendor.status is Status.ONBOARDING:
        said += "\nMove it to live, so that everybody sees that it does the work."
        said += (
            f" Its due-diligence file is looked at for that: `/vendor diligence show {vendor.ref}`." if tried else ""
        )
        offered.append(button("Go live…", LIVE, str(vendor.id), style="primary"))
    if exit_plan:
        said += "\nIt has no exit plan yet, and its tier needs one."
        offered.append(button("Write the exit plan…", EXIT_PLAN, str(vendor.id)))
    return [section(said), *([actions(*offered)] if offered else [])]


def listing(files: Sequence[File]) -> list[Block]:
    lines = [_line(file) for file in files[:LISTED]]
    drawn = [section(f"*Rollouts that are running* · {len(files)}"), *map(section, lines)]
    more = len(files) - LISTED
    return [*drawn, context(f"{plural(more, 'more rollout')} not shown.")] if more > 0 else drawn


def _line(file: File) -> str:
    """`VND-0024 *Sunrise* · Training and controlled launch · 9 of 19 tasks done, 1 late · until Wed 30 Dec 2026`."""
    vendor = file.vendor
    name = f"`{vendor.ref}` *{escape(clip(vendor.name, 60))}*" if vendor else ""
    counted = f"{len(file.done)} of {plural(len(file.tasks), 'task')} done"
    late = f", 🔴 {len(file.late)} late" if file.late else ""
    return f"{name} · {escape(phase(file))} · {counted}{late} · {_until(file.ends)}"


def phase(file: File) -> str:
    """Where it stands: the phase of its first gate that is not passed."""
    still = next((task for task in file.tasks if task.gate and task.is_open), None)
    return templates.phase(file.template, still.phase) if still else "every gate passed"


def _until(end: date | None) -> str:
    return f"until {day(end)}" if end else "no end in sight"
