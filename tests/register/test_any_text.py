"""Whatever stands in a file: no crash, nothing written of a refused row, and twice the same as once."""

import csv
import itertools
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import audit, db
from govbot.register import words
from govbot.sheets.reading import NOT_TEXT
from govbot.vendors.models import Vendor
from govbot.vendors.names import clean_name, name_key
from govbot.workspace import Workspace, enrol
from tests.register.conftest import MONDAY, NAMES, Told, bring_in, settle

# One database for all examples, each in a workspace of its own.
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
numbers = itertools.count()
KEYS = [column.key for column in words.load().columns.values()]
EMAILS = [f"{name.replace(' ', '.').lower()}@example.com" for name in NAMES]

any_text = st.text(st.characters(codec="utf-8"), max_size=40)
nearly_right = st.sampled_from(
    ["VND-0001", "payroll", "low", "DE; FR", "2027-12-31", "31.12.2027", "yes", "1.000,50", "EUR", "-1", "\x1b[2J",
     "=1+1", "monthly", "service", "90 days", "ana.silva@example.com", "ANA.SILVA@example.com ", "live", "A", ""]
)  # fmt: skip
any_row = st.fixed_dictionaries(dict.fromkeys(KEYS, nearly_right | any_text))

good_text = any_text.filter(lambda text: not NOT_TEXT.search(text))
good_name = good_text.map(lambda text: f"A {text}")
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
good_row = st.fixed_dictionaries(
    {
        "function": st.sampled_from(["payroll", "Payroll processing", "claims", "help desk"]),
        "location": st.sampled_from(["", "onshore", "off-shore"]),
        "countries": st.lists(st.sampled_from(["DE", "Philippines", "UK"]), max_size=3).map("; ".join),
        "tier": st.sampled_from(["critical", "Tier 2", "med", "low"]),
        "status": st.sampled_from(["", "live", "prospect", "under review", "exited"]),
        "owner_email": st.sampled_from(["", *EMAILS]),
        "backup_email": st.sampled_from(["", *EMAILS]),
        "sponsor_email": st.sampled_from(["", *EMAILS]),
        "contract_start": days.map(str) | st.just(""),
        "notice_days": st.sampled_from(["", "90", "3 months"]),
        "auto_renew": st.sampled_from(["", "yes", "no"]),
        "annual_value": st.decimals(0, 10**12, places=2).map(str) | st.just(""),
        "currency": st.sampled_from(["", "EUR", "usd"]),
        "review_kind": st.sampled_from(["", "service", "QBR"]),
        "review_every": st.sampled_from(["", "monthly", "every 5 weeks"]),
        "last_review": st.dates(date(2020, 1, 1), MONDAY.date()).map(str) | st.just(""),
        "data_sensitivity": st.sampled_from(["", "none", "restricted"]),
        "notes": good_text,
        "Cost centre": st.sampled_from(["", "4711"]),
    }
)


@pytest.fixture
def fresh(engine: Engine, tmp_path: Path) -> Callable[[], tuple[Workspace, Callable[[bytes], Told]]]:
    """A new workspace with the people of the register, and an import into it."""

    def fresh() -> tuple[Workspace, Callable[[bytes], Told]]:
        with db.write(engine, None) as session:
            workspace = enrol(session, f"T{next(numbers)}", "Acme", "")
        settle(engine, workspace)

        def run(content: bytes) -> Told:
            file = tmp_path / "register.csv"
            file.write_bytes(content)
            return bring_in(engine, workspace, file)

        return workspace, run

    return fresh


def written(rows: list[dict[str, str]]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@shared
@given(rows=st.lists(any_row, min_size=1, max_size=4))
def test_any_text_in_any_cell(
    engine: Engine, fresh: Callable[[], tuple[Workspace, Callable[[bytes], Told]]], rows: list[dict[str, str]]
) -> None:
    workspace, run = fresh()
    told = run(written(rows))
    if told.code == 2:
        assert any(NOT_TEXT.search(cell) for row in rows for cell in row.values())
        return
    created = {row["ref"] for row in told.report["rows"] if row["outcome"] == "created"}
    with db.read(engine, workspace.id) as session:
        assert {vendor.ref for vendor in session.exec(select(Vendor))} == created
        assert not [link for link in audit.verify(session) if isinstance(link, audit.Fault)]
    assert bool(told.report["faults"]) == (told.code == 1)


@shared
@given(content=st.binary(max_size=200) | any_text.map(lambda text: f"name,function,tier\n{text}".encode()))
def test_any_file(fresh: Callable[[], tuple[Workspace, Callable[[bytes], Told]]], content: bytes) -> None:
    _, run = fresh()
    told = run(content)
    assert told.code in {0, 1, 2}
    assert ("error" in told.report) == (told.code == 2)


@shared
@given(data=st.data())
def test_a_good_register_comes_in_whole_and_only_once(
    fresh: Callable[[], tuple[Workspace, Callable[[bytes], Told]]], data: st.DataObject
) -> None:
    names = data.draw(st.lists(good_name, min_size=1, max_size=4, unique_by=lambda text: name_key(clean_name(text))))
    with_ref = data.draw(st.booleans())
    content = written(
        [
            {"ref": f"VND-{number:04}" if with_ref else "", "name": name, **data.draw(good_row)}
            for number, name in enumerate(names, start=1)
        ]
    )
    _, run = fresh()
    assert run(content).counts == (len(names), 0, 0, 0)
    again = run(content)
    assert (again.counts, again.report["faults"]) == ((0, 0, len(names), 0), [])
