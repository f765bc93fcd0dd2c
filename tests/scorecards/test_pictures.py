"""Pictures, compared by what they show: axes, bands, series; and on their way through the queue into Slack."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.font_manager import findfont, get_font

from govbot.kpis.lines import Lines
from govbot.kpis.models import State
from govbot.outbox import canvas
from govbot.outbox.pictures import written
from govbot.playbook.kpis import Direction
from govbot.scorecards import colours, heat_picture, pictures, score_picture, trend_picture
from govbot.scorecards.pictured import Cell, HeatMap, Month, Part, Scorecard, Spot, Trend
from tests.door import Json, shown
from tests.kpis.desk import ROOM, VENDOR, Desk

OLD = Lines(direction=Direction.UP, target=Decimal(80), red=Decimal(70))
NEW = Lines(direction=Direction.UP, target=Decimal(90), red=Decimal(80), amber=Decimal(88))
BAND = Lines(
    direction=Direction.BAND,
    target=Decimal(330),
    red=Decimal(300),
    target_high=Decimal(390),
    red_high=Decimal(420),
)


def spots(lines: Lines, *values: int | None) -> list[Spot]:
    return [
        Spot(
            label=f"P{at}",
            value=None if value is None else Decimal(value),
            state=State.MISSING if value is None else lines.judge(Decimal(value)),
            lines=lines.model_dump(mode="json"),
        )
        for at, value in enumerate(values)
    ]


def trend(*shown: Sequence[Spot]) -> Axes:
    each = [spot for part in shown for spot in part]
    drawn = trend_picture.figure(Trend(title="FCR of $Acme$", unit="percent", target="agreed", spots=each))
    [axes] = drawn.axes
    return axes


def named(axes: Axes, gid: str) -> list[Any]:
    return [artist for artist in axes.get_children() if artist.get_gid() == gid]


def height(band: Any) -> tuple[float, float]:
    box = band.get_paths()[0].get_extents()
    return round(box.y0, 3), round(box.y1, 3)


def words(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_a_trend_shows_values_gaps_states_and_bands_that_step_with_the_target() -> None:
    axes = trend(spots(OLD, 82, None, 68), spots(NEW, 89, 85))
    [line] = named(axes, "values")
    assert [str(value) for value in line.get_ydata()] == ["82.0", "nan", "68.0", "89.0", "85.0"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["P0", "P1", "P2", "P0", "P1"]
    assert [height(band) for band in named(axes, "band amber")] == [(70, 80), (80, 88)]
    assert [height(band)[0] for band in named(axes, "band green")] == [80, 88]
    assert [height(band)[1] for band in named(axes, "band red")] == [70, 80]
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["green", "amber", "red"]
    assert words(axes) == ["red", "amber", "green", "missing"]
    assert axes.get_ylabel() == "percent"
    low, high = axes.get_ylim()
    assert low < 68
    assert high > 90


def test_a_band_is_green_in_the_middle() -> None:
    axes = trend(spots(BAND, 350, 395, 430))
    assert [height(band) for band in named(axes, "band green")] == [(330, 390)]
    assert [height(band) for band in named(axes, "band amber")] == [(300, 330), (390, 420)]
    assert len(named(axes, "band red")) == 2
    assert len(named(axes, "target")) == 2


def test_states_differ_by_shape_and_the_paper_is_light_whatever_is_around_it() -> None:
    assert len(set(colours.SHAPES.values())) == len(colours.SHAPES) == len(colours.COLOURS)
    assert canvas.sheet("x").get_facecolor() == pytest.approx((251 / 255, 251 / 255, 248 / 255, 1))


def test_a_scorecard_shows_each_part_with_its_word_and_the_months_with_their_coverage() -> None:
    parts = [
        Part(name="Service delivery", weight=35, score=Decimal("95.0"), state=State.GREEN),
        Part(name="Quality", weight=25, score=Decimal("60.1"), state=State.RED),
        Part(name="Commercial", weight=10, score=None, state=State.MISSING, note="not measured"),
    ]
    months = [
        Month(label="Jan 26", score=Decimal(91), coverage=Decimal(100)),
        Month(label="Feb 26", score=None, coverage=Decimal(0)),
        Month(label="Mar 26", score=Decimal("80.9"), coverage=Decimal(60)),
    ]
    drawn = score_picture.figure(Scorecard(title="Acme", parts=parts, months=months, green_from=90, amber_from=75))
    left, right = drawn.axes
    assert words(left) == ["95.0 green", "60.1 red", "not measured"]
    assert [round(bar.get_width(), 1) for bar in named(left, "part green") + named(left, "part red")] == [95, 60.1]
    assert [label.get_text() for label in left.get_yticklabels()] == [
        "Service delivery (35)",
        "Quality (25)",
        "Commercial (10)",
    ]
    [line] = named(right, "score")
    assert [str(value) for value in line.get_ydata()] == ["91.0", "nan", "80.9"]
    assert words(right) == ["91", "80.9"]
    assert len(named(right, "limit")) == 2


def test_a_heat_map_counts_and_names_in_every_cell() -> None:
    cells = [Cell(names=["Acme", "Bolt", "Cord", "Dune", "Edge"]), Cell(names=[]), Cell(names=["Fern"])]
    columns = [State.RED, State.AMBER, State.GREEN]
    heat = HeatMap(title="6 vendors", columns=columns, headings=["r", "a", "g"], rows=[("Critical", cells)])
    [axes] = heat_picture.figure(heat).axes
    assert words(axes) == ["5", "Acme\nBolt\nCord\nand 2 more", "–", "", "1", "Fern"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Critical"]
    strong, empty, weak = (named(axes, f"cell {state}")[0].get_alpha() for state in columns)
    assert strong > weak > empty


def test_every_picture_is_drawn_from_what_the_queue_keeps() -> None:
    data = Trend(title="x", unit="percent", target="y", spots=spots(OLD, 82)).model_dump(mode="json")
    assert pictures.DRAWINGS[pictures.TREND](data).startswith(b"\x89PNG")


def test_a_name_that_the_font_lacks_stands_there_by_its_reference() -> None:
    for name in ("Łódź & Søn “Ærø” €", "Ελλάδα", "Воронеж", "Nguyễn"):
        assert written(name, "VND-0001") == name
    for name in ("株式会社", "Acme 🚀", "ไทย", "العربية"):
        assert written(name, "VND-0001") == "VND-0001"
    known = get_font(findfont("DejaVu Sans")).get_charmap()
    every = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) != "Cn"]
    assert [char for char in every if written(char, "") == char and ord(char) not in known] == []


def images(messages: Sequence[Json]) -> list[Json]:
    return [message for message in messages if message.get("files")]


@pytest.mark.one_database
def test_pictures_arrive_once_with_words_and_alternative_text(desk: Desk) -> None:
    kpi = desk.agree("Payroll accuracy")
    desk.agree("Off-cycle share", dimension="service_delivery")
    for period, value in (("2026-01", "99.6"), ("2026-02", "97")):
        desk.records(period, **{f"v_{kpi}": value})
    dora, live = desk.live.person("dora.lind"), desk.live
    told = dora.types(f"/vendor score {VENDOR}", ROOM)
    assert "🔴 red *58.3*, coverage 42 %" in told
    assert "⚪ missing: Off-cycle share" in told
    assert "Service delivery (35): ⚪ not measured" in told
    assert "Commercial (10): ⚪ no KPI" in told
    assert "Drawing…" in told
    live.slack.faults(method="files.completeUploadExternal", kind="server_error_after_accept")
    live.beat()
    live.walk(minutes=2)
    [message] = images(dora.private())
    assert "Scorecard of Ardent Payroll" in message["text"].replace("*", "")
    [file] = message["files"]
    assert "Quality 58.3 red" in file["alt_txt"]
    assert file["filetype"] == "png"
    listed = dora.sees(ROOM)[-1]
    dora.presses("Give a verdict", listed)
    assert set(dora.submits(verdict="improve", why=" ")["errors"]) == {"why"}
    assert dora.submits(verdict="improve", why="They <lost> two clerks")["errors"] == {}
    told = dora.types(f"/vendor score {VENDOR}", ROOM)
    assert "Keep, if it improves" in told
    assert "They &lt;lost&gt; two clerks" in told
    assert "The picture is the one you got <!date^" in told
    dora.presses("Post the picture in the channel", dora.sees(ROOM)[-1])
    heat = dora.types("/vendor heatmap", ROOM)
    assert "*Low*  🔴 1 red (Ardent Payroll) · 🟠 0 amber" in heat
    dora.types(f"/vendor kpi show {VENDOR} payroll accuracy", ROOM)
    live.slack.faults(method="files.upload", kind="server_error")
    dora.presses("Picture", dora.sees(ROOM)[-1])
    live.beat()
    live.walk(minutes=2)
    assert len(images(desk.posts())) == 1
    assert [one["files"][0]["name"].rpartition("-")[0] for one in images(dora.private())] == [
        "scorecard",
        "heat-map",
        "kpi-trend",
    ]
    assert "decided to improve on the score 58.3 of February 2026" in dora.types(f"/vendor history {VENDOR}", ROOM)


@pytest.mark.one_database
def test_where_files_are_not_allowed_the_words_arrive_alone(desk: Desk) -> None:
    kpi = desk.agree("Payroll accuracy")
    desk.records("2026-02", **{f"v_{kpi}": "97"})
    dora = desk.live.person("dora.lind")
    desk.live.slack.faults(
        method="files.getUploadURLExternal", kind="error", error="file_uploads_disabled", times=9
    )  # fmt: skip
    dora.types("/vendor heatmap", ROOM)
    desk.live.beat()
    desk.live.walk(minutes=2)
    assert images(dora.private()) == []
    assert "1 vendor by tier and score" in shown(dora.private()[-1])
