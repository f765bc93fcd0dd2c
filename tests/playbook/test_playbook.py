"""What the shipped playbook says, table by table."""

from datetime import time, timedelta

import pytest

from govbot.errors import Refusal
from govbot.playbook import Playbook, load
from govbot.playbook.span import Span

BOOK = load()
TIERS = ("critical", "high", "medium", "low")
FUNCTIONS = [
    "customer_support",
    "technical_support",
    "sales_support",
    "payroll",
    "hr_operations",
    "recruiting",
    "accounts_payable",
    "accounts_receivable",
    "accounting",
    "procurement",
    "it_service_desk",
    "data_entry",
    "claims",
    "kyc",
    "content_moderation",
    "quality_assurance",
    "compliance",
    "other",
]


def test_it_is_read_once() -> None:
    assert load() is BOOK


def test_it_comes_back_from_json() -> None:
    assert Playbook.model_validate_json(BOOK.model_dump_json(by_alias=True)) == BOOK


def test_every_function_is_there() -> None:
    assert [function.key for function in BOOK.functions.values()] == FUNCTIONS


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("payroll", "payroll"),
        ("Payroll processing", "payroll"),
        ("CUSTOMER-SUPPORT", "customer_support"),
        ("customer_support", "customer_support"),
        ("ＫＹＣ", "kyc"),
        ("call centre", "customer_support"),
    ],
)
def test_a_function_goes_by_many_words(words: str, key: str) -> None:
    assert BOOK.functions.find(words).key == key


@pytest.mark.parametrize(
    ("words", "key"), [("Tier 1", "critical"), ("crit", "critical"), ("t4", "low"), ("Medium", "medium")]
)
def test_a_tier_goes_by_many_words(words: str, key: str) -> None:
    assert BOOK.tiers.find(words).key == key


@pytest.mark.parametrize("words", ["platinum", "", "!!!"])
def test_an_unknown_tier_is_refused_with_those_there_are(words: str) -> None:
    with pytest.raises(Refusal, match=r"Use one of these: Critical, High, Medium, Low\."):
        BOOK.tiers.find(words)


def test_a_typo_is_refused_with_what_comes_close() -> None:
    with pytest.raises(Refusal, match=r"the function “recruting”\. Did you mean Recruiting\?"):
        BOOK.functions.find("recruting")


@pytest.mark.parametrize(
    ("words", "key"), [("off-shore", "offshore"), ("Near shore", "nearshore"), ("onshore", "onshore")]
)
def test_a_location_goes_by_many_words(words: str, key: str) -> None:
    assert BOOK.locations.find(words).key == key


CADENCES = {
    "operational": ["weekly", "every 2 weeks", "monthly", None],
    "service": ["monthly", "monthly", "quarterly", None],
    "business": ["quarterly", "every 6 months", "yearly", None],
    "risk": ["quarterly", "every 6 months", "yearly", "yearly"],
    "commercial": ["every 6 months", "yearly", "yearly", None],
    "due_diligence": ["yearly", "yearly", "every 24 months", "every 36 months"],
    "continuity": ["yearly", "every 24 months", None, None],
    "audit": ["yearly", "every 36 months", None, None],
    "steering": ["every 6 months", "yearly", None, None],
}


@pytest.mark.parametrize("kind", CADENCES)
def test_a_review_comes_as_often_as_its_tier_asks(kind: str) -> None:
    found = [BOOK.reviews.cadence(kind, tier) for tier in TIERS]

    assert [cadence and str(cadence) for cadence in found] == CADENCES[kind]


@pytest.mark.parametrize(
    ("tier", "kinds"),
    [
        ("critical", [*CADENCES]),
        ("high", [*CADENCES]),
        ("medium", ["operational", "service", "business", "risk", "commercial", "due_diligence"]),
        ("low", ["risk", "due_diligence"]),
    ],
)
def test_a_tier_has_the_reviews_with_a_cadence(tier: str, kinds: list[str]) -> None:
    assert [kind.key for kind in BOOK.reviews.programme(tier)] == kinds


