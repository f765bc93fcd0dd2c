"""The picture of a plan for whoever presses for it."""

from govbot.outbox import service as outbox
from govbot.plans import finding, gantt, progress_blocks, reading
from govbot.plans.blocks import GANTT
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router

router = Router()


@router.press(GANTT, needs=Right.READ)
def show(call: Call) -> Reply:
    """To whoever asked; drawn when it leaves, so that nobody waits for it."""
    plan = finding.by_id(call.session, int(call.value))
    file = reading.file(call.session, call.workspace, plan, call.today)
    text = progress_blocks.week(file, [], gantt.chain(file, call.workspace))
    outbox.direct(
        call.session, call.now, key=f"gantt:{plan.id}:{call.actor}:{int(call.now.timestamp() * 1000)}",
        slack_id=call.actor, text=text, blocks=None, picture=gantt.picture(file, call.workspace),
    )  # fmt: skip
    return Reply(text="Drawing… it comes as a direct message in a moment.")
