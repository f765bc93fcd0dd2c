"""What happened to contracts, as sentences of a vendor's history."""

from govbot.contracts.models import Decision
from govbot.slack.telling import Detail, Stories, because, on, said, somebody
from govbot.slack.text import escape, plural
from govbot.vendors.story import changed_facts


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
    "contract.changed": lambda d: f"{changed_facts(d, 'value')} of the contract{said(d['reference'])}",
    "contract.decided": _decided,
    "contract.renewed": _renewed,
    "contract.ended": lambda d: (
        f"said that the contract{said(d['reference'])} ended on {on(d['on'])}{because(d['why'])}"
    ),
    "contract.clauses": _ticked,
    "contract.reassigned": lambda d: (
        f"gave the contract{said(d['reference'])} to {somebody(d['after'])}{because(d['why'])}"
    ),
}
