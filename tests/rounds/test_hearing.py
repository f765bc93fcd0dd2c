"""Somebody always hears it: owner, backup, sponsor, the governance channel, each hop with its reason."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from govbot import db, playbook
from govbot.outbox.models import Kind, OutboxMessage
from govbot.people import service as people
from govbot.reminders.models import ReminderLedger
from govbot.reviews.models import Action
from govbot.rounds.service import own_morning
from govbot.vendors import duties, finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Status
from govbot.workspace import Workspace
from tests import builders
from tests.rounds.town import GOVERNANCE, MERIDIAN, Town

MONDAY = date(2026, 11, 23)
OPEN = Workspace(id=1, team_id="T1", name="Acme", zone="Europe/Berlin", countries=["DE"])


def morning(town: Town, day: date = MONDAY) -> dict[str, OutboxMessage]:
    town.round(town.at(day))
    return {message.target: message for message in town.written()}


def leaves(town: Town, *slack_ids: str) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        for slack_id in slack_ids:
            builders.person(session, slack_id, f"{slack_id[2:].title()} Gone", deleted=True)


def says(message: OutboxMessage) -> str:
    return str(message.payload["blocks"])


def because(town: Town) -> dict[str, tuple[str, str]]:
    with db.read(town.engine, town.workspace.id) as session:
        return {row.audience: (row.told, row.because) for row in session.exec(select(ReminderLedger))}


def test_an_owner_who_left_is_heard_by_the_backup_with_the_reason(town: Town) -> None:
    town.review(MONDAY)
    leaves(town, "U0IVO")
    written = morning(town)
    assert set(written) == {MERIDIAN, "U0DORA"}
    assert "You hear this because Ivo Gone (owner) has left Slack." in says(written["U0DORA"])
    assert because(town)["owner"] == ("U0DORA", "Ivo Gone (owner) has left Slack")


def test_one_who_stands_in_for_two_hears_it_once(town: Town) -> None:
    subject = town.review(MONDAY - timedelta(days=3))
    leaves(town, "U0IVO")
    written = morning(town)
    assert set(written) == {MERIDIAN, "U0DORA"}
    lines = [block for block in written["U0DORA"].payload["blocks"] if block.get("block_id", "").startswith(subject)]
    assert len(lines) == 1
    assert {"owner", "backup"} <= set(because(town))


def test_nobody_left_goes_to_the_governance_channel_as_unowned(town: Town) -> None:
    town.review(MONDAY)
    leaves(town, "U0IVO", "U0DORA", "U0ANA")
    written = morning(town)
    assert set(written) == {MERIDIAN, GOVERNANCE}
    assert "*Nobody owns it:*" in says(written[GOVERNANCE])
    assert "/vendor owner VND-0001 @person" in says(written[GOVERNANCE])


def test_a_vendor_without_a_channel_is_talked_about_in_governance(town: Town) -> None:
    town.review(MONDAY)
    with db.write(town.engine, town.workspace.id) as session:
        vendors.change(session, town.start, "U0MAX", finding.find(session, "Meridian"), channel=None)
    assert set(morning(town)) == {GOVERNANCE, "U0IVO"}


def test_without_any_channel_an_admin_hears_what_nobody_owns(town: Town) -> None:
    town.review(MONDAY)
    town.change(governance_channel=None)
    leaves(town, "U0IVO", "U0DORA", "U0ANA")
    with db.write(town.engine, town.workspace.id) as session:
        vendors.change(session, town.start, "U0MAX", finding.find(session, "Meridian"), channel=None)
    assert set(morning(town)) == {"U0MAX"}


def test_an_action_is_heard_by_who_promised_it(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        eva = builders.person(session, "U0EVA", "Eva Frey")
        vendor = finding.find(session, "Meridian")
        session.add(
            Action(vendor_id=vendor.id, source="review:1", title="Renew *it* <!here>", owner_id=eva.id, due=MONDAY)
        )
    written = morning(town)
    assert set(written) == {MERIDIAN, "U0EVA"}
    assert "Renew *it* &lt;!here&gt;" in says(written["U0EVA"])


def test_one_digest_and_one_post_with_its_thread_for_many_things(town: Town) -> None:
    subjects = [town.review(MONDAY + timedelta(days=number % 3 - 1), kind=f"kind {number}") for number in range(60)]
    town.round(town.at(MONDAY))
    *posted, digest = town.written()
    assert [(message.kind, message.target) for message in posted] == [
        (Kind.POST, MERIDIAN),
        (Kind.REPLY, MERIDIAN),
        (Kind.REPLY, MERIDIAN),
    ]
    assert "60 things due for *Meridian*" in says(posted[0])
    assert "…and 40 more, in the thread of this message." in says(posted[0])
    said = [[subject for subject in subjects if f"'{subject}|line|0'" in says(message)] for message in posted]
    assert [len(each) for each in said] == [20, 20, 20]
    assert sorted(subject for each in said for subject in each) == sorted(subjects)
    with db.read(town.engine, town.workspace.id) as session:
        rows = session.exec(select(ReminderLedger).where(ReminderLedger.audience == "channel"))
        assert {(row.subject, row.message) for row in rows} == {
            (subject, message.key) for message, each in zip(posted, said, strict=True) for subject in each
        }
    assert "*15 things* for you today" in says(digest)
    assert "…and 45 more wait for the next morning: `/vendor due`" in says(digest)
    lines = [block["text"]["text"] for block in digest.payload["blocks"] if "block_id" in block]
    marks = [line[0] for line in lines]
    assert marks == sorted(marks, key="🔴🟠🔵".index)
    assert morning(town, MONDAY + timedelta(days=1)).keys() <= {MERIDIAN, "U0IVO"}


def test_retired_vendors_are_never_spoken_of(town: Town) -> None:
    town.review(MONDAY)
    with db.write(town.engine, town.workspace.id) as session:
        vendors.change(session, town.start, "U0MAX", finding.find(session, "Meridian"), status=Status.EXITED)
    assert morning(town) == {}


def test_a_new_owner_hears_the_next_stage_and_not_the_last_one_again(town: Town) -> None:
    town.review(MONDAY + timedelta(days=7))
    assert set(morning(town)) == {MERIDIAN, "U0IVO"}
    with db.write(town.engine, town.workspace.id) as session:
        eva = builders.person(session, "U0EVA", "Eva Frey")
        duties.assign(session, town.start, "U0MAX", finding.find(session, "Meridian"), Duty.OWNER, eva)
    assert morning(town, MONDAY + timedelta(days=1)) == {}
    assert set(morning(town, MONDAY + timedelta(days=7))) == {MERIDIAN, "U0EVA"}


@pytest.mark.parametrize(
    ("zone", "now", "reads"),
    [
        ("Europe/Berlin", "2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00"),
        ("Europe/Helsinki", "2026-11-23T09:00+01:00", "2026-11-23T10:00+02:00"),
        ("Asia/Kolkata", "2026-11-23T09:00+01:00", "2026-11-23T13:30+05:30"),
        ("America/New_York", "2026-11-23T09:00+01:00", "2026-11-23T09:00-05:00"),
        ("America/Los_Angeles", "2026-11-23T09:00+01:00", "2026-11-23T09:00-08:00"),
        ("Pacific/Auckland", "2026-11-23T09:00+01:00", "2026-11-24T09:00+13:00"),
        ("Pacific/Auckland", "2026-11-27T09:00+01:00", "2026-11-30T09:00+13:00"),  # over their weekend
        ("America/New_York", "2026-12-24T18:00+01:00", "2026-12-24T12:00-05:00"),
        ("", "2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00"),
        ("Nowhere/Land", "2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00"),
    ],
)
def test_a_digest_comes_in_the_readers_own_hours(zone: str, now: str, reads: str) -> None:
    found = own_morning(OPEN, zone, datetime.fromisoformat(now), None)
    assert found == datetime.fromisoformat(reads)


@given(
    zone=st.sampled_from(
        ["Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Pacific/Honolulu", "America/Sao_Paulo"]
    ),
    start=st.dates(date(2026, 1, 1), date(2027, 12, 1)),
)
def test_nobody_gets_two_digests_on_one_of_their_days(zone: str, start: date) -> None:
    before, days = None, []
    for number in range(21):
        day = start + timedelta(days=number)
        if OPEN.calendar.is_business_day(day):
            now = OPEN.calendar.round_at(day, time(9))
            before = own_morning(OPEN, zone, now, before)
            local = before.astimezone(ZoneInfo(zone))
            days.append(local.date())
            assert before >= now
            assert time(9) <= local.time() <= time(18)
            assert OPEN.calendar.is_business_day(local.date())
    assert len(days) == len(set(days))


def test_the_digest_waits_for_the_readers_morning(town: Town) -> None:
    town.review(MONDAY)
    with db.write(town.engine, town.workspace.id) as session:
        builders.person(session, "U0IVO", "Ivo Novak", zone="America/New_York")
    digest = morning(town)["U0IVO"]
    assert digest.not_before == town.at(MONDAY, time(15))
    assert "due today" in says(digest)
    assert digest.fallback == GOVERNANCE


def test_more_than_one_can_do_on_a_day_comes_on_the_next_mornings_each_once(town: Town) -> None:
    most = playbook.load().reminders.most_a_day
    names = [f"Many {number:02}" for number in range(2 * most + 5)]
    with db.write(town.engine, town.workspace.id) as session:
        ivo = people.find(session, "U0IVO")
        for name in names:
            builders.vendor(session, town.start, name, owner=ivo)
    for name in names:
        town.review(date(2026, 11, 30), vendor=name)
    told: list[list[str]] = []
    for day in range(4):
        town.round(town.at(date(2026, 11, 23) + timedelta(days=day)))
        digests = [message for message in town.written() if message.target == "U0IVO"]
        told.append([name for message in digests for name in names if name in message.payload["text"]])
        waiting = len(names) - sum(map(len, told))
        texts = [message.payload["text"] for message in digests]
        assert not texts or (f"…and {waiting} more wait for the next morning" in texts[0]) == bool(waiting)
    assert [len(each) for each in told] == [most, most, 5, 0]
    assert sorted(name for each in told for name in each) == names
