"""Which clauses contracts lack: one that stands below or above another supplies its clauses to it."""

from collections.abc import Sequence
from typing import NamedTuple

from govbot import playbook
from govbot.contracts import finding
from govbot.contracts.models import Contract
from govbot.playbook.contracts import Clause
from govbot.vendors.models import Tier


def missing(contract: Contract, among: Sequence[Contract], tier: Tier) -> list[Clause]:
    """Of the contract and all that belong together with it; `among` are all the vendor's. None for one that ended."""
    book = playbook.load().contracts
    together = [each for each in finding.family(contract, among) if each.stands]
    if not together or together[0].kind not in book.kinds or not book.kinds[together[0].kind].checked:
        return []
    has = {key for each in together for key in each.clauses}
    return [clause for clause in book.asked(tier) if clause.key not in has]


def read(contract: Contract, among: Sequence[Contract]) -> bool:
    """Whether anybody has looked for clauses in it, or in what belongs together with it."""
    return any(each.clauses_checked_by for each in finding.family(contract, among) if each.stands)


class Gaps(NamedTuple):
    """How many clauses a vendor's contracts lack, and how many nobody has looked for in them yet."""

    missing: int
    unread: int


def gaps(among: Sequence[Contract], tier: Tier) -> Gaps:
    """Counted once for contracts that belong together."""
    tops = [contract for contract in among if contract.stands and contract.parent_id is None]
    counted = [(read(top, among), len(missing(top, among, tier))) for top in tops]
    return Gaps(sum(count for known, count in counted if known), sum(count for known, count in counted if not known))
