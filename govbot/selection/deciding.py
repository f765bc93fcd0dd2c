"""A person decides: one candidate goes on, the others are rejected with the reason, all at once or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.selection import finding, scoring, service
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.vendors import moving
from govbot.vendors.models import Status, Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Verdict:
    """`winner` is a vendor's id, None for nobody; `seen` are the vendors that stood when the form was opened."""

    winner: int | None
    why: str
    unscored_why: str = ""
    seen: Sequence[int] = ()


class Decided(NamedTuple):
    """What followed. `kept` lost here and stays what it is, because it is looked at elsewhere or was taken on."""

    selection: Selection
    scores: Mapping[int, Decimal]  # by vendor, as they stood
    winner: Vendor | None
    rejected: Sequence[Vendor]
    kept: Sequence[Vendor]


def check(session: Session, workspace: Workspace, selection: Selection) -> Board:
    """Whether there is anything to decide yet."""
    service.check_open(session, workspace, selection)
    board = finding.board(session, selection)
    if not board.standing:
        none = "has no candidates" if not board.entries else "has no candidate left"
        raise Refusal(
            f"{quoted(selection.name)} {none}, so there is nothing to decide. Add some: {finding.to_add(selection)}."
        )
    return board


def decide(
    session: Session, workspace: Workspace, now: datetime, actor: str, selection: Selection, verdict: Verdict
) -> Decided:
    service.lock_open(session, workspace, selection)
    board = check(session, workspace, selection)
    _check_seen(board, verdict)
    winner = _winner(board, verdict)
    if not verdict.why:
        raise Refusal("Say why, in a sentence: those who are rejected are rejected with it.", field="why")
    if board.unscored and not verdict.unscored_why:
        names = ", ".join(quoted(entry.vendor.name) for entry, _ in board.unscored[:5])
        raise Refusal(f"Not wholly scored: {names}. Score them, or say why that is enough.", field="unscored_why")
    selection.decided_at, selection.decided_by = now, actor
    selection.winner_id, selection.why = winner.id if winner else None, verdict.why[: service.LONGEST_WHY]
    selection.unscored_why = verdict.unscored_why[: service.LONGEST_WHY] if board.unscored else ""
    service.keep(
        session, now, actor, "selection.decided", selection,
        winner=winner.name if winner else "", why=selection.why, unscored_why=selection.unscored_why,
    )  # fmt: skip
    return _follow(session, now, actor, board, winner)


def _check_seen(board: Board, verdict: Verdict) -> None:
    """Nobody is rejected whom the decider did not see."""
    new = [entry.vendor.name for entry in board.standing if entry.vendor.id not in verdict.seen]
    if new:
        names = ", ".join(map(quoted, new))
        raise Refusal(f"Added meanwhile: {names}. Nothing was changed; look at all of them and decide again.")


def _winner(board: Board, verdict: Verdict) -> Vendor | None:
    if verdict.winner is None:
        return None
    found = next((entry for entry in board.entries if entry.vendor.id == verdict.winner), None)
    if found is None:
        raise Refusal("Pick one of its candidates.", field="winner")
    if not found.stands:
        gone = "dropped" if found.candidate.dropped_at else found.vendor.status.value.replace("_", " ")
        raise Refusal(f"{quoted(found.vendor.name)} is {gone} meanwhile. Pick another one.", field="winner")
    return found.vendor


def _follow(session: Session, now: datetime, actor: str, board: Board, winner: Vendor | None) -> Decided:
    selection = board.selection
    scores = scoring.totals(board)
    losers = [entry for entry in board.standing if winner is None or entry.vendor.id != winner.id]
    rejected = [entry.vendor for entry in losers if not _stays(session, entry)]
    reason = f"Not chosen in the selection {selection.name}: {selection.why}"[: moving.LONGEST_REASON]
    for vendor in rejected:
        moving.move(session, now, actor, vendor, Status.REJECTED, reason)
    if winner:
        audit.record(
            session, now, actor, "candidate.chosen", selection.subject, about=winner.subject,
            name=selection.name, why=selection.why,
        )  # fmt: skip
    session.flush()
    kept = [entry.vendor for entry in losers if entry.vendor not in rejected]
    return Decided(selection, scores, winner, rejected, kept)


def _stays(session: Session, entry: Entry) -> bool:
    """Who is taken on already, or looked at in another open selection, is not rejected here."""
    return entry.vendor.status is not Status.PROSPECT or bool(finding.open_of(session, entry.vendor))
