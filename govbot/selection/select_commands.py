"""What is typed, pressed and filled in about selections."""

import click

from govbot.errors import Refusal, quoted
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.reminders import cards
from govbot.rights import Right
from govbot.selection import adding, blocks, deciding, finding, forms, pictures, reading, service
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.slack.blocks import Block, in_words
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors import picturing

router = Router()


def _named(call: Call, words: tuple[str, ...]) -> tuple[Board, str]:
    """`Payroll: Acme` taken apart: the selection, and who is meant; empty where nobody was named."""
    text = " ".join(words)
    name, _, candidate = text.rpartition(":")
    whole = not name or finding.named(call.session, text)
    selection = finding.find(call.session, text if whole else name)
    return finding.board(call.session, selection), "" if whole else candidate.strip()


def _named_or_next(call: Call, words: tuple[str, ...]) -> Entry:
    """Without a name the first that is not wholly scored."""
    board, candidate = _named(call, words)
    return finding.candidate(board, candidate) if candidate else _next(board)


def _named_one(call: Call, words: tuple[str, ...]) -> Entry:
    board, candidate = _named(call, words)
    if not candidate:
        names = ", ".join(quoted(entry.vendor.name) for entry in board.standing[:8])
        raise Refusal(f"Say which one after a colon: {names or 'it has no candidate yet'}.")
    return finding.candidate(board, candidate)


def _next(board: Board) -> Entry:
    left = [entry for entry, _ in board.unscored] or board.standing
    if not left:
        raise Refusal(f"It has no candidate. {finding.to_add(board.selection)} adds some.")
    return left[0]


def _pressed(call: Call) -> Entry:
    candidate = finding.candidate_by_id(call.session, int(call.value))
    board = finding.board(call.session, finding.by_id(call.session, candidate.selection_id))
    return next(entry for entry in board.entries if entry.candidate.id == candidate.id)


SELECTION: Door[Selection] = Door(
    lambda call, words: finding.find(call.session, " ".join(words)),
    lambda call: finding.by_id(call.session, int(call.value)),
)
CANDIDATE: Door[Entry] = Door(_named_or_next, _pressed)
ONE: Door[Entry] = Door(_named_one, _pressed)


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
    return _board(call, selection)


@SELECTION.opens(
    router, "select show", "The candidates side by side", "/vendor select show <selection>", blocks.SHOW,
    needs=Right.READ,
)  # fmt: skip
def show(call: Call, selection: Selection) -> Reply:
    return _board(call, selection)


@router.word("select list", "Every selection", "/vendor select list", needs=Right.READ, reads=True)
@click.argument("words", nargs=-1)
def listed(call: Call, words: tuple[str, ...]) -> Reply:
    if words:  # `select Payroll` lands here
        return _board(call, finding.find(call.session, " ".join(words)))
    boards = [finding.board(call.session, selection) for selection in finding.listed(call.session)]
    return Reply(blocks=blocks.listing(boards, call.today))


@SELECTION.opens(
    router, "select candidates", "Add candidates", "/vendor select candidates <selection>", blocks.CANDIDATES
)
def candidates(call: Call, selection: Selection) -> Reply:
    service.check_open(call.session, call.workspace, selection)
    here = {entry.vendor.id for entry in finding.board(call.session, selection).standing}
    return Reply(form=forms.adding(selection, [each for each in adding.prospects(call.session) if each.id not in here]))


@router.form(blocks.CANDIDATES)
def added(call: Call) -> Reply:
    selection = finding.by_id(call.session, int(call.value))
    adding.add(call.session, call.workspace, call.now, call.actor, selection, forms.wanted(call))
    return _board(call, selection)


@CANDIDATE.opens(
    router, "select score", "Score a candidate", "/vendor select score <selection>[: candidate]", blocks.SCORE
)
def score(call: Call, entry: Entry) -> Reply:
    selection = finding.by_id(call.session, entry.candidate.selection_id)
    service.check_open(call.session, call.workspace, selection)
    service.check_stands(call.session, selection, entry.candidate)
    return Reply(form=forms.scoring_form(selection, entry))


@router.press(blocks.NEXT, reads=True)
def press_next(call: Call) -> Reply:
    selection = finding.by_id(call.session, int(call.value))
    service.check_open(call.session, call.workspace, selection)
    return score(call, _next(finding.board(call.session, selection)))


@router.form(blocks.SCORE)
def scored(call: Call) -> Reply:
    candidate = finding.candidate_by_id(call.session, int(call.value))
    weights = finding.by_id(call.session, candidate.selection_id).weights
    given = {key: call.text(key) for key in weights}
    selection = service.score(
        call.session, call.workspace, call.now, call.actor, candidate, given, call.text("note")
    )  # fmt: skip
    return _board(call, selection)


@ONE.opens(
    router, "select drop", "Compare a candidate no more", "/vendor select drop <selection>: <candidate>", blocks.DROP
)
def drop(call: Call, entry: Entry) -> Reply:
    selection = finding.by_id(call.session, entry.candidate.selection_id)
    service.check_open(call.session, call.workspace, selection)
    service.check_stands(call.session, selection, entry.candidate)
    return Reply(form=forms.dropping(selection, entry))


@router.form(blocks.DROP)
def dropped(call: Call) -> Reply:
    candidate = finding.candidate_by_id(call.session, int(call.value))
    selection = service.drop(call.session, call.workspace, call.now, call.actor, candidate, call.text("why"))
    return _board(call, selection)


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


def _board(call: Call, selection: Selection) -> Reply:
    found = finding.board(call.session, selection)
    papers = reading.papers(call.session, [entry.vendor for entry in found.entries], call.today)
    drawn = blocks.board(found, papers, call.today)
    return Reply(text=in_words(drawn), blocks=drawn)


def _tell(call: Call, key: str, drawn: list[Block]) -> str:
    """In the governance channel; says so where there is none."""
    channel = call.workspace.governance_channel
    if channel is None:
        return "\nNobody else was told: there is no governance channel (`/vendor settings channel #channel`)."
    outbox.post(call.session, call.now, key=key, channel=channel, text=in_words(drawn), blocks=drawn)
    return ""
