"""What a register says of a SOC 2 becomes evidence once, and never in the place of something newer."""

from datetime import date, timedelta

from sqlmodel import select

from govbot import audit
from govbot.evidence import importing, rules
from govbot.evidence.models import Evidence, Status
from tests import builders
from tests.evidence.desk import GOOD, NOW, TODAY, Desk


def recorded(desk: Desk, end: str) -> int:
    desk.vendor.imported = {"soc2_period_end": end}
    return importing.record(desk.session, NOW, "ana", [desk.vendor])


def test_a_register_begins_evidence_once(desk: Desk) -> None:
    assert recorded(desk, "2025-06-30") == 1
    assert recorded(desk, "2025-06-30") == 0
    [piece] = desk.session.exec(select(Evidence)).all()
    assert (piece.kind, piece.status, piece.due) == ("soc2_type2", Status.ACCEPTED, date(2026, 6, 30))
    assert [case.severity.value for case in rules.expired(desk.session, desk.place, TODAY)] == ["S2"]
    assert recorded(desk, "2026-06-30") == 1
    assert piece.replaced_at == NOW
    assert list(rules.expired(desk.session, desk.place, TODAY)) == []
    told = [event.action for event in audit.history(desk.session, desk.vendor.subject)]
    assert told.count("evidence.recorded") == 2


def test_what_a_person_filed_is_not_touched(desk: Desk) -> None:
    desk.accept(desk.file(GOOD))
    assert GOOD.period_end
    assert recorded(desk, (GOOD.period_end - timedelta(days=1)).isoformat()) == 0
    other = builders.vendor(desk.session, NOW, "Other", imported={})
    assert importing.record(desk.session, NOW, "ana", [desk.vendor, other]) == 0
