"""KPIs, scorecards and the portfolio as pictures, each with all of it in words beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.kpis import blocks as of_kpi
from govbot.kpis import history, values
from govbot.kpis import service as kpis
from govbot.kpis.history import Point
from govbot.kpis.models import Kpi, State
from govbot.outbox.pictures import Picture, written
from govbot.playbook.scorecard import Scorecard as Book
from govbot.scorecards import blocks, pictures, score
from govbot.scorecards.models import ScorecardVerdict
from govbot.scorecards.pictured import Cell, HeatMap, Month, Part, Scorecard, Spot, Trend
from govbot.scorecards.score import Card
from govbot.slack.text import clip, escape, plural
from govbot.vendors import finding
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace

PERIODS = 12
COLUMNS = (State.RED, State.AMBER, State.GREEN, State.MISSING)


class Shown(NamedTuple):
    """`text` is mrkdwn and says all that the picture shows."""

    picture: Picture
    text: str


def trend(session: Session, today: date, vendor: Vendor, kpi: Kpi) -> Shown:
    points = history.recent(kpi, kpis.standing(session, [kpi])[kpi.id], today, PERIODS)
    if not points:
        raise Refusal("No period of it is over yet: there is nothing to draw.")
    unit, agreed = playbook.load().kpis.units[kpi.unit].title.lower(), kpis.said_lines(kpi)
    spots = [
        Spot(
            label=point.period.short, value=point.measured.value if point.measured else None, state=point.state,
            lines=point.measured.lines if point.measured else kpi.lines,
        )
        for point in points
    ]  # fmt: skip
    title = f"{kpi.name} of {vendor.name}"
    drawn_title = f"{written(kpi.name, f'KPI {kpi.id}')} of {written(vendor.name, vendor.ref)}"
    drawn = Trend(title=drawn_title, unit=unit, target=f"Agreed: {agreed}", spots=spots)
    lines = [f"• {of_kpi.in_period(kpi, point)}" for point in points]
    alt = f"{title} over {len(points)} periods, {agreed}. {_last(kpi, points)}"
    heading = f"*{escape(kpi.name)}* of *{escape(clip(vendor.name, 80))}*: {escape(agreed)}"
    return Shown(_picture(pictures.TREND, drawn.model_dump(mode="json"), title, alt), "\n".join([heading, *lines]))


def _last(kpi: Kpi, points: Sequence[Point]) -> str:
    there = [point for point in points if point.measured]
    if not there or there[-1].measured is None:
        return "There is no value yet."
    value = values.said(there[-1].measured.value, kpi.unit)
    return f"The last value, of {there[-1].period.label}: {value}, {there[-1].state}."


def scorecard(vendor: Vendor, cards: Sequence[Card], verdict: ScorecardVerdict | None) -> Shown:
    book, last = playbook.load().scorecard, cards[-1]
    standing = f"{said_score(last)} · {last.month.label}"
    title = f"{vendor.name}: {standing}"
    drawn = Scorecard(
        title=f"{written(vendor.name, vendor.ref)}: {standing}",
        parts=[_part(book, last, key) for key in (each.key for each in book.dimensions.values())],
        months=[Month(label=card.month.short, score=card.score.value, coverage=card.score.coverage) for card in cards],
        green_from=book.green_from,
        amber_from=book.amber_from,
    )
    alt = f"Scorecard of {title}. " + ", ".join(f"{part.name} {_said(part)}" for part in drawn.parts) + "."
    text = "\n".join(blocks.card_lines(vendor, cards, verdict))
    return Shown(_picture(pictures.SCORECARD, drawn.model_dump(mode="json"), title, alt), text)


def said_score(card: Card) -> str:
    """`91.2, green · coverage 80 %`."""
    value = card.score.value
    colour = "no score" if value is None else f"{value}, {playbook.load().scorecard.colour(value)}"
    return f"{colour} · coverage {card.score.coverage:.0f} %"


def _part(book: Book, card: Card, key: str) -> Part:
    dimension, attained = book.dimensions[key], card.score.dimensions.get(key)
    state = State.MISSING if attained is None else State(book.colour(attained))
    note = blocks.nothing(card, key) if attained is None else ""
    return Part(name=dimension.title, weight=dimension.weight, score=attained, state=state, note=note)


def _said(part: Part) -> str:
    return part.note if part.score is None else f"{part.score} {part.state}"


def heat_map(session: Session, workspace: Workspace, today: date) -> Shown:
    """Every vendor in the cell of its tier and the colour of its score."""
    book = playbook.load()
    everybody = [vendor for vendor in finding.everyone(session) if vendor.status not in UNGOVERNED]
    latest = score.latest(session, workspace, today, everybody)
    placed = {vendor.id: _column(latest, vendor) for vendor in everybody}
    rows: list[tuple[str, list[list[str]]]] = []
    drawn_rows = []
    for tier in book.tiers.values():
        of_tier = [vendor for vendor in everybody if vendor.tier == tier.key]
        named = [[each for each in of_tier if placed[each.id] is state] for state in COLUMNS]
        rows.append((tier.title, [[each.name for each in some] for some in named]))
        drawn_rows.append((tier.title, [Cell(names=[written(each.name, each.ref) for each in some]) for some in named]))
    title = f"{plural(len(everybody), 'vendor')} by tier and score"
    drawn = HeatMap(title=title, columns=list(COLUMNS), headings=_headings(book.scorecard), rows=drawn_rows)
    text = "\n".join([f"*{title}*", *(_row(name, cells) for name, cells in rows)])
    alt = title + ". " + " ".join(_counts(name, cells) for name, cells in rows)
    return Shown(_picture(pictures.HEAT_MAP, drawn.model_dump(mode="json"), title, alt), text)


def _column(latest: Mapping[int, Card], vendor: Vendor) -> State:
    card = latest.get(vendor.id)
    if card is None or card.score.value is None:
        return State.MISSING
    return State(playbook.load().scorecard.colour(card.score.value))


def _headings(book: Book) -> list[str]:
    amber = f"amber ({book.amber_from} to {book.green_from - 1})"
    return [f"red (below {book.amber_from})", amber, f"green ({book.green_from} and more)", "no score"]


def _counts(name: str, cells: Sequence[Sequence[str]]) -> str:
    counts = [f"{len(names)} {_word(state)}" for state, names in zip(COLUMNS, cells, strict=True)]
    return f"{name}: {', '.join(counts)}."


def _word(state: State) -> str:
    return "without a score" if state is State.MISSING else state.value


def _row(name: str, cells: Sequence[Sequence[str]]) -> str:
    """The worst first, with names; the green ones and those without a score are counted."""
    said = []
    for state, names in zip(COLUMNS, cells, strict=True):
        named = state in (State.RED, State.AMBER) and names
        listed = f" ({escape(clip(', '.join(names), 300))})" if named else ""
        said.append(f"{of_kpi.MARKS[state]} {len(names)} {_word(state)}{listed}")
    return f"*{name}*  " + " · ".join(said)


def _picture(drawing: str, data: dict[str, object], title: str, alt: str) -> Picture:
    return Picture(drawing=drawing, data=data, title=clip(title, 200), alt=clip(alt, 1000))
