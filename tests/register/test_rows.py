"""What the cells of one row, the rows of one file and the vendors there already say of each other."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from govbot import audit, db
from govbot.people.models import Person
from govbot.playbook import Cadence
from govbot.reviews import service as reviews
from govbot.vendors import duties, finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Status, Tier, Vendor
from govbot.workspace import Workspace
from tests.register.conftest import MONDAY, BringIn

HEADER = "ref,name,function,tier"


def people(engine: Engine, workspace: Workspace, ref: str) -> dict[Duty, str]:
    with db.read(engine, workspace.id) as session:
        held: dict[Duty, Person] = duties.people_of(session, finding.find(session, ref))
        return {duty: person.name for duty, person in held.items()}


def vendor(engine: Engine, workspace: Workspace, ref: str) -> Vendor:
    with db.read(engine, workspace.id) as session:
        return finding.find(session, ref)


@pytest.mark.parametrize(
    ("more", "cells", "column", "expected"),
    [
        (
            "start date,end date",
            "2027-01-01,2026-12-31",
            "end date",
            "A day on or after the contract's start, 2027-01-01.",
        ),
        (
            "annual_value,currency",
            "USD 5,EUR",
            "annual_value",
            "An amount in EUR, as the currency column says; this one",
        ),
        ("annual_value,currency", "$5,", "annual_value", "An amount with its currency: USD or CAD or AUD"),
        ("owner_email", "rita@example.com", "owner_email", "this person has left it"),
        ("owner_email", "robot@example.com", "owner_email", "this is an app"),
        ("owner_email", "olga@other.example", "owner_email", "Somebody of your own organisation"),
        ("Service Owner", "nobody@example.com", "Service Owner", "nobody here has this one"),
        ("notes", "a,b", "column 6", "No more than 5 cells"),
    ],
)
def test_a_faulty_row_is_refused_alone(run: BringIn, more: str, cells: str, column: str, expected: str) -> None:
    told = run(f"{HEADER},{more}\nVND-0001,A,payroll,low,{cells}\nVND-0002,B,payroll,low\n")
    [fault] = told.report["faults"]
    assert (fault["line"], fault["column"]) == (2, column)
    assert expected in fault["expected"]
    assert told.counts == (1, 0, 0, 1)


def test_every_fault_of_a_row_is_named_at_once(run: BringIn) -> None:
    told = run("ref,name,function,tier,owner_email,last_review\n7,,catering,platinum,x,2027-01-01\n")
    assert [column for _, column, _ in told.faults] == ["ref", "name", "function", "tier", "owner_email", "last_review"]


def test_repeated_names_are_the_same_in_any_spelling(run: BringIn) -> None:
    told = run(f"{HEADER}\n,Straße  A,payroll,low\n,B,payroll,low\n,STRASSE\x1ba,payroll,low\n")
    assert told.faults == [(2, "name", "Straße  A"), (4, "name", "STRASSE\x1ba")]
    assert "line 4 has it too" in told.report["faults"][0]["expected"]


def test_a_name_of_another_vendor_is_refused(run: BringIn) -> None:
    run(f"{HEADER}\nVND-0001,A,payroll,low\n")
    told = run(f"{HEADER}\nVND-0002,A,payroll,low\n")
    assert told.counts == (0, 0, 0, 1)
    assert "VND-0001 has this one already" in told.report["faults"][0]["expected"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_two_rows_of_one_vendor_are_told_apart_in_a_dry_run_too(run: BringIn, dry_run: bool) -> None:
    """The first row renames the vendor, by whose old name the second one calls it."""
    run(f"{HEADER}\nVND-0001,A,payroll,low\n")
    told = run(f"{HEADER}\nVND-0001,B,payroll,low\n,A,payroll,low\n", dry_run=dry_run)
    assert told.counts == (0, 1, 0, 1)
    assert "line 2 is about VND-0001 too" in told.report["faults"][0]["expected"]


def test_a_vendor_is_found_by_its_name(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(f"{HEADER}\nVND-0007,Café A,payroll,low\n")
    told = run("name,function,tier\nCAFE\u0301 A,payroll,high\n")
    assert told.counts == (0, 1, 0, 0)
    assert vendor(engine, workspace, "VND-0007").tier is Tier.HIGH


def test_what_changed_is_told_with_before_and_after(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    columns = f"{HEADER},status,owner_email,annual_value,contract_end,Cost centre"
    run(f"{columns}\nVND-0001,A,payroll,low,live,ana.silva@example.com,5,2027-01-01,17\n")
    second = f"{columns}\nVND-0001,B,claims,high,suspended,dora.lind@example.com,6.50,2028-01-01,18\n"
    told = run(second)
    assert told.report["rows"] == [
        {
            "line": 2,
            "ref": "VND-0001",
            "name": "B",
            "outcome": "changed",
            "changes": {
                "name": ["A", "B"],
                "tier": ["low", "high"],
                "status": ["live", "suspended"],
                "annual_value": ["5.00", "6.50"],
                "function": ["payroll", "claims"],
                "owner_email": ["ana.silva@example.com", "dora.lind@example.com"],
                "contract_end": ["2027-01-01", "2028-01-01"],
                "others": [{"Cost centre": "17"}, {"Cost centre": "18"}],
            },
        }
    ]
    kept = vendor(engine, workspace, "VND-0001")
    assert (kept.name, kept.tier, kept.status) == ("B", Tier.HIGH, Status.SUSPENDED)
    assert people(engine, workspace, "VND-0001") == {Duty.OWNER: "Dora Lind"}
    assert run(second).counts == (0, 0, 1, 0)


def test_an_empty_cell_or_a_missing_column_erases_nothing(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(f"{HEADER},owner_email,notes,contract_end\nVND-0001,A,payroll,low,ana.silva@example.com,N,2027-01-01\n")
    assert run(f"{HEADER},owner_email,notes,contract_end\nVND-0001,A,payroll,low,,,\n").counts == (0, 0, 1, 0)
    assert run(f"{HEADER}\nVND-0001,A,payroll,low\n").counts == (0, 0, 1, 0)
    kept = vendor(engine, workspace, "VND-0001")
    assert (kept.notes, kept.imported) == ("N", {"contract_end": "2027-01-01"})
    assert people(engine, workspace, "VND-0001") == {Duty.OWNER: "Ana Silva"}


def test_owner_and_backup_may_change_places(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    columns, ana, dora = f"{HEADER},owner,backup", "ana.silva@example.com", "dora.lind@example.com"
    run(f"{columns}\nVND-0001,A,payroll,low,{ana},{dora}\n")
    told = run(f"{columns}\nVND-0001,A,payroll,low,{dora},{ana}\n")
    assert told.counts == (0, 1, 0, 0)
    assert people(engine, workspace, "VND-0001") == {Duty.OWNER: "Dora Lind", Duty.BACKUP: "Ana Silva"}


def test_a_backup_who_becomes_owner_is_backup_no_more(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    columns, ana, dora = f"{HEADER},owner,backup", "ana.silva@example.com", "dora.lind@example.com"
    run(f"{columns}\nVND-0001,A,payroll,low,{ana},{dora}\n")
    promoted = f"{columns}\nVND-0001,A,payroll,low,{dora},\n"
    assert run(promoted).report["rows"][0]["changes"] == {"owner_email": [ana, dora], "backup_email": [dora, None]}
    assert people(engine, workspace, "VND-0001") == {Duty.OWNER: "Dora Lind"}
    assert run(promoted).counts == (0, 0, 1, 0)


def test_channels_are_set_by_name_or_id(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    told = run(f"{HEADER},channel\nVND-0001,A,payroll,low,Vendor-Meridian\nVND-0002,B,payroll,low,C02\n"
               "VND-0003,C,payroll,low,#nowhere\n")  # fmt: skip
    assert told.counts == (3, 0, 0, 0)
    assert [vendor(engine, workspace, f"VND-000{number}").channel for number in (1, 2, 3)] == ["C01", "C02", None]
    assert [line for line, text in told.notes if "no channel #nowhere" in text] == [4]


def test_a_new_last_review_and_tier_date_the_programme_anew(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    columns = f"{HEADER},review_kind,last_review"
    run(f"{columns}\nVND-0001,A,payroll,critical,service,2026-10-01\n")
    told = run(f"{columns}\nVND-0001,A,payroll,medium,service,2026-11-02\n")
    assert set(told.report["rows"][0]["changes"]) == {"tier", "last_review"}
    with db.read(engine, workspace.id) as session:
        ahead = {review.kind: review for review in reviews.open_of(session, finding.find(session, "VND-0001"))}
        assert not [link for link in audit.verify(session) if isinstance(link, audit.Fault)]
    assert (ahead["service"].every, str(ahead["service"].due)) == ("quarterly", "2027-02-02")
    assert "steering" not in ahead


@pytest.mark.parametrize("status", [Status.LIVE, Status.PROSPECT])
def test_a_new_vendor_has_the_reviews_it_would_have_one_by_one(
    run: BringIn, engine: Engine, workspace: Workspace, status: Status
) -> None:
    """The import writes the reviews of many vendors at once: by another way to the same place."""
    run(f"{HEADER},status,review_kind,review_every,last_review\nVND-0007,A,payroll,high,{status},service,"
        "every 5 weeks,2026-11-10\n")  # fmt: skip
    with db.write(engine, workspace.id) as session:
        imported = finding.find(session, "VND-0007")
        at_once = {(review.kind, review.due, review.every) for review in reviews.open_of(session, imported)}
        session.delete(imported)
    with db.write(engine, workspace.id) as session:
        draft = vendors.Draft(name="A", function="payroll", tier=Tier.HIGH, status=status, ref="VND-0007")
        added = vendors.add(session, MONDAY, "U00", draft)
        reviews.recorded(session, MONDAY, "U00", added, "service", date(2026, 11, 10), Cadence.parse("every 5 weeks"))
        reviews.keep_programme(session, workspace, MONDAY, "U00", added)
        one_by_one = {(review.kind, review.due, review.every) for review in reviews.open_of(session, added)}
    assert at_once == one_by_one
    assert bool(at_once) == (status is Status.LIVE)


def test_vendors_of_another_workspace_are_not_seen(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, None) as session:
        other = Workspace(team_id="T0OTHER", name="Other")
        session.add(other)
        session.flush()
        other_id = other.id
    with db.write(engine, other_id) as session:
        vendors.add(session, MONDAY, "U1", vendors.Draft(name="A", function="payroll", tier=Tier.LOW))
    assert run(f"{HEADER}\nVND-0001,A,claims,high\n").counts == (1, 0, 0, 0)
    with db.read(engine, other_id) as session:
        assert finding.find(session, "A").tier is Tier.LOW


def test_more_rows_than_one_transaction_holds(run: BringIn, tmp_path: Path) -> None:
    rows = "".join(f",Vendor {number},payroll,{'low' if number % 100 else 'platinum'}\n" for number in range(600))
    told = run(f"{HEADER}\n{rows}")
    assert told.counts == (594, 0, 0, 6)
    assert len({row["ref"] for row in told.report["rows"] if row["outcome"] == "created"}) == 594
    assert run(f"{HEADER}\n{rows}").counts == (0, 0, 594, 6)


def test_no_register_puts_a_prospect_to_work_by_the_way(run: BringIn) -> None:
    run("name,function,tier,status\nA,payroll,low,prospect\nB,payroll,low,live\n")
    told = run("name,function,tier,status\nA,payroll,high,live\nB,payroll,high,live\n")
    assert told.faults == [(2, "status", "live")]
    assert told.counts == (0, 1, 0, 1)
    assert run("name,function,tier,status\nA,payroll,low,onboarding\n").counts == (0, 1, 0, 0)
    assert run("name,function,tier,status\nA,payroll,low,live\n").counts == (0, 0, 0, 1), "however it went"
