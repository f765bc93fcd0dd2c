"""What an escalation was raised for is over: said once, it climbs no further, and a person resolves it."""

from datetime import date, timedelta

import pytest

from govbot import db
from govbot.audit import SYSTEM
from govbot.errors import Refusal
from govbot.escalations.models import Severity, State
from govbot.escalations.settling import settled
from govbot.reviews import service as reviews
from govbot.vendors import finding
from govbot.workspace import Workspace
from tests.door import shown
from tests.escalations.desk import ADMIN, BACKUP, OWNER, Desk
from tests.escalations.office import CARD_ROOM, Office
from tests.live import Live

CAUSE = "overdue:review:1:2026-03-24"


def settle(desk: Desk, cause: str = "overdue:review:1", how: str = "The review was completed") -> int:
    with db.write(desk.engine, desk.workspace.id) as session:
        return settled(session, desk.clock(), BACKUP, cause, how)


@pytest.mark.parametrize(
    ("cause", "heard"), [(CAUSE, 1), ("overdue:review:1", 1), ("overdue:review", 1), ("overdue:review:12", 0), ("%", 0)]
)
def test_a_cause_is_meant_whole_or_up_to_a_colon(desk: Desk, cause: str, heard: int) -> None:
    vendor = desk.vendor()
    escalation = desk.open(vendor, cause=CAUSE)
    desk.open(vendor)
    assert settle(desk, cause) == heard
    assert bool(desk.row(escalation).settled_at) is bool(heard)


@pytest.mark.parametrize("answered", [False, True])
def test_it_climbs_no_further_and_asks_whoever_has_it_to_resolve(desk: Desk, answered: bool) -> None:
    escalation = desk.open(desk.vendor(), cause=CAUSE)
    if answered:
        desk.act("acknowledge", BACKUP, escalation)
    assert (settle(desk), settle(desk)) == (1, 0)
    for _ in range(3):
        desk.advance(desk.next_step())
    story = [each for each in desk.story(escalation) if not each.startswith("acknowledged")]
    assert story == ["opened L1", "settled L1", *["asked_to_resolve L1"] * 3]
    assert {who for step in desk.history(escalation)[-3:] for who in step.reached} == {BACKUP if answered else OWNER}
    over = desk.act("resolve", OWNER, escalation, "A full calendar", "The review was held")
    assert (over.state, desk.next_step(), settle(desk)) == (State.RESOLVED, None, 0)


def test_an_update_is_an_answer_and_what_climbs_by_hand_is_not_settled(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(), Severity.S2, cause=CAUSE)
    settle(desk)
    desk.clock.move(hours=1)
    desk.act("update", OWNER, escalation, "Two points are left")
    before = desk.row(escalation)
    assert (before.next_step_at, before.settled_by) == (desk.clock() + timedelta(hours=4), BACKUP)
    raised = desk.act("escalate_now", OWNER, escalation, "It is not over", seen_level=2)
    assert raised.settled_at is None
    desk.act("undo", OWNER, escalation, seen_step=raised.step)
    assert desk.row(escalation).settled_at == before.settled_at


def test_nobody_takes_back_what_somebody_else_put_right(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(), cause=CAUSE)
    desk.act("acknowledge", BACKUP, escalation)
    settle(desk)
    with pytest.raises(Refusal, match="Something else has happened"):
        desk.act("undo", BACKUP, escalation, seen_step=desk.row(escalation).step)


def test_card_and_thread_say_by_whom(desk: Desk) -> None:
    desk.open(desk.vendor(), raised_by=SYSTEM, cause=CAUSE)
    desk.advance()
    settle(desk, how="The review of <Q3> was completed")
    desk.advance()
    card, _direct, thread = (message.payload for message in desk.outbox()[:3])
    assert f"The review of &lt;Q3&gt; was completed by <@{BACKUP}>" in str(card["blocks"])
    assert f"☑️ The review of &lt;Q3&gt; was completed by <@{BACKUP}>. What it was raised for" in thread["text"]
    desk.advance(desk.next_step())
    question = desk.outbox()[-1]
    assert question.target == OWNER
    assert "nobody has resolved it. If nothing is left to do, press Resolve" in question.payload["text"]
    assert ADMIN not in str(question.payload)


def test_the_review_is_held_and_whoever_is_asked_only_sends_what_is_filled_in(office: Office) -> None:
    with db.write(office.bot.engine, office.workspace_id) as session:
        place, vendor = session.get_one(Workspace, office.workspace_id), finding.find(session, "ardent")
        reviews.keep_programme(session, place, office.clock(), SYSTEM, vendor)
        for review in reviews.open_of(session, vendor):
            review.due = date(2026, 2, 9) if review.kind == "risk" else date(2027, 6, 1)
    live = Live(**vars(office))
    live.walk(days=1)
    card, dora, ivo = office.card(), office.person("dora.lind"), office.id_of("ivo.novak")
    assert "Escalation #1" in shown(card)
    office.person("ivo.novak").types("/review complete ardent")
    minutes = {"attendees": ["Ivo Novak"], "rating": "green", "outcome": "continue", "no_actions": ["yes"]}
    assert office.person("ivo.novak").submits(**minutes)["errors"] == {}
    live.beat()
    cards = [each for each in (*office.direct("dora.lind"), *dora.sees(CARD_ROOM)) if "Escalation #1" in shown(each)]
    assert len(cards) >= 2
    for each in cards:
        assert f"*What it was raised for is settled*\nThe review was completed by <@{ivo}>" in shown(each)
    assert "climbs no further" in office.history(card)[-1]
    live.walk(days=3)
    question = office.direct("dora.lind")[-1]
    assert "If nothing is left to do, press Resolve" in shown(question)
    assert "settled and to be resolved" in dora.types("/escalate list")
    dora.presses("Resolve", question)
    filled = {block["block_id"]: block["element"]["initial_value"] for block in dora.view()["blocks"][1:]}
    assert filled["done"] == "The review was completed."
    assert dora.submits(**filled)["errors"] == {}
    assert "Nothing is escalated" in dora.types("/escalate list")
