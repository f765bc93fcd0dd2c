"""What Slack is told we can do: `manifest.yaml` as it stands, and the same for HTTP mode."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from govbot.errors import Refusal

FILE = Path(__file__).parent.parent / "manifest.yaml"
ENDPOINT = "/slack/events"
Manifest = dict[str, Any]


def read() -> Manifest:
    """For Socket Mode."""
    found: Manifest = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def over_http(manifest: Manifest, address: str) -> Manifest:
    """With the address to which Slack posts everything; `address` is where `govbot web` is reached from outside."""
    url = _endpoint(address)
    changed = deepcopy(manifest)
    for command in changed["features"]["slash_commands"]:
        command["url"] = url
    settings = changed["settings"]
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"] |= {"request_url": url, "message_menu_options_url": url}
    settings["socket_mode_enabled"] = False
    return changed


def _endpoint(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise Refusal("Slack posts only to a public https address. Write it like this: https://govbot.example.com")
    return address.rstrip("/").removesuffix(ENDPOINT) + ENDPOINT
