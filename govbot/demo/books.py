"""What the demo's books say beside its register: who is behind whom, what is proven, what may go wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from govbot import playbook
from govbot.contracts import deciding as settled
from govbot.contracts import finding as signed
from govbot.contracts import gaps
from govbot.contracts import service as contracts
from govbot.contracts.models import Decision
from govbot.evidence import deciding, filing
from govbot.evidence import service as evidence
from govbot.people import service as people
from govbot.people.models import Person
from govbot.risks import decisions, exceptions, issues
from govbot.risks import service as risks
from govbot.risks.approvals import Wish
from govbot.risks.models import Treatment
from govbot.vendors import contacts, finding, moving, retained, subcontractors
from govbot.vendors import service as vendors
from govbot.vendors.models import Sensitivity, Vendor
from govbot.workspace import Workspace

FILES, ACCEPTS = "goran.petrov", "ana.silva"


@dataclass(frozen=True)
class Books:
    """One pass through them, as if their people had typed it all in on one day."""

    session: Session
    place: Workspace
    now: datetime
    said: Mapping[str, Any]

    def write(self) -> None:
        self._behind_them()
        self._contracts()
        self._evidence()
        self._risks()
        self._issues()
        self._approvals()

    def _of(self, what: str) -> Iterator[tuple[Vendor, list[Any]]]:
        for name, lines in self.said[what].items():
            vendor = finding.find(self.session, name)
            yield from ((vendor, line) for line in lines)

    def _person(self, handle: str) -> Person:
        return people.find(self.session, handle)

    def _day(self, days: int) -> date:
        return self.place.today(self.now) + timedelta(days=days)

    def _behind_them(self) -> None:
        by = self._person(FILES).slack_id
        for vendor, (name, title, level) in self._of("contacts"):
            email = f"{name.casefold().replace(' ', '.')}@{vendor.name.split()[0].casefold()}.example"
            contacts.add(self.session, self.now, by, vendor, contacts.Draft(level, name, title, email))
        for vendor, (name, function, countries, access, above) in self._of("subcontractors"):
            parent = subcontractors.find(self.session, vendor, above) if above else None
            draft = subcontractors.Draft(name, function, countries, Sensitivity(access), self._day(-400), parent)
            subcontractors.add(self.session, self.now, self._day(0), by, vendor, draft)
        for name, parent in self.said["parents"].items():
            vendors.change(self.session, self.now, by, finding.find(self.session, name), parent=parent)
        for name, why in self.said["tiers"].items():
            vendor = finding.find(self.session, name)
            moving.retier(self.session, self.now, by, vendor, vendor.tier, why)
        for name, handle in self.said["retained"].items():
            answering = {term.key: self._person(handle) for term in playbook.load().retained.values()}
            retained.name(self.session, self.now, by, finding.find(self.session, name), answering)

    def _contracts(self) -> None:
        by = self._person(FILES).slack_id
        clauses = playbook.load().contracts.clauses.root
        for vendor, (lacks, decision, why, *notice) in self._of("contracts"):
            [contract] = signed.of(self.session, vendor)
            contracts.check_clauses(self.session, self.now, by, contract, clauses.keys() - set(lacks))
            gaps.keep(self.session, self.place, self.now, by, vendor)
            if decision:
                noticed = {"noticed_on": self._day(notice[0]), "proof": notice[1]} if notice else {}
                verdict, seen = settled.Verdict(Decision(decision), why, **noticed), settled.mark(contract)
                settled.decide(self.session, self.place, self.now, by, contract, verdict, seen=seen)

    def _evidence(self) -> None:
        filer, second = self._person(FILES).slack_id, self._person(ACCEPTS).slack_id
        for vendor, (kind, issuer, issued, *waits) in self._of("evidence"):
            ends = self._day(issued + 365) if playbook.load().evidence.kinds[kind].months == 0 else None
            link = f"https://files.example.com/{vendor.ref}/{kind}.pdf"
            filed = filing.Filing(kind, issuer=issuer, issued=self._day(issued), valid_until=ends, link=link)
            piece = evidence.file(self.session, self.place, self.now, filer, vendor, filed)
            if not waits:
                deciding.decide(self.session, self.place, self.now, second, piece, deciding.Verdict(accepted=True))

    def _risks(self) -> None:
        for vendor, (title, category, inherent, residual, handle, plan) in self._of("risks"):
            owner = self._person(handle)
            draft = risks.Draft(title, category, tuple(inherent), tuple(residual), owner)
            risk = risks.add(self.session, self.place, self.now, owner.slack_id, vendor, draft)
            if plan:
                treated = risks.Plan(Treatment.REDUCE, plan, owner, self._day(60))
                risks.treat(self.session, self.place, self.now, owner.slack_id, risk, treated)

    def _issues(self) -> None:
        for vendor, (title, source, handle, due, correction) in self._of("issues"):
            owner = self._person(handle)
            draft = issues.Draft(title, source, owner, self._day(due), correction=correction)
            issues.add(self.session, self.now, owner.slack_id, vendor, draft)

    def _approvals(self) -> None:
        for vendor, (what, why, asker, approver, days) in self._of("exceptions"):
            wish = Wish(self._person(approver), self._day(days), why)
            _, asked = exceptions.ask(self.session, self.place, self.now, self._person(asker), vendor, what, wish)
            exceptions.answer(self.session, self.place, self.now, self._person(approver), asked)
        for vendor, (what, why, handle, days) in self._of("decisions"):
            who = self._person(handle)
            draft = decisions.Draft(what, why, who, self._day(days))
            decisions.add(self.session, self.now, who.slack_id, vendor, draft)
