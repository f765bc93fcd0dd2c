"""A SOC 2 that lapses: it is asked for, escalates, is bridged and then replaced; told as it is heard."""

from datetime import date

from tests.door import buttons, shown
from tests.evidence.office import ANA, DORA, IVO, MAYA, ROOM, SOC2, Office

BEGUN, ENDED = "2024-07-01", "2025-03-13"
RUNS_OUT = date(2026, 3, 13)  # a Friday, eleven days from where the clock begins


def test_a_soc_2_that_lapses_is_asked_for_bridged_and_replaced(office: Office) -> None:
    _it_is_filed_and_accepted(office)
    _it_is_asked_for(office)
    _it_lapses_and_escalates(office)
    _a_letter_bridges_it(office)
    _a_new_one_takes_its_place(office)
    _its_history_is_told(office)


def _it_is_filed_and_accepted(office: Office) -> None:
    ts = office.drops(IVO, "soc2.pdf", "Opinion of 2025")
    office.person(IVO).shortcut("evidence.message:1", ROOM, ts)
    office.fills(IVO, **SOC2, period_start=BEGUN, period_end=ENDED, exceptions="Two leavers kept <access>")
    filed = office.post("filed this")
    assert "SOC 2 type II report* v1 · received" in shown(filed)
    assert "Valid until Fri 13 Mar 2026" in shown(filed)
    assert "Two leavers kept &lt;access&gt;" in shown(filed)
    office.presses(IVO, "Accept", filed)
    assert "You filed this yourself" in office.answer(IVO)
    office.presses(DORA, "Accept", filed)
    office.fills(DORA, findings="The exceptions do not touch us")
    assert "accepted the SOC 2 type II report (v1)" in shown(office.post())
    [piece] = office.rows()
    assert (piece.due, len(piece.sha256)) == (RUNS_OUT, 64)


def _it_is_asked_for(office: Office) -> None:
    office.walk_to(date(2026, 3, 3))
    due = office.post("SOC 2 type II report: runs out")
    assert "in 10 days" in shown(due)
    office.presses(DORA, "Request now", due)
    office.fills(DORA, contact="Ines Prado, L2")
    asked = shown(office.post("please send"))
    assert "Ines Prado of *Ardent Payroll*: please send the following by *Tue 10 Mar 2026*" in asked
    assert "• SOC 2 type II report" in asked
    due = office.post("SOC 2 type II report: runs out")
    assert "asked for it" in shown(due)
    assert "Request now" not in [element["text"]["text"] for element in buttons(due)]
    office.types(DORA, "/vendor evidence request ardent soc 2")
    again = office.person(DORA).submits(by="2026-03-20")
    assert "was asked for already, by 10 March 2026" in str(again["errors"])


def _it_lapses_and_escalates(office: Office) -> None:
    office.walk_to(date(2026, 3, 11))
    assert "SOC 2 type II report: asked for* · 1 day overdue" in shown(office.post("1 day overdue"))
    office.walk_to(RUNS_OUT)
    assert not any("Escalation #" in shown(post) for post in office.posts())
    office.walk_to(date(2026, 3, 16))
    card = shown(office.post("Escalation #1"))
    assert "S3" in card
    assert "ran out on 13 March 2026" in card
    _resolves(office, 1)
    office.walk_to(date(2026, 3, 27))
    assert "S2" in shown(office.post("Escalation #2"))


def _a_letter_bridges_it(office: Office) -> None:
    office.types(MAYA, "/vendor evidence file ardent bridge letter")
    letter = {"issuer": "Ardent Payroll", "issued": "2026-03-26", "link": "https://ardent.example/bridge.pdf"}
    office.fills(MAYA, **letter)
    office.types(ANA, "/vendor evidence accept ardent")
    office.fills(ANA)
    assert "holds until Fri 26 Jun 2026" in office.types(ANA, "/vendor evidence list ardent")
    assert "with a bridge letter" in office.types(ANA, "/vendor evidence list ardent")
    assert "a bridge letter was accepted" in shown(office.post("Escalation #2"))
    _resolves(office, 2)


def _resolves(office: Office, number: int) -> None:
    office.presses(DORA, "Resolve", office.post(f"Escalation #{number}"))
    office.fills(DORA, cause="Their auditor is late", done="Talked to them")


def _a_new_one_takes_its_place(office: Office) -> None:
    office.walk_to(date(2026, 3, 30))
    wanted = office.post("SOC 2 type II report: asked for")
    office.presses(IVO, "File", wanted)
    new = {"period_start": "2025-03-14", "period_end": "2026-03-13", "link": "https://ardent.example/2026.pdf"}
    office.fills(IVO, **SOC2, **new)
    office.types(DORA, "/vendor evidence accept ardent soc 2")
    office.fills(DORA)
    first, second = office.rows(kind="soc2_type2")
    assert (first.version, first.replaced_at is not None, first.sha256 != "") == (1, True, True)
    assert (second.version, second.due, second.requested_by is not None) == (2, date(2027, 3, 13), True)
    heard = len(office.posts())
    office.walk_to(date(2026, 4, 1))
    assert not any("SOC 2" in shown(post) for post in office.posts()[heard:])


def _its_history_is_told(office: Office) -> None:
    told = office.types(MAYA, "/vendor history ardent")
    assert "accepted the SOC 2 type II report (v2)" in told
    assert "filed the SOC 2 type II report (v2), which holds until Sat 13 Mar 2027" in told
