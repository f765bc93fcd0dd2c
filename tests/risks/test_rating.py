"""Score, appetite and staleness, for any numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import playbook
from govbot.errors import Refusal
from govbot.playbook.risks import WORST
from govbot.risks import rating
from govbot.risks.models import Treatment
from govbot.risks.rating import Accepted

BOOK = playbook.load().risks
TODAY = date(2026, 3, 2)
STEPS = st.integers(1, WORST)
PAIRS = st.tuples(STEPS, STEPS)
TIERS = st.sampled_from(list(BOOK.appetite))


@settings(max_examples=60)
@given(PAIRS, PAIRS)
def test_a_worse_rating_never_has_a_lower_score_or_a_milder_band(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = map(min, one, other), map(max, one, other)
    below, above = rating.score(*low), rating.score(*high)
    assert 1 <= below <= above <= WORST * WORST
    assert BOOK.band(below).up_to <= BOOK.band(above).up_to
    assert BOOK.band(below).review_days >= BOOK.band(above).review_days


@settings(max_examples=60)
@given(PAIRS, TIERS)
def test_what_is_above_appetite_stays_so_when_it_gets_worse(pair: tuple[int, int], tier: str) -> None:
    score = rating.score(*pair)
    assert rating.above(score, tier) == (score > BOOK.appetite[tier])
    assert not rating.above(score, tier) or rating.above(min(score + 1, WORST * WORST), tier) or score == WORST * WORST


def test_the_more_depends_on_a_vendor_the_less_is_borne() -> None:
    borne = [BOOK.appetite[tier] for tier in ("critical", "high", "medium", "low")]
    assert borne == sorted(borne) == [6, 8, 9, 12]


@settings(max_examples=60)
@given(PAIRS)
def test_a_rating_is_read_as_it_is_written(pair: tuple[int, int]) -> None:
    written = f"{pair[0]}x{pair[1]}"
    assert rating.parse(written) == rating.parse(written.replace("x", " × ")) == pair


@pytest.mark.parametrize("text", ["6x3", "3x6", "0x1", "4", "x", "4x", "high", "-1x2", "44x3", ""])
def test_what_is_not_on_the_scale_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"goes from 1 to 5|is no rating"):
        rating.parse(text, field="rating")


@settings(max_examples=100)
@given(PAIRS, PAIRS, st.integers(-400, 400))
def test_an_acceptance_counts_for_its_rating_and_its_time_only(
    then: tuple[int, int], now: tuple[int, int], days: int
) -> None:
    accepted = Accepted(f"{then[0]}x{then[1]}", TODAY + timedelta(days=days))
    current = f"{now[0]}x{now[1]}"
    counts = rating.answered(Treatment.ACCEPT, "", current, accepted, TODAY)
    assert counts == (then == now and days >= 0)
    assert rating.stale(accepted, current) == (then != now)


@given(st.sampled_from([*Treatment, None]), st.text(max_size=5))
def test_a_plan_counts_only_if_it_says_what_is_done(treatment: Treatment | None, plan: str) -> None:
    planned = treatment in (Treatment.REDUCE, Treatment.TRANSFER, Treatment.AVOID) and bool(plan.strip())
    assert rating.answered(treatment, plan, "3x3", None, TODAY) == planned
