"""The digest of the week: once, on its day, with what is late, comes, is open and is nobody's."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from govbot import db, playbook
from govbot.escalations import service as escalations
from govbot.escalations.models import Severity
from govbot.outbox.models import OutboxMessage
from govbot.overview import weekly
from govbot.reminders.models import Finish, Kind, Reminder
from govbot.reviews.reminders import KINDS
from govbot.slack.blocks import in_words
from govbot.vendors import duties, finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Status
from govbot.workspace import Workspace
from tests import builders
from tests.live import Live
from tests.rounds.town import GOVERNANCE, Town

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


class Periods:
    """A kind of another house, counted and not kept in rows."""

    name = "kpi_period"

    def due(self, _session: Session, _workspace: Workspace, until: date) -> Iterator[Reminder]:
        if (first := MONDAY + timedelta(days=20)) <= until:
            stages = playbook.load().reminders.stages(self.name, "low")
            yield Reminder(
                self.name, "kpi_period:1", "Figures", first, stages, Finish("x:1", "X"), "1", vendor="Juniper"
            )

    def one(self, _session: Session, _workspace: Workspace, _number: str) -> Reminder | None:
        return None


def written(town: Town, now: datetime, kinds: Sequence[Kind] = KINDS) -> list[OutboxMessage]:
    weekly.run(town.engine, town.workspace.id, now, kinds)
    return town.written()


def began(town: Town) -> None:
    """A week in which all went well lies behind."""
    [message] = written(town, town.at(MONDAY - 7 * DAY))
    assert message.target == GOVERNANCE


def test_it_tells_the_four_things_there_are_to_tell(town: Town) -> None:
    town.review(MONDAY - timedelta(days=12))
    town.review(MONDAY - timedelta(days=2), kind="service")
    town.review(MONDAY + timedelta(days=29), kind="business")
    town.review(MONDAY + timedelta(days=31), kind="steering")
    with db.write(town.engine, town.workspace.id) as session:
        stray = builders.vendor(session, town.start, "Stray <Dog>")
        escalations.open(
            session, town.workspace, town.start, vendor=stray, severity=Severity.S3, what="It barks", raised_by="U0MAX"
        )
    [message] = written(town, town.at(MONDAY), (*KINDS, Periods()))
    text = in_words(message.payload["blocks"])
    assert "*🔴 Overdue · 2 things*\n• <@U0IVO>: 2, the longest Risk and compliance review · Meridian, 12 days" in text
    assert "*🔵 Next 30 days · 2 things*\n• Sun 13 Dec 2026: Figures · Juniper" in text
    assert "\n• Tue 22 Dec 2026: Business review · Meridian" in text
    assert "steering" not in text
    assert "*🚨 1 open escalation*" in text
    assert "It barks" in text
    assert "*❓ 1 vendor that nobody owns*\n• *Stray &lt;Dog&gt;* (VND-0002): `/vendor owner VND-0002 @person`" in text
    assert "⏰" not in text


def test_once_a_week_on_the_day_the_workspace_chose(town: Town) -> None:
    began(town)
    town.change(digest_day=2)
    told = [
        (MONDAY + n * DAY).strftime("%a %d")
        for n in range(14)
        for hour in (8, 9, 12, 18)
        if written(town, town.at(MONDAY + n * DAY, time(hour)))
    ]
    assert told == ["Mon 23", "Wed 25", "Wed 02"]  # Monday's is that of the Wednesday before, which was missed


def test_a_holiday_puts_it_off_to_the_next_business_day(town: Town) -> None:
    began(town)
    town.change(digest_day=4)
    christmas = date(2026, 12, 25)
    assert written(town, town.at(christmas - 7 * DAY)) != []
    assert [n for n in range(5) if written(town, town.at(christmas + n * DAY))] == [3]


def test_a_late_one_says_so_and_the_first_is_never_late(town: Town) -> None:
    assert written(town, town.at(MONDAY - 4 * DAY)) == []
    began(town)
    [message] = written(town, town.at(MONDAY + DAY))
    assert "This should have come on Monday 23 November: govbot was not running then." in in_words(
        message.payload["blocks"]
    )
    assert written(town, town.at(MONDAY + 2 * DAY)) == []


def test_nothing_about_retired_vendors_and_all_quiet_is_said(town: Town) -> None:
    town.review(MONDAY - timedelta(days=12))
    with db.write(town.engine, town.workspace.id) as session:
        vendor = finding.find(session, "Meridian")
        duties.assign(session, town.start, "U0MAX", vendor, Duty.OWNER, None)
        for status in (Status.EXITING, Status.EXITED):
            vendors.change(session, town.start, "U0MAX", vendor, status=status)
    [message] = written(town, town.at(MONDAY))
    assert in_words(message.payload["blocks"]).count("Nothing. 🎉") == 4


def test_many_of_everything_fit_one_message(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        for number in range(60):
            builders.vendor(session, town.start, f"{'<Long & wide>' * 8} {number}")
    names = [f"{'<Long & wide>' * 8} {number}" for number in range(60)]
    for number, name in enumerate(names):
        town.review(MONDAY - timedelta(days=number), vendor=name)
    [message] = written(town, town.at(MONDAY))
    assert "…and 50 more" in in_words(message.payload["blocks"], 20000)


def test_without_a_governance_channel_an_admin_hears_it(town: Town) -> None:
    town.change(governance_channel=None)
    [message] = written(town, town.at(MONDAY))
    assert message.target == "U0MAX"


def test_it_stands_in_the_governance_channel_once_a_week(live: Live) -> None:
    live.walk(days=15)
    said = [text for text in live.person("maya.lindqvist").reads("#vendor-governance") if "The week from" in text]
    assert [text.splitlines()[0] for text in said] == ["The week from Mon 9 Mar 2026", "The week from Mon 16 Mar 2026"]
