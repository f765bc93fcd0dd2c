"""What people type, press and fill in about evidence."""

import json

import click

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.evidence import blocks, deciding, files, finding, forms, holding, news, reminders, service, shortcuts
from govbot.evidence.models import Status
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.vendors import finding as vendors
from govbot.vendors import reading
from govbot.vendors.models import Vendor

router = Router.join(shortcuts.router)
words = click.argument("words", nargs=-1, required=True)


@router.word(
    "evidence list", "What a vendor shows us, and what is missing", "/vendor evidence list [vendor]",
    needs=Right.READ, reads=True,
)  # fmt: skip
@click.argument("vendor", nargs=-1)
def listed(call: Call, vendor: tuple[str, ...]) -> Reply:
    if vendor:
        return _list(call, vendors.find(call.session, " ".join(vendor)))
    return _page(call, 0)


@router.press(blocks.BACK, needs=Right.READ, reads=True)
@router.press(blocks.ON, needs=Right.READ, reads=True)
def turn_page(call: Call) -> Reply:
    return _page(call, json.loads(call.value)["first"])


def _page(call: Call, first: int) -> Reply:
    everyone = holding.pressing(call.session, call.today)
    return Reply(blocks=blocks.portfolio(everyone, call.today, first), replace=True)


@router.press(blocks.LIST, needs=Right.READ, reads=True)
def press_list(call: Call) -> Reply:
    return _list(call, vendors.by_id(call.session, int(call.value)))


def _list(call: Call, vendor: Vendor) -> Reply:
    standing = finding.of(call.session, [vendor.id])[vendor.id]
    lacking, audited = holding.missing(vendor, standing), holding.last_audit(call.session, vendor)
    alone = holding.certificates_only(call.session, vendor)
    drawn = blocks.listing(vendor, standing, lacking, audited, call.today, certificates_only=alone)
    return Reply(blocks=drawn)


@router.press(blocks.SHOW, needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value))
    vendor = vendors.by_id(call.session, piece.vendor_id)
    return Reply(blocks=blocks.shown(piece, vendor, finding.versions(call.session, piece), call.today))


@router.word("evidence request", "Ask a vendor for evidence", "/vendor evidence request <vendor> [kind]", reads=True)
@words
def request(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, kind = _vendor_and_kind(call, words)
    return Reply(form=_asking(call, vendor, kind))


@router.press(forms.REQUEST, reads=True)
def press_request(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value))
    return Reply(form=_asking(call, vendors.by_id(call.session, piece.vendor_id), piece.kind))


@router.press("evidence.missing:1", reads=True)
def press_missing(call: Call) -> Reply:
    return Reply(form=_asking(call, vendors.by_id(call.session, int(call.value)), ""))


def _asking(call: Call, vendor: Vendor, kind: str) -> Form:
    """With a kind, that one and by when what they have runs out; else everything that is missing."""
    standing = finding.of(call.session, [vendor.id])[vendor.id]
    ends = next((piece.due for piece in standing if piece.kind == kind and piece.status is Status.ACCEPTED), None)
    kinds = [kind] if kind else [each.key for each in holding.missing(vendor, standing)]
    return forms.requesting(call.session, vendor, kinds, call.today, ends)


@router.form(forms.REQUEST)
def requested(call: Call) -> Reply:
    vendor = vendors.by_id(call.session, int(call.value))
    lacked = reminders.MISSING_OF.one(call.session, call.workspace, str(vendor.id))
    asked = service.request(call.session, call.workspace, call.now, call.actor, vendor, forms.wish(call))
    return Reply(text=news.of_request(call, vendor, asked, lacked))


@router.word("evidence file", "File evidence by its link", "/vendor evidence file <vendor> [kind]", reads=True)
@words
def file(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, kind = _vendor_and_kind(call, words)
    return Reply(form=forms.filing_form(call.session, forms.Source(vendor.id), vendor, kind))


@router.press(forms.FILE, reads=True)
def press_file(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value))
    vendor = vendors.by_id(call.session, piece.vendor_id)
    return Reply(form=forms.filing_form(call.session, forms.Source(vendor.id), vendor, piece.kind))


@router.press("evidence.start:1", reads=True)
def press_start(call: Call) -> Reply:
    vendor = vendors.by_id(call.session, int(call.value))
    return Reply(form=forms.filing_form(call.session, forms.Source(vendor.id), vendor))


@router.form(forms.FILE, bring=files.bring)
def filed(call: Call) -> Reply:
    source = forms.Source.read(call.value)
    vendor = (
        vendors.by_id(call.session, source.vendor) if source.vendor else vendors.find(call.session, call.text("vendor"))
    )
    filing = forms.filing(call, source, call.brought)
    asked = service.underway(call.session, vendor, filing.kind, filing.title)
    answered = (asked, asked.due) if asked else None
    piece = service.file(call.session, call.workspace, call.now, call.actor, vendor, filing)
    return Reply(text=news.of_filing(call, vendor, piece, answered))


@router.word("evidence accept", "Accept what was filed", "/vendor evidence accept <vendor> [kind]", reads=True)
@words
def accept(call: Call, words: tuple[str, ...]) -> Reply:
    return _deciding(call, words, forms.ACCEPT)


@router.word("evidence reject", "Reject what was filed", "/vendor evidence reject <vendor> [kind]", reads=True)
@words
def reject(call: Call, words: tuple[str, ...]) -> Reply:
    return _deciding(call, words, forms.REJECT)


def _deciding(call: Call, words: tuple[str, ...], verdict: str) -> Reply:
    vendor, kind = _vendor_and_kind(call, words)
    waiting = [piece for piece in finding.waiting(call.session, vendor.id) if kind in ("", piece.kind)]
    if not waiting:
        raise Refusal(f"Nothing of {quoted(vendor.name)} waits for a decision. `/vendor evidence list {vendor.ref}`.")
    return Reply(form=forms.deciding(call.session, vendor, waiting, call.today, verdict))


@router.press(forms.DECIDE, reads=True)
def press_decide(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value))
    deciding.check_waiting(call.session, call.workspace, piece)
    vendor = vendors.by_id(call.session, piece.vendor_id)
    deciding.check_four_eyes(call.session, call.actor, vendor, piece)
    return Reply(form=forms.deciding(call.session, vendor, [piece], call.today, forms.ACCEPT))


@router.form(forms.DECIDE)
def decided(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value or call.text("evidence")))
    due = piece.due
    outcome = deciding.decide(call.session, call.workspace, call.now, call.actor, piece, forms.verdict(call))
    return Reply(text=news.of_verdict(call, piece, due, outcome))


@router.press(blocks.REVIEW)
def take(call: Call) -> Reply:
    piece = finding.by_id(call.session, int(call.value))
    deciding.take(call.session, call.workspace, call.now, call.actor, piece)
    return Reply(text=news.of_taking(call, piece))


def _vendor_and_kind(call: Call, words: tuple[str, ...]) -> tuple[Vendor, str]:
    wish = reading.wish(call.session, words, playbook.load().evidence.kinds)
    return wish.vendor, wish.key or ""
