"""Templates of plans: what is shipped fits together, and what does not is refused with its place."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from govbot.calendar import Calendar, zone
from govbot.plans import dating
from govbot.plans.schedule import Node, schedule
from govbot.playbook import load
from govbot.playbook.plans import Offset, Template

GERMANY = Calendar(zone("Europe/Berlin"), ("DE",))
STARTS, TARGET = date(2026, 3, 2), date(2027, 3, 2)
BOOK = load()
VARIANTS = [(kind, variant) for kind, template in BOOK.plans.items() for variant in template.variants]


def test_the_forty_tasks_of_an_exit_are_there() -> None:
    exit_ = BOOK.plans["exit"]
    assert {task.key[:3] for task in exit_.tasks.values()} == {f"X{number:02d}" for number in range(1, 41)}
    assert [task.key for task in exit_.of("standing")] == ["X01", "X02", "X03", "X04"]
    assert {task.key for task in exit_.of("gone")} == {task.key for task in exit_.of("stressed")}
    assert str(exit_.offset(exit_.tasks["X34"], "gone")) == "D+0"
    assert str(exit_.offset(exit_.tasks["X14"], "planned")) == "T-180"
    assert all(task.proof for task in exit_.tasks.values())
    assert set(exit_.closes_with) == {"X34", "X37"}


@pytest.mark.parametrize(("kind", "variant"), VARIANTS)
def test_the_dates_of_a_template_leave_room_for_what_waits(kind: str, variant: str) -> None:
    found = dating.dated(BOOK.plans[kind], variant, STARTS, TARGET if variant == "planned" else None, GERMANY)
    nodes = [Node(each.task.key, each.planned, each.days, each.after) for each in found]
    due = schedule(nodes, GERMANY, STARTS).due
    assert due == {each.task.key: each.planned for each in found}
    assert all(each.task.role in BOOK.plan_roles for each in found)


def test_an_offset_is_read_and_written_alike() -> None:
    assert [str(Offset.parse(words)) for words in ("T-90", "D+5", "C+90", "T-0")] == ["T-90", "D+5", "C+90", "T+0"]
    for words in ("T90", "X-1", "T-90d", "", "T-12345"):
        with pytest.raises(ValueError, match="is not an offset such as T-90"):
            Offset.parse(words)


def template(**more: Any) -> dict[str, Any]:
    task = {"title": "One", "phase": "first", "role": "finance", "when": {"only": "D+1"}}
    tasks = {"A": task, "B": task | {"title": "Two", "after": ["A"]}}
    return {"title": "Plan", "phases": {"first": "First"}, "variants": {"only": "The only one"}, "tasks": tasks} | more


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_with": "Z"}, "there is no Z"),
        ({"closes_with": ["Z"]}, "there is no Z"),
        ({"like": {"other": "only"}}, "there is no other"),
        ({"phases": {"second": "Second"}}, "tasks.A: there is no first"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_template_that_contradicts_itself_is_refused(change: dict[str, Any], words: str) -> None:
    Template.model_validate(template())
    with pytest.raises(ValidationError, match=words):
        Template.model_validate(template(**change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"after": ["B"]}, "these tasks wait for each other: "),
        ({"after": ["Z"]}, "tasks.A: there is no Z"),
        ({"when": {"never": "D+1"}}, "tasks.A: there is no never"),
        ({"when": {"only": "tomorrow"}}, "is not an offset"),
        ({"days": -1}, "greater than or equal to 0"),
        ({"every": "now and then"}, "I do not understand how often"),
    ],
)
def test_a_task_that_cannot_be_is_refused(change: dict[str, Any], words: str) -> None:
    wrong = template()
    wrong["tasks"] = {**wrong["tasks"], "A": wrong["tasks"]["A"] | change}
    with pytest.raises(ValidationError, match=words):
        Template.model_validate(wrong)


def test_a_role_that_nobody_knows_is_refused() -> None:
    book = BOOK.model_dump(by_alias=True)
    book["exit"]["tasks"]["X05"]["role"] = "wizard"
    with pytest.raises(ValidationError, match=r"exit\.yaml, tasks\.X05: there is no role wizard"):
        type(BOOK).model_validate(book)
