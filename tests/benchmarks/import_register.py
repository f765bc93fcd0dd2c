"""How long a register of 50,000 vendors takes: the first import, a dry run and a second one. Run by `make bench`."""

import csv
import resource
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from rich.console import Console

from govbot import db, schema
from govbot.people.models import Person
from govbot.register import terminal
from govbot.workspace import enrol

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
COLUMNS = [
    "ref", "name", "function", "location", "countries", "tier", "status", "owner_email", "backup_email",
    "sponsor_email", "contract_ref", "contract_start", "contract_end", "notice_days", "auto_renew", "annual_value",
    "currency", "review_kind", "review_every", "last_review", "data_sensitivity", "notes",
]  # fmt: skip
TIERS = ("critical", "high", "medium", "medium", "low", "low", "low", "low", "low", "low")


def rows(count: int) -> Iterator[list[str]]:
    for number in range(1, count + 1):
        people = [f"person{(number + step) % 40}@example.com" for step in range(3)]
        yield [
            f"VND-{number:04d}", f"Vendor {number} GmbH", "payroll", "offshore", "IN; Philippines",
            TIERS[number % len(TIERS)], "live", *people, f"C-{number}", "2025-01-01", "2027-12-31", "90", "no",
            "1,200,000.50", "EUR", "service", "quarterly", "2026-09-15", "internal", "A note",
        ]  # fmt: skip


def main(console: Console) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([COLUMNS, *rows(ROWS)])
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/govbot.db"
        schema.upgrade(url)
        engine = db.connect(url)
        with db.write(engine, None) as session:
            workspace_id = enrol(session, "T0BENCH", "Bench", "").id
        with db.write(engine, workspace_id) as session:
            for number in range(40):
                session.add(Person(slack_id=f"U{number}", name=f"P {number}", email=f"person{number}@example.com"))
        for title, dry_run in (("dry run", True), ("first import", False), ("second import", False)):
            start = perf_counter()
            terminal.run(
                engine, workspace_id, file, dry_run=dry_run, as_json=False, now=NOW, console=console, channels={}
            )  # fmt: skip
            console.print(f"{ROWS} rows, {title}: {perf_counter() - start:.1f} s")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        console.print(f"most memory: {most} MB")


if __name__ == "__main__":
    main(Console())
