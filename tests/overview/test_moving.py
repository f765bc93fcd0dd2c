"""Status and tier are moved by the playbook's table and with a reason; what follows is done and said."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.errors import Refusal
from govbot.vendors import moving
from govbot.vendors.models import RETIRED, Status, Vendor
from govbot.workspace import Workspace
from tests import builders
from tests.live import Live
from tests.overview.conftest import ROOM

pytestmark = pytest.mark.one_database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALLOWED = {
    Status.PROSPECT: "onboarding live rejected",
    Status.ONBOARDING: "live suspended exiting rejected",
    Status.LIVE: "under_review suspended exiting exited",
    Status.UNDER_REVIEW: "live suspended exiting exited",
    Status.SUSPENDED: "live under_review exiting exited",
    Status.EXITING: "live onboarding exited",
    Status.EXITED: "onboarding",
    Status.REJECTED: "prospect",
}


@pytest.mark.parametrize("before", Status)
def test_only_the_moves_of_the_table_are_made(sqlite_engine: Engine, before: Status) -> None:
    with db.write(sqlite_engine, None) as session:
        session.info["workspace_id"] = _workspace(session)
        for after in Status:
            vendor = builders.vendor(session, NOW, f"To {after}", status=before)
            if after.value in ALLOWED[before].split():
                assert moving.move(session, NOW, "U0TEST", vendor, after, "because", admitted="it may") is before
                assert (vendor.status, vendor.status_reason) == (after, "because")
            else:
                with pytest.raises(Refusal, match=r"cannot become|already"):
                    moving.move(session, NOW, "U0TEST", vendor, after, "because")
                assert vendor.status is before


def _workspace(session: Session) -> int:
    place = Workspace(team_id=builders.TEAM, name="Acme")
    session.add(place)
    session.flush()
    return place.id


@pytest.mark.parametrize("status", [status for status in Status if status not in RETIRED])
def test_what_never_worked_for_us_is_rejected_and_the_rest_has_exited(status: Status) -> None:
    young = status in (Status.PROSPECT, Status.ONBOARDING)
    vendor = Vendor(ref="VND-0001", name="A", name_key="a", status=status, created_at=NOW)
    assert moving.end_of(vendor) is (Status.REJECTED if young else Status.EXITED)


def test_a_tier_in_words_is_kept_shown_and_followed_by_the_reviews(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    said = maya.types("/vendor tier acme critical because <all> payments run through them")
    assert "*Acme Support* is critical now, it was medium. Reviews follow." in said
    assert "instead of" in said
    assert "New: " in said
    acme.beat()
    told = "\n".join(maya.reads(ROOM))
    for heard in (said, told):
        assert "• Reminders of the contract notice: 180, 120, 90" in heard
        assert "• Evidence due: SOC 2 type II report" in heard
    assert "medium → 🔴 critical: “&lt;all&gt; payments run through them”" in told
    card = maya.types("/vendor show acme")
    assert "*Why critical*  &lt;all&gt; payments run through them" in card
    assert "changed the tier from medium to critical: “&lt;all&gt; payments" in maya.types("/vendor history acme")


def test_a_tier_without_a_reason_asks_for_it_in_a_form(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "why it is medium (`/vendor tier VND-0001`)" in maya.types("/vendor show acme")
    assert "I do not know the tier “lowest”" in maya.types("/vendor tier acme lowest")
    assert maya.types("/vendor tier acme T4") == ""
    assert maya.submits(reason="   ")["errors"] != {}
    assert maya.submits(reason="They send postcards")["errors"] == {}
    shown = maya.reads("#vendor-governance")[-1]
    assert "is low now, it was medium" in shown
    assert "Not asked for any more" in shown
    assert maya.types("/vendor tier acme low") == ""
    assert maya.submits(reason="They send postcards, few of them")["errors"] == {}
    assert "stays low; why is written down" in maya.reads("#vendor-governance")[-1]


def _card(live: Live) -> dict[str, object]:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor show acme support")
    return maya.sees("#vendor-governance")[-1]


def test_a_status_moves_in_words_and_in_a_form_but_not_anywhere(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "is suspended now" in maya.types("/vendor status acme on hold because their licence lapsed")
    assert "suspended already" in maya.types("/vendor status acme suspended because again")
    said = maya.types("/vendor status acme prospect because we start again")
    assert "is suspended and cannot become prospect from there. It can become live or under review or" in said
    for refused in ("prospect", "suspended"):  # before anybody writes a reason
        assert "is suspended " in maya.types(f"/vendor status acme {refused}")
    maya.chooses("Status…", _card(acme))
    assert maya.submits(status="live", reason="The licence is back")["errors"] == {}
    acme.beat()
    assert "suspended → live: “The licence is back”" in "\n".join(maya.reads(ROOM))
    assert "moved it from live to suspended: “their licence lapsed”" in maya.types("/vendor history acme")


def test_retiring_warns_of_what_is_open_drops_the_reviews_and_falls_silent(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/escalate acme S3 the line is dead")
    acme.beat()
    maya.types("/vendor retire acme support foods because they went under")  # is it the one that is meant?
    assert "they went under" in str(maya.view())
    maya.chooses("Retire…", _card(acme))
    warned = maya.view()["blocks"][0]["text"]["text"]
    assert "becomes *exited*" in warned
    assert "open reviews will be dropped" in warned
    assert "Still escalated" in warned
    assert maya.submits(reason="The contract ended")["errors"] == {}
    done = maya.reads("#vendor-governance")[-1]
    assert "*Acme Support* is exited." in done
    assert "Still escalated" in done
    acme.walk(days=9)  # an S3 that nobody answers would have reached L3
    shown = maya.types("/escalate show 1")
    assert "*What it was raised for is settled*" in shown
    assert "Acme Support has exited" in shown
    assert "L1" in shown
    card = maya.types("/vendor show acme")
    assert "*Why exited*  The contract ended" in card
    assert "none: nothing falls due here" in card
    assert "1 vendor" in maya.types("/vendor list exited")
    assert "No vendors but those that were retired: `/vendor list exited`" in maya.types("/vendor list")
    assert "is exited already" in maya.types("/vendor retire acme because twice")
    said = maya.types("/vendor status acme onboarding because they are back")
    assert "New: " in said


def test_a_vendor_named_like_a_tier_is_still_found(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor add Mission Critical")
    assert maya.submits(function="claims", tier="low", owner="@hana.sato", rationale="A try-out")["errors"] == {}
    maya.types("/vendor tier Mission Critical high")
    assert "*Mission Critical* (VND-0002): *⚪ low → 🟠 high* would change:" in maya.view()["blocks"][0]["text"]["text"]
    assert maya.submits(reason="They grew")["errors"] == {}
    assert "*Mission Critical* is high now" in maya.reads("#vendor-governance")[-1]
