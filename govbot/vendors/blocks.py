"""Vendors as Slack shows them: a line in a list, a word in a sentence, the news of a duty."""

from collections.abc import Mapping, Sequence

from govbot import playbook
from govbot.people.models import Person
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, escape, mention, plural
from govbot.vendors import services
from govbot.vendors.models import Duty, Service, Status, Tier, Vendor

TIER_MARK = {Tier.CRITICAL: "🔴", Tier.HIGH: "🟠", Tier.MEDIUM: "🔵", Tier.LOW: "⚪"}
UNOWNED = "🚨 *nobody owns it*"


def name(vendor: Vendor, most: int = 80) -> str:
    """Its name, bold and harmless."""
    return f"*{clip(escape(vendor.name), most)}*"


def tier(vendor: Vendor) -> str:
    return f"{TIER_MARK[vendor.tier]} {vendor.tier.value}"


def status(vendor: Vendor) -> str:
    return vendor.status.value.replace("_", " ")


def service(performed: Service) -> str:
    """`Payroll, back office, offshore (IN, PH)`."""
    return escape(services.performed(performed.function, performed.location, performed.countries))


def watch(performed: Sequence[Service]) -> str:
    """What to watch for where they work from; empty where nobody said where that is."""
    locations = playbook.load().locations
    places = dict.fromkeys(service.location for service in performed if service.location)
    return "\n".join(f"👁 *{locations[place].title}:* {locations[place].watch}." for place in places)


def person(somebody: Person | None) -> str:
    if somebody is None:
        return "nobody"
    return mention(somebody.slack_id) + (" (has left)" if somebody.deleted else "")


def line(vendor: Vendor, holders: Mapping[Duty, Person]) -> str:
    owner = holders.get(Duty.OWNER)
    owned = UNOWNED if owner is None or owner.deleted else f"owner {mention(owner.slack_id)}"
    state = "" if vendor.status is Status.LIVE else f" · {status(vendor)}"
    return f"`{vendor.ref}` {name(vendor)} · {tier(vendor)}{state} · {owned}"


def listing(
    vendors: Sequence[Vendor],
    holders: Mapping[int, Mapping[Duty, Person]],
    *,
    title: str,
    first: int,
    total: int,
    more: Sequence[tuple[str, str]],
) -> list[Block]:
    """One page; `more` are labels and values of the buttons that turn it."""
    lines = [line(vendor, holders.get(vendor.id, {})) for vendor in vendors]
    shown = f"{first}-{first + len(vendors) - 1} of {total}" if total > len(vendors) else plural(total, "vendor")
    blocks = [section(f"*{title}* · {shown}")]
    blocks += [section("\n".join(lines[start : start + 10])) for start in range(0, len(lines), 10)]
    if more:
        blocks.append(actions(*[button(label, f"vendor.list.{n}:1", value) for n, (label, value) in enumerate(more)]))
    blocks.append(context("`/vendor show <name>` opens one · `/vendor add` adds one"))
    return blocks


def duty_news(vendor: Vendor, duty: Duty, by: str) -> str:
    """What somebody is told when a duty becomes theirs."""
    means = {
        Duty.OWNER: "You answer for this vendor inside: reminders and escalations reach you first.",
        Duty.BACKUP: "You stand in for its owner: what the owner leaves undone for three days reaches you as well.",
        Duty.SPONSOR: "What stays undone for a week, and what climbs to your level, reaches you.",
        Duty.SECURITY: "Its card names you for questions of information security.",
        Duty.CONTRACT_OWNER: "Its card names you for questions about the contract.",
        Duty.REVIEWER: "Its card names you for preparing and holding its reviews.",
    }
    return f"{mention(by)} made you *{duty.label.lower()}* of {name(vendor)} ({vendor.ref}). {means[duty]}"
