"""Commands that are read only when they are typed: most need a part of govbot, and Python takes seconds to read all."""

from importlib import import_module
from typing import Any

import click


class Commands(click.Group):
    """`rooms`: what is typed, to the room of `govbot.cli` and the command in it."""

    def __init__(self, *args: Any, rooms: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._rooms)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._rooms:
            return None
        room, _, name = self._rooms[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"govbot.cli.{room}"), name)
        return command
