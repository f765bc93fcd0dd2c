"""Brings a register in: each row is created, changed, unchanged or refused, and a faulty row leaves nothing behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db, playbook
from govbot.register import writing
from govbot.register.cells import Surroundings
from govbot.register.comparing import check_status, differences, standing
from govbot.register.matching import Matcher
from govbot.register.outcomes import Note, Outcome, Report, Result
from govbot.register.reading import Table
from govbot.register.repeats import Repeats
from govbot.register.roster import Roster
from govbot.register.rows import Row, typed
from govbot.sheets.reading import Cells
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

FILLED = "Contracts and evidence that it names and nobody had written down: {}."
BATCH = 250  # rows in one transaction: fast, and others who write wait a second at most


class Import:
    """One file on its way in. A dry run walks the same way and writes nothing."""

    def __init__(
        self,
        engine: Engine,
        workspace_id: int,
        now: datetime,
        actor: str,
        *,
        channels: Mapping[str, str],
        dry_run: bool,
    ) -> None:
        self._engine, self._workspace_id = engine, workspace_id
        self._now, self._actor, self._dry_run = now, actor, dry_run
        self._filled = 0
        self._channels = {name.removeprefix("#").casefold(): slack_id for name, slack_id in channels.items()}

    def run(self, table: Table, progress: Callable[[int], None]) -> Report:
        """`progress` hears how many more rows are done."""
        report = Report(self._dry_run, notes=[Note(0, note) for note in table.notes])
        repeats = Repeats(table)
        matcher = Matcher(repeats.refs())
        around = self._surroundings()
        for lines in _batches(table.rows()):
            with playbook.held(self._engine, self._workspace_id):
                rows = [typed(line, table.header, around) for line in lines]
            for row in rows:
                repeats.check(row)
            with self._transaction() as session:
                results = self._take(session, matcher, rows)
            for row in rows:
                report.faults += row.faults
                report.notes += row.notes
            report.rows += results
            progress(len(rows))
        if self._filled:
            report.notes.append(Note(0, FILLED.format(self._filled)))
        return report

    def _surroundings(self) -> Surroundings:
        with db.read(self._engine, self._workspace_id) as session:
            workspace = session.get_one(Workspace, self._workspace_id)
            return Surroundings(workspace.today(self._now), Roster(session), self._channels)

    def _transaction(self) -> AbstractContextManager[Session]:
        begin = db.read if self._dry_run else db.write
        return begin(self._engine, self._workspace_id)

    def _take(self, session: Session, matcher: Matcher, rows: list[Row]) -> list[Result]:
        matched = matcher.match(session, rows)
        before = standing(session, [vendor for vendor in matched if vendor])
        changes: dict[int, writing.Change] = {}
        for row, vendor in zip(rows, matched, strict=True):
            if vendor and not row.faults:
                now = before[vendor.id]
                changes[row.line] = writing.Change(row, now, differences(row, now))
                check_status(session, row, vendor)
        results = [_result(row, vendor, changes.get(row.line)) for row, vendor in zip(rows, matched, strict=True)]
        if not self._dry_run:
            self._filled += self._write(session, rows, results, changes)
        return results

    def _write(
        self, session: Session, rows: list[Row], results: list[Result], changes: dict[int, writing.Change]
    ) -> int:
        """How many contracts and pieces of evidence are new of vendors that are not."""
        workspace = session.get_one(Workspace, self._workspace_id)
        new = [row for row, result in zip(rows, results, strict=True) if result.outcome is Outcome.CREATED]
        writing.create(session, workspace, self._now, self._actor, new)
        for result in results:
            if result.outcome is Outcome.CHANGED:
                writing.change(session, workspace, self._now, self._actor, changes[result.line])
        same = [changes[each.line].before.vendor for each in results if each.outcome is Outcome.UNCHANGED]
        return writing.fill(session, workspace, self._now, self._actor, same)


def _result(row: Row, vendor: Vendor | None, change: writing.Change | None) -> Result:
    ref = vendor.ref if vendor else row.values.get("ref", row.text("ref"))
    name = row.values.get("name", row.text("name"))
    if row.faults:
        return Result(row.line, ref, name, Outcome.REFUSED, {})
    if change is None:
        return Result(row.line, ref, name, Outcome.CREATED, {})
    return Result(row.line, ref, name, Outcome.CHANGED if change.differing else Outcome.UNCHANGED, change.differing)


def _batches(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
