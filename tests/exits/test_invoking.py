"""However little time there is, notice comes in time: tried with contracts of every length, on plain tables."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import Engine

from govbot import db, playbook
from govbot.contracts import service as contracts
from govbot.contracts.checking import Draft
from govbot.contracts.models import Renewal
from govbot.errors import Refusals
from govbot.exits import invoking, notice
from govbot.exits.invoking import Variant, Wish
from govbot.plans import finding
from govbot.vendors.models import Tier
from govbot.workspace import enrol
from tests import builders

SATURDAY = datetime(2026, 3, 7, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TERMS = {
    "half a year": Draft("MSA", "msa", Renewal.EVERGREEN, start=date(2025, 1, 1), notice="P6M"),
    "a month": Draft("MSA", "msa", Renewal.EVERGREEN, start=date(2025, 1, 1), notice="P30D"),
    "a year": Draft("MSA", "msa", Renewal.EVERGREEN, start=date(2025, 1, 1), notice="P1Y"),
    "a term": Draft(
        "MSA", "msa", Renewal.AUTO, start=date(2025, 1, 1), end=date(2026, 12, 31), term="P12M", notice="P3M"
    ),
}


@pytest.mark.parametrize("terms", TERMS)
@pytest.mark.parametrize("later", [0, 30, 400])
def test_notice_is_served_in_time_however_little_there_is(sqlite_engine: Engine, terms: str, later: int) -> None:
    """It waits for nothing that comes after it; a day earlier than the first one possible is refused."""
    with db.write(sqlite_engine, None) as session:
        place = enrol(session, "T0SANDBOX", "Acme", "")
        place.countries = ["DE"]
        place_id = place.id
    with db.write(sqlite_engine, place_id) as session:
        dora = builders.person(session, "U0DORA", "Dora Lind")
        vendor = builders.vendor(session, SATURDAY, "Acme", owner=dora, tier=Tier.CRITICAL)
        contracts.add(session, SATURDAY.date(), SATURDAY, "U0DORA", vendor, TERMS[terms])
        monday = date(2026, 3, 9)
        earliest = notice.earliest(notice.bonds(session, vendor, monday))
        assert earliest is not None
        first = max(earliest, SATURDAY.date() + timedelta(days=playbook.load().exits.planned_at_least))
        wish = Wish(Variant.PLANNED, SATURDAY.date(), first - timedelta(days=1), "Too dear", dora)
        with pytest.raises(Refusals) as refused:
            invoking.invoke(session, place, SATURDAY, "U0DORA", vendor, wish)
        assert f"{first:%-d %B %Y}" in refused.value.by_field["target"]
        target = first + timedelta(days=later)
        wish = Wish(Variant.PLANNED, SATURDAY.date(), target, "Too dear", dora)
        plan = invoking.invoke(session, place, SATURDAY, "U0DORA", vendor, wish)
        served = finding.task(session, plan, playbook.load().exits.tasks["notice"])
        last = notice.notice_by(notice.bonds(session, vendor, monday), target)
        assert last is not None
        assert monday <= served.due <= last
        by_code = {task.code: task for task in finding.tasks_of(session, plan)}
        assert all(by_code[code].due <= served.due for code in served.after)
        assert [task.code for task in by_code.values() if task.due < SATURDAY.date()] == []
