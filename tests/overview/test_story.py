"""Steps of the audit chain read as sentences, with dates and reasons as people write them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from govbot.audit import AuditEvent
from govbot.overview.story import sentence

ESCALATED = {"level": [1, 2], "severity": "S3", "reached": ["U0DORA"]}


@pytest.mark.parametrize(
    ("action", "detail", "read"),
    [
        (
            "review.moved",
            {"kind": "service", "before": "2026-03-02", "after": "2026-03-09", "why": "<fair>"},
            "moved the service review from Mon 2 Mar 2026 to Mon 9 Mar 2026: “&lt;fair&gt;”",
        ),
        (
            "review.moved",
            {"kind": "service", "before": "2026-03-02", "after": "2026-03-09", "why": ""},
            "moved the service review from Mon 2 Mar 2026 to Mon 9 Mar 2026",
        ),
        (
            "escalation.climbed",
            ESCALATED | {"reason": "no answer in time"},
            "raised the S3 escalation from L1 to L2, asking <@U0DORA>: “no answer in time”",
        ),
        ("reminder.snoozed", {"title": "Service review", "until": "2026-03-09", "reason": "away"}, "Mon 9 Mar 2026: “"),
    ],
)
def test_a_step_reads_as_a_sentence(action: str, detail: dict[str, Any], read: str) -> None:
    event = AuditEvent(
        sequence=1, at=datetime(2026, 3, 2, tzinfo=UTC), actor="govbot", action=action, subject="vendor:1",
        detail=detail, previous_hash="", hash="",
    )  # fmt: skip
    assert read in sentence(event)
