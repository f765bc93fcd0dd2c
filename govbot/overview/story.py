"""Steps of the audit chain as sentences, whichever house they were taken in."""

from govbot.audit import SYSTEM, AuditEvent
from govbot.contracts.story import STORIES as OF_CONTRACTS
from govbot.escalations.story import STORIES as OF_ESCALATIONS
from govbot.evidence.story import STORIES as OF_EVIDENCE
from govbot.exits.story import STORIES as OF_EXITS
from govbot.kpis.story import STORIES as OF_KPIS
from govbot.plans.story import STORIES as OF_PLANS
from govbot.reminders.story import STORIES as OF_REMINDERS
from govbot.reviews.story import STORIES as OF_REVIEWS
from govbot.risks.story import STORIES as OF_RISKS
from govbot.scorecards.story import STORIES as OF_SCORECARDS
from govbot.selection.story import STORIES as OF_SELECTION
from govbot.slack.telling import Stories, somebody, word
from govbot.vendors.story import STORIES as OF_VENDORS

STORIES: Stories = {
    **OF_VENDORS,
    **OF_REVIEWS,
    **OF_CONTRACTS,
    **OF_EVIDENCE,
    **OF_KPIS,
    **OF_SCORECARDS,
    **OF_RISKS,
    **OF_SELECTION,
    **OF_EXITS,
    **OF_ESCALATIONS,
    **OF_PLANS,
    **OF_REMINDERS,
}


def sentence(event: AuditEvent) -> str:
    """Who did what, for people; text of people is escaped."""
    who = "govbot" if event.actor == SYSTEM else somebody(event.actor)
    tell = STORIES.get(event.action)
    what = tell(event.detail) if tell else word(event.action.replace(".", " "))
    return f"{who} {what}"
