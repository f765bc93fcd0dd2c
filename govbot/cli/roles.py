"""`govbot roles`: who may do what in Slack, and the way back where nobody there may give roles any more."""

import json
from collections.abc import Iterator

import click
from rich.table import Table
from rich.text import Text
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.cli.frame import actor, console, database, errors, workspaces
from govbot.clock import system_clock
from govbot.errors import Refusal, quoted
from govbot.people import granted, role_commands, roles
from govbot.people import service as people
from govbot.people.models import Person, Role

Row = dict[str, str]


@click.group("roles")
def roles_() -> None:
    """Who may do what in Slack."""


@roles_.command("list")
@click.option("--json", "as_json", is_flag=True)
def listing(as_json: bool) -> None:
    """Admins, and every role that was given to a person or a user group."""
    engine = database()
    rows, unattended = [], []
    for workspace_id, name in workspaces(engine):
        with db.read(engine, workspace_id) as session:
            rows += [{"workspace": name} | row for row in _rows(session)]
            unattended += [] if people.admins(session) else [name]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Workspace", "Who", "Slack id", "E-mail", "Role", "Because")
    for row in rows:
        table.add_row(*map(Text, row.values()))
    console.print(table)
    for name in unattended:
        mend = "`govbot roles give <e-mail> admin` mends that."
        errors.print(f"Nobody may administer govbot in {name}: {mend}", style="bold red", markup=False)


def _rows(session: Session) -> Iterator[Row]:
    known = granted.of(session)
    named = [people.by_id(session, person_id) for person_id in known.own]
    for person in {each.id: each for each in [*people.admins_themselves(session), *named]}.values():
        if not person.deleted:
            role = known.own.get(person.id)
            by_slack = "admin in Slack" if person.slack_admin else "a user group of theirs"
            yield _row(person.name, person.slack_id, person.email, role or Role.ADMIN, "given" if role else by_slack)
    for group in known.groups:
        yield _row(f"@{group.handle}", group.slack_id, "", group.role or Role.NONE, f"{len(group.members)} people")


def _row(who: str, slack_id: str, email: str, role: Role, because: str) -> Row:
    return {"who": who, "slack_id": slack_id, "email": email, "role": role.value, "because": because}


@roles_.command("give")
@click.argument("whom")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--workspace", help="Its name, where somebody is known in several.")
def give(whom: str, role: str, workspace: str | None) -> None:
    """Give somebody (a Slack id or an e-mail address) a role; they are told, and the audit trail names you."""
    engine, wanted, now = database(), Role(role), system_clock()
    workspace_id, place = _where(engine, whom, workspace)
    with db.write(engine, workspace_id) as session:
        person = roles.one(session, whom)
        before = roles.grant(session, now, actor(), person, wanted)
        if before is not wanted:
            role_commands.tell(session, now, actor(), person, wanted)
        name = person.name
    console.print(f"{name} may {role_commands.MEANS[wanted]} now, in {place}.", markup=False)


def _where(engine: Engine, whom: str, wanted: str | None) -> tuple[int, str]:
    """The one workspace in which they are known."""
    found = []
    for workspace_id, name in workspaces(engine):
        if wanted in (None, name):
            with db.read(engine, workspace_id) as session:
                found += [(workspace_id, name)] if _known(session, whom) else []
    if len(found) > 1:
        names = ", ".join(name for _, name in found)
        raise Refusal(f"{quoted(whom)} is known in {names}. Say which with --workspace.")
    if not found:
        raise Refusal(
            f"I know nobody with the Slack id or e-mail address {quoted(whom)}. `govbot bot` learns of everybody when"
            " it starts; a Slack id is in their profile in Slack, under “Copy member ID”."
        )
    return found[0]


def _known(session: Session, whom: str) -> Person | None:
    return people.by_slack_id(session, whom) or people.by_email(session, whom)
