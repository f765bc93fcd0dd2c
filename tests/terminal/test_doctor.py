"""`govbot doctor`: silent while all is well; each thing that is wrong is a sentence that says what to do."""

import ast
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from govbot import db, manifest
from govbot.doctor import wiring
from govbot.doctor.abilities import EVENTS, METHODS
from govbot.doctor.checkup import Doctor
from govbot.manifest import Manifest
from govbot.outbox import service as outbox
from govbot.outbox.models import OutboxMessage, State
from govbot.slack.router import all_events
from govbot.street import router
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty
from tests.door import shown
from tests.live import TOKENS, Live
from tests.terminal.conftest import Typed

pytestmark = pytest.mark.one_database

ROOM, DESK = "#vendor-cedar", "#vendor-governance"
SOURCES = Path(manifest.__file__).parent


@pytest.fixture
def well(live: Live) -> Live:
    """A vendor with everybody it needs, and a round that took place this morning."""
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add Acme Support")
    people = {"owner": "@ivo.novak", "backup": "@dora.lind", "sponsor": "@ana.silva"}
    given = {"function": "customer_support", "tier": "medium", "channel": ROOM, **people}
    assert maya.submits(**given)["errors"] == {}
    live.beat()
    return live


def examined(live: Live) -> list[str]:
    doctor = Doctor(live.bot.settings, live.bot.engine, live.bot.dispatcher.router, live.bot.reading)
    return [fault.text for fault in doctor.examine(live.clock())]


def test_of_what_is_well_nothing_is_said(well: Live) -> None:
    assert examined(well) == []
    assert well.heart.chores.checkup() == 0
    well.beat()
    assert not any("to mend" in text for text in well.person("maya.lindqvist").reads(DESK))


Harm = Callable[[Live], None]


def archive(live: Live) -> None:
    """While govbot was not listening."""
    channel = live.slack.world.channel(ROOM)
    assert channel is not None
    channel.is_archived = True


def lock(live: Live) -> None:
    live.slack.change_channel(ROOM, is_private=True)
    channel = live.slack.world.channel("vendor-cedar")
    assert channel is not None
    channel.leave(live.slack.world.bot.id)


def nowhere(live: Live) -> None:
    live.change(governance_channel="C0NOWHERE")


def homeless(live: Live) -> None:
    live.change(governance_channel=None)


def no_zone(live: Live) -> None:
    live.change(zone="Mars/Olympus")


def no_country(live: Live) -> None:
    live.change(countries=["DE", "ZZ"])


def paused(live: Live) -> None:
    live.change(paused="token_revoked")


def orphaned(live: Live) -> None:
    with db.write(live.bot.engine, live.workspace_id) as session:
        duties.assign(session, live.clock(), "U0TEST", finding.find(session, "Acme"), Duty.SPONSOR, None)


def undelivered(live: Live) -> None:
    post(live, State.FAILED)


def forgotten(live: Live) -> None:
    post(live, State.PENDING)


def post(live: Live, state: State) -> None:
    with db.write(live.bot.engine, live.workspace_id) as session:
        before = live.clock() - timedelta(hours=1)
        message: OutboxMessage = outbox.post(session, before, key="test", channel="C01", text="Hello", blocks=None)
        message.state = state


def asleep(live: Live) -> None:
    live.clock.move(days=2)


def revoked(live: Live) -> None:
    live.slack.faults(kind="error", method="auth.test", error="token_revoked")


HARMS: list[tuple[Harm, str]] = [
    (archive, "(#vendor-cedar) is archived. Unarchive it, or choose another one: `/vendor edit VND-0001`."),
    (lock, "is private and govbot is not in it. Invite"),
    (nowhere, "The governance channel C0NOWHERE does not exist, or is private"),
    (homeless, "There is no governance channel, where what nobody owns is said."),
    (no_zone, "I do not know the time zone “Mars/Olympus”."),
    (no_country, "I do not know the public holidays of “ZZ”."),
    (paused, "Nothing is sent: Slack refused the token (token_revoked). Install the app again"),
    (orphaned, "nobody can answer an escalation at L3 (there is no executive sponsor)"),
    (undelivered, "1 message could not be delivered. `govbot outbox list` says why"),
    (forgotten, "1 message should have gone out since 02 Mar 2026 08:00 UTC. See that `govbot worker` runs."),
    (asleep, "The round of 4 March 2026 did not take place; the last one was on 2 March 2026."),
    (revoked, "Slack does not accept SLACK_BOT_TOKEN (token_revoked)."),
]


