"""A person (or the bot) of the workspace, and how Slack describes one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from govbot.sandbox.shapes import Json


@dataclass
class User:
    id: str
    name: str
    real_name: str
    team_id: str
    title: str = ""
    email: str = ""
    tz: str = "Etc/UTC"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False
    bot_id: str | None = None
    status_text: str = ""
    status_emoji: str = ""
    updated: int = 0

    def as_slack(self, now: datetime, with_email: bool) -> Json:
        user: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": self._profile(with_email),
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_stranger": self.is_stranger,
            "updated": self.updated or int(now.timestamp()),
        }
        if self.deleted:  # Slack says nothing of zone and rights of somebody who left
            return user
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset() or timedelta()
        return user | {
            "color": "4bbe2e",
            "tz": self.tz,
            "tz_label": self.tz.rsplit("/", 1)[-1].replace("_", " "),
            "tz_offset": int(offset.total_seconds()),
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_owner,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
        }

    def _profile(self, with_email: bool) -> Json:
        profile: Json = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "status_text": self.status_text,
            "status_emoji": self.status_emoji,
            "status_expiration": 0,
            "team": self.team_id,
        }
        if with_email and self.email:
            profile["email"] = self.email
        if self.bot_id:
            profile["bot_id"] = self.bot_id
        return profile

    def brief(self) -> Json:
        """How the page knows a person."""
        return {
            "id": self.id,
            "name": self.name,
            "real_name": self.real_name,
            "title": self.title,
            "email": self.email,
            "tz": self.tz,
            "is_admin": self.is_admin,
            "is_restricted": self.is_restricted,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
        }


@dataclass
class Usergroup:
    id: str
    handle: str
    name: str
    team_id: str
    description: str = ""
    users: list[str] = field(default_factory=list)
    disabled: bool = False

    def as_slack(self, with_users: bool) -> Json:
        group: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "description": self.description,
            "is_external": False,
            "date_delete": 1 if self.disabled else 0,
            "user_count": len(self.users),
        }
        return group | {"users": list(self.users)} if with_users else group
