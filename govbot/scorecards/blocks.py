"""Scorecards in words."""

from collections.abc import Sequence

from govbot import playbook
from govbot.kpis import blocks as kpis
from govbot.kpis.models import State
from govbot.scorecards.models import ScorecardVerdict
from govbot.scorecards.score import Card
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.text import clip, escape, mention
from govbot.vendors.models import Vendor

VERDICT, SHARE = "score.verdict:1", "kpi.share:1"


def card_lines(vendor: Vendor, cards: Sequence[Card], verdict: ScorecardVerdict | None) -> list[str]:
    """A scorecard in words: the parts, what is red or missing, the months before, the verdict."""
    book, last = playbook.load().scorecard, cards[-1]
    lines = [f"*Scorecard of {escape(clip(vendor.name, 80))}* ({vendor.ref}) · {last.month.label}: {_score(last)}"]
    for dimension in book.dimensions.values():
        attained = last.score.dimensions.get(dimension.key)
        said = f"⚪ {nothing(last, dimension.key)}"
        if attained is not None:
            said = f"{kpis.marked(State(book.colour(attained)))} {attained}"
        lines.append(f"• {escape(dimension.title)} ({dimension.weight}): {said}")
    for state in (State.RED, State.MISSING, State.THIN):
        names = [each.kpi.name for each in last.lines if each.state is state]
        lines += [f"{kpis.marked(state)}: {escape(clip(', '.join(names), 400))}"] if names else []
    before = [f"{card.month.short} {_value(card)}" for card in cards[:-1]]
    lines += [f"Before: {', '.join(before)}"] if before else []
    return [*lines, _verdict(verdict)]


def nothing(card: Card, dimension: str) -> str:
    """Why a part has no score: it was not measured, or nothing of it is ever measured."""
    return "not measured" if dimension in card.score.dimensions else "no KPI"


def _score(card: Card) -> str:
    value = card.score.value
    colour = "no score" if value is None else f"{kpis.marked(State(playbook.load().scorecard.colour(value)))} *{value}*"
    return f"{colour}, coverage {card.score.coverage:.0f} %"


def _value(card: Card) -> str:
    return "–" if card.score.value is None else str(card.score.value)


def _verdict(verdict: ScorecardVerdict | None) -> str:
    if verdict is None:
        return "Nobody has given a verdict yet."
    said = f"{verdict.verdict.label}, by {mention(verdict.by)} on the score of {verdict.month:%B %Y}"
    return f"*Verdict*  {said}: {escape(clip(verdict.why, 400))}"


def scored(vendor: Vendor, cards: Sequence[Card], verdict: ScorecardVerdict | None, *, writes: bool) -> list[Block]:
    blocks = [section("\n".join(card_lines(vendor, cards, verdict)))]
    if writes:
        share = button("Post the picture in the channel", SHARE, f"score:{vendor.id}")
        blocks.append(actions(button("Give a verdict", VERDICT, str(vendor.id), style="primary"), share))
    return blocks
