"""What people type after `/escalate`, in their own words."""

import pytest
from sqlalchemy.engine import Engine

from govbot import db
from govbot.errors import Refusal
from govbot.escalations import reading
from govbot.escalations.models import Severity
from tests.escalations.desk import Desk

NAMES = ("Ardent Payroll", "Critical Systems Ltd", "Area 1 Security", "Brightline", "Brightwater")


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    """Words are taken apart in Python: one database tells as much as two."""
    return sqlite_engine


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        *[
            (word, Severity.S1)
            for word in ("S1", "s1", "1", "sev1", "sev 1", "SEV-1", "severity 1", "P1", "critical", "Crisis")
        ],
        *[(word, Severity.S2) for word in ("s2", "2", "high", "HIGH", "major", "p2")],
        *[(word, Severity.S3) for word in ("S3", "medium", "serious", "sev3")],
        *[(word, Severity.S4) for word in ("S4", "low", "minor", "4")],
        *[(word, None) for word in ("", "S5", "0", "urgentish", "sev", "the", "<!channel>", "S1 and more")],
    ],
)
def test_severities_in_anybodys_words(words: str, severity: Severity | None) -> None:
    assert reading.severity_of(words) is severity


@pytest.mark.parametrize(
    ("text", "vendor", "severity", "what"),
    [
        ("ardent S2 the run failed", "Ardent Payroll", Severity.S2, "the run failed"),
        ("Ardent Payroll sev 1 the run failed", "Ardent Payroll", Severity.S1, "the run failed"),
        ("VND-0001 high late", "Ardent Payroll", Severity.S2, "late"),
        ("ardent S2", "Ardent Payroll", Severity.S2, ""),
        ("ardent the run failed", "Ardent Payroll", None, "the run failed"),
        ("ardent", "Ardent Payroll", None, ""),
        ("Critical Systems Ltd s3 no report", "Critical Systems Ltd", Severity.S3, "no report"),
        ("Critical Systems Ltd", "Critical Systems Ltd", None, ""),
        ("Area 1 Security 2 doors are open", "Area 1 Security", Severity.S2, "doors are open"),
        ("Area 1 Security", "Area 1 Security", None, ""),
        ("area 1 sec s3 doors are open", "Area 1 Security", Severity.S3, "doors are open"),
        ("Ardnet Payroll S2 late", "Ardent Payroll", Severity.S2, "late"),
        ("bright lights", None, None, "bright lights"),
        ("nobody knows this", None, None, "nobody knows this"),
        ("S1 everything is down", None, None, "S1 everything is down"),
        ("", None, None, ""),
    ],
)
def test_what_was_typed_is_taken_apart(
    desk: Desk, text: str, vendor: str | None, severity: Severity | None, what: str
) -> None:
    for name in NAMES:
        desk.vendor(name)
    with db.read(desk.engine, desk.workspace.id) as session:
        typed = reading.read(session, tuple(text.split()))
    assert (typed.vendor and typed.vendor.name, typed.severity, typed.what) == (vendor, severity, what)


@pytest.mark.parametrize(
    ("text", "answer"), [("bright S1 down", "could be"), ("Xylophone S1 down", "no vendor called")]
)
def test_with_a_severity_the_vendor_must_be_clear(desk: Desk, text: str, answer: str) -> None:
    for name in NAMES:
        desk.vendor(name)
    with db.read(desk.engine, desk.workspace.id) as session, pytest.raises(Refusal, match=answer):
        reading.read(session, tuple(text.split()))
