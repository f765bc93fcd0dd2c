"""What people type and press to see how ready we are to leave."""

import json

import click

from govbot.exits import finding, proposals, readiness_blocks, reading, tests_ahead
from govbot.exits.buttons import READINESS
from govbot.exits.readiness_blocks import BACK, ON
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import finding as vendors
from govbot.vendors.doors import of_button
from govbot.vendors.models import Vendor

router = Router()
PROPOSALS = 5  # of the last ones


@router.word("exit readiness", "How ready we are to leave a vendor, or all of them", "/exit readiness [vendor]",
             needs=Right.READ, reads=True)  # fmt: skip
@click.argument("vendor", nargs=-1)
def readiness(call: Call, vendor: tuple[str, ...]) -> Reply:
    return _one(call, vendors.find(call.session, " ".join(vendor))) if vendor else _all(call, 0)


@router.press(READINESS, needs=Right.READ, reads=True)
def press_readiness(call: Call) -> Reply:
    return _one(call, of_button(call))


@router.press(BACK, needs=Right.READ, reads=True)
@router.press(ON, needs=Right.READ, reads=True)
def turn(call: Call) -> Reply:
    return _all(call, int(json.loads(call.value)["first"]))


def _one(call: Call, vendor: Vendor) -> Reply:
    rated = reading.one(call.session, vendor, call.today)
    plan = rated.row.plan
    tests = tests_ahead.of(call.session, [plan])[plan.id] if plan else []
    fired = proposals.of(call.session, vendor, PROPOSALS)
    return Reply(blocks=readiness_blocks.page(rated, tests, fired, call.today))


def _all(call: Call, first: int) -> Reply:
    rows = finding.all_standing(call.session)
    if not rows:
        return Reply(text="No vendor needs an exit plan, and none has one. `/exit start <vendor>` begins one.")
    rated = reading.rated(call.session, rows, call.today)
    return Reply(blocks=readiness_blocks.portfolio(rated, first), replace=True)
