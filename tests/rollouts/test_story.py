"""A rollout through the true door, with a pilot that passes at the second try; and the programme of the workspace."""

import pytest

from govbot import db
from govbot.people import service as people
from govbot.plans import finding as plans
from govbot.plans import tasks
from govbot.vendors import finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Status, Tier
from govbot.workspace import Workspace
from tests.door import Json, buttons, shown
from tests.live import Live

ROOM, VENDOR, LINK = "#vendor-ardent", "Ardent Payroll", "https://files.example.com/proof"
GOVERNANCE = "#vendor-governance"


@pytest.fixture
def ardent(live: Live) -> Live:
    """A prospect of Dora's; Ivo stands behind her, Ana is its sponsor."""
    channel = live.slack.world.channel("vendor-ardent")
    assert channel is not None
    with db.write(live.bot.engine, live.workspace_id) as session:
        held = {Duty.OWNER: "dora.lind", Duty.BACKUP: "ivo.novak", Duty.SPONSOR: "ana.silva"}
        draft = vendors.Draft(
            name=VENDOR, function="payroll", tier=Tier.HIGH, channel=channel.id, status=Status.PROSPECT,
            people={duty: people.find(session, live.id_of(name)) for duty, name in held.items()},
        )  # fmt: skip
        vendors.add(session, live.clock(), live.id_of("maya.lindqvist"), draft)
    return live


def status(live: Live) -> Status:
    with db.read(live.bot.engine, live.workspace_id) as session:
        return finding.find(session, VENDOR).status


def closes(live: Live, first: str, *codes: str) -> None:
    """The first of them in the form, the others by the rule behind it."""
    dora = live.person("dora.lind")
    dora.types(f"/vendor rollout done {VENDOR} {first}", ROOM)
    assert dora.submits(**({"shown": LINK} if "Proof" in str(dora.view()) else {"note": "Done"}))["errors"] == {}
    with db.write(live.bot.engine, live.workspace_id) as session:
        workspace = session.get_one(Workspace, live.workspace_id)
        plan = plans.running(session, "rollout", finding.find(session, VENDOR))
        for code in codes:
            task = plans.task(session, plan, code)
            tasks.finish(session, workspace, live.clock(), live.id_of("dora.lind"), task, shown=LINK)


def card(live: Live, heading: str, room: str = ROOM) -> Json:
    live.beat()
    return next(message for message in live.person("dora.lind").sees(room) if heading in shown(message))


def thread(live: Live) -> str:
    return "\n".join(live.person("dora.lind").thread(ROOM, card(live, "Rollout of")["ts"]))


def test_a_pilot_that_fails_moves_the_rest_and_passes_at_the_second_try(ardent: Live) -> None:
    live, dora, ana = ardent, ardent.person("dora.lind"), ardent.person("ana.silva")
    assert "There is no rollout" in dora.types(f"/vendor rollout show {VENDOR}", ROOM)
    dora.types(f"/vendor rollout start {VENDOR}", ROOM)
    assert "It becomes onboarding" in str(dora.view())
    assert set(dora.submits(starts="2025-10-01", manager="", gatekeeper="")["errors"]) == {"manager", "gatekeeper"}
    who = {"manager": live.id_of("dora.lind"), "gatekeeper": live.id_of("ana.silva")}
    assert set(dora.submits(starts="2025-10-01", **who)["errors"]) == {"starts"}
    assert dora.submits(starts="2026-01-05", why="Payroll of the <@U1> branches", **who)["errors"] == {}
    assert status(live) is Status.ONBOARDING
    posted = shown(card(live, "Rollout of"))
    assert "0 of 19 tasks done" in posted
    assert "R06 Sign off readiness (" in posted
    assert "is running already" in dora.types(f"/vendor rollout start {VENDOR}", ROOM)

    closes(live, "R01", "R02", "R03", "R04", "R05")
    assert "waits for a gate: R06" in closing(live, "R07")
    assert "Only Ana Silva decides on R06" in dora.types(f"/vendor rollout gate {VENDOR}", ROOM)
    decides(live, "passed", "All is written down")
    assert "*R06* Sign off readiness was closed" in thread(live)
    assert "All is written down" in thread(live)

    closes(live, "R07", "R08")
    ana.types(f"/vendor rollout gate {VENDOR}", ROOM)
    assert set(ana.submits(verdict="passed", why="It went well")["errors"]) == {"verdict"}
    assert set(ana.submits(verdict="failed", why="", again="2026-03-09")["errors"]) == {"why"}
    closes(live, "R09", "R10", "R11")
    decides(live, "failed", "A third of the payslips had an error", again="2026-03-13")
    told = thread(live)
    assert "did not work: A third of the payslips had an error" in told
    assert "with it move R13" in told
    assert "R12 Decide on the pilot (Fri 13 Mar 2026" in shown(card(live, "Rollout of"))
    listed = dora.types("/vendor rollout list", ROOM)
    assert "Training and controlled launch · 11 of 19 tasks done · until" in listed

    live.walk(days=1)
    assert any("R12 Decide on the pilot" in text for text in ana.reads("@govbot"))
    decides(live, "passed", "Ten days without an error")
    closes(live, "R13", "R14", "R15", "R16", "R17", "R18")
    decides(live, "passed", "Three months of green KPIs")
    over = card(live, "confirmed the steady state")
    assert "It has no exit plan yet" in shown(over)
    assert "✅ Finished" in shown(card(live, "Rollout of"))
    assert "No rollout of “Ardent Payroll” is running" in ana.types(f"/vendor rollout gate {VENDOR}", ROOM)
    dora.presses("Go live…", over)
    refused = dora.submits(status="live", reason="Its rollout is through")["errors"]
    assert "goes live with a complete due-diligence file" in refused["status"]
    dora.types(f"/vendor diligence except {VENDOR}", ROOM)
    assert dora.submits(why="Payday is on Friday", until="2026-04-30", approver="@ana.silva")["errors"] == {}
    live.beat()
    ana.presses("Approve", next(m for m in ana.private() if "Approve" in [b["text"]["text"] for b in buttons(m)]))
    dora.types(f"/vendor status {VENDOR} live because its rollout is through", ROOM)
    assert status(live) is Status.LIVE