def test_some_reviews_wait_for_the_renewal() -> None:
    kinds = BOOK.reviews.kinds

    assert {kind.key: kind.at_renewal for kind in kinds.values() if kind.at_renewal} == {
        "commercial": ("low",),
        "continuity": ("medium",),
    }


@pytest.mark.parametrize("kind", CADENCES)
def test_a_review_has_an_agenda(kind: str) -> None:
    assert len(BOOK.reviews.kinds[kind].agenda) >= 3


def test_a_kind_of_review_goes_by_many_words() -> None:
    assert BOOK.reviews.kinds.find("QBR").key == "business"
    assert BOOK.reviews.kinds.find("SLA").key == "service"


def days(thing: str, tier: str) -> list[int]:
    return [stage.days for stage in BOOK.reminders.stages(thing, tier)]


@pytest.mark.parametrize("tier", TIERS)
def test_a_review_has_seven_stages_in_any_tier(tier: str) -> None:
    assert days("review", tier) == [14, 7, 1, 0, -1, -3, -7]


@pytest.mark.parametrize(
    ("tier", "first", "count"), [("critical", 180, 8), ("high", 120, 6), ("medium", 60, 4), ("low", 60, 4)]
)
def test_a_notice_deadline_has_stages_by_tier(tier: str, first: int, count: int) -> None:
    stages = days("contract_notice", tier)

    assert stages[0] == first
    assert len(stages) == count + 3


def test_who_hears_of_a_missed_thing_grows() -> None:
    late = [stage.audience for stage in BOOK.reminders.stages("review", "low") if stage.days < 0]

    assert late == [("owner",), ("owner", "backup"), ("owner", "backup", "sponsor")]


@pytest.mark.parametrize(
    ("severity", "acknowledge", "update", "starts", "climbs"),
    [
        ("S1", "15 minutes", "1 hour", ("L2", "L3"), ["15 minutes", "30 minutes", "2 hours"]),
        ("S2", "1 hour", "4 hours", ("L1", "L2"), ["1 hour", "4 hours", "24 hours"]),
        ("S3", "4 hours", "2 days", ("L1",), ["1 day", "5 days"]),
        ("S4", "1 day", "5 days", ("L1",), ["5 days", "15 days"]),
    ],
)
def test_a_severity_has_its_clocks(
    severity: str, acknowledge: str, update: str, starts: tuple[str, ...], climbs: list[str]
) -> None:
    found = BOOK.escalation.severity(severity)

    assert (str(found.acknowledge), str(found.update)) == (acknowledge, update)
    assert found.starts_at == starts
    assert [str(span) for span in found.climbs.values()] == climbs


def test_the_next_climb_is_the_level_above() -> None:
    worst, least = BOOK.escalation.severity("S1"), BOOK.escalation.severity("S4")

    assert worst.next_climb("L3") == ("L4", Span(time=timedelta(hours=2)))
    assert worst.next_climb("L4") is None
    assert least.next_climb("L1") == ("L2", Span(days=5))
    assert least.next_climb("L3") is None


def test_each_level_reaches_somebody_else() -> None:
    assert [level.roles for level in BOOK.escalation.levels.values()] == [
        ("owner",),
        ("backup", "contract_owner"),
        ("sponsor",),
        ("governance",),
    ]


def test_extended_hours_are_longer_than_business_hours() -> None:
    assert BOOK.escalation.extended_hours.start == time(7)
    assert BOOK.escalation.extended_hours.end == time(22)


def test_a_rule_says_why_it_escalates() -> None:
    overdue = BOOK.escalation.rule("review_overdue")
    unowned = BOOK.escalation.rule("unowned")

    assert (overdue.days, overdue.counted, overdue.severity) == (14, "days", "S3")
    assert overdue.reason == "A review is 14 days overdue"
    assert (unowned.days, unowned.counted, unowned.severity) == (5, "business_days", "S3")


def test_a_rule_may_hold_for_some_tiers_only() -> None:
    expired = BOOK.escalation.rule("evidence_expired")

    assert expired.holds_for("critical")
    assert not expired.holds_for("low")
    assert BOOK.escalation.rule("unowned").holds_for("low")
