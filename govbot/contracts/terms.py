"""Dates that follow from a contract: until when its term runs, and by when that is to be decided. Pure functions."""

from dataclasses import dataclass
from datetime import date

from govbot.calendar import DAY
from govbot.contracts.models import Renewal
from govbot.vendors import periods

START = date(2001, 1, 1)  # of a year without a leap day, from which periods are compared
LONGEST = {"D": 1, "W": 7, "M": 31, "Y": 366}  # days in a unit, at most


@dataclass(frozen=True)
class Terms:
    """What was agreed. Periods are ISO 8601; one that renews by itself has a `term`, an evergreen one no `end`."""

    end: date | None
    renewal: Renewal
    term: str = ""
    notice: str = ""


def running(terms: Terms, today: date) -> date | None:
    """The last day of the term that runs today; what does not renew by itself keeps its end after it has passed."""
    if terms.end is None or terms.renewal is not Renewal.AUTO:
        return terms.end
    times = max(0, (today - terms.end).days // (int(terms.term[1:-1]) * LONGEST[terms.term[-1]]))
    while (last := _after(terms.end, terms.term, times)) < today:
        times += 1
    return last


def following(terms: Terms, until: date) -> date | None:
    """The last day of the term after the one that runs until then; None where it does not renew by itself."""
    return running(terms, until + DAY) if terms.renewal is Renewal.AUTO else None


def notice_by(terms: Terms, until: date | None) -> date | None:
    """The last day on which notice for the end of that term is in time."""
    return periods.before(until, terms.notice) if until and terms.renewal is not Renewal.EVERGREEN else None


def next_notice(terms: Terms, until: date | None, today: date) -> date | None:
    """The first day of notice that is not past: for the term to `until`, else for a later one."""
    by = notice_by(terms, until)
    while by and until and by < today and terms.renewal is Renewal.AUTO:
        until = following(terms, until)
        by = notice_by(terms, until)
    return by


def earliest_end(terms: Terms, given: date) -> date:
    """The last day to which a notice given that day can end it."""
    if terms.end is None:
        return given + periods.span(terms.notice)
    last = running(terms, given) or terms.end
    while terms.renewal is Renewal.AUTO and periods.before(last, terms.notice) < given:
        last = following(terms, last) or last
    return last


def longer(period: str, other: str) -> bool:
    """Whether a period is longer than another, such as 13 months than a year."""
    return START + periods.span(period) > START + periods.span(other)


def _after(end: date, term: str, times: int) -> date:
    """Counted from the day after the first end, so that a term to the last of a month stays one."""
    return end + DAY + periods.span(term, times) - DAY
