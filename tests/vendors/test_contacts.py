"""Contacts on the vendor's side: added, listed and removed in words and in the form."""

import pytest

from govbot.vendors import contact_reading
from govbot.vendors.contacts import Draft
from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database

ROOM = "#vendor-governance"
JANE = "Jane Doe, Account manager, jane.doe@acme.example +49 30 123456"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"L2 {JANE}", Draft(2, "Jane Doe", "Account manager", "jane.doe@acme.example", "+49 30 123456")),
        ("Jane Doe l3 jane@x.example", Draft(3, "Jane Doe", "", "jane@x.example", "")),
        ("1 j@x.example 佐藤 花子", Draft(1, "佐藤 花子", "", "j@x.example", "")),
        ("L4 Ann, CEO, (030) 12-34", Draft(4, "Ann", "CEO", "", "(030) 12-34")),
        ("", Draft()),
        ("Jane", Draft(None, "Jane")),
    ],
)
def test_what_was_typed_is_known_by_its_looks(typed: str, read: Draft) -> None:
    assert contact_reading.draft(typed) == read


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("acme", ("acme", "list", "")),
        ("acme support LIST", ("acme support", "list", "")),
        ("add value ltd add L1 Jo", ("add value ltd", "add", "L1 Jo")),
        ("acme remove Jo Add", ("acme", "remove", "Jo Add")),
    ],
)
def test_the_verb_stands_after_the_vendor(words: str, split: tuple[str, str, str]) -> None:
    assert contact_reading.split(words.split()) == split


def test_a_contact_is_added_shown_and_removed_in_words(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "a contact on their side" in maya.types("/vendor show acme")
    assert "Jane Doe answers at *Acme Support* on L2 now." in maya.types(f"/vendor contact acme add L2 {JANE}")
    listed = acme.person("dora.lind").types("/vendor contact acme")
    assert "*L2*  Jane Doe, Account manager · jane.doe@acme.example · +49 30 123456" in listed
    assert "*L3*  🚨 nobody; usually their regional head" in listed
    assert "a contact on their side" not in maya.types("/vendor show acme")
    maya.types("/vendor contact acme add L3 jane doe, Regional head, jane.doe@acme.example")
    assert "*L3*  jane doe, Regional head" in maya.types("/vendor contact acme list")
    assert "could be" not in maya.types("/vendor contact acme remove jane")
    assert "“jane” is none of them" in maya.types("/vendor contact acme remove jane")
    told = maya.types("/vendor history acme")
    assert "added “Jane Doe” as their contact on L2" in told
    assert "removed their contact “jane doe” on L3" in told


def test_the_form_fills_in_what_was_typed_and_names_every_fault(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert maya.types("/vendor contact acme add Jo <Smith>") == ""
    assert maya.submits(level="2")["errors"].keys() == {"email"}
    faults = maya.submits(level="2", email="jo at acme", phone="call me")["errors"]
    assert faults.keys() == {"email", "phone"}
    maya.submits(level="2", email="jo@acme.example", phone="")
    window = shown(maya.view())
    assert "Jo &lt;Smith&gt; · jo@acme.example" in window


def test_contacts_are_one_press_from_the_card(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor show acme")
    maya.presses("Contacts", maya.sees(ROOM)[-1])
    maya.presses("Add a contact")
    assert maya.submits(name="Jo", level="1", phone="+44 20 7946 0000")["errors"] == {}
    assert "*L1*  Jo · +44 20 7946 0000" in shown(maya.view())
    maya.presses("Remove")
    assert "*L1*  🚨 nobody" in shown(maya.view())
