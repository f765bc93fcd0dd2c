"""Says in Slack what an escalation's steps were: the card, its thread, and those who are asked.

What was told is counted on the row, so that whoever comes first tells it and nobody tells it twice.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from govbot.escalations import blocks, history, hours, steps
from govbot.escalations.models import Escalation, EscalationStep, Happened
from govbot.escalations.policy import Policy
from govbot.outbox import service as outbox
from govbot.slack.blocks import Block, context, paragraphs, section
from govbot.slack.text import channel_link
from govbot.vendors import channels, contacts
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

AT_ONCE = 100  # in one transaction, so that commands get their turn between two
SPOKEN = 2500  # characters of a reason that a screen reader is given; the blocks hold all of it


def tell_all(session: Session, workspace: Workspace, now: datetime) -> int:
    """The steps not told yet, whoever took them, of so many escalations at a time; returns of how many."""
    untold = (
        select(Escalation)
        .where(col(Escalation.said) < col(Escalation.step))
        .order_by(col(Escalation.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    found = session.exec(untold).all()
    for escalation in found:
        tell(session, workspace, now, escalation)
    return len(found)


def tell(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> None:
    """The steps of one escalation that were not told yet. The caller has changed or locked its row."""
    Telling(session, workspace, now, escalation).all()


class Telling:
    """One escalation's news, on its way into the outbox."""

    def __init__(self, session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> None:
        self.session, self.workspace, self.now, self.escalation = session, workspace, now, escalation
        self.vendor: Vendor = vendors.by_id(session, escalation.vendor_id)
        self.taken = steps.of(session, escalation)
        self.policy = Policy.model_validate(escalation.policy)
        self.places = hours.places(session, workspace, {who for step in self.taken for who in step.reached})
        self.key = escalation.subject
        self.home = channels.of(session, workspace, self.vendor)
        self.text, self.card = blocks.card(
            escalation, self.vendor, self.taken, workspace.calendar, contacts.of(session, self.vendor)
        )

    def all(self) -> None:
        news = [step for step in self.taken if step.number > self.escalation.said]
        if not news:
            return
        self._edit_cards()
        self._close_questions()
        if self.home:
            self._post(f"{self.key}:card", self.home, self.text, self.card)
        for step in news:
            self._tell(step)
        self.escalation.said = self.escalation.step
        self.session.add(self.escalation)
        self.session.flush()

    def _tell(self, step: EscalationStep) -> None:
        if self.home and step.happened is not Happened.OPENED:  # the card itself says that it was opened
            self._reply("card", step)
        if step.happened is Happened.DRILLED and self.home:
            text = f"{blocks.title(self.escalation, self.vendor)}\n{history.line(step)}"
            key, place = f"{self.key}:result", self.home
            outbox.post(self.session, self.now, key=key, channel=place, text=text, blocks=paragraphs(text))
        if step.channel:
            self._ask_governance(step, step.channel)
        if step.happened in (Happened.ASKED, Happened.ASKED_TO_RESOLVE, Happened.WARNED):
            self._nudge(step, step.reached)
        else:
            self._ask(step)

    def _ask_governance(self, step: EscalationStep, channel: str) -> None:
        """With a card of its own, also where the first card stands in the same channel, and long out of sight."""
        if outbox.find(self.session, f"{self.key}:governance"):
            if channel != self.home:
                self._reply("governance", step)
        elif channel != self.home or step.happened is Happened.CLIMBED:
            self._post(f"{self.key}:governance", channel, *self._governance_card())

    def _ask(self, step: EscalationStep) -> None:
        """With the card; who has it from an earlier step gets a question beside it."""
        known = {slack_id for slack_id in step.reached if outbox.find(self.session, f"{self.key}:dm:{slack_id}")}
        for slack_id in step.reached:
            if slack_id not in known:
                self._direct(f"{self.key}:dm:{slack_id}", slack_id, self.text, self._private_card())
        self._nudge(step, known)

    def _reply(self, card: str, step: EscalationStep) -> None:
        mark = blocks.DRILL if self.escalation.drill else ""
        outbox.reply(
            self.session,
            self.now,
            key=f"{self.key}:step:{step.number}" + (f":{card}" if card != "card" else ""),
            parent_key=f"{self.key}:{card}",
            text=f"{mark}{history.line(step, SPOKEN)}",
            blocks=paragraphs(f"{mark}{history.line(step)}"),
        )

    def _nudge(self, step: EscalationStep, people: Iterable[str]) -> None:
        text, drawn = blocks.nudge(self.escalation, self.vendor, step)
        now = step.happened is Happened.WARNED  # a regulatory clock runs at night as well
        for slack_id in people:
            self._direct(self._question(step, slack_id), slack_id, text, drawn, at_once=now)

    def _post(self, key: str, channel: str, text: str, drawn: list[Block]) -> None:
        fallback = self.workspace.governance_channel
        outbox.post(self.session, self.now, key=key, channel=channel, text=text, blocks=drawn, fallback=fallback)

    def _direct(self, key: str, slack_id: str, text: str, drawn: list[Block], *, at_once: bool = False) -> None:
        opens = hours.opens(self.policy, self.workspace, self.places.get(slack_id, ""), self.now)
        outbox.direct(
            self.session,
            self.now,
            key=key,
            slack_id=slack_id,
            text=text,
            blocks=drawn,
            fallback=self.workspace.governance_channel,
            not_before=self.now if at_once else opens,
        )

    def _edit_cards(self) -> None:
        """Wherever the card was posted before."""
        self._edit(f"{self.key}:card", self.card)
        text, drawn = self._governance_card()
        self._edit(f"{self.key}:governance", drawn, text)
        for slack_id in sorted({slack_id for step in self.taken for slack_id in step.reached}):
            self._edit(f"{self.key}:dm:{slack_id}", self._private_card())

    def _close_questions(self) -> None:
        """What was asked last has been overtaken by the news; its buttons go."""
        last = [step for step in self.taken if step.number == self.escalation.said]
        for step in (step for step in last if step.happened is not Happened.WARNED):
            text, (question, *_buttons) = blocks.nudge(self.escalation, self.vendor, step)
            for slack_id in step.reached:
                self._edit(self._question(step, slack_id), [question], text)

    def _edit(self, key: str, drawn: list[Block], text: str = "") -> None:
        if outbox.find(self.session, key):
            outbox.edit(self.session, self.now, parent_key=key, text=text or self.text, blocks=drawn)

    def _question(self, step: EscalationStep, slack_id: str) -> str:
        return f"{self.key}:step:{step.number}:dm:{slack_id}"

    def _governance_card(self) -> tuple[str, list[Block]]:
        asked = next((step.level_after for step in self.taken if step.channel), self.escalation.level)
        said = f"This channel was asked, at {blocks.level(asked)}."
        head, *rest = self.card
        return f"{said} {self.text}", [head, section(f"📣 *{said}*"), *rest]

    def _private_card(self) -> list[Block]:
        return [*self.card, context(f"Its history is in {channel_link(self.home)}.")] if self.home else self.card
