"""Contracts as people meet them: typed, pressed and filled in, in the local Slack."""

import pytest

from tests.ardent import ROOM
from tests.contracts.conftest import MSA, House
from tests.door import Json, buttons, shown

pytestmark = pytest.mark.one_database


def _labels(message: Json) -> list[str]:
    return [element["text"]["text"] for element in buttons(message)]


def test_it_is_written_down_shown_and_changed(house: House) -> None:
    dora = house.person()
    assert "None is written down yet." in dora.types("/vendor contract ardent", ROOM)
    assert _labels(house.answered()) == ["Add a contract"]
    assert house.adds(link="https://files.example/msa?a=1&b=2", notes="Signed *twice* <!here>") == {}
    page = dora.types("/vendor contract show msa-2025", ROOM)
    for said in (
        "*MSA-2025* · Master agreement with *Ardent Payroll* (VND-0001)",
        "⏳ Renews by itself after Thu 31 Dec 2026 · notice by Fri 2 Oct 2026",
        "*Notice*\nours 90 days, theirs 6 months",
        "*Value*\n2,400,000 EUR",
        "<https://files.example/msa?a=1&amp;b=2|the document>",
        "Signed *twice* &lt;!here&gt;",
        "all that they do for us",
        "⚠️ *15 clauses to look for*  scope of the services; ",
        "nobody has read this contract for its clauses yet",
    ):
        assert said in page
    assert house.adds(reference="DPA-1", kind="dpa", parent=str(house.contract().id)) == {}
    assert "*Stands below*  MSA-2025" in shown(house.answered())
    assert "No contract is called “MSA-9”." in dora.types("/vendor contract show MSA-9", ROOM)
    listed = dora.types("/vendor contract Ardent", ROOM)
    assert "*Contracts with Ardent Payroll* (VND-0001) · 2" in listed
    assert "⚠️ *15 clauses to look for:* open a contract to see which." in listed
    # Two stand, so neither is guessed.
    assert "Which one do you mean?" in dora.types("/vendor contract edit ardent", ROOM)
    dora.types("/vendor contract edit ardent MSA-2025", ROOM)
    assert dora.submits(notice="3 months", law="Ireland", value="")["errors"] == {}
    assert "notice by Wed 30 Sep 2026" in shown(house.answered())
    dora.types("/vendor contract edit #1", ROOM)
    assert dora.submits(parent=str(house.contract("DPA-1").id))["errors"] == {
        "parent": "That one stands below this one already, so it cannot be above it."
    }
    dora.types("/vendor contract edit MSA-2025", ROOM)
    assert dora.submits()["errors"] == {}
    assert "Nothing was different." in shown(house.answered())
    dora.types("/vendor contract edit DPA-1", ROOM)
    assert dora.submits(parent="", kind="nda")["errors"] == {}
    assert "none is asked for of a contract of this kind" in shown(house.answered())
    told = house.history()
    assert "wrote down the contract “DPA-1”" in told
    assert "changed kind Data processing agreement → Confidentiality agreement, stands below MSA-2025 → none" in told
    assert "changed notice 90 days → 3 months, value 2,400,000 EUR → none" in told


def test_from_the_card_everything_is_done_in_its_window(house: House) -> None:
    dora = house.person()
    assert "none is written down" in dora.types("/vendor show ardent", ROOM)
    dora.presses("Contracts", house.answered())
    dora.presses("Add a contract")
    assert dora.submits(**MSA)["errors"] == {}
    card = dora.types("/vendor show ardent", ROOM)
    assert "MSA-2025: ⏳ Renews by itself after Thu 31 Dec 2026 · notice by Fri 2 Oct 2026" in card
    assert "15 clauses to look for" in card
    dora.presses("Contracts", house.answered())
    dora.presses("Open")
    assert "*MSA-2025* · Master agreement" in shown(dora.view())
    dora.presses("Decide")
    assert dora.submits(decision="renegotiate", why="Too dear")["errors"] == {}
    assert house.contract().decision == "renegotiate"


def test_clauses_are_ticked_and_those_of_what_belongs_together_count(house: House) -> None:
    dora = house.person()
    assert house.adds() == {}
    dora.presses("Clauses", house.answered())
    assert "*Penetration tests led by threats*" in shown(dora.view())
    assert dora.submits(has_1=["scope", "places", "termination"], has_2=["exit"])["errors"] == {}
    page = shown(house.answered())
    assert "*11 clauses missing*  protection of data; access to data and its return; " in page
    assert f"read by <@{house.live.id_of('dora.lind')}>" in page
    assert house.adds(reference="DPA-1", kind="dpa", parent=str(house.contract().id)) == {}
    dora.presses("Clauses", house.answered())
    assert dora.submits(has_1=["data_protection", "data_return"])["errors"] == {}
    assert "*9 clauses missing*  service levels; " in shown(house.answered())
    assert house.adds(reference="MSA-B", kind="sow", renewal="fixed", term=None, end="2027-12-31") == {}
    listed = dora.types("/vendor contract Ardent", ROOM)
    assert "⚠️ *9 clauses missing, 15 clauses to look for:*" in listed
    assert "it has 4 clauses of the playbook" in house.history()


