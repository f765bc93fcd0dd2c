"""Channels that Slack renames, archives or loses: the admins are told once, and vendors fall back."""

from datetime import UTC, datetime

import pytest

from govbot import db
from govbot.vendors import finding
from govbot.workspace import Workspace
from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database


def channel_id(live: Live, name: str) -> str:
    found = live.slack.world.channel(name)
    assert found is not None
    return found.id


def stored(live: Live) -> tuple[str | None, str | None]:
    """The governance channel, and the vendor's."""
    with db.read(live.bot.engine, live.workspace_id) as session:
        place = session.get_one(Workspace, live.workspace_id)
        return place.governance_channel, finding.find(session, "acme").channel


def told(live: Live, words: str) -> list[str]:
    return [text for text in map(shown, live.person("maya.lindqvist").private()) if words in text]


def test_an_archived_channel_sends_its_vendors_to_governance(acme: Live) -> None:
    cedar, governance = channel_id(acme, "vendor-cedar"), channel_id(acme, "vendor-governance")
    acme.slack.change_channel(cedar, is_archived=True)
    acme.beat()
    assert stored(acme) == (governance, None)
    assert told(acme, "was archived") == [
        f"The channel <#{cedar}> was archived. What concerns *Acme Support* (VND-0001) is said in the governance"
        f" channel <#{governance}> from now on; `/vendor edit &lt;vendor&gt;` gives a vendor another channel."
    ]
    assert any("was archived" in text for text in acme.person("dora.lind").reads("#vendor-governance"))
    acme.walk_to(datetime(2026, 3, 4, 20, tzinfo=UTC))
    acme.heart.chores.nightly()
    acme.beat()
    assert len(told(acme, "was archived")) == 1
    assert any("due for *Acme Support*" in text for text in acme.person("dora.lind").reads("#vendor-governance"))
    assert f"saw that its channel <#{cedar}> was archived" in acme.person("maya.lindqvist").types(
        "/vendor history acme"
    )


@pytest.mark.parametrize("heard", [True, False])
def test_a_channel_that_is_open_again_is_given_back(acme: Live, heard: bool) -> None:
    maya, cedar, governance = (
        acme.person("maya.lindqvist"),
        channel_id(acme, "vendor-cedar"),
        channel_id(acme, "vendor-governance"),
    )
    maya.types("/review channel medium #vendor-cedar")
    maya.types("/vendor settings channel #vendor-cedar")
    acme.slack.change_channel(cedar, is_archived=True)
    assert stored(acme) == (None, None)
    if heard:
        acme.slack.change_channel(cedar, is_archived=False)
    else:
        acme.slack.world.channels[cedar].is_archived = False
        acme.walk(days=1)
        acme.heart.chores.nightly()
    acme.beat()
    assert stored(acme) == (cedar, cedar)
    assert told(acme, "is open again") == [
        f"<#{cedar}> is open again. What concerns all that belongs into the governance channel, medium vendors,"
        " *Acme Support* (VND-0001) is said there again."
    ]
    assert f"medium vendors: <#{cedar}>" in maya.types("/review channel")

    acme.slack.change_channel(cedar, is_archived=True)  # and now somebody decides before it opens
    maya.types(f"/vendor settings channel <#{governance}>")
    maya.types("/vendor edit acme")
    assert maya.submits(channel="#vendor-umber")["errors"] == {}
    acme.slack.change_channel(cedar, is_archived=False)
    acme.walk(days=1)
    acme.heart.chores.nightly()
    assert stored(acme) == (governance, channel_id(acme, "vendor-umber"))


@pytest.mark.parametrize("heard", [True, False])
def test_an_archived_governance_channel_is_told_once_and_what_belongs_there_goes_to_the_admins(
    acme: Live, heard: bool
) -> None:
    governance = channel_id(acme, "vendor-governance")
    if heard:
        acme.slack.change_channel(governance, is_archived=True)
    else:
        acme.slack.world.channels[governance].is_archived = True
        acme.walk(days=1)
    acme.heart.chores.nightly()
    acme.beat()
    assert stored(acme)[0] is None
    assert told(acme, "The governance channel") == [
        f"⚠️ The governance channel <#{governance}> was archived. Choose one with `/vendor settings channel"
        " #name`; until then what belongs there goes to the admins."
    ]
    maya = acme.person("maya.lindqvist")
    assert "<#" in maya.types("/vendor settings channel #general", "#general")
    assert stored(acme)[0] == channel_id(acme, "general")


def test_a_governance_channel_that_is_gone_is_noticed_at_night(acme: Live) -> None:
    acme.slack.world.channels[channel_id(acme, "vendor-governance")].members.clear()
    acme.slack.world.channels[channel_id(acme, "vendor-governance")].is_private = True
    acme.walk(days=1)
    acme.heart.chores.nightly()
    acme.beat()
    assert stored(acme)[0] is None
    assert len(told(acme, "is gone, or is private and I am not in it. Choose one")) == 1


def test_a_renamed_channel_changes_nothing_but_the_history(acme: Live) -> None:
    cedar, before = channel_id(acme, "vendor-cedar"), stored(acme)
    acme.slack.change_channel(cedar, name="acme-support")
    acme.beat()
    assert stored(acme) == before
    maya = acme.person("maya.lindqvist")
    assert "its channel is called “acme-support” now" in maya.types("/vendor history acme")
    assert told(acme, "acme-support") == []
    maya.types("/escalate acme S3 The queue does not move")
    acme.beat()
    assert any("Escalation #1" in text for text in maya.reads("#acme-support"))


def test_a_channel_with_a_new_id_is_followed(acme: Live) -> None:
    cedar, governance = channel_id(acme, "vendor-cedar"), channel_id(acme, "vendor-governance")
    new = {cedar: channel_id(acme, "vendor-umber"), governance: channel_id(acme, "general")}
    for old in (cedar, governance):
        acme.slack.event("channel_id_changed", old_channel_id=old, new_channel_id=new[old])
    assert stored(acme) == (new[governance], new[cedar])


def test_without_a_governance_channel_the_admins_hear_it_once(acme: Live) -> None:
    acme.change(governance_channel=None)
    for _ in range(2):
        acme.walk(days=1)
        acme.heart.chores.nightly()
        acme.beat()
    assert len(told(acme, "There is no governance channel. Choose one")) == 1
