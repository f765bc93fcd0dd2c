"""KPIs as people meet them: agreed, recorded, red twice, escalated, recovered; and a period that nobody brings."""

from datetime import date
from decimal import Decimal

import pytest

from govbot import db
from govbot.kpis import periods
from govbot.kpis.credits import CreditRule
from govbot.scorecards import reading
from govbot.vendors import finding
from govbot.workspace import Workspace
from tests.door import buttons, shown
from tests.kpis.desk import FIELDS, ROOM, VENDOR, Desk


@pytest.mark.one_database
def test_a_kpi_is_agreed_from_the_catalogue_with_targets_that_somebody_chose(desk: Desk) -> None:
    dora = desk.live.person("dora.lind")
    dora.types(f"/vendor kpi add {VENDOR}", ROOM)
    assert "Payroll accuracy" in str(dora.view())
    assert "Time to fill" not in str(dora.view())
    dora.submits(kpi="payroll_accuracy")
    drawn = str(dora.view())
    assert "Payslips without an error" in drawn
    assert "At least 99.5 %" in drawn
    wrong = FIELDS | {"name": "Payroll accuracy", "target": "100.5", "red": "99", "weight": "0", "since": "2026-Q1"}
    assert set(dora.submits(**wrong)["errors"]) == {"target", "weight", "since"}
    assert set(dora.submits(**FIELDS | {"name": "Payroll accuracy", "red": "99.9"})["errors"]) == {"red"}
    assert set(dora.submits(**FIELDS | {"name": "Payroll accuracy", "credit_percent": "2"})["errors"]) == {
        "credit_step",
        "credit_cap",
    }
    good = FIELDS | {"name": "Payroll accuracy", "critical": ["yes"], "credit_percent": ""}
    assert dora.submits(**good)["errors"] == {}
    assert "target 99.5 %, red below 98 %" in desk.hears()
    assert "The values of March 2026 are due on" in desk.hears()
    dora.types(f"/vendor kpi add {VENDOR} payroll accuracy", ROOM)
    assert set(dora.submits(**good)["errors"]) == {"name"}
    listed = dora.types(f"/vendor kpi list {VENDOR}", ROOM)
    assert "*Payroll accuracy* (critical)" in listed
    assert "nothing to measure yet" in listed
    assert "agreed the KPI “Payroll accuracy”, monthly" in dora.types(f"/vendor history {VENDOR}", ROOM)


def test_red_twice_escalates_more_red_joins_and_recovery_is_said_once(desk: Desk) -> None:
    kpi = desk.agree("Payroll accuracy")
    field = f"v_{kpi}"
    assert desk.records("2026-01", **{field: "97"}) == {}
    assert "🔴 red Payroll accuracy" in desk.hears()
    assert desk.raised() == []
    assert desk.records("2026-02", **{field: "97.4"}) == {}
    assert "this is a breach, and an escalation is open" in desk.hears()
    [card] = desk.raised()
    assert "The KPI Payroll accuracy is red: January 2026 97 %; February 2026 97.4 %" in shown(card)
    assert "S3" in shown(card)
    desk.morning(date(2026, 4, 1))
    assert desk.records("2026-03", **{field: "96"}) == {}
    assert "the open escalation has been told" in desk.hears()
    thread = "\n".join(desk.live.person("dora.lind").thread(ROOM, card["ts"]))
    assert "Payroll accuracy is red again in March 2026: 96 %" in thread
    desk.morning(date(2026, 5, 4))
    assert desk.records("2026-04", **{field: "98.5"}) == {}  # amber heals nothing
    assert "green again" not in str(desk.posts())
    desk.morning(date(2026, 6, 1))
    assert desk.records("2026-05", **{field: "99.7"}) == {}
    said = [shown(post) for post in desk.posts() if "is green again" in shown(post)]
    news = [text for text in said if text.startswith("☑️")]
    assert len(news) == 1
    assert "Payroll accuracy is green again: 99.7 % in May 2026" in news[0]
    assert "Payroll accuracy is green again" in shown(desk.raised()[0])  # on the card, which waits for a person
    desk.morning(date(2026, 7, 1))
    assert desk.records("2026-06", **{field: "99.9"}) == {}
    assert len([text for text in map(shown, desk.posts()) if text.startswith("☑️")]) == 1
    told = desk.live.person("dora.lind").types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    assert "🔴 red · March 2026: 96 %" in told
    assert "It is breached" not in told


