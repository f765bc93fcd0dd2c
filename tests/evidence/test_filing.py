"""What is wrong with a filing is said on its field, and nothing is written; what is right holds by its rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import audit, playbook
from govbot.errors import Refusal, Refusals
from govbot.evidence import changing, deciding, finding
from govbot.evidence.deciding import Verdict
from govbot.evidence.filing import Dropped, Filing, holds_until
from govbot.evidence.models import Status
from govbot.vendors.models import Tier
from tests.evidence.desk import CERTIFICATE, GOOD, NOW, TODAY, Desk

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("good", "wrong", "field", "why"),
    [
        (GOOD, {"issuer": ""}, "issuer", "who issued it"),
        (GOOD, {"link": ""}, "link", "Give the address"),
        (GOOD, {"link": "http://a.example"}, "link", "Give the address"),
        (GOOD, {"link": f"https://a.example/{'x' * 1000}"}, "link", "1000 characters"),
        (GOOD, {"period_end": None}, "period_end", "when its period ends"),
        (GOOD, {"period_start": date(2026, 10, 1)}, "period_end", "before its period begins, on 1 October 2026"),
        (GOOD, {"period_end": date(2026, 12, 1)}, "period_end", "still to come"),
        (GOOD, {"period_start": date(2026, 12, 1), "period_end": None}, "period_start", "still to come"),
        (GOOD, {"period_end": date(2025, 11, 22)}, "period_end", "ran out on 22 November 2026 already"),
        (GOOD, {"issued": date(2026, 11, 24)}, "issued", "still to come"),
        (GOOD, {"issued": date(2026, 9, 1)}, "issued", "before its period ends"),
        (GOOD, {"valid_until": date(2027, 12, 31)}, "valid_until", "holds until 30 September 2027. Leave this empty"),
        (CERTIFICATE, {"valid_until": None}, "valid_until", "as it states itself"),
        (CERTIFICATE, {"valid_until": TODAY - timedelta(days=1)}, "valid_until", "ran out"),
        (CERTIFICATE, {"issued": date(2026, 5, 2), "valid_until": date(2026, 5, 1)}, "valid_until", "before it was"),
        (replace(CERTIFICATE, kind="other"), {}, "title", "Say what it is"),
        (replace(GOOD, kind="pen_test"), {}, "issued", "when it was issued"),
    ],
)  # fmt: skip
def test_a_fault_is_named_on_its_field(desk: Desk, good: Filing, wrong: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(Refusals) as refused:
        desk.file(replace(good, **wrong))
    assert why in refused.value.by_field[field]
    assert desk.rows() == 0


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        holds_until(Filing("soc2_type2", issued=TODAY + timedelta(days=1)), "low", TODAY)
    assert set(refused.value.by_field) == {"issuer", "period_end", "issued", "link"}


@given(kind=st.sampled_from([kind.key for kind in playbook.load().evidence.kinds.values()]), a=DAYS, b=DAYS, c=DAYS)
@settings(max_examples=100)
def test_what_is_taken_in_is_in_force_today(kind: str, a: date, b: date, c: date) -> None:
    filing = replace(GOOD, kind=kind, title="It", period_end=a, issued=b, valid_until=c)
    rule = playbook.load().evidence.kinds[kind]
    try:
        end = holds_until(filing, "critical", TODAY)
    except Refusals:
        return
    assert end is not None
    assert end >= TODAY
    assert end == c or end == rule.end("critical", a if rule.counted_from == "period_end" else b)


def test_a_filing_is_a_new_version_and_the_old_one_stays(desk: Desk) -> None:
    first = desk.file(GOOD)
    desk.accept(first)
    second = desk.file(replace(GOOD, period_end=date(2026, 10, 31)))
    assert (second.version, first.replaced_at) == (2, None)
    desk.accept(second)
    assert (first.status, first.replaced_at, second.due) == (Status.ACCEPTED, NOW, date(2027, 10, 31))
    older = desk.file(GOOD)
    with pytest.raises(Refusal, match="longer than this one"):
        desk.accept(older)
    corrected = desk.file(replace(GOOD, period_end=date(2026, 10, 31), scope="All sites"))
    assert older.replaced_at == NOW
    with pytest.raises(Refusal, match="A later version"):
        desk.accept(older)
    assert [piece.version for piece in finding.versions(desk.session, corrected)] == [4, 3, 2, 1]


def test_a_file_is_filed_once(desk: Desk) -> None:
    desk.file(replace(GOOD, file=Dropped("F1", "soc2.pdf", "a" * 64)))
    with pytest.raises(Refusal, match="was filed as “SOC 2 type II report”, version 1") as refused:
        desk.file(replace(GOOD, kind="soc1_type2", file=Dropped("F2", "again.pdf", "a" * 64)))
    assert refused.value.field == "file"
    assert desk.rows() == 1


def test_whoever_files_it_does_not_accept_it_where_the_tier_asks_for_it(desk: Desk) -> None:
    piece = desk.file(GOOD)
    with pytest.raises(Refusal, match="You filed this yourself, and “Ardent” is critical"):
        desk.accept(piece, by="UANA")
    desk.vendor.tier = Tier.MEDIUM
    desk.accept(piece, by="UANA")
    with pytest.raises(Refusal, match="This was accepted by"):
        desk.accept(piece)


def test_what_is_rejected_is_asked_for_again(desk: Desk) -> None:
    [asked] = desk.ask("soc2_type2")
    with pytest.raises(Refusal, match="asked for and not filed yet"):
        desk.accept(asked)
    piece = desk.file(GOOD)
    assert piece.id == asked.id
    deciding.take(desk.session, desk.place, NOW, "UBEN", piece)
    with pytest.raises(Refusal, match="looks at it already"):
        deciding.take(desk.session, desk.place, NOW, "UCEM", piece)
    for wrong, field in ((Verdict(False), "findings"), (Verdict(False, "Torn", date(2026, 11, 1)), "by")):
        with pytest.raises(Refusal) as refused:
            deciding.decide(desk.session, desk.place, NOW, "UBEN", piece, wrong)
        assert refused.value.field == field
    again = deciding.decide(desk.session, desk.place, NOW, "UBEN", piece, Verdict(False, "Torn", TODAY)).again
    assert again is not None
    assert (again.version, again.status, again.due) == (2, Status.REQUESTED, TODAY)


@pytest.mark.parametrize(
    ("kinds", "by", "field"),
    [
        ([], TODAY, "kinds"),
        (["dpa"], TODAY - timedelta(days=1), "by"),
        (["dpa"], TODAY + timedelta(days=400), "by"),
        (["insurance", "soc2_type2"], TODAY, "kinds"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(desk: Desk, kinds: list[str], by: date, field: str) -> None:
    desk.ask("soc2_type2")
    with pytest.raises(Refusal) as refused:
        desk.ask(*kinds, by=by)
    assert refused.value.field == field
    assert desk.rows() == 1


def test_a_letter_extends_the_report_there_is(desk: Desk) -> None:
    letter = Filing("bridge_letter", issuer="Ardent", issued=TODAY, link="https://a.example/letter.pdf")
    with pytest.raises(Refusal, match="no report that it could extend"):
        desk.file(letter)
    report = desk.file(replace(GOOD, period_end=date(2026, 1, 31)))
    desk.accept(report)
    assert desk.accept(desk.file(letter)).relieved == [(report, date(2027, 1, 31))]
    assert (report.due, report.valid_until) == (date(2027, 2, 23), date(2027, 1, 31))
    desk.accept(desk.file(replace(GOOD, kind="soc1_type2")))
    with pytest.raises(Refusal) as refused:
        desk.file(letter)
    assert refused.value.field == "bridges"
    assert desk.file(replace(letter, bridges_id=report.id)).bridges_id == report.id


def test_only_the_date_of_a_request_can_be_moved(desk: Desk) -> None:
    [asked] = desk.ask("dpa")
    later = TODAY + timedelta(days=30)
    assert changing.move(desk.session, desk.place, NOW, "UANA", asked, later, "") == TODAY + timedelta(days=10)
    report = desk.file(GOOD)
    desk.accept(report)
    with pytest.raises(Refusal, match="cannot be moved: it stands on the document"):
        changing.move(desk.session, desk.place, NOW, "UANA", report, later, "")
    assert (asked.due, report.due) == (later, date(2027, 9, 30))
    told = [event.action for event in audit.history(desk.session, desk.vendor.subject)]
    assert told.count("evidence.moved") == 1
