"""What is typed, pressed and filled in about the candidates of a selection: added, scored, dropped."""

from govbot.errors import Refusal, quoted
from govbot.selection import adding, blocks, finding, forms, service, showing
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.selection.showing import SELECTION
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.router import Router

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


CANDIDATE: Door[Entry] = Door(_named_or_next, _pressed)
ONE: Door[Entry] = Door(_named_one, _pressed)


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
    return showing.board(call, selection)


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
    return showing.board(call, selection)


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
    return showing.board(call, selection)
