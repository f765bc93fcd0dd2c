"""How a plan goes: the picture of what its tasks are, and the week told once in its thread and to its sponsor."""

from datetime import UTC, date, datetime

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.people import service as people
from govbot.plans import announce, finding, gantt, progress_blocks, reading, service, tasks
from govbot.plans.models import Plan
from govbot.plans.pictured import Bar, Standing
from govbot.plans.reading import File
from govbot.plans.service import Beginning
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders
from tests.door import Json, shown
from tests.live import Live

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EXIT = date(2027, 3, 1)


def place(engine: Engine) -> Workspace:
    with db.write(engine, None) as session:
        made = Workspace(team_id=builders.TEAM, name="Acme", zone="Europe/Berlin", countries=["DE"])
        session.add(made)
    return made


def begin(session: Session, workspace: Workspace, now: datetime, vendor: Vendor) -> Plan:
    wish = Beginning(kind="exit", vendor=vendor, variant="planned", starts=workspace.today(now), target=EXIT)
    return service.begin(session, workspace, now, "U0DORA", wish)


def look(session: Session, workspace: Workspace, plan: Plan, today: date) -> tuple[File, dict[str, Bar]]:
    file = reading.file(session, workspace, plan, today)
    return file, {bar.code: bar for bar in gantt.gantt(file, workspace, "Exit").bars}


def test_the_picture_has_every_task_as_it_stands_and_the_words_say_who_is_waited_for(sqlite_engine: Engine) -> None:
    workspace = place(sqlite_engine)
    with db.write(sqlite_engine, workspace.id) as session:
        dora = builders.person(session, "U0DORA", "Dora Lind")
        vendor = builders.vendor(session, NOW, "Ardent", owner=dora, tier=Tier.CRITICAL)
        plan = begin(session, workspace, NOW, vendor)
        first = finding.task(session, plan, "X05")
        tasks.finish(session, workspace, NOW, "U0DORA", first, shown="Paper")
        tasks.drop(session, workspace, NOW, "U0DORA", finding.task(session, plan, "X22"), "No staff moves")
        today = date(2026, 4, 1)
        file, bars = look(session, workspace, plan, today)
        assert len(bars) == len(file.tasks) - 1
        assert "X22" not in bars
        assert (bars["X05"].standing, bars["X05"].end) == (Standing.DONE, date(2026, 3, 2))
        late = [task.code for task in file.late]
        assert late
        assert {code for code, bar in bars.items() if bar.standing is Standing.LATE} == set(late)
        chain = gantt.chain(file, workspace)
        assert chain[-1] == file.template.ends_with
        assert [code for code, bar in bars.items() if bar.critical] == [code for code in bars if code in chain]
        assert all(bar.start <= bar.end for bar in bars.values())
        drawn = gantt.picture(file, workspace)
        assert f"late: {late[0]}" in drawn.alt.lower().replace("x", "X")
        said = progress_blocks.week(file, [first], chain)
        assert "✅ X05" in said
        assert f"<@U0DORA>: {late[0]} is waited for by X" in said
        assert f"*The end hangs on*  {' → '.join(chain)}" in said


def pictures(messages: list[Json]) -> list[Json]:
    return [message for message in messages if message.get("files")]


def test_the_week_is_told_once_in_the_thread_with_its_picture_and_in_a_line_to_the_sponsor(live: Live) -> None:
    room = live.slack.world.channel("vendor-ardent")
    assert room is not None
    with db.write(live.bot.engine, live.workspace_id) as session:
        workspace = session.get_one(Workspace, live.workspace_id)
        owner, sponsor = (people.find(session, live.id_of(name)) for name in ("dora.lind", "ana.silva"))
        vendor = builders.vendor(
            session, live.clock(), "Ardent", owner=owner, sponsor=sponsor, channel=room.id, tier=Tier.LOW
        )  # fmt: skip
        plan = begin(session, workspace, live.clock(), vendor)
        announce.begun(session, workspace, live.clock(), plan)
    live.beat()
    dora = live.person("dora.lind")

    def card() -> Json:
        return next(message for message in dora.sees("#vendor-ardent") if "Exit plan of Ardent" in shown(message))

    def weeks() -> list[Json]:
        replies = live.slack.messages("#vendor-ardent", user="@dora.lind", thread_ts=card()["ts"])
        return [message for message in replies if "The week of the exit" in message["text"]]

    live.walk(days=4)
    assert weeks() == []
    live.walk(days=4)
    [week] = weeks()
    assert [file["filetype"] for file in week["files"]] == ["png"]
    assert "Exit plan of Ardent as bars over time" in week["files"][0]["alt_txt"]
    assert "🔴" in week["text"]
    told = [text for text in live.person("ana.silva").reads("@govbot") if "1 plan that you sponsor" in text]
    assert len(told) == 1
    assert "agreed end Mon 1 Mar 2027" in told[0]
    live.walk(days=3)
    assert len(weeks()) == 1
    before = len(pictures(dora.private()))
    for _ in range(2):
        dora.presses("Gantt", card())
    live.beat()
    live.walk(minutes=1)
    assert len(pictures(dora.private())) == before + 1
