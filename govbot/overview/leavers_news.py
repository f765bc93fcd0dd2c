"""Who is told of what was open with somebody who left: the admins of all, everybody of what is theirs now."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.overview.charges import Charge, Given
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.blocks import paragraphs
from govbot.slack.text import clip, escape, mention
from govbot.vendors import blocks
from govbot.workspace import Workspace

LISTED = 30  # things in one message


def tell(session: Session, now: datetime, workspace: Workspace, left: Person, given: Sequence[Given]) -> None:
    moved = [each for each in given if each.to]
    if moved:
        what = "What was open with them has gone to whoever stands in or is next in line:"
        _tell_admins(session, now, workspace, left, f"*{escape(left.name)} has left Slack.* {what}", _lines(moved))
    for slack_id in {each.to.slack_id: each.to for each in moved if each.to}:
        theirs = [Given(each.charge, None) for each in moved if each.to and each.to.slack_id == slack_id]
        head = f"{escape(left.name)} has left Slack, and what was open with them is now yours:"
        foot = "`/vendor due` shows them with their buttons. If somebody else should have one: `/vendor handover`."
        _direct(session, now, left, slack_id, "\n".join([head, *_lines(theirs), foot]))
    stuck = [each for each in given if each.to is None]
    if stuck:
        ref = stuck[0].charge.vendor.ref
        head = f"⚠️ *{escape(left.name)} has left Slack*, and nobody who stands in or is next in line may have this:"
        foot = f"Give it to somebody: `/vendor handover {ref} from @{left.handle} to @person`"
        _tell_admins(session, now, workspace, left, head, [*_lines(stuck), foot])


def _lines(given: Sequence[Given]) -> list[str]:
    lines = []
    for vendor, theirs in groupby(given, key=lambda each: each.charge.vendor):
        lines.append(f"• {blocks.name(vendor)} ({vendor.ref}): {'; '.join(map(_went, theirs))}")
    rest = [f"…and at {len(lines) - LISTED} more vendors"] if len(lines) > LISTED else []
    return lines[:LISTED] + rest


def _went(given: Given) -> str:
    said = named(given.charge)
    return f"{said} is now with {mention(given.to.slack_id)}" if given.to else said


def named(charge: Charge) -> str:
    return f"{charge.source.one} “{clip(escape(charge.name), 80)}”"


def _tell_admins(
    session: Session, now: datetime, workspace: Workspace, left: Person, head: str, lines: Sequence[str]
) -> None:
    """Where no admin is left, the governance channel hears it."""
    text = "\n".join([head, *lines])
    admins = people.admins(session)
    for slack_id in admins:
        _direct(session, now, left, slack_id, text)
    if not admins and workspace.governance_channel:
        outbox.post(
            session, now, key=_key(left, "no-admin", text), channel=workspace.governance_channel, text=text,
            blocks=paragraphs(text),
        )  # fmt: skip


def _direct(session: Session, now: datetime, left: Person, slack_id: str, text: str) -> None:
    outbox.direct(session, now, key=_key(left, slack_id, text), slack_id=slack_id, text=text, blocks=paragraphs(text))


def _key(left: Person, to: str, text: str) -> str:
    """The same is said once, though every night finds what nobody could take."""
    return f"left:{left.id}:open:{to}:{sha256(text.encode()).hexdigest()[:16]}"