def test_what_is_wrong_stands_on_its_field_and_nothing_is_written(house: House) -> None:
    for field, changed, sentence in (
        ("reference", {"reference": "  "}, "Say what it is called"),
        ("value", {"value": "-5 EUR"}, "An amount that is not below zero."),
        ("value", {"value": "5 XXY"}, "I know no currency “XXY”. An amount such as 2400000"),
        ("value", {"value": "5"}, "Say in which currency"),
        ("notice", {"notice": "soon"}, "A number of days such as 90"),
        ("notice", {"notice": "13 months"}, "This is longer than the term of 12 months. Check both."),
        ("link", {"link": "javascript:alert(1)"}, "An address that begins with https://."),
        ("end", {"end": "2024-12-31"}, "It begins on 1 January 2025."),
        ("term", {"term": None}, "Say for how long it renews by itself"),
        ("kind", {"kind": "amendment"}, "An amendment belongs to another contract: say to which."),
    ):
        errors = house.adds(**changed)
        assert list(errors) == [field], changed
        assert sentence in errors[field]
    assert "None is written down yet." in house.person().types("/vendor contract ardent", ROOM)
    assert house.adds() == {}
    twin = house.adds(reference="msa-2025", kind="nda")
    assert list(twin) == ["reference"]
    over = house.adds(reference="MSA-2", start="2027-01-01", end="2027-12-31")
    assert "covers the same service until somebody ends it" in over["start"]
    assert list(house.adds(kind="amendment", reference="A-1")) == ["parent"]


def test_two_decide_at_once_and_a_renewal_begins_a_term(house: House) -> None:
    dora, ivo = house.person(), house.person("ivo.novak")
    assert house.adds(renewal="manual", term=None, end="2026-06-30", notice="3 months") == {}
    assert "⏳ Ends on Tue 30 Jun 2026 · notice by Mon 30 Mar 2026" in shown(house.answered())
    dora.presses("Decide", house.answered())
    ivo.types("/vendor contract decide MSA-2025", ROOM)
    assert list(dora.submits(decision="renew", why="They do it well", new_end="2026-06-30")["errors"]) == ["new_end"]
    assert dora.submits(new_end="")["errors"] == {}
    assert "✅ Renew as it is · Ends on Tue 30 Jun 2026" in shown(house.answered())
    late = ivo.submits(decision="renegotiate", why="Too dear")["errors"]
    assert "@dora.lind decided meanwhile, on 2 March 2026: renew as it is." in str(late)
    # The new end is still to be signed; that is asked for by Change.
    house.morning("2026-06-01")
    posted = house.posts()[-1]
    assert "*New end of contract MSA-2025 to be signed* · due in 29 days" in shown(posted)
    dora.presses("Change", posted)
    assert dora.submits(end="2027-06-30")["errors"] == {}
    house.live.beat()
    assert "⏳ Ends on Wed 30 Jun 2027 · notice by Tue 30 Mar 2027" in shown(house.answered())
    ivo.types("/vendor contract decide MSA-2025", ROOM)
    assert ivo.submits(decision="renew", why="Two more years", new_end="2029-06-30")["errors"] == {}
    contract = house.contract()
    assert (str(contract.until), str(contract.notice_by), contract.decision) == ("2029-06-30", "2029-03-30", None)
    assert "decided to renew the contract “MSA-2025” until Sat 30 Jun 2029: “Two more years”" in house.history()


def test_an_evergreen_one_runs_until_notice_and_a_part_of_it_is_left(house: House) -> None:
    dora = house.person()
    assert house.adds(renewal="evergreen", term=None, end=None) == {}
    assert "Runs until somebody gives notice (90 days)" in shown(house.answered())
    assert house.adds(reference="SLA-1", kind="sla", parent=str(house.contract().id)) == {}
    dora.types("/vendor contract decide msa-2025", ROOM)
    refused = dora.submits(decision="terminate", why="We leave", proof="Receipt 7", ends_on="2026-05-30")["errors"]
    assert "given on 2 March 2026 it ends on 31 May 2026 at the earliest" in refused["ends_on"]
    assert dora.submits(agreed=["yes"])["errors"] == {}
    assert "🔚 Terminated to Sat 30 May 2026" in shown(house.answered())
    dora.types("/vendor contract end MSA-2025", ROOM)
    assert list(dora.submits(ended_on="2026-03-03", why="Over")["errors"]) == ["ended_on"]
    assert list(dora.submits(ended_on="2024-12-31")["errors"]) == ["ended_on"]
    assert dora.submits(ended_on="2026-03-01")["errors"] == {}
    assert "is over. Still standing below it: SLA-1." in shown(house.answered())
    assert "ended on 1 March 2026. Nothing was changed." in dora.types("/vendor contract decide MSA-2025", ROOM)
    assert "Receipt 7" in house.history()
