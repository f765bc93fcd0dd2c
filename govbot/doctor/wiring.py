"""Whether the manifest, which Slack goes by, and what the code answers to are the same."""

from collections.abc import Iterator

from govbot.doctor.abilities import needed
from govbot.manifest import Manifest
from govbot.slack.router import Router, all_events

EVERYTHING = "vendor"  # the command below which every word can be typed


def faults(manifest: Manifest, router: Router) -> Iterator[str]:
    features, settings = manifest["features"], manifest["settings"]
    commands = {command["command"].removeprefix("/") for command in features.get("slash_commands", [])}
    yield from _commands(commands, router)
    yield from _shortcuts({shortcut["callback_id"] for shortcut in features.get("shortcuts", [])}, router)
    yield from _events(set(settings["event_subscriptions"]["bot_events"]), router)
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    for scope, what in needed().items():
        if scope not in scopes:
            yield f"manifest.yaml does not ask for the scope {scope}, which {what} needs. Add it there."
    if not settings["interactivity"]["is_enabled"]:
        yield "manifest.yaml switches interactivity off, so that no button works. Switch it on."
    if router.draw_home and not features["app_home"]["home_tab_enabled"]:
        yield "manifest.yaml switches the Home tab off. Switch it on."


def _commands(commands: set[str], router: Router) -> Iterator[str]:
    roots = {EVERYTHING, *(path[0] for path in router.words)}
    for command in sorted(commands - roots):
        yield f"manifest.yaml has the command /{command}, which nothing answers. Take it out."
    if EVERYTHING not in commands:
        yield f"manifest.yaml lacks the command /{EVERYTHING}. Put it in."


def _shortcuts(shortcuts: set[str], router: Router) -> Iterator[str]:
    for shortcut in sorted(shortcuts - set(router.shortcuts)):
        yield f"manifest.yaml has the shortcut {shortcut}, which nothing answers. Take it out."
    for shortcut in sorted(set(router.shortcuts) - shortcuts):
        yield f"manifest.yaml lacks the shortcut {shortcut}, so that nobody can use it. Put it in."


def _events(subscribed: set[str], router: Router) -> Iterator[str]:
    for event in sorted(set(all_events(router)) - subscribed):
        yield f"manifest.yaml does not subscribe to the event {event}, which govbot listens to. Put it in."
