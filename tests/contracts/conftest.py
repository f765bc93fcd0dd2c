"""A critical vendor that nobody reviews, so that nothing but its contracts is heard of."""

import pytest
from sqlmodel import select

from govbot import db
from govbot.contracts.models import Contract
from tests import ardent
from tests.ardent import ROOM
from tests.door import Json
from tests.live import Live

MSA: Json = {
    "reference": "MSA-2025",
    "kind": "msa",
    "start": "2025-01-01",
    "end": "2026-12-31",
    "renewal": "auto",
    "term": "12 months",
    "notice": "90",
    "notice_theirs": "6 months",
    "notice_method": "Registered letter",
    "value": "2,400,000 EUR",
}


class House(ardent.Ardent):
    def adds(self, name: str = "dora.lind", vendor: str = "ardent", **changed: object) -> dict[str, str]:
        """Fills in the form; returns what is wrong, by field."""
        somebody = self.person(name)
        somebody.types(f"/vendor contract add {vendor}", ROOM)
        given = {key: value for key, value in (MSA | changed).items() if value is not None}
        errors: dict[str, str] = somebody.submits(**given)["errors"]
        return errors

    def contract(self, reference: str = "MSA-2025") -> Contract:
        with db.read(self.live.bot.engine, self.live.workspace_id) as session:
            return session.exec(select(Contract).where(Contract.reference == reference)).one()


@pytest.fixture
def house(live: Live) -> House:
    ardent.add(live)
    return House(live)
