"""Values of many periods that somebody drops in Slack as a file: shown first, confirmed, written once."""

import pytest

from govbot.kpis import periods
from tests.door import Json, shown
from tests.kpis.desk import ROOM, VENDOR, Desk

pytestmark = pytest.mark.one_database
SHORTCUT = "kpi.message:1"
HEAD = "vendor,kpi,period,value,sample,reason\n"
GOOD = HEAD + f"{VENDOR},payroll accuracy,2025-10,99.6,,\n{VENDOR},payroll accuracy,2025-11,97 %,,\n"


def _asks(desk: Desk, name: str, content: str) -> str:
    """Drops a file and chooses the shortcut; what is said or shown then."""
    ivo = desk.live.person("ivo.novak")
    posted = desk.live.slack.upload("@ivo.novak", ROOM, name, content)["message"]["ts"]
    before = len(_told(desk))
    ivo.shortcut(SHORTCUT, ROOM, posted)
    return desk.hears("ivo.novak") if len(_told(desk)) > before else shown(ivo.view())


def _told(desk: Desk) -> list[Json]:
    return [message for message in desk.live.person("ivo.novak").sees(ROOM) if message.get("is_ephemeral")]


def test_a_file_of_values_is_shown_confirmed_and_written_once(desk: Desk) -> None:
    ivo = desk.live.person("ivo.novak")
    desk.agree("Payroll accuracy", since=periods.parse("2026-03"))
    said = desk.live.slack.message("@ivo.novak", ROOM, "No file")["message"]["ts"]
    ivo.shortcut(SHORTCUT, ROOM, said)
    assert "There is no file in this message. `/vendor kpi record`" in desk.hears("ivo.novak")
    assert "none of the kinds of file that can be read as values: csv" in _asks(desk, "values.pdf", GOOD)
    assert "must name the columns. Missing: vendor, kpi, period" in _asks(desk, "<b>.csv", "value\n1\n")
    wrong = _asks(desk, "values.csv", f"{GOOD}{VENDOR},chatting,2025-11,1,,\n{VENDOR},payroll accuracy,2025-12,101,,\n")
    assert "Nothing was imported. Mend these lines:\nLine 4: “Ardent Payroll” has no KPI “chatting”." in wrong
    assert "Line 5: A value between 0 and 100" in wrong
    preview = _asks(desk, "values.csv", GOOD)
    assert "*values.csv*: 2 values of 1 vendor, 2 new." in preview
    assert "🔴 red *Payroll accuracy* of Ardent Payroll, November 2025: 97 %\n🟢 green" in preview
    assert "nothing to measure yet" in ivo.types(f"/vendor kpi list {VENDOR}", ROOM)
    assert ivo.submits()["errors"] == {}
    assert "*values.csv* is recorded: 2 new." in desk.hears("ivo.novak")
    corrected = GOOD.replace("97 %,,", "98.5,,They counted twice")
    again = _asks(desk, "values.csv", corrected)
    assert "2 values of 1 vendor, 1 corrected, 1 as they stand already." in again
    assert "🟠 amber *Payroll accuracy* of Ardent Payroll, November 2025: 98.5 %, was 97 %" in again
    assert ivo.submits()["errors"] == {}
    whole = ivo.types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    assert "November 2025: 98.5 %" in whole
    assert "They counted twice" in whole
