"""The terminal's way in."""

import logging
import sys

import click

from govbot import __version__
from govbot.cli import audit, database, doctor, kpis, manifest, outbox, processes, register, reviews, roles, simulate
from govbot.cli.frame import errors
from govbot.errors import Refusal


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """govbot keeps every outsourced relationship governed from inside Slack."""


for command in (
    processes.bot,
    processes.web,
    processes.worker,
    processes.demo,
    database.database,
    register.import_,
    reviews.reviews_,
    kpis.kpi_,
    audit.audit_,
    roles.roles_,
    outbox.outbox_,
    manifest.manifest_,
    simulate.simulate_,
    doctor.doctor,
):
    cli.add_command(command)


def main() -> None:
    """Run a command; what a person can mend is said in a sentence, without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # Bolt sees SLACK_BOT_TOKEN in the environment too, and says so at every start.
    logging.getLogger("slack_bolt.App").addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    try:
        cli()
    except Refusal as refusal:
        errors.print(refusal.text, style="bold red", markup=False)
        sys.exit(2)
