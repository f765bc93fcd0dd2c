"""The form in which a contract is filled in, and what it holds once filled."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from govbot import playbook
from govbot.contracts.checking import Draft
from govbot.contracts.models import Contract, Renewal
from govbot.errors import Refusal
from govbot.slack.blocks import Block, context, divider, section
from govbot.slack.call import Call
from govbot.slack.forms import (
    Choice,
    Form,
    choice_field,
    choices_field,
    date_field,
    parsed,
    text_field,
)
from govbot.slack.text import clip, escape
from govbot.vendors import money, periods, services
from govbot.vendors.models import Service, Vendor

ADD, CHANGE = "contract.add:1", "contract.change:1"
LONGEST_REFERENCE = 120


def adding(vendor: Vendor, performed: Sequence[Service], others: Sequence[Contract]) -> Form:
    heading = section(f"A contract with *{escape(clip(vendor.name, 80))}* ({vendor.ref})")
    return Form(ADD, "Add a contract", [heading, *_fields(None, (), performed, others)], "Add", str(vendor.id))


def changing(
    vendor: Vendor,
    contract: Contract,
    covered: Collection[int],
    performed: Sequence[Service],
    others: Sequence[Contract],
    why: str = "",
) -> Form:
    """`why` says, above all, what brought the person here."""
    heading = [section(why)] if why else []
    heading.append(section(f"*{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"))
    fields = _fields(contract, covered, performed, others)
    return Form(CHANGE, "Change a contract", [*heading, *fields], value=str(contract.id))


def _fields(
    contract: Contract | None, covered: Collection[int], performed: Sequence[Service], others: Sequence[Contract]
) -> list[Block]:
    given: dict[str, Any] = contract.model_dump() if contract else {}
    kinds = [(kind.key, kind.title) for kind in playbook.load().contracts.kinds.values()]
    above = [(str(each.id), clip(each.reference, 70)) for each in others]
    return [
        text_field("reference", "Reference", initial=given.get("reference", ""), most=LONGEST_REFERENCE),
        choice_field("kind", "What it is", kinds, initial=given.get("kind", "")),
        choices_field(
            "services", "Which services it covers", [_service(each) for each in performed],
            initial=map(str, covered), optional=True, hint="None chosen: all that they do for us.",
        ),
        *([_parent(given, above)] if above else []),
        divider(),
        *_term(given),
        divider(),
        *_notice(given),
        divider(),
        text_field(
            "value", "Value", initial=money.said(given.get("value"), given.get("currency")), optional=True,
            placeholder="2,400,000 EUR", most=60,
        ),
        text_field("law", "Governing law", initial=given.get("law", ""), optional=True, most=120),
        text_field(
            "link", "Where it is kept", initial=given.get("link", ""), placeholder="https://…", optional=True,
            hint="The address of the document, or of the file in Slack.", most=1000,
        ),
        text_field("notes", "Notes", initial=given.get("notes", ""), long=True, optional=True),
    ]  # fmt: skip


def _parent(given: dict[str, Any], above: Sequence[Choice]) -> Block:
    return choice_field(
        "parent", "Below which contract it stands", above, initial=str(given.get("parent_id") or ""), optional=True
    )


def _service(performed: Service) -> Choice:
    return str(performed.id), services.performed(performed.function, performed.location, performed.countries)


def _term(given: dict[str, Any]) -> list[Block]:
    renewals = [(renewal.value, renewal.label) for renewal in Renewal]
    return [
        date_field("start", "From", initial=given.get("start")),
        date_field("end", "Until", initial=given.get("end"), optional=True, hint="The last day of its first term."),
        choice_field("renewal", "What happens then", renewals, initial=given.get("renewal", "")),
        text_field(
            "term", "For how long it renews", initial=periods.said(given.get("term", "")), placeholder="12 months",
            optional=True, most=40,
        ),
    ]  # fmt: skip


def _notice(given: dict[str, Any]) -> list[Block]:
    return [
        context("The day by which notice must be given follows from what is above and below; it is never typed."),
        text_field(
            "notice", "Our notice", initial=periods.said(given.get("notice", "")), placeholder="90, or 3 months",
            optional=True, most=40,
        ),
        text_field(
            "notice_theirs", "Their notice", initial=periods.said(given.get("notice_theirs", "")),
            placeholder="180, or 6 months", optional=True, most=40,
        ),
        text_field(
            "notice_method", "How notice is given", initial=given.get("notice_method", ""),
            placeholder="Registered letter", optional=True, most=300,
        ),
        text_field(
            "notice_address", "To which address", initial=given.get("notice_address", ""), optional=True, most=1000,
            long=True,
        ),
    ]  # fmt: skip


def draft(call: Call) -> Draft:
    """The filled form; what cannot be read is refused on its field, all at once."""
    read = parsed(
        {
            "term": lambda: _period(call.text("term")),
            "notice": lambda: _period(call.text("notice")),
            "notice_theirs": lambda: _period(call.text("notice_theirs")),
            "value": lambda: money.with_currency(call.text("value")),
            "link": lambda: _link(call.text("link")),
            "start": lambda: call.date("start"),
            "end": lambda: call.date("end"),
        }
    )
    value, currency = read.pop("value")
    chosen = call.fields.get("services")
    parent = call.text("parent")
    return Draft(
        reference=" ".join(call.text("reference").split()),
        kind=call.text("kind"),
        renewal=Renewal(call.text("renewal")),
        services=sorted(int(each) for each in chosen) if isinstance(chosen, list) else (),
        notice_method=" ".join(call.text("notice_method").split()),
        notice_address=call.text("notice_address"),
        value=value,
        currency=currency,
        law=" ".join(call.text("law").split()),
        parent_id=int(parent) if parent else None,
        notes=call.text("notes"),
        **read,
    )


def _period(text: str) -> str:
    return periods.notice(text) if text else ""


def _link(text: str) -> str:
    address = urlsplit(text)
    if text and not (address.scheme in ("http", "https") and address.netloc):
        raise Refusal("An address that begins with https://.")
    return text
