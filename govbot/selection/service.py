"""Rules of selections: opened with a date; their candidates scored and dropped; moved and handed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from govbot import audit, playbook
from govbot.errors import Faults, Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.selection import finding
from govbot.selection.models import Candidate, Selection
from govbot.vendors.models import Vendor
from govbot.vendors.names import clean_name, name_key
from govbot.workspace import Workspace

LONGEST_WHY, LONGEST_NOTE = 1000, 1000


@dataclass(frozen=True)
class Draft:
    """A selection as it was filled in."""

    name: str
    function: str
    owner: Person
    due: date | None


def begin(session: Session, workspace: Workspace, now: datetime, actor: str, draft: Draft) -> Selection:
    """With the criteria and weights of today, which it keeps."""
    faults, book = Faults(), playbook.load().selection
    name = faults.read("name", clean_name, draft.name)
    if name and (twin := finding.named(session, name)):
        show = f"`/vendor select show {finding.typed(twin)}`"
        faults.by_field["name"] = f"There is a selection of that name already. {show}."
    faults.read("due", check_day, workspace.today(now), draft.due, "due")
    faults.check()
    assert name
    assert draft.due
    selection = Selection(
        name=name,
        name_key=name_key(name),
        function=draft.function,
        owner_id=draft.owner.id,
        due=draft.due,
        weights={criterion.key: criterion.weight for criterion in book.criteria.values()},
        best=book.best,
        opened_at=now,
        opened_by=actor,
    )
    keep(session, now, actor, "selection.opened", selection, owner=draft.owner.slack_id, due=draft.due)
    return selection


def check_day(today: date, day: date | None, field: str) -> None:
    """A decision lies ahead, and within reach."""
    longest = playbook.load().selection.longest_days
    if day is None or day < today:
        raise Refusal("Pick today or a later day.", field=field)
    if day > today + timedelta(days=longest):
        raise Refusal(f"That is more than {longest} days away. Pick an earlier day.", field=field)


def lock_open(session: Session, workspace: Workspace, selection: Selection) -> None:
    """From here on nobody else changes it."""
    session.refresh(selection, with_for_update=True)
    check_open(session, workspace, selection)


def check_open(session: Session, workspace: Workspace, selection: Selection) -> None:
    """Refuses what was decided meanwhile, naming who did it and when."""
    if selection.decided_at:
        who, on = people.by_whom(session, selection.decided_by), workspace.today(selection.decided_at)
        raise Refusal(f"{quoted(selection.name)} was already decided by {who} on {on:%-d %B %Y}. Nothing was changed.")


def score(
    session: Session, workspace: Workspace, now: datetime, actor: str, candidate: Candidate,
    scores: Mapping[str, str], note: str,
) -> Selection:  # fmt: skip
    """All of a candidate's scores as they are now: what is left open is not scored."""
    selection = finding.by_id(session, candidate.selection_id)
    lock_open(session, workspace, selection)
    check_stands(session, selection, candidate)
    faults = Faults()
    read = {key: faults.read(key, _score, selection, scores.get(key, "")) for key in selection.weights}
    faults.check()
    before = dict(candidate.scores)
    candidate.scores = {key: value for key, value in read.items() if value is not None}
    candidate.note = note.strip()[:LONGEST_NOTE]
    candidate.scored_by, candidate.scored_at = actor, now
    _keep_candidate(
        session, now, actor, "candidate.scored", selection, candidate,
        before=before, after=candidate.scores, note=candidate.note,
    )  # fmt: skip
    return selection


def _score(selection: Selection, given: str) -> int | None:
    if not given:
        return None
    if not given.isascii() or not given.isdecimal() or int(given) > selection.best:
        raise Refusal(f"A score is a number from 0 to {selection.best}.")
    return int(given)


def check_stands(session: Session, selection: Selection, candidate: Candidate) -> None:
    """Refuses a candidate who was dropped, or rejected or taken elsewhere meanwhile."""
    [entry] = [each for each in finding.board(session, selection).entries if each.candidate.id == candidate.id]
    if entry.stands:
        return
    name = quoted(entry.vendor.name)
    if candidate.dropped_at:
        who = people.by_whom(session, candidate.dropped_by)
        raise Refusal(f"{name} was dropped from {quoted(selection.name)} by {who}. Add it again to go on with it.")
    raise Refusal(
        f"{name} is {entry.vendor.status.value.replace('_', ' ')} meanwhile, so it is out of {quoted(selection.name)}."
        " Nothing was changed."
    )


def drop(
    session: Session, workspace: Workspace, now: datetime, actor: str, candidate: Candidate, why: str
) -> Selection:
    """It is compared no more; the vendor stays a prospect."""
    selection = finding.by_id(session, candidate.selection_id)
    lock_open(session, workspace, selection)
    check_stands(session, selection, candidate)
    if not why:
        raise Refusal("Say why it is compared no more.", field="why")
    candidate.dropped_because, candidate.dropped_by, candidate.dropped_at = why[:LONGEST_WHY], actor, now
    _keep_candidate(session, now, actor, "candidate.dropped", selection, candidate, why=candidate.dropped_because)
    return selection


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, selection: Selection, day: date, why: str
) -> date:
    """Another day for the decision; returns the one before."""
    lock_open(session, workspace, selection)
    check_day(workspace.today(now), day, "date")
    before, selection.due = selection.due, day
    keep(session, now, actor, "selection.moved", selection, before=before, after=day, why=why)
    return before


def reassign(
    session: Session, workspace: Workspace, now: datetime, actor: str, selection: Selection, person: Person, why: str
) -> None:
    lock_open(session, workspace, selection)
    if selection.owner_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    before, selection.owner_id = people.by_id(session, selection.owner_id), person.id
    after = person.slack_id
    keep(session, now, actor, "selection.reassigned", selection, before=before.slack_id, after=after, why=why)


def keep(session: Session, now: datetime, actor: str, what: str, selection: Selection, **detail: Any) -> None:
    session.add(selection)
    session.flush()
    audit.record(session, now, actor, what, selection.subject, name=selection.name, **detail)


def added(
    session: Session, now: datetime, actor: str, selection: Selection, vendors: Sequence[Vendor],
    dropped: Mapping[int, Candidate],
) -> list[Candidate]:  # fmt: skip
    """Rows for candidates that were found to fit; one that was dropped before stands again, with its scores."""
    found = []
    for vendor in vendors:
        row = dropped.get(vendor.id) or Candidate(
            selection_id=selection.id, vendor_id=vendor.id, added_by=actor, added_at=now
        )
        row.dropped_because, row.dropped_by, row.dropped_at = "", None, None
        _keep_candidate(session, now, actor, "candidate.added", selection, row)
        found.append(row)
    return found


def _keep_candidate(
    session: Session, now: datetime, actor: str, what: str, selection: Selection, candidate: Candidate, **detail: Any
) -> None:
    """Found in the vendor's history."""
    session.add(candidate)
    session.flush()
    about = f"vendor:{candidate.vendor_id}"
    audit.record(session, now, actor, what, f"candidate:{candidate.id}", about=about, name=selection.name, **detail)
