"""Risks, issues, exceptions and decisions as people meet them: typed, pressed and filled in, in the local Slack."""

import pytest

from tests.door import shown
from tests.live import Live
from tests.risks.desk import ROOM, add_exception, add_issue, add_risk, answer, has, latest, said, told


def test_a_risk_is_borne_for_a_time_until_its_rating_moves(acme: Live) -> None:
    ivo, ana, maya = (acme.person(name) for name in ("ivo.novak", "ana.silva", "maya.lindqvist"))
    add_risk(acme)
    written = answer(acme, "ivo.novak")
    assert "`RSK-0001` *They lose their &lt;key&gt; people* is written down: 🟠 12 High (3×4)" in written
    assert "above what is borne of a critical vendor (6)" in written
    assert "⚠️ above appetite, no plan" in maya.types("/vendor risk list above appetite")
    assert ivo.types("/vendor risk accept rsk-1", ROOM) == ""
    wish = {"why": "Notice is served, they go in June", "until": "2026-06-30"}
    assert set(ivo.submits(**wish, approver="@ivo.novak")["errors"]) == {"approver"}
    assert ivo.submits(**wish, approver="@ana.silva")["errors"] == {}
    acme.beat()
    request = latest(acme, "ana.silva", "Approve")
    assert "to bear it until Tue 30 Jun 2026: Notice is served" in shown(request)
    ivo.types("/vendor risk show 1", ROOM)
    assert not has(ivo.sees(ROOM)[-1], "Approve"), "who asks does not answer"
    ana.types("/vendor risk show 1", ROOM)
    assert has(ana.sees(ROOM)[-1], "Approve")
    ana.presses("Approve", request)
    ana.presses("Approve", request)
    acme.beat()
    assert "already approved by @ana.silva on 2 March 2026" in answer(acme, "ana.silva", "@govbot")
    assert "✅ Approved by" in said(acme, "ivo.novak")
    assert not has(acme.person("ana.silva").private()[0], "Approve")
    assert any("approved `RSK-0001`" in text for text in maya.reads("#vendor-cedar"))
    assert "none" in maya.types("/vendor risk list above appetite mine")
    assert "until Tue 30 Jun 2026, by" in maya.types("/vendor risk show RSK-0001")
    assert "Bear RSK-0001" in maya.types("/vendor decision list acme")
    rated = ivo.types("/vendor risk rate RSK-0001 4x4 because Two more have left", ROOM)
    assert "🔴 16 Extreme (4×4)" in rated
    assert "has to be given anew" in rated
    ivo.types("/vendor risk rate RSK-0001 4x4 because Still so", ROOM)
    acme.beat()
    assert said(acme, "ivo.novak").count("the rating moved from 3x4 to 4x4") == 1
    assert "Decisions of Acme Support: none" in maya.types("/vendor decision list acme")
    acme.walk(days=7)
    assert "Accept RSK-0001 anew" in said(acme, "ivo.novak")
    ivo.presses("Accept anew", latest(acme, "ivo.novak", "Accept anew"))
    assert ivo.submits(why="As before", until="2026-05-29", approver="@ana.silva")["errors"] == {}
    acme.beat()
    ana.presses("Approve", latest(acme, "ana.silva", "Approve"))
    history = told(acme)
    assert "rated RSK-0001 “They lose their &lt;key&gt; people” 4x4, it was 3x4: “Two more have left”" in history
    assert "approved RSK-0001" in history


