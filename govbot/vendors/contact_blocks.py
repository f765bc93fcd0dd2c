"""The contacts of a vendor as Slack shows them, and the form in which one is added."""

from collections.abc import Sequence

from govbot import playbook
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.forms import Choice, Form, choice_field, text_field
from govbot.slack.text import clip, escape
from govbot.vendors import blocks
from govbot.vendors.contacts import LEVELS, LONGEST, Draft
from govbot.vendors.models import Contact, Vendor


def line(contact: Contact) -> str:
    """`L2  Jane Doe, account manager · jane@example.com`"""
    title = f", {escape(contact.title)}" if contact.title else ""
    reached = " · ".join(escape(way) for way in (contact.email, contact.phone) if way)
    return f"*L{contact.level}*  {escape(contact.name)}{title} · {reached}"


def listing(vendor: Vendor, known: Sequence[Contact]) -> list[Block]:
    """Level by level, so that a level with nobody is seen."""
    levels = playbook.load().escalation.levels
    drawn = [section(f"*Contacts* at {blocks.name(vendor)} ({vendor.ref}), by level of escalation")]
    for level in LEVELS:
        there = [contact for contact in known if contact.level == level]
        for contact in there:
            question = f"{clip(contact.name, 80)} is no contact any more?"
            value = f"{vendor.id}:{contact.id}"
            drawn.append(section(line(contact), button("Remove", "contact.remove:1", value, confirm=question)))
        if not there:
            drawn.append(section(f"*L{level}*  🚨 nobody; usually their {_inside(levels[f'L{level}'].theirs)}"))
    return [*drawn, actions(button("Add a contact", "contact.add:1", str(vendor.id), style="primary"))]


def _inside(words: str) -> str:
    """As in the middle of a sentence; “CEO” stays as it is."""
    return words if words.isupper() else words[:1].lower() + words[1:]


def window(vendor: Vendor, known: Sequence[Contact]) -> Form:
    return Form("contact.list:1", "Contacts", listing(vendor, known))


def adding(vendor: Vendor, draft: Draft) -> Form:
    """With what was typed already filled in."""
    fields = [
        section(f"Somebody at {blocks.name(vendor)} ({vendor.ref})"),
        text_field("name", "Name", initial=draft.name, most=LONGEST),
        choice_field("level", "Level of escalation", _levels(), initial=str(draft.level or "")),
        text_field("title", "What they are there", initial=draft.title, optional=True, most=LONGEST),
        text_field("email", "E-mail", initial=draft.email, optional=True, most=LONGEST),
        text_field(
            "phone", "Telephone", initial=draft.phone, optional=True, most=LONGEST,
            hint="One of the two at least. For L3 and L4 think of the night.",
        ),
    ]  # fmt: skip
    return Form("contact.add:1", "Add a contact", fields, submit="Add", value=str(vendor.id))


def _levels() -> list[Choice]:
    levels = playbook.load().escalation.levels
    known = {level: levels[f"L{level}"] for level in LEVELS}
    return [(str(level), f"L{level} {term.title}: {term.theirs}") for level, term in known.items()]
