"""Rules of readiness: a process is assessed by a person, the playbook gives the verdict, and every assessment stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Ambiguous, Refusal, Refusals, quoted
from govbot.selection.models import Assessment, Verdict
from govbot.vendors.names import clean_name, name_key

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Given:
    """What was filled in: every criterion as it was chosen, empty where it was not."""

    process: str
    scores: Mapping[str, str]
    signs: Sequence[str] = ()
    note: str = ""


def assess(session: Session, now: datetime, actor: str, given: Given) -> Assessment:
    book = playbook.load().readiness
    process, scores = _read(given)
    signs = [key for key in given.signs if key in book.keep_in_house]
    made = Assessment(
        process=process,
        process_key=name_key(process),
        scores=scores,
        signs=signs,
        total=sum(scores.values()),
        best=book.best,
        verdict=Verdict(book.verdict(scores, signs)),
        note=given.note[:LONGEST_NOTE],
        by=actor,
        at=now,
    )
    session.add(made)
    session.flush()
    audit.record(
        session, now, actor, "process.assessed", f"assessment:{made.id}",
        process=process, scores=scores, signs=signs, total=made.total, verdict=made.verdict, note=made.note,
    )  # fmt: skip
    return made


def _read(given: Given) -> tuple[str, dict[str, int]]:
    """The name and the scores, or every fault on its field."""
    book, faults = playbook.load().readiness, {}
    process = ""
    try:
        process = clean_name(given.process)
    except Refusal as refusal:
        faults["process"] = refusal.text
    scale = {str(score): score for score in book.scale}
    scores = {}
    for criterion in book.criteria.values():
        chosen = given.scores.get(criterion.key, "")
        if chosen in scale:
            scores[criterion.key] = scale[chosen]
        else:
            faults[criterion.key] = f"Choose one of {', '.join(book.scale.values())}."
    if faults:
        raise Refusals(faults)
    return process, scores


def latest(session: Session) -> list[Assessment]:
    """Of each process the last one, the newest first."""
    last = select(sa.func.max(Assessment.id)).group_by(col(Assessment.process_key))
    return list(
        session.exec(select(Assessment).where(col(Assessment.id).in_(last)).order_by(col(Assessment.id).desc()))
    )


def of(session: Session, process_key: str) -> list[Assessment]:
    """Every assessment of a process, the newest first."""
    mine = select(Assessment).where(Assessment.process_key == process_key)
    return list(session.exec(mine.order_by(col(Assessment.id).desc())))


def by_id(session: Session, assessment_id: int) -> Assessment:
    return session.exec(select(Assessment).where(Assessment.id == assessment_id)).one()


def find(session: Session, text: str) -> Assessment:
    """The last assessment of a process, by its name or a part of it."""
    key, known = name_key(text), latest(session)
    found = [each for each in known if each.process_key == key] or [each for each in known if key in each.process_key]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(quoted(each.process) for each in found[:5])
        choices = {each.process: each.process for each in found}
        raise Ambiguous(f"{quoted(text)} could be {names}. Type the whole name.", typed=text, choices=choices)
    raise Refusal(
        f"No process {quoted(text)} was assessed yet. `/vendor assess <process>` does it, `/vendor assess list` shows"
        " those that were."
    )
