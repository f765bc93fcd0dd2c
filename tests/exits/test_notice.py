"""By when notice has to be there, and what people write into a plan: pure, so that any terms can be tried."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import playbook
from govbot.calendar import DAY, Calendar
from govbot.contracts import terms
from govbot.contracts.models import Contract, Renewal
from govbot.contracts.service import terms_of
from govbot.contracts.terms import Terms
from govbot.errors import Refusal
from govbot.exits import notice, values
from govbot.exits.notice import Bond
from govbot.plans import dating
from govbot.plans.schedule import Node, schedule

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
NOTICES = st.sampled_from(["", "P30D", "P90D", "P3M", "P6M", "P1Y"])
TERMS = st.one_of(
    st.builds(Terms, st.none(), st.just(Renewal.EVERGREEN), st.just(""), NOTICES),
    st.builds(Terms, DAYS, st.just(Renewal.AUTO), st.sampled_from(["P6M", "P12M", "P24M"]), NOTICES),
    st.builds(Terms, DAYS, st.sampled_from([Renewal.FIXED, Renewal.MANUAL]), st.just(""), NOTICES),
)


@settings(max_examples=100)
@given(agreed=TERMS, since=DAYS, later=st.integers(0, 400))
def test_the_last_day_of_notice_is_in_time_and_the_next_one_is_not(agreed: Terms, since: date, later: int) -> None:
    target = max(terms.earliest_end(agreed, since), since) + timedelta(days=later)
    last = notice.last_notice(agreed, since, target)
    assert since <= last <= target
    assert terms.earliest_end(agreed, last) <= target
    assert last == target or terms.earliest_end(agreed, last + DAY) > target


def _bond(renewal: Renewal, notice_: str, end: date | None = None) -> Bond:
    contract = Contract(
        vendor_id=1, reference="MSA", reference_key="msa", kind="msa", renewal=renewal, notice=notice_, end=end,
        term="P12M" if renewal is Renewal.AUTO else "",
    )  # fmt: skip
    return Bond(contract, TODAY, terms.earliest_end(terms_of(contract), TODAY))


def test_a_contract_that_renews_is_left_by_the_last_end_before_the_exit() -> None:
    """And whoever leaves later than it ends is told of the gap."""
    bond = _bond(Renewal.AUTO, "P3M", date(2026, 12, 31))
    assert bond.earliest == date(2026, 12, 31)
    assert bond.notice_by(date(2026, 11, 30)) is None
    assert (bond.notice_by(date(2026, 12, 31)), bond.ends_before(date(2026, 12, 31))) == (date(2026, 9, 30), None)
    late = date(2027, 3, 2)
    assert (bond.notice_by(late), bond.ends_before(late)) == (date(2026, 9, 30), date(2026, 12, 31))
    other = _bond(Renewal.EVERGREEN, "P90D")
    assert notice.notice_by([bond, other], late) == date(2026, 9, 30)
    assert notice.notice_by([other], late) == late - timedelta(days=90)
    assert notice.earliest([bond, other]) == date(2026, 12, 31)
    assert notice.earliest([]) is None


@pytest.mark.parametrize("last", [date(2026, 9, 23), date(2026, 3, 12), TODAY])
def test_what_notice_waits_for_is_done_in_time_for_it(last: date) -> None:
    """A contract that renews long before the exit is to be left by the end before that, so that notice comes early."""
    template, calendar = playbook.load().exit, Calendar(ZoneInfo("Europe/Berlin"), ("DE",))
    found = dating.dated(template, "planned", TODAY, date(2027, 12, 25), calendar, {"X14": last})
    usual = dating.dated(template, "planned", TODAY, date(2027, 12, 25), calendar)
    nodes = [Node(each.task.key, each.planned, each.days, each.after) for each in found]
    due = schedule(nodes, calendar, TODAY).due
    assert due["X14"] == last
    assert TODAY <= due["X05"] <= due["X06"] <= due["X08"] <= due["X09"] <= last
    untouched = {each.task.key: each.planned for each in usual}
    assert {key: due[key] for key in ("X13", "X19", "X33", "X40")} == {
        key: untouched[key] for key in ("X13", "X19", "X33", "X40")
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Kestrel Pay, another vendor, 4 months", {"name": "Kestrel Pay", "kind": "other_vendor", "days": 120}),
        ("Hill, Dale and Sons, Outsource, 90", {"name": "Hill, Dale and Sons", "kind": "other_vendor", "days": 90}),
        ("  our team ,IN-HOUSE,  1 year ", {"name": "our team", "kind": "in_house", "days": 365}),
    ],
)
def test_an_alternative_is_read_as_people_write_it(written: str, read: values.Alternative) -> None:
    assert values.alternatives(f"\n{written}\n\n") == [read]
    assert values.alternatives(values.alternatives_said([read])) == [read]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("Kestrel Pay", "Line 1: write who, in which way, and how long it takes"),
        ("A, in-house, 9 days\nB, in-house, soon", "Line 2: “soon” is no length of time"),
        ("A, in-house, 0", "Line 1: Between one day and five years."),
        ("A, in-house, 9 years", "Line 1: Between one day and five years."),
        ("\n".join(["A, in-house, 9 days"] * 9), "These are 9. Keep the best 8."),
    ],
)
def test_what_is_no_alternative_is_named_by_its_line(written: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        values.alternatives(written)
    assert sentence in refused.value.text


@pytest.mark.parametrize(("written", "hours"), [("", None), ("4 hours", 4), ("2 days", 48), ("30 minutes", 1)])
def test_an_outage_is_kept_in_hours(written: str, hours: int | None) -> None:
    assert values.hours(written) == hours
    assert values.hours(values.hours_said(hours)) == hours
