"""What is open with somebody goes on when they leave, when they hand over, and is said when their vendor is retired."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from govbot import audit, db
from govbot.contracts import service as contracts
from govbot.contracts.checking import Draft
from govbot.contracts.models import Contract, Renewal
from govbot.evidence import changing
from govbot.evidence import service as evidence
from govbot.evidence.models import Evidence
from govbot.evidence.service import Wish
from govbot.kpis import periods
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi
from govbot.kpis.service import Agreement
from govbot.people import service as people
from govbot.people.models import Person
from govbot.playbook.kpis import Direction
from govbot.reviews.models import Action
from govbot.risks.models import Approval, PolicyException, Risk
from govbot.vendors import finding, moving, retained
from govbot.vendors.models import Retained, Status
from govbot.workspace import Workspace
from tests.door import shown
from tests.live import Live
from tests.people.test_leaving import leaves
from tests.risks.desk import add_exception, add_risk, has

pytestmark = pytest.mark.one_database

NOW, TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
ROOM = "#vendor-governance"
LINES = Lines(direction=Direction.UP, target=Decimal(99), red=Decimal(98))


@pytest.fixture
def busy(acme: Live) -> Live:
    """Hana holds no duty at Acme, and has something of every house: an approval that Ivo, its owner, asked her for."""
    add_risk(acme, "They lose people", owner="@hana.sato")
    add_exception(acme, approver="@hana.sato")
    with db.write(acme.bot.engine, acme.workspace_id) as session:
        ivo, hana = (people.find(session, acme.id_of(name)) for name in ("ivo.novak", "hana.sato"))
        vendor, place = finding.find(session, "acme"), session.get_one(Workspace, acme.workspace_id)
        draft = Draft("MSA-1", "msa", Renewal.AUTO, start=TODAY, end=date(2027, 3, 1), term="P12M", notice="P90D")
        contract = contracts.add(session, TODAY, NOW, ivo.slack_id, vendor, draft)
        contracts.reassign(session, NOW, ivo.slack_id, contract, hana, "She reads them")
        (piece,) = evidence.request(session, place, NOW, ivo.slack_id, vendor, Wish(["iso27001"], date(2026, 4, 30)))
        changing.reassign(session, NOW, ivo.slack_id, piece, hana, "She knows them")
        agreed = Agreement(
            name="Answered", unit="percent", lines=LINES, dimension="quality", since=periods.parse("2026-01")
        )
        kpis.give(session, NOW, ivo.slack_id, [kpis.add(session, NOW, ivo.slack_id, vendor, agreed)], hana, "")
        retained.name(session, NOW, ivo.slack_id, vendor, {"process_design": hana})
        session.add(Action(vendor_id=vendor.id, source="review:1", title="Call them", owner_id=hana.id, due=TODAY))
    return acme


def whose(live: Live) -> dict[str, str]:
    """Whose each open thing is, by handle."""
    columns = {
        "contract": Contract.person_id, "evidence": Evidence.person_id, "KPI": Kpi.owner_id, "risk": Risk.owner_id,
        "exception": PolicyException.owner_id, "approval": Approval.approver_id, "action": Action.owner_id,
        "responsibility": Retained.person_id,
    }  # fmt: skip
    with db.read(live.bot.engine, live.workspace_id) as session:
        return {what: _handle(session, session.exec(select(column)).one()) for what, column in columns.items()}


def _handle(session: Session, id_: int | None) -> str:
    return session.exec(select(Person.handle).where(Person.id == id_)).one()


def test_nothing_stays_with_somebody_who_has_left(busy: Live) -> None:
    maya, ivo, ana = (busy.person(name) for name in ("maya.lindqvist", "ivo.novak", "ana.silva"))
    leaves(busy, "hana.sato")
    kept = {"contract", "evidence", "KPI", "risk", "exception", "action", "responsibility"}
    assert whose(busy) == dict.fromkeys(kept, "ivo.novak") | {"approval": "ana.silva"}
    told = [text for text in map(shown, maya.private()) if "*Hana Sato has left Slack.*" in text]
    assert len(told) == 1
    assert f"risk “RSK-0001 They lose people” is now with <@{busy.id_of('ivo.novak')}>" in told[0]
    assert f"MFA until the tokens come” is now with <@{busy.id_of('ana.silva')}>" in told[0]
    assert "responsibility that stays ours “Process design standards” is now with" in told[0]
    assert "contract “MSA-1”; piece of evidence “ISO 27001" in shown(ivo.private()[-1])
    assert "what was open with them is now yours:" in shown(ana.private()[-1])
    assert "approval awaited “EXC-0001 Work" in shown(ana.private()[-1])
    ana.types("/vendor due", ROOM)
    ana.presses("Answer", ana.sees(ROOM)[-1])
    assert has(ana.sees(ROOM)[-1], "Approve")
    before = len(maya.private())
    busy.heart.chores.nightly()
    busy.beat()
    assert len(maya.private()) == before


def test_what_nobody_may_have_is_said_once_and_can_be_handed_over(busy: Live) -> None:
    """Where the asker owns it and nobody is beside them; the event of it never came."""
    maya = busy.person("maya.lindqvist")
    for duty in ("backup", "sponsor"):
        maya.types(f"/vendor {duty} acme nobody")
    hana = busy.slack.world.user("hana.sato")
    assert hana is not None
    hana.deleted = True
    for _ in range(2):
        busy.walk(days=1)
        busy.heart.chores.nightly()
        busy.beat()
    assert whose(busy)["approval"] == "hana.sato"
    assert whose(busy)["risk"] == "ivo.novak"
    told = [text for text in map(shown, maya.private()) if "may have this:" in text]
    assert len(told) == 1
    assert "`/vendor handover VND-0001 from @hana.sato to @person`" in told[0]
    said = maya.types("/vendor handover VND-0001 from @hana.sato to @ivo.novak", ROOM)
    assert "“Ivo Novak” asked for it or did it themselves (1 approval awaited)." in said
    said = maya.types("/vendor handover VND-0001 from @hana.sato to @dora.lind", ROOM)
    assert "With it went what was open: 1 approval awaited." in said
    assert whose(busy)["approval"] == "dora.lind"
    with db.read(busy.bot.engine, busy.workspace_id) as session:
        assert not [fault for fault in audit.verify(session) if isinstance(fault, audit.Fault)]


def test_open_things_are_handed_over_and_an_action_stays_with_who_promised_it(busy: Live) -> None:
    maya = busy.person("maya.lindqvist")
    listed = maya.types("/vendor handover from @hana.sato to @dora.lind")
    assert "Open with them: 1 contract, 1 piece of evidence, 1 KPI, 1 risk, 1 approval awaited." in listed
    maya.presses("Hand over 1 vendor", maya.sees(ROOM)[-1])
    given = ("contract", "evidence", "KPI", "risk", "approval", "responsibility")
    assert whose(busy) == dict.fromkeys(given, "dora.lind") | {"exception": "ivo.novak", "action": "hana.sato"}
    busy.beat()
    assert "With it went what was open: 1 contract" in shown(busy.person("dora.lind").private()[-1])
    said = maya.types("/vendor handover acme from @dora.lind to @ivo.novak")
    assert f"⚠️ 1 approval awaited stay with <@{busy.id_of('dora.lind')}>" in said
    assert whose(busy)["approval"] == "dora.lind"
    assert whose(busy)["risk"] == "ivo.novak"


def test_retiring_says_what_stays_open(busy: Live) -> None:
    maya = busy.person("maya.lindqvist")
    with db.write(busy.bot.engine, busy.workspace_id) as session:
        moving.move(session, NOW, "U0TEST", finding.find(session, "acme"), Status.EXITING, "We go")
    said = maya.types("/vendor retire acme because they closed")
    for line in (
        "1 open action nobody will be reminded of: “Call them”",
        "Still open: 1 contract: “MSA-1”",
        "Still open: 1 piece of evidence asked for: “ISO 27001",
        "Still open: 1 KPI: “Answered”",
        "Still open: 1 risk: “RSK-0001 They lose people”",
        "Still open: 1 exception: “EXC-0001 ",
        "Still open: 1 approval awaited: “EXC-0001 ",
    ):
        assert f"⚠️ {line}" in said
