"""What may be done with an escalation from wherever it is shown: its buttons, and the menu behind them."""

from govbot.escalations import regulatory
from govbot.escalations.models import Escalation, State
from govbot.escalations.policy import Policy
from govbot.slack.blocks import Element, button, overflow
from govbot.slack.text import escape

SHOWN = 600  # characters of a text of people on a card; longer ones are read whole in a window


def buttons(escalation: Escalation) -> list[Element]:
    """What may be done from here; a finished escalation can only be read."""
    number = str(escalation.id)
    offered: list[Element] = []
    if escalation.drill:
        return [] if escalation.finished else [acknowledge(number), overflow("escalation.more:1", _more(escalation))]
    if escalation.state is State.OPEN:
        offered.append(acknowledge(number))
    elif escalation.handed_to and not escalation.finished:
        offered.append(button("Take it", "escalation.acknowledge:1", number, style="primary"))
    if not escalation.finished:
        offered.append(button("Update", "escalation.update:1", number))
        if escalation.level < Policy.model_validate(escalation.policy).top:
            seen = f"{number}:{escalation.level}"
            offered.append(button("Escalate now", "escalation.raise:1", seen, style="danger"))
        if escalation.state is not State.CONTAINED:
            offered.append(button("Contained", "escalation.contain:1", number))
        offered.append(button("Resolve", "escalation.resolve:1", number))
    if regulatory.running(escalation):
        offered.append(button("Reported", "escalation.report:1", number, style="primary"))
    texts = (escalation.what, escalation.resolution_cause, escalation.resolution_done)
    if any(len(escape(text)) > SHOWN for text in texts):
        offered.append(button("Read it all", "escalation.show:1", number))
    more = _more(escalation)
    return [*offered, overflow("escalation.more:1", more)] if more else offered


def acknowledge(number: str) -> Element:
    return button("Acknowledge", "escalation.acknowledge:1", number, style="primary")


def _more(escalation: Escalation) -> list[tuple[str, str]]:
    """What is seldom wanted, behind the three dots: `verb:number` and its label."""
    if escalation.finished:
        return []
    if escalation.drill:
        return [(f"cancel:{escalation.id}", "Cancel the drill…")]
    verbs = [("reassign", "Reassign…"), ("clock", "Start regulatory clock…"), ("cancel", "Cancel, opened by mistake…")]
    if Policy.model_validate(escalation.policy).snooze and not escalation.snoozed_until:
        verbs.insert(0, ("snooze", "Snooze…"))
    return [(f"{verb}:{escalation.id}", label) for verb, label in verbs]
