"""Each workspace reads its own playbook, from the moment that it is applied; versions stay as they were."""

import json
import logging

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine

from govbot import audit, db, playbook
from govbot.doctor.register_side import faults
from govbot.errors import Refusal
from govbot.overview.playbook_blocks import shown
from govbot.plans import templates
from govbot.plans.models import Plan, State
from govbot.playbook import Playbook, in_force, versions
from govbot.playbook.models import PlaybookVersion
from govbot.slack.blocks import in_words
from govbot.workspace import Workspace, enrol
from tests.walking import MONDAY

TWICE = "reminders: {snooze: {times: 2}}\n"
FIVE = "reminders: {snooze: {times: 5}}\n"


@pytest.fixture
def beside(engine: Engine) -> Workspace:
    """A second workspace of the same process."""
    with db.write(engine, None) as session:
        return enrol(session, "T0BESIDE", "Beside", "")


def times(book: Playbook) -> int:
    return book.reminders.snooze.times


def apply(engine: Engine, place: Workspace, text: str, seen: int, actor: str = "ada (terminal)") -> None:
    with db.write(engine, place.id) as session:
        versions.apply(session, MONDAY, actor, text, note="as agreed", seen=seen)


def test_each_workspace_reads_its_own(engine: Engine, workspace: Workspace, beside: Workspace) -> None:
    apply(engine, workspace, TWICE, seen=0)
    with db.read(engine, beside.id):
        assert playbook.load() is playbook.shipped()
    apply(engine, beside, FIVE, seen=0)
    with db.read(engine, workspace.id):
        assert times(playbook.load()) == 2
        with db.read(engine, beside.id) as session:
            assert times(playbook.load()) == 5
            assert [version.text for version in versions.latest(session)] == [FIVE]
        assert times(playbook.load()) == 2
        with db.read(engine, None):
            assert playbook.load() is playbook.shipped()
    assert playbook.load() is playbook.shipped()
    with playbook.held(engine, workspace.id):
        assert times(playbook.load()) == 2
        with db.read(engine, beside.id):
            assert times(playbook.load()) == 5
    with pytest.raises(ZeroDivisionError), db.read(engine, workspace.id):
        _ = 1 / 0
    assert playbook.load() is playbook.shipped()


def test_a_new_version_holds_at_once_and_the_old_ones_can_be_read(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        before = playbook.load()
        versions.apply(session, MONDAY, "ada (terminal)", TWICE, seen=0)
        assert (times(before), times(playbook.load())) == (3, 2)
    apply(engine, workspace, FIVE, seen=1)
    apply(engine, workspace, "", seen=2)
    with db.read(engine, workspace.id) as session:
        assert playbook.load() is playbook.shipped()
        assert [times(playbook.of_version(session, number)) for number in range(4)] == [3, 2, 5, 3]
        assert [version.number for version in versions.latest(session, 2)] == [3, 2]
        assert versions.text_of(session, 1) == TWICE
        with pytest.raises(Refusal, match=r"There are 0 \(as shipped\) to 3"):
            versions.text_of(session, 4)
        steps = [step.detail for step in audit.events(session) if step.action == "playbook.applied"]
    assert [(step["before"], step["after"], step["changed"]) for step in steps] == [
        (0, 1, ["reminders.snooze.times"]),
        (1, 2, ["reminders.snooze.times"]),
        (2, 3, ["reminders.snooze.times"]),
    ]
    assert json.dumps(steps[1]).count("as agreed") == 1


def test_a_plan_goes_on_with_the_template_it_was_begun_from(engine: Engine, workspace: Workspace) -> None:
    template = playbook.shipped().rollout
    phase, title = next(iter(template.phases.items()))
    with db.write(engine, workspace.id) as session:
        plan = Plan(kind="rollout", state=State.RUNNING, begun_at=MONDAY, begun_by="U0X")
        session.add(plan)
        versions.apply(session, MONDAY, "ada (terminal)", f"rollout: {{phases: {{{phase}: First of all}}}}\n", seen=0)
        assert templates.phase(templates.of(session, plan), phase) == title
        assert templates.phase(templates.named("rollout"), phase) == "First of all"


def test_of_two_who_apply_at_once_the_second_is_told(engine: Engine, workspace: Workspace) -> None:
    apply(engine, workspace, TWICE, seen=0)
    with pytest.raises(Refusal, match=r"ada \(terminal\) applied version 1 meanwhile"):
        apply(engine, workspace, FIVE, seen=0, actor="bo (terminal)")
    with db.read(engine, workspace.id) as session:
        assert times(playbook.load()) == 2
        assert len(versions.latest(session)) == 1


def test_to_ask_for_it_again_costs_no_query(engine: Engine, workspace: Workspace) -> None:
    apply(engine, workspace, TWICE, seen=0)
    asked: list[str] = []
    listener = lambda *arguments: asked.append(arguments[2])  # noqa: E731  # named, to be taken away again
    event.listen(engine, "before_cursor_execute", listener)
    try:
        with db.read(engine, workspace.id) as session:
            for _ in range(100):
                playbook.load()
                playbook.of_version(session, 1)
                playbook.of_version(session, 0)
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def test_a_version_that_does_not_fit_any_more_leaves_the_shipped_one_and_is_said(
    engine: Engine, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    in_force._complain.cache_clear()  # once in a process, of which this is not the first test
    apply(engine, workspace, TWICE, seen=0)
    with db.write(engine, workspace.id) as session:
        session.exec(sa.update(PlaybookVersion).values(text="reminders:\n  snoozes: {times: 2}\n"))
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            with db.read(engine, workspace.id) as session:
                assert playbook.load() is playbook.shipped()
                assert "line 2: reminders.snoozes: is not known here" in versions.trouble(session)
                assert versions.changed(session) == []
                seen = in_words(shown([], versions.latest(session), versions.trouble(session)))
                assert "does not fit this govbot, and the shipped playbook is in force" in seen
                assert any(
                    "The shipped playbook is in force" in fault for fault in faults(session, workspace, MONDAY, {})
                )
    assert len([record for record in caplog.records if "Version 1 of a workspace's playbook" in record.message]) == 1
