"""The sample register, as people keep one in a spreadsheet: every fault of it, found by reading it row by row."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlmodel import func, select

from govbot import audit, db
from govbot.people.models import Person
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.vendors import duties, finding
from govbot.vendors.models import Assignment, Duty, Location, Sensitivity, Service, Status, Tier, Vendor
from govbot.workspace import Workspace
from tests.register.conftest import MONDAY, BringIn

PORTFOLIO = Path(__file__).parent / "portfolio.csv"
FAULTS = [
    (3, "name", "x" * 300),
    (5, "name", ""),
    (7, "ref", "VND-0007"),
    (8, "ref", "VND-0007"),
    (8, "name", "Umber Payroll B.V."),
    (10, "name", "Umber Payroll B.V."),
    (12, "contract_end", "2027-01-01"),
    (15, "notice_days", "ninety"),
    (16, "annual_value", "-5"),
    (18, "owner_email", "left.the.company@example.com"),
    (22, "owner_email", "not-an-email"),
    (24, "tier", ""),
    (25, "review_every", "sometimes"),
    # From here on one line later than the row's number: line 31 goes on in line 32.
    (35, "function", "catering"),
    (42, "tier", "platinum"),
    (53, "contract_end", "2027-02-30"),
    (62, "annual_value", "USD 2,400,000"),
]
BACKUP_IS_OWNER = [17, 27, 38, 52]
UNOWNED = [51]


def test_every_fault_is_named_and_the_good_rows_come_in(run: BringIn) -> None:
    told = run(PORTFOLIO)
    assert told.faults == FAULTS
    assert told.counts == (44, 0, 0, 16)
    assert told.code == 1
    assert {fault["line"] for fault in told.report["faults"]} == {
        row["line"] for row in told.report["rows"] if row["outcome"] == "refused"
    }


def test_what_is_worth_knowing_is_said(run: BringIn) -> None:
    notes = run(PORTFOLIO).notes
    assert [line for line, text in notes if "backup is the owner" in text] == BACKUP_IS_OWNER
    assert [line for line, text in notes if "Nobody owns it" in text] == UNOWNED
    without_channel = [line for line, text in notes if "no channel" in text]
    assert len(without_channel) == 60 - 8  # two of the channels are there: five vendors in one, three in the other
    assert len(notes) == len(BACKUP_IS_OWNER) + len(UNOWNED) + len(without_channel)


def test_a_second_import_changes_nothing_and_says_so(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(PORTFOLIO)
    before = count_rows(engine, workspace)
    again = run(PORTFOLIO)
    assert again.counts == (0, 0, 44, 16)
    assert again.faults == FAULTS
    assert count_rows(engine, workspace) == before
    assert "Nothing was changed." in run(PORTFOLIO, as_json=False).text


def test_a_dry_run_says_the_same_and_writes_nothing(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    before = count_rows(engine, workspace)
    rehearsed = run(PORTFOLIO, dry_run=True)
    assert count_rows(engine, workspace) == before
    played = run(PORTFOLIO)
    assert rehearsed.report == played.report | {"dry_run": True}
    assert rehearsed.code == played.code


def test_cells_are_kept_as_what_they_mean(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(PORTFOLIO)
    with db.read(engine, workspace.id) as session:
        cells = {vendor.ref: vendor for vendor in finding.everyone(session, retired=True)}
        first = cells["VND-0001"]
        [service] = finding.services_of(session, first)
        held = duties.people_of(session, first)
    assert (first.name, first.tier, first.status) == ("Meridian Verify Oy", Tier.MEDIUM, Status.LIVE)
    assert (first.channel, first.sensitivity) == ("C01", Sensitivity.RESTRICTED)
    assert (first.annual_value, first.currency) == (Decimal(306000), "EUR")
    assert (service.function, service.location, service.countries) == ("payroll", Location.ONSHORE, ["IN", "PH"])
    assert {duty: person.name for duty, person in held.items()} == {
        Duty.OWNER: "Ivo Novak",
        Duty.BACKUP: "Dora Lind",
        Duty.SPONSOR: "Ana Silva",
    }
    assert first.imported == {
        "contract_ref": "C-2408",
        "contract_start": "2025-11-20",
        "contract_end": "2027-11-20",
        "notice_days": "P180D",
        "auto_renew": False,
        "review_kind": "service",
        "review_every": "every 6 months",
        "last_review": "2026-10-03",
    }
    assert cells["VND-0005"].tier is Tier.CRITICAL
    assert cells["VND-0054"].tier is Tier.CRITICAL
    assert cells["VND-0031"].imported["notice_days"] == "P3M"
    assert (cells["VND-0047"].annual_value, cells["VND-0047"].currency) == (Decimal("1200000.50"), "EUR")
    assert cells["VND-0059"].imported["contract_end"] == "2027-12-31"


def test_names_and_notes_stay_as_people_wrote_them(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(PORTFOLIO)
    with db.read(engine, workspace.id) as session:
        kept = {vendor.ref: vendor for vendor in finding.everyone(session, retired=True)}
    assert kept["VND-0019"].name == "東京サポート株式会社"
    assert kept["VND-0032"].name == "שירותי תמיכה בע״מ"
    assert kept["VND-0052"].name == "Acme 🚀 <b>Support</b> & Co <!channel>"
    assert kept["VND-0057"].name == "Zoë & Söhne Abrechnung GmbH"
    assert kept["VND-0018"].notes == '=HYPERLINK("http://evil.example","click")'
    assert kept["VND-0053"].notes == "@SUM(1+1)*cmd|' /C calc'!A0"
    assert kept["VND-0030"].notes.splitlines() == ["line one", 'line two, "quoted"']


def test_a_row_without_reference_gets_the_next_one(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    """Above all of the file, also above those of rows that are refused."""
    run(PORTFOLIO)
    with db.read(engine, workspace.id) as session:
        vendor = finding.by_name(session, "Zephyr Collections Ltd")
    assert vendor is not None
    assert vendor.ref == "VND-0061"


def test_past_reviews_date_the_next_ones(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(PORTFOLIO)
    with db.read(engine, workspace.id) as session:
        vendor = finding.find(session, "VND-0022")
        last = reviews.last_of(session, vendor, "service")
        ahead = {review.kind: review for review in reviews.open_of(session, vendor)}
        prospect = finding.find(session, "VND-0013")
        assert reviews.open_of(session, prospect) == []
    assert last is not None
    assert (last.held_on, last.completed_by) == (date(2026, 10, 27), "U00")
    assert (ahead["service"].due, ahead["service"].every) == (date(2026, 11, 27), "monthly")
    assert set(ahead) > {"service", "risk", "business"}
    assert all(review.due > MONDAY.date() for review in ahead.values())


def test_every_step_is_in_the_chain(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    run(PORTFOLIO)
    with db.read(engine, workspace.id) as session:
        vendor = finding.find(session, "VND-0001")
        links = list(audit.verify(session))
        steps = audit.history(session, vendor.subject)
    assert not [link for link in links if isinstance(link, audit.Fault)]
    assert {step.actor for step in steps} == {"U00"}
    counted = [step.action for step in steps if not step.action.startswith("review.scheduled")]
    assert counted == ["vendor.added", *["vendor.assigned"] * 3, "review.cadence", "review.recorded", "contract.added"]


def count_rows(engine: Engine, workspace: Workspace) -> dict[str, int]:
    tables = (Vendor, Service, Assignment, Review, Person, audit.AuditEvent)
    with db.read(engine, workspace.id) as session:
        return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in tables}
