"""Evidence as people meet it: dropped in Slack, filed from the menu of its message, listed, asked for, handed on."""

from datetime import date

import pytest

from tests.door import Json, buttons, shown
from tests.evidence.office import ANA, DORA, IVO, MAYA, ROOM, SOC2, Office

pytestmark = pytest.mark.one_database

ENDED = "2025-12-31"
SHORTCUT = "evidence.message:1"


def test_a_file_is_filed_from_its_message_or_said_to_be_unfit(office: Office) -> None:
    _what_cannot_be_filed_is_refused_at_once(office)
    _its_faults_stand_on_their_fields(office)
    _slack_may_fail(office)
    _in_a_channel_of_no_vendor_the_form_asks_for_it(office)


def _shortcut(office: Office, ts: str, room: str = ROOM, name: str = IVO) -> None:
    office.person(name).shortcut(SHORTCUT, room, ts)


def _what_cannot_be_filed_is_refused_at_once(office: Office) -> None:
    said = office.live.slack.message(f"@{IVO}", ROOM, "No file here")["message"]["ts"]
    for ts, why in (
        (said, "There is no file in this message"),
        (office.drops(IVO, "run.exe", "MZ"), "none of the kinds of file"),
        (office.drops(IVO, "report", "no ending"), "none of the kinds of file"),
        (office.drops(IVO, "soc2.pdf", ""), "is empty, or larger than 20 MB"),
        (office.drops(IVO, "soc2.pdf", "x" * (20 * 1024 * 1024 + 1)), "is empty, or larger than 20 MB"),
    ):
        _shortcut(office, ts)
        assert why in office.answer(IVO)
    assert office.rows() == []


def _its_faults_stand_on_their_fields(office: Office) -> None:
    ts = office.drops(IVO, "soc2.pdf", "Opinion of 2025")
    _shortcut(office, ts)
    assert set(office.person(IVO).submits(**SOC2 | {"period_end": ENDED, "issuer": " "})["errors"]) == {"issuer"}
    wrong = {**SOC2, "period_start": "2026-01-01", "period_end": ENDED, "valid_until": "2026-01-01"}
    errors = office.person(IVO).submits(**wrong)["errors"]
    assert set(errors) == {"period_end", "valid_until"}
    office.fills(IVO, **SOC2, period_start="2025-01-01", period_end=ENDED, valid_until="")
    [piece] = office.rows()
    assert f"/p{ts.replace('.', '')}" in piece.link
    assert piece.file_name == "soc2.pdf"
    _shortcut(office, office.drops(DORA, "copy.pdf", "Opinion of 2025"), name=DORA)
    again = office.person(DORA).submits(**SOC2, period_end=ENDED)["errors"]
    assert "This very file was filed as “SOC 2 type II report”, version 1 by @ivo.novak" in str(again)
    assert len(office.rows()) == 1


def _slack_may_fail(office: Office) -> None:
    slack = office.live.slack
    ts = office.drops(IVO, "pentest.pdf", "Two findings")
    _shortcut(office, ts)
    filled = {"kind": "pen_test", "issuer": "Redteam", "issued": "2026-02-02"}
    for fault, why in (
        ({"method": "files.info", "kind": "error", "error": "file_not_found"}, "Invite me to where it lies"),
        ({"method": "files.download", "kind": "drop_before"}, "did not hand the file over"),
        ({"method": "files.download", "kind": "server_error"}, "I cannot read this file (HTTP"),
    ):
        slack.faults(**fault, times=1)
        assert why in str(office.person(IVO).submits(**filled)["errors"]), fault
    office.fills(IVO, **filled)
    assert [piece.kind for piece in office.rows()] == ["soc2_type2", "pen_test"]


def _in_a_channel_of_no_vendor_the_form_asks_for_it(office: Office) -> None:
    room = "#vendor-governance"
    _shortcut(office, office.drops(MAYA, "bcp.docx", "Tested in May", room), room, MAYA)
    filled = {"kind": "bcp_test", "issuer": "Ardent", "issued": "2026-02-02"}
    errors = office.person(MAYA).submits(**filled, vendor="Nobody")["errors"]
    assert "I know no vendor called “Nobody”" in str(errors)
    office.fills(MAYA, **filled, vendor="ardent")
    assert "Continuity test* v1 · received" in shown(office.post("filed this"))


