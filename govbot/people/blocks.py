"""People, their groups and their absences as Slack shows them."""

from collections.abc import Sequence

from govbot.people.away import Hop
from govbot.people.models import UserGroup
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import day, escape, mention

SHOWN = 40


def group(shown: UserGroup) -> str:
    """Without notifying everybody in it."""
    return f"`@{shown.handle}`"


def absences(hops: Sequence[Hop], mine: Hop | None) -> list[Block]:
    """Who is away, the first to come back first, and the button that is the caller's."""
    lines = [
        f"{mention(hop.away.slack_id)} until {day(hop.until)}: {mention(hop.deputy.slack_id)} stands in{_why(hop)}"
        for hop in sorted(hops, key=lambda hop: hop.until)[:SHOWN]
    ]
    offered = button("I am back", "people.back:1") if mine else button("Be away", "people.away:1")
    return [
        section("*Away now*\n" + "\n".join(lines) if lines else "Nobody is away."),
        actions(offered),
        context("`/vendor away @deputy until 2027-01-31` in words; `/vendor back` ends it."),
    ]


def deputy_news(hop: Hop) -> str:
    return (
        f"{mention(hop.away.slack_id)} is away until {day(hop.until)}{_why(hop)} and you stand in: until then their"
        " reminders and escalations reach you. What you press is done in your name."
    )


def away_news(hop: Hop) -> str:
    return (
        f"You are away until {day(hop.until)}{_why(hop)}, and {mention(hop.deputy.slack_id)} stands in. From the next"
        " day on what is yours reaches you again; `/vendor back` ends it earlier."
    )


def _why(hop: Hop) -> str:
    return f" ({escape(hop.reason)})" if hop.reason else ""
