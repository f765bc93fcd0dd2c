"""The picture of a plan for whoever presses for it."""

from govbot.plans import finding, gantt, progress_blocks, reading
from govbot.plans.blocks import GANTT
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import picturing

router = Router()


@router.press(GANTT, needs=Right.READ)
def show(call: Call) -> Reply:
    plan = finding.by_id(call.session, int(call.value))
    file = reading.file(call.session, call.workspace, plan, call.today)
    text = progress_blocks.week(file, [], gantt.chain(file, call.workspace))
    return Reply(text=picturing.send(call, f"gantt:{plan.id}", gantt.picture(file, call.workspace), text))
