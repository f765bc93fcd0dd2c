"""Connections that rest between transactions, and what was cut off meanwhile."""

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from govbot import db
from tests.postgres import Postgres


def test_what_was_cut_off_while_it_rested_is_made_anew_unnoticed(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "RESTED", 0.0)
    with postgres.database() as url:
        engine = db.connect(url)
        before = _backend(engine)
        assert _backend(engine) == before
        with postgres.connect() as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (before,))
        assert _backend(engine) != before
        engine.dispose()


def _backend(engine: Engine) -> int:
    with db.read(engine, None) as session:
        return int(session.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())
