"""A tier by questions: what they propose, what it would change, and nothing before somebody confirms what they saw."""

from datetime import timedelta

import pytest

from govbot.overview.tier_diff import Shift, shifts
from tests.door import shown
from tests.live import Live
from tests.overview.conftest import ROOM

pytestmark = pytest.mark.one_database

HERE = "#vendor-governance"
MILD = {
    "function": "support",
    "data": "internal",
    "replacement": "month",
    "outage": "weeks",
    "customers": "nothing",
    "access": "none",
    "rules": "free",
}


def test_questions_propose_the_diff_is_shown_and_a_person_decides(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.chooses("Tier…", _card(acme))
    assert "is 🔵 medium now" in shown(maya.view())
    assert maya.submits(**(MILD | {"data": "special"}))["errors"] == {}
    step = shown(maya.view())
    assert "*Proposed: 🔴 critical*, whatever the points say: 6 of 29 points." in step
    assert "• Data: special categories of personal data" in step
    assert "*🔵 medium → 🔴 critical* would change:" in step
    assert "• Operational review: weekly instead of monthly" in step
    assert "• Executive steering: new, every 6 months" in step
    assert "• Reminders of the contract notice: 180, 120, 90, 60, 30, 14, 7, 1 days before instead of 60, 30" in step
    assert "• Evidence due: " in step
    assert "· 🔵 medium ·" in maya.types("/vendor list")
    assert maya.submits()["errors"] == {}
    assert "is critical now, it was medium. Reviews follow." in maya.reads(HERE)[-1]
    acme.beat()
    assert "medium → 🔴 critical: “Data: special categories of personal data”" in "\n".join(maya.reads(ROOM))
    history = maya.types("/vendor history acme")
    assert "answered what asks for its tier: critical is proposed (Function: something that only supports" in history
    assert "changed the tier from medium to critical: “Data: special" in history
    acme.clock.move_to(acme.clock() + timedelta(days=16))  # of the quiet days before it nothing is lived
    acme.walk(days=1)
    heard = "\n".join(maya.reads(ROOM) + acme.person("ivo.novak").reads("@govbot"))
    assert "Operational review" in heard, "it comes every week now"
    assert "Missing: SOC 2" in heard, "and what a critical vendor has to show is asked for"


def test_another_tier_than_proposed_is_shown_first_and_needs_a_reason_of_its_own(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor tier acme")
    maya.submits(**MILD)
    assert "*Proposed: ⚪ low*, which begins at 0: 1 of 29 points." in shown(maya.view())
    assert "not asked for any more (was " in shown(maya.view())
    assert maya.submits(tier="high")["errors"] == {}
    assert "*🔵 medium → 🟠 high* would change:" in shown(maya.view())
    assert "The answers propose low. Say why it is to be high." in maya.submits(tier="high")["errors"]["reason"]
    assert "medium" in maya.types("/vendor list medium")
    assert maya.submits(tier="high", reason="Two people hold all of our files")["errors"] == {}
    assert "is high now, it was medium" in maya.reads(HERE)[-1]
    assert "low is proposed, and high was decided" in maya.types("/vendor history acme")
    assert "*Why high*  Two people hold all of our files" in maya.types("/vendor show acme")

    maya.types("/vendor tier acme")
    chosen = {block["block_id"]: block["element"].get("initial_option") for block in maya.view()["blocks"][1:]}
    assert {key: option["value"] for key, option in chosen.items()} == MILD
    maya.submits()
    assert maya.submits(tier="high")["errors"] == {}
    assert "would stay so: nothing changes" in shown(maya.view())
    assert maya.submits(tier="high", reason="Two people hold all of our files")["errors"] == {}
    assert "stays high; the answers are written down" in maya.reads(HERE)[-1]


def test_who_was_faster_is_shown_before_anything_is_confirmed(acme: Live) -> None:
    maya, dora = acme.person("maya.lindqvist"), acme.person("dora.lind")
    maya.types("/vendor tier acme because they grew")
    maya.submits(**(MILD | {"replacement": "longer"}))
    assert "*🔵 medium → 🟠 high* would change:" in shown(maya.view())
    dora.types("/vendor tier acme critical because all payments run through them")
    assert maya.submits()["errors"] == {}
    assert "*🔴 critical → 🟠 high* would change:" in shown(maya.view())
    assert maya.submits()["errors"] == {}
    assert "is high now, it was critical" in maya.reads(HERE)[-1]
    assert "*Why high*  they grew" in maya.types("/vendor show acme")


def test_a_shift_is_what_differs_in_the_order_of_what_comes() -> None:
    before, after = {"a": "weekly", "b": "yearly", "c": "monthly"}, {"d": "yearly", "b": "yearly", "a": "monthly"}
    found = [Shift("d", "", "yearly"), Shift("a", "weekly", "monthly"), Shift("c", "monthly", "")]
    assert shifts(before, after) == found
    assert shifts(after, after) == []


def _card(live: Live) -> dict[str, object]:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor show acme support")
    return maya.sees(HERE)[-1]
