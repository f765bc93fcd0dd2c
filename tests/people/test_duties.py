"""Typed duties on a vendor, through the true door."""

import pytest

from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("word", "label"), [("security", "Security"), ("contract-owner", "Contract owner"), ("reviewer", "Reviewer")]
)
def test_a_duty_is_given_told_shown_and_taken_away(acme: Live, word: str, label: str) -> None:
    maya, lucas = acme.person("maya.lindqvist"), acme.id_of("lucas.meyer")
    assert f"*{label}*" not in maya.types("/vendor show acme")
    assert f"<@{lucas}> is now {label.lower()} of *Acme Support*." in maya.types(f"/vendor {word} acme @lucas.meyer")
    acme.beat()
    assert f"made you *{label.lower()}* of *Acme Support*" in shown(acme.person("lucas.meyer").private()[-1])
    assert f"*{label}* <@{lucas}>" in maya.types("/vendor show acme")
    assert f"made <@{lucas}> {label.lower()}" in maya.types("/vendor history acme")
    assert "is not" in maya.types(f"/vendor {word} acme nobody")
    assert f"*{label}*" not in maya.types("/vendor show acme")


@pytest.mark.parametrize("word", ["owner", "reviewer"])
def test_who_may_not_answer_is_given_no_duty_until_they_may(acme: Live, word: str) -> None:
    maya = acme.person("maya.lindqvist")
    said = maya.types(f"/vendor {word} acme @tom.baker")
    assert "“Tom Baker” is a guest and may not answer in govbot. Pick a member of this workspace" in said
    maya.types("/vendor role @sofia.rossi auditor")
    assert "“Sofia Rossi” has a role that may not answer" in maya.types(f"/vendor {word} acme @sofia.rossi")
    maya.types("/vendor role @tom.baker member")
    assert f"is now {word} of *Acme Support*" in maya.types(f"/vendor {word} acme @tom.baker")


def test_an_owner_is_never_nobody(acme: Live) -> None:
    said = acme.person("maya.lindqvist").types("/vendor owner acme nobody")
    assert said == "Somebody must own it. Name the new owner: `/vendor owner VND-0001 @person`."


def test_a_sponsor_who_owns_it_too_is_pointed_out(acme: Live) -> None:
    said = acme.person("maya.lindqvist").types("/vendor sponsor acme @ivo.novak")
    assert "is owner and executive sponsor at once" in said
    assert "`/vendor sponsor VND-0001 @person` names somebody else." in said


def test_one_form_holds_all_and_lets_two_change_places(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor show acme")
    maya.chooses("People…", maya.sees("#vendor-governance")[-1])
    maya.submits(owner="@dora.lind", backup="@ivo.novak", sponsor="@ana.silva", security="@lucas.meyer")
    acme.beat()
    card = maya.types("/vendor show acme")
    for label, name in (("Owner", "dora.lind"), ("Backup", "ivo.novak"), ("Security", "lucas.meyer")):
        assert f"*{label}* <@{acme.id_of(name)}>" in card
    assert "made you *owner*" in shown(acme.person("dora.lind").private()[-1])
    assert len(acme.person("ana.silva").private()) == 1  # nothing new about her


def test_a_faulty_form_changes_nothing(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor people acme")
    errors = maya.submits(owner="@dora.lind", backup="@dora.lind", reviewer="@govbot")["errors"]
    assert "apps cannot own anything" in errors["reviewer"]
    errors = maya.submits(owner="@dora.lind", backup="@dora.lind", reviewer="@sofia.rossi")["errors"]
    assert "cannot be owner and backup at once" in errors["backup"]
    assert f"*Owner* <@{acme.id_of('ivo.novak')}>" in maya.types("/vendor show acme")
