"""`govbot import`: reads, brings in, reports; says by its exit code how it went."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text
from sqlalchemy.engine import Engine

from govbot import audit
from govbot.register import report
from govbot.register.outcomes import Outcome
from govbot.register.reading import read
from govbot.register.service import Import
from govbot.sheets.reading import Unreadable

ALL_GOOD, ROWS_REFUSED, UNREADABLE = 0, 1, 2


def run(
    engine: Engine,
    workspace_id: int,
    file: Path,
    *,
    dry_run: bool,
    as_json: bool,
    now: datetime,
    console: Console,
    channels: Mapping[str, str],
    actor: str = audit.SYSTEM,
) -> int:
    """The exit code. `channels`: name to Slack id, as Slack knows them now."""
    try:
        table = read(file)
        total = sum(1 for _ in table.rows())
    except Unreadable as failure:
        _fail(console, failure, as_json)
        return UNREADABLE
    bringing = Import(engine, workspace_id, now, actor, channels=channels, dry_run=dry_run)
    with _progress(total, quiet=as_json) as heard:
        result = bringing.run(table, heard)
    if as_json:
        console.file.write(report.as_json(result) + "\n")
    else:
        report.show(console, result)
    return ROWS_REFUSED if result.counts[Outcome.REFUSED] else ALL_GOOD


def _fail(console: Console, failure: Unreadable, as_json: bool) -> None:
    if as_json:
        console.file.write(report.failure_as_json(failure) + "\n")
    else:
        console.print(Text(report.harmless(failure.text, 1000), style="bold red"))


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal that people look at; nowhere else."""
    screen = Console(stderr=True)
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, disable=quiet or not screen.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda rows: bar.advance(task, rows)
