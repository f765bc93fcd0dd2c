"""Who works for a vendor: a tree without circles, looked at whenever it changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.errors import Refusal
from govbot.vendors import finding, subcontractors
from govbot.vendors.models import Sensitivity, Subcontractor
from govbot.vendors.subcontractors import Draft
from govbot.workspace import Workspace, enrol
from tests import builders
from tests.door import shown
from tests.live import Live
from tests.overview.conftest import ROOM
from tests.people.test_two_at_once import side_by_side

pytestmark = pytest.mark.one_database

HERE = "#vendor-governance"
NOW, TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
TELEWORK = {"name": "Telework <Inc>", "function": "customer_support", "countries": "the Philippines, IN"}


def test_a_tree_grows_changes_and_ends_and_each_change_is_looked_at_and_told(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "Nobody works for them" in maya.types("/vendor sub show acme")
    maya.types("/vendor sub add acme")
    assert maya.submits(**TELEWORK, data_access="confidential", since="2026-02-01")["errors"] == {}
    assert "*Telework &lt;Inc&gt;* · Customer support, front office (PH, IN), confidential data" in shown(maya.view())
    acme.walk(minutes=1)
    told = [text for text in maya.reads(ROOM) if "looks at it" in text]
    assert len(told) == 1
    assert "Telework &lt;Inc&gt; works for them now: Customer support" in told[0]
    assert "The risk and compliance review looks at it on Mon 16 Mar 2026." in told[0]

    maya.presses("Add a subcontractor")
    below = {"name": "Night Desk", "function": "quality_assurance", "countries": "PL"}
    assert maya.submits(**below, parent="1")["errors"] == {}
    acme.walk(minutes=1)
    tree = maya.types("/vendor sub show acme")
    assert tree.index("*Telework") < tree.index("↳ *Night Desk* · Quality assurance")

    maya.chooses("Change…", maya.sees(HERE)[-1])
    assert "would work for itself that way" in maya.submits(parent="2")["errors"]["parent"]
    assert (
        maya.submits(parent="vendor", countries="Philippines", function="data_entry", since="2026-02-03")["errors"]
        == {}
    )
    maya.types("/vendor sub end acme because they lost our trust")
    assert "would still work for it" in maya.submits(who="1")["errors"]["until"]
    assert maya.submits(who="2")["errors"] == {}
    assert "Night Desk worked for them until Mon 2 Mar 2026: they lost our trust" in shown(maya.view())
    acme.walk(minutes=1)
    assert len([text for text in maya.reads(ROOM) if "looks at it" in text]) == 4
    history = maya.types("/vendor history acme")
    assert "added the subcontractor “Telework &lt;Inc&gt;” for the vendor: Customer support" in history
    assert "changed function customer support → data entry, countries PH, IN → PH, since Sun 1 Feb 2026 →" in history
    assert "ended the subcontractor “Night Desk” on Mon 2 Mar 2026: “they lost our trust”" in history
    assert "• Night Desk works for them no more" in maya.types("/review agenda acme risk")


def test_what_cannot_be_is_refused_on_its_field(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "nothing to end" in maya.types("/vendor sub end acme")
    for given_, field, said in (
        ({"countries": "Atlantis"}, "countries", "Countries by code"),
        ({"countries": " "}, "countries", "in which country"),
        ({"name": "acme SUPPORT"}, "name", "is the vendor itself"),
        ({"since": "2027-01-01"}, "since", "still to come"),
    ):
        maya.types("/vendor sub add acme")
        assert said in maya.submits(**(TELEWORK | given_))["errors"][field]
    assert "Nobody works for them" in maya.types("/vendor sub show acme")
    maya.types("/vendor sub add acme")
    assert maya.submits(**TELEWORK, since="2026-02-01")["errors"] == {}
    maya.types("/vendor sub add acme")
    assert "is there already" in maya.submits(**TELEWORK)["errors"]["name"]
    maya.types("/vendor sub end acme")
    assert "cannot have ended before" in maya.submits(who="1", until="2026-01-01", reason="x")["errors"]["until"]
    assert "still to come" in maya.submits(until="2026-05-01")["errors"]["until"]


def test_a_change_of_nothing_opens_nothing(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor sub add acme")
    maya.submits(**TELEWORK, since="2026-02-01")
    acme.walk(minutes=1)
    maya.types("/vendor sub show acme")
    for values in ({}, {"since": "2026-01-15"}):
        maya.chooses("Change…", maya.sees(HERE)[-1])
        assert maya.submits(**values)["errors"] == {}
        acme.walk(minutes=1)
    assert len([text for text in maya.reads(ROOM) if "looks at it" in text]) == 1


@settings(max_examples=60)
@given(st.lists(st.integers(min_value=-1, max_value=11), min_size=1, max_size=12))
def test_every_subcontractor_stands_once_in_the_tree_one_rank_below_its_own(above: list[int]) -> None:
    """Each works for one that came before it, or for the vendor."""
    known = [
        Subcontractor(
            id=number + 1, vendor_id=1, parent_id=parent + 1 if 0 <= parent < number else None,
            name=f"S{number}", name_key=f"s{number}", function="claims", since=TODAY,
        )
        for number, parent in enumerate(above)
    ]  # fmt: skip
    ranks = {each.id: rank for rank, each in subcontractors.branches(known)}
    assert len(list(subcontractors.branches(known))) == len(known) == len(ranks)
    for each in known:
        assert ranks[each.id] == (ranks[each.parent_id] + 1 if each.parent_id else 1)


def test_nobody_works_for_themselves_however_long_the_way_round(sqlite_engine: Engine) -> None:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id=builders.TEAM, name="Acme")
        session.add(place)
        session.flush()
        session.info["workspace_id"] = place.id
        vendor, other = (builders.vendor(session, NOW, name) for name in ("Acme", "Other"))

        def draft(name: str, parent: Subcontractor | None) -> Draft:
            return Draft(name, "claims", ["PL"], Sensitivity.NONE, TODAY, parent)

        above = None
        chain = []
        for name in "ABCD":
            above = subcontractors.add(session, NOW, TODAY, "U0TEST", vendor, draft(name, above))
            chain.append(above)
        for parent in chain:
            with pytest.raises(Refusal, match="would work for itself"):
                subcontractors.change(session, NOW, TODAY, "U0TEST", vendor, chain[0], draft("A", parent))
        stranger = subcontractors.add(session, NOW, TODAY, "U0TEST", other, draft("A", None))
        with pytest.raises(Refusal, match="does not work for this vendor"):
            subcontractors.change(session, NOW, TODAY, "U0TEST", vendor, chain[1], draft("B", stranger))
        assert subcontractors.find(session, vendor, "b") is chain[1]


@pytest.fixture
def place(postgres_engine: Engine) -> int:
    """On PostgreSQL, where two transactions really run side by side: a vendor with two subcontractors."""
    with db.write(postgres_engine, None) as session:
        workspace_id = enrol(session, builders.TEAM, "Acme", "").id
    with db.write(postgres_engine, workspace_id) as session:
        vendor = builders.vendor(session, NOW, "Acme")
        for name in ("Telework", "Night Desk"):
            subcontractors.add(session, NOW, TODAY, "U0TEST", vendor, _plain(name))
    return workspace_id


def _plain(name: str, parent: Subcontractor | None = None) -> Draft:
    return Draft(name, "claims", ["PH"], Sensitivity.NONE, TODAY, parent)


def test_two_people_at_once_do_not_add_one_twice(postgres_engine: Engine, place: int) -> None:
    def adds(session: Session) -> None:
        subcontractors.add(session, NOW, TODAY, "U0TEST", finding.find(session, "Acme"), _plain("Dawn Desk"))

    said = side_by_side(postgres_engine, place, adds, adds)
    assert said == ["", "“Dawn Desk” is there already. Change it instead."]


def test_two_people_at_once_do_not_make_a_circle(postgres_engine: Engine, place: int) -> None:
    def puts(name: str, below: str) -> Callable[[Session], object]:
        def act(session: Session) -> None:
            vendor = finding.find(session, "Acme")
            one, other = (subcontractors.find(session, vendor, each) for each in (name, below))
            subcontractors.change(session, NOW, TODAY, "U0TEST", vendor, one, _plain(name, other))

        return act

    said = side_by_side(postgres_engine, place, puts("Telework", "Night Desk"), puts("Night Desk", "Telework"))
    assert said[0] == ""
    assert "would work for itself that way" in said[1]
