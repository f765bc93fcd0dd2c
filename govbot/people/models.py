"""People and user groups of a workspace as Slack knows them, what they were granted, and who stands in for whom."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db
from govbot.rights import Right


class Kind(StrEnum):
    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"  # of another organisation, in a shared channel
    BOT = "bot"


class Role(StrEnum):
    """A role in the workspace; what it allows is `right`."""

    ADMIN = "admin"
    MEMBER = "member"
    AUDITOR = "auditor"
    NONE = "none"

    @property
    def right(self) -> Right:
        rights = {"admin": Right.ADMIN, "member": Right.WRITE, "auditor": Right.READ, "none": Right.NONE}
        return rights[self.value]


class Reach(StrEnum):
    """How somebody wants to be reached; what their duty must hear reaches them in any case."""

    CHANNEL_AND_DIGEST = "channel-and-digest"
    DIGEST_ONLY = "digest-only"
    URGENT_ONLY = "urgent-only"

    def hears(self, days: int) -> bool:
        """Of a thing that is due in that many days; 0 is today, below it is overdue."""
        return self is not Reach.URGENT_ONLY or days <= 0

    @property
    def called(self) -> bool:
        """By a mention in a channel's post, rather than by their plain name."""
        return self is Reach.CHANNEL_AND_DIGEST


class Person(db.Scoped, table=True):
    __tablename__ = "person"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "slack_id"),)

    id: int = Field(default=None, primary_key=True)
    slack_id: str
    name: str
    handle: str = ""  # what follows the @ in Slack
    email: str = Field(default="", index=True)  # lower case
    zone: str = ""
    kind: Kind = Field(default=Kind.MEMBER, sa_type=db.choices(Kind))
    slack_admin: bool = False
    deleted: bool = False
    reach: Reach = Field(default=Reach.CHANNEL_AND_DIGEST, sa_type=db.choices(Reach))

    @property
    def right(self) -> Right:
        """What Slack's own standing gives somebody to whom no role was granted."""
        if self.deleted or self.kind is not Kind.MEMBER:
            return Right.NONE
        return Right.ADMIN if self.slack_admin else Right.WRITE

    @property
    def reachable(self) -> bool:
        return not self.deleted and self.kind is not Kind.BOT


class RoleGrant(db.Scoped, table=True):
    """An admin's word on one person; it wins over Slack's own standing."""

    __tablename__ = "role_grant"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "person_id"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    role: Role = Field(sa_type=db.choices(Role))
    granted_by: str
    at: datetime


class UserGroup(db.Scoped, table=True):
    """A user group of Slack with its members now, and the role that an admin gave to everybody in it."""

    __tablename__ = "user_group"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "slack_id"),)

    id: int = Field(default=None, primary_key=True)
    slack_id: str
    handle: str
    members: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # Slack ids
    disabled: bool = False
    role: Role | None = Field(default=None, sa_type=db.choices(Role), nullable=True)


class Delegation(db.Scoped, table=True):
    """Somebody is away and another one stands in. It ends by itself after `until`, or earlier by hand."""

    __tablename__ = "delegation"

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    deputy_id: int = Field(foreign_key="person.id", index=True)
    since: datetime
    until: date  # the last day away, in the workspace's calendar
    reason: str = ""
    ended_at: datetime | None = None
