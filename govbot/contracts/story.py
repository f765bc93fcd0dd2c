"""What happened to contracts, as sentences of a vendor's history."""

from typing import Any

from govbot import playbook
from govbot.contracts.models import Decision
from govbot.slack.telling import Detail, Stories, because, on, said, somebody
from govbot.slack.text import escape, plural
from govbot.vendors import periods
from govbot.vendors.story import changed_facts


def _changed(detail: Detail) -> str:
    read = {name: [_read(name, side) for side in sides] for name, sides in detail["changed"].items()}
    return f"{changed_facts({**detail, 'changed': read}, 'value')} of the contract{said(detail['reference'])}"


def _read(name: str, side: Any) -> Any:
    """A side of what changed as people write it: `3 months`, not `P3M`."""
    kinds = playbook.load().contracts.kinds
    if not side:
        return side
    if name in ("term", "notice", "notice_theirs"):
        return periods.said(side)
    if name in ("start", "end"):
        return on(side)
    return kinds[side].title if name == "kind" and side in kinds else side


def _decided(detail: Detail) -> str:
    chosen = Decision(detail["decision"])
    if chosen is Decision.TERMINATE:
        to = f"to {on(detail['until'])}, notice given on {on(detail['noticed_on'])} ({escape(detail['proof'])})"
        return f"terminated the contract{said(detail['reference'])} {to}{because(detail['why'])}"
    then = f" until {on(detail['new_end'])}" if detail["new_end"] else ""
    return f"decided to {chosen.value} the contract{said(detail['reference'])}{then}{because(detail['why'])}"


def _renewed(detail: Detail) -> str:
    decided = "as was decided" if detail["decided"] else "with nothing decided"
    return f"saw the contract{said(detail['reference'])} renew by itself until {on(detail['until'])}, {decided}"


def _ticked(detail: Detail) -> str:
    return (
        f"read the contract{said(detail['reference'])}: it has {plural(len(detail['after']), 'clause')} of the playbook"
    )


STORIES: Stories = {
    "contract.added": lambda d: f"wrote down the contract{said(d['reference'])}",
    "contract.changed": _changed,
    "contract.decided": _decided,
    "contract.renewed": _renewed,
    "contract.ended": lambda d: (
        f"said that the contract{said(d['reference'])} ended on {on(d['on'])}{because(d['why'])}"
    ),
    "contract.clauses": _ticked,
    "contract.lacking": lambda d: (
        f"found {plural(d['lacking'], 'clause')} missing in the contract{said(d['reference'])},"
        f" to be there by {on(d['due'])}"
    ),
    "contract.mended": lambda d: f"found no clause missing in the contract{said(d['reference'])} any more",
    "contract.gaps_moved": lambda d: (
        f"moved the missing clauses of the contract{said(d['reference'])} from {on(d['before'])} to {on(d['after'])}"
        f"{because(d['why'])}"
    ),
    "contract.gaps_given": lambda d: (
        f"gave the missing clauses of the contract{said(d['reference'])} to {somebody(d['after'])}{because(d['why'])}"
    ),
    "contract.reassigned": lambda d: (
        f"gave the contract{said(d['reference'])} to {somebody(d['after'])}{because(d['why'])}"
    ),
}
