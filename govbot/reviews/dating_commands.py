"""What people type and fill in to give a review another date, or to let one go."""

from datetime import date

import click

from govbot.errors import Refusal, quoted
from govbot.reminders import cards
from govbot.reviews import forms
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention, until
from govbot.vendors import finding
from govbot.vendors.doors import VENDOR
from govbot.vendors.giving import because
from govbot.vendors.models import Vendor
from govbot.vendors.telling import tell

router = Router()


@router.word("review move", "Give a review another date", "/review move <vendor> <YYYY-MM-DD>")
@click.argument("vendor", nargs=-1, required=True)
@click.argument("to")
def move(call: Call, vendor: tuple[str, ...], to: str) -> Reply:
    found, when = finding.find(call.session, " ".join(vendor)), _day(to)
    several = standing(call, found)
    if len(several) > 1:
        return Reply(form=forms.moving(found, several, call.today, when))
    return move_to(call, several[0], when, "")


@router.form("review.move:1")
def moved(call: Call) -> Reply:
    to = call.date("date")
    if to is None:
        raise Refusal("Pick the new date.", field="date")
    return move_to(call, reviews.by_id(call.session, int(call.text("review"))), to, call.text("reason"))


def move_to(call: Call, review: Review, to: date, reason: str) -> Reply:
    vendor = finding.by_id(call.session, review.vendor_id)
    before = reviews.move(call.session, call.workspace, call.now, call.actor, review, to, reason)
    note = f"📅 Moved to {day(to)} by {mention(call.actor)}{because(reason)}"
    cards.note(call.session, call.now, review.subject, before, note)
    off = "" if call.workspace.calendar.is_business_day(to) else " That is no business day; reminders come on the next."
    which = f"The {title(review.kind).lower()} of *{escape(vendor.name)}*"
    return Reply(text=f"{which} is now due on {day(to)} ({until(to, call.today)}); before it was {day(before)}.{off}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"{quoted(text)} is no date I understand. Write it as year-month-day: `2027-01-31`.") from None


@VENDOR.opens(router, "review skip", "Let a review go, for a reason", "/review skip <vendor>")
def skip(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=forms.skipping(vendor, standing(call, vendor), call.today))


@router.form(forms.SKIP)
def skipped(call: Call) -> Reply:
    review, reason = reviews.by_id(call.session, int(call.text("review"))), call.text("reason")
    following = reviews.skip(call.session, call.workspace, call.now, call.actor, review, reason)
    vendor = finding.by_id(call.session, review.vendor_id)
    then = f" The next one is due on {day(following.due)}." if following else ""
    why = clip(escape(review.skip_reason), 300)
    cards.note(call.session, call.now, review.subject, review.due, f"⏭️ Skipped by {mention(call.actor)}: {why}")
    which = f"the {title(review.kind).lower()} of *{escape(vendor.name)}* due on {day(review.due)}"
    news = f"⏭️ {mention(call.actor)} skipped {which}: {why}.{then}"
    tell(call.session, call.workspace, call.now, vendor, f"{review.subject}:skipped", news)
    return Reply(text=f"The {title(review.kind).lower()} of *{escape(vendor.name)}* is skipped.{then}")


def standing(call: Call, vendor: Vendor) -> list[Review]:
    found = reviews.open_of(call.session, vendor)
    if not found:
        raise Refusal(f"{quoted(vendor.name)} has no open review: its tier and status ask for none.")
    return found
