"""The two steps to a tier: the questions, then what they propose, what that changes, and the decision."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from govbot import playbook
from govbot.overview.tier_diff import Diff, Shift
from govbot.reviews.reminders import title
from govbot.slack.blocks import Block, section
from govbot.slack.forms import Form, choice_field, text_field
from govbot.slack.text import escape
from govbot.vendors import blocks, moving, tiering
from govbot.vendors.forms import tier_choices
from govbot.vendors.models import Tier, Vendor


@dataclass(frozen=True)
class Step:
    """What the second step carries: the change it shows, and the answers that led there (empty: none were asked)."""

    vendor: int
    before: str
    shown: str
    answers: Mapping[str, str] = field(default_factory=dict)

    def carried(self) -> str:
        return json.dumps(asdict(self))

    @property
    def proposed(self) -> Tier | None:
        return Tier(playbook.load().tiering.proposal(self.answers).tier) if self.answers else None

    @property
    def rationale(self) -> str:
        """What govbot would write down as the reason."""
        proposal = playbook.load().tiering.proposal(self.answers)
        return tiering.rationale(self.answers, proposal) if self.answers else ""


def questions(vendor: Vendor, known: Mapping[str, str], reason: str) -> Form:
    """`known` are the answers of the last time; a reason that was typed already is asked for no more."""
    stands = f"{blocks.name(vendor)} ({vendor.ref}) is {blocks.tier(vendor)} now."
    fields = [
        choice_field(
            question.key,
            question.title,
            [(answer.key, answer.title) for answer in question.answers.values()],
            initial=known.get(question.key, ""),
            hint=question.hint,
        )
        for question in playbook.load().tiering.questions.values()
    ]
    carried = json.dumps({"vendor": vendor.id, "reason": reason})
    return Form("tier.questions:1", "Tier of a vendor", [section(stands), *fields], submit="Propose", value=carried)


def decision(vendor: Vendor, step: Step, diff: Diff, reason: str) -> Form:
    """Nothing is changed before this one is sent, and what it shows is what will change."""
    hint = "Another tier than this one is shown first with what it changes."
    fields = [
        *_proposal(step),
        section(_changes(vendor, Tier(step.shown), diff)),
        choice_field("tier", "How much depends on them", tier_choices(), initial=step.shown, hint=hint),
        text_field(
            "reason", "Why", initial=reason, hint="Kept with the vendor, its answers and its history.", long=True,
            most=moving.LONGEST_REASON,
        ),
    ]  # fmt: skip
    return Form("tier.decide:1", "Tier of a vendor", fields, submit="Confirm", value=step.carried())


def _proposal(step: Step) -> list[Block]:
    if not step.answers:
        return []
    proposal = playbook.load().tiering.proposal(step.answers)
    tier = Tier(proposal.tier)
    least = playbook.load().tiering.points.get(tier, 0)
    why = "whatever the points say" if proposal.rules else f"which begins at {least}"
    head = f"*Proposed: {blocks.TIER_MARK[tier]} {tier.value}*, {why}: {proposal.points} of {proposal.most} points."
    return [section("\n".join([head, *[f"• {escape(line)}" for line in tiering.in_words(step.answers)]]))]


def _changes(vendor: Vendor, tier: Tier, diff: Diff) -> str:
    if tier is vendor.tier:
        return f"{blocks.name(vendor)} is {blocks.tier(vendor)} now and would stay so: nothing changes."
    shift = f"*{blocks.tier(vendor)} → {blocks.TIER_MARK[tier]} {tier.value}*"
    head = f"{blocks.name(vendor)} ({vendor.ref}): {shift} would change:"
    lines = [*[f"• {title(shift.what)}: {_said(shift)}" for shift in diff.reviews], *beside_reviews(diff)]
    return "\n".join([head, *lines]) if lines else f"{head} nothing but the word."


def beside_reviews(diff: Diff) -> list[str]:
    """What changes of reminders and evidence, a line each."""
    lines = [f"• Reminders of the {_word(shift.what)}: {_days(shift)}" for shift in diff.reminders]
    lines += [f"• Evidence due: {', '.join(diff.evidence)}"] if diff.evidence else []
    return lines + ([f"• Evidence not asked for any more: {', '.join(diff.spared)}"] if diff.spared else [])


def _said(shift: Shift) -> str:
    if not shift.before:
        return f"new, {shift.after}"
    return f"{shift.after} instead of {shift.before}" if shift.after else f"not asked for any more (was {shift.before})"


def _days(shift: Shift) -> str:
    return f"{shift.after} days before instead of {shift.before}"


def _word(thing: str) -> str:
    return thing.replace("_", " ")
