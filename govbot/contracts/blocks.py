"""Contracts as Slack shows them: a line in a list, a page, how one stands, and the news of a decision."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from govbot import playbook
from govbot.contracts import service as contracts
from govbot.contracts.clauses import Gaps
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.contracts.reminders import CHANGE, DECIDE, FINISH
from govbot.playbook.contracts import Clause
from govbot.slack.blocks import Block, actions, button, context, fields, section
from govbot.slack.text import clip, day, escape, link, mention, plural, until
from govbot.vendors import money, periods, services
from govbot.vendors.models import Service, Vendor

SHOW, ADD, CLAUSES = "contract.show:1", "contract.add:1", "contract.clauses:1"
LISTED = 40


def title(contract: Contract) -> str:
    """Its kind, as people call it; one that the playbook has no longer keeps its key."""
    kinds = playbook.load().contracts.kinds
    return kinds[contract.kind].title if contract.kind in kinds else contract.kind


def state(contract: Contract, today: date) -> str:
    """How it stands, in a line or two; text of people is escaped."""
    if contract.ended_on:
        return f"🔚 Ended on {day(contract.ended_on)}: {clip(escape(contract.ended_because), 300)}"
    if contract.decision is None:
        return _undecided(contract, today)
    by = f"{mention(contract.decided_by)}: {clip(escape(contract.why), 500)}"
    if contract.decision is Decision.TERMINATE and contract.until and contract.noticed_on:
        proof = f"Notice given on {day(contract.noticed_on)}: {clip(escape(contract.proof), 500)}"
        return f"🔚 Terminated to {day(contract.until)} by {by}\n{proof}"
    term = f" · {_then(contract)}" if contract.until else ""
    return f"✅ {contract.decision.label}{term}\nDecided by {by}"


def _undecided(contract: Contract, today: date) -> str:
    if contract.until is None or contract.notice_by is None:
        return f"Runs until somebody gives notice ({periods.said(contract.notice) or 'no notice period is kept'})"
    mark = "🔴" if contract.notice_by < today else "⏳"
    if late := contracts.missed(contract):
        next_one = f"the next notice is due by {day(contract.notice_by)} ({until(contract.notice_by, today)})"
        return f"⚠️ {_then(contract)}: notice was due by {day(late)}, too late now · {next_one}"
    return f"{mark} {_then(contract)} · notice by {day(contract.notice_by)} ({until(contract.notice_by, today)})"


def _then(contract: Contract) -> str:
    """`Renews by itself after Thu 31 Dec 2026`."""
    assert contract.until
    return f"{'Renews by itself after' if contract.renewal is Renewal.AUTO else 'Ends on'} {day(contract.until)}"


def line(contract: Contract, today: date) -> str:
    return f"*{escape(contract.reference)}* · {title(contract)}\n{state(contract, today)}"


def listing(vendor: Vendor, found: Sequence[Contract], lacking: Gaps, today: date) -> list[Block]:
    heading = f"*Contracts with {escape(clip(vendor.name, 80))}* ({vendor.ref})"
    drawn = [section(f"{heading} · {len(found)}" if found else f"{heading}\nNone is written down yet.")]
    for contract in found[:LISTED]:
        drawn.append(section(line(contract, today), button("Open", SHOW, str(contract.id))))
    if said := gaps(lacking):
        drawn.append(section(f"⚠️ *{said}:* open a contract to see which."))
    return [*drawn, actions(button("Add a contract", ADD, str(vendor.id), style="primary"))]


def gaps(lacking: Gaps) -> str:
    """`2 clauses missing, 15 clauses to look for`; empty where there is no gap."""
    missing = [f"{plural(lacking.missing, 'clause')} missing"] if lacking.missing else []
    return ", ".join(missing + ([f"{plural(lacking.unread, 'clause')} to look for"] if lacking.unread else []))


def page(
    contract: Contract,
    vendor: Vendor,
    covered: Sequence[Service],
    family: Mapping[str, Sequence[Contract]],
    missing: Sequence[Clause],
    read: bool,
    today: date,
) -> list[Block]:
    """Everything about one; `family` are those directly above and below it, under what they are called.

    `read` says whether anybody has looked for the clauses that are missing.
    """
    heading = (
        f"*{escape(contract.reference)}* · {title(contract)} with *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    )
    drawn = [section(f"{heading}\n{state(contract, today)}"), fields(*_terms(contract))]
    drawn.append(fields(*_facts(contract, covered)))
    if contract.notes:
        drawn.append(section(f"*Notes*\n{clip(escape(contract.notes), 1500)}"))
    for called, several in family.items():
        if several:
            drawn.append(section(f"*{called}*  " + ", ".join(escape(each.reference) for each in several[:10])))
    drawn.append(_clauses(contract, missing, read))
    except_it = [_exception(contract, vendor, missing)] if contract.clauses_due else []
    return [*drawn, actions(*_buttons(contract), *except_it)] if contract.stands else drawn


def _terms(contract: Contract) -> list[tuple[str, str]]:
    term = f", for {periods.said(contract.term)} at a time" if contract.term else ""
    return [
        ("From", day(contract.start) if contract.start else "not said"),
        ("First term until", day(contract.end) if contract.end else "no end"),
        ("What happens then", f"{contract.renewal.label}{term}"),
        ("Notice", f"ours {periods.said(contract.notice) or 'none'}, theirs {_said(contract.notice_theirs)}"),
        ("How notice is given", escape(clip(contract.notice_method, 300)) or "not said"),
        ("To which address", escape(clip(contract.notice_address, 500)) or "not said"),
    ]


def _said(period: str) -> str:
    return periods.said(period) or "none"


def _facts(contract: Contract, covered: Sequence[Service]) -> list[tuple[str, str]]:
    names = [services.performed(each.function, each.location, each.countries) for each in covered]
    facts = [("Covers", escape(clip("\n".join(names), 1500)) or "all that they do for us")]
    facts += [("Value", money.said(contract.value, contract.currency))] if contract.value is not None else []
    facts += [("Governing law", escape(contract.law))] if contract.law else []
    facts += [("Kept at", link(contract.link, "the document"))] if contract.link else []
    return facts


def _clauses(contract: Contract, missing: Sequence[Clause], read: bool) -> Block:
    if not missing and not read:
        return context("*Clauses*  none is asked for of a contract of this kind")
    by = contract.clauses_checked_by
    checked = f"read by {mention(by)}" if by else "nobody has read this contract for its clauses yet"
    if not missing:
        return context(f"*Clauses*  none missing · {checked}")
    named = "; ".join(clause.title.lower() for clause in missing)
    lacking = Gaps(len(missing), 0) if read else Gaps(0, len(missing))
    if contract.clauses_due:
        checked += f", to be there by {day(contract.clauses_due)} unless an exception allows it"
    return section(f"⚠️ *{gaps(lacking)}*  {named}\n({checked})")


def _buttons(contract: Contract) -> list[dict[str, object]]:
    value = str(contract.id)
    return [
        button(DECIDE.label, DECIDE.action, value, style="primary"),
        button(CHANGE.label, CHANGE.action, value),
        button("Clauses", CLAUSES, value),
        button(FINISH.label, FINISH.action, value),
    ]


def _exception(contract: Contract, vendor: Vendor, missing: Sequence[Clause]) -> dict[str, object]:
    what = f"Contract {contract.reference} without " + ", ".join(clause.title.lower() for clause in missing)
    asked = {"vendor": vendor.id, "about": contract.subject, "what": clip(what, 200)}
    return button("Ask for an exception", "exception.about:1", json.dumps(asked))


def decided(contract: Contract, vendor: Vendor, by: str, decision: Decision, why: str) -> str:
    """The news of a decision, for the channel."""
    about = f"contract *{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    if decision is Decision.TERMINATE and contract.until and contract.noticed_on:
        notice = f"Notice was given on {day(contract.noticed_on)}: {clip(escape(contract.proof), 300)}."
        return f"🔚 {mention(by)} terminated {about} to {day(contract.until)}: {clip(escape(why), 500)}\n{notice}"
    then = f" {_then(contract)}." if contract.until else ""
    return f"✅ {mention(by)} decided about {about}: *{decision.label.lower()}*, {clip(escape(why), 500)}{then}"


def too_late(contract: Contract, vendor: Vendor) -> str:
    """The news that a term cannot be ended by notice any more, and what can still be done; empty where it can."""
    late = contracts.missed(contract)
    if late is None:
        return ""
    assert contract.until
    assert contract.notice_by
    about = f"Contract *{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    return (
        f"⚠️ {about} renews by itself after {day(contract.until)}: notice was due by {day(late)}, before it was"
        f" written down here. To leave earlier takes their consent. The next notice is due by"
        f" {day(contract.notice_by)}."
    )
