"""What the surroundings tell govbot: read once, from the environment or `.env`, and checked."""

from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from govbot.errors import Misconfigured

SLACK_API = "https://slack.com/api/"
HOW_TO_GET = {
    "slack_bot_token": (
        "SLACK_BOT_TOKEN",
        "xoxb-",
        "At api.slack.com/apps open your app, OAuth & Permissions, and copy the Bot User OAuth Token.",
    ),
    "slack_app_token": (
        "SLACK_APP_TOKEN",
        "xapp-",
        "At api.slack.com/apps open your app, Basic Information, App-Level Tokens, and make one with"
        " the scope connections:write.",
    ),
    "slack_signing_secret": (
        "SLACK_SIGNING_SECRET",
        "",
        "At api.slack.com/apps open your app, Basic Information, App Credentials, and copy the Signing Secret.",
    ),
}


class Settings(BaseSettings):
    """The environment's names are the fields' in capitals; `.env` in the working folder is read too."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = Field(
        default="sqlite:///govbot.db", validation_alias=AliasChoices("GOVBOT_DATABASE_URL", "DATABASE_URL")
    )
    slack_api_url: str = Field(default=SLACK_API, validation_alias="GOVBOT_SLACK_API_URL")
    slack_bot_token: str = Field(default="", validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: str = Field(default="", validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: str = Field(default="", validation_alias="SLACK_SIGNING_SECRET")
    port: int = Field(default=3000, ge=1, le=65535, validation_alias="PORT")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", validation_alias="GOVBOT_LOG_LEVEL")

    @field_validator("database_url")
    @classmethod
    def _driver_named(cls, value: str) -> str:
        """`postgres://` and `postgresql://`, as hosting services write them, mean psycopg 3."""
        scheme, separator, rest = value.partition("://")
        if scheme in {"postgres", "postgresql"}:
            value = f"postgresql+psycopg{separator}{rest}"
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError as error:
            raise ValueError("is not a database URL; write sqlite:///govbot.db or postgresql://…") from error
        if backend not in {"sqlite", "postgresql"}:
            raise ValueError("names a database govbot does not run on; use sqlite:/// or postgresql://")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("is not a web address; it looks like https://slack.com/api/")
        return value if value.endswith("/") else value + "/"

    @classmethod
    def read(cls, env_file: Path | None = Path(".env")) -> Self:
        """The settings, or `Misconfigured` naming each that is wrong."""
        try:
            return cls(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings' own keyword
        except ValidationError as error:
            faults = [f"{fault['loc'][0]}: {fault['msg'].removeprefix('Value error, ')}" for fault in error.errors()]
            raise Misconfigured("A setting is wrong. " + " ".join(faults)) from error

    def require(self, *names: str) -> Self:
        """These settings are needed for what is about to run; refuse with how to get the first one missing."""
        for name in names:
            variable, prefix, how = HOW_TO_GET[name]
            value: str = getattr(self, name)
            if not value:
                raise Misconfigured(f"{variable} is not set. {how} Then set it in the environment or in .env.")
            if not value.startswith(prefix):
                raise Misconfigured(f"{variable} does not look right: it begins with {prefix}. {how}")
        return self