def closing(live: Live, code: str) -> str:
    person = live.person("dora.lind")
    said = person.types(f"/vendor rollout done {VENDOR} {code}", ROOM)
    return said or str(person.submits(shown=LINK, early="We may not")["errors"])


def decides(live: Live, verdict: str, why: str, again: str = "") -> None:
    ana = live.person("ana.silva")
    ana.types(f"/vendor rollout gate {VENDOR}", ROOM)
    assert ana.submits(verdict=verdict, why=why, **({"again": again} if again else {}))["errors"] == {}


@pytest.mark.one_database
def test_the_programme_shows_how_far_our_own_data_say_it_is(ardent: Live) -> None:
    live, maya, dora = ardent, ardent.person("maya.lindqvist"), ardent.person("dora.lind")
    assert "no programme yet" in dora.types("/vendor programme show")
    assert "admin" in dora.types("/vendor programme start")
    maya.types("/vendor programme start")
    who = {"owner": live.id_of("dora.lind"), "sponsor": live.id_of("ana.silva")}
    assert set(maya.submits(starts="2027-06-01", **who)["errors"]) == {"starts"}
    assert maya.submits(starts="2026-03-02", role_legal=live.id_of("fatima.noor"), **who)["errors"] == {}
    assert "0 of 27 tasks done" in shown(card(live, "Governance programme", GOVERNANCE))
    assert "is running already" in maya.types("/vendor programme start")

    assert f"<@{live.id_of('fatima.noor')}>" in dora.types("/vendor programme task P06")
    assert "📊 there are no vendors yet" in dora.types("/vendor programme task P03")
    dora.types(f"/vendor status {VENDOR} onboarding because they are chosen", ROOM)
    assert "📊 1 of 1 vendors have an owner and a backup ✅" in dora.types("/vendor programme task P03")
    page = dora.types("/vendor programme show")
    assert "is the governance channel ✅" in page
    assert "P03" in page

    assert "has no task “P99”" in dora.types("/vendor programme done P99")
    dora.types("/vendor programme done P01")
    assert dora.submits(note="Named and told")["errors"] == {}
    assert "already closed by @dora.lind" in dora.types("/vendor programme done 1")
    assert "Only Ana Silva decides on P18" in dora.types("/vendor programme done P18")
    maya.types("/vendor programme stop")
    assert set(maya.submits(why=" ")["errors"]) == {"why"}
    assert maya.submits(why="It begins again in autumn")["errors"] == {}
    over = shown(card(live, "Governance programme", GOVERNANCE))
    assert "⏹️ Stopped" in over
    assert "It begins again in autumn" in over
    assert "No programme is running" in dora.types("/vendor programme done P02")


@pytest.mark.one_database
def test_a_rollout_ends_with_its_vendor(ardent: Live) -> None:
    live, dora = ardent, ardent.person("dora.lind")
    who = {"manager": live.id_of("dora.lind"), "gatekeeper": live.id_of("ana.silva")}
    dora.types(f"/vendor rollout start {VENDOR}", ROOM)
    assert dora.submits(starts="2026-03-02", **who)["errors"] == {}
    live.beat()
    dora.types(f"/vendor rollout done {VENDOR} R01", ROOM)
    late = live.person("maya.lindqvist")
    late.types(f"/vendor retire {VENDOR}", ROOM)
    assert "⚠️ What runs is stopped: rollout." in str(late.view())
    assert late.submits(reason="They <went> under")["errors"] == {}
    live.beat()
    assert "This plan was stopped by @maya.lindqvist" in str(dora.submits(shown=LINK))
    over = shown(card(live, "Rollout of"))
    assert "⏹️ Stopped" in over
    assert "Ardent Payroll is rejected: They &lt;went&gt; under" in over
    assert "can be done now" not in over
    assert "stopped the rollout of Ardent Payroll: Ardent Payroll is rejected" in thread(live)
    left = dora.types(f"/vendor rollout show {VENDOR}", ROOM)
    assert "*Left open*" in left
    assert "*Next*" not in left
    assert "No rollout of “Ardent Payroll” is running" in dora.types(f"/vendor rollout done {VENDOR} R01", ROOM)
    dora.types(f"/vendor status {VENDOR} prospect because they were bought", ROOM)
    dora.types(f"/vendor rollout start {VENDOR}", ROOM)
    assert dora.submits(starts="2026-03-02", **who)["errors"] == {}
    live.beat()
    dora.types(f"/exit gone {VENDOR}", ROOM)
    assert dora.submits(why="They went under again", severity="none", manager="@dora.lind")["errors"] == {}
    live.beat()
    again = next(message for message in reversed(dora.sees(ROOM)) if "Rollout of" in shown(message))
    assert "Ardent Payroll is exiting: They went under again" in shown(again)
    assert "No rollout of “Ardent Payroll” is running" in dora.types(f"/vendor rollout done {VENDOR} R01", ROOM)
