"""What is open with a vendor and goes along with an exit from it: risks and escalations, a line each."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from govbot.escalations import blocks as escalation_blocks
from govbot.escalations import service as escalations
from govbot.risks import blocks as risk_blocks
from govbot.risks import rating, records
from govbot.risks import reading as risks
from govbot.risks.models import Risk
from govbot.slack.text import plural
from govbot.vendors.models import Vendor

SHOWN = 3


def of(session: Session, vendor: Vendor, today: date) -> list[str]:
    raised = [escalation_blocks.line(each) for each in escalations.open_of(session, vendor)]
    gravest = sorted(records.open_of(session, Risk, vendor), key=_score, reverse=True)
    borne = [risk_blocks.line_alone(risks.file(session, risk, today)) for risk in gravest]
    return _few(raised, "escalation") + _few(borne, "risk")


def _score(risk: Risk) -> int:
    return rating.score(risk.residual_likelihood, risk.residual_impact)


def _few(lines: Sequence[str], noun: str) -> list[str]:
    left = len(lines) - SHOWN
    return [*lines[:SHOWN], *([f"…and {plural(left, f'more {noun}')}"] if left > 0 else [])]