@pytest.mark.parametrize(("harm", "sentence"), HARMS, ids=[harm.__name__ for harm, _ in HARMS])
def test_what_is_wrong_is_said(well: Live, harm: Harm, sentence: str) -> None:
    harm(well)
    found = examined(well)
    assert any(sentence in text for text in found), found


def test_once_a_week_it_speaks_and_never_twice(well: Live) -> None:
    orphaned(well)
    assert [well.heart.chores.checkup(), well.heart.chores.checkup()] == [1, 0]
    well.beat()
    [said] = [text for text in well.person("maya.lindqvist").reads(DESK) if "found by the weekly check-up" in text]
    assert "Acme Support (VND-0001): nobody can answer an escalation at L3" in said
    well.clock.move(days=6, hours=20)
    well.heart.chores.nightly()
    assert well.heart.chores.checkup() == 0
    well.clock.move(hours=5)
    assert well.heart.chores.checkup() == 1


def test_without_a_governance_channel_the_admins_hear_it(well: Live) -> None:
    homeless(well)
    assert well.heart.chores.checkup() == 1
    well.beat()
    assert any("There is no governance channel" in shown(each) for each in well.person("maya.lindqvist").private())


def test_the_terminal_says_it_by_its_exit_code(well: Live, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (TOKENS | {"GOVBOT_SLACK_API_URL": well.slack.api_url}).items():
        monkeypatch.setenv(name, value)
    orphaned(well)
    # Of the year that the machine's clock shows, rounds are missing too.
    told = typed("doctor", "--json")
    answer = json.loads(told.stdout)
    assert (told.exit_code, answer["ok"]) == (1, False)
    assert {"Harbour & Lane"} == {fault["where"] for fault in answer["faults"]}
    plain = typed("doctor")
    assert plain.exit_code == 1
    assert f"{len(answer['faults'])} things to mend." in plain.stdout


def test_without_any_setting_it_says_how_to_get_them(typed: Typed) -> None:
    told = typed("doctor", "--json")
    texts = [fault["text"] for fault in json.loads(told.stdout)["faults"]]
    assert told.exit_code == 1
    assert any(text.startswith("SLACK_BOT_TOKEN is not set.") for text in texts)
    assert any(text.startswith("No workspace is known yet.") for text in texts)


def test_the_manifest_that_we_ship_is_what_the_code_answers_to() -> None:
    assert list(wiring.faults(manifest.read(), router())) == []


Cut = Callable[[Manifest], Any]
CUTS: list[tuple[Cut, str]] = [
    (lambda m: m["features"]["slash_commands"].pop(0), "lacks the command /vendor"),
    (lambda m: m["features"]["slash_commands"].append({"command": "/nothing"}), "the command /nothing, which nothing"),
    (lambda m: m["features"]["shortcuts"].pop(0), "lacks the shortcut escalate:1"),
    (lambda m: m["features"]["shortcuts"].append({"callback_id": "no:1"}), "the shortcut no:1, which nothing"),
    (lambda m: m["settings"]["event_subscriptions"]["bot_events"].remove("team_join"), "the event team_join"),
    (lambda m: m["oauth_config"]["scopes"]["bot"].remove("im:write"), "the scope im:write, which conversations.open"),
    (lambda m: m["settings"]["interactivity"].update(is_enabled=False), "interactivity off"),
    (lambda m: m["features"]["app_home"].update(home_tab_enabled=False), "Home tab off"),
]


@pytest.mark.parametrize(("cut", "sentence"), CUTS, ids=[sentence for _, sentence in CUTS])
def test_a_manifest_that_differs_is_said(cut: Cut, sentence: str) -> None:
    changed = deepcopy(manifest.read())
    cut(changed)
    [fault] = wiring.faults(changed, router())
    assert sentence in fault


def test_every_method_that_the_code_calls_is_known_with_its_scopes() -> None:
    assert set(called()) == set(METHODS)
    assert set(all_events(router())) <= set(EVENTS)


def called() -> Iterator[str]:
    """The Slack methods named in the sources: attributes that slack_sdk's client has, as `chat_postMessage`."""
    families = {method.split(".")[0] for method in METHODS} | {"files", "reactions", "pins", "bookmarks", "team", "dnd"}
    for file in SOURCES.rglob("*.py"):
        if "sandbox" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                family, _, rest = node.attr.partition("_")
                if family in families and rest and hasattr(WebClient, node.attr):
                    yield f"{family}.{rest}"
