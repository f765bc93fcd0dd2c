"""`govbot playbook`: what a workspace does differently from the shipped playbook: shown, checked, applied."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.table import Column, Table
from rich.text import Text
from sqlalchemy.engine import Engine

from govbot import db
from govbot.cli.frame import actor, console, database, workspaces
from govbot.clock import system_clock
from govbot.errors import Refusal, quoted
from govbot.overview import playbook_changing as changing
from govbot.playbook import in_force, override, source, versions
from govbot.playbook.differences import Difference, between
from govbot.playbook.loader import plain
from govbot.playbook.printing import in_yaml
from govbot.playbook.source import Mistaken
from govbot.reviews import keeping
from govbot.slack.text import plural

file_argument = click.argument("file", type=click.Path(path_type=Path))
where_option = click.option("--workspace", help="Its name, where there are several.")
MOST_BYTES = 4 * override.LARGEST
BACK = "To go back to the playbook as shipped: `govbot playbook apply --version 0`."


@click.group("playbook")
def playbook_() -> None:
    """What a workspace does differently from the playbook that comes with govbot."""


@playbook_.command("show")
@click.argument("part", required=False)
@where_option
def show(part: str | None, workspace: str | None) -> None:
    """What is in force, as YAML to be edited and applied."""
    if part not in (None, *plain()):
        raise Refusal(f"{quoted(str(part))} is no part of the playbook. These are: {', '.join(plain())}.")
    engine = database()
    with db.read(engine, _where(engine, workspace)[0]) as session:
        now = versions.values(session)
    chosen = [part] if part else list(plain())
    click.echo(in_yaml({name: now[name] for name in chosen}, {name: plain()[name] for name in chosen}), nl=False)


@playbook_.command("diff")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@where_option
def diff(file: Path | None, workspace: str | None) -> None:
    """What differs from the shipped one, or would with a file."""
    engine = database()
    text = _read(file) if file else None
    with db.read(engine, _where(engine, workspace)[0]) as session:
        now = versions.values(session)
    if text is None:
        _table(between(plain(), now), "Shipped", "Here")
    else:
        _table(between(now, override.lay_over(text).data), "Now", "Then")


@playbook_.command("check")
@file_argument
def check(file: Path) -> None:
    """Every mistake of a file, each with its line."""
    count = len(list(between(plain(), override.lay_over(_read(file)).data)))
    said = f"{file.name} is right. It differs from the shipped playbook in {plural(count, 'value')}."
    console.print(said, markup=False)


@playbook_.command("apply")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--version", "number", type=int, help="An earlier version in place of a file; 0: as shipped.")
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.option("--note", default="", help="Why, for the history.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@where_option
def apply(file: Path | None, number: int | None, dry_run: bool, note: str, yes: bool, workspace: str | None) -> None:
    """Put a file in force, or an earlier version.

    The file says all that differs from the shipped playbook. It takes the place of the one applied before it.
    """
    if (file is None) == (number is None):
        raise Refusal("Name either a file or, with --version, an earlier version.")
    given = _read(file) if file else None
    engine = database()
    workspace_id, name = _where(engine, workspace)
    with db.read(engine, workspace_id) as session:
        seen = in_force.number(session)
        text = versions.text_of(session, number or 0) if given is None else given
        changes = list(between(versions.values(session), _laid(text, f"Version {number}")))
        changing.check(session, text)
    _table(changes, "Now", "Then")
    if dry_run or not changes:
        console.print("Nothing was written.")
        return
    if not yes:
        click.confirm(f"Apply this to {name}?", abort=True)
    _put_in_force(engine, workspace_id, text, note or (f"back to version {number}" if given is None else ""), seen)


def _put_in_force(engine: Engine, workspace_id: int, text: str, note: str, seen: int) -> None:
    now = system_clock()
    with db.write(engine, workspace_id) as session:
        version, _ = changing.apply(session, now, actor(), text, note=note, seen=seen)
        number = version.number
    moved = keeping.run(engine, workspace_id, now)
    followed = f" The reviews of {plural(moved, 'vendor')} follow it already." if moved else ""
    console.print(f"Version {number} is in force.{followed}")


@playbook_.command("history")
@where_option
def history(workspace: str | None) -> None:
    """Who applied what, and when."""
    engine = database()
    with db.read(engine, _where(engine, workspace)[0]) as session:
        rows = versions.latest(session)
    table = Table("Version", "Applied", "By", "Note")
    for row in rows:
        when = f"{row.applied_at:%Y-%m-%d %H:%M} UTC"
        table.add_row(*map(Text, (str(row.number), when, row.applied_by, row.note)))
    table.add_row("0", "", "", "as shipped")
    console.print(table)


def _where(engine: Engine, wanted: str | None) -> tuple[int, str]:
    known = workspaces(engine)
    found = [each for each in known if wanted in (None, each[1])]
    if len(found) == 1:
        return found[0]
    if not known:
        raise Refusal("No workspace is known yet. Start `govbot bot`, or `govbot web` and `govbot worker`.")
    names = ", ".join(name for _, name in known)
    raise Refusal(f"Say with --workspace which one is meant: {names}.")


def _read(file: Path) -> str:
    """The text of an override that is right, or all its mistakes, each with its line."""
    try:
        with file.open("rb") as opened:
            text = opened.read(MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{file.name} is not text in UTF-8. Save it as such.") from error
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error
    _laid(text, file.name)
    if not source.read(text).data:
        raise Refusal(f"{file.name} says nothing. {BACK}")
    return text


def _laid(text: str, name: str) -> Mapping[str, Any]:
    """The whole playbook with it."""
    try:
        return override.lay_over(text).data
    except Mistaken as mistaken:
        raise Refusal("\n".join(f"{name}{mistake}" for mistake in mistaken.mistakes)) from mistaken


def _table(changes: Iterable[Difference], before: str, after: str) -> None:
    table = Table(Column("Where", overflow="fold"), before, after)
    for change in changes:
        table.add_row(Text(change.path), Text(change.before or "—"), Text(change.after or "—"))
    console.print(table if table.row_count else "Nothing differs.")
