"""What the playbook suggests to measure, and how a score is made of it."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from govbot.playbook import Playbook, load
from govbot.playbook.kpis import Direction

BOOK = load()
CATALOGUE = BOOK.kpis.catalogue


def test_there_is_something_for_each_function_that_is_measured_by_itself() -> None:
    bare = {"quality_assurance", "other"}
    for function in BOOK.functions.values():
        own = [kpi for kpi in CATALOGUE.of({function.key}) if kpi.functions]
        assert len(own) >= 3 or function.key in bare, function.key


def test_a_vendor_s_own_kpis_come_first_and_everybody_s_after_them() -> None:
    titles = [kpi.title for kpi in CATALOGUE.of({"payroll"})]
    assert titles[:2] == ["First-contact resolution", "Payroll accuracy"]
    assert titles[-1] == "Exit plans tested"
    assert "Time to fill" not in titles


@pytest.mark.parametrize(
    ("words", "key"),
    [("AHT", "handling_time"), ("fcr", "first_contact_resolution"), ("DSO", "dso"), ("mttr", "time_to_resolve")],
)
def test_a_kpi_goes_by_what_people_call_it(words: str, key: str) -> None:
    assert CATALOGUE.find(words).key == key


def test_every_measure_of_speed_names_one_of_quality_or_of_conduct() -> None:
    paired = [kpi for kpi in CATALOGUE.values() if kpi.pairs_with]
    assert len(paired) > 15
    assert {CATALOGUE[kpi.pairs_with].dimension for kpi in paired if kpi.pairs_with} == {"quality", "compliance"}


def test_what_must_lie_in_the_middle_is_a_band() -> None:
    bands = {kpi.key for kpi in CATALOGUE.values() if kpi.direction is Direction.BAND}
    assert bands == {"handling_time", "occupancy"}


def test_nothing_in_the_catalogue_is_a_target() -> None:
    assert {"target", "red", "amber"} & set(type(CATALOGUE["csat"]).model_fields) == set()


def test_a_breach_and_a_score_are_what_the_field_says() -> None:
    assert (BOOK.kpis.breach.running, BOOK.kpis.breach.reds, BOOK.kpis.breach.of) == (2, 3, 6)
    weights = {dimension.key: dimension.weight for dimension in BOOK.scorecard.dimensions.values()}
    assert list(weights.values()) == [35, 25, 15, 10, 10, 5]
    assert [BOOK.scorecard.colour(Decimal(score)) for score in (100, 90, 89, 75, 74)] == [
        "green",
        "green",
        "amber",
        "amber",
        "red",
    ]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("dimension", "colour", "scorecard has no dimension colour"),
        ("functions", ["juggling"], "there is no function juggling"),
        ("unit", "furlongs", "names the unit furlongs"),
        ("pairs_with", "luck", "is paired with luck"),
    ],
)
def test_what_there_is_not_is_not_named(field: str, value: object, said: str) -> None:
    told = BOOK.model_dump(mode="json", by_alias=True)
    told["kpis"]["catalogue"]["csat"][field] = value
    with pytest.raises(ValidationError, match=said):
        Playbook.model_validate(told)
