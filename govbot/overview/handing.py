"""`/vendor handover`: one vendor at once, everything of a person after a look at the list."""

import json
from collections.abc import Sequence

import click
import sqlalchemy as sa
from sqlmodel import col, select

from govbot.errors import Refusal, quoted
from govbot.outbox import service as outbox
from govbot.overview import charges
from govbot.overview import handing_blocks as blocks
from govbot.overview.charge_sources import ALL, HANDED
from govbot.overview.charges import Charge, Deed, Given
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reviews.models import Action
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import duties, finding, handing
from govbot.vendors.handing import Held, Passed
from govbot.vendors.models import Duty, Vendor

router = Router()
USAGE = "/vendor handover [<vendor>] from @person to @person"


@router.word("handover", "Hand a vendor over, or all that somebody answers for", USAGE)
@click.argument("words", nargs=-1)
def handover(call: Call, words: tuple[str, ...]) -> Reply:
    head, taker = _parted(words, "to")
    named, giver = _parted(head, "from")
    if not giver and named and named[-1].startswith(("@", "<@")):
        named, giver = named[:-1], named[-1]
    vendor = finding.find(call.session, " ".join(named)) if named else None
    if not taker or not (giver or vendor):
        return Reply(form=blocks.form(vendor.ref if vendor else ""))
    whose = people.recognise(call.session, giver) if giver else _owner(call, vendor)
    return _propose(call, whose, people.find_able(call.session, taker), vendor)


def _parted(words: Sequence[str], at: str) -> tuple[list[str], str]:
    """What stands before the last such word, and what after it."""
    places = [place for place, word in enumerate(words) if word.lower() == at]
    if not places:
        return list(words), ""
    return list(words[: places[-1]]), " ".join(words[places[-1] + 1 :])


def _owner(call: Call, vendor: Vendor | None) -> Person:
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER) if vendor else None
    if vendor and owner is None:
        raise Refusal(f"Nobody owns {quoted(vendor.name)}. Type `/vendor owner {vendor.ref} @person`.")
    assert owner is not None
    return owner


@router.form("vendor.handover:1")
def given(call: Call) -> Reply:
    giver = people.recognise(call.session, call.text("giver"), field="giver")
    taker = people.find_able(call.session, call.text("taker"), field="taker")
    return _propose(call, giver, taker, _named(call))


def _named(call: Call) -> Vendor | None:
    try:
        return finding.find(call.session, call.text("vendor")) if call.text("vendor") else None
    except Refusal as refusal:
        raise Refusal(refusal.text, field="vendor") from None


def _propose(call: Call, giver: Person, taker: Person, vendor: Vendor | None) -> Reply:
    held, open_ = handing.of(call.session, giver, vendor), _open(call, giver, vendor)
    handing.check(giver, taker, [*held, *open_], vendor)
    if vendor:
        return _hand_over(call, giver, taker, held, open_)
    promised = _promised(call, giver, [one.vendor for one in held])
    return Reply(text="Is that all of it?", blocks=blocks.proposal(giver, taker, held, open_, promised))


def _open(call: Call, giver: Person, vendor: Vendor | None) -> list[Charge]:
    """Beside duties. An action stays with who promised it, unless they have left."""
    sources = ALL if giver.deleted else HANDED
    return charges.of(call.session, sources, col(Person.id) == giver.id, vendor)


@router.press("vendor.handover:1")
def confirmed(call: Call) -> Reply:
    said = json.loads(call.value)
    giver, taker = people.by_id(call.session, said["giver"]), people.by_id(call.session, said["taker"])
    taker = people.find_able(call.session, taker.slack_id)
    held, open_ = handing.of(call.session, giver), _open(call, giver, None)
    handing.check(giver, taker, [*held, *open_], None)
    if blocks.mark(held, open_) != said["mark"]:
        raise Refusal("What they answer for has changed since this list was drawn. Type the command once more.")
    return _hand_over(call, giver, taker, held, open_)


def _hand_over(call: Call, giver: Person, taker: Person, held: Sequence[Held], open_: Sequence[Charge]) -> Reply:
    passed = [handing.hand_over(call.session, call.now, call.actor, one, taker) for one in held]
    deed = Deed(call.session, call.workspace, call.now, call.actor, "handed over with the vendor")
    given = [Given(charge, taker if charge.may_go_to(taker) else None) for charge in open_]
    for charge, to in given:
        if to:
            charge.give(deed, to)
    if not any(one.moved or one.retained for one in passed) and not any(each.to for each in given):
        raise Refusal(blocks.nothing(taker, held, given))
    _tell(call, giver, taker, passed, given)
    promised = _promised(call, giver, [one.vendor for one in held])
    return Reply(text=blocks.done(giver, taker, passed, given, promised), replace=True)


def _promised(call: Call, giver: Person, vendors: Sequence[Vendor]) -> int:
    """Actions stay with who promised them, and are said; not with somebody who left."""
    if giver.deleted:
        return 0
    theirs = select(sa.func.count()).select_from(Action).where(Action.owner_id == giver.id)
    there = col(Action.vendor_id).in_([vendor.id for vendor in vendors])
    return call.session.exec(theirs.where(col(Action.done_at).is_(None), there)).one()


def _tell(call: Call, giver: Person, taker: Person, passed: Sequence[Passed], given: Sequence[Given]) -> None:
    """Nobody is told what they did themselves, and who has left is not written to."""
    text = blocks.news(giver, taker, passed, given, call.actor)
    where = passed[0].vendor.id if passed else given[0].charge.vendor.id
    for person in (giver, taker):
        if person.reachable and person.slack_id != call.caller.slack_id:
            key = f"handover:{giver.id}:{taker.id}:{where}:{person.id}:{int(call.now.timestamp())}"
            outbox.direct(call.session, call.now, key=key, slack_id=person.slack_id, text=text, blocks=None)
