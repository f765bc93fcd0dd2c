"""Giving roles to people and to user groups; somebody who may give them always remains."""

from datetime import datetime

from sqlmodel import Session, select

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people import groups
from govbot.people import service as people
from govbot.people.models import Kind, Person, Role, RoleGrant, UserGroup


def named(text: str) -> Role:
    """A role as typed."""
    try:
        return Role(text.strip().lower())
    except ValueError:
        roles = ", ".join(role.value for role in Role)
        raise Refusal(f"{quoted(text)} is no role. Choose one of {roles}.") from None


def holder(session: Session, text: str) -> Person | UserGroup:
    """Who may be given a role: anybody still here, of whatever organisation, and groups."""
    group = groups.find(session, text)
    if group:
        return group
    if text.startswith("<!subteam"):
        raise Refusal("I do not know that user group yet. I look at them every night; until then name its people.")
    return one(session, text)


def one(session: Session, text: str) -> Person:
    """A person who may be given a role."""
    person = people.recognise(session, text)
    if person.kind is Kind.BOT:
        raise Refusal(f"{quoted(person.name)} is an app, and apps hold no role. Pick a person or a group.")
    if person.deleted:
        raise Refusal(f"{quoted(person.name)} has left this Slack workspace and may do nothing any more.")
    return person


def grant(session: Session, now: datetime, actor: str, person: Person, role: Role) -> Role | None:
    """Whatever their groups and Slack say, this is what they may do; returns the role given before."""
    given = session.exec(select(RoleGrant).where(RoleGrant.person_id == person.id)).first()
    before = given.role if given else None
    given = given or RoleGrant(person_id=person.id, role=role, granted_by=actor, at=now)
    given.role, given.granted_by, given.at = role, actor, now
    session.add(given)
    _record(session, now, actor, f"person:{person.id}", whom=person.slack_id, before=before, after=role)
    return before


def grant_group(session: Session, now: datetime, actor: str, group: UserGroup, role: Role) -> Role | None:
    """What its members may do who were given nothing themselves; `none` takes the group's role away again."""
    session.refresh(group)
    before = group.role
    group.role = None if role is Role.NONE else role
    session.add(group)
    _record(session, now, actor, f"group:{group.id}", whom=group.slack_id, before=before, after=role)
    return before


def _record(session: Session, now: datetime, actor: str, subject: str, **detail: str | None) -> None:
    """The change with its trace; refused where it would lock everybody out."""
    audit.record_all(session, now, actor, [audit.Step("role.granted", subject, detail)])
    if not people.admins(session):
        raise Refusal(
            "That would leave nobody who may settle things here. Make somebody else admin first, then try again."
        )
