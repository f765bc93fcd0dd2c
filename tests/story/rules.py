"""The playbook's rules for reminders, told once more in the plainest way; nothing here is govbot's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.story.lived import BERLIN, GOVERNANCE, Act, Heard, Vendor

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
# Days off between Monday and Friday, in Germany, France and Poland as a whole.
HOLIDAYS = {
    date.fromisoformat(day)
    for day in (
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
        "2026-06-04", "2026-07-14", "2026-11-11", "2026-12-24", "2026-12-25", "2027-01-01",
    )
}  # fmt: skip
STAGES = (14, 7, 1, 0, -1, -3, -7)
MONTHS = {"quarterly": 3, "yearly": 12, "every 24 months": 24, "every 36 months": 36}
DUTIES = ("owner", "backup", "sponsor")
# Tier: within how many days of the beginning a vendor has to show what.
EVIDENCE = {"medium": (90, "Missing: Security questionnaire, Data processing agreement")}


def business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def at_work(moment: datetime, zone: str) -> bool:
    """From nine to six on a business day, on the clock of somebody who lives there; six sharp still is."""
    there = moment.astimezone(ZoneInfo(zone))
    return business_day(there.date()) and time(9) <= there.time() <= time(18)


def worked(start: datetime, hours: int, zone: str) -> datetime:
    """When somebody who lives there has been at work for that long, counted quarter by quarter."""
    moment, quarters = start.astimezone(UTC), hours * 4
    while quarters:
        moment += QUARTER
        quarters -= at_work(moment - QUARTER, zone) and at_work(moment, zone)
    return moment


def on_or_after(day: date) -> date:
    while not business_day(day):
        day += DAY
    return day


def later(day: date, every: str) -> date:
    """The same day of the month, none of which is the 29th or later in this year."""
    month = day.month - 1 + MONTHS[every]
    return on_or_after(day.replace(year=day.year + month // 12, month=month % 12 + 1))


@dataclass(frozen=True)
class Review:
    """Open from one instant to another."""

    vendor: str
    title: str
    due: date
    opened: datetime
    closed: datetime


def missing(vendors: Iterable[Vendor], opened: datetime, closed: datetime) -> Iterator[Review]:
    """What nobody asks for in this year is said like a review that nobody holds."""
    for vendor in vendors:
        if vendor.tier in EVIDENCE:
            days, title = EVIDENCE[vendor.tier]
            yield Review(vendor.name, title, opened.date() + timedelta(days=days), opened, closed)


@dataclass
class Line:
    """Who answers for whom, as the acts of the year change it. People by the names they have in Slack."""

    vendors: Iterable[Vendor]
    names: Mapping[str, str]  # login: name
    held: dict[str, list[str | None]] = field(default_factory=dict)  # vendor: owner, backup, sponsor
    away: dict[str, tuple[str, date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for vendor in self.vendors:
            self.held[vendor.name] = [self.names.get(who) for who in (vendor.owner, vendor.backup, vendor.sponsor)]

    def follow(self, act: Act) -> None:
        words = act.what.replace("@", "").split()
        if words[0] == "leaves":
            for held in self.held.values():
                if held[0] == act.who:
                    held[:2] = [held[1], None]
                held[:] = [None if who == act.who else who for who in held]
        elif words[:2] == ["types", "/vendor"] and words[2] in DUTIES:
            self.held[words[3]][DUTIES.index(words[2])] = self.names[words[4]]
        elif words[:3] == ["types", "/vendor", "away"]:
            self.away[act.who] = (self.names[words[3]], date.fromisoformat(words[5]))

    def answers(self, vendor: str, audience: int, today: date) -> str | None:
        """The first who is there, from the owner (0), the backup (1) or the sponsor (2) on."""
        who = next((person for person in self.held[vendor][audience:] if person), None)
        while who in self.away and self.away[who][1] >= today:
            who = self.away[who][0]
        return who


def expected(
    reviews: Iterable[Review], line: Line, acts: Iterable[Act], zones: Mapping[str, str], last: date
) -> Iterator[Heard]:
    """Every line about a review that has to be heard, business day by business day at nine in Berlin."""
    ahead, listed, said = list(acts), list(reviews), set()
    channels = {vendor.name: vendor.channel if vendor.channel != "-" else GOVERNANCE for vendor in line.vendors}
    day = date(2026, 1, 5)
    while day < last:
        nine = datetime.combine(day, time(9), BERLIN)
        while ahead and ahead[0].at < nine:
            line.follow(ahead.pop(0))
        for review in listed if business_day(day) else ():
            left = (review.due - day).days
            stage = min((stage for stage in STAGES if left <= stage), default=None)
            if not review.opened <= nine < review.closed or stage is None or (review, stage) in said:
                continue
            said.add((review, stage))
            for to in _told(line, review, stage, day, channels[review.vendor]):
                yield Heard(_moment(nine, zones.get(to)), to, _words(review, left))
        day += DAY


def _told(line: Line, review: Review, stage: int, day: date, channel: str) -> list[str]:
    """The channel and the owner; three days late the backup too, seven days late the sponsor too."""
    audiences = 1 if stage > -3 else 2 if stage > -7 else 3
    people = [line.answers(review.vendor, audience, day) or GOVERNANCE for audience in range(audiences)]
    return list(dict.fromkeys([channel, *people]))


def _moment(nine: datetime, zone: str | None) -> datetime:
    """At once where it is business time now, else at nine there; for no zone from Lisbon to Tokyo it is evening."""
    there = nine.astimezone(ZoneInfo(zone)) if zone else nine
    return nine if there.hour >= 9 else there.replace(hour=9, minute=0).astimezone(BERLIN)


def _words(review: Review, left: int) -> str:
    mark = "🔴" if left < 0 else "🔵" if left else "🟠"
    near = {1: "tomorrow", 0: "today", -1: "1 day overdue"}
    when = near.get(left, f"in {left} days" if left > 0 else f"{-left} days overdue")
    return f"{mark} {review.vendor}: {review.title}, {when}"
