"""Two people close the same task at the same moment, or begin the same plan: one does, the other hears who did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.errors import Refusal
from govbot.plans import finding, service, tasks
from govbot.plans.service import Beginning
from govbot.vendors import finding as vendors
from govbot.workspace import Workspace
from tests import builders
from tests.plans.conftest import NOW, STARTS, TARGET

BOTH = ("U0DORA", "U0IVO")
Act = Callable[[Session, Workspace, str], object]


def at_once(engine: Engine, workspace_id: int, act: Act) -> list[str]:
    """What each of the two was refused; empty for the one who did it."""
    together = Barrier(len(BOTH), timeout=20)

    def run(slack_id: str) -> str:
        together.wait()
        try:
            with db.write(engine, workspace_id) as session:
                act(session, session.get_one(Workspace, workspace_id), slack_id)
        except Refusal as refusal:
            return refusal.text
        return ""

    with ThreadPoolExecutor(len(BOTH)) as threads:
        return sorted(threads.map(run, BOTH))


def test_one_begins_and_one_closes(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        dora, ivo = (builders.person(session, slack_id, f"{slack_id[2:]} Doe") for slack_id in BOTH)
        builders.vendor(session, NOW, "Ardent", owner=dora, backup=ivo)

    def begin(session: Session, place: Workspace, actor: str) -> None:
        vendor = vendors.find(session, "Ardent")
        service.begin(session, place, NOW, actor, Beginning("exit", vendor, "planned", STARTS, TARGET))

    def close(session: Session, place: Workspace, actor: str) -> None:
        plan = finding.running(session, "exit", vendors.find(session, "Ardent"))
        tasks.finish(session, place, NOW, actor, finding.task(session, plan, "X05"), shown=f"By {actor}")

    done, late = at_once(engine, workspace.id, begin)
    assert (done, late[:27]) == ("", "This was already begun by @")
    done, late = at_once(engine, workspace.id, close)
    assert (done, late[:27]) == ("", "X05 was already closed by @")
    with db.read(engine, workspace.id) as session:
        closed = [event for event in audit.events(session) if event.action == "task.done"]
        plan = finding.running(session, "exit", vendors.find(session, "Ardent"))
        task = finding.tasks_of(session, plan)[0]
    assert [event.actor for event in closed] == [task.done_by]
    assert task.shown == f"By {task.done_by}"
