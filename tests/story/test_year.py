"""A year of forty vendors: leavers, absences, the holidays of three countries, both clock changes; line by line.

`year.txt` is the year as it has to be: what people do (`>`), and all that is heard. Edits of messages make no sound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import unified_diff
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import col, select

from govbot import db
from govbot.playbook import load
from govbot.reviews.models import Review as Row
from govbot.simulation.playing import Span, simulate
from govbot.vendors.models import Vendor as VendorRow
from tests.live import Live, living
from tests.story import rules
from tests.story.lived import BERLIN, Act, Heard, Impossible, Year, portfolio, read, written
from tests.walking import WalkingClock

BEGIN, END = datetime(2026, 1, 5, 8, tzinfo=BERLIN), datetime(2027, 1, 4, 8, tzinfo=BERLIN)
EXPECTED = Path(__file__).with_name("year.txt")
LONG = 14  # days without anybody doing anything: long enough to be simulated first


@dataclass
class Lived:
    said: list[Heard | Act]
    reviews: list[rules.Review]
    zones: dict[str, str]
    logins: dict[str, str]
    foretold: int = 0  # days
    stopped: str = ""

    @property
    def heard(self) -> list[Heard]:
        return [each for each in self.said if isinstance(each, Heard)]


@pytest.fixture
def lived(engine: Engine) -> Lived:
    """Long stretches without anybody doing anything are foretold first; what comes must be what was told."""
    with living(engine, WalkingClock(BEGIN)) as live:
        live.change(countries=["DE", "FR", "PL"])
        year = Year(live)
        year.settle()
        zones = {user.real_name: user.tz for user in live.slack.world.users.values()}
        found = Lived([], [], zones, {login: name for name, login in year.logins.items()})
        try:
            for act in _acts():
                _walk(year, act.at, found)
                found.said += [act, *year.does(act)]
            _walk(year, END, found)
        except Impossible as stopped:
            found.stopped = str(stopped)
        found.reviews = list(_reviews(live))
        return found


def _walk(year: Year, until: datetime, found: Lived) -> None:
    told = _foretold(year, until)
    year.live.walk_to(until)
    heard = year.heard()
    found.said += heard
    if told is not None:
        assert _lines(told) == _lines(heard), f"before {until}"
        found.foretold += (until - told[0].at).days


def _expected() -> str:
    """Without the comments at its head."""
    return EXPECTED.read_text(encoding="utf-8").partition("\n\n")[2]


def _acts() -> list[Act]:
    return read(_expected())


def _foretold(year: Year, until: datetime) -> list[Heard] | None:
    """None for a short stretch, unless the clocks change in it."""
    now = year.live.clock().astimezone(BERLIN)
    if (until - now).days < LONG and until.utcoffset() == now.utcoffset():
        return None
    span = Span(now.date(), until.date())
    return [each for each in year.foretold(simulate(year.live.bot.engine, now, span)) if each.at < until]


def _lines(said: list[Heard]) -> list[str]:
    return [f"{each.at:%d %b} {each.line()}" for each in said]


def _reviews(live: Live) -> Iterator[rules.Review]:
    """As they lie in the database: each begins when the one before it was held."""
    with db.read(live.bot.engine, live.workspace_id) as session:
        wanted = select(Row, VendorRow).join(VendorRow, col(VendorRow.id) == col(Row.vendor_id)).order_by(col(Row.id))
        before: dict[tuple[int, str], Row] = {}
        for row, vendor in session.exec(wanted):
            last = before.get((vendor.id, row.kind))
            before[vendor.id, row.kind] = row
            if last and last.held_on and last.every == row.every:
                assert row.due == rules.later(last.held_on, row.every), (vendor.name, row.kind)
            opened, closed = last.completed_at if last else None, row.completed_at or row.dropped_at
            title = load().reviews.kinds[row.kind].title
            yield rules.Review(vendor.name, title, row.due, opened or BEGIN, closed or END)


@pytest.mark.one_database
def test_a_year_with_forty_vendors(lived: Lived, tmp_path: Path) -> None:
    _as_written(lived, tmp_path)
    assert not lived.stopped
    assert lived.foretold > 45
    _as_the_playbook_says(lived)


def _as_written(lived: Lived, folder: Path) -> None:
    found, wanted = written(lived.said), _expected()
    kept = folder / "year.txt"
    kept.write_text(found, encoding="utf-8")
    changed = list(unified_diff(wanted.splitlines(), found.splitlines(), "as it has to be", str(kept), lineterm=""))
    assert not changed, "\n".join(changed[:60])


def _as_the_playbook_says(lived: Lived) -> None:
    """Who hears what on which business day, counted once more without govbot; and what is 14 days late escalates."""
    line = rules.Line(portfolio(), lived.logins)
    things = [*lived.reviews, *rules.missing(portfolio(), BEGIN, END)]
    wanted = sorted(rules.expected(things, line, _acts(), lived.zones, END.date()))
    titles = {thing.title for thing in things}
    reminders = [each for each in lived.heard if each.text[0] in "🔵🟠🔴" and _title(each.text) in titles]
    assert _lines(wanted) == _lines(sorted(Heard(each.at, each.to, each.text.split("  [")[0]) for each in reminders))
    late = {(_fortnight(review.due), review.vendor) for review in lived.reviews if _still_open(review)}
    cards = {(each.at.date(), each.text) for each in lived.heard if each.text.startswith("Escalation #")}
    assert late
    for day, vendor in late:
        assert any(at == day and f": {vendor} / " in text and "days overdue" in text for at, text in cards), vendor
    _asked_in_their_own_hours(lived)


def _asked_in_their_own_hours(lived: Lived) -> None:
    """All of the year are S3: a private word comes in business hours there, the first question after four of them."""
    raised: dict[str, datetime] = {}
    asked: dict[str, bool] = {}
    for each in lived.heard:
        found = re.match(r"(⏰ )?Escalation (#\d+)", each.text)
        if found and each.to in lived.zones:
            assert rules.at_work(each.at, lived.zones[each.to]), each
        if found and "nobody has acknowledged it yet" in each.text:
            asked.setdefault(found[2], each.at == rules.worked(raised[found[2]], 4, lived.zones[each.to]))
        elif found:
            raised.setdefault(found[2], each.at)
    assert asked == dict.fromkeys(raised, True)


def _title(text: str) -> str:
    return text.partition(": ")[2].rpartition(", ")[0]


def _fortnight(due: date) -> date:
    return rules.on_or_after(date.fromordinal(due.toordinal() + 14))


def _still_open(review: rules.Review) -> bool:
    return datetime.combine(_fortnight(review.due), time(9), BERLIN) < min(review.closed, END)
