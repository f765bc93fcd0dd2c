"""What the steps of an escalation put into the outbox: where, to whom, once."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from govbot import db
from govbot.escalations import heartbeat
from govbot.escalations.models import Escalation, Severity
from govbot.outbox.models import Kind, OutboxMessage, State
from govbot.vendors.models import Duty
from govbot.workspace import Workspace
from tests.escalations.desk import ADMIN, BACKUP, CHANNEL, GOVERNANCE, OWNER, SPONSOR, Desk


def keys(desk: Desk, escalation: Escalation) -> list[str]:
    """Of what was said anew, without the part that names the escalation."""
    prefix = f"escalation:{escalation.id}:"
    return [m.key.removeprefix(prefix) for m in desk.outbox() if m.kind is not Kind.EDIT and m.key.startswith(prefix)]


def message(desk: Desk, key: str) -> OutboxMessage:
    return next(message for message in desk.outbox() if message.key == key)


def deliver(desk: Desk) -> None:
    """As if all of it stood in Slack already, so that a change is an edit."""
    with db.write(desk.engine, desk.workspace.id) as session:
        for row in session.exec(select(OutboxMessage)):
            row.state, row.ts = State.SENT, "1.1"


def test_the_card_stands_in_the_vendors_channel_and_with_those_asked(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    assert desk.advance() == 1
    assert desk.advance() == 0
    assert keys(desk, escalation) == ["card", f"dm:{OWNER}"]
    card, direct = desk.outbox()
    assert (card.target, card.fallback, direct.target, direct.fallback) == (CHANNEL, GOVERNANCE, OWNER, GOVERNANCE)
    assert card.payload["blocks"] == direct.payload["blocks"][:-1]
    assert "The payroll run failed" in card.payload["text"]
    assert f"<@{OWNER}>" in card.payload["text"]


def test_without_a_channel_of_its_own_it_stands_in_the_governance_channel(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(channel=None, without=tuple(Duty)))
    desk.advance()
    assert message(desk, f"escalation:{escalation.id}:card").target == GOVERNANCE
    assert keys(desk, escalation) == ["card", f"dm:{ADMIN}", "step:2", "step:3", "step:4"]


def test_without_any_channel_the_people_are_asked_all_the_same(desk: Desk) -> None:
    with db.write(desk.engine, desk.workspace.id) as session:
        session.get_one(Workspace, desk.workspace.id).governance_channel = None
    desk.workspace.governance_channel = None
    escalation = desk.open(desk.vendor(channel=None, without=(Duty.OWNER,)))
    desk.advance()
    assert keys(desk, escalation) == [f"dm:{BACKUP}"]
    for level in (2, 3):
        desk.act("escalate_now", ADMIN, escalation, "Higher", seen_level=level)
    desk.advance()
    assert keys(desk, escalation) == [f"dm:{who}" for who in (BACKUP, SPONSOR, ADMIN)]


def test_each_step_is_one_reply_and_each_level_one_message(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(without=(Duty.BACKUP,)))
    desk.advance()
    for _ in range(2):
        desk.advance(desk.next_step())
    assert desk.story(escalation) == ["opened L1", "asked L1", "skipped L1", "climbed L3"]
    assert keys(desk, escalation) == [
        "card",
        f"dm:{OWNER}",
        "step:2",
        f"step:2:dm:{OWNER}",
        "step:3",
        "step:4",
        f"dm:{SPONSOR}",
    ]
    assert (
        "L2 skipped: there is no backup; there is no contract owner"
        in message(desk, f"escalation:{escalation.id}:step:3").payload["text"]
    )
    climbed = message(desk, f"escalation:{escalation.id}:step:4")
    assert "L1 → L3" in climbed.payload["text"]
    assert f"<@{SPONSOR}>" in climbed.payload["text"]
    assert climbed.parent_key == f"escalation:{escalation.id}:card"


def test_every_card_is_edited_wherever_it_was_posted(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(), Severity.S1)
    desk.advance()
    deliver(desk)
    desk.act("acknowledge", BACKUP, escalation)
    desk.advance()
    edits = [m for m in desk.outbox() if m.kind is Kind.EDIT]
    prefix = f"escalation:{escalation.id}"
    assert {edit.parent_key for edit in edits} == {f"{prefix}:card", f"{prefix}:dm:{BACKUP}", f"{prefix}:dm:{SPONSOR}"}
    for edit in edits:
        labels = [
            e["text"]["text"]
            for block in edit.payload["blocks"]
            for e in block.get("elements", [])
            if e["type"] == "button"
        ]
        assert labels == ["Update", "Escalate now", "Contained", "Resolve"]
        assert f"acknowledged: <@{BACKUP}> has it" in edit.payload["text"]


def test_at_the_top_the_governance_channel_gets_a_card_of_its_own(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(), Severity.S1)
    desk.advance()
    desk.advance(desk.clock() + timedelta(hours=2))
    prefix = f"escalation:{escalation.id}"
    card = message(desk, f"{prefix}:governance")
    assert card.target == GOVERNANCE
    assert card.payload["text"].startswith("This channel was asked, at L4 board or crisis. Escalation")
    assert f"<@{ADMIN}>" in card.payload["text"]
    direct = message(desk, f"{prefix}:dm:{ADMIN}")
    assert (direct.kind, direct.target, "Acknowledge" in str(direct.payload["blocks"])) == (Kind.DIRECT, ADMIN, True)
    desk.advance(desk.next_step())
    asked = message(desk, f"{prefix}:step:3:governance")
    assert asked.parent_key == f"{prefix}:governance"
    assert message(desk, f"{prefix}:step:3:dm:{ADMIN}").target == ADMIN


def test_a_vendor_without_a_channel_has_a_card_of_its_own_at_the_top_all_the_same(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(channel=None), Severity.S1)
    desk.advance()
    desk.advance(desk.clock() + timedelta(hours=2))
    new = keys(desk, escalation)[3:]
    assert new == ["step:2", "governance", f"dm:{ADMIN}"]
    first, second = (message(desk, f"escalation:{escalation.id}:{key}") for key in ("card", "governance"))
    assert (first.target, second.target) == (GOVERNANCE, GOVERNANCE)
    assert "This channel was asked, at L4 board or crisis." in str(second.payload["blocks"])
    deliver(desk)
    desk.act("resolve", ADMIN, escalation, "A full disk", "They added space")
    desk.advance()
    edited = {m.parent_key for m in desk.outbox() if m.kind is Kind.EDIT}
    assert edited == {
        f"escalation:{escalation.id}:{key}"
        for key in ("card", "governance", f"dm:{ADMIN}", f"dm:{BACKUP}", f"dm:{SPONSOR}")
    }


def test_a_resolved_card_has_no_buttons_but_cause_and_name(desk: Desk) -> None:
    escalation = desk.act("resolve", OWNER, desk.open(desk.vendor()), "A full disk", "They added space")
    desk.advance()
    card = message(desk, f"escalation:{escalation.id}:card")
    assert not [block for block in card.payload["blocks"] if block["type"] == "actions"]
    drawn = str(card.payload["blocks"])
    assert "A full disk" in drawn
    assert f"resolved by <@{OWNER}>" in drawn


def test_text_of_people_mentions_nobody_and_long_text_has_a_way_to_the_whole(desk: Desk) -> None:
    escalation = desk.open(desk.vendor("<!channel> & Söhne 🚀"), what="<!channel> " + "ü" * 2900)
    desk.advance()
    card = message(desk, f"escalation:{escalation.id}:card")
    assert "<!channel>" not in card.payload["text"]
    mrkdwn = [
        block["text"]["text"] for block in card.payload["blocks"] if block["type"] == "section" and "text" in block
    ]
    assert all("<!channel>" not in text for text in mrkdwn)
    assert "Read it all" in str(card.payload["blocks"])
    assert len(card.payload["text"]) < 4000


def test_a_long_reason_is_cut_on_the_card_and_whole_in_the_thread(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    desk.act("escalate_now", OWNER, escalation, "&" * 3000, seen_level=1)
    desk.advance()
    prefix = f"escalation:{escalation.id}"
    (latest,) = [
        e["text"]
        for block in message(desk, f"{prefix}:card").payload["blocks"]
        for e in block.get("elements", [])
        if "Latest" in str(e)
    ]
    assert latest.endswith(f"…. Asked: <@{BACKUP}>.")
    told = message(desk, f"{prefix}:step:2").payload
    assert "".join(block["text"]["text"] for block in told["blocks"]).count("&amp;") == 3000
    assert len(told["text"]) < 3000


@pytest.mark.parametrize("verb", ["acknowledge", "update"])
def test_an_answer_before_anything_was_told_is_told_in_order(desk: Desk, verb: str) -> None:
    escalation = desk.act(verb, OWNER, desk.open(desk.vendor()), *(["On it"] if verb == "update" else []))
    desk.advance()
    assert keys(desk, escalation)[:2] == ["card", f"dm:{OWNER}"]
    assert [key for key in keys(desk, escalation) if key.startswith("step:")] == [
        f"step:{step.number}" for step in desk.history(escalation)[1:]
    ]


def test_a_crash_loses_the_step_and_its_messages_together(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    at = desk.next_step()
    assert at is not None
    with pytest.raises(ZeroDivisionError):
        crash(desk, at)
    assert desk.outbox() == []
    assert desk.story(escalation) == ["opened L1"]
    desk.advance(at)
    assert desk.story(escalation) == ["opened L1", "asked L1"]


def crash(desk: Desk, at: datetime) -> None:
    with db.write(desk.engine, desk.workspace.id) as session:
        assert heartbeat.advance(session, desk.workspace, at) == 1
        raise ZeroDivisionError
