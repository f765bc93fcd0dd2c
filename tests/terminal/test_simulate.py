"""`govbot simulate`: what it tells is what comes to pass, and nothing is touched by telling it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import col, select

from govbot import calendar, db
from govbot.errors import Refusal
from govbot.outbox import service as outbox
from govbot.outbox.models import OutboxMessage, State
from govbot.outbox.pictures import Picture
from govbot.reviews import service as reviews
from govbot.simulation.names import Names
from govbot.simulation.playing import Said, Span, simulate
from govbot.vendors.models import Tier
from govbot.workspace import Workspace, enrol
from tests import builders
from tests.dumps import dump
from tests.frozen import frozen
from tests.live import Live
from tests.terminal.conftest import Typed

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)  # a Monday, eight in Berlin
SPAN = Span(date(2026, 3, 2), date(2026, 3, 10))
Line = tuple[datetime, str, str, str]
LINES = {"direction": "up", "target": "80", "red": "70"}


@pytest.fixture
def portfolio(engine: Engine, workspace: Workspace) -> int:
    """Two vendors called alike, and one that nobody owns; the people live in three zones."""
    with db.write(engine, workspace.id) as session:
        place = session.get_one(Workspace, workspace.id)
        place.governance_channel = "C0GOVERN"
        session.add(place)
        ivo = builders.person(session, "U0IVO", "Ivo Novak", "Europe/Prague")
        dora = builders.person(session, "U0DORA", "Dora Lind", "America/New_York")
        ana = builders.person(session, "U0ANA", "Ana Silva", "Asia/Kolkata", is_admin=True)
        for vendor in (
            builders.vendor(session, NOW, "Meridian", owner=ivo, backup=dora, sponsor=ana, channel="C0MERIDIAN"),
            builders.vendor(session, NOW, "Meridian Payroll & Co", owner=dora, tier=Tier.HIGH),
            builders.vendor(session, NOW, "Nobody's"),
        ):
            for review in reviews.keep_programme(session, place, NOW, "U0ANA", vendor):
                review.due = NOW.date() + timedelta(days=4)
    return workspace.id


def told(engine: Engine, span: Span = SPAN, **more: Any) -> list[Said]:
    return list(simulate(engine, NOW, span, **more))


def test_what_is_told_comes_to_pass(live: Live, engine: Engine) -> None:
    """The same days simulated, then lived."""
    _settle(live)
    before = live.clock()
    span = Span(before.date(), before.date() + timedelta(days=17))
    lines = [(each.at, each.target, str(each.kind)) for each in simulate(engine, before, span)]
    live.walk_to(calendar.at(span.last + timedelta(days=1), time(0), calendar.zone("Europe/Berlin")))
    with db.read(engine, live.workspace_id) as session:
        sent = select(OutboxMessage).where(OutboxMessage.state == State.SENT, col(OutboxMessage.sent_at) > before)
        lived = [(m.sent_at, m.target, str(m.kind)) for m in session.exec(sent)]
    assert len(lines) > 10
    assert sorted(_minutes(lines)) == sorted(_minutes(lived))


def _settle(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    given = {"name": "Acme Support", "function": "customer_support", "tier": "high", "channel": "#vendor-cedar"}
    assert maya.submits(**given, owner="@ivo.novak", backup="@dora.lind", sponsor="@ana.silva")["errors"] == {}
    live.beat()


def _minutes(lines: list[Any]) -> Iterator[tuple[str, str, str]]:
    """A lane takes a message a second, and the test's clock and the heartbeat's stop at other seconds."""
    return ((f"{at:%Y-%m-%d %H:%M}", target, kind) for at, target, kind in lines)


@pytest.mark.one_database
def test_nothing_is_said_to_slack(live: Live, engine: Engine) -> None:
    _settle(live)
    before = dict(live.slack.counts)
    today = live.clock().date()
    assert list(simulate(engine, live.clock(), Span(today, today + timedelta(days=14))))
    assert dict(live.slack.counts) == before


def test_it_stands_in_order_by_name_and_in_local_time_and_nothing_is_touched(engine: Engine, portfolio: int) -> None:
    before = dump(engine)
    said = told(engine)
    assert [each.at for each in said] == sorted(each.at for each in said)
    assert {"Ivo Novak", "Dora Lind", "channel of Meridian", "governance channel"} <= {each.to for each in said}
    digests = [each for each in said if each.to == "Dora Lind" and "for you today" in each.text]
    assert {f"{each.theirs:%H:%M}" for each in digests} == {"09:00"}
    assert all("<@" not in each.text and "&amp;" not in each.text for each in said)
    assert any("Meridian Payroll & Co" in each.text for each in said)
    assert before["vendor"]
    assert dump(engine) == before


@pytest.mark.one_database
def test_days_before_are_lived_but_not_told_and_a_vendor_is_not_taken_for_one_called_alike(
    engine: Engine, portfolio: int
) -> None:
    late = Span(date(2026, 3, 9), date(2026, 3, 9))
    said, mine = told(engine, late), told(engine, late, vendor="VND-0001")
    assert {each.local.date() for each in said} == {late.first}
    assert 0 < len(mine) < len(said)
    of_its_channel = [each for each in said if each.to == "channel of Meridian"]
    assert of_its_channel
    assert [each for each in mine if each.to == "channel of Meridian"] == of_its_channel
    assert all("Meridian" in each.text.replace("Meridian Payroll", "") or each.kind == "reply" for each in mine)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-03-05", "2026-03-04", "Name the earlier day first"),
        ("2026-03-01", "2026-03-04", "is past"),
        ("2026-03-05", "2036-03-04", "more than two years away"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(sqlite_engine: Engine, first: str, last: str, sentence: str) -> None:
    with db.write(sqlite_engine, None) as session:
        session.add(Workspace(team_id="T0", name="Acme"))
    with pytest.raises(Refusal, match=sentence):
        told(sqlite_engine, Span(date.fromisoformat(first), date.fromisoformat(last)))


@pytest.mark.one_database
def test_the_terminal_prints_them_with_their_count(typed: Typed, portfolio: int) -> None:
    with frozen(NOW):
        table = typed("simulate", "--from", "2026-03-02", "--to", "2026-03-06")
        told = json.loads(typed("simulate", "--from", "2026-03-02", "--to", "2026-03-06", "--json").stdout)
    assert (table.exit_code, told["count"]) == (0, len(told["messages"]))
    assert told["count"] > 0
    assert f"{told['count']} messages from 2026-03-02 to 2026-03-06: " in table.stdout
    assert {"workspace", "at", "local", "theirs", "to", "target", "kind", "text"} == set(told["messages"][0])
    assert told["messages"][0]["local"].startswith("2026-03-02T09:00:00+01:00")


def test_a_vendor_that_nobody_knows_is_refused(sqlite_engine: Engine) -> None:
    with db.write(sqlite_engine, None) as session:
        session.add(Workspace(team_id="T0", name="Acme"))
    with pytest.raises(Refusal, match="I know no vendor"):
        told(sqlite_engine, vendor="Zanzibar")


@pytest.mark.one_database
def test_of_a_paused_workspace_it_says_why_nothing_is_told(typed: Typed, engine: Engine, portfolio: int) -> None:
    with db.write(engine, portfolio) as session:
        session.get_one(Workspace, portfolio).paused = "token_revoked"
    with frozen(NOW):
        told = typed("simulate", "--to", "2026-03-03")
    assert "0 messages from 2026-03-02 to 2026-03-03." in told.stdout
    assert "Nothing is sent to Acme (token_revoked)" in told.stderr


@pytest.mark.one_database
def test_today_is_the_workspaces_day_and_not_the_machines(typed: Typed, portfolio: int) -> None:
    with frozen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)):
        told = json.loads(typed("simulate", "--to", "2026-03-03", "--json").stdout)
    assert told["from"] == "2026-03-03"
    assert told["count"] > 0


def test_tokens_are_read_as_people_read_them(sqlite_engine: Engine) -> None:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id="T0", name="Acme")
        session.add(place)
    names = Names(place, {}, {"C01": "governance channel"})
    instant = int(NOW.timestamp())
    text = f"*Due* in <#C01> &amp; <!date^{instant}^{{time}}|07:00 UTC>, <@U0GONE>, <!here>"
    assert names.spoken(text) == "Due in #governance channel & Mon 2 Mar 08:00, @U0GONE, here"


def test_a_picture_that_waits_is_told_in_words(sqlite_engine: Engine) -> None:
    with db.write(sqlite_engine, None) as session:
        place = enrol(session, "T0SANDBOX", "Acme", "")
        place.zone, place.governance_channel = "Europe/Berlin", "C0GOVERN"
    spots = [{"label": "Jan 26", "value": "82", "state": "green", "lines": LINES}]
    data = {"title": "FCR", "unit": "percent", "target": "agreed", "spots": spots}
    picture = Picture(drawing="kpi-trend", data=data, title="FCR", alt="FCR was 82 % in January.")
    with db.write(sqlite_engine, place.id) as session:
        outbox.post(session, NOW, key="p", channel="C0GOVERN", text="FCR: 82 %", blocks=None, picture=picture)
    assert [each.target for each in told(sqlite_engine)][:1] == ["C0GOVERN"]