def test_what_a_vendor_shows_and_lacks_is_listed_asked_for_and_handed_on(office: Office) -> None:
    _what_is_missing_is_listed(office)
    card = _a_request_is_chased(office)
    _it_is_given_and_moved(office, card)
    _it_is_rejected_and_asked_for_again(office)
    _what_is_missing_is_chased_as_one_thing(office)


def _what_is_missing_is_listed(office: Office) -> None:
    listed = office.types(ANA, "/vendor evidence list ardent")
    assert "*Missing:* SOC 2 type II report, Penetration test, Continuity test" in listed
    assert "Last audit: none is filed" in listed
    assert "Ardent Payroll* (VND-0001)" in office.types(ANA, "/vendor evidence list")
    assert "Nothing of “Ardent Payroll” waits" in office.types(ANA, "/vendor evidence accept ardent")


def _a_request_is_chased(office: Office) -> Json:
    office.types(DORA, "/vendor evidence request ardent dpa")
    office.fills(DORA, by="2026-03-09", contact="Ines Prado, L2")
    assert "Ines Prado of *Ardent Payroll*: please send" in shown(office.post())
    office.walk_to(date(2026, 3, 3))
    return office.post("Data processing agreement: asked for")


def _it_is_given_and_moved(office: Office, card: Json) -> None:
    office.person(DORA).chooses("Reassign…", card)
    office.fills(DORA, person=f"@{IVO}", reason="He knows their lawyer")
    assert "gave you *Data processing agreement: asked for*" in shown(office.person(IVO).private()[-1])
    office.person(DORA).chooses("Move…", office.post("Data processing agreement: asked for"))
    assert "is past" in str(office.person(DORA).submits(date="2026-03-01")["errors"])
    office.fills(DORA, date="2026-03-12", reason="Their lawyer is away")
    assert "Moved to Thu 12 Mar 2026" in shown(office.post("Data processing agreement: asked for"))
    [piece] = office.rows()
    assert piece.due == date(2026, 3, 12)


def _it_is_rejected_and_asked_for_again(office: Office) -> None:
    office.types(IVO, "/vendor evidence file ardent dpa")
    office.fills(IVO, issuer="Ardent", issued="2026-03-02", link="https://ardent.example/dpa.pdf")
    filed = office.post("filed this")
    office.presses(ANA, "Start review", filed)
    assert "is yours to accept or reject" in office.answer(ANA)
    office.types(ANA, "/vendor evidence reject ardent dpa")
    assert "Say what is wrong with it" in str(office.person(ANA).submits()["errors"])
    office.fills(ANA, findings="It lacks the <sub-processors>", by="2026-03-20")
    told = shown(office.post())
    assert (
        "rejected the Data processing agreement (v1) of *Ardent Payroll*: It lacks the &lt;sub-processors&gt;." in told
    )
    assert "Another one is wanted by Fri 20 Mar 2026." in told
    decided = office.post("filed this")
    assert "Rejected by <@" in shown(decided)
    assert buttons(decided) == []
    listed = office.types(ANA, "/vendor evidence list ardent")
    assert "🔵 *Data processing agreement* v2 · requested · wanted by Fri 20 Mar 2026" in listed


def _what_is_missing_is_chased_as_one_thing(office: Office) -> None:
    office.walk_to(date(2026, 3, 18))
    card = office.post("Missing: SOC 2 type II report, Penetration test and 4 more")
    assert "in 14 days" in shown(card)
    office.person(IVO).chooses("Move…", card)
    assert "a request has a date of its own" in str(office.person(IVO).submits(date="2026-05-01")["errors"])
    office.presses(IVO, "Request", card)
    office.fills(IVO, by="2026-04-01")
    asked = office.post("Missing:")
    assert "asked for it on Wed 18 Mar 2026" in shown(asked)
    assert [element["text"]["text"] for element in buttons(asked)] == []
    assert len(office.rows(status="requested")) == 7
    assert "Missing" not in office.types(ANA, "/vendor evidence list ardent")
