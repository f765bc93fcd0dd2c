"""The rules of evidence on a plain session: Ana files, Ben accepts."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, select

from govbot.evidence import deciding, service
from govbot.evidence.deciding import Verdict
from govbot.evidence.filing import Filing
from govbot.evidence.models import Evidence
from govbot.evidence.service import Wish
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
GOOD = Filing("soc2_type2", issuer="Baker", period_end=date(2026, 9, 30), link="https://a.example/soc2.pdf")
CERTIFICATE = Filing("iso27001", issuer="TÜV", valid_until=date(2027, 5, 1), link="https://a.example/iso.pdf")


class Desk:
    def __init__(self, session: Session, place: Workspace, tier: Tier = Tier.CRITICAL) -> None:
        self.session, self.place = session, place
        self.vendor: Vendor = builders.vendor(session, NOW, "Ardent", tier=tier)

    def file(self, filing: Filing, now: datetime = NOW, by: str = "UANA") -> Evidence:
        return service.file(self.session, self.place, now, by, self.vendor, filing)

    def accept(self, piece: Evidence, now: datetime = NOW, by: str = "UBEN") -> deciding.Decided:
        return deciding.decide(self.session, self.place, now, by, piece, Verdict(True))

    def ask(self, *kinds: str, by: date = TODAY + timedelta(days=10)) -> list[Evidence]:
        return service.request(self.session, self.place, NOW, "UANA", self.vendor, Wish(kinds, by))

    def rows(self) -> int:
        return len(self.session.exec(select(Evidence)).all())
