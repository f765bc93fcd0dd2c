"""The list of vendors: narrowed to what was asked for, in pages."""

import json

import click
from sqlmodel import col, select

from govbot.reviews.models import Action, Review
from govbot.reviews.programme import STANDING
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.vendors import blocks, duties, filter_words, filters, finding
from govbot.vendors.models import Vendor

router = Router()
PAGE = 20
USAGE = "/vendor list [critical] [payroll] [offshore] [owner @person] [mine] [overdue] [unowned] [tag] …"


@router.word("list", "All vendors, or only those that are all of what you type", USAGE, needs=Right.READ, reads=True)
@click.argument("which", nargs=-1)
def list_vendors(call: Call, which: tuple[str, ...]) -> Reply:
    return _page(call, " ".join(which), first=0)


@router.press("vendor.list.0:1", needs=Right.READ, reads=True)
@router.press("vendor.list.1:1", needs=Right.READ, reads=True)
def turn_page(call: Call) -> Reply:
    where = json.loads(call.value)
    return _page(call, where["which"], where["first"])


def _page(call: Call, which: str, first: int) -> Reply:
    wanted = filter_words.read(call.session, which)
    conditions = [*filters.criteria(wanted, call.caller.id), *_overdue(call, wanted)]
    total = filters.count(call.session, conditions)
    if not total:
        return Reply(text=_none(call, wanted))
    first = min(first, (total - 1) // PAGE * PAGE)
    shown = filters.page(call.session, conditions, first=first, most=PAGE)
    turns = [("← Before", first - PAGE)] if first else []
    turns += [("Next →", first + PAGE)] if first + PAGE < total else []
    drawn = blocks.listing(
        shown,
        duties.holders_by_vendor(call.session, [vendor.id for vendor in shown]),
        title=f"Vendors: {escape(wanted.said) or 'all'}",
        first=first + 1,
        total=total,
        more=[(label, json.dumps({"which": which, "first": at})) for label, at in turns],
    )
    return Reply(blocks=drawn, replace=True)


def _none(call: Call, wanted: filters.Filter) -> str:
    if wanted.meanings:
        return f"No vendors that are {escape(wanted.said)}. `/vendor list` shows them all."
    if finding.everyone(call.session, retired=True):
        return "No vendors but those that were retired: `/vendor list exited`, `/vendor list rejected`."
    return "No vendors yet. `/vendor add` adds the first one."


def _overdue(call: Call, wanted: filters.Filter) -> list[filters.Criterion]:
    """Those with a review or an action that should have been finished before today."""
    if not wanted.asks("overdue"):
        return []
    reviews = select(Review.vendor_id).where(*STANDING, Review.due < call.today)
    actions = select(Action.vendor_id).where(col(Action.done_at).is_(None), Action.due < call.today)
    return [col(Vendor.id).in_(reviews.union(actions))]
