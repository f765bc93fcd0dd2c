"""`govbot demo`: try it without Slack."""

import click

from govbot.cli.frame import console
from govbot.demo.stage import play


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
