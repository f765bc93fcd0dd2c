"""The template a plan was begun from."""

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.plans.models import Plan
from govbot.playbook.plans import Template


def named(kind: str) -> Template:
    return playbook.load().plans[kind]


def of(plan: Plan) -> Template:
    return named(plan.kind)


def check_variant(template: Template, variant: str) -> None:
    if variant not in template.variants:
        known = ", ".join(template.variants)
        raise Refusal(f"There is no variant {quoted(variant)} of the {template.title.lower()}. Choose one of {known}.")


def title(plan: Plan) -> str:
    """`Exit plan`."""
    return of(plan).title


def phase(plan: Plan, key: str) -> str:
    """Its title; of a phase that the playbook has no more, its key."""
    return of(plan).phases.get(key, key.replace("_", " ").capitalize())


def role(key: str) -> str:
    roles = playbook.load().plan_roles
    return roles[key].title if key in roles else key.replace("_", " ").capitalize()
