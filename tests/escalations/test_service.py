"""What people do to an escalation, and what is refused."""

import pytest

from govbot import audit, db
from govbot.errors import Refusal
from govbot.escalations import finding
from govbot.escalations.models import Severity, State
from govbot.people import service as people
from govbot.vendors import duties
from govbot.vendors.models import Duty
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk


def test_it_opens_on_its_first_level(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    assert (escalation.level, escalation.state, escalation.step) == (1, State.OPEN, 1)
    assert [step.reached for step in desk.history(escalation)] == [[OWNER]]
    assert desk.next_step() == escalation.next_step_at


def test_a_crisis_reaches_two_levels_at_once(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(), Severity.S1)
    assert escalation.level == 3
    assert desk.history(escalation)[0].reached == [BACKUP, SPONSOR]


def test_one_cause_raises_one_escalation(desk: Desk) -> None:
    vendor = desk.vendor()
    first = desk.open(vendor, cause="review:1:overdue")
    assert desk.open(vendor, cause="review:1:overdue").id == first.id
    assert desk.open(vendor, cause="review:2:overdue").id != first.id
    assert desk.open(vendor).id != desk.open(vendor).id


def test_a_vendor_without_anybody_reaches_the_governance_channel_at_once(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(without=tuple(Duty)))
    assert desk.story(escalation) == ["opened L4", "skipped L4", "skipped L4", "skipped L4"]
    opened, *skipped = desk.history(escalation)
    assert opened.channel == desk.workspace.governance_channel
    assert [step.reason for step in skipped] == [
        "L1 skipped: there is no owner",
        "L2 skipped: there is no backup; there is no contract owner",
        "L3 skipped: there is no executive sponsor",
    ]


def test_the_contract_owner_is_asked_beside_the_backup(desk: Desk) -> None:
    vendor = desk.vendor()
    desk.know("U0CONTRACT")
    with db.write(desk.engine, desk.workspace.id) as session:
        duties.assign(session, desk.clock(), ADMIN, vendor, Duty.CONTRACT_OWNER, people.find(session, "U0CONTRACT"))
    escalation = desk.open(vendor, Severity.S2)
    assert (desk.row(escalation).level, desk.history(escalation)[0].reached) == (2, [OWNER, BACKUP, "U0CONTRACT"])
    assert desk.act("acknowledge", "U0CONTRACT", escalation).acknowledged_by == "U0CONTRACT"


@pytest.mark.parametrize("gone", [{"deleted": True}, {"is_restricted": True}])
def test_who_left_or_may_not_answer_is_not_waited_for(desk: Desk, gone: dict[str, bool]) -> None:
    vendor = desk.vendor()
    desk.know(OWNER, **gone)
    escalation = desk.open(vendor)
    assert escalation.level == 2
    assert desk.history(escalation)[0].reached == [BACKUP]


def test_it_is_acknowledged_once(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    desk.clock.move(hours=1, minutes=4)
    assert desk.act("acknowledge", BACKUP, escalation).acknowledged_by == BACKUP
    with pytest.raises(Refusal, match=r"already acknowledged by <@U0BACKUP> at 10:04\."):
        desk.act("acknowledge", OWNER, escalation)
    desk.clock.move(days=1)
    with pytest.raises(Refusal, match=r"on Mon 2 Mar 2026 at 10:04\."):
        desk.act("acknowledge", OWNER, escalation)
    assert desk.story(escalation) == ["opened L1", "acknowledged L1"]


def test_an_update_by_the_first_to_answer_acknowledges(desk: Desk) -> None:
    escalation = desk.act("update", OWNER, desk.open(desk.vendor()), "On it")
    assert (escalation.state, escalation.acknowledged_by) == (State.ACKNOWLEDGED, OWNER)
    assert desk.story(escalation) == ["opened L1", "acknowledged L1", "updated L1"]


def test_an_update_starts_the_interval_anew(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor(), Severity.S1))
    first = escalation.next_step_at
    desk.clock.move(minutes=30)
    updated = desk.act("update", OWNER, escalation, "The vendor restarts the run").next_step_at
    assert first is not None
    assert updated is not None
    assert (updated - first).total_seconds() == 30 * 60


def test_it_is_raised_by_hand_from_the_level_that_was_seen(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    raised = desk.act("escalate_now", OWNER, escalation, "I cannot reach them", seen_level=1)
    assert raised.level == 2
    with pytest.raises(Refusal, match="went up to L2 in the meantime"):
        desk.act("escalate_now", ADMIN, escalation, "Me too", seen_level=1)
    assert desk.history(escalation)[-1].reached == [BACKUP]


def test_there_is_nothing_above_the_top(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    for level in (1, 2, 3):
        desk.act("escalate_now", OWNER, escalation, "Higher", seen_level=level)
    with pytest.raises(Refusal, match="no level above"):
        desk.act("escalate_now", OWNER, escalation, "Higher", seen_level=4)


def test_a_resolution_ends_it_in_somebodys_name(desk: Desk) -> None:
    escalation = desk.act("resolve", SPONSOR, desk.open(desk.vendor()), "A full disk", "They added space")
    assert (escalation.state, escalation.finished_by, escalation.next_step_at) == (State.RESOLVED, SPONSOR, None)
    assert (escalation.resolution_cause, escalation.resolution_done) == ("A full disk", "They added space")
    assert desk.next_step() is None


@pytest.mark.parametrize(
    ("verb", "said", "more"),
    [
        ("acknowledge", (), {}),
        ("update", ("Fine",), {}),
        ("escalate_now", ("Why not",), {"seen_level": 1}),
        ("resolve", ("This", "That"), {}),
    ],
)
def test_nothing_more_happens_to_what_is_resolved(
    desk: Desk, verb: str, said: tuple[str, ...], more: dict[str, int]
) -> None:
    escalation = desk.act("resolve", SPONSOR, desk.open(desk.vendor()), "A full disk", "They added space")
    with pytest.raises(Refusal, match=r"already resolved by Sponsor at 09:00\."):
        desk.act(verb, OWNER, escalation, *said, **more)
    assert len(desk.history(escalation)) == 2


@pytest.mark.parametrize(
    ("verb", "said", "more", "field"),
    [
        ("update", (" ",), {}, "text"),
        ("update", ("x" * 3001,), {}, "text"),
        ("escalate_now", ("",), {"seen_level": 1}, "reason"),
        ("resolve", ("", "Done"), {}, "cause"),
        ("resolve", ("Cause", "\n"), {}, "done"),
    ],
)
def test_empty_and_endless_texts_are_refused_on_their_field(
    desk: Desk, verb: str, said: tuple[str, ...], more: dict[str, int], field: str
) -> None:
    escalation = desk.open(desk.vendor())
    with pytest.raises(Refusal) as refused:
        desk.act(verb, OWNER, escalation, *said, **more)
    assert refused.value.field == field
    assert desk.story(escalation) == ["opened L1"]


def test_an_escalation_says_what_happened(desk: Desk) -> None:
    vendor = desk.vendor()
    with pytest.raises(Refusal, match="Say what happened"):
        desk.open(vendor, what="  ")
    assert desk.next_step() is None


def test_a_policy_edited_later_changes_nothing_that_is_open(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    assert escalation.policy["climbs"] == {"2": "1 day", "3": "5 days"}
    assert escalation.policy["acknowledge"] == "4 hours"


@pytest.mark.parametrize("text", ["", "0", "99", "#99", "abc", "1" * 30, "²", "<!channel>"])
def test_an_unknown_number_is_refused(desk: Desk, text: str) -> None:
    desk.open(desk.vendor())
    with db.read(desk.engine, desk.workspace.id) as session, pytest.raises(Refusal, match="There is no escalation"):
        finding.find(session, text)


def test_the_list_begins_with_the_gravest(desk: Desk) -> None:
    vendor, other = desk.vendor(), desk.vendor("Brightline")
    minor, crisis = desk.open(vendor, Severity.S4), desk.open(other, Severity.S1)
    desk.act("resolve", OWNER, desk.open(vendor), "a", "b")
    with db.read(desk.engine, desk.workspace.id) as session:
        assert [row.id for row, _vendor in finding.unfinished(session)] == [crisis.id, minor.id]
        assert [row.id for row, _vendor in finding.unfinished(session, vendor)] == [minor.id]


def test_every_step_stands_in_the_vendors_history(desk: Desk) -> None:
    vendor = desk.vendor()
    escalation = desk.act("acknowledge", OWNER, desk.open(vendor))
    desk.act("resolve", OWNER, escalation, "A full disk", "They added space")
    with db.read(desk.engine, desk.workspace.id) as session:
        told = [event for event in audit.history(session, vendor.subject) if event.subject == escalation.subject]
        assert [(event.action, event.actor) for event in told] == [
            ("escalation.opened", ADMIN),
            ("escalation.acknowledged", OWNER),
            ("escalation.resolved", OWNER),
        ]
        assert not [fault for fault in audit.verify(session) if isinstance(fault, audit.Fault)]
