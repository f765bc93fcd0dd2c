"""The rules of plans and their tasks, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal
from govbot.overview.story import sentence
from govbot.people.models import Person
from govbot.plans import adding, finding, path, reminders, roles, rolling, service, tasks, templates
from govbot.plans.adding import Extra
from govbot.plans.models import State
from govbot.plans.schedule import schedule
from govbot.plans.service import Beginning
from govbot.vendors import moving
from govbot.vendors.models import Status
from govbot.workspace import Workspace
from tests.plans.conftest import NOW, STARTS, TARGET, Desk

DAY = timedelta(days=1)


def refused(
    desk: Desk, words: str, field: str | None, *args: object, how: Callable[..., object] = tasks.finish, **more: object
) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        how(*desk.at, *args, **more)
    assert caught.value.field == field


def test_a_plan_begins_as_its_template_says(desk: Desk) -> None:
    found = finding.tasks_of(desk.session, desk.plan)
    assert [task.code for task in found][:3] == ["X05", "X06", "X07"]
    assert len(found) == 38, "X05 to X40, and the second dates of X31 and X37"
    assert desk.due("X05") == STARTS
    assert desk.due("X14") == date(2026, 9, 3), "180 days before"
    assert desk.due("X33") == TARGET == desk.plan.target
    assert desk.due("X37B") == date(2027, 5, 31), "90 days after"
    assert not rolling.reroll(*desk.at, desk.plan).moves
    refused(desk, "already begun by .* on 2 March 2026", None, _beginning(desk), how=service.begin)
    refused(
        desk, "There is no variant “slow” of the exit plan", None, _beginning(desk, variant="slow"), how=service.begin
    )
    ended = _beginning(desk, target=STARTS)
    refused(desk, "It begins on 2 March 2026. Pick a later day", "target", ended, how=service.begin)
    wizard = _beginning(desk, roles={"wizard": desk.ivo})
    refused(desk, "knows no role “wizard” of plans", None, wizard, how=service.begin)


def _beginning(desk: Desk, **more: Any) -> Beginning:
    return replace(Beginning("exit", desk.vendor, "planned", STARTS, TARGET), **more)


def test_less_time_presses_what_lies_before_the_end(desk: Desk) -> None:
    service.stop(*desk.at, desk.plan, "Anew")
    plan = service.begin(*desk.at, _beginning(desk, target=date(2026, 9, 1)))
    due = {task.code: task.due for task in finding.tasks_of(desk.session, plan)}
    assert due["X05"] == STARTS
    assert due["X14"] == date(2026, 6, 2), "halfway"
    assert due["X33"] == date(2026, 9, 1)
    assert due["X37"] == date(2026, 10, 1), "what lies after it keeps its distance"
    assert all(due[before] <= due[after] for before, after in pairwise(("X05", "X08", "X13", "X25", "X31", "X33")))


def test_the_vendor_is_gone_today(desk: Desk) -> None:
    service.stop(*desk.at, desk.plan, "Anew")
    plan = service.begin(*desk.at, _beginning(desk, variant="gone", target=None))
    access, cutover = finding.task(desk.session, plan, "X34"), finding.task(desk.session, plan, "X33")
    assert (access.due, access.after) == (STARTS, [])
    assert cutover.due == plan.target == date(2026, 4, 1)
    service.stop(*desk.at, plan, "Anew")
    standing = service.begin(*desk.at, _beginning(desk, variant="standing", target=None, state=State.STANDING))
    stressed = service.begin(*desk.at, _beginning(desk, variant="stressed", target=None))
    assert standing.target is None
    assert finding.task(desk.session, stressed, "X34").due == date(2026, 4, 1)


def test_a_task_closes_with_its_proof_in_its_turn_and_once(desk: Desk) -> None:
    refused(desk, "X05 closes only with its proof: Decision record", "shown", desk.task("X05"), shown=" ")
    refused(desk, "X06 waits for X05 “Log the trigger", "early", desk.task("X06"), shown="x")
    assert desk.task("X06").is_open
    tasks.finish(*desk.at, desk.task("X06"), shown="https://acme.example/raci", early="The board met first")
    done = tasks.finish(*desk.at, desk.task("x05"), shown="https://acme.example/paper", note="Unanimous")
    assert not done.rolled.moves
    assert not done.last
    refused(desk, "X05 was already closed by @dora on 2 March 2026", None, desk.task("X05"), shown="x")
    refused(desk, "X32 waits for a gate: X31 ", None, desk.task("X32"), shown="x", early="We are in a hurry")
    refused(desk, "X37 cannot be left out: no exit closes without “Destruction certificate”", None,
            desk.task("X37"), "None", how=tasks.drop)  # fmt: skip
    refused(desk, "X31 is a gate", None, desk.task("X31"), "None", how=tasks.drop)
    refused(desk, "Say why", "because", desk.task("X22"), " ", how=tasks.drop)
    refused(desk, "Still open: X07", None, desk.plan, how=service.close)
    told = "\n".join(sentence(event) for event in audit.history(desk.session, desk.vendor.subject))
    assert "closed X06 “Name exit managers" in told
    assert "before what it waits for: “The board met first”" in told
    assert "began the exit plan (planned) from Mon 2 Mar 2026, to end on Tue 2 Mar 2027" in told


def test_a_late_task_moves_the_exit_once_a_week(desk: Desk) -> None:
    for task in finding.tasks_of(desk.session, desk.plan):
        if task.due < date(2027, 1, 15) and task.code != "X29":
            tasks.finish(*desk.at, task, shown="x", early="All but the export")
    assert desk.due("X29") == date(2026, 12, 2)
    rolled = rolling.reroll(*_in_january(desk, 12), desk.plan)
    moved = [(move.task.code, move.before, move.after, move.held and move.held.code) for move in rolled.moves]
    around_new_year = date(2027, 1, 29)  # without the holidays it would be two days earlier
    assert moved == [("X30", date(2027, 1, 18), around_new_year, "X29")]
    assert not rolled.end_moved
    assert not rolling.reroll(*_in_january(desk, 15), desk.plan).moves
    assert rolling.reroll(*_in_january(desk, 18), desk.plan).moves
    rolled = rolling.reroll(*_in_january(desk, 40), desk.plan)
    assert {move.task.code: move.held and move.held.code for move in rolled.moves}["X33"] == "X32"
    assert (rolled.end_before, rolled.end) == (TARGET, date(2027, 3, 17))
    assert desk.due("X29") == date(2026, 12, 2), "it stays late, and nobody is told otherwise"
    assert all(desk.workspace.calendar.is_business_day(task.due) for task in finding.tasks_of(desk.session, desk.plan))


def _in_january(desk: Desk, day: int) -> tuple[Session, Workspace, datetime, str]:
    return desk.on(datetime(2027, 1, 1, 9, tzinfo=UTC) + (day - 1) * DAY)


def test_what_failed_stays_open_and_moves_what_hangs_on_it(desk: Desk) -> None:
    refused(desk, "Say what did not work", "why", desk.task("X29"), "", TARGET, how=tasks.fail)
    refused(desk, "is past", "again", desk.task("X29"), "Half the rows", STARTS - DAY, how=tasks.fail)
    rolled = tasks.fail(*desk.at, desk.task("X29"), "Half the rows were missing", date(2027, 1, 25))
    failure = finding.failures_of(desk.session, desk.task("X29"))[0]
    assert (failure.why, failure.by, failure.again) == ("Half the rows were missing", "U0DORA", date(2027, 1, 25))
    assert desk.task("X29").is_open
    assert desk.due("X30") == date(2027, 2, 8)
    assert {move.task.code for move in rolled.moves} >= {"X29", "X30"}
    refused(desk, "X30 waits for .*8 February 2027 is the earliest", "date",
            desk.task("X30"), date(2027, 2, 1), how=tasks.move)  # fmt: skip
    back = tasks.move(*desk.at, desk.task("X29"), date(2026, 12, 4), "They mended it")
    assert desk.due("X30") == date(2027, 1, 18)
    assert {move.task.code for move in back.moves} >= {"X29", "X30"}
    assert not tasks.move(*desk.at, desk.task("X29"), date(2026, 12, 4)).moves


def test_what_waits_for_a_task_left_out_waits_for_what_that_waited_for(desk: Desk) -> None:
    refused(desk, "X31 waits for X26 .*, X30 ", "early", desk.task("X31"), shown="x")
    tasks.drop(*desk.at, desk.task("X30"), "There is nothing to run in parallel")
    refused(desk, "X31 waits for X26 .*, X25 .*, X28 .* and 1 more", "early", desk.task("X31"), shown="x")
    late = tasks.fail(*desk.at, desk.task("X29"), "Half the rows were missing", date(2027, 2, 15))
    held = {move.task.code: move.held and move.held.code for move in late.moves}
    assert (held["X31"], desk.due("X31")) == ("X29", date(2027, 2, 22)), "not behind the work that is not done"


def test_tasks_by_hand_and_what_waits_for_them(desk: Desk) -> None:
    extra = Extra("  Move the   phone numbers ", "build", date(2027, 2, 24), desk.ivo, after=["x28"], before=["X33"])
    task, rolled = adding.add(*desk.at, desk.plan, extra)
    assert (task.code, task.title, task.after, task.person_id) == (
        "A01",
        "Move the phone numbers",
        ["X28"],
        desk.ivo.id,
    )
    assert "A01" in desk.task("X33").after
    assert not rolled.end_moved
    refused(desk, "X33 .* → |would wait for each other", "after", desk.task("X28"), ["X33"], how=adding.rewire)
    assert desk.task("X28").after == ["X13", "X19", "X21"], "nothing is half-made"
    refused(desk, "no task X99", "after", desk.task("X28"), ["X99"], how=adding.rewire)
    circle = replace(extra, after=["X40"], before=["X05"])
    refused(desk, "would wait for each other", "after", desk.plan, circle, how=adding.add)
    refused(desk, "Say what is to be done", "title", desk.plan, replace(extra, title=" "), how=adding.add)
    refused(desk, "is past", "date", desk.plan, replace(extra, due=STARTS - DAY), how=adding.add)
    refused(desk, "Pick one of the plan's phases", "phase", desk.plan, replace(extra, phase="?"), how=adding.add)
    with pytest.raises(Refusal, match="no task “Z1”"):
        desk.task("Z1")
    assert desk.task("31b").code == "X31B"


def test_the_last_task_closes_the_plan_and_a_new_one_may_begin(desk: Desk) -> None:
    found = finding.tasks_of(desk.session, desk.plan)
    for task in found[:-1]:
        assert not tasks.finish(*desk.at, task, shown="x").last
    dropped = tasks.drop(*desk.at, found[-1], "We never had them in the building")
    assert dropped.end == STARTS
    service.close(*desk.at, desk.plan)
    assert (desk.plan.state, desk.plan.place, desk.plan.ended_by) == (State.DONE, None, "U0DORA")
    refused(desk, "finished by @dora on 2 March 2026", None, desk.plan, "Why not", how=service.stop)
    refused(desk, "finished by", None, found[-1], shown="x")
    assert service.begin(*desk.at, _beginning(desk)).id != desk.plan.id


def test_a_stopped_plan_is_silent_and_a_new_target_moves_what_counts_from_it(desk: Desk) -> None:
    rolled = service.retarget(*desk.at, desk.plan, TARGET + 30 * DAY, "They asked for it")
    assert (rolled.end_before, rolled.end) == (TARGET, date(2027, 4, 1))
    assert desk.due("X33") == date(2027, 4, 1)
    refused(desk, "is past", "date", desk.plan, STARTS - DAY, "No", how=service.retarget)
    refused(desk, "Say why, and who agreed", "why", desk.plan, TARGET, " ", how=service.retarget)
    refused(desk, "Pick the new date", "date", desk.plan, desk.plan.target, "No", how=service.retarget)
    refused(desk, "Say why it is stopped", "why", desk.plan, "", how=service.stop)
    assert len(_due(desk)) == 38
    service.stop(*desk.at, desk.plan, "The new one is worse")
    assert not _due(desk)


def _due(desk: Desk) -> list[str]:
    found = reminders.KINDS[0].due(desk.session, desk.workspace, date(2030, 1, 1))
    return [thing.title for thing in found]


def test_what_stands_ready_comes_again_and_is_silent_while_we_leave(desk: Desk) -> None:
    service.stop(*desk.at, desk.plan, "Not yet")
    beginning = _beginning(desk, variant="standing", target=None, state=State.STANDING, without={"X03"})
    plan = service.begin(*desk.at, beginning)
    assert [title[:3] for title in _due(desk)] == ["X01", "X04", "X02"]
    done = tasks.finish(*desk.at, finding.task(desk.session, plan, "X01"), shown="x")
    assert done.again is None
    watched = tasks.finish(*desk.at, finding.task(desk.session, plan, "X04"), shown="x").again
    assert watched is not None
    assert (watched.turn, watched.due, watched.after) == (2, date(2026, 4, 2), [])
    assert finding.task(desk.session, plan, "X04") == watched
    assert finding.all_alive(desk.session) == [plan]
    moving.move(desk.session, NOW, "U0DORA", desk.vendor, Status.EXITING, "Bye")
    assert not _due(desk)
    moving.move(desk.session, NOW, "U0DORA", desk.vendor, Status.EXITED, "Gone")
    assert not finding.all_alive(desk.session)


def test_a_task_falls_to_its_role_and_past_whoever_left(desk: Desk) -> None:
    assert _holder(desk, "X05") == desk.ana, "the sponsor of the vendor"
    assert _holder(desk, "X24") == desk.dora, "a process owner is the vendor's owner where nobody else is named"
    assert _holder(desk, "X22") == desk.ivo, "nobody is HR, so that it falls to who runs it"
    service.give_role(desk.session, NOW, "U0DORA", desk.plan, "hr", desk.ana)
    assert _holder(desk, "X22") == desk.ana
    assert roles.held_before(desk.session, "exit") == {"hr": desk.ana}
    tasks.reassign(*desk.at, desk.task("X22"), desk.dora)
    assert _holder(desk, "X22") == desk.dora
    refused(desk, "has it already", "person", desk.task("X22"), desk.dora, how=tasks.reassign)
    desk.dora.deleted = True
    assert _holder(desk, "X22") == desk.ana, "past who left"
    assert _holder(desk, "X24") == desk.ivo
    service.give_role(desk.session, NOW, "U0DORA", desk.plan, "hr", None)
    assert _holder(desk, "X22") == desk.ivo
    assert {thing.person_id for thing in reminders.KINDS[0].due(desk.session, desk.workspace, STARTS)} == {desk.ana.id}


def _holder(desk: Desk, code: str) -> Person | None:
    return roles.holder(desk.session, desk.plan, desk.task(code))


def test_the_critical_path_ends_with_the_cutover(desk: Desk) -> None:
    found = finding.tasks_of(desk.session, desk.plan)
    nodes = rolling.nodes(desk.workspace, found)
    planned = schedule(nodes, desk.workspace.calendar, STARTS)
    critical = path.critical(nodes, planned, desk.workspace.calendar, templates.of(desk.session, desk.plan).ends_with)
    assert critical.chain[-3:] == ("X31B", "X32", "X33")
    assert critical.chain[0] == "X05"
    assert critical.slack["X33"] == 0
