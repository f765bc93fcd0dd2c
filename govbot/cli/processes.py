"""`govbot bot`, `web` and `worker`: the processes."""

import click

from govbot import run
from govbot.cli.whole import bot_of


@click.command()
def bot() -> None:
    """Everything in one process, over Socket Mode: no public address needed."""
    run.socket_mode(bot_of("slack_app_token"))


@click.command()
def web() -> None:
    """Slack's HTTP endpoint on PORT (3000); `govbot worker` does what happens by itself."""
    made = bot_of("slack_signing_secret")
    run.http_mode(made, made.settings.port)


@click.command()
def worker() -> None:
    """Reminders, escalation clocks and deliveries, beside `govbot web`; several may run."""
    run.heartbeat_only(bot_of())