@pytest.mark.one_database
def test_a_risk_above_appetite_without_a_plan_is_escalated_and_settled_by_one(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    add_risk(acme)
    acme.walk(days=13)
    assert "above appetite since" not in ivo.types("/escalate list", ROOM)
    acme.walk(days=2)
    listed = ivo.types("/escalate list", ROOM)
    assert "RSK-0001 They lose their &lt;key&gt; people: above appetite since 2 March 2026 without a plan" in listed
    ivo.types("/vendor risk treat RSK-0001", ROOM)
    plan = {"treatment": "reduce", "plan": "A second team is trained", "owner": "@dora.lind", "due": "2026-05-04"}
    assert set(ivo.submits(**plan | {"owner": "@govbot", "due": "2026-01-01"})["errors"]) == {"owner", "due"}
    assert ivo.submits(**plan)["errors"] == {}
    acme.beat()
    assert "There is a plan for RSK-0001: reduce" in ivo.types("/escalate show 1", ROOM)
    assert "RSK-0001" in said(acme, "dora.lind")
    acme.walk(days=21)
    assert "above appetite · reduce" in ivo.types("/vendor risk list", ROOM)
    assert ivo.types("/escalate list", ROOM).count("RSK-0001") == 1
    # Where a less strict tier bears it, that ends it as well.
    add_risk(acme, "Their tool fails")
    acme.walk(days=16)
    raised = ivo.types("/escalate list", ROOM)
    number = raised.partition("RSK-0002")[0].rpartition("#")[2].split()[0].strip("`*")
    ivo.types("/vendor tier acme low because They only answer the phone", ROOM)
    acme.beat()
    shown_now = ivo.types(f"/escalate show {number}", ROOM)
    assert "Acme Support is low now, and RSK-0002 within its appetite" in shown_now


@pytest.mark.one_database
def test_an_issue_is_mended_by_one_and_verified_by_another(acme: Live) -> None:
    dora, ivo = acme.person("dora.lind"), acme.person("ivo.novak")
    add_issue(acme)
    dora.presses("Open", latest(acme, "dora.lind", "Open"))
    assert "Tickets &lt;closed&gt; unread" in answer(acme, "dora.lind", "@govbot")
    acme.walk(days=7)
    digest = latest(acme, "dora.lind", "Done")
    dora.presses("Done", digest)
    mended = {"cause": "A macro", "correction": "The macro is gone"}
    assert set(dora.submits(verifier="@dora.lind")["errors"]) == {"cause", "correction"}
    assert set(dora.submits(**mended, verifier="@dora.lind")["errors"]) == {"verifier"}
    assert dora.submits(**mended, verifier="@ivo.novak")["errors"] == {}
    acme.beat()
    assert "Verified" not in dora.types("/vendor issue verify ISS-0001", ROOM)
    assert "somebody else has to verify it" in dora.types("/vendor issue verify ISS-0001", ROOM)
    dora.types("/vendor issue show 1", ROOM)
    assert not has(dora.sees(ROOM)[-1], "Verify")
    asked = latest(acme, "ivo.novak", "Not mended")
    ivo.presses("Not mended", asked)
    assert set(ivo.submits(why="It is back", date="2026-03-01")["errors"]) == {"date"}
    assert ivo.submits(why="It is back", date="2026-03-20")["errors"] == {}
    ivo.presses("Verify", asked)
    assert "is not done yet" in answer(acme, "ivo.novak", "@govbot")
    acme.beat()
    assert "opened `ISS-0001`" in said(acme, "dora.lind")
    assert not any(has(message, "Not mended") for message in ivo.private())
    dora.types("/vendor issue done 1", ROOM)
    assert dora.submits(cause="Two macros", correction="Both are gone", verifier="@ivo.novak")["errors"] == {}
    acme.beat()
    ivo.presses("Verify", latest(acme, "ivo.novak", "Verify"))
    acme.beat()
    assert "verified `ISS-0001`" in said(acme, "dora.lind")
    assert "already closed by @ivo.novak" in ivo.types("/vendor issue verify 1", ROOM)
    assert "Reopened" in ivo.types("/vendor issue show ISS-1", ROOM)
    assert "closed" in ivo.types("/vendor issue list acme closed", ROOM)
    history = told(acme)
    assert "opened ISS-0001 “Tickets &lt;closed&gt; unread” again until Fri 20 Mar 2026: “It is back”" in history


@pytest.mark.one_database
def test_an_exception_ends_unless_somebody_says_yes_again(acme: Live) -> None:
    ana, ivo = acme.person("ana.silva"), acme.person("ivo.novak")
    add_exception(acme, until="2026-03-20")
    assert "waits for approval" in ivo.types("/vendor exception list", ROOM)
    ana.presses("Approve", latest(acme, "ana.silva", "Approve"))
    assert "until Fri 20 Mar 2026 (in 18 days)" in ivo.types("/vendor exception list acme", ROOM)
    acme.walk(days=11)
    due = latest(acme, "ivo.novak", "Renew or close")
    ivo.presses("Renew or close", due)
    card = [m for m in ivo.sees("@govbot") if m.get("is_ephemeral")][-1]
    ivo.presses("Renew", card)
    wish = {"why": "The tokens are late", "approver": "@ana.silva"}
    assert set(ivo.submits(**wish, until="2026-03-20")["errors"]) == {"until"}
    assert ivo.submits(**wish, until="2026-04-30")["errors"] == {}
    acme.beat()
    ana.presses("Refuse", latest(acme, "ana.silva", "Refuse"))
    assert set(ana.submits(why="")["errors"]) == {"why"}
    assert ana.submits(why="Once was enough")["errors"] == {}
    acme.beat()
    assert "🚫 Refused by" in said(acme, "ivo.novak")
    acme.walk(days=10)
    assert "⚠️ *expired* on Fri 20 Mar 2026" in ivo.types("/vendor exception list expired", ROOM)
    ivo.types("/vendor exception close EXC-0001", ROOM)
    assert set(ivo.submits(why="")["errors"]) == {"why"}
    assert ivo.submits(why="The tokens are here")["errors"] == {}
    assert "Exceptions: none" in ivo.types("/vendor exception list", ROOM)
    assert "already closed by @ivo.novak" in ivo.types("/vendor exception renew 1", ROOM)


@pytest.mark.one_database
def test_a_decision_says_which_of_what_stays_ours_it_exercises(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor decision add acme: Refunds up to 200 EUR without asking")
    fields = {"why": "Speed", "owner": "@ana.silva", "responsibility": "customer_promise"}
    assert set(maya.submits(**fields, due="2026-02-01")["errors"]) == {"due"}
    assert maya.submits(**fields, due="2026-04-01")["errors"] == {}
    acme.beat()
    maya.types("/vendor show acme")
    maya.presses("Risks", maya.sees(ROOM)[-1])
    listed = maya.sees(ROOM)[-1]
    assert "*Risks* · none" in shown(listed)
    assert "`DEC-0001` *Refunds up to 200 EUR without asking*" in shown(listed)
    maya.chooses("Add an issue…", listed)
    assert maya.submits(source="audit", title="No log of refunds", due="2026-03-31")["errors"] == {}
    assert "`ISS-0001` *No log of refunds*" in answer(acme, "maya.lindqvist")
    shown_card = maya.types("/vendor decision show DEC-0001")
    assert "The customer promise" in shown_card
    assert "gave you this" in said(acme, "ana.silva")
    maya.presses("Extend", maya.sees(ROOM)[-1])
    assert set(maya.submits(date="2036-04-01", why="It works")["errors"]) == {"date"}
    assert maya.submits(date="2026-05-04", why="It works")["errors"] == {}
    acme.walk(days=40)
    ana = acme.person("ana.silva")
    ana.presses("Extend or end", latest(acme, "ana.silva", "Extend or end"))
    card = [m for m in ana.sees("@govbot") if m.get("is_ephemeral")][-1]
    ana.presses("Close", card)
    assert ana.submits(why="Everything is refunded now")["errors"] == {}
    history = told(acme)
    assert "closed the decision DEC-0001" in history
    assert "moved the decision DEC-0001 “Refunds up to 200 EUR without asking” from Wed 1 Apr 2026 to" in history
