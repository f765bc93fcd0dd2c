"""Escalations as people meet them: typed, pressed and filled in, in the local Slack."""

from datetime import timedelta

import pytest

from govbot.sandbox import Unusable
from tests.door import buttons, shown
from tests.escalations.office import CARD_ROOM, Office

pytestmark = pytest.mark.one_database

OPEN = ["Acknowledge", "Update", "Escalate now", "Contained", "Resolve"]


def labels(message: dict[str, object]) -> list[str]:
    return [element["text"]["text"] for element in buttons(message)]


def opened(office: Office, text: str = "ardent S3 The payroll run failed") -> dict[str, object]:
    office.person("maya.lindqvist").types(f"/escalate {text}")
    office.beat()
    return office.card()


def test_typed_in_one_line_it_is_open_and_the_owner_is_asked(office: Office) -> None:
    answer = office.person("maya.lindqvist").types("/escalate ardent high The payroll run <failed> & stopped")
    assert "Escalation #1 about *Ardent Payroll* is open at L2" in answer
    office.beat()
    card = office.card()
    assert labels(card) == OPEN
    assert "The payroll run &lt;failed&gt; &amp; stopped" in shown(card)
    for name in ("dora.lind", "ivo.novak"):
        assert f"<@{office.id_of(name)}>" in shown(card)
        assert labels(office.direct(name)[-1]) == OPEN
    assert office.direct("ben.okafor") == []


