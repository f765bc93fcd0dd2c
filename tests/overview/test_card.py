"""A vendor on one screen: what is wrong, the next three dates of any house, how each stands, and doors to the rest."""

from decimal import Decimal

import pytest

from govbot import db
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.periods import parse
from govbot.overview import card_blocks, file
from govbot.playbook.kpis import Direction
from govbot.reviews import programme
from govbot.slack.text import day
from govbot.street import KINDS
from govbot.vendors import finding
from govbot.workspace import Workspace
from tests import builders
from tests.door import Json, buttons, shown
from tests.live import Live

pytestmark = pytest.mark.one_database

HERE = "#vendor-governance"
MSA = {"reference": "MSA-1", "kind": "msa", "start": "2025-01-01", "end": "2026-06-30", "renewal": "auto"}


def _card(live: Live, name: str = "maya.lindqvist") -> Json:
    person = live.person(name)
    person.types("/vendor show VND-0001")
    return person.sees(HERE)[-1]


def _measure(live: Live) -> None:
    """A KPI that is asked for since January, and somebody else's dates, which are none of this card."""
    with db.write(live.bot.engine, live.workspace_id) as session:
        vendor = finding.find(session, "acme")
        lines = Lines(direction=Direction.UP, target=Decimal("99.5"), red=Decimal(98))
        agreed = kpis.Agreement(
            name="Accuracy", unit="percent", lines=lines, dimension="quality", since=parse("2026-01")
        )  # fmt: skip
        kpis.add(session, live.clock(), "U0TEST", vendor, agreed)
        place = session.get_one(Workspace, live.workspace_id)
        other = builders.vendor(session, live.clock(), "Another One", tier=vendor.tier)
        programme.keep(session, place, live.clock(), "U0TEST", other)


def test_the_next_three_dates_are_of_any_house_and_each_says_how_it_stands(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    _measure(acme)
    maya.types("/vendor contract add acme")
    assert maya.submits(**MSA, term="12 months", notice="100", value="2,400,000 EUR")["errors"] == {}
    said = shown(_card(acme))
    dates = said[said.index("*Next dates*") :].splitlines()[1:4]
    assert all(line.startswith("• ") for line in dates)
    assert "• Decide about contract MSA-1: Sun 22 Mar 2026 (in 20 days)" in dates
    assert "*Contracts*  MSA-1: " in said
    for part in ("*Last review*  none yet", "*Evidence*  ", "*KPIs*  ", "*What stays ours*  🔴 none"):
        assert part in said
    assert said.index("⚠️ *Missing:*") < said.index("*Next dates*") < said.index("*Last review*")


def test_what_a_card_looks_for_is_its_own_vendor_in_the_order_of_days(acme: Live) -> None:
    _measure(acme)
    today = acme.clock().date()
    with db.read(acme.bot.engine, acme.workspace_id) as session:
        place = session.get_one(Workspace, acme.workspace_id)
        found = [file.of(session, place, vendor, today, KINDS) for vendor in finding.everyone(session)]
        assert len(finding.everyone(session)) == 2, "nothing stays narrowed"
    for each in found:
        assert {thing.vendor_id for thing in each.coming} == {each.vendor.id}
        assert [thing.due for thing in each.coming] == sorted(thing.due for thing in each.coming)
        within_a_year = {review.subject for review in each.upcoming if review.due <= today + file.AHEAD}
        assert within_a_year <= {thing.subject for thing in each.coming}
        first = each.coming[0]
        assert f"{first.title}: {day(first.due)}" in str(card_blocks.card(each, today))


@pytest.mark.parametrize("escalated", [5])
def test_it_stays_one_screen_whatever_is_wrong(acme: Live, escalated: int) -> None:
    maya = acme.person("maya.lindqvist")
    _measure(acme)
    for number in range(escalated):
        maya.types(f"/escalate acme S3 line {number} is dead")
    maya.types("/vendor edit acme")
    assert maya.submits(notes="A long story. " * 90, aliases="One, Two", tags="emea", spend="1 EUR")["errors"] == {}
    card = _card(acme)
    said = shown(card)
    assert said.count("is dead") == 3
    assert f"…and {escalated - 3} more: `/escalate list` shows them" in said
    assert len(said.splitlines()) <= 30
    assert len(said) < 2600
    assert len(card["blocks"]) <= 6


def test_every_door_opens(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    card = _card(acme)
    labels = [element["text"]["text"] for element in buttons(card)]
    assert {"Contracts", "Evidence", "KPIs", "Risks", "Subcontractors", "Services", "History"} <= set(labels)
    seen_of = {
        "Evidence": "vidence",
        "KPIs": "KPI",
        "Risks": "Risks of",
        "Due diligence": "Due diligence of",
        "History": "newest first",
    }
    for label, seen in seen_of.items():
        maya.presses(label, card)
        assert seen in maya.reads(HERE)[-1]
    for label in ("Contracts", "Subcontractors", "Services", "What stays ours", "Contacts"):
        maya.presses(label, card)
        assert maya.view()["title"]["text"] == label
    for label in ("Edit…", "People…", "Status…", "Tier…", "Retire…"):
        maya.chooses(label, card)
        assert maya.view()["submit"]["text"]
