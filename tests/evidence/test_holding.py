"""What a vendor must hold, what is said of it and when, what is raised, and how a register begins it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from govbot.evidence import blocks, finding, holding, reading, reminders, rules
from govbot.evidence.filing import Filing
from govbot.evidence.models import Evidence
from govbot.reminders import service as spoken
from govbot.reminders.stages import crossed
from govbot.vendors import moving
from govbot.vendors.models import Tier
from tests.evidence.desk import CERTIFICATE, GOOD, NOW, TODAY, Desk

LINK = "https://a.example/x.pdf"


def test_what_is_missing_is_wanted_from_the_day_of_the_tier_on(desk: Desk) -> None:
    titles = [kind.title for kind in holding.missing(desk.vendor, [])]
    assert titles[:2] == ["SOC 2 type II report", "Penetration test"]
    [thing] = reminders.Missing().due(desk.session, desk.place, TODAY + timedelta(days=30))
    assert thing.title == "Missing: SOC 2 type II report, Penetration test and 5 more"
    assert thing.due == TODAY + timedelta(days=30)
    later = NOW + timedelta(days=100)
    moving.retier(desk.session, later, "UANA", desk.vendor, Tier.HIGH, "Less than before")
    one = reminders.MISSING_OF.one(desk.session, desk.place, str(desk.vendor.id))
    assert one is not None
    assert one.due == TODAY + timedelta(days=160)
    moving.retier(desk.session, later, "UANA", desk.vendor, Tier.LOW, "Nothing depends on them")
    assert reminders.MISSING_OF.one(desk.session, desk.place, str(desk.vendor.id)) is None


def test_what_does_as_well_and_what_is_under_way_is_not_missing(desk: Desk) -> None:
    desk.accept(desk.file(CERTIFICATE))
    desk.ask("dpa", "pen_test")
    standing = finding.of(desk.session, [desk.vendor.id])[desk.vendor.id]
    assert [kind.key for kind in holding.missing(desk.vendor, standing)] == [
        "bcp_test", "insurance", "financials", "subprocessors",
    ]  # fmt: skip
    assert reading.summary(desk.session, desk.vendor, TODAY).endswith("4 missing")


@pytest.mark.parametrize(
    ("days_left", "stage"), [(91, None), (90, 90), (61, 90), (60, 60), (7, 7), (0, 0), (-1, -1), (-30, -7)]
)
def test_what_runs_out_is_said_by_stages(desk: Desk, days_left: int, stage: int | None) -> None:
    piece = desk.file(GOOD)
    desk.accept(piece)
    assert piece.due
    day = piece.due - timedelta(days=days_left)
    things = [
        thing for thing in spoken.gather(desk.session, desk.place, day, reminders.KINDS) if thing.kind == "evidence"
    ]
    found = [crossed(thing.stages, thing.days_left(day)) for thing in things]
    assert [each.days if each else None for each in found] == ([stage] if stage is not None else [])


def test_the_button_leads_to_the_next_step(desk: Desk) -> None:
    first = desk.file(GOOD)
    assert _button(desk, first.id) == ("Accept", str(first.id))
    desk.accept(first)
    assert _button(desk, first.id) == ("Request now", str(first.id))
    [asked] = desk.ask("soc2_type2")
    assert _button(desk, first.id) == ("File", str(asked.id))
    desk.file(GOOD)
    assert _button(desk, first.id) == ("Accept", str(asked.id))


def _button(desk: Desk, number: int) -> tuple[str, str]:
    thing = reminders.EVIDENCE.one(desk.session, desk.place, str(number))
    assert thing is not None
    return thing.finish.label, thing.value


def test_what_ran_out_is_raised_for_critical_vendors_and_graver_after_two_weeks(desk: Desk) -> None:
    piece = desk.file(GOOD)
    desk.accept(piece)
    raised = {days: _raised(desk, piece.due, days) for days in (0, 1, 13, 14)}
    assert raised == {0: [], 1: ["S3"], 13: ["S3"], 14: ["S2"]}
    desk.vendor.tier = Tier.HIGH
    assert _raised(desk, piece.due, 14) == []


def _raised(desk: Desk, due: date | None, days: int) -> list[str]:
    assert due
    return [case.severity.value for case in rules.expired(desk.session, desk.place, due + timedelta(days=days))]


def test_certificates_alone_are_not_enough_for_ever(desk: Desk) -> None:
    for year in (2027, 2028):
        desk.accept(desk.file(Filing("iso27001", issuer="TÜV", valid_until=date(year, 5, 1), link=LINK)))
    assert holding.certificates_only(desk.session, desk.vendor)
    assert "only certificates" in reading.summary(desk.session, desk.vendor, TODAY)
    later = datetime(2026, 12, 1, 8, tzinfo=UTC)
    desk.accept(desk.file(GOOD, later), later)
    assert not holding.certificates_only(desk.session, desk.vendor)
    assert holding.last_audit(desk.session, desk.vendor) is None
    audit = desk.file(Filing("audit", issuer="Pool", issued=date(2026, 11, 1), link=LINK), later)
    desk.accept(audit, later)
    assert holding.last_audit(desk.session, desk.vendor) == audit


def test_what_is_to_be_seen_to_is_turned_page_by_page(desk: Desk) -> None:
    nothing: list[Evidence] = []
    found = [(desk.vendor, nothing, holding.missing(desk.vendor, nothing))] * 45
    first, last = (blocks.portfolio(found, TODAY, at) for at in (0, 40))
    assert first[0]["text"]["text"] == "*Evidence to see to* · 1-10 of 45 vendors"
    assert last[0]["text"]["text"] == "*Evidence to see to* · 41-45 of 45 vendors"
    turns = [[(each["text"]["text"], each["value"]) for each in page[-1]["elements"]] for page in (first, last)]
    assert turns == [[("Next →", '{"first": 10}')], [("← Before", '{"first": 30}')]]
    assert blocks.portfolio(found[:1], TODAY, 0)[0]["text"]["text"] == "*Evidence to see to* · 1 vendor"
