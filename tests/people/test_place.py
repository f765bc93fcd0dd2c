"""Settings of the workspace: the table of what is understood, and the words and form for it."""

from datetime import time
from typing import Any

import pytest

from govbot import db
from govbot.errors import Refusal
from govbot.people.place import SETTINGS
from govbot.workspace import Workspace
from tests.live import Live

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("word", "typed", "facts"),
    [
        ("zone", "Europe/Paris", {"zone": "Europe/Paris"}),
        ("zone", " asia/kolkata ", {"zone": "Asia/Kolkata"}),
        ("holidays", "DE, FR", {"countries": ["DE", "FR"]}),
        ("holidays", "de-by us-ca DE-BY", {"countries": ["DE-BY", "US-CA"]}),
        ("holidays", "Germany, united kingdom", {"countries": ["DE", "GB"]}),
        ("holidays", "India", {"countries": ["IN"]}),
        ("holidays", "none", {"countries": []}),
        ("channel", "<#C0GOVERN|governance>", {"governance_channel": "C0GOVERN"}),
        ("channel", "C0GOVERN", {"governance_channel": "C0GOVERN"}),
        ("channel", "none", {"governance_channel": None}),
        ("round", "8:30", {"round_time": time(8, 30)}),
        ("round", "7", {"round_time": time(7)}),
        ("digest", "Friday", {"digest_day": 4}),
        ("digest", "mon", {"digest_day": 0}),
        ("hours", "08:00-17:30", {"business_start": time(8), "business_end": time(17, 30)}),
        ("hours", "9 to 18", {"business_start": time(9), "business_end": time(18)}),
    ],
)
def test_what_is_understood(word: str, typed: str, facts: dict[str, Any]) -> None:
    assert SETTINGS[word].read(typed) == facts


@pytest.mark.parametrize(
    ("word", "typed", "said"),
    [
        ("zone", "Pariss", "I do not know the time zone “Pariss”. Did you mean one of these: Europe/Paris"),
        ("zone", "+02:00", "I do not know the time zone"),
        ("holidays", "DE, XX", "I do not know the public holidays of “XX”."),
        ("holidays", "DE-ZZ", "I do not know the public holidays of “DE-ZZ”."),
        ("holidays", "Atlantis", "I do not know the public holidays of “Atlantis”. Use the two-letter code"),
        ("channel", "#nowhere", "Type # and pick it from the list"),
        ("round", "25:00", "“25:00” is no hour I understand. Write it as `09:00`."),
        ("round", "soon", "is no hour I understand"),
        ("digest", "t", "“t” is no day of the week. Write it as `monday`."),
        ("digest", "someday", "is no day of the week"),
        ("hours", "18:00-09:00", "Business hours must end later than they begin"),
        ("hours", "all day long", "are no hours I understand. Write them as `09:00-18:00`."),
    ],
)
def test_what_is_not_says_how_to_type_it(word: str, typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        SETTINGS[word].read(typed)
    assert said in refused.value.text


def stored(live: Live) -> Workspace:
    with db.read(live.bot.engine, live.workspace_id) as session:
        return session.get_one(Workspace, live.workspace_id)


def test_everybody_reads_them_and_admins_change_them_in_words(live: Live) -> None:
    maya, dora = live.person("maya.lindqvist"), live.person("dora.lind")
    assert "Europe/Berlin (it is 10:00 there)" in dora.types("/vendor settings")
    assert "Only an admin of govbot may do that" in dora.types("/vendor settings zone Europe/Paris")
    assert "Asia/Kolkata (it is 14:30 there)" in maya.types("/vendor settings zone asia/kolkata")
    maya.types("/vendor settings holidays IN")
    maya.types("/vendor settings round 08:30")
    maya.types("/vendor settings digest friday")
    assert "10:00-19:00" in maya.types("/vendor settings hours 10:00-19:00")
    assert "set like that already" in maya.types("/vendor settings digest fri")
    place = stored(live)
    assert (place.zone, place.countries, place.round_time) == ("Asia/Kolkata", ["IN"], time(8, 30))
    assert (place.digest_day, place.business_start, place.business_end) == (4, time(10), time(19))
    assert "Did you mean" in maya.types("/vendor settings zone Kolkatta")


def test_the_form_names_every_faulty_field_and_saves_all_or_nothing(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor settings")
    maya.presses("Change", maya.sees("#vendor-governance")[-1])
    errors = maya.submits(zone="Mars/Base", holidays="XX", round="x", hours="x", digest="friday")["errors"]
    assert set(errors) == {"zone", "holidays", "round", "hours"}
    assert stored(live).digest_day == 0
    given = {"zone": "Europe/Paris", "holidays": "FR", "round": "10:00", "hours": "9-17", "digest": "friday"}
    assert maya.submits(**given)["errors"] == {}
    assert (stored(live).zone, stored(live).countries, stored(live).digest_day) == ("Europe/Paris", ["FR"], 4)


def test_a_new_governance_channel_is_greeted_and_the_old_one_points_to_it(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    said = maya.types("/vendor settings channel #general")
    general = stored(live).governance_channel
    assert f"<#{general}>" in said
    live.beat()
    assert any("made this the governance channel" in text for text in maya.reads("#general"))
    pointer = f"made <#{general}> the governance channel; it is not this one any more."
    assert any(pointer in text for text in maya.reads("#vendor-governance"))
    assert "none: what belongs there goes to the admins" in maya.types("/vendor settings channel none")


def test_the_morning_round_keeps_the_new_hour(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    before = live.heart.chores.next_due()
    maya.types("/vendor settings round 11:15")
    live.beat()
    after = live.heart.chores.next_due()
    assert before != after
    assert after is not None
    assert f"{after:%H:%M}" == "10:15"