def test_with_parts_missing_a_form_asks_for_them(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    assert maya.types("/escalate ardent the run failed") == ""
    assert maya.submits(severity="S3") == {"errors": {}, "views": []}
    office.beat()
    assert "the run failed" in shown(office.card())
    assert maya.types("/escalate") == ""
    assert maya.submits(vendor="VND-0001", severity="S4", what="Their report is late")["errors"] == {}
    assert maya.types("/escalate list").count("Ardent Payroll") == 2


def test_from_a_vendors_card_the_form_knows_the_vendor(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    maya.types("/vendor show ardent", CARD_ROOM)
    maya.presses("Escalate", maya.sees(CARD_ROOM)[-1])
    maya.submits(severity="S4", what="Their report is late")
    office.beat()
    assert "S4 minor" in shown(office.card())


def test_what_is_shown_to_one_person_can_be_pressed_too(office: Office) -> None:
    opened(office)
    ivo = office.person("ivo.novak")
    ivo.types("/escalate show #1", CARD_ROOM)
    ivo.presses("Acknowledge", ivo.sees(CARD_ROOM)[-1])
    assert office.told("ivo.novak")[-1].startswith("You have it: Escalation #1")
    office.beat()
    assert f"<@{office.id_of('ivo.novak')}> has it" in shown(office.card())


def test_acknowledging_changes_every_card_and_is_written_in_the_thread(office: Office) -> None:
    card = opened(office)
    office.person("dora.lind").presses("Acknowledge", office.direct("dora.lind")[-1])
    office.beat()
    changed = office.card()
    assert changed["ts"] == card["ts"]
    for place in (changed, office.direct("dora.lind")[-1]):
        assert labels(place) == OPEN[1:]
        assert f"acknowledged: <@{office.id_of('dora.lind')}> has it" in shown(place)
    (line,) = office.history(changed)
    assert f"<@{office.id_of('dora.lind')}> has it, at L1" in line


def test_the_second_to_acknowledge_hears_who_was_first(office: Office) -> None:
    card = opened(office)
    office.person("dora.lind").presses("Acknowledge", card)
    office.person("ivo.novak").presses("Acknowledge", card)
    office.beat()
    assert f"already acknowledged by <@{office.id_of('dora.lind')}> at " in office.told("ivo.novak")[-1]
    assert len(office.history(card)) == 1


def test_an_update_is_written_in_the_thread(office: Office) -> None:
    card = opened(office)
    dora = office.person("dora.lind")
    dora.presses("Update", card)
    assert dora.submits(text="   ")["errors"] != {}
    dora.submits(text="They restart <!channel> the run")
    office.beat()
    assert [line.split("  ", 1)[1] for line in office.history(card)] == [
        f"👀 <@{office.id_of('dora.lind')}> has it, at L1",
        f"💬 <@{office.id_of('dora.lind')}>: They restart &lt;!channel&gt; the run",
    ]
    assert "Latest" in shown(office.card())


def test_escalated_by_hand_it_reaches_the_next_level(office: Office) -> None:
    card = opened(office)
    dora = office.person("dora.lind")
    dora.presses("Escalate now", card)
    dora.submits(reason="I cannot reach their manager")
    office.beat()
    assert "L2 tactical" in shown(office.card())
    assert labels(office.direct("ivo.novak")[-1]) == OPEN
    assert "L1 → L2" in office.history(card)[-1]
    assert "I cannot reach their manager" in office.history(card)[-1]


def test_two_who_escalate_from_one_card_raise_it_once(office: Office) -> None:
    card = opened(office)
    dora, ivo = office.person("dora.lind"), office.person("ivo.novak")
    dora.presses("Escalate now", card)
    ivo.presses("Escalate now", card)
    dora.submits(reason="Now")
    refused = ivo.submits(reason="Now")
    assert "went up to L2 in the meantime" in refused["errors"]["reason"]
    office.beat()
    assert len(office.history(card)) == 1


def test_resolved_it_shows_cause_and_name_and_no_button(office: Office) -> None:
    card = opened(office)
    dora, ivo = office.person("dora.lind"), office.person("ivo.novak")
    ivo.presses("Resolve", card)
    dora.presses("Resolve", card)
    dora.submits(cause="A full disk", done="They added space")
    assert ivo.submits(cause="No idea", done="Nothing")["errors"]["cause"].startswith(
        "This was already resolved by Dora Lind"
    )
    office.beat()
    for place in (office.card(), office.direct("dora.lind")[-1]):
        assert labels(place) == []
        assert "A full disk" in shown(place)
        assert f"resolved by <@{office.id_of('dora.lind')}>" in shown(place)
    assert dora.types("/escalate list").startswith("Nothing is escalated")
    assert "They added space" in dora.types("/escalate show 1")


def test_a_card_that_is_stale_is_answered_politely(office: Office) -> None:
    card = opened(office)
    dora, ivo = office.person("dora.lind"), office.person("ivo.novak")
    dora.presses("Resolve", card)
    dora.submits(cause="A full disk", done="They added space")
    for label in OPEN:
        ivo.presses(label, card)
    answers = office.told("ivo.novak")
    assert [answer.startswith("This was already resolved by Dora Lind at ") for answer in answers] == [True] * 5


def test_a_guest_may_press_nothing(office: Office) -> None:
    office.vendor("Northwind Care", "vendor-northwind", owner="dora.lind")
    office.person("maya.lindqvist").types("/escalate northwind S3 Calls wait for an hour")
    office.beat()
    tom = office.person("tom.baker")
    tom.presses("Acknowledge", office.card("#vendor-northwind"))
    assert "You have no role in govbot here" in office.told("tom.baker", "#vendor-northwind")[-1]
    office.beat()
    assert labels(office.card("#vendor-northwind")) == OPEN


def test_a_long_text_can_be_read_whole(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    maya.types("/escalate")
    maya.submits(vendor="VND-0001", severity="S3", what="The run failed. " * 150)
    office.beat()
    maya.presses("Read it all", office.card())
    assert shown(maya.view()).count("The run failed.") == 150


def test_silence_climbs_and_the_silent_are_asked(office: Office) -> None:
    card = opened(office)
    office.beat(office.clock() + timedelta(hours=4))
    asked = office.direct("dora.lind")[-1]
    assert "nobody has acknowledged it yet. Are you on it?" in shown(asked)
    assert labels(asked)[0] == "Acknowledge"
    office.beat(office.clock() + timedelta(days=1))
    assert labels(office.direct("dora.lind")[-1]) == []
    assert labels(office.direct("ivo.novak")[-1]) == OPEN
    assert ["⏰" in line or "⬆️" in line for line in office.history(card)] == [True, True]
    assert "L2 tactical" in shown(office.card())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("show 99", "There is no escalation “99”"),
        ("show", "Type it like this: `/escalate show &lt;number&gt;`"),
        ("list nowhere", "I know no vendor called “nowhere”"),
        ("Xylophone S1 <!channel>", "I know no vendor called “Xylophone”"),
        ("help", "/escalate list"),
    ],
)
def test_what_cannot_be_done_is_answered_with_what_can(office: Office, text: str, answer: str) -> None:
    assert answer in office.person("dora.lind").types(f"/escalate {text}")


def test_a_deleted_card_does_not_stop_anything(office: Office) -> None:
    card = opened(office)
    office.slack.delete("@govbot", CARD_ROOM, str(card["ts"]))
    dora = office.person("dora.lind")
    dora.presses("Acknowledge", office.direct("dora.lind")[-1])
    office.beat()
    assert labels(office.direct("dora.lind")[-1]) == OPEN[1:]
    assert "has it, at L1" in dora.types("/escalate show 1")
    with pytest.raises(Unusable):
        office.slack.click("@dora.lind", "escalation.acknowledge:1", channel=CARD_ROOM, ts=str(card["ts"]))
