"""How ready we are to leave, as Slack shows it: of one vendor with every missing point, of all the worst first."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.exits import proposal_blocks, tests_ahead
from govbot.exits.buttons import EDIT, SHOW, TESTS
from govbot.exits.models import ExitProposal, ExitTest, Result
from govbot.exits.readiness import Readiness
from govbot.exits.reading import Rated
from govbot.kpis.blocks import MARKS
from govbot.slack import paging
from govbot.slack.blocks import Block, Element, actions, button, context, section
from govbot.slack.text import clip, day, escape, mention, plural, until
from govbot.vendors.models import UNGOVERNED, Vendor

BACK, ON = "exit.readiness.back:1", "exit.readiness.on:1"
PAGE, NAMED = 15, 3
RESULTS = {Result.PASSED: "🟢 passed", Result.PARTLY: "🟠 passed in part", Result.FAILED: "🔴 failed"}


def page(rated: Rated, tests: Sequence[ExitTest], proposals: Sequence[ExitProposal], today: date) -> list[Block]:
    """One vendor: the score, what it lacks, its tests, and what spoke for leaving."""
    vendor, found = rated.row.vendor, rated.readiness
    lines = [f"*How ready we are to leave {name(vendor)}*  {score(found)}"]
    lines += [f"• −{lack.points}  {escape(clip(lack.why, 200))}" for lack in found.lacks]
    lines += [] if found.lacks else ["Nothing is missing."]
    lines += [] if rated.row.plan or rated.row.needed else ["Its tier needs no exit plan."]
    blocks = [section("\n".join(lines))]
    tests = kept(vendor, tests)
    if held := [line for kind in playbook.load().exits.tests.values() if (line := test(kind.key, tests, today))]:
        blocks.append(section("\n".join(["*Tests of the plan*", *held])))
    if proposals:
        blocks.append(section("\n".join(["*What spoke for leaving*", *map(proposal_blocks.line, proposals)])))
    offered = _offered(rated)
    return [*blocks, actions(*offered)] if offered else blocks


def _offered(rated: Rated) -> list[Element]:
    id_ = str(rated.row.vendor.id)
    if rated.row.plan:
        return [button("Exit plan", SHOW, id_), button("Tests…", TESTS, id_)]
    return [] if rated.row.vendor.status in UNGOVERNED else [button("Write it…", EDIT, id_, style="primary")]


def kept(vendor: Vendor, tests: Sequence[ExitTest]) -> list[ExitTest]:
    """Of a vendor that does not work for us only what was held: nothing of it is still to come."""
    return [test for test in tests if test.held_on or vendor.status not in UNGOVERNED]


def score(found: Readiness) -> str:
    return f"{MARKS[found.state]} *{found.score} of 100*"


def name(vendor: Vendor) -> str:
    return f"{escape(clip(vendor.name, 60))} ({vendor.ref})"


def test(kind: str, tests: Sequence[ExitTest], today: date) -> str:
    """`• Tabletop: 🟢 passed on Mon 2 Mar 2026, next due Tue 2 Mar 2027 (in 365 days)`; empty where there is none."""
    last, ahead = tests_ahead.last(tests, kind), tests_ahead.ahead(tests, kind)
    parts = [f"{RESULTS[last.result]} on {day(last.held_on)}"] if last and last.result and last.held_on else []
    if ahead:
        parts.append(f"{'🔴' if ahead.due < today else 'next'} due {day(ahead.due)} ({until(ahead.due, today)})")
    return f"• {tests_ahead.title(kind)}: {', '.join(parts)}" if parts else ""


def portfolio(rated: Sequence[Rated], first: int) -> list[Block]:
    """A page of it: by tier, the most critical first, and in each the worst first."""
    first = paging.begin(first, PAGE, len(rated))
    counted = paging.counted(first, len(rated[first : first + PAGE]), len(rated))
    blocks = [section(f"*How ready we are to leave* · vendors: {counted}\n{averages(rated)}")]
    said = ""
    lines: list[str] = []
    for each in rated[first : first + PAGE]:
        tier = playbook.load().tiers[each.row.vendor.tier].title
        lines += [f"*{tier}*"] if tier != said else []
        said = tier
        lines.append(line(each))
    turns = paging.turns(BACK, ON, {}, first, PAGE, len(rated))
    how = context("`/exit readiness <vendor>` says all that is missing.")
    return [*blocks, section("\n".join(lines)), *turns, how]


def averages(rated: Sequence[Rated]) -> str:
    """`Critical 62 on average · High 40`."""
    tiers = playbook.load().tiers
    scores: dict[str, list[int]] = {}
    for each in rated:
        scores.setdefault(tiers[each.row.vendor.tier].title, []).append(each.readiness.score)
    return " · ".join(f"{tier} {sum(each) // len(each)} on average" for tier, each in scores.items())


def line(rated: Rated) -> str:
    lacks = rated.readiness.lacks
    left = len(lacks) - NAMED
    why = "; ".join(escape(clip(lack.why, 80)) for lack in lacks[:NAMED]) + (f"; {left} more" if left > 0 else "")
    running = "🚪 exit runs · " if rated.row.running else ""
    return f"{score(rated.readiness)}  {name(rated.row.vendor)} · {running}{why or 'nothing is missing'}"


def recorded(vendor: Vendor, test: ExitTest, issues: int) -> str:
    """News for the vendor's channel."""
    assert test.result
    assert test.held_on
    mended = f" {plural(issues, 'thing')} to mend." if issues else ""
    what = f"{tests_ahead.title(test.kind).lower()} of the exit plan of {name(vendor)}"
    return f"{RESULTS[test.result]}: {what}, held on {day(test.held_on)}, says {mention(test.recorded_by)}.{mended}"
