"""The picture of a plan, compared by what it shows: rows, bars, what waits for what, the days that are marked."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from govbot.plans import gantt_axes, gantt_picture, pictures
from govbot.plans.pictured import Bar, Gantt, Mark, Phase, Standing

TODAY, EXIT = date(2026, 11, 23), date(2027, 3, 1)
MONTH = timedelta(days=30)


def bar(code: str, end: date, standing: Standing = Standing.OPEN, **more: Any) -> Bar:
    facts: dict[str, Any] = {"title": "Trial data export", "start": end - timedelta(days=5), "planned": end} | more
    return Bar(code=code, end=end, standing=standing, **facts)


def gantt(*phases: Phase, marks: tuple[Mark, ...] = (Mark(name="today", day=TODAY),)) -> Gantt:
    return Gantt(title="Exit from $Acme$", phases=list(phases), today=TODAY, marks=list(marks))


def drawn(plan: Gantt) -> tuple[Figure, Axes]:
    figure = gantt_picture.figure(plan)
    [axes] = figure.axes
    return figure, axes


def named(axes: Axes, gid: str) -> list[Any]:
    return [artist for artist in axes.get_children() if artist.get_gid() == gid]


def titles(axes: Axes) -> list[str]:
    return [text.get_text() for text in named(axes, "title")]


def days(artist: Any) -> list[float]:
    return [float(x) for x in artist.get_xdata()]


def test_it_shows_every_task_in_its_phase_with_its_days_and_what_waits_for_what() -> None:
    late = bar("X24", TODAY - timedelta(days=7), Standing.LATE)
    moved = bar("X28", EXIT - MONTH, planned=EXIT - 2 * MONTH, critical=True, after=["X24", "X99"])
    gate = bar("X31", EXIT, gate=True, critical=True, after=["X28"])
    done = bar("X05", TODAY - 2 * MONTH, Standing.DONE)
    phases = (
        Phase(name="Decide", bars=[done]),
        Phase(name="Build", bars=[late, moved]),
        Phase(name="Cutover", bars=[gate]),
    )
    figure, axes = drawn(gantt(*phases, marks=(Mark(name="today", day=TODAY), Mark(name="exit", day=EXIT))))
    assert [each for each in titles(axes) if each != "Trial data export"] == [
        *("Decide", "X05", "Build", "X24", "X28", "Cutover", "X31")
    ]
    [box] = [patch for patch in axes.patches if patch.get_gid() == "bar X28"]
    assert (box.get_x(), box.get_width()) == (gantt_axes.x_of(moved.start), 5)  # type: ignore[attr-defined]
    [waits] = named(axes, "after X24 X28")
    assert days(waits)[0] == gantt_axes.x_of(late.end)
    assert days(waits)[-1] == gantt_axes.x_of(moved.start)
    assert len(named(axes, "critical X28 X31")) == 1
    assert [days(tick)[0] for tick in named(axes, "planned")] == [gantt_axes.x_of(moved.planned)]
    [stretch] = [patch for patch in axes.patches if patch.get_gid() == "late X24"]
    assert stretch.get_x() + stretch.get_width() == gantt_axes.x_of(TODAY)  # type: ignore[attr-defined]
    assert [days(mark)[0] for mark in named(axes, "mark")] == [gantt_axes.x_of(TODAY), gantt_axes.x_of(EXIT)]
    shapes = {bar.code: named(axes, f"end {bar.code}")[0].get_marker() for bar in (done, late, moved, gate)}
    assert shapes == {"X05": "o", "X24": "X", "X28": "o", "X31": "D"}
    assert named(axes, "end X28")[0].get_markerfacecolor() != named(axes, "end X05")[0].get_markerfacecolor()
    assert [text.get_text() for text in figure.legends[0].get_texts()][:4] == ["done", "late", "open", "gate"]


def forty(name: str) -> Gantt:
    each = [bar(f"X{at:02}", TODAY + timedelta(days=9 * at), title=name) for at in range(1, 41)]
    return gantt(*(Phase(name=name, bars=each[at : at + 4]) for at in range(0, 40, 4)))


def boxes(figure: Figure, texts: list[Text]) -> list[Any]:
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    return [text.get_window_extent() for text in texts]


@pytest.mark.parametrize("name", ["W" * 80, "Data returned, deleted by vendor and subcontractors, $5", ""])
def test_forty_tasks_can_be_read_on_a_phone_and_no_title_runs_into_the_bars(name: str) -> None:
    figure, axes = drawn(forty(name))
    width, height = figure.get_size_inches()
    assert 1.5 < height / width < 2.2  # a phone held upright
    assert all(text.get_fontsize() >= width * 72 / 390 * 7 for text in named(axes, "title"))  # 7 of its points
    found = boxes(figure, named(axes, "title"))
    edge = axes.get_window_extent().x0
    assert max(box.x1 for box in found) <= edge
    assert min(box.x0 for box in found) >= 0
    rows = sorted({round(box.y0) for box in found if box.width})
    assert all(above - below >= 20 for below, above in pairwise(rows))


def test_names_of_marks_never_lie_on_each_other_or_beyond_the_picture() -> None:
    marks = tuple(Mark(name=f"as it stands {EXIT:%-d %b %Y}", day=EXIT + timedelta(days=at)) for at in range(3))
    figure, axes = drawn(gantt(Phase(name="Decide", bars=[bar("X05", TODAY)]), marks=marks))
    found = boxes(figure, named(axes, "mark name"))
    assert not any(one.overlaps(other) for one in found for other in found if one is not other)
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in found)


@given(st.integers(0, 4000))
@settings(max_examples=100)
def test_however_long_a_plan_is_its_time_has_few_labels(length: int) -> None:
    ticks = list(gantt_axes.ticks(TODAY, TODAY + timedelta(days=length)))
    assert len(ticks) <= gantt_axes.LABELS + 1
    assert all(TODAY <= tick <= TODAY + timedelta(days=length) for tick in ticks)
    assert ticks or length < 7


def test_it_is_drawn_from_what_the_queue_keeps() -> None:
    data = gantt(Phase(name="Decide", bars=[bar("X05", TODAY)])).model_dump(mode="json")
    assert pictures.DRAWINGS[pictures.GANTT](data).startswith(b"\x89PNG")
