"""`/vendor playbook`: what this workspace changed in the playbook, who did it, and when."""

from govbot.overview import playbook_blocks as blocks
from govbot.playbook import versions
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router

router = Router()
EARLIER = 5


@router.word(
    "playbook", "What differs here from the playbook that comes with govbot", "/vendor playbook",
    needs=Right.READ, reads=True,
)  # fmt: skip
def show(call: Call) -> Reply:
    changes, history = versions.changed(call.session), versions.latest(call.session, EARLIER + 1)
    return Reply(blocks=blocks.shown(changes, history, versions.trouble(call.session)))
