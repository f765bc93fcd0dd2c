"""The rest of what people press on a card, in the local Slack."""

import pytest

from tests.door import buttons, shown
from tests.escalations.office import CARD_ROOM, Office

pytestmark = pytest.mark.one_database

Message = dict[str, object]


def labels(message: Message) -> list[str]:
    return [element["text"]["text"] for element in buttons(message)]


def opened(office: Office, text: str = "ardent S3 The payroll run failed") -> Message:
    office.person("maya.lindqvist").types(f"/escalate {text}")
    office.beat()
    return office.card()


def test_contained_it_says_so_on_its_card_and_stops_climbing(office: Office) -> None:
    card = opened(office)
    dora = office.person("dora.lind")
    dora.presses("Contained", card)
    dora.submits(done="They <cut> the line")
    assert "It is contained and climbs no further" in office.told("dora.lind")[-1]
    office.beat()
    assert "contained: " in shown(office.card())
    assert "L2" not in shown(office.card())
    assert labels(office.card()) == ["Update", "Escalate now", "Resolve"]
    assert "🧯" in office.history(card)[-1]
    assert "They &lt;cut&gt; the line" in office.history(card)[-1]


def test_put_off_it_waits(office: Office) -> None:
    card = opened(office)
    dora = office.person("dora.lind")
    dora.chooses("Snooze…", card)
    dora.submits(span="2 days", reason="Their engineer comes tomorrow")
    assert "Put off for 2 days, until <!date^" in office.told("dora.lind")[-1]
    assert "changes nothing" not in office.told("dora.lind")[-1]
    office.beat()
    assert "💤" in office.history(card)[-1]
    office.clock.move(days=1, hours=20)
    office.beat()
    assert len(office.history(card)) == 1
    office.clock.move(hours=6)
    office.beat()
    assert "⬆️" in office.history(card)[1]


def test_put_off_for_less_than_its_clock_still_runs_says_that_this_changes_nothing(office: Office) -> None:
    dora = office.person("dora.lind")
    dora.chooses("Snooze…", opened(office))
    dora.submits(span="30 minutes", reason="Their engineer is on the phone")
    told = office.told("dora.lind")[-1]
    assert "Put off for 30 minutes, until <!date^" in told
    assert "which changes nothing: its clock runs longer. What comes next: L2 tactical, if nobody acknowl" in told


def test_a_crisis_cannot_be_put_off(office: Office) -> None:
    card = opened(office, "ardent S1 Payroll stands still")
    assert "Snooze…" not in str(card["blocks"])
    assert "Reassign…" in str(card["blocks"])


def test_handed_over_the_other_is_asked_and_takes_it(office: Office) -> None:
    card = opened(office)
    dora, maya = office.person("dora.lind"), office.person("maya.lindqvist")
    dora.presses("Acknowledge", card)
    office.beat()
    dora.chooses("Reassign…", office.card())
    dora.submits(person=office.id_of("maya.lindqvist"), reason="You know their manager")
    office.beat()
    asked = office.direct("maya.lindqvist")[-1]
    assert labels(asked)[0] == "Take it"
    assert f"<@{office.id_of('maya.lindqvist')}> was asked to take it" in shown(office.card())
    maya.presses("Take it", asked)
    office.beat()
    assert f"acknowledged: <@{office.id_of('maya.lindqvist')}> has it" in shown(office.card())
    assert "Take it" not in labels(office.card())


def test_who_has_the_card_already_is_asked_beside_it(office: Office) -> None:
    card = opened(office, "ardent S2 Slips are wrong")
    office.person("dora.lind").presses("Acknowledge", card)
    office.beat()
    office.person("dora.lind").chooses("Reassign…", office.card())
    office.person("dora.lind").submits(person=office.id_of("ivo.novak"), reason="I am on a train")
    office.beat()
    question = office.direct("ivo.novak")[-1]
    assert "asks you to take it: I am on a train. Are you on it?" in shown(question)
    office.person("ivo.novak").presses("Take it", question)
    office.beat()
    assert labels(office.direct("ivo.novak")[-1]) == []


def test_cancelled_it_says_why_and_offers_nothing(office: Office) -> None:
    card = opened(office)
    maya = office.person("maya.lindqvist")
    maya.chooses("Cancel, opened by mistake…", card)
    assert maya.submits(reason=" ")["errors"] != {}
    maya.submits(reason="It was Brightline")
    office.beat()
    for place in (office.card(), office.direct("dora.lind")[-1]):
        assert "It was Brightline" in shown(place)
        assert "overflow" not in str(place["blocks"])
        assert labels(place) == []
    assert maya.types("/escalate list").startswith("Nothing is escalated")
    assert "cancelled, as opened by mistake," in maya.types("/vendor history ardent", CARD_ROOM)


def test_the_card_says_whom_to_call_over_there_on_its_level(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    maya.types("/vendor contact ardent add L1 Jo Field, delivery manager, jo@ardent.example")
    maya.types("/vendor contact ardent add L2 Ann Pole, account manager, ann@ardent.example")
    card = opened(office)
    assert "Whom to call over there" in shown(card)
    assert "Jo Field" in shown(card)
    assert "Ann Pole" not in shown(card)
    maya.presses("Escalate now", card)
    maya.submits(reason="They do not answer")
    office.beat()
    assert "Ann Pole" in shown(office.card())
