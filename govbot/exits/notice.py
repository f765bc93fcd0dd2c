"""What a vendor's contracts allow: the first day to which they can be left, and by when notice has to be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govbot import playbook
from govbot.calendar import DAY
from govbot.contracts import finding, terms
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract, Decision
from govbot.contracts.terms import Terms
from govbot.slack.text import clip, escape
from govbot.vendors import periods
from govbot.vendors.models import Vendor


@dataclass(frozen=True)
class Bond:
    """A contract that holds us, and the first day to which notice given on `since` ends it."""

    contract: Contract
    since: date
    earliest: date

    @property
    def is_terminated(self) -> bool:
        return self.contract.decision is Decision.TERMINATE

    def notice_by(self, target: date) -> date | None:
        """The last day of notice in time for an end by `target`; None where none is needed any more."""
        if self.is_terminated or target < self.earliest:
            return None
        return last_notice(contracts.terms_of(self.contract), self.since, target)

    def ends_before(self, target: date) -> date | None:
        """Where the contract that is left in time ends earlier than the work: a gap to be agreed about."""
        last = self.notice_by(target)
        end = terms.earliest_end(contracts.terms_of(self.contract), last) if last else self.earliest
        return end if end < target else None

    def said(self) -> str:
        """`MSA-2025: notice of 3 months, so 31 March 2027 at the earliest`, escaped."""
        name, day = escape(clip(self.contract.reference, 80)), f"{self.earliest:%-d %B %Y}"
        if self.is_terminated:
            return f"{name} is terminated to {day}"
        notice = f"notice of {periods.said(self.contract.notice)}" if self.contract.notice else "no notice period"
        return f"{name}: {notice}, so {day} at the earliest"


def bonds(session: Session, vendor: Vendor, since: date) -> list[Bond]:
    """The contracts under which services are performed, the one that holds us longest first."""
    kinds = playbook.load().contracts.kinds
    standing = [
        each for each in finding.of(session, vendor) if each.stands and each.kind in kinds and kinds[each.kind].checked
    ]
    return sorted((_bond(each, since) for each in standing), key=lambda bond: bond.earliest, reverse=True)


def _bond(contract: Contract, since: date) -> Bond:
    if contract.decision is Decision.TERMINATE and contract.until:
        return Bond(contract, since, contract.until)
    return Bond(contract, since, terms.earliest_end(contracts.terms_of(contract), since))


def earliest(found: Sequence[Bond]) -> date | None:
    """The first day on which nothing holds us any more; None where no contract is written down."""
    return max((bond.earliest for bond in found), default=None)


def last_notice(agreed: Terms, since: date, target: date) -> date:
    """The last day from `since` on whose notice ends it by `target`, which notice given on `since` does."""
    day = target
    while day > since and terms.earliest_end(agreed, day) > target:
        day -= DAY
    return day


def notice_by(found: Sequence[Bond], target: date) -> date | None:
    """By when the first of the notices has to be there; None where no contract needs one."""
    return min((day for bond in found if (day := bond.notice_by(target))), default=None)
