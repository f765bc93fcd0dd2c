"""Whatever stops a round, and whoever runs it as well: the next call goes on, and nothing is said twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db
from govbot.outbox.models import OutboxMessage
from govbot.reminders.models import ReminderLedger
from govbot.rounds.models import Round
from tests import builders
from tests.rounds.town import Town

MONDAY = date(2026, 11, 23)


class PowerCut(Exception):
    """The machine is gone."""


@contextmanager
def cut_at_statement(engine: Engine, number: int) -> Iterator[None]:
    """The writing statement of that number never reaches the database."""
    left = [number]

    def strike(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.split()[0] in {"INSERT", "UPDATE"}:
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut

    event.listen(engine, "before_cursor_execute", strike)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", strike)


def busy(town: Town) -> None:
    """Three vendors, four things: posts and digests for several."""
    with db.write(town.engine, town.workspace.id) as session:
        for number in range(2):
            owner = builders.person(session, f"U0OWNER{number}", f"Owner {number}")
            builders.vendor(session, town.start, f"Vendor {number}", owner=owner, channel=f"C0V{number}")
    town.review(MONDAY)
    town.review(MONDAY - timedelta(days=3), kind="due_diligence")
    for number in range(2):
        town.review(MONDAY + timedelta(days=7), vendor=f"Vendor {number}")


def said(town: Town) -> list[str]:
    with db.read(town.engine, town.workspace.id) as session:
        return sorted(message.key for message in session.exec(select(OutboxMessage)))


def ledger(town: Town) -> list[tuple[str, int, str, str]]:
    with db.read(town.engine, town.workspace.id) as session:
        rows = session.exec(select(ReminderLedger))
        return sorted((row.subject, row.stage, row.audience, row.message) for row in rows)


EXPECTED = sorted(
    [f"round:{MONDAY}:channel:{channel}" for channel in ("C0MERIDIAN", "C0V0", "C0V1")]
    + [f"round:{MONDAY}:digest:{person}" for person in ("U0IVO", "U0DORA", "U0OWNER0", "U0OWNER1")]
)


@pytest.mark.parametrize("number", range(1, 23, 3))
def test_a_round_cut_anywhere_goes_on_where_it_stopped(town: Town, number: int) -> None:
    busy(town)
    now = town.at(MONDAY)
    with cut_at_statement(town.engine, number), pytest.raises(PowerCut):
        town.round(now)
    keys = {message for *_, message in ledger(town)}
    assert keys == set(said(town)), "a message without its ledger, or a ledger without its message"
    town.round(now + timedelta(minutes=1))
    assert town.round(now + timedelta(minutes=2)) == 0
    assert said(town) == EXPECTED
    assert len(ledger(town)) == len({row[:3] for row in ledger(town)}) == 9
    with db.read(town.engine, town.workspace.id) as session:
        [standing] = session.exec(select(Round))
        assert standing.finished_at


def test_what_is_given_to_somebody_who_was_told_already_waits_for_the_next_morning(town: Town) -> None:
    """A message of this morning is never added to, and what is not in it is not written down as said."""
    busy(town)
    now = town.at(MONDAY)
    with cut_at_statement(town.engine, 4), pytest.raises(PowerCut):
        town.round(now)
    town.round(now)
    before = ledger(town)
    with db.write(town.engine, town.workspace.id) as session:
        session.exec(select(Round)).one().finished_at = None
    late = town.review(MONDAY, kind="steering")
    town.round(now)
    assert ledger(town) == before
    town.round(town.at(MONDAY + timedelta(days=1)))
    assert late in {subject for subject, *_ in ledger(town)}


def test_two_engines_in_one_round_say_everything_once(town: Town) -> None:
    busy(town)
    now, together, faults = town.at(MONDAY), Barrier(3), []

    def run() -> None:
        together.wait()
        try:
            town.round(now)
        except Exception as error:  # noqa: BLE001  whatever goes wrong in a thread must fail the test
            faults.append(error)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert said(town) == EXPECTED
    assert len(ledger(town)) == 9
