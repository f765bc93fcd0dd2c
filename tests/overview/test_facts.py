"""Facts of a vendor: its other names, data, spend, tags, and the services with what to watch for where they are."""

from decimal import Decimal

import pytest

from govbot.errors import Refusal
from govbot.vendors import money, names
from tests.door import Json, shown
from tests.live import Live
from tests.overview.conftest import ROOM

pytestmark = pytest.mark.one_database

HERE = "#vendor-governance"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2,400,000 EUR", (Decimal(2400000), "EUR")),
        ("£1.200,50", (Decimal("1200.50"), "GBP")),
        ("  ", (None, None)),
    ],
)
def test_spend_is_an_amount_with_its_currency(typed: str, read: tuple[Decimal | None, str | None]) -> None:
    assert money.with_currency(typed) == read


@pytest.mark.parametrize(
    ("typed", "said"), [("$5", "such as USD or CAD or AUD"), ("12", "such as EUR"), ("many", "An amount")]
)
def test_an_amount_that_is_none_says_what_is_wanted(typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        money.with_currency(typed)
    assert said in refused.value.text


def test_tags_and_other_names_are_kept_once_and_clean() -> None:
    assert names.clean_tags(" #EMEA, emea  key-supplier;;Straße ") == ["emea", "key-supplier", "strasse"]
    assert names.clean_aliases("Foo  GmbH; foo gmbh, Bar\nBaz") == ["foo gmbh", "Bar", "Baz"]
    with pytest.raises(Refusal, match="21 tags"):
        names.clean_tags(" ".join(f"t{number}" for number in range(21)))


def _card(live: Live) -> Json:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor show VND-0001")
    return maya.sees(HERE)[-1]


def test_facts_are_filled_in_shown_and_told_in_the_history(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.chooses("Edit…", _card(acme))
    faults = maya.submits(spend="5", tags="x" * 41)["errors"]
    assert faults.keys() == {"spend", "tags"}
    given = {"aliases": "The <Help> Line, AS Group", "spend": "€2.400.000", "tags": "emea Key"}
    assert maya.submits(**given, sensitivity="restricted")["errors"] == {}
    card = shown(_card(acme))
    for part in ("*Also called*  The &lt;Help&gt; Line, AS Group", "2,400,000 EUR", "`emea`, `key`", "restricted"):
        assert part in card
    assert "`VND-0001`" in maya.types("/vendor show the <help> line")
    assert "`VND-0001`" in maya.types("/vendor show as grup")
    told = maya.types("/vendor history acme")
    assert "tags none → emea, key" in told
    assert "annual value none → 2,400,000 EUR" in told
    maya.types("/vendor edit acme")
    assert maya.submits(spend="1250000.5 EUR", channel="#vendor-ardent")["errors"] == {}
    maya.types("/vendor edit acme")
    assert maya.submits(spend="1250000.5 USD")["errors"] == {}
    told = maya.types("/vendor history acme")
    rooms = {channel["name"]: channel["id"] for channel in acme.slack.overview()["channels"]}
    before, after = rooms["vendor-cedar"], rooms["vendor-ardent"]
    assert f"changed channel <#{before}> → <#{after}>, annual value 2,400,000 EUR → 1,250,000.50 EUR" in told
    assert "changed annual value 1,250,000.50 EUR → 1,250,000.50 USD" in told
    maya.types("/vendor add as group")
    assert "is another name of" in maya.submits(function="kyc", tier="low", owner="@hana.sato")["errors"]["name"]
    maya.types("/vendor edit acme")
    assert "Nothing about" in (maya.submits() and maya.reads(HERE)[-1])


def test_services_say_where_they_are_and_what_to_watch_for_there(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.presses("Services", _card(acme))
    maya.presses("Add a service")
    assert "Countries by code" in maya.submits(function="kyc", countries="Atlantis")["errors"]["countries"]
    assert maya.submits(location="offshore", countries="the Philippines, IN")["errors"] == {}
    window = shown(maya.view())
    assert "KYC, back office, offshore (PH, IN)" in window
    assert "👁 *Offshore:* The largest cost advantage" in window
    card = shown(_card(acme))
    assert "Customer support, front office; KYC, back office, offshore (PH, IN)" in card
    assert "👁 *Offshore:*" in card
    assert "added the service KYC, back office, offshore (PH, IN)" in maya.types("/vendor history acme")


def test_a_change_of_place_brings_the_risk_review_forward(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor services acme")
    maya.presses("Change", maya.sees(HERE)[-1])
    assert maya.submits(location="nearshore", countries="Poland")["errors"] == {}
    acme.beat()
    told = "\n".join(maya.reads(ROOM))
    assert "They work from another place now: Customer support, front office, nearshore (PL)." in told
    assert "The risk and compliance review looks at it on Mon 16 Mar 2026" in told
    moved = "to Mon 16 Mar 2026: “They work from another place now: Customer support, front office, nearshore (PL)”"
    assert moved in maya.types("/vendor history acme")
    assert "*What changed*\n• They work from another place now" in maya.types("/review agenda acme risk")
    maya.types("/vendor services acme")
    maya.presses("Change", maya.sees(HERE)[-1])
    maya.submits(function="claims")
    acme.beat()
    assert "claims" not in "\n".join(maya.reads(ROOM)).lower()


def test_another_parent_is_looked_at_but_not_the_first_word_on_it(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    for parent in ("Old & Sons", "Old & Sons", "Big Group", ""):
        maya.types("/vendor edit acme")
        assert maya.submits(parent=parent)["errors"] == {}
        acme.walk(minutes=1)
    told = [text for text in maya.reads(ROOM) if "looks at it" in text]
    assert len(told) == 2
    assert "They belong to Big Group in the end now, it was Old &amp; Sons." in told[0]
    assert "They are nobody's but their own now, it was Big Group." in told[1]
    changed = maya.types("/review agenda acme risk")
    assert "• They belong to Big Group in the end now, it was Old &amp; Sons\n• They are nobody's" in changed


def test_the_last_service_stays(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor services acme")
    listed = maya.sees(HERE)[-1]
    maya.presses("Add a service", listed)
    assert maya.submits(function="customer_support")["errors"].keys() == {"function"}
    assert maya.submits(function="claims")["errors"] == {}
    maya.presses("Remove")
    assert "Customer support" not in shown(maya.view())
    assert "Claims" in shown(maya.view())


def test_a_change_opens_a_review_where_none_was_asked_for_and_it_stays_until_it_is_held(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "is not held any more" in maya.types("/review schedule acme risk never")
    assert "has no risk and compliance review planned" in maya.types("/review agenda acme risk")
    maya.types("/vendor edit acme")
    maya.submits(parent="Old & Sons")
    maya.types("/vendor edit acme")
    assert maya.submits(parent="Big Group")["errors"] == {}
    acme.beat()
    assert "The risk and compliance review looks at it on Mon 16 Mar 2026" in "\n".join(maya.reads(ROOM))
    opened = "opened the risk and compliance review for Mon 16 Mar 2026: “They belong to Big Group"
    assert opened in maya.types("/vendor history acme")
    maya.types("/vendor tier acme high because they grew")
    assert "*Risk and compliance review*" in maya.types("/review show acme")
    acme.walk(days=9)
    assert "Risk and compliance review" in "\n".join(acme.person("ivo.novak").reads("@govbot")[-3:])
    maya.types("/review agenda acme risk")
    maya.presses("Complete", maya.sees(HERE)[-1])
    held = {"rating": "green", "outcome": "continue", "attendees": ["@ivo.novak"], "no_actions": "yes"}
    assert maya.submits(**held)["errors"] == {}
    assert "has no risk and compliance review planned" in maya.types("/review agenda acme risk")
