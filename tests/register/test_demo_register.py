"""The register that the demo starts from: clean, and with something to do on its first Monday morning."""

from pathlib import Path

import yaml
from sqlalchemy.engine import Engine
from sqlmodel import col, delete, select

from govbot import db, sandbox
from govbot.contracts.models import Contract
from govbot.demo.furnishing import REGISTER
from govbot.evidence.models import Evidence, Status
from govbot.register.reading import read
from govbot.reviews.models import Review
from govbot.workspace import Workspace
from tests.register.conftest import MONDAY, BringIn

SANDBOX = Path(sandbox.__file__).parent


def test_it_is_clean(run: BringIn) -> None:
    told = run(REGISTER)
    assert (told.code, told.counts) == (0, (40, 0, 0, 0))
    assert [text for _, text in told.notes if "no channel" not in text] == [
        "Nobody owns it: it will be shown as unowned."
    ]


def test_its_channels_and_people_are_in_the_local_slack() -> None:
    seed = yaml.safe_load((SANDBOX / "seed.yaml").read_text(encoding="utf-8"))
    emails = {user["email"] for user in seed["users"] if not user.get("deleted")}
    channels = {f"#{channel['name']}" for channel in seed["channels"] if not channel.get("is_archived")}
    table = read(REGISTER)
    known = table.header.known
    for _, cells in table.rows():
        assert cells[known["channel"].at] in channels | {""}
        assert {cells[known[f"{duty}_email"].at] for duty in ("owner", "backup", "sponsor")} <= emails | {""}


def test_on_monday_morning_there_is_something_to_do(run: BringIn, engine: Engine, workspace: Workspace) -> None:
    """A weekend lies before that Monday: what was missed was missed on Friday at the latest."""
    run(REGISTER)
    with db.read(engine, workspace.id) as session:
        ahead = session.exec(select(Review).where(col(Review.completed_at).is_(None)))
        late = sorted((MONDAY.date() - review.due).days for review in ahead)
    assert [days for days in late if days >= 0] == [0, 0, 3, 4, 7, 11]
    assert {-1, -7} <= set(late)


def test_what_it_says_of_soc_2_reports_becomes_evidence_once(
    run: BringIn, engine: Engine, workspace: Workspace
) -> None:
    for _ in range(2):
        run(REGISTER)
    with db.read(engine, workspace.id) as session:
        found = list(session.exec(select(Evidence)))
    assert len(found) == 14
    assert {piece.standing(MONDAY.date()) for piece in found} == {Status.ACCEPTED}


def test_what_an_import_of_former_times_left_out_is_filled_by_the_same_file(
    run: BringIn, engine: Engine, workspace: Workspace
) -> None:
    run(REGISTER)
    with db.write(engine, workspace.id) as session:
        contracts = len(session.exec(select(Contract)).all())
        session.exec(delete(Evidence))
        session.exec(delete(Contract))
    again = run(REGISTER)
    assert again.counts[:2] == (0, 0)
    assert (None, f"Contracts and evidence that it names and nobody had written down: {contracts + 14}.") in again.notes
    with db.read(engine, workspace.id) as session:
        assert (len(session.exec(select(Contract)).all()), len(session.exec(select(Evidence)).all())) == (contracts, 14)
    assert not [said for _, said in run(REGISTER).notes if "nobody had written down" in said]
