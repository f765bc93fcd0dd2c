"""What stays ours has a named person for every vendor, or is red where everybody sees it."""

import pytest

from govbot import playbook
from tests.door import Json, shown
from tests.live import Live

pytestmark = pytest.mark.one_database

ROOM = "#vendor-governance"
EVERYTHING = [term.key for term in playbook.load().retained.values()]


def _card(live: Live) -> Json:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor show VND-0001")
    return maya.sees(ROOM)[-1]


def test_the_playbook_names_eight() -> None:
    assert len(EVERYTHING) == 8


def test_people_are_named_in_one_form_and_red_becomes_green(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    card = _card(acme)
    assert "🔴 none of the 8 has a named person" in shown(card)
    maya.presses("What stays ours", card)
    assert "*The customer promise*  🔴 nobody" in shown(maya.view())
    maya.presses("Name people")
    assert maya.submits(customer_promise="@govbot")["errors"].keys() == {"customer_promise"}
    assert maya.submits(customer_promise="@ana.silva", final_accountability="@ivo.novak")["errors"] == {}
    assert f"*The customer promise*  <@{acme.id_of('ana.silva')}>" in shown(maya.view())
    assert "🔴 nobody for process design standards, approvals and exceptions" in shown(_card(acme))
    maya.presses("What stays ours", _card(acme))
    maya.presses("Name people")
    assert maya.submits(**dict.fromkeys(EVERYTHING, "@dora.lind"))["errors"] == {}
    assert "🟢 all 8 have a named person" in shown(_card(acme))
    told = maya.types("/vendor history acme")
    dora, ana = acme.id_of("dora.lind"), acme.id_of("ana.silva")
    assert f"said that <@{dora}> answers for the customer promise instead of <@{ana}>" in told


def test_it_goes_along_when_somebody_hands_over(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor retained acme")
    maya.presses("Name people", maya.sees(ROOM)[-1])
    assert maya.submits(customer_promise="@ivo.novak", judgement_calls="@ana.silva")["errors"] == {}
    listed = maya.types("/vendor handover @ivo.novak to @hana.sato")
    assert "(VND-0001): owner, the customer promise" in listed
    maya.presses("Hand over 1 vendor", maya.sees(ROOM)[-1])
    kept = maya.types("/vendor retained acme")
    assert f"*The customer promise*  <@{acme.id_of('hana.sato')}>" in kept
    assert f"*Brand-sensitive judgement calls*  <@{acme.id_of('ana.silva')}>" in kept
    assert "*Final accountability*  🔴 nobody" in kept
