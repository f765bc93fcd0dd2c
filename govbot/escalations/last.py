"""The press that may still be taken back, and how the escalation stood before it."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from govbot.escalations.models import Escalation, State


class Before(BaseModel):
    """How an escalation stood: everything that people's steps change."""

    model_config = ConfigDict(from_attributes=True)

    level: int
    state: State
    heard_at: datetime
    asked_at: datetime | None
    snoozed_until: datetime | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    handed_to: str | None
    contained_at: datetime | None
    settled_by: str | None = None  # these three came later: presses kept before have none
    settled_at: datetime | None = None
    settled_how: str = ""
    finished_by: str | None
    finished_at: datetime | None
    resolution_cause: str
    resolution_done: str
    regulatory: list[dict[str, Any]]


class Last(BaseModel):
    """The press that may be taken back. `before` is None where it was the opening: that is cancelled."""

    by: str
    at: datetime
    first: int  # the number of its first step
    before: Before | None

    @classmethod
    def of(cls, escalation: Escalation, by: str, now: datetime) -> Self:
        """Asked before the steps are taken."""
        before = Before.model_validate(escalation) if escalation.step else None
        return cls(by=by, at=now, first=escalation.step + 1, before=before)
