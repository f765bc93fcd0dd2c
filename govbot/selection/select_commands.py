"""What is typed, pressed and filled in about selections: begun, shown, decided."""

import click

from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.reminders import cards
from govbot.rights import Right
from govbot.selection import adding, blocks, deciding, finding, forms, pictures, service, showing
from govbot.selection.models import Selection
from govbot.selection.showing import SELECTION
from govbot.slack.blocks import Block, in_words
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors import picturing

router = Router()


@router.word("select add", "Begin to choose a vendor among several", "/vendor select add [name]", reads=True)
@click.argument("name", nargs=-1)
def add(call: Call, name: tuple[str, ...]) -> Reply:
    prospects = adding.prospects(call.session)
    return Reply(form=forms.beginning(" ".join(name), prospects, call.actor, call.today))


@router.form(forms.ADD)
def begun(call: Call) -> Reply:
    owner = people.find_able(call.session, call.text("owner"), field="owner")
    draft = service.Draft(call.text("name"), call.text("function"), owner, call.date("due"))
    wanted = forms.wanted(call)
    selection = service.begin(call.session, call.workspace, call.now, call.actor, draft)
    if wanted.picked or wanted.lines:
        adding.add(call.session, call.workspace, call.now, call.actor, selection, wanted)
    found = finding.board(call.session, selection)
    _tell(call, f"{selection.subject}:opened", blocks.opened(found, call.actor, call.today))
    return showing.board(call, selection)


@SELECTION.opens(
    router, "select show", "The candidates side by side", "/vendor select show <selection>", blocks.SHOW,
    needs=Right.READ,
)  # fmt: skip
def show(call: Call, selection: Selection) -> Reply:
    return showing.board(call, selection)


@router.word("select list", "Every selection", "/vendor select list", needs=Right.READ, reads=True)
@click.argument("words", nargs=-1)
def listed(call: Call, words: tuple[str, ...]) -> Reply:
    if words:  # `select Payroll` lands here
        return showing.board(call, finding.find(call.session, " ".join(words)))
    boards = [finding.board(call.session, selection) for selection in finding.listed(call.session)]
    return Reply(blocks=blocks.listing(boards, call.today))


@router.press(blocks.PICTURE, needs=Right.READ)
def press_picture(call: Call) -> Reply:
    found = finding.board(call.session, finding.by_id(call.session, int(call.value)))
    drawn = blocks.board(found, {}, call.today)
    return Reply(text=picturing.send(call, found.selection.subject, pictures.picture(found), in_words(drawn)))


@SELECTION.opens(
    router, "select decide", "Say who goes on, and why", "/vendor select decide <selection>", blocks.DECIDE
)
def decide(call: Call, selection: Selection) -> Reply:
    return Reply(form=forms.deciding(deciding.check(call.session, call.workspace, selection)))


@router.form(blocks.DECIDE)
def decided(call: Call) -> Reply:
    selection = finding.by_id(call.session, int(call.value.partition(" ")[0]))
    verdict, due = forms.verdict(call), selection.due
    outcome = deciding.decide(call.session, call.workspace, call.now, call.actor, selection, verdict)
    note = f"✅ Decided by {mention(call.actor)} on {day(call.today)}."
    cards.note(call.session, call.now, selection.subject, due, note)
    drawn = blocks.decided(outcome, call.actor)
    return Reply(text=f"{drawn[0]['text']['text']}{_tell(call, f'{selection.subject}:decided', drawn)}", blocks=drawn)


def _tell(call: Call, key: str, drawn: list[Block]) -> str:
    """In the governance channel; says so where there is none."""
    channel = call.workspace.governance_channel
    if channel is None:
        return "\nNobody else was told: there is no governance channel (`/vendor settings channel #channel`)."
    outbox.post(call.session, call.now, key=key, channel=channel, text=in_words(drawn), blocks=drawn)
    return ""
