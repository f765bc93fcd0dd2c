"""What people type and press to see how a vendor would be left."""

from govbot.exits import blocks, finding
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router

router = Router()


@router.word("exit list", "Who has an exit plan, and whom we are leaving", "/exit list", needs=Right.READ, reads=True)
def list_plans(call: Call) -> Reply:
    rows = finding.all_standing(call.session)
    if not rows:
        return Reply(text="No vendor needs an exit plan, and none has one. `/exit start <vendor>` begins one.")
    return Reply(blocks=blocks.listing(rows, call.today))
