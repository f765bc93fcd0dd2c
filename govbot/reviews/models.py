"""The review, the actions that came of it, and how often there is one where that differs from the playbook."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db

NEVER = "never"  # a cadence by which a kind of review is not held at all
OPEN = "completed_at IS NULL AND dropped_at IS NULL"


class Rating(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def label(self) -> str:
        return {"green": "🟢 Green", "amber": "🟠 Amber", "red": "🔴 Red"}[self.value]


class Outcome(StrEnum):
    """What was decided about the relationship."""

    CONTINUE = "continue"
    IMPROVE = "improve"
    RENEGOTIATE = "renegotiate"
    REPLACE = "replace"
    EXIT = "exit"

    @property
    def label(self) -> str:
        return {
            "continue": "Continue as it is",
            "improve": "Continue, with improvements",
            "renegotiate": "Renegotiate the contract",
            "replace": "Look for an alternative",
            "exit": "Prepare the exit",
        }[self.value]


class Review(db.Scoped, table=True):
    """One review of one kind. A vendor has exactly one open review of each kind its programme asks for."""

    __tablename__ = "review"
    __table_args__ = (
        db.only_one("uq_review_open", OPEN, "workspace_id", "vendor_id", "kind"),
        sa.Index(None, "workspace_id", "due"),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    kind: str  # a key of the playbook's kinds of review
    due: date
    every: str  # the cadence its date was counted with, in words; it is dated anew when that changes
    by_hand: bool = False  # a date that somebody set survives every other change
    person_id: int | None = Field(default=None, foreign_key="person.id")  # who does this one in the owner's place
    reasons: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # what changed, and it has to look at
    held_on: date | None = None
    completed_at: datetime | None = None
    completed_by: str | None = None  # Slack id, or the name of whoever imported it
    rating: Rating | None = Field(default=None, sa_type=db.choices(Rating), nullable=True)
    outcome: Outcome | None = Field(default=None, sa_type=db.choices(Outcome), nullable=True)
    notes: str = ""
    attendees: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # Slack ids of our side
    guests: str = ""  # the vendor's side, who are not in our Slack
    dropped_at: datetime | None = None  # the programme does not ask for it any more, or somebody skipped it
    skipped_by: str | None = None  # Slack id
    skip_reason: str = ""

    @property
    def subject(self) -> str:
        return f"review:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.completed_at is None and self.dropped_at is None


class Action(db.Scoped, table=True):
    """Something a person promised to do by a date."""

    __tablename__ = "action"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    source: str  # what it came of: "review:12"
    title: str
    owner_id: int = Field(foreign_key="person.id", index=True)
    due: date
    done_at: datetime | None = None
    done_by: str | None = None  # Slack id

    @property
    def subject(self) -> str:
        return f"action:{self.id}"


class OwnCadence(db.Scoped, table=True):
    """A vendor's own rhythm for a kind of review, in place of its tier's; in words, or `never`."""

    __tablename__ = "own_cadence"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "kind"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    kind: str
    every: str


class TierCadence(db.Scoped, table=True):
    """The workspace's rhythm for a kind of review of a tier, in place of the playbook's; in words, or `never`."""

    __tablename__ = "tier_cadence"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "tier", "kind"),)

    id: int = Field(default=None, primary_key=True)
    tier: str  # a key of the playbook's tiers
    kind: str
    every: str
