"""What somebody answers for is handed over: one vendor at once, all of theirs after a look at the list."""

from datetime import UTC, datetime

import pytest

from govbot import db
from govbot.people import service as people
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Status
from tests import builders
from tests.door import buttons, shown
from tests.live import Live

pytestmark = pytest.mark.one_database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROOM = "#vendor-governance"


@pytest.fixture
def portfolio(acme: Live) -> Live:
    """Beside Acme: Ivo is backup of Beta, which Hana owns; Gamma is retired."""
    with db.write(acme.bot.engine, acme.workspace_id) as session:
        ivo, hana = (people.find(session, acme.id_of(name)) for name in ("ivo.novak", "hana.sato"))
        builders.vendor(session, NOW, "Beta", owner=hana, backup=ivo)
        builders.vendor(session, NOW, "Gamma", owner=ivo, status=Status.EXITED)
    return acme


def _holders(live: Live, ref: str) -> dict[Duty, str]:
    with db.read(live.bot.engine, live.workspace_id) as session:
        vendor = finding.find(session, ref)
        return {duty: person.handle for duty, person in duties.people_of(session, vendor).items()}


@pytest.mark.parametrize(
    "typed",
    ["acme from @ivo.novak to @hana.sato", "acme to @hana.sato", "VND-0001 @ivo.novak TO @hana.sato"],
)
def test_one_vendor_is_handed_over_in_words(portfolio: Live, typed: str) -> None:
    maya = portfolio.person("maya.lindqvist")
    said = maya.types(f"/vendor handover {typed}")
    assert "1 vendor.\n• *Acme Support* (VND-0001): owner" in said
    assert _holders(portfolio, "VND-0001")[Duty.OWNER] == "hana.sato"
    portfolio.beat()
    for name in ("ivo.novak", "hana.sato"):
        assert "handed over from" in shown(portfolio.person(name).private()[-1])


def test_a_backup_who_takes_over_is_backup_no_more(portfolio: Live) -> None:
    said = portfolio.person("maya.lindqvist").types("/vendor handover acme from @ivo.novak to @dora.lind")
    assert "its backup owns it now; name another: `/vendor backup VND-0001 @person`" in said
    assert _holders(portfolio, "VND-0001") == {Duty.OWNER: "dora.lind", Duty.SPONSOR: "ana.silva"}


def test_everything_of_a_person_is_listed_before_it_is_confirmed(portfolio: Live) -> None:
    maya = portfolio.person("maya.lindqvist")
    listed = maya.types("/vendor handover from @ivo.novak to @hana.sato")
    assert "2 vendors from" in listed
    assert "• *Acme Support* (VND-0001): owner\n• *Beta* (VND-0002): backup" in listed
    assert "Gamma" not in listed
    assert _holders(portfolio, "VND-0001")[Duty.OWNER] == "ivo.novak"
    proposal = maya.sees(ROOM)[-1]
    maya.presses("Hand over 2 vendors", proposal)
    done = maya.sees(ROOM)[-1]
    assert done["ts"] == proposal["ts"]
    assert buttons(done) == []
    assert "1 vendor.\n• *Acme Support* (VND-0001): owner" in shown(done)
    assert "*Beta* (VND-0002): the backup stays who it was" in shown(done)
    assert _holders(portfolio, "VND-0001")[Duty.OWNER] == "hana.sato"
    assert _holders(portfolio, "VND-0002") == {Duty.OWNER: "hana.sato", Duty.BACKUP: "ivo.novak"}


def test_a_list_that_is_not_true_any_more_hands_nothing_over(portfolio: Live) -> None:
    maya = portfolio.person("maya.lindqvist")
    maya.types("/vendor handover @ivo.novak to @ana.silva")
    proposal = maya.sees(ROOM)[-1]
    maya.types("/vendor owner acme @hana.sato")
    maya.presses("Hand over 2 vendors", proposal)
    assert "has changed since this list was drawn" in maya.reads(ROOM)[-1]
    assert _holders(portfolio, "VND-0002")[Duty.BACKUP] == "ivo.novak"


def test_the_form_asks_for_what_was_not_typed(portfolio: Live) -> None:
    maya = portfolio.person("maya.lindqvist")
    maya.types("/vendor handover")
    assert maya.submits(giver="@ivo.novak", taker="@ivo.novak")["errors"].keys() == {"taker"}
    assert maya.submits(taker="@hana.sato", vendor="nonsense")["errors"].keys() == {"vendor"}
    assert maya.submits(vendor="acme")["errors"] == {}
    assert "*Acme Support* (VND-0001): owner" in maya.reads(ROOM)[-1]


def test_what_cannot_be_handed_over_is_said(portfolio: Live, subtests: pytest.Subtests) -> None:
    for typed, said in (
        ("from @dora.lind to @dora.lind", "cannot hand over to themselves"),
        ("from @maya.lindqvist to @dora.lind", "answers for nothing at any vendor"),
        ("acme from @maya.lindqvist to @dora.lind", "answers for nothing at “Acme Support”"),
        ("acme to @left.the.company", "has left"),
        ("beta from @ivo.novak to @hana.sato", "owns it already, so they cannot be its backup"),
    ):
        with subtests.test(typed=typed):
            assert said in portfolio.person("maya.lindqvist").types(f"/vendor handover {typed}")
