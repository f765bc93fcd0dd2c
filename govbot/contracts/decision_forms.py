"""The forms in which a contract is decided about, ended, and held against the clauses it should have."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.contracts import blocks, deciding, terms
from govbot.contracts import service as contracts
from govbot.contracts.deciding import Verdict
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.errors import Refusals
from govbot.playbook.contracts import Clause
from govbot.slack.blocks import Block, context, divider, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, date_field, text_field, tick_field, ticks_field
from govbot.slack.text import clip, day, escape
from govbot.vendors.models import Vendor

DECIDE, END, CLAUSES = "contract.decide:1", "contract.end:1", "contract.clauses:1"
LONGEST_REASON = 1000
TICKED = ("has_1", "has_2", "has_3")  # Slack takes ten boxes in a field


def decision(vendor: Vendor, contract: Contract, today: date) -> Form:
    choices = [(each.value, each.label) for each in Decision]
    fields = [
        *_heading(vendor, contract, today),
        choice_field("decision", "What is to become of it", choices, initial=contract.decision or ""),
        text_field("why", "Why?", most=LONGEST_REASON, long=True, hint="The channel and the history will show it."),
        divider(),
        *_notice(contract, today),
    ]
    if contract.renewal in (Renewal.MANUAL, Renewal.FIXED):
        fields += [
            divider(),
            context("*Only where both sides have signed it already*"),
            date_field("new_end", "New end", optional=True),
        ]
    return Form(DECIDE, "Decide", fields, "Decide", value=f"{contract.id} {deciding.mark(contract)}")


def _notice(contract: Contract, today: date) -> list[Block]:
    how = ", to ".join(part for part in (contract.notice_method, " ".join(contract.notice_address.split())) if part)
    earliest = terms.earliest_end(contracts.terms_of(contract), today)
    return [
        context("*Only where it is terminated*" + (f"  Notice by {clip(escape(how), 500)}." if how else "")),
        date_field("noticed_on", "Notice was given on", optional=True, hint="Left empty: today."),
        text_field(
            "proof", "Proof that they have it", optional=True, most=LONGEST_REASON,
            placeholder="Receipt of the registered letter, RR 123 456 789 DE",
        ),
        date_field(
            "ends_on", "It ends on", optional=True, hint=f"Left empty: {day(earliest)}, if notice was given today."
        ),
        tick_field("agreed", "Earlier than that", "They agreed, or it is for cause: the notice period does not bind"),
    ]  # fmt: skip


def verdict(call: Call) -> Verdict:
    if not call.text("decision"):
        raise Refusals({"decision": "Say what is to become of it."})
    return Verdict(
        decision=Decision(call.text("decision")),
        why=call.text("why"),
        noticed_on=call.date("noticed_on"),
        proof=call.text("proof"),
        ends_on=call.date("ends_on"),
        agreed=bool(call.fields.get("agreed")),
        new_end=call.date("new_end"),
    )


def ending(vendor: Vendor, contract: Contract, today: date) -> Form:
    last = contract.until if contract.until and contract.until < today else today
    fields = [
        *_heading(vendor, contract, today),
        date_field("ended_on", "Its last day was", initial=last, hint="To end it on a later day, decide about it."),
        text_field("why", "Why did it end?", most=LONGEST_REASON),
    ]
    return Form(END, "A contract has ended", fields, "It has ended", value=str(contract.id))


def clauses(vendor: Vendor, contract: Contract, today: date) -> Form:
    asked = playbook.load().contracts.asked(vendor.tier)
    groups = [asked[start : start + 10] for start in range(0, len(asked), 10)]
    fields = [*_heading(vendor, contract, today), *_meanings(asked)]
    for name, group in zip(TICKED, groups, strict=False):
        choices = [(clause.key, clause.title) for clause in group]
        fields.append(ticks_field(name, "What the contract has", choices, initial=contract.clauses))
    return Form(CLAUSES, "Clauses", fields, value=str(contract.id))


def ticked(call: Call) -> list[str]:
    values = [call.fields.get(name) for name in TICKED]
    return [key for value in values if isinstance(value, list) for key in value]


def _meanings(asked: Sequence[Clause]) -> list[Block]:
    return [context("\n".join(f"*{clause.title}*  {clause.meaning}" for clause in asked))]


def _heading(vendor: Vendor, contract: Contract, today: date) -> list[Block]:
    name = f"*{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    return [section(f"{name}\n{blocks.state(contract, today)}")]
