"""What somebody may do: an admin's word on the person, else on their user groups, else Slack's own standing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from govbot.people.models import Kind, Person, Role, RoleGrant, UserGroup
from govbot.rights import Right


@dataclass(frozen=True)
class Granted:
    """Every role given in a workspace, by person's id and by group."""

    own: Mapping[int, Role]
    groups: Sequence[UserGroup]

    def right_of(self, person: Person) -> Right:
        by_group = [group.role for group in self.groups if group.role and person.slack_id in group.members]
        return right(person, self.own.get(person.id), by_group)


def right(person: Person, own: Role | None, by_group: Collection[Role]) -> Right:
    """Nobody who left may do anything; of several groups the one that allows most counts."""
    if person.deleted or person.kind is Kind.BOT:
        return Right.NONE
    if own:
        return own.right
    return max((role.right for role in by_group), default=person.right)


def of(session: Session, person: Person | None = None) -> Granted:
    """All that was granted, or what concerns one person."""
    grants = select(RoleGrant)
    if person:
        grants = grants.where(RoleGrant.person_id == person.id)
    own = {grant.person_id: grant.role for grant in session.exec(grants)}
    groups = select(UserGroup).where(col(UserGroup.role).is_not(None), col(UserGroup.disabled).is_(False))
    return Granted(own, session.exec(groups.order_by(col(UserGroup.handle))).all())
