"""`govbot kpi import`: values of many periods at once, whole or not at all."""

from pathlib import Path

import pytest

from govbot.kpis import periods
from tests.door import shown
from tests.kpis.desk import ROOM, VENDOR, Desk
from tests.live import Live
from tests.terminal.conftest import Typed

pytestmark = pytest.mark.one_database

# A breach that came and went (March and April), and one that stands (August, September).
GOOD = "Vendor;KPI;Period;Value;Sample\n" + "".join(
    f"{VENDOR};payroll accuracy;2025-{month:02d};{value} %;400\n"
    for month, value in enumerate(("99,6", "99.7", "97", "96", "99.9", "98.5", "99.5", "97.5", "97"), start=1)
)
BAD = """vendor,kpi,period,value,sample,reason
Nobody Ltd,payroll accuracy,2025-01,99.6,400,
Ardent Payroll,chatting,2025-01,99.6,400,
Ardent Payroll,payroll accuracy,2025-13,99.6,400,
Ardent Payroll,payroll accuracy,Q1 2025,99.6,400,
Ardent Payroll,payroll accuracy,2149-01,99.6,400,
Ardent Payroll,payroll accuracy,2025-01,199.6,400,
Ardent Payroll,payroll accuracy,2025-02,99.6,some,
Ardent Payroll,payroll accuracy,2025-03,99.6,,
Ardent Payroll,payroll accuracy,2025-04,99.6,400,
Ardent Payroll,payroll accuracy,2025-04,99.6,400,
Ardent Payroll,payroll accuracy,2025-05,98,400,
"""


def test_values_come_in_whole_or_not_at_all(
    live: Live, typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = Desk(live)
    desk.agree("Payroll accuracy", min_sample=50, since=periods.parse("2026-03"))
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox")
    monkeypatch.setenv("GOVBOT_SLACK_API_URL", live.slack.api_url)
    file = tmp_path / "values.csv"

    def says(text: str, *options: str) -> str:
        file.write_text(text)
        result = typed("kpi", "import", str(file), *options)
        return f"{result.output}{result.exception or ''}"

    dora = live.person("dora.lind")
    assert "9 values in values.csv: every line is right; nothing was written." in says(GOOD, "--dry-run")
    assert "recorded" not in dora.types(f"/vendor history {VENDOR}", ROOM)
    assert "9 of them new." in says(GOOD)
    assert "0 of them new." in says(GOOD)
    live.beat()
    [card] = desk.raised()
    assert "The KPI Payroll accuracy is red: April 2025 96 %; August 2025 97.5 %; September 2025 97 %" in shown(card)
    assert not [post for post in desk.posts() if "green again" in shown(post)]
    refused = says(BAD)
    for line, fault in {
        2: "I know no vendor called “Nobody Ltd”",
        3: "has no KPI “chatting”",
        4: "There is no period “2025-13”",
        5: "It is measured monthly, and Q1 2025 is no such period",
        6: "is not over",
        7: "A value between 0 and 100",
        8: "a whole number such as 250",
        9: "sample: say how many cases",
        10: "reason: April 2025 has 96 % already",
        11: "reason: April 2025 has 96 % already",
        12: "reason: May 2025 has 99.9 % already",
    }.items():
        assert f"Line {line}: " in refused
        assert fault in refused
    twice = GOOD.replace("2025-02", "2025-01")
    assert "stands in the file twice" in says(twice)
    corrected = (
        "vendor,kpi,period,value,sample,reason\nArdent Payroll,payroll accuracy,2025-09,99.8,400,They recounted\n"
    )
    assert "1 of them new." in says(corrected)
    live.beat()
    assert "Payroll accuracy is green again: 99.8 % in September 2025" in str(desk.posts())
