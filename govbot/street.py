"""The houses of the street: what each brings to be typed and pressed, reminded of, handled and watched."""

from govbot.contracts import commands as contract_commands
from govbot.contracts import decision_commands as contract_decisions
from govbot.contracts import gap_reminders
from govbot.contracts import handling as contract_handling
from govbot.contracts import reminders as contract_reminders
from govbot.contracts import rules as contract_rules
from govbot.escalations import commands as escalation_commands
from govbot.escalations import more as more_of_escalations
from govbot.escalations import rules as escalation_rules
from govbot.escalations import shortcuts as escalation_shortcuts
from govbot.escalations.rules import Watch
from govbot.evidence import commands as evidence_commands
from govbot.evidence import handling as evidence_handling
from govbot.evidence import reminders as evidence_reminders
from govbot.evidence import rules as evidence_rules
from govbot.exits import commands as exit_commands
from govbot.exits import handling as exit_handling
from govbot.exits import plays as exit_plays
from govbot.exits import proposal_commands as exit_proposals
from govbot.exits import readiness_commands as exit_readiness
from govbot.exits import reminders as exit_reminders
from govbot.exits import rules as exit_rules
from govbot.exits import running_commands as exit_running
from govbot.exits import task_commands as exit_tasks
from govbot.exits import testing_commands as exit_testing
from govbot.kpis import commands as kpi_commands
from govbot.kpis import handling as kpi_handling
from govbot.kpis import reminders as kpi_reminders
from govbot.kpis import rules as kpi_rules
from govbot.overview import commands as overview_commands
from govbot.overview import (
    due,
    handing,
    home,
    leavers,
    listing,
    moving,
    playbook_commands,
    raising,
    showing,
    subcontracting,
    tiering,
)
from govbot.overview import services as vendor_services
from govbot.people import away_commands, directory, notify_commands, place_commands, role_commands
from govbot.plans import commands as plan_commands
from govbot.plans import gantt_commands
from govbot.plans import handling as plan_handling
from govbot.plans import pictures as plan_pictures
from govbot.plans import reminders as plan_reminders
from govbot.plans.plays import Plays
from govbot.reminders import commands as reminder_commands
from govbot.reminders.models import Kind
from govbot.reviews import commands as review_commands
from govbot.reviews import handling as review_handling
from govbot.reviews import reminders as review_reminders
from govbot.reviews import rules as review_rules
from govbot.risks import commands as risk_commands
from govbot.risks import exceptions
from govbot.risks import handling as risk_handling
from govbot.risks import reminders as risk_reminders
from govbot.risks import rules as risk_rules
from govbot.rollouts import commands as rollout_commands
from govbot.rollouts import plays as rollout_plays
from govbot.rollouts import programme_commands
from govbot.scorecards import commands as score_commands
from govbot.scorecards import pictures as score_pictures
from govbot.selection import commands as selection_commands
from govbot.selection import handling as selection_handling
from govbot.selection import pictures as selection_pictures
from govbot.selection import reminders as selection_reminders
from govbot.slack.router import Router
from govbot.vendors import (
    concentration_commands,
    contact_commands,
    duty_commands,
    leaving_news,
    retained_commands,
    rooms,
)

# Dated things, in the order in which a message lists them.
KINDS: tuple[Kind, ...] = (
    *review_reminders.KINDS,
    *contract_reminders.KINDS,
    *gap_reminders.kinds(exceptions.allowed),
    *evidence_reminders.KINDS,
    *kpi_reminders.KINDS,
    *risk_reminders.KINDS,
    *plan_reminders.KINDS,
    *exit_reminders.KINDS,
    *selection_reminders.KINDS,
)
# What is special about each kind of plan.
PLAYS: Plays = {**exit_plays.PLAYS, **rollout_plays.PLAYS}
# Kind: how it is moved and given to somebody else, from any card.
HANDLINGS = {
    **review_handling.HANDLINGS,
    **contract_handling.HANDLINGS,
    **evidence_handling.HANDLINGS,
    **kpi_handling.HANDLINGS,
    **risk_handling.HANDLINGS,
    **plan_handling.handlings(PLAYS),
    **exit_handling.HANDLINGS,
    **selection_handling.HANDLINGS,
}
# What is raised by itself each morning.
WATCHES: tuple[Watch, ...] = (
    *review_rules.WATCHES,
    *contract_rules.WATCHES,
    *evidence_rules.WATCHES,
    *kpi_rules.WATCHES,
    *risk_rules.WATCHES,
    *exit_rules.WATCHES,
    *escalation_rules.WATCHES,
)
# The pictures of messages, by name.
DRAWINGS = {**score_pictures.DRAWINGS, **plan_pictures.DRAWINGS, **selection_pictures.DRAWINGS}


def router() -> Router:
    """Everything that can be typed, pressed and filled in."""
    return Router.join(
        directory.router,
        role_commands.router,
        away_commands.router,
        place_commands.router,
        notify_commands.router,
        listing.router,
        duty_commands.router,
        leaving_news.router,
        rooms.router,
        contact_commands.router,
        retained_commands.router,
        concentration_commands.router,
        review_commands.router,
        contract_commands.router,
        contract_decisions.router,
        evidence_commands.router,
        kpi_commands.router,
        score_commands.router,
        risk_commands.router,
        exit_commands.router,
        exit_running.router,
        exit_tasks.router,
        exit_proposals.router,
        exit_readiness.router,
        exit_testing.router,
        rollout_commands.router,
        programme_commands.router,
        selection_commands.router,
        plan_commands.router(PLAYS),
        gantt_commands.router,
        reminder_commands.router(KINDS, HANDLINGS, raising.about),
        escalation_commands.router,
        more_of_escalations.router,
        escalation_shortcuts.router,
        overview_commands.router,
        showing.router(KINDS),
        moving.router,
        tiering.router,
        handing.router,
        leavers.router,
        vendor_services.router,
        subcontracting.router,
        playbook_commands.router,
        home.router(KINDS),
        due.router(KINDS),
    )
