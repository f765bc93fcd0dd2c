"""How much hangs on one: shares to the cent, flags by the playbook, currencies apart."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import db
from govbot.playbook.concentration import Flagged
from govbot.vendors import services, subcontractors
from govbot.vendors.concentration import Member, Total, grouped
from govbot.vendors.models import Sensitivity, Status, Tier
from tests import builders
from tests.live import Live

NOW, TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
HERE = "#vendor-governance"
LIMITS = Flagged(vendors=20, critical=25, spend=30)
AMOUNTS = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
MEMBERS = st.lists(
    st.builds(
        lambda name, critical, value, currency, group: Member(name, critical, value, currency, {group: group}),
        st.sampled_from(["A", "B", "C"]),
        st.booleans(),
        AMOUNTS,
        st.sampled_from(["EUR", "GBP"]),
        st.sampled_from(["x", "y", "z", ""]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100)
@given(MEMBERS)
def test_the_parts_are_the_whole_to_the_cent_and_never_mix_currencies(members: list[Member]) -> None:
    whole, groups = Total.of(members), grouped(members, LIMITS, 3)
    assert sum(group.vendors.some for group in groups) == whole.vendors == len(members)
    assert sum(group.critical.some for group in groups) == whole.critical
    for code, (amount, count) in whole.spend.items():
        assert amount == sum(each.value for each in members if each.value and each.currency == code)
        assert sum(group.spend[code].some for group in groups if code in group.spend) == amount
        assert count == sum(1 for each in members if each.value and each.currency == code)
    names = [group.name for group in groups]
    assert "" not in names[:-1]


@settings(max_examples=100)
@given(MEMBERS, st.integers(min_value=1, max_value=13))
def test_a_flag_is_a_share_that_is_large_enough_of_enough_vendors(members: list[Member], fewest: int) -> None:
    for group in grouped(members, LIMITS, fewest):
        limits = [(group.vendors, 20), (group.critical, 25), *[(part, 30) for part in group.spend.values()]]
        for part, limit in limits:
            assert 0 <= part.percent <= 100
            enough = group.name != "" and part.of >= fewest and part.whole > 0
            assert part.flagged == (enough and part.some * 100 >= limit * part.whole)
            assert part.flagged == (enough and part.rounded >= limit)
        assert group.flagged == any(part.flagged for part, _ in limits)


def _plain(text: str) -> str:
    """With spaces that may break."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _furnish(live: Live) -> None:
    """Twelve vendors: three of one parent, two with one subcontractor, spend in two currencies, one prospect."""
    with db.write(live.bot.engine, live.workspace_id) as session:
        for number in range(12):
            tier = Tier.CRITICAL if number < 6 else Tier.LOW
            vendor = builders.vendor(session, NOW, f"Vendor {number:02}", tier=tier, countries=["PL"])
            vendor.annual_value, vendor.currency = Decimal("100.50"), "GBP" if number == 11 else "EUR"
            vendor.parent = "Big <Group>" if number < 3 else ""
            session.add(vendor)
            session.flush()
            if number > 9:
                below = subcontractors.Draft("Tele work", "claims", ["PH"], Sensitivity.NONE, TODAY)
                subcontractors.add(session, NOW, TODAY, "U0TEST", vendor, below)
            if number == 0:
                services.add(session, NOW, "U0TEST", vendor, services.Draft("kyc", None, ["XK", "VN"]))
        builders.vendor(session, NOW, "Perhaps one day", status=Status.PROSPECT)


def test_shares_are_listed_by_parent_country_function_and_shared_subcontractor(live: Live) -> None:
    _furnish(live)
    maya = live.person("maya.lindqvist")
    said = _plain(maya.types("/vendor concentration"))
    assert "*Concentration by parent* · 10 · 1 flag" in said
    assert "12 vendors · 6 critical · 1,105.50 EUR of 11 vendors · 100.50 GBP of 1 vendor" in said
    assert "🚩 *Big &lt;Group&gt;*  3 vendors *(25 %)* · 3 critical *(50 %)* · 301.50 EUR (27 %)" in said
    assert "Vendor 00, Vendor 01, Vendor 02" in said
    assert "100.50 GBP (100 %)" in said
    assert "Currencies are not converted" in said
    maya.presses("By country", maya.sees(HERE)[-1])
    said = _plain(maya.reads(HERE)[-1])
    assert "🚩 *Poland*  12 vendors *(100 %)* · 6 critical *(100 %)*" in said
    assert "*Vietnam*  1 vendor (8 %) · 1 critical (16 %)" in said
    assert "*XK*  1 vendor (8 %)" in said
    assert "A vendor may stand in several lines." in said
    assert "*Payroll*  12" in maya.types("/vendor concentration by function")
    said = _plain(maya.types("/vendor concentration subcontractor"))
    assert "🚩 *Tele work*  2 vendors *(16 %)* · 0 critical (0 %)" in said
    assert "I do not know the grouping “weather”. Use one of these: Parent," in maya.types(
        "/vendor concentration weather"
    )


def test_many_groups_turn_pages(live: Live) -> None:
    with db.write(live.bot.engine, live.workspace_id) as session:
        for number in range(13):
            builders.vendor(session, NOW, f"Vendor {number:02}", countries=["PL"] if number else [])
    dora = live.person("dora.lind")
    assert "1-10 of 13 · 0 flags" in dora.types("/vendor concentration")
    dora.presses("Next →", dora.sees(HERE)[-1])
    assert "11-13 of 13" in dora.reads(HERE)[-1]
    dora.presses("← Before", dora.sees(HERE)[-1])
    assert "1-10 of 13" in dora.reads(HERE)[-1]
    listed = _plain(dora.types("/vendor concentration country"))
    assert listed.index("*Poland*") < listed.index("*Nobody said*  1 vendor (7 %)")
    assert "none: nothing hangs on one" in dora.types("/vendor concentration shared subcontractor")
