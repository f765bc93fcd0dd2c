"""The Home tab: what is mine, pressed and filled in from there, and drawn anew each time."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from govbot import db, playbook
from govbot.escalations.models import Escalation, Severity
from govbot.escalations.policy import Policy
from govbot.overview.home_blocks import LATER, OVERDUE, THIS_WEEK, WAITING, Glance, Page, draw
from govbot.overview.theirs import Thing
from govbot.reminders.models import Finish, Reminder
from govbot.reviews.models import Review
from govbot.vendors.models import Duty, Vendor
from tests.door import Json, button, buttons, shown
from tests.live import Live
from tests.walking import MONDAY

pytestmark = pytest.mark.one_database

IVO, DORA, MAYA = "ivo.novak", "dora.lind", "maya.lindqvist"
TODAY = date(2026, 3, 2)


def home(live: Live, name: str) -> Json:
    live.slack.open_home(f"@{name}")
    return drawn(live, name)


def drawn(live: Live, name: str) -> Json:
    """As it stands there now, without its being opened again."""
    view = live.slack.home(f"@{name}")
    assert view is not None
    return view


def due(live: Live, days: int) -> None:
    """Every open review falls due in that many days."""
    with db.write(live.bot.engine, live.workspace_id) as session:
        for review in session.exec(select(Review)).all():
            review.due = live.clock().date() + timedelta(days=days)


def press(live: Live, name: str, label: str, action: str = "") -> Json:
    view = drawn(live, name)
    element = next((each for each in buttons(view) if action and each["action_id"] == action), button(view, label))
    where = {"view_id": view["id"], "block_id": element["block_id"], "value": element.get("value")}
    return live.slack.click(f"@{name}", element["action_id"], **where)


def labels(view: Json) -> list[str]:
    return [element["text"]["text"] for element in buttons(view)]


def test_a_review_is_completed_from_home_and_gone_from_it(acme: Live) -> None:
    before = home(acme, IVO)
    assert "*Owner* of 1 vendor: Acme Support (`VND-0001`)" in shown(before)
    due(acme, -3)
    view = home(acme, IVO)
    assert "🔴 *Overdue*" in shown(view)
    overdue = shown(view).count("overdue (")
    assert press(acme, IVO, "Complete")["ok"]
    filled = {"rating": "green", "outcome": "continue", "notes": "All is well", "attendees": [f"@{IVO}"]}
    promised = {"action_1": "Hire two agents", "owner_1": f"@{IVO}", "due_1": "2026-03-05"}
    assert acme.person(IVO).submits(**filled, **promised)["errors"] == {}
    assert shown(drawn(acme, IVO)).count("overdue (") == overdue - 1
    assert "*This week* · 1 thing\n*Hire two agents* · Acme Support · due in 3 days" in shown(drawn(acme, IVO))
    assert press(acme, IVO, "Done", "action.done:1")["ok"]
    assert "Hire two agents" not in shown(drawn(acme, IVO))


def test_who_stands_in_sees_whose_it_is(acme: Live) -> None:
    due(acme, 2)
    assert "stands in" in acme.person(IVO).types(f"/vendor away <@{acme.id_of(MAYA)}> until 2026-03-20")
    assert "due in 2 days (Wed 4 Mar 2026) · for Ivo Novak, who is away" in shown(home(acme, MAYA))
    assert "due in 2 days" in shown(home(acme, IVO))


def test_an_escalation_waits_for_who_was_asked_and_is_acknowledged_from_home(acme: Live) -> None:
    acme.person(MAYA).types("/escalate Acme S4 Invoices are wrong")
    acme.beat()
    assert "🚨 *1 escalation waits for you*" in shown(home(acme, IVO))
    assert "waits for you" not in shown(home(acme, DORA))
    assert "more open escalation* about your vendors" in shown(drawn(acme, DORA))
    assert press(acme, IVO, "Acknowledge")["ok"]
    assert "acknowledged, <@" in shown(drawn(acme, IVO))
    assert "Acknowledge" not in labels(drawn(acme, IVO))
    assert press(acme, IVO, "Resolve")["ok"]
    assert acme.person(IVO).submits(cause="A wrong rate", done="Credited")["errors"] == {}
    assert "escalation" not in shown(drawn(acme, IVO))


def test_a_snooze_from_home_is_refused_on_its_field_and_taken(acme: Live) -> None:
    due(acme, 1)
    home(acme, IVO)
    assert press(acme, IVO, "Snooze")["ok"]
    assert list(acme.person(IVO).submits(until="2020-01-01", reason="Later")["errors"]) == ["until"]
    until = (acme.clock() + timedelta(days=2)).date().isoformat()
    assert acme.person(IVO).submits(until=until, reason="The auditor comes on Thursday")["errors"] == {}
    assert "Hello Ivo" in shown(drawn(acme, IVO))


def test_somebody_who_owns_nothing_sees_how_to_begin_and_an_auditor_what_there_is(acme: Live) -> None:
    newcomer = shown(home(acme, MAYA))
    assert "*Nothing here is yours.*" in newcomer
    assert "In this workspace: 1 vendor, 0 open escalations" in newcomer
    assert "`/vendor owner &lt;vendor&gt; @you`" in newcomer
    assert "may read everything" in acme.person(MAYA).types(f"/vendor role <@{acme.id_of(IVO)}> auditor")
    due(acme, -3)
    reader = home(acme, IVO)
    assert "🔴 *Overdue*" in shown(reader)
    assert set(labels(reader)) <= {"Open"}


def test_a_guest_is_told_whom_to_ask(acme: Live) -> None:
    guest = next(user["name"] for user in acme.slack.overview()["users"] if user.get("is_restricted"))
    assert shown(home(acme, guest)) == (
        "You have no role in govbot here. Ask an admin of this workspace to give you one."
    )


def thing(number: int, due: date) -> Thing:
    finish = Finish("review.complete:1", "Complete")
    return Thing(Reminder("review", f"review:{number}", "R" * 400, due, (), finish, str(number), vendor="&" * 300))


def vendor(number: int) -> Vendor:
    return Vendor(id=number, ref=f"VND-{number:04}", name="&" * 300, name_key="", created_at=MONDAY)


def escalation(number: int) -> Escalation:
    policy = Policy.of(playbook.load().escalation, Severity.S2).model_dump(mode="json")
    return Escalation(
        id=number, vendor_id=1, severity=Severity.S2, level=1, what="<" * 3000, raised_by="U0", policy=policy,
        opened_at=MONDAY, heard_at=MONDAY,
    )  # fmt: skip


def test_of_a_thousand_things_a_home_holds_the_most_urgent_within_slacks_limits() -> None:
    days = [TODAY + timedelta(days=offset) for offset in (-3, 2, 20)]
    things = [thing(number, day) for number, day in enumerate(day for day in days for _ in range(333))]
    rows = [(escalation(number), vendor(number)) for number in range(1, 50)]
    held: dict[Duty, list[Any]] = {duty: [vendor(number) for number in range(300)] for duty in Duty}
    page = Page("Ivo", TODAY, True, rows, rows, things, held, Glance(1000, rows, 5))
    blocks = draw(page)
    assert 80 < len(blocks) <= 100
    assert all(len(block["text"]["text"]) <= 3000 for block in blocks if block["type"] == "section")
    assert len({block["block_id"] for block in blocks if "block_id" in block}) == sum("block_id" in b for b in blocks)
    counted = shown({"blocks": blocks})
    for most, total in ((OVERDUE, 333), (THIS_WEEK, 333), (LATER, 333), (WAITING, 49)):
        assert f"…and {total - most} more" in counted
