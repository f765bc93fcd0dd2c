"""`govbot audit`: the chain of everything that was done."""

import sys

import click

from govbot import audit, db, run
from govbot.cli.frame import console, database, errors


@click.group("audit")
def audit_() -> None:
    """The chain of everything that was done."""


@audit_.command("verify")
def verify() -> None:
    """Check every link of every workspace's chain."""
    engine = database()
    faults: list[str] = []
    for workspace_id, name in run.workspaces(engine):
        held = 0
        with db.read(engine, workspace_id) as session:
            for link in audit.verify(session):
                if isinstance(link, audit.Fault):
                    faults.append(f"{name}: event {link.sequence} {link.what}")
                else:
                    held += 1
        console.print(f"{name}: {held} events hold.")
    for fault in faults:
        errors.print(fault, style="bold red", markup=False)
    if faults:
        sys.exit(1)
    console.print("Nothing was altered.")
