"""Every cell has one meaning, or a sentence that says what is expected."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from govbot.errors import Refusal
from govbot.register import words
from govbot.register.cells import PARSERS, Surroundings
from govbot.register.roster import Roster

AROUND = Surroundings(date(2026, 11, 23), cast(Roster, None), {})  # no people are asked for here


def value(column: str, text: str) -> Any:
    return PARSERS[column](text, AROUND)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("ref", "vnd-0012", "VND-0012"),
        ("ref", "VND-123456", "VND-123456"),
        ("function", "Payroll processing", "payroll"),
        ("function", "HELP DESK", "it_service_desk"),
        ("location", "off-shore", "offshore"),
        ("countries", "IN; Philippines", ["IN", "PH"]),
        ("countries", "DE, UK,usa", ["DE", "GB", "US"]),
        ("countries", "Korea, Republic of; deu", ["KR", "DE"]),
        ("countries", "Germany\nGermany", ["DE"]),
        ("countries", "Kosovo; the Netherlands", ["XK", "NL"]),
        ("tier", "Tier 1", "critical"),
        ("tier", "crit", "critical"),
        ("tier", "T3", "medium"),
        ("status", "Under Review", "under_review"),
        ("status", "active", "live"),
        ("contract_start", "2027-12-31", date(2027, 12, 31)),
        ("contract_start", "2027-12-31 00:00:00", date(2027, 12, 31)),
        ("contract_start", "2027/1/2", date(2027, 1, 2)),
        ("contract_start", "31/12/2027", date(2027, 12, 31)),
        ("contract_start", "31.12.2027", date(2027, 12, 31)),
        ("contract_start", "12/31/2027", date(2027, 12, 31)),
        ("contract_start", "5.5.2027", date(2027, 5, 5)),
        ("contract_end", "29.02.2028", date(2028, 2, 29)),
        ("last_review", "2026-11-23", date(2026, 11, 23)),
        ("notice_days", "90", "P90D"),
        ("notice_days", "90 days", "P90D"),
        ("notice_days", "3 Months", "P3M"),
        ("notice_days", "1 year", "P1Y"),
        ("notice_days", "0", "P0D"),
        ("auto_renew", "Yes", True),
        ("auto_renew", "n", False),
        ("currency", "eur", "EUR"),
        ("review_kind", "QBR", "business"),
        ("review_every", "Every 2 weeks", "every 2 weeks"),
        ("data_sensitivity", "Restricted", "restricted"),
        ("notes", "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_cell_means(column: str, text: str, expected: Any) -> None:
    assert value(column, text) == expected


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("ref", "4711", "A reference such as VND-0001"),
        ("ref", "VND-１２３４", "A reference such as VND-0001"),
        ("name", "x" * 121, "120 is the most"),
        ("function", "catering", "I do not know the function “catering”."),
        ("location", "moon", "Use one of these: Onshore, Nearshore, Offshore."),
        ("countries", "Atlantis", "Countries by code or English name"),
        ("countries", "Germny", "Did you mean Germany?"),
        ("tier", "platinum", "Use one of these: Critical, High, Medium, Low."),
        ("status", "lively", "Did you mean Live"),
        ("contract_start", "2027-02-30", "A date that is in the calendar"),
        ("contract_start", "29.02.2027", "A date that is in the calendar"),
        ("contract_start", "03/04/2027", "Write the year first: 2027-04-03 or 2027-03-04."),
        ("contract_start", "12.31.2027", "A date that is in the calendar"),
        ("contract_start", "31/12/27", "A date, written year first: 2027-12-31."),
        ("contract_start", "0202-01-01", "A date between 1950 and 2150"),
        ("contract_start", "next May", "A date, written year first: 2027-12-31."),
        ("contract_start", "46387", "A date, written year first: 2027-12-31."),
        ("last_review", "2026-11-24", "The date of a review that was held: 2026-11-23 at the latest."),
        ("notice_days", "ninety", "A number of days such as 90"),
        ("notice_days", "-90", "A number of days such as 90"),
        ("notice_days", "9999", "ten years at most"),
        ("auto_renew", "perhaps", "Use one of these: Yes, No."),
        ("currency", "Taler", "three-letter code"),
        ("review_kind", "tea party", "I do not know the kind of review “tea party”."),
        ("review_every", "sometimes", "I do not understand how often “sometimes” is."),
        ("data_sensitivity", "spicy", "Use one of these: None, Internal, Confidential, Restricted."),
    ],
)
def test_a_faulty_cell_says_what_is_expected(column: str, text: str, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        value(column, text)
    assert expected in refused.value.text


@pytest.mark.parametrize(
    ("text", "expected", "currencies"),
    [
        ("0", "0", ()),
        ("2400000", "2400000", ()),
        ("2400000.5", "2400000.5", ()),
        ("2,400,000", "2400000", ()),
        ("2.400.000", "2400000", ()),
        ("1.200.000,50", "1200000.50", ()),
        ("1,200,000.50", "1200000.50", ()),
        ("1'200'000.50", "1200000.50", ()),
        ("1 200 000,50", "1200000.50", ()),
        ("1.200", "1200", ()),
        ("1,20", "1.20", ()),
        ("USD 2,400,000", "2400000", ("USD",)),
        ("2,400,000 eur", "2400000", ("EUR",)),
        ("€1.200.000,50", "1200000.50", ("EUR",)),
        ("5 zł", "5", ("PLN",)),
    ],
)
def test_an_amount_is_read_in_any_spelling(text: str, expected: str, currencies: tuple[str, ...]) -> None:
    assert value("annual_value", text) == (Decimal(expected), currencies)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5", "not below zero"),
        ("(5)", "not below zero"),
        ("2.4m", "An amount such as 2400000"),
        ("1,2,3", "An amount such as 2400000"),
        ("1,200.000,50", "An amount such as 2400000"),
        ("1.2345", "An amount such as 2400000"),
        ("EUR 5 EUR", "An amount such as 2400000"),
        ("about 5", "An amount such as 2400000"),
        ("EUR", "An amount such as 2400000"),
        ("9" * 16, "An amount below"),
        ("٣٤", "An amount such as 2400000"),
    ],
)
def test_a_faulty_amount_says_what_is_expected(text: str, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        value("annual_value", text)
    assert expected in refused.value.text


def test_each_column_has_a_parser() -> None:
    assert set(PARSERS) == {column.key for column in words.load().columns.values()}