@pytest.mark.one_database
def test_red_that_goes_on_after_somebody_resolved_it_is_raised_anew(desk: Desk) -> None:
    kpi = desk.agree("Payroll accuracy", critical=True)
    field = f"v_{kpi}"
    desk.records("2025-12", **{field: "97"})
    desk.records("2026-01", **{field: "97"})
    [first] = desk.raised()
    assert "S2" in shown(first)
    assert "The critical KPI Payroll accuracy is red" in shown(first)
    dora = desk.live.person("dora.lind")
    dora.presses("Resolve", first)
    assert dora.submits(cause="A new clerk", done="She was trained")["errors"] == {}
    assert desk.records("2026-02", **{field: "97"}) == {}
    assert "an escalation is open" in desk.hears()
    second = desk.raised()[-1]
    assert second["ts"] != first["ts"]
    assert desk.records("2026-02", **{field: "98.6", "reason": "They recounted"}) == {}
    assert "still" not in desk.hears()
    assert desk.records("2026-01", **{field: "98.7", "reason": "They recounted"}) == {}
    assert "was corrected to 98.7 % in January 2026, which is no breach" in str(desk.posts())


@pytest.mark.one_database
def test_a_period_that_nobody_brings_is_asked_for_and_then_escalated(desk: Desk) -> None:
    first, second = desk.agree("Payroll accuracy"), desk.agree("Off-cycle share")
    desk.records("2026-01", **{f"v_{first}": "99.8", f"v_{second}": "99.9"})
    desk.morning(date(2026, 3, 6))  # five business days after February
    due = next(post for post in desk.posts() if "KPI values of February 2026" in shown(post))
    assert "Record" in [each["text"]["text"] for each in buttons(due)]
    dora = desk.live.person("dora.lind")
    dora.presses("Record", due)
    assert "Last: 99.8 %." in str(dora.view())
    assert dora.submits(**{f"v_{first}": "99.6"})["errors"] == {}
    assert "1 value still missing" in desk.hears()
    desk.morning(date(2026, 3, 24))
    card = next(post for post in desk.posts() if "The KPI values of February 2026 are missing" in shown(post))
    assert "Off-cycle share" in shown(card)
    assert desk.records("2026-02", **{f"v_{first}": "99.6", f"v_{second}": "99.9"}) == {}
    assert "Nothing is missing" in desk.hears()
    asked = next(post for post in desk.posts() if post["ts"] == due["ts"])
    assert "✅ Recorded by" in shown(asked)
    raised = next(post for post in desk.posts() if post["ts"] == card["ts"])
    assert "The values of February 2026 were recorded" in shown(raised)


@pytest.mark.one_database
def test_a_correction_keeps_what_was_said_before_and_why(desk: Desk) -> None:
    kpi = desk.agree("Payroll accuracy", min_sample=50)
    field, cases = f"v_{kpi}", f"n_{kpi}"
    assert set(desk.records("2026-02", **{field: "99.6"})) == {cases}
    assert desk.records("2026-02", **{field: "99.6", cases: "400"}) == {}
    assert set(desk.records("2026-02", **{field: "97", cases: "400"})) == {"reason"}
    assert set(desk.records("2026-02", **{field: "", cases: "400"})) == {field}
    assert desk.records("2026-02", **{field: "97", cases: "400", "reason": "Their <report> was wrong"}) == {}
    told = desk.live.person("dora.lind").types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    assert "99.6 % for 1 February 2026" in told
    assert "Their &lt;report&gt; was wrong" in told
    assert desk.records("2026-01", **{field: "12", cases: "49"}) == {}
    assert "◽ too few cases Payroll accuracy" in desk.hears()
    history = desk.live.person("dora.lind").types(f"/vendor history {VENDOR}", ROOM)
    assert "corrected “Payroll accuracy” for February 2026 from 99.6 % to 97 %, red" in history
    dora = desk.live.person("dora.lind")
    assert "is not over" in dora.types(f"/vendor kpi record {VENDOR} 2026-03", ROOM)
    assert "“Ardent 2026-13”" in (said := dora.types("/vendor kpi record Ardent 2026-13", ROOM))
    assert "Write a period like 2026-02" in said
    assert "no such period" in dora.types(f"/vendor kpi record {VENDOR} Q4 2025", ROOM)
    assert "*Payroll accuracy* of" in dora.types("/vendor kpi show Ardent accuracy", ROOM)
    assert "“Ardent Payroll” has no KPI “csat”" in dora.types("/vendor kpi show Ardent csat", ROOM)
    assert "I know no vendor called “Nobody csat”" in dora.types("/vendor kpi show Nobody csat", ROOM)
    assert "Which KPI?" in dora.types(f"/vendor kpi target {VENDOR}", ROOM)


