"""A register's contract is written down once, and follows the register where nobody changed it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import audit, db
from govbot.contracts import finding, importing
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace
from tests.builders import vendor as added

NOW, TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
SAID = {
    "contract_ref": "C-1", "contract_start": "2024-01-01", "contract_end": "2025-12-31", "notice_days": "P3M",
    "auto_renew": True,
}  # fmt: skip


def _says(session: Session, vendor: Vendor, **facts: Any) -> list[Contract]:
    vendor.imported = facts
    importing.record(session, TODAY, NOW, "root", [vendor])
    return finding.of(session, vendor)


def _steps(session: Session, vendor: Vendor) -> list[str]:
    return [step.action for step in audit.history(session, vendor.subject) if step.action.startswith("contract.")]


def test_it_comes_once_and_follows(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = added(session, NOW, "Ardent")
        assert _says(session, vendor, notice_days="P3M", auto_renew=True) == []
        [contract] = _says(session, vendor, **SAID)
        assert (contract.reference, contract.kind, contract.renewal) == ("C-1", "msa", Renewal.AUTO)
        # It has renewed by itself once already, which is no news.
        assert (contract.term, contract.until, contract.notice_by) == ("P12M", date(2026, 12, 31), date(2026, 9, 30))
        for _ in range(2):
            [same] = _says(session, vendor, **SAID)
            assert same.id == contract.id
        assert _steps(session, vendor) == ["contract.added"]
        [moved] = _says(session, vendor, **(SAID | {"contract_ref": "C-2", "contract_end": "2026-06-30"}))
        assert (moved.id, moved.reference, moved.until) == (contract.id, "C-2", date(2026, 6, 30))
        assert _steps(session, vendor) == ["contract.added", "contract.changed"]


def test_what_somebody_changed_stays(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = added(session, NOW, "Ardent")
        [contract] = _says(session, vendor, **SAID)
        contract.notice = "P6M"
        contract.decision, contract.why = Decision.RENEW, "They do it well"
        contracts.derive(contract, TODAY)
        session.add(contract)
        [left] = _says(session, vendor, **(SAID | {"notice_days": "P1M", "contract_start": "2023-01-01"}))
        assert (left.notice, left.start, left.decision) == ("P6M", date(2023, 1, 1), Decision.RENEW)
        # Another term is to be decided anew.
        [ends] = _says(session, vendor, **(SAID | {"contract_end": "2027-03-31"}))
        assert (ends.notice, ends.notice_by, ends.decision) == ("P6M", date(2026, 9, 30), None)
        contracts.end(session, workspace, NOW, "U0TEST", ends, TODAY, "It is over")
        [over] = _says(session, vendor, **(SAID | {"contract_end": "2029-03-31"}))
        assert (over.end, over.stands) == (date(2027, 3, 31), False)
        assert {each.reference for each in _says(session, vendor, **(SAID | {"contract_ref": "C-9"}))} == {"C-1", "C-9"}


def test_what_somebody_wrote_down_is_not_doubled(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor, other = added(session, NOW, "Ardent"), added(session, NOW, "Bruma")
        mine = Contract(
            vendor_id=vendor.id, reference="MSA", reference_key="msa", kind="msa", renewal=Renewal.EVERGREEN
        )
        session.add(mine)
        session.flush()
        assert [each.reference for each in _says(session, vendor, **SAID)] == ["MSA"]
        [same] = _says(session, vendor, **(SAID | {"contract_ref": "msa"}))
        assert (same.reference, same.end, same.renewal) == ("MSA", None, Renewal.EVERGREEN)
        [bare] = _says(session, other, contract_end="2027-01-31")
        assert (bare.reference, bare.renewal, bare.notice_by) == ("Contract of VND-0002", Renewal.MANUAL, bare.until)
        [odd] = _says(session, other, contract_start="2028-01-01", contract_end="2027-01-31")
        assert (odd.start, odd.end) == (None, date(2027, 1, 31))
        assert len(session.exec(select(Contract)).all()) == 2
