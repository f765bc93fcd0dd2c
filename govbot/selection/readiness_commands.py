"""What is typed, pressed and filled in about the readiness of a process."""

import click

from govbot import playbook
from govbot.outbox import service as outbox
from govbot.rights import Right
from govbot.selection import readiness
from govbot.selection import readiness_blocks as blocks
from govbot.selection.models import Assessment
from govbot.slack.blocks import in_words
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors.names import name_key

router = Router()


@router.word("assess", "Is a process ready to be outsourced?", "/vendor assess [process]", reads=True)
@click.argument("process", nargs=-1)
def assess(call: Call, process: tuple[str, ...]) -> Reply:
    name = " ".join(process)
    last = next(iter(readiness.of(call.session, name_key(name))), None)
    return Reply(form=blocks.form(last.process if last else name, last))


@router.press(blocks.ASSESS, reads=True)
def again(call: Call) -> Reply:
    made = readiness.by_id(call.session, int(call.value))
    return Reply(form=blocks.form(made.process, readiness.of(call.session, made.process_key)[0]))


@router.form(blocks.ASSESS)
def assessed(call: Call) -> Reply:
    signs = call.fields.get("signs")
    scores = {criterion.key: call.text(criterion.key) for criterion in playbook.load().readiness.criteria.values()}
    given = readiness.Given(call.text("process"), scores, signs if isinstance(signs, list) else [], call.text("note"))
    made = readiness.assess(call.session, call.now, call.actor, given)
    _tell(call, made)
    return _whole(call, made)


@router.word("assess show", "What an assessment said", "/vendor assess show <process>", needs=Right.READ, reads=True)
@click.argument("process", nargs=-1, required=True)
def show(call: Call, process: tuple[str, ...]) -> Reply:
    return _whole(call, readiness.find(call.session, " ".join(process)))


@router.press(blocks.SHOW, needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return _whole(call, readiness.by_id(call.session, int(call.value)))


@router.word("assess list", "The processes that were assessed", "/vendor assess list", needs=Right.READ, reads=True)
def listed(call: Call) -> Reply:
    return Reply(blocks=blocks.listing(readiness.latest(call.session)))


@router.press(blocks.LIST, needs=Right.READ, reads=True)
def press_list(call: Call) -> Reply:
    return listed(call)


def _whole(call: Call, made: Assessment) -> Reply:
    """An assessment, and those of the same process before it."""
    earlier = [each for each in readiness.of(call.session, made.process_key) if each.id < made.id]
    return Reply(text=blocks.verdict(made), blocks=blocks.whole(made, earlier))


def _tell(call: Call, made: Assessment) -> None:
    channel, drawn = call.workspace.governance_channel, blocks.news(made)
    if channel:
        key = f"assessment:{made.id}:news"
        outbox.post(call.session, call.now, key=key, channel=channel, text=in_words(drawn), blocks=drawn)
