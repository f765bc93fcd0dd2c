"""The list of vendors: filtered, in pages."""

import json

import click

from govbot.errors import Refusal, quoted
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import blocks, duties, finding
from govbot.vendors.models import RETIRED, Duty, Status, Tier, Vendor

router = Router()
PAGE = 20
FILTERS = "critical, high, medium, low, unowned, mine, or a status such as onboarding"


@router.word("list", "All vendors, by name", "/vendor list [critical|unowned|mine|…]", needs=Right.READ, reads=True)
@click.argument("which", nargs=-1)
def list_vendors(call: Call, which: tuple[str, ...]) -> Reply:
    return _page(call, " ".join(which).lower(), first=0)


@router.press("vendor.list.0:1", needs=Right.READ, reads=True)
@router.press("vendor.list.1:1", needs=Right.READ, reads=True)
def turn_page(call: Call) -> Reply:
    where = json.loads(call.value)
    return _page(call, where["which"], where["first"])


def _page(call: Call, which: str, first: int) -> Reply:
    chosen = _chosen(call, which)
    first = min(first, max(len(chosen) - 1, 0) // PAGE * PAGE)
    shown = chosen[first : first + PAGE]
    if not shown:
        hint = "`/vendor add` adds the first one." if not which else "`/vendor list` shows them all."
        return Reply(text=f"No vendors{' that are ' + which if which else ' yet'}. {hint}")
    turns = [("← Before", first - PAGE)] if first else []
    turns += [("Next →", first + PAGE)] if first + PAGE < len(chosen) else []
    more = [(label, json.dumps({"which": which, "first": at})) for label, at in turns]
    holders = duties.holders_by_vendor(call.session, [vendor.id for vendor in shown])
    drawn = blocks.listing(
        shown, holders, title=f"Vendors: {which or 'all'}", first=first + 1, total=len(chosen), more=more
    )
    return Reply(blocks=drawn, replace=True)


def _chosen(call: Call, which: str) -> list[Vendor]:
    everybody = finding.everyone(call.session, retired=which in set(RETIRED))
    if not which or which == "all":
        return everybody
    if which in set(Tier):
        return [vendor for vendor in everybody if vendor.tier == which]
    if which.replace(" ", "_") in set(Status):
        return [vendor for vendor in everybody if vendor.status == which.replace(" ", "_")]
    holders = duties.holders_by_vendor(call.session, [vendor.id for vendor in everybody])
    if which == "mine":
        mine = {vid for vid, held in holders.items() if call.caller.id in {p.id for p in held.values()}}
        return [vendor for vendor in everybody if vendor.id in mine]
    if which in {"unowned", "orphans"}:
        owned = {vid for vid, held in holders.items() if Duty.OWNER in held and held[Duty.OWNER].reachable}
        return [vendor for vendor in everybody if vendor.id not in owned]
    raise Refusal(f"I cannot list vendors by {quoted(which)}. Choose one of {FILTERS}.")
