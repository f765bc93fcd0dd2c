"""The vendor, the services it performs, who works for it, and the people assigned to it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Tier(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    PROSPECT = "prospect"
    ONBOARDING = "onboarding"
    LIVE = "live"
    UNDER_REVIEW = "under_review"
    SUSPENDED = "suspended"
    EXITING = "exiting"
    EXITED = "exited"
    REJECTED = "rejected"


RETIRED = (Status.EXITED, Status.REJECTED)
UNGOVERNED = (Status.PROSPECT, *RETIRED)  # not ours yet, or no longer: nothing of theirs falls due
AT_WORK = (Status.LIVE, Status.UNDER_REVIEW)  # it does the work

WORKING = "until IS NULL"  # a subcontractor that has not ended


class Duty(StrEnum):
    """What a person is for a vendor."""

    OWNER = "owner"
    BACKUP = "backup"
    SPONSOR = "sponsor"
    SECURITY = "security"
    CONTRACT_OWNER = "contract_owner"
    REVIEWER = "reviewer"

    @property
    def label(self) -> str:
        return "Executive sponsor" if self is Duty.SPONSOR else self.value.replace("_", " ").capitalize()

    @property
    def word(self) -> str:
        """As it is typed: `/vendor contract-owner`."""
        return self.value.replace("_", "-")


NEEDED = (Duty.OWNER, Duty.BACKUP, Duty.SPONSOR)  # without whom a vendor is not governed


class Location(StrEnum):
    ONSHORE = "onshore"
    NEARSHORE = "nearshore"
    OFFSHORE = "offshore"


class Sensitivity(StrEnum):
    """The most sensitive data the vendor handles for us."""

    NONE = "none"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


class Vendor(db.Scoped, table=True):
    __tablename__ = "vendor"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "ref"),
        sa.UniqueConstraint("workspace_id", "name_key"),
    )

    id: int = Field(default=None, primary_key=True)
    ref: str  # VND-0001
    name: str
    name_key: str  # the name as it is compared: folded, spaces collapsed
    aliases: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # other names people know it by
    tags: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # as names.clean_tags makes them
    status: Status = Field(default=Status.LIVE, sa_type=db.choices(Status))
    status_reason: str = ""  # why it was moved there
    tier: Tier = Field(default=Tier.MEDIUM, sa_type=db.choices(Tier))
    tier_rationale: str = ""  # why it has that tier
    channel: str | None = None  # Slack id of the channel where the vendor is talked about
    sensitivity: Sensitivity = Field(default=Sensitivity.NONE, sa_type=db.choices(Sensitivity))
    annual_value: Decimal | None = Field(default=None, sa_type=sa.Numeric(18, 2))
    currency: str | None = None  # ISO 4217
    parent: str = ""  # whom it belongs to in the end, by name; empty where nobody said
    notes: str = ""
    imported: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # a register's facts that no house owns yet
    created_at: datetime

    @property
    def subject(self) -> str:
        """How the audit chain and reminders name it."""
        return f"vendor:{self.id}"

    @property
    def retired(self) -> bool:
        return self.status in RETIRED


class Service(db.Scoped, table=True):
    """A function a vendor performs for us."""

    __tablename__ = "service"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    function: str  # a key of the playbook's functions
    location: Location | None = Field(default=None, sa_type=db.choices(Location), nullable=True)
    countries: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # ISO 3166 alpha-2


class Assignment(db.Scoped, table=True):
    """Who holds a duty for a vendor, from when until when; `until` None is now."""

    __tablename__ = "assignment"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    duty: Duty = Field(sa_type=db.choices(Duty))
    person_id: int = Field(foreign_key="person.id", index=True)
    since: datetime
    until: datetime | None = None


class Contact(db.Scoped, table=True):
    """Somebody on the vendor's side, and the level of the ladder on which they answer."""

    __tablename__ = "contact"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "name_key"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    level: int  # 1 to 4
    name: str
    name_key: str  # the name as it is compared
    title: str = ""  # what they are there, e.g. account manager
    email: str = ""
    phone: str = ""


class ChannelRule(db.Scoped, table=True):
    """Where vendors without a channel of their own are talked about."""

    __tablename__ = "channel_rule"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "about"),)

    id: int = Field(default=None, primary_key=True)
    about: str  # `tier:critical`, `function:payroll`
    channel: str  # Slack id


class Retained(db.Scoped, table=True):
    """Who answers on our side for what stays ours with a vendor."""

    __tablename__ = "retained"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "responsibility"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    responsibility: str  # a key of the playbook's retained responsibilities
    person_id: int = Field(foreign_key="person.id", index=True)


class Subcontractor(db.Scoped, table=True):
    """Somebody who works for a vendor on what it does for us, or for another subcontractor of it."""

    __tablename__ = "subcontractor"
    __table_args__ = (db.only_one("uq_subcontractor_working", WORKING, "workspace_id", "vendor_id", "name_key"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    parent_id: int | None = Field(default=None, foreign_key="subcontractor.id")  # for whom it works; None: the vendor
    name: str
    name_key: str  # the name as it is compared
    function: str  # a key of the playbook's functions
    countries: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # ISO 3166 alpha-2
    data_access: Sensitivity = Field(default=Sensitivity.NONE, sa_type=db.choices(Sensitivity))
    since: date
    until: date | None = None  # its last day
    ended_because: str = ""


class TierAnswers(db.Scoped, table=True):
    """What was answered to the questions that lead to a tier, what that came to, and what a person decided."""

    __tablename__ = "tier_answers"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    answers: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)  # question: answer, by the playbook's keys
    proposed: Tier = Field(sa_type=db.choices(Tier))
    decided: Tier = Field(sa_type=db.choices(Tier))
    rationale: str
    by: str  # Slack id
    at: datetime
