"""Reviews as Slack shows them: what is coming, and who decided what."""

from collections.abc import Sequence
from datetime import date

from govbot.people.models import Person
from govbot.reviews.models import Action, Review
from govbot.reviews.reminders import title
from govbot.slack import paging
from govbot.slack.blocks import Block, actions, button, context, fields, paragraphs, section
from govbot.slack.text import clip, day, escape, mention, until
from govbot.vendors.models import Vendor

NOTES_SHOWN = 400
PAGE = 10
Due = tuple[Review, Vendor]


def line(review: Review, vendor: Vendor, today: date) -> str:
    """`⚠️ *Meridian* · Service review · due Mon 23 Nov 2026 (in 2 days)`."""
    return f"{_mark(review, today)}*{escape(clip(vendor.name, 80))}* · {title(review.kind)} · {_due(review, today)}"


def line_alone(review: Review, today: date) -> str:
    """The same below a heading that names the vendor."""
    return f"{_mark(review, today)}*{title(review.kind)}* · {_due(review, today)}"


def _due(review: Review, today: date) -> str:
    return f"due {day(review.due)} ({until(review.due, today)})"


def _mark(review: Review, today: date) -> str:
    return "⚠️ " if review.due < today else ""


def listing(page: Sequence[Due], today: date, *, heading: str, first: int, total: int, which: str) -> list[Block]:
    """One page; the buttons carry which list it is and where they lead."""
    blocks = [section(f"*{heading}* · {paging.counted(first, len(page), total)}")]
    for review, vendor in page:
        finish = button("Complete", "review.complete:1", str(review.id))
        blocks.append(section(line(review, vendor, today), finish))
    blocks += paging.turns("review.page.back:1", "review.page.on:1", {"which": which}, first, PAGE, total)
    return [*blocks, context("`/review move <vendor> <date>` moves one.")]


def completed(review: Review, vendor: Vendor, promised: Sequence[tuple[Action, Person]]) -> list[Block]:
    """Who decided what, for the channel."""
    assert review.rating
    assert review.outcome
    assert review.held_on
    by = mention(review.completed_by)
    blocks = [
        section(f"✅ {by} completed the *{title(review.kind)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})."),
        fields(
            ("Rating", review.rating.label),
            ("Decision", review.outcome.label),
            ("Held on", day(review.held_on)),
            ("Took part", attendees(review)),
        ),
    ]
    if promised:
        lines = [f"• {escape(a.title)}: {mention(p.slack_id)} by {day(a.due)}" for a, p in promised]
        blocks.append(section("*Actions*\n" + "\n".join(lines)))
    if review.notes:
        blocks += _notes(review)
    return blocks


def attendees(review: Review) -> str:
    ours = ", ".join(mention(slack_id) for slack_id in review.attendees)
    return clip(ours, 1200) + (f"\n{escape(review.guests)}" if review.guests else "")


def _notes(review: Review) -> list[Block]:
    notes = escape(review.notes)
    if len(notes) <= NOTES_SHOWN:
        return [section(f"*Notes*\n{notes}")]
    return [
        section(f"*Notes*\n{clip(notes, NOTES_SHOWN)}"),
        actions(button("Read all notes", "review.notes:1", str(review.id))),
    ]


def notes(review: Review) -> list[Block]:
    """The whole text."""
    return paragraphs(escape(review.notes))


def in_words(review: Review, vendor: Vendor, promised: Sequence[tuple[Action, Person]]) -> str:
    """The same for those who do not see blocks."""
    assert review.rating
    assert review.outcome
    parts = [
        f"{mention(review.completed_by)} completed the {title(review.kind)} of {escape(vendor.name)}:"
        f" {review.rating.label}, {review.outcome.label}."
    ]
    parts += [f"Action: {escape(a.title)}, {mention(p.slack_id)} by {day(a.due)}." for a, p in promised]
    parts += [clip(escape(review.notes), NOTES_SHOWN)] if review.notes else []
    return "\n".join(parts)
