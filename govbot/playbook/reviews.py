"""What is reviewed with a vendor, and how often for its tier."""

from typing import ClassVar

from govbot.playbook.cadence import Cadence, CadenceInWords
from govbot.playbook.terms import Knowledge, Term, Terms


class ReviewKind(Term):
    agenda: tuple[str, ...]
    cadence: dict[str, CadenceInWords]
    at_renewal: tuple[str, ...] = ()


class ReviewKinds(Terms[ReviewKind]):
    noun: ClassVar[str] = "kind of review"


class BoardPack(Knowledge):
    title: str
    agenda: tuple[str, ...]
    cadence: CadenceInWords
    policy_cadence: CadenceInWords


class Reviews(Knowledge):
    kinds: ReviewKinds
    board_pack: BoardPack
    minutes: tuple[str, ...]

    def cadence(self, kind: str, tier: str) -> Cadence | None:
        """How often by default, or None: not by default, or only before a renewal."""
        return self.kinds[kind].cadence.get(tier)

    def programme(self, tier: str) -> tuple[ReviewKind, ...]:
        """The reviews a vendor of that tier has by default."""
        return tuple(kind for kind in self.kinds.values() if tier in kind.cadence)
