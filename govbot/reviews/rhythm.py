"""How often reviews come where somebody said otherwise: for one vendor, or for all of a tier."""

from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.calendar import DAY
from govbot.playbook import Cadence
from govbot.reviews import over, programme
from govbot.reviews.models import NEVER, OwnCadence, Review, TierCadence
from govbot.reviews.programme import STANDING, UNREVIEWED
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace

DEFAULT = "default"
OTHER_WORDS = {
    "off": NEVER,
    "none": NEVER,
    "stop": NEVER,
    "reset": DEFAULT,
    "as usual": DEFAULT,
    "as its tier": DEFAULT,
}


def read(words: str) -> str:
    """A cadence as it is kept: its own words, `never`, or `default` for what applies without a word; else a Refusal."""
    plain = " ".join(words.casefold().split())
    plain = OTHER_WORDS.get(plain, plain)
    return plain if plain in (NEVER, DEFAULT) else str(Cadence.parse(words))


def set_own(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, kind: str, word: str
) -> bool:
    """A vendor's own rhythm, in words from `read`; False where it has it already."""
    if not keep_own(session, now, actor, vendor, kind, word):
        return False
    programme.keep(session, workspace, now, actor, vendor)
    return True


def keep_own(session: Session, now: datetime, actor: str, vendor: Vendor, kind: str, word: str) -> bool:
    """The word alone; the caller sees to the dates. False where it was said before."""
    chosen = select(OwnCadence).where(OwnCadence.vendor_id == vendor.id, OwnCadence.kind == kind)
    own = session.exec(chosen).first()
    before = own.every if own else None
    if (before or DEFAULT) == word:
        return False
    if own and word == DEFAULT:
        session.delete(own)
    else:
        own = own or OwnCadence(vendor_id=vendor.id, kind=kind, every="")
        own.every = word
        session.add(own)
    session.flush()
    audit.record(session, now, actor, "review.cadence", vendor.subject, kind=kind, before=before, after=word)
    return True


@dataclass
class Change:
    """What a new rhythm for a tier would do."""

    tier: Tier
    kind: str
    word: str
    before: Cadence | None
    after: Cadence | None
    vendors: int = 0
    own: int = 0  # vendors with a word of their own, who keep it
    by_hand: list[Review] = field(default_factory=list)  # their date stays, the next one follows the new rhythm
    moved: list[tuple[Review, date]] = field(default_factory=list)
    fresh: list[tuple[Vendor, date]] = field(default_factory=list)
    dropped: list[Review] = field(default_factory=list)


def plan(session: Session, workspace: Workspace, now: datetime, tier: Tier, kind: str, word: str) -> Change:
    """Looks at every vendor of the tier in a handful of queries, and changes nothing."""
    before = programme.of_tier(session, tier).get(kind)
    usual = programme.by_playbook(tier).get(kind)
    after = {NEVER: None, DEFAULT: usual}[word] if word in (NEVER, DEFAULT) else Cadence.parse(word)
    change = Change(tier, kind, word, before, after)
    vendors = session.exec(select(Vendor).where(Vendor.tier == tier, col(Vendor.status).not_in(UNREVIEWED))).all()
    with_own = set(session.exec(select(OwnCadence.vendor_id).where(OwnCadence.kind == kind)))
    standing = {each.vendor_id: each for each in session.exec(select(Review).where(Review.kind == kind, *STANDING))}
    held = _last_held(session, kind)
    change.vendors = len(vendors)
    for vendor in vendors:
        if vendor.id in with_own:
            change.own += 1
        else:
            _consider(change, workspace, workspace.today(now), vendor, standing.get(vendor.id), held.get(vendor.id))
    return change


def _last_held(session: Session, kind: str) -> dict[int, date]:
    latest = select(Review.vendor_id, sa.func.max(col(Review.held_on))).where(
        Review.kind == kind, col(Review.completed_at).is_not(None), col(Review.held_on).is_not(None)
    )
    return {vendor_id: day for vendor_id, day in session.exec(latest.group_by(col(Review.vendor_id))) if day}


def _consider(
    change: Change, workspace: Workspace, today: date, vendor: Vendor, review: Review | None, held: date | None
) -> None:
    after = change.after
    if after is None:
        change.dropped += [review] if review and not review.reasons else []
    elif review is None:
        day = after.next(held) if held else programme.first_day(today, after, vendor, change.kind)
        due = workspace.calendar.next_business_day(after.on_or_after(max(day, today + DAY)))
        change.fresh.append((vendor, due))
    elif review.every != str(after) and review.by_hand:
        change.by_hand.append(review)
    elif review.every != str(after):
        change.moved.append((review, programme.new_day(workspace, today, after, held)))


def apply(session: Session, now: datetime, actor: str, change: Change) -> None:
    """What was planned in this transaction, with a step in the audit chain for each review."""
    _keep_tier(session, change)
    _settle(session, now, actor, change)
    detail = {"tier": change.tier, "kind": change.kind}
    detail |= {"before": str(change.before or NEVER), "after": str(change.after or NEVER)}
    steps = [audit.Step("review.tier_cadence", f"tier:{change.tier}", detail)]
    for review, due in change.moved:
        facts = {"before": review.due, "after": due, "why": "new cadence"}
        review.due = due
        steps.append(_step("review.moved", review, facts))
    for review in [*change.by_hand, *[review for review, _ in change.moved]]:
        review.every = str(change.after)
    for review in change.dropped:
        review.dropped_at = now
        steps.append(_step("review.dropped", review, {"due": review.due}))
    fresh = [
        {"vendor_id": vendor.id, "kind": change.kind, "due": due, "every": str(change.after)}
        for vendor, due in change.fresh
    ]
    for review_id, row in zip(db.insert_all(session, Review, fresh), fresh, strict=True):
        facts = {"kind": change.kind, "due": row["due"], "every": row["every"]}
        steps.append(audit.Step("review.scheduled", f"review:{review_id}", facts, f"vendor:{row['vendor_id']}"))
    session.flush()
    audit.record_all(session, now, actor, steps)


def _settle(session: Session, now: datetime, actor: str, change: Change) -> None:
    """Of the few that are overdue yet: no other was escalated."""
    ended = [(review, f"moved to {due:%-d %B %Y}") for review, due in change.moved]
    for review, how in [*ended, *[(review, "dropped") for review in change.dropped]]:
        if review.due < now.date():
            over.closed(session, now, actor, review, how)


def _keep_tier(session: Session, change: Change) -> None:
    chosen = select(TierCadence).where(TierCadence.tier == change.tier, TierCadence.kind == change.kind)
    row = session.exec(chosen).first()
    if change.word == DEFAULT:
        if row:
            session.delete(row)
        return
    row = row or TierCadence(tier=change.tier, kind=change.kind, every="")
    row.every = change.word
    session.add(row)


def _step(action: str, review: Review, facts: dict[str, object]) -> audit.Step:
    return audit.Step(action, review.subject, {"kind": review.kind, **facts}, f"vendor:{review.vendor_id}")
