"""A review to read: its minutes whole, its actions as they stand, where it was said; and the agenda of the next."""

from collections.abc import Sequence
from datetime import date

from govbot import playbook
from govbot.escalations import blocks as escalation_blocks
from govbot.escalations.models import Escalation
from govbot.people.models import Person
from govbot.reviews.blocks import attendees, line_alone
from govbot.reviews.models import Action, Review
from govbot.reviews.reminders import COMPLETE, DONE, title
from govbot.slack.blocks import Block, actions, button, context, fields, paragraphs, section
from govbot.slack.text import channel_link, clip, day, escape, mention, plural, until
from govbot.vendors.models import Vendor

SHOW = "review.show:1"
SHOWN = 10
Promised = Sequence[tuple[Action, Person]]


def overview(vendor: Vendor, standing: Sequence[Review], held: Sequence[Review], today: date) -> list[Block]:
    """All of a vendor's reviews: what comes, then what was."""
    blocks = [section(f"*Reviews of {escape(clip(vendor.name, 80))}* ({vendor.ref})")]
    for review in standing[:SHOWN]:
        comes = f" · {review.every}" if review.every else ""
        blocks.append(section(f"{line_alone(review, today)}{comes}", _open(review)))
    if not held:
        return [*blocks, context("None was held yet.")]
    blocks.append(section("*Held before*"))
    return [*blocks, *[section(_past(review), _open(review)) for review in held]]


def _open(review: Review) -> dict[str, object]:
    return button("Open", SHOW, str(review.id))


def _past(review: Review) -> str:
    if review.skipped_by:
        return f"⏭️ {title(review.kind)} of {day(review.due)} · skipped by {mention(review.skipped_by)}"
    rated = f" · {review.rating.label}" if review.rating else ""
    return f"{title(review.kind)} · held on {day(review.held_on or review.due)}{rated}"


def whole(
    review: Review, vendor: Vendor, promised: Promised, heard: Sequence[str], news: str | None, today: date
) -> list[Block]:
    """`heard` are the channels and people who were reminded of it, `news` the channel that was told of its end."""
    heading = f"*{title(review.kind)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref}) · review #{review.id}"
    blocks = [section(heading), fields(*_facts(review, today))]
    blocks += _reasons(review)
    if review.skipped_by:
        blocks += paragraphs(f"⏭️ {mention(review.skipped_by)} skipped it: {escape(review.skip_reason)}")
    if review.notes:
        blocks += paragraphs(f"*Notes*\n{escape(review.notes)}")
    if promised:
        blocks.append(section(f"*{plural(len(promised), 'action')}*"))
        blocks += [_action(action, owner, today) for action, owner in promised]
    elif review.completed_by and review.rating:
        blocks.append(section("*No action* was agreed."))
    blocks.append(context(_said(heard, news)))
    if review.is_open:
        blocks.append(actions(button(COMPLETE.label, COMPLETE.action, str(review.id), style="primary")))
    return blocks


def _reasons(review: Review) -> list[Block]:
    """What changed with the vendor since the last one."""
    lines = [f"• {clip(escape(reason), 300)}" for reason in review.reasons[-SHOWN:]]
    return [section("\n".join(["*What changed*", *lines]))] if lines else []


def _facts(review: Review, today: date) -> list[tuple[str, str]]:
    by_hand = ", set by hand" if review.by_hand else ""
    if review.is_open:
        comes = [("Comes", review.every)] if review.every else []
        return [("Due", f"{day(review.due)} ({until(review.due, today)}){by_hand}"), *comes]
    facts = [("Was due", f"{day(review.due)}{by_hand}")]
    facts += [("Held on", day(review.held_on))] if review.held_on else []
    facts += [("Rating", review.rating.label)] if review.rating else []
    facts += [("Decision", review.outcome.label)] if review.outcome else []
    facts += [("Took part", attendees(review))] if review.attendees or review.guests else []
    facts += [("Written down by", mention(review.completed_by))] if review.rating else []
    return facts


def _action(action: Action, owner: Person, today: date) -> Block:
    wanted = f"• {escape(action.title)}: {mention(owner.slack_id)} by {day(action.due)}"
    if action.done_at:
        return section(f"{wanted} · ✅ done by {mention(action.done_by)}")
    late = "⚠️ " if action.due < today else ""
    return section(f"{wanted} · {late}{until(action.due, today)}", button(DONE.label, DONE.action, str(action.id)))


def _said(heard: Sequence[str], news: str | None) -> str:
    told = f"How it ended was told in {channel_link(news)}. " if news else ""
    if not heard:
        return told + "Nobody was reminded of it."
    return clip(told + f"Reminded: {', '.join(channel_link(i) if i[0] in 'CG' else mention(i) for i in heard)}.", 1900)


def agenda(
    vendor: Vendor,
    review: Review,
    last: Review | None,
    promised: Promised,
    raised: Sequence[Escalation],
    others: Sequence[Review],
    today: date,
) -> list[Block]:
    """The fixed items of its kind, then what is open now."""
    kinds = playbook.load().reviews.kinds
    items = kinds[review.kind].agenda if review.kind in kinds else ()
    heading = f"*Agenda: {title(review.kind)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    blocks = [section(f"{heading}\nDue {day(review.due)} ({until(review.due, today)})")]
    if items:
        blocks.append(section("\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))))
    blocks += _reasons(review) + _open_now(promised, raised, today)
    dates = [f"• {title(other.kind)}: {day(other.due)} ({until(other.due, today)})" for other in others[:5]]
    if dates:
        blocks.append(section("*Next dates*\n" + "\n".join(dates)))
    turns = [button(COMPLETE.label, COMPLETE.action, str(review.id), style="primary")]
    if last:
        blocks.append(context(f"The last one was held on {day(last.held_on or last.due)}."))
        turns.append(button("Last minutes", SHOW, str(last.id)))
    return [*blocks, actions(*turns)]


def _open_now(promised: Promised, raised: Sequence[Escalation], today: date) -> list[Block]:
    if not promised and not raised:
        return [section("*Open now*  no action and no escalation.")]
    blocks = [section(f"*Open now* · {plural(len(promised), 'action')}, {plural(len(raised), 'escalation')}")]
    blocks += [section(escalation_blocks.line(escalation)) for escalation in raised[:SHOWN]]
    blocks += [_action(action, owner, today) for action, owner in promised[:SHOWN]]
    left = max(0, len(promised) - SHOWN) + max(0, len(raised) - SHOWN)
    return [*blocks, context(f"…and {left} more.")] if left else blocks
