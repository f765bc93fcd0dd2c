"""Settings come from the environment or .env; a missing or wrong one is named with how to get it."""

from pathlib import Path

import pytest

from govbot.errors import Misconfigured
from govbot.settings import Settings

NAMES = ("GOVBOT_DATABASE_URL", "DATABASE_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "sqlite:///govbot.db"),
        ({"DATABASE_URL": "postgres://u:p@h:5/d"}, "postgresql+psycopg://u:p@h:5/d"),
        ({"DATABASE_URL": "postgresql://u:p%40@h/d"}, "postgresql+psycopg://u:p%40@h/d"),
        ({"DATABASE_URL": "postgres://h/d", "GOVBOT_DATABASE_URL": "sqlite:////tmp/x.db"}, "sqlite:////tmp/x.db"),
    ],
)
def test_the_database_is_chosen_by_url(environment: dict[str, str], url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings.read().database_url == url


def test_dotenv_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nPORT=8080\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    settings = Settings.read()
    assert (settings.slack_bot_token, settings.port) == ("xoxb-environment", 8080)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DATABASE_URL": "mysql://h/d"}, "sqlite:/// or postgresql://"),
        ({"DATABASE_URL": "not a url"}, "database"),
        ({"PORT": "eighty"}, "PORT"),
        ({"GOVBOT_LOG_LEVEL": "loud"}, "GOVBOT_LOG_LEVEL"),
        ({"GOVBOT_SLACK_API_URL": "slack.com"}, "web address"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match="A setting is wrong") as refused:
        Settings.read()
    assert said in refused.value.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slack_bot_token", "", "SLACK_BOT_TOKEN is not set. At api.slack.com/apps"),
        ("slack_bot_token", "xapp-mixed-up", "begins with xoxb-"),
        ("slack_app_token", "", "connections:write"),
        ("slack_signing_secret", "", "Signing Secret"),
    ],
)
def test_what_is_missing_says_how_to_get_it(field: str, value: str, said: str) -> None:
    settings = Settings.read().model_copy(update={field: value})
    with pytest.raises(Misconfigured) as refused:
        settings.require(field)
    assert said in refused.value.text
