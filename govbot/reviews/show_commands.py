"""What people type and press to read a review: its minutes, or what is on the table next time."""

import re

import click
from sqlmodel import select

from govbot.escalations import finding as escalations
from govbot.outbox import service as outbox
from govbot.playbook.reviews import ReviewKind
from govbot.reminders import service as reminders
from govbot.reviews import actions, programme, reading, show_blocks
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.reviews.show_blocks import SHOW
from govbot.rights import Right
from govbot.slack.blocks import Block
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.vendors import finding
from govbot.vendors.models import Vendor

router = Router()
NUMBER = re.compile(r"#?(\d{1,9})")
SHOWN = 12


@router.word(
    "review show",
    "A review with its minutes, or all of a vendor's",
    "/review show <vendor|number>",
    needs=Right.READ,
    reads=True,
)
@click.argument("which", nargs=-1, required=True)
def show(call: Call, which: tuple[str, ...]) -> Reply:
    text = " ".join(which)
    review = _numbered(call, text)
    if review:
        return Reply(blocks=_whole(call, review))
    vendor = finding.find(call.session, text)
    held = reviews.past(call.session, vendor, SHOWN)
    return Reply(blocks=show_blocks.overview(vendor, programme.open_of(call.session, vendor), held, call.today))


@router.press(SHOW, needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return Reply(blocks=_whole(call, reviews.by_id(call.session, int(call.value))), replace=True)


def _numbered(call: Call, text: str) -> Review | None:
    """By its number, unless a vendor is called so."""
    match = NUMBER.fullmatch(text)
    if match is None or finding.by_name(call.session, text):
        return None
    return call.session.exec(select(Review).where(Review.id == int(match[1]))).first()


def _whole(call: Call, review: Review) -> list[Block]:
    vendor = finding.by_id(call.session, review.vendor_id)
    promised = actions.of_review(call.session, review)
    heard = reminders.told(call.session, review.subject)
    news = outbox.find(call.session, f"{review.subject}:completed") or outbox.find(
        call.session, f"{review.subject}:skipped"
    )
    return show_blocks.whole(review, vendor, promised, heard, news.target if news else None, call.today)


@router.word(
    "review agenda",
    "What is on the table next time: fixed items, and what is open now",
    "/review agenda <vendor> [kind]",
    needs=Right.READ,
    reads=True,
)
@click.argument("words", nargs=-1, required=True)
def agenda(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, kind, _rest = reading.vendor_and_kind(call.session, words)
    standing = programme.open_of(call.session, vendor)
    chosen = next((review for review in standing if kind is None or review.kind == kind.key), None)
    if chosen is None:
        return Reply(text=_nothing(vendor, kind))
    others = [review for review in standing if review is not chosen]
    last = reviews.last_of(call.session, vendor, chosen.kind)
    promised = actions.open_of(call.session, vendor.id)
    raised = [one for one, _ in escalations.unfinished(call.session, vendor)]
    return Reply(blocks=show_blocks.agenda(vendor, chosen, last, promised, raised, others, call.today))


def _nothing(vendor: Vendor, kind: ReviewKind | None) -> str:
    what = kind.title.lower() if kind else "review"
    name = escape(vendor.name)
    return f"*{name}* has no {what} planned. `/review schedule {vendor.ref}` shows what it has, and adds one."
