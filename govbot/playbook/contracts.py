"""Kinds of contract, and the clauses that they have to have."""

from typing import ClassVar

from pydantic import Field

from govbot.playbook.terms import Days, Knowledge, Term, Terms


class ContractKind(Term):
    checked: bool = False
    alongside: bool = False
    below: bool = False


class ContractKinds(Terms[ContractKind]):
    noun: ClassVar[str] = "kind of contract"


class Clause(Term):
    meaning: str
    critical: bool = False


class Clauses(Terms[Clause]):
    noun: ClassVar[str] = "clause"


class Contracts(Knowledge):
    kinds: ContractKinds
    renews_for: str = Field(pattern=r"^P([1-9]\d{0,3}D|[1-9]\d{0,2}[WM]|[1-9]\d?Y)$")
    clauses: Clauses
    mend_within: dict[str, Days]

    def asked(self, tier: str) -> tuple[Clause, ...]:
        """The clauses that contracts with a vendor of that tier need."""
        return tuple(clause for clause in self.clauses.values() if tier == "critical" or not clause.critical)
