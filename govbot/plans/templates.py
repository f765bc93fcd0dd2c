"""The template a plan was begun from, as the playbook had it then."""

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.plans.models import Plan
from govbot.playbook.plans import Template


def named(kind: str) -> Template:
    """As the playbook has it now, for a plan that begins."""
    return playbook.load().plans[kind]


def of(session: Session, plan: Plan) -> Template:
    return playbook.of_version(session, plan.playbook_version).plans[plan.kind]


def check_variant(template: Template, variant: str) -> None:
    if variant not in template.variants:
        known = ", ".join(template.variants)
        raise Refusal(f"There is no variant {quoted(variant)} of the {template.title.lower()}. Choose one of {known}.")


def phase(template: Template, key: str) -> str:
    """Its title."""
    return template.phases.get(key, key.replace("_", " ").capitalize())


def role(key: str) -> str:
    """Its title; of one that the playbook has no more, its key."""
    roles = playbook.load().plan_roles
    return roles[key].title if key in roles else key.replace("_", " ").capitalize()
