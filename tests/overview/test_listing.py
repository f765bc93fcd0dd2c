"""The list of vendors narrowed by any marks together, and turned page by page."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import db
from govbot.errors import Refusal
from govbot.people import service as people
from govbot.reviews.models import Review
from govbot.vendors import filter_words, filters
from govbot.vendors.models import Location, Status, Tier
from govbot.workspace import Workspace
from tests import builders
from tests.live import Live

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _portfolio(session: Session) -> int:
    """Five vendors; returns Ivo's id."""
    ivo = builders.person(session, "U0IVO", "Ivo Novak")
    dora = builders.person(session, "U0DORA", "Dora Lind")
    gone = builders.person(session, "U0GONE", "Gone Away", deleted=True)
    draft = builders.vendor
    alpha = draft(session, NOW, "Alpha", tier=Tier.CRITICAL, owner=ivo, location=Location.OFFSHORE)
    beta = draft(session, NOW, "Beta", tier=Tier.CRITICAL, owner=dora, backup=ivo, location=Location.ONSHORE)
    draft(session, NOW, "Gamma", tier=Tier.HIGH, owner=gone, status=Status.SUSPENDED)
    draft(session, NOW, "Delta", status=Status.EXITED, owner=ivo)
    draft(session, NOW, "Epsilon", status=Status.ONBOARDING)
    alpha.tags, beta.tags = ["emea", "grösse"], ["em"]
    session.add_all([alpha, beta])
    session.flush()
    return ivo.id


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "Alpha Beta Epsilon Gamma"),
        ("all", "Alpha Beta Epsilon Gamma"),
        ("critical", "Alpha Beta"),
        ("tier 1 offshore", "Alpha"),
        ("critical high", "Alpha Beta Gamma"),
        ("Payroll CRITICAL", "Alpha Beta"),
        ("function: payroll location: on-shore", "Beta"),
        ("claims", ""),
        ("back office suspended", "Gamma"),
        ("front office", ""),
        ("unowned", "Epsilon Gamma"),
        ("unowned in transition", "Epsilon"),
        ("retired", "Delta"),
        ("exited", "Delta"),
        ("mine", "Alpha Beta"),
        ("owner <@U0IVO>", "Alpha"),
        ("@ivo critical", "Alpha"),
        ("@ivo <@U0DORA>", "Alpha Beta"),
        ("emea", "Alpha"),
        ("tag em", "Beta"),
        ("#Größe critical payroll offshore @ivo", "Alpha"),
    ],
)
def test_marks_narrow_the_list_together(engine: Engine, workspace: Workspace, typed: str, found: str) -> None:
    with db.write(engine, workspace.id) as session:
        ivo = _portfolio(session)
        conditions = filters.criteria(filter_words.read(session, typed), ivo)
        names = [vendor.name for vendor in filters.page(session, conditions, first=0, most=10)]
        assert names == found.split()
        assert filters.count(session, conditions) == len(names)
        assert [vendor.name for vendor in filters.page(session, conditions, first=1, most=1)] == names[1:2]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("purple", "I cannot list vendors by “purple”. Use a tier"),
        ("critical purple people", "by “purple”"),
        ("tier payroll", "by “payroll”"),
        ("owner @nobody.here", "I know nobody called"),
        ("x" * 501, "too long"),
    ],
)
def test_words_that_mean_nothing_are_named(sqlite_engine: Engine, typed: str, said: str) -> None:
    with db.read(sqlite_engine, None) as session, pytest.raises(Refusal) as refused:
        filter_words.read(session, typed)
    assert said in refused.value.text


@pytest.mark.one_database
def test_the_list_through_the_door_keeps_its_marks_from_page_to_page(acme: Live) -> None:
    dora = acme.person("dora.lind")
    ivo = acme.id_of("ivo.novak")
    with db.write(acme.bot.engine, acme.workspace_id) as session:
        holder = people.find(session, ivo)
        for number in range(22):
            builders.vendor(session, NOW, f"Vendor {number:02}", owner=holder)
    listed = dora.types("/vendor list low payroll @ivo.novak")
    assert "*Vendors: low, payroll, owned by @ivo.novak* · 1-20 of 22" in listed
    dora.presses("Next →", dora.sees("#vendor-governance")[-1])
    turned = dora.reads("#vendor-governance")[-1]
    assert "*Vendors: low, payroll, owned by @ivo.novak* · 21-22 of 22" in turned
    assert "Vendor 21" in turned


@pytest.mark.one_database
def test_overdue_are_those_with_something_unfinished_from_before_today(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    assert "No vendors that are overdue" in maya.types("/vendor list overdue")
    with db.write(acme.bot.engine, acme.workspace_id) as session:
        review = session.exec(select(Review)).first()
        assert review
        review.due = date(2026, 2, 27)
        session.add(review)
    assert "Acme Support" in maya.types("/vendor list overdue medium")
    assert "No vendors that are overdue, critical" in maya.types("/vendor list overdue critical")
