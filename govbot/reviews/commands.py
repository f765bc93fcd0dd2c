"""What people type, press and fill in about reviews and the actions that came of them."""

import json

import click

from govbot.reminders import cards
from govbot.reviews import actions, blocks, channel_commands, dating_commands, forms, rhythm_commands, show_commands
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import day, escape, mention
from govbot.vendors import finding
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Vendor
from govbot.vendors.telling import tell

router = Router.join(channel_commands.router, dating_commands.router, rhythm_commands.router, show_commands.router)


@router.word(
    "review due", "Reviews that are coming, overdue first", "/review due [all|vendor]", needs=Right.READ, reads=True
)
@click.argument("which", nargs=-1)
def due(call: Call, which: tuple[str, ...]) -> Reply:
    return _page(call, " ".join(which), first=0)


@router.press("review.page.back:1", needs=Right.READ, reads=True)
@router.press("review.page.on:1", needs=Right.READ, reads=True)
def turn_page(call: Call) -> Reply:
    where = json.loads(call.value)
    return _page(call, where["which"], where["first"])


def _page(call: Call, which: str, first: int) -> Reply:
    """Everything that is planned, the overdue first; or one vendor's."""
    vendor = finding.find(call.session, which) if which and which.lower() != "all" else None
    total = reviews.count_due(call.session, vendor=vendor)
    page = reviews.due(call.session, vendor=vendor, first=first, most=blocks.PAGE)
    heading = f"Reviews of {escape(vendor.name)}" if vendor else "Reviews"
    if not page:
        return Reply(text=f"{heading}: none is planned. A vendor's tier and status decide; see `/vendor list`.")
    shown = blocks.listing(
        page, call.today, heading=heading, first=first, total=total, which=vendor.ref if vendor else ""
    )
    return Reply(text="\n".join(blocks.line(*each, call.today) for each in page), blocks=shown, replace=True)


@VENDOR.opens(router, "review complete", "Write down how a review ended", "/review complete <vendor>")
def complete(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=forms.completion(vendor, dating_commands.standing(call, vendor), call.today, call.actor))


@router.press("review.complete:1", reads=True)
def press_complete(call: Call) -> Reply:
    review = reviews.by_id(call.session, int(call.value))
    reviews.check_open(call.session, call.workspace, review)
    vendor = finding.by_id(call.session, review.vendor_id)
    return Reply(form=forms.completion(vendor, [review], call.today, call.actor))


@router.form("review.complete:1")
def completed(call: Call) -> Reply:
    review = reviews.by_id(call.session, int(call.value or call.text("review")))
    following = reviews.complete(
        call.session, call.workspace, call.now, call.actor, review, forms.minutes(call)
    )  # fmt: skip
    vendor = finding.by_id(call.session, review.vendor_id)
    note = f"✅ Completed by {mention(call.actor)} on {day(call.today)}."
    cards.note(call.session, call.now, review.subject, review.due, note)
    done = f"The {title(review.kind).lower()} of *{escape(vendor.name)}* is completed."
    done += f" The next one is due on {day(following.due)}." if following else ""
    return Reply(text=f"{done} {_announce(call, review, vendor)}".strip())


def _announce(call: Call, review: Review, vendor: Vendor) -> str:
    """Who decided what."""
    promised = actions.of_review(call.session, review)
    text, drawn = blocks.in_words(review, vendor, promised), blocks.completed(review, vendor, promised)
    return tell(call.session, call.workspace, call.now, vendor, f"{review.subject}:completed", text, drawn)


@router.press("review.notes:1", needs=Right.READ, reads=True)
def read_notes(call: Call) -> Reply:
    review = reviews.by_id(call.session, int(call.value))
    return Reply(form=Form("review.notes:1", "Notes", blocks.notes(review)))


@router.press("action.done:1")
def action_done(call: Call) -> Reply:
    action = actions.by_id(call.session, int(call.value))
    actions.done(call.session, call.workspace, call.now, call.actor, action)
    note = f"✅ Done by {mention(call.actor)} on {day(call.today)}."
    cards.note(call.session, call.now, action.subject, action.due, note)
    return Reply(text=f"Thank you: *{escape(action.title)}* is done.")
