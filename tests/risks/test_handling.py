"""From a card these things are moved and given to somebody else; where they cannot be, the field says what to do."""

import pytest

from tests.live import Live
from tests.risks.desk import ROOM, add_exception, add_issue, add_risk, answer, latest, more, said, told

pytestmark = pytest.mark.one_database


def test_what_is_due_is_moved_or_given_away_where_that_makes_sense(acme: Live) -> None:
    ivo, ana = acme.person("ivo.novak"), acme.person("ana.silva")
    add_risk(acme, due="2026-03-10")
    add_exception(acme, until="2026-03-20")
    ana.presses("Approve", latest(acme, "ana.silva", "Approve"))
    add_issue(acme, due="2026-03-05")
    ivo.types("/vendor risk accept 1", ROOM)
    assert ivo.submits(why="Notice is served", until="2026-06-30", approver="@ana.silva")["errors"] == {}
    acme.walk(days=3)
    more(acme, "ivo.novak", "exception:1", "Move…")
    refused = ivo.submits(date="2026-04-30")["errors"]["date"]
    assert "moves only with a new approval: “/vendor exception renew EXC-0001” asks for it" in refused
    more(acme, "ivo.novak", "approval:2", "Move…")
    assert "Somebody waits for this answer" in ivo.submits(date="2026-03-20")["errors"]["date"]
    more(acme, "ivo.novak", "risk:1", "Move…")
    assert ivo.submits(date="2026-03-18", reason="They <merge>")["errors"] == {}
    more(acme, "ivo.novak", "issue:1", "Reassign…")
    assert ivo.submits(person="@ana.silva")["errors"] == {}
    more(acme, "ivo.novak", "approval:2", "Reassign…")
    assert set(ivo.submits(person="@ivo.novak")["errors"]) == {"person"}
    assert ivo.submits(person="@dora.lind")["errors"] == {}
    acme.beat()
    assert "gave you *Approve or refuse RSK-0001" in said(acme, "dora.lind")
    dora = acme.person("dora.lind")
    dora.presses("Answer", latest(acme, "dora.lind", "Answer"))
    dora.presses("Approve", [m for m in dora.sees("@govbot") if m.get("is_ephemeral")][-1])
    assert "is approved until Tue 30 Jun 2026" in answer(acme, "dora.lind", "@govbot")
    history = told(acme)
    assert "moved the risk RSK-0001 “They lose their &lt;key&gt; people” from Tue 10 Mar 2026 to Wed 18 Mar" in history
    assert f"gave the issue ISS-0001 “Tickets &lt;closed&gt; unread” to <@{acme.id_of('ana.silva')}>" in history
    assert "to approve RSK-0001 “They lose their &lt;key&gt; people” instead" in history


def test_an_acceptance_that_ends_is_announced_and_needs_another_yes(acme: Live) -> None:
    ivo, ana = acme.person("ivo.novak"), acme.person("ana.silva")
    add_risk(acme)
    ivo.types("/vendor risk accept 1", ROOM)
    assert ivo.submits(why="Notice is served", until="2026-03-20", approver="@ana.silva")["errors"] == {}
    acme.beat()
    ana.presses("Approve", latest(acme, "ana.silva", "Approve"))
    acme.walk(days=4)
    more(acme, "ivo.novak", "acceptance:1", "Move…")
    assert "“/vendor risk accept RSK-0001” asks for it" in ivo.submits(date="2026-04-30")["errors"]["date"]
    acme.walk(days=15)
    assert "⚠️ ended Fri 20 Mar 2026" in ivo.types("/vendor risk show 1", ROOM)
    assert "⚠️ above appetite, no plan" in ivo.types("/vendor risk list above", ROOM)
    ivo.types("/vendor risk close 1", ROOM)
    assert ivo.submits(why="They stayed")["errors"] == {}
    assert "already closed by @ivo.novak" in ivo.types("/vendor risk rate 1 2x2 because Fine", ROOM)
