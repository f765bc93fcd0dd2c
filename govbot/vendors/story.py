"""What happened to a vendor, its services, contacts and what stays ours, as sentences of its history."""

from decimal import Decimal

from govbot.slack.telling import Detail, Stories, because, on, said, somebody, turned, value, word
from govbot.slack.text import channel_link, escape
from govbot.vendors import money
from govbot.vendors.retained import title
from govbot.vendors.services import performed
from govbot.vendors.tiering import in_words


def _assigned(detail: Detail) -> str:
    instead = f" instead of {somebody(detail['before'])}" if detail.get("before") else ""
    return f"made {somebody(detail.get('after'))} {word(detail['duty'])}{instead}"


def _service(detail: Detail) -> str:
    return escape(performed(detail["function"], detail["location"], detail["countries"]))


def _subcontracted(detail: Detail) -> str:
    """`for the vendor: Claims, PH`"""
    what = performed(detail["function"], None, detail["countries"])
    return f"for {escape(detail['works_for'])}: {escape(what)}"


def _sub_changed(detail: Detail) -> str:
    read = {"function": word, "works_for": escape, "since": on}
    sides = {name: [read.get(name, value)(side) for side in both] for name, both in detail["changed"].items()}
    return f"{turned(sides)} of the subcontractor{said(detail['name'])}"


def _named(detail: Detail) -> str:
    what = escape(title(detail["responsibility"]).lower())
    instead = f" instead of {somebody(detail['before'])}" if detail["before"] else ""
    return f"said that {somebody(detail['after'])} answers for {what}{instead}"


def _moved(detail: Detail) -> str:
    admitted = f" ({escape(detail['admitted'])})" if detail.get("admitted") else ""
    return f"moved it from {word(detail['before'])} to {word(detail['after'])}{admitted}{because(detail['reason'])}"


def _tiered(detail: Detail) -> str:
    before, after = detail["before"], detail["after"]
    moved = f"changed the tier from {before} to {after}" if before != after else f"said why it is {after}"
    return f"{moved}{because(detail['rationale'])}"


def _tier_answered(detail: Detail) -> str:
    decided = "" if detail["decided"] == detail["proposed"] else f", and {detail['decided']} was decided"
    answers = escape("; ".join(in_words(detail["answers"])))
    return f"answered what asks for its tier: {detail['proposed']} is proposed{decided} ({answers})"


def changed_facts(detail: Detail, amount: str = "annual_value") -> str:
    """Fields as people write them: money with its currency, a channel as a link."""
    found = detail["changed"]
    told: dict[str, list[str]] = {}
    for name, sides in found.items():
        if name in (amount, "currency"):
            amounts, codes = (found.get(part, [detail.get(part)] * 2) for part in (amount, "currency"))
            told[amount] = [_money(*side) for side in zip(amounts, codes, strict=True)]
        elif name == "channel":
            told[name] = [channel_link(side) if side else "none" for side in sides]
        else:
            told[name] = [value(side) for side in sides]
    return turned(told)


def _money(kept: str | None, code: str | None) -> str:
    """Of what JSON keeps of an amount."""
    return money.said(Decimal(kept), code) if kept is not None else "none"


STORIES: Stories = {
    "vendor.added": lambda d: f"added the vendor as {d['ref']}, tier {d['tier']}{because(d.get('rationale'))}",
    "vendor.moved": _moved,
    "vendor.tiered": _tiered,
    "vendor.tier_answered": _tier_answered,
    "vendor.changed": changed_facts,
    "vendor.assigned": _assigned,
    "vendor.channel_renamed": lambda d: f"saw that its channel is called “{escape(d['name'])}” now",
    "channel.closed": lambda d: f"saw that its channel {channel_link(d['channel'])} {escape(d['why'])}",
    "service.added": lambda d: f"added the service {_service(d)}",
    "service.changed": lambda d: f"changed the service {_service(d['before'])} to {_service(d)}",
    "service.removed": lambda d: f"removed the service {_service(d)}",
    "subcontractor.added": lambda d: f"added the subcontractor{said(d['name'])} {_subcontracted(d)}",
    "subcontractor.changed": _sub_changed,
    "subcontractor.ended": lambda d: (
        f"ended the subcontractor{said(d['name'])} on {on(d['until'])}{because(d['reason'])}"
    ),
    "retained.named": _named,
    "contact.added": lambda d: f"added{said(d['name'])} as their contact on L{d['level']}",
    "contact.changed": lambda d: f"changed their contact{said(d['name'])} on L{d['level']}",
    "contact.removed": lambda d: f"removed their contact{said(d['name'])} on L{d['level']}",
}
