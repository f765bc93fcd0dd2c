"""The tests of one exit plan, each with how it stands and its buttons."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.exits import readiness_blocks, tests_ahead
from govbot.exits.models import ExitPlan, ExitTest
from govbot.exits.testing_forms import DATE, RECORD, value
from govbot.playbook.exits import TestKind
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, escape
from govbot.vendors.models import UNGOVERNED, Vendor


def page(vendor: Vendor, plan: ExitPlan, tests: Sequence[ExitTest], today: date) -> list[Block]:
    """Those that the tier asks for first."""
    kinds = sorted(playbook.load().exits.tests.values(), key=lambda kind: not _asked(kind, vendor))
    blocks = [section(f"*Tests of the exit plan of {readiness_blocks.name(vendor)}*")]
    tests = readiness_blocks.kept(vendor, tests)
    for kind in kinds:
        carried = value(plan, kind.key, tests_ahead.ahead(tests, kind.key))
        blocks.append(section(_state(kind, vendor, tests, today)))
        if vendor.status not in UNGOVERNED:
            blocks.append(actions(button("Record…", RECORD, carried), button("Choose its day…", DATE, carried)))
    last = [test for test in tests if test.findings][:3]
    blocks += [context(f"{tests_ahead.title(test.kind)}: {clip(escape(test.findings), 300)}") for test in last]
    return blocks


def _asked(kind: TestKind, vendor: Vendor) -> bool:
    return vendor.tier in kind.cadence or vendor.tier in kind.at_renewal


def _state(kind: TestKind, vendor: Vendor, tests: Sequence[ExitTest], today: date) -> str:
    """`*Tabletop*  yearly`, what it is, and the last and the next one."""
    cadence = kind.cadence.get(vendor.tier)
    often = "before its contract renews" if _asked(kind, vendor) else "not asked of its tier"
    often = str(cadence) if cadence else often
    line = readiness_blocks.test(kind.key, tests, today)
    return "\n".join(part for part in (f"*{kind.title}*  {often}", f"{kind.meaning}.", line) if part)
