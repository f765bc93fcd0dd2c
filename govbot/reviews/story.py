"""What happened to reviews and their actions, as sentences of a vendor's history."""

from govbot.reviews.reminders import title
from govbot.slack.telling import Detail, Stories, because, on, said, somebody
from govbot.slack.text import escape


def _kind(detail: Detail) -> str:
    return f"the {escape(title(detail['kind']).lower())}"


def _completed(detail: Detail) -> str:
    decided = f"rated {detail['rating']}, decided to {detail['outcome']}" if detail.get("rating") else "no rating"
    return f"completed {_kind(detail)} held on {on(detail['held_on'])}, {decided}{because(detail.get('notes'))}"


def _moved(detail: Detail) -> str:
    why = because(detail.get("why"))
    return f"moved {_kind(detail)} from {on(detail['before'])} to {on(detail['after'])}{why}"


STORIES: Stories = {
    "review.scheduled": lambda d: f"scheduled {_kind(d)} for {on(d['due'])} ({d['every']})",
    "review.opened": lambda d: f"opened {_kind(d)} for {on(d['due'])}{because(d['reason'])}",
    "review.occasion": lambda d: f"put on the agenda of {_kind(d)} due {on(d['due'])}{because(d['reason'])}",
    "review.moved": _moved,
    "review.dropped": lambda d: f"dropped {_kind(d)} due {on(d['due'])}: tier or status do not ask for it any more",
    "review.completed": _completed,
    "review.skipped": lambda d: f"skipped {_kind(d)} due {on(d['due'])}:{said(d['reason'])}",
    "review.recorded": lambda d: f"recorded {_kind(d)} held on {on(d['held_on'])}",
    "review.cadence": lambda d: f"set {_kind(d)} to {d['after']}",
    "review.tier_cadence": lambda d: f"set {_kind(d)} of {d['tier']} vendors from {d['before']} to {d['after']}",
    "action.added": lambda d: f"gave {somebody(d['owner'])} the action{said(d['title'])}, due {on(d['due'])}",
    "action.moved": lambda d: f"moved the action{said(d['title'])} to {on(d['after'])}{because(d['why'])}",
    "action.reassigned": lambda d: f"gave the action{said(d['title'])} to {somebody(d['after'])}{because(d['why'])}",
    "review.reassigned": lambda d: f"gave {_kind(d)} to {somebody(d['after'])} this time{because(d['why'])}",
    "action.done": lambda d: f"did the action{said(d['title'])}",
}
