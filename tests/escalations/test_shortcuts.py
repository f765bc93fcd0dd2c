"""Escalating by shortcut, in the local Slack: from anywhere, and from a message."""

import pytest

from tests.door import shown
from tests.escalations.office import CARD_ROOM, Office

pytestmark = pytest.mark.one_database


def posted(office: Office, who: str, room: str, text: str) -> str:
    """The ts of what somebody said."""
    return str(office.slack.message(who, room, text)["message"]["ts"])


def test_from_a_message_vendor_text_and_the_way_back_are_carried_in(office: Office) -> None:
    ts = posted(office, "@maya.lindqvist", CARD_ROOM, "The run <failed> & @dora.lind knows")
    dora = office.person("dora.lind")
    dora.shortcut("escalate.message:1", CARD_ROOM, ts)
    form = str(dora.view())
    assert "Ardent Payroll (VND-0001)" in form
    assert dora.submits(severity="S3")["errors"] == {}
    assert "is open at L1" in office.told("dora.lind")[-1]
    office.beat()
    card = shown(office.card())
    assert "The run &lt;failed&gt; &amp; @" in card
    room = office.card()["channel"]
    assert f"/archives/{room}/p{ts.replace('.', '')}|the message>" in card


def test_in_a_channel_of_no_vendor_the_form_asks_for_it(office: Office) -> None:
    ts = posted(office, "@maya.lindqvist", "#vendor-governance", "Slips are wrong")
    maya = office.person("maya.lindqvist")
    maya.shortcut("escalate.message:1", "#vendor-governance", ts)
    maya.submits(vendor="VND-0001", severity="S4")
    office.beat()
    assert "Slips are wrong" in shown(office.card())


def test_from_anywhere_a_form_asks_for_everything_and_answers_in_a_window(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    maya.shortcut("escalate:1")
    maya.submits(vendor="VND-0001", severity="S4", what="Their report is late")
    assert "Escalation #1 about *Ardent Payroll* is open" in shown(maya.view())
    office.beat()
    assert "Their report is late" in shown(office.card())


def test_a_guest_is_refused(office: Office) -> None:
    office.vendor("Northwind Care", "vendor-northwind", owner="dora.lind")
    ts = posted(office, "@tom.baker", "#vendor-northwind", "Help")
    tom = office.person("tom.baker")
    tom.shortcut("escalate.message:1", "#vendor-northwind", ts)
    assert "You have no role in govbot here" in office.told("tom.baker", "#vendor-northwind")[-1]
