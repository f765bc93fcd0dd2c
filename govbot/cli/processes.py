"""`govbot bot`, `web`, `worker` and `demo`: the processes."""

import click

from govbot import run
from govbot.cli.frame import bot_of, console
from govbot.demo.stage import play


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


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8484,
    envvar="PORT",
    show_default=True,
    help="The first port to try; 0 for any.",
)
def demo(port: int) -> None:
    """A local Slack with a page in the browser, the real bot, and a register to play with."""
    play(port, console)
