"""How much hangs on one, as Slack shows it: a line of numbers for each group, the flagged first."""

import json
from collections.abc import Sequence
from decimal import Decimal

from govbot import playbook
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, escape, plural
from govbot.vendors import money
from govbot.vendors.concentration import Group, Part, Total

FLAG, PAGE, NAMED = "🚩", 10, 100
UNSAID = "Nobody said"


def page(by: str, total: Total, groups: Sequence[Group], first: int) -> list[Block]:
    """From that group on; the buttons turn the pages and lead to the other groupings."""
    title = playbook.load().concentration.groups[by].title.lower()
    some = groups[first : first + PAGE]
    shown = f"{first + 1}-{first + len(some)} of {len(groups)}" if len(groups) > PAGE else f"{len(groups)}"
    flags = sum(group.flagged for group in groups)
    blocks = [section(f"*Concentration by {title}* · {shown} · {plural(flags, 'flag')}\n{_total(total)}")]
    blocks += [section(_line(group)) for group in some]
    if not groups:
        blocks.append(section("There is none: nothing hangs on one of them."))
    blocks += [context(_legend(by, total)), actions(*_turns(by, len(groups), first))]
    return blocks


def _total(total: Total) -> str:
    spend = [f"{money.said(amount, code)} of {plural(of, 'vendor')}" for code, (amount, of) in total.spend.items()]
    parts = [plural(total.vendors, "vendor"), f"{total.critical} critical", *spend]
    return " · ".join(parts)


def _line(group: Group) -> str:
    flag = f"{FLAG} " if group.flagged else ""
    parts = [
        f"{plural(int(group.vendors.some), 'vendor')} {_share(group.vendors)}",
        f"{group.critical.some} critical {_share(group.critical)}",
    ]
    parts += [f"{money.said(part.some, code)} {_share(part)}" for code, part in group.spend.items()]
    name = escape(clip(group.name, 80)) if group.name else UNSAID
    members = "" if group.members == [group.name] else f"\n{escape(clip(', '.join(group.members), NAMED))}"
    return f"{flag}*{name}*  {' · '.join(parts)}{members}"


def _share(part: Part) -> str:
    """`(31 %)`; bold where there is a flag for it."""
    number = "under 1" if Decimal(0) < part.percent < 1 else str(part.rounded)
    share = f"{number}\N{NO-BREAK SPACE}%"
    return f"*({share})*" if part.flagged else f"({share})"


def _legend(by: str, total: Total) -> str:
    book = playbook.load().concentration
    limits = book.groups[by].flagged
    text = (
        f"{FLAG} from {limits.vendors} % of vendors, {limits.critical} % of the critical ones or {limits.spend} % of"
        f" spend on, where at least {book.fewest} vendors are compared."
    )
    if by != "parent":
        text += " A vendor may stand in several lines."
    if len(total.spend) > 1:
        text += " Currencies are not converted: a share of spend is one of its own currency."
    return text


def _turns(by: str, count: int, first: int) -> list[dict[str, object]]:
    turns = [("← Before", by, first - PAGE)] if first else []
    turns += [("Next →", by, first + PAGE)] if first + PAGE < count else []
    others = [(f"By {term.title.lower()}", term.key, 0) for term in playbook.load().concentration.groups.values()]
    turns += [other for other in others if other[1] != by]
    return [
        button(label, f"concentration.{number}:1", json.dumps({"by": key, "first": at}))
        for number, (label, key, at) in enumerate(turns)
    ]
