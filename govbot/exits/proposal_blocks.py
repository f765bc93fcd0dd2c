"""The question whether to leave a vendor, as its sponsor and the admins see it."""

from collections.abc import Sequence

from govbot import playbook
from govbot.exits.buttons import INVOKE, SHOW
from govbot.exits.models import Answer, ExitProposal
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, day, escape, mention, moment
from govbot.vendors.models import Vendor

NOT_NOW = "exit.not_now:1"
NAME, SHOWN = 80, 300


def card(vendor: Vendor, rows: Sequence[ExitProposal], why: str, *, planned: bool) -> list[Block]:
    """To whoever decides; `why` says what makes it theirs. Once all was answered it has no buttons any more."""
    open_ = [row for row in rows if row.answer is Answer.WAITING]
    lead = section(f"🚪 *Should we leave {_name(vendor)}?* {_capital(reasons_said(open_ or rows))}")
    if not open_:
        return [lead, context(answered(rows[-1]))]
    id_ = str(vendor.id)
    offered = [
        button("Begin the exit…", INVOKE, id_, style="danger"),
        button("Not now…", NOT_NOW, id_),
        button("Exit plan", SHOW, id_),
    ]
    without = "" if planned else " There is no exit plan yet."
    return [lead, actions(*offered), context(f"{why} Nothing begins by itself.{without}")]


def reasons_said(rows: Sequence[ExitProposal]) -> str:
    """What speaks for it, one in a sentence, several in a list."""
    if len(rows) == 1:
        return f"{escape(clip(rows[0].what, SHOWN))}."
    return "This speaks for it:\n" + "\n".join(f"• {escape(clip(row.what, SHOWN))}" for row in rows)


def line(row: ExitProposal) -> str:
    """For a list: what fired, and what became of it."""
    triggers = playbook.load().exits.triggers
    title = triggers[row.trigger].title if row.trigger in triggers else row.trigger
    return f"• *{title}*  {escape(clip(row.what, SHOWN))} · {answered(row)}"


def answered(row: ExitProposal) -> str:
    who = mention(row.answered_by)
    if row.answer is Answer.NOT_NOW and row.until:
        return f"{who} said not now, until {day(row.until)}: {escape(clip(row.why, SHOWN))}"
    if row.answer is Answer.BEGUN:
        return f"{who} began the exit."
    return "It does not hold any more." if row.answer is Answer.OVER else "waits for an answer"


def unanswered(row: ExitProposal, asked: str) -> str:
    return f"{mention(asked)} was asked on {moment(row.fired_at)} and has not answered. You may, as an admin."


def news(vendor: Vendor, rows: Sequence[ExitProposal], asked: str) -> list[Block]:
    """For the admins, who see it and need not do anything."""
    text = f"🚪 {mention(asked)} is asked whether to leave {_name(vendor)}. {_capital(reasons_said(rows))}"
    closed = all(row.answer is not Answer.WAITING for row in rows)
    after = context(answered(rows[-1])) if closed else actions(button("Exit plan", SHOW, str(vendor.id)))
    return [section(text), after]


def _name(vendor: Vendor) -> str:
    return f"{escape(clip(vendor.name, NAME))} ({vendor.ref})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
