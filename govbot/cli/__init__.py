"""The terminal's way in."""

import logging
import sys

import click

from govbot import __version__
from govbot.cli.frame import errors
from govbot.cli.lazily import Commands
from govbot.errors import Refusal

COMMANDS = {
    "bot": "processes.bot",
    "web": "processes.web",
    "worker": "processes.worker",
    "demo": "demo.demo",
    "db": "database.database",
    "import": "register.import_",
    "playbook": "playbook.playbook_",
    "kpi": "kpis.kpi_",
    "reviews": "reviews.reviews_",
    "audit": "audit.audit_",
    "roles": "roles.roles_",
    "outbox": "outbox.outbox_",
    "manifest": "manifest.manifest_",
    "simulate": "simulate.simulate_",
    "doctor": "doctor.doctor",
}


@click.group(cls=Commands, rooms=COMMANDS)
@click.version_option(__version__)
def cli() -> None:
    """govbot keeps every outsourced relationship governed from inside Slack."""


def main() -> None:
    """Run a command; what a person can mend is said in a sentence, without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of each beat that is still busy with the last
    # Bolt sees SLACK_BOT_TOKEN in the environment too, and says so at every start.
    logging.getLogger("slack_bolt.App").addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    try:
        cli()
    except Refusal as refusal:
        errors.print(refusal.text, style="bold red", markup=False)
        sys.exit(2)