@pytest.mark.one_database
def test_what_is_owed_what_changes_and_what_ends(desk: Desk) -> None:
    rule = CreditRule(percent=Decimal(2), step=Decimal(1), cap=Decimal(5))
    kpi, dora = desk.agree("Payroll accuracy", credit=rule), desk.live.person("dora.lind")
    desk.records("2026-01", **{f"v_{kpi}": "97.4"})
    desk.records("2026-02", **{f"v_{kpi}": "90"})
    owed = dora.types(f"/vendor kpi credits {VENDOR}", ROOM)
    assert "January 2026: Payroll accuracy, 400.00 EUR (4 % of a month's fee)" in owed
    assert "February 2026: Payroll accuracy, 500.00 EUR (5 % of a month's fee)" in owed  # the cap
    assert "Together 900.00 EUR." in owed
    dora.types(f"/vendor kpi target {VENDOR} payroll accuracy", ROOM)
    assert set(dora.submits(target="90", red="95", reason="Agreed in March")["errors"]) == {"red"}
    assert set(dora.submits(target="95", red="90", reason=" ")["errors"]) == {"reason"}
    assert dora.submits(target="95", red="90", reason="Agreed in March")["errors"] == {}
    told = dora.types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    assert "target 95 %, red below 90 %" in told
    assert "🔴 red · February 2026: 90 %" in told  # judged by the lines of its time
    with db.read(desk.live.bot.engine, desk.live.workspace_id) as session:
        place = session.get_one(Workspace, desk.live.workspace_id)
        said = reading.summary(session, place, finding.find(session, VENDOR), date(2026, 3, 2))
        assert said == "score 0.0 red, 1 KPI red, coverage 100 %"
    dora.presses("End it", dora.sees(ROOM)[-1])
    assert dora.submits(reason="They stop in April")["errors"] == {}
    desk.live.beat()
    assert "Payroll accuracy is not measured any more" in shown(desk.raised()[0])
    assert "Nothing is measured yet" in dora.types(f"/vendor kpi list {VENDOR}", ROOM)


@pytest.mark.one_database
def test_the_values_of_a_period_are_given_to_somebody_else_for_good(desk: Desk) -> None:
    desk.agree("Payroll accuracy", since=periods.parse("2026-02"))
    desk.morning(date(2026, 3, 6))
    due, dora = next(post for post in desk.posts() if "KPI values of" in shown(post)), desk.live.person("dora.lind")
    dora.chooses("Move…", due)
    assert "the period is over" in str(dora.submits(date="2026-03-20")["errors"])
    dora.chooses("Reassign…", due)
    assert dora.submits(person=desk.live.id_of("hana.sato"), reason="She has them")["errors"] == {}
    desk.live.beat()
    hana = desk.live.person("hana.sato")
    assert "gave you *KPI values of February 2026*" in shown(hana.private()[-1])
    hana.presses("Record", hana.private()[-1])
    assert hana.submits(v_1="99.9")["errors"] == {}
    told = dora.types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    assert f"<@{desk.live.id_of('hana.sato')}>" in told
