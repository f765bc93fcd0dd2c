"""Selections and their candidates found again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from govbot.errors import Ambiguous, Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.selection.models import Candidate, Selection
from govbot.vendors.models import Status, Vendor
from govbot.vendors.names import LONGEST_NAME, name_key

CHOOSABLE = (Status.PROSPECT, Status.ONBOARDING)


@dataclass(frozen=True)
class Entry:
    """A candidate with its vendor."""

    candidate: Candidate
    vendor: Vendor

    @property
    def stands(self) -> bool:
        """Neither dropped here nor gone elsewhere since."""
        return self.candidate.dropped_at is None and self.vendor.status in CHOOSABLE


@dataclass(frozen=True)
class Board:
    """A selection with its candidates, in the order they were added."""

    selection: Selection
    owner: Person
    entries: Sequence[Entry]

    @property
    def standing(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.stands]

    @property
    def unscored(self) -> list[tuple[Entry, list[str]]]:
        """Those who stand and lack a score, with the criteria that they lack."""
        found = [(entry, lacking(self.selection, entry.candidate)) for entry in self.standing]
        return [(entry, keys) for entry, keys in found if keys]


def lacking(selection: Selection, candidate: Candidate) -> list[str]:
    return [key for key in selection.weights if key not in candidate.scores]


def board(session: Session, selection: Selection) -> Board:
    wanted = select(Candidate, Vendor).join(Vendor, col(Vendor.id) == col(Candidate.vendor_id))
    wanted = wanted.where(Candidate.selection_id == selection.id).order_by(col(Candidate.id))
    entries = [Entry(candidate, vendor) for candidate, vendor in session.exec(wanted)]
    return Board(selection, people.by_id(session, selection.owner_id), entries)


def by_id(session: Session, selection_id: int) -> Selection:
    return session.exec(select(Selection).where(Selection.id == selection_id)).one()


def candidate_by_id(session: Session, candidate_id: int) -> Candidate:
    return session.exec(select(Candidate).where(Candidate.id == candidate_id)).one()


def listed(session: Session) -> list[Selection]:
    """The open ones first, by their date; then the decided ones, the newest first."""
    everything = list(session.exec(select(Selection).order_by(col(Selection.due), col(Selection.id))))
    return [each for each in everything if each.is_open] + [each for each in everything if not each.is_open][::-1]


def typed(selection: Selection) -> str:
    """Its name as it is typed after a command, unable to mention or link."""
    return quoted(selection.name, LONGEST_NAME)[1:-1]


def to_add(selection: Selection) -> str:
    return f"`/vendor select candidates {typed(selection)}`"


def named(session: Session, text: str) -> Selection | None:
    """The one of that whole name."""
    return session.exec(select(Selection).where(Selection.name_key == name_key(text.strip('"“” ')))).first()


def find(session: Session, text: str) -> Selection:
    """By its name or a part of it; the open ones count first."""
    key, known = name_key(text.strip('"“” ')), listed(session)
    exact = [found] if (found := named(session, text)) else []
    parts = [each for each in known if key and key in each.name_key]
    meant = exact or [each for each in parts if each.is_open] or parts
    if len(meant) == 1:
        return meant[0]
    if meant:
        names = ", ".join(quoted(each.name) for each in meant[:5])
        choices = {each.name: each.name for each in meant}
        raise Ambiguous(f"{quoted(text)} could be {names}. Type the whole name.", typed=text, choices=choices)
    raise Refusal(
        f"I know no selection {quoted(text)}. `/vendor select list` shows them all, `/vendor select add` begins one."
    )


def candidate(found: Board, text: str) -> Entry:
    """One of a selection's candidates by its name, its reference or a part of them."""
    key = name_key(text)
    named = [entry for entry in found.entries if key in (entry.vendor.name_key, entry.vendor.ref.casefold())]
    named = named or [entry for entry in found.entries if key and key in entry.vendor.name_key]
    if len(named) == 1:
        return named[0]
    name = quoted(found.selection.name)
    if named:
        names = " or ".join(f"{quoted(entry.vendor.name)} ({entry.vendor.ref})" for entry in named[:5])
        raise Refusal(f"{quoted(text)} could be {names}. Type the reference of the one you mean.")
    others = ", ".join(quoted(entry.vendor.name) for entry in found.entries[:8])
    known = f"Its candidates are {others}." if others else f"Add some: {to_add(found.selection)}."
    raise Refusal(f"{quoted(text)} is no candidate of {name}. {known}")


def open_of(session: Session, vendor: Vendor) -> list[tuple[Selection, Candidate]]:
    """The open selections in which a vendor is looked at."""
    wanted = select(Selection, Candidate).join(Candidate, col(Candidate.selection_id) == col(Selection.id))
    wanted = wanted.where(
        Candidate.vendor_id == vendor.id, col(Candidate.dropped_at).is_(None), col(Selection.decided_at).is_(None)
    )
    return list(session.exec(wanted.order_by(col(Selection.id))))
