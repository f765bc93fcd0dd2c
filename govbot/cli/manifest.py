"""`govbot manifest`: what to paste where Slack asks for an app's manifest."""

import json

import click
import yaml

from govbot import manifest


@click.command("manifest")
@click.option("--url", "address", help="For HTTP mode: where `govbot web` is reached from outside, https://…")
@click.option("--json", "as_json", is_flag=True, help="As JSON; Slack takes both.")
def manifest_(address: str | None, as_json: bool) -> None:
    """What Slack is told that govbot can do: for Socket Mode, or with --url for HTTP mode."""
    shown = manifest.read()
    if address:
        shown = manifest.over_http(shown, address)
    if as_json:
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        click.echo(yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=120), nl=False)
