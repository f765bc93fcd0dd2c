"""`/vendor concentration`: how much hangs on one, page by page."""

import json

import click

from govbot import playbook
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import concentration, concentration_blocks

router = Router()
BUTTONS = 5  # two to turn pages, and one for each of the other groupings
USAGE = "/vendor concentration [parent|country|function|subcontractor]"


@router.word("concentration", "How much hangs on one of them", USAGE, needs=Right.READ, reads=True)
@click.argument("by", nargs=-1)
def show(call: Call, by: tuple[str, ...]) -> Reply:
    groups = playbook.load().concentration.groups
    words = " ".join(by).removeprefix("by ")
    return _page(call, groups.find(words).key if words else groups.values()[0].key, 0)


def turn(call: Call) -> Reply:
    where = json.loads(call.value)
    return _page(call, where["by"], where["first"])


for _number in range(BUTTONS):
    router.press(f"concentration.{_number}:1", needs=Right.READ, reads=True)(turn)


def _page(call: Call, by: str, first: int) -> Reply:
    total, groups = concentration.look(call.session, by)
    return Reply(blocks=concentration_blocks.page(by, total, groups, first), replace=True)
