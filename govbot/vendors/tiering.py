"""What was answered about a vendor's tier: put into words, kept with what it came to and what was decided."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.playbook.tiering import Proposal
from govbot.vendors.models import Tier, TierAnswers, Vendor

Answers = Mapping[str, str]  # question: answer, by the playbook's keys


def last(session: Session, vendor: Vendor) -> TierAnswers | None:
    """The latest answers."""
    wanted = select(TierAnswers).where(TierAnswers.vendor_id == vendor.id)
    return session.exec(wanted.order_by(col(TierAnswers.id).desc()).limit(1)).first()


def keep(session: Session, now: datetime, actor: str, vendor: Vendor, answers: Answers, proposed: Tier) -> None:
    """With the tier and the reason that the vendor has now."""
    kept = TierAnswers(
        vendor_id=vendor.id,
        answers=dict(answers),
        proposed=proposed,
        decided=vendor.tier,
        rationale=vendor.tier_rationale,
        by=actor,
        at=now,
    )
    session.add(kept)
    session.flush()
    audit.record(
        session, now, actor, "vendor.tier_answered", vendor.subject,
        answers=dict(answers), proposed=proposed, decided=vendor.tier, rationale=vendor.tier_rationale,
    )  # fmt: skip


def in_words(answers: Answers) -> list[str]:
    """`Data: special categories of personal data`; what the playbook asks no longer keeps its keys."""
    asked = playbook.load().tiering.questions
    lines = []
    for key, answer in answers.items():
        known = key in asked and answer in asked[key].answers
        said = asked[key].answers[answer].title if known else answer
        lines.append(f"{asked[key].short if key in asked else key}: {said[:1].lower()}{said[1:]}")
    return lines


def rationale(answers: Answers, proposal: Proposal) -> str:
    """Why govbot proposes what it does: the answers that alone ask for it, else those that weigh most."""
    if proposal.rules:
        return "; ".join(in_words({key: answers[key] for key in proposal.rules}))
    asked = playbook.load().tiering.questions
    weight = {
        key: asked[key].answers[answer].points
        for key, answer in answers.items()
        if key in asked and answer in asked[key].answers
    }
    heaviest = sorted((key for key in weight if weight[key]), key=lambda key: -weight[key])[:3]
    why = f"{proposal.points} of {proposal.most} points"
    return "; ".join([why, *in_words({key: answers[key] for key in heaviest})])
