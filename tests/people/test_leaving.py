"""Somebody leaves Slack: the table of heirs, and what everybody concerned sees."""

import pytest
from sqlmodel import col, select

from govbot import audit, db
from govbot.outbox.models import OutboxMessage
from govbot.people.models import Person
from govbot.vendors.leaving import heir
from govbot.vendors.models import Duty
from tests.door import shown
from tests.live import Live

A, B, C = (Person(id=number, slack_id=f"U{number}", name=str(number)) for number in range(3))
OWNER, BACKUP, SPONSOR = Duty.OWNER, Duty.BACKUP, Duty.SPONSOR
SECURITY, CONTRACT, REVIEWER = Duty.SECURITY, Duty.CONTRACT_OWNER, Duty.REVIEWER


@pytest.mark.parametrize(
    ("duty", "holders", "to"),
    [
        (OWNER, {BACKUP: A, SPONSOR: B}, A),
        (OWNER, {CONTRACT: A, REVIEWER: B}, A),
        (OWNER, {REVIEWER: B, SECURITY: A}, B),
        (OWNER, {SPONSOR: B, SECURITY: A}, None),
        (OWNER, {}, None),
        (BACKUP, {OWNER: A, SPONSOR: B, REVIEWER: C}, None),
        (SPONSOR, {OWNER: A, BACKUP: B}, None),
        (SECURITY, {OWNER: A, BACKUP: B}, A),
        (CONTRACT, {BACKUP: B, SPONSOR: A}, B),
        (REVIEWER, {OWNER: A}, A),
        (REVIEWER, {SPONSOR: A}, None),
    ],
)
def test_the_next_in_line(duty: Duty, holders: dict[Duty, Person], to: Person | None) -> None:
    assert heir(duty, holders) is to


def leaves(live: Live, name: str) -> None:
    live.slack.change_user(live.id_of(name), deleted=True)
    live.beat()


def test_the_backup_becomes_owner_and_all_are_told_once(acme: Live) -> None:
    maya, dora = acme.person("maya.lindqvist"), acme.person("dora.lind")
    maya.types("/vendor security acme @ivo.novak")
    leaves(acme, "ivo.novak")
    dora_id = acme.id_of("dora.lind")
    told = [text for text in map(shown, maya.private()) if "*Ivo Novak has left Slack.*" in text]
    assert told == [
        "*Ivo Novak has left Slack.* What was theirs:\n"
        f"• *Acme Support* (VND-0001): owner is now <@{dora_id}>; security is now <@{dora_id}>"
    ]
    assert "as the next in line you are now\n• *owner* of *Acme Support* (VND-0001)" in shown(dora.private()[-1])
    card = maya.types("/vendor show acme")
    assert f"*Owner* <@{dora_id}>" in card
    assert "*Backup* nobody" in card
    assert f"govbot made <@{dora_id}> owner instead of <@{acme.id_of('ivo.novak')}>" in maya.types(
        "/vendor history acme"
    )
    acme.slack.change_user(acme.id_of("ivo.novak"), title="Gone")
    acme.walk(days=2)
    acme.heart.chores.nightly()
    acme.beat()
    assert len([text for text in map(shown, maya.private()) if "has left Slack.*" in text]) == 1


@pytest.mark.one_database
def test_where_nobody_is_left_it_is_unowned_in_plain_sight_and_escalated(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    leaves(acme, "dora.lind")
    acme.walk(days=1)
    leaves(acme, "ivo.novak")
    assert "🚨 *nobody owns it* (`/vendor owner VND-0001 @person`)" in shown(maya.private()[-1])
    said = "Ivo Novak has left Slack, and nobody is next in line:\n• *Acme Support* (VND-0001)"
    assert any(text.startswith(said) for text in maya.reads("#vendor-governance"))
    assert "🚨 *nobody owns it* since <!date^1772528400^" in maya.types("/vendor show acme")
    assert "1 vendor" in maya.types("/vendor list unowned")
    assert "Nothing is escalated" in maya.types("/escalate list acme")
    acme.walk(days=7)
    assert "Nobody has owned the vendor for 5 business days" in maya.types("/escalate list acme")


def test_an_event_that_never_came_is_made_good_at_night(acme: Live) -> None:
    ivo = acme.slack.world.user("ivo.novak")
    assert ivo is not None
    ivo.deleted = True
    acme.walk(days=1)
    acme.heart.chores.nightly()
    acme.beat()
    maya = acme.person("maya.lindqvist")
    assert any("*Ivo Novak has left Slack.*" in shown(message) for message in maya.private())
    assert f"*Owner* <@{acme.id_of('dora.lind')}>" in maya.types("/vendor show acme")


@pytest.mark.one_database
def test_who_may_not_answer_is_no_heir(acme: Live) -> None:
    acme.person("maya.lindqvist").types("/vendor role @dora.lind auditor")
    leaves(acme, "ivo.novak")
    assert "*nobody owns it* since" in acme.person("maya.lindqvist").types("/vendor show acme")


@pytest.mark.one_database
def test_somebody_away_hears_that_their_deputy_left(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    ivo.types("/vendor away @hana.sato until 2026-03-13")
    leaves(acme, "hana.sato")
    assert "Hana Sato, who stands in for you until 13 March 2026, has left Slack." in shown(ivo.private()[-1])


def test_retired_vendors_stay_as_they_were_and_the_chain_holds(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor status acme")
    assert maya.submits(status="exiting", reason="We go")["errors"] == {}
    maya.types("/vendor retire acme")
    assert maya.submits(reason="Gone")["errors"] == {}
    leaves(acme, "ivo.novak")
    with db.read(acme.bot.engine, acme.workspace_id) as session:
        assert not session.exec(select(OutboxMessage).where(col(OutboxMessage.key).like("left:%"))).all()
        assert not [fault for fault in audit.verify(session) if isinstance(fault, audit.Fault)]
