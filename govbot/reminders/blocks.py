"""A due thing in a message: its line and its buttons, named so that they can be found and changed later."""

from datetime import date

from govbot.reminders.models import Reminder
from govbot.slack.blocks import Block, actions, button, overflow, section
from govbot.slack.text import clip, day, escape, until

SNOOZE, MORE = "reminder.snooze:1", "reminder.more:1"
MOVE, REASSIGN, ESCALATE = "move", "reassign", "escalate"
LINE, BUTTONS = "line", "buttons"


def item(reminder: Reminder, line: str) -> list[Block]:
    """The line with what finishes the job and Snooze below it; what else can be done with it is behind three dots."""
    finish = button(reminder.finish.label, reminder.finish.action, reminder.value, style="primary")
    snooze = button("Snooze", SNOOZE, reminder.subject)
    choices = [(MOVE, "Move…"), (REASSIGN, "Reassign…")] + ([(ESCALATE, "Escalate…")] if reminder.vendor_id else [])
    more = overflow(MORE, [(f"{choice} {reminder.subject}", label) for choice, label in choices])
    return [
        section(line) | {"block_id": _id(reminder.subject, LINE, 0)},
        actions(finish, snooze, more, block_id=_id(reminder.subject, BUTTONS, 0)),
    ]


def short_item(reminder: Reminder, line: str) -> list[Block]:
    """The line with what finishes the job beside it."""
    finish = button(reminder.finish.label, reminder.finish.action, reminder.value)
    return [section(line, finish) | {"block_id": _id(reminder.subject, LINE, 0)}]


def line(thing: Reminder, today: date, *, with_vendor: bool = True) -> str:
    """`*Service review* · Juniper · 3 days overdue (Mon 23 Nov 2026)`."""
    when = until(thing.due, today) if thing.due < today else f"due {until(thing.due, today)}"
    vendor = escape(clip(thing.vendor, 80)) if with_vendor else ""
    parts = [f"*{escape(clip(thing.title, 150))}*", vendor, f"{when} ({day(thing.due)})"]
    return " · ".join(part for part in parts if part)


def mark(thing: Reminder, today: date) -> str:
    left = thing.days_left(today)
    return "🔴" if left < 0 else "🟠" if left == 0 else "🔵"


def named(thing: Reminder) -> str:
    """`*Service review* of *Juniper*`, inside a sentence."""
    of = f" of *{escape(clip(thing.vendor, 80))}*" if thing.vendor else ""
    return f"*{escape(clip(thing.title, 150))}*{of}"


def noted(blocks: list[Block], subject: str, note: str, *, finished: bool, without: str = "") -> list[Block]:
    """The message with a note below the thing's line; finished, it has no buttons any more, else all but one."""
    changed: list[Block] = []
    for block in blocks:
        about, _, rest = block.get("block_id", "").partition("|")
        if about != subject:
            changed.append(block)
            continue
        part, _, version = rest.partition("|")
        renamed = block | {"block_id": _id(subject, part, int(version) + 1)}
        changed += [_annotated(renamed, note, finished)] if part == LINE else _left(renamed, finished, without)
    return changed


def _annotated(line: Block, note: str, finished: bool) -> Block:
    """A block whose id changed is new to Slack, as it wants a changed one to be."""
    kept = {key: value for key, value in line.items() if key != "accessory" or not finished}
    text = line["text"]
    return kept | {"text": text | {"text": f"{text['text'][: 2990 - len(note)]}\n{note}"}}


def _left(buttons: Block, finished: bool, without: str) -> list[Block]:
    left = [element for element in buttons["elements"] if element["action_id"] != without]
    return [] if finished or not left else [buttons | {"elements": left}]


def _id(subject: str, part: str, version: int) -> str:
    return f"{subject}|{part}|{version}"
