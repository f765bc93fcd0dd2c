"""What our own data say about the steps of the programme, without Slack."""

from datetime import UTC, datetime
from typing import get_args

from sqlalchemy.engine import Engine

from govbot import db
from govbot.playbook.plans import Measure
from govbot.rollouts.measures import measure
from govbot.vendors import duties, moving
from govbot.vendors.models import Duty, Status, Tier
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_everything_that_the_playbook_may_ask_for_can_be_counted(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        empty = measure(session, workspace)
        assert set(empty) == set(get_args(Measure))
        assert not any(each.whole for each in empty.values())
        assert empty["owned"].said == "there are no vendors yet"

        dora, ivo = builders.person(session, "U0DORA", "Dora X"), builders.person(session, "U0IVO", "Ivo X")
        builders.vendor(session, NOW, "Acme", owner=dora, backup=ivo, tier=Tier.CRITICAL)
        bare = builders.vendor(session, NOW, "Bare", owner=dora)
        planned = builders.vendor(session, NOW, "Planned")
        planned.status = Status.PROSPECT
        session.flush()
        counted = measure(session, workspace)
        assert counted["owned"].said == "1 of 2 vendors have an owner and a backup"
        assert counted["functions"].said == "2 of 2 vendors have a function"
        assert counted["functions"].whole
        assert counted["risks"].said == "0 of 1 critical vendors have their risks on the register"
        assert counted["drill"].said == "no drill held yet"

        duties.assign(session, NOW, "U0DORA", bare, Duty.BACKUP, ivo)
        moving.retier(session, NOW, "U0DORA", bare, Tier.LOW, "Nobody would notice a week without them")
        workspace.governance_channel = "C0GOV"
        session.flush()
        counted = measure(session, workspace)
        assert counted["owned"].whole
        assert counted["tiered"].said == "1 of 2 vendors have a tier with its reason"
        assert counted["channel"] == ("<#C0GOV> is the governance channel", True)
