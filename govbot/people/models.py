"""People of a workspace as Slack knows them, and the roles an admin granted them."""

from datetime import datetime
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
