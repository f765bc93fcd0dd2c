"""What stays ours with a vendor, as Slack shows it, and the form in which people are named for it."""

from collections.abc import Mapping

from govbot import playbook
from govbot.people.models import Person
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.forms import Form, person_field
from govbot.vendors import blocks, retained
from govbot.vendors.models import Vendor


def state(named: Mapping[str, Person]) -> str:
    """One line for the card."""
    missing = retained.missing(named)
    total = len(playbook.load().retained.values())
    if not missing:
        return f"*What stays ours*  🟢 all {total} have a named person"
    if len(missing) == total:
        return f"*What stays ours*  🔴 none of the {total} has a named person"
    return f"*What stays ours*  🔴 nobody for {', '.join(retained.title(key).lower() for key in missing)}"


def listing(vendor: Vendor, named: Mapping[str, Person]) -> list[Block]:
    missing = retained.missing(named)
    lines = []
    for term in playbook.load().retained.values():
        mark = "🔴 " if term.key in missing else ""
        lines.append(f"*{term.title}*  {mark}{blocks.person(named.get(term.key))}\n{term.meaning}")
    return [
        section(f"What stays ours with {blocks.name(vendor)} ({vendor.ref}), whatever they do for us:"),
        *map(section, lines),
        actions(button("Name people", "retained.name:1", str(vendor.id), style="primary")),
    ]


def window(vendor: Vendor, named: Mapping[str, Person]) -> Form:
    return Form("retained.list:1", "What stays ours", listing(vendor, named))


def naming(vendor: Vendor, named: Mapping[str, Person]) -> Form:
    fields = [
        person_field(
            term.key,
            term.title,
            initial=named[term.key].slack_id if term.key in named and named[term.key].reachable else "",
            hint=f"{term.meaning}.",
            optional=True,
        )
        for term in playbook.load().retained.values()
    ]
    return Form("retained.name:1", "What stays ours", fields, value=str(vendor.id))
