"""The terminal as an admin uses it: click's own runner, on a real database named by the surroundings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine

from govbot.cli import cli

Typed = Callable[..., Result]


@pytest.fixture
def typed(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """`typed("audit", "verify")`; nothing of the machine's own settings reaches it."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "GOVBOT_SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOVBOT_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    return lambda *words: CliRunner().invoke(cli, words)
