"""How long a month takes in which nobody answers, with 2,000 vendors: rounds, digests, escalations and their clocks."""

import csv
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from rich.console import Console

from govbot import db, schema
from govbot.people.models import Person
from govbot.register import terminal
from govbot.simulation.playing import Span, simulate
from govbot.workspace import enrol
from tests.benchmarks.import_register import COLUMNS, NOW, rows

VENDORS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
DAYS = 30


def main(console: Console) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([COLUMNS, *rows(VENDORS)])
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/govbot.db"
        schema.upgrade(url)
        engine = db.connect(url)
        with db.write(engine, None) as session:
            place = enrol(session, "T0BENCH", "Bench", "")
            place.governance_channel = "C0GOVERN"
            workspace_id = place.id
        with db.write(engine, workspace_id) as session:
            for number in range(40):
                session.add(Person(slack_id=f"U{number}", name=f"P {number}", email=f"person{number}@example.com"))
        quiet = Console(quiet=True)
        terminal.run(engine, workspace_id, file, dry_run=False, as_json=False, now=NOW, console=quiet, channels={})
        start, today = perf_counter(), NOW.date()
        said = Counter(str(each.kind) for each in simulate(engine, NOW, Span(today, today + timedelta(days=DAYS))))
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(said.items()))
        console.print(f"{VENDORS} vendors, {DAYS} days: {perf_counter() - start:.1f} s for {counted}")


if __name__ == "__main__":
    main(Console())
