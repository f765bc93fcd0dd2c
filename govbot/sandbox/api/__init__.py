"""Slack's Web API, a room for each family of methods."""

from govbot.sandbox.api import chat, connect, conversations, ephemeral, files, history, people, view_methods
from govbot.sandbox.api.registry import METHODS, call

__all__ = [
    "METHODS",
    "call",
    "chat",
    "connect",
    "conversations",
    "ephemeral",
    "files",
    "history",
    "people",
    "view_methods",
]
