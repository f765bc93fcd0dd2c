"""`govbot simulate`: every message of the days to come, if nobody does anything; nothing is sent or written."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click
from rich.table import Table
from rich.text import Text
from sqlalchemy.engine import Engine

from govbot.cli.frame import console, database, errors, progress
from govbot.clock import system_clock
from govbot.simulation.playing import Said, Span, paused, simulate, today
from govbot.slack.text import clip, plural

SHOWN = 160  # characters of a message on one line
DAY = click.DateTime(["%Y-%m-%d"])


@click.command("simulate")
@click.option("--from", "first", type=DAY, help="The first day, today or later.  [default: today]")
@click.option("--to", "last", type=DAY, help="The last day.  [default: 30 days after the first]")
@click.option("--vendor", default="", help="Only what is about this vendor.")
@click.option("--full", is_flag=True, help="Each message whole, not on one line.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, each message whole.")
def simulate_(first: datetime | None, last: datetime | None, vendor: str, full: bool, as_json: bool) -> None:
    """Every message that would go out, if nobody does anything: when, to whom, what. Nothing is sent or written."""
    now = system_clock()
    engine = database()
    begin = first.date() if first else today(engine, now)
    span = Span(begin, last.date() if last else begin + timedelta(days=30))
    said = _played(engine, now, span, vendor)
    for name in paused(engine):
        errors.print(f"Nothing is sent to {name}: Slack refused the token. Install the app again.", markup=False)
    if as_json:
        click.echo(json.dumps(_object(span, said), ensure_ascii=False, indent=2))
        return
    _show(said, full)
    kinds = Counter(str(each.kind) for each in said)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    console.print(
        f"{plural(len(said), 'message')} from {span.first} to {span.last}" + (f": {counted}." if said else ".")
    )


def _played(engine: Engine, now: datetime, span: Span, vendor: str) -> list[Said]:
    with progress("Simulating") as bar:
        task = bar.add_task("", total=max((span.last - now.date()).days + 1, 1))

        def heard(at: datetime) -> None:
            bar.update(task, completed=(at - now).days, description=f"{at:%d %b %Y}")

        return list(simulate(engine, now, span, vendor=vendor, heard=heard))


def _object(span: Span, said: Sequence[Said]) -> dict[str, Any]:
    return {
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "count": len(said),
        "messages": [
            {
                "workspace": each.workspace,
                "at": each.at.isoformat(),
                "local": each.local.isoformat(),
                "theirs": each.theirs.isoformat(),
                "to": each.to,
                "target": each.target,
                "kind": each.kind,
                "text": each.text,
            }
            for each in said
        ],
    }


def _show(said: Sequence[Said], full: bool) -> None:
    if not said:
        return
    several = len({each.workspace for each in said}) > 1
    table = Table(*(["Workspace"] if several else []), "When", "To", "Kind", "What", show_lines=full)
    for each in said:
        what = each.text if full else clip(" / ".join(each.text.split("\n")), SHOWN)
        cells = [*([each.workspace] if several else []), _when(each), each.to, str(each.kind), what]
        table.add_row(*map(Text, cells))
    console.print(table)


def _when(each: Said) -> str:
    there = "" if each.theirs.utcoffset() == each.local.utcoffset() else f" ({each.theirs:%H:%M} there)"
    return f"{each.local:%a} {each.local.day} {each.local:%b %Y %H:%M}{there}"
