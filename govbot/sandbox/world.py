"""The workspace as it stands: its team, people, channels and groups, read from a seed file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from govbot.sandbox.channels import Channel
from govbot.sandbox.manifest import Manifest
from govbot.sandbox.people import User, Usergroup
from govbot.sandbox.shapes import Json, Unusable, stable_id

SEED = Path(__file__).with_name("seed.yaml")


@dataclass
class World:
    team: Json
    zone: str
    bot: User
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    usergroups: dict[str, Usergroup] = field(default_factory=dict)

    @property
    def app_id(self) -> str:
        return stable_id("A", self.bot.name)

    def user(self, who: str) -> User | None:
        """By id, @name, name, or address; a name may be the full one."""
        if who in self.users:
            return self.users[who]
        wanted = who.removeprefix("@").casefold()
        for user in self.users.values():
            if wanted in (user.name.casefold(), user.email.casefold(), user.real_name.casefold()):
                return user
        return None

    def channel(self, which: str) -> Channel | None:
        if which in self.channels:
            return self.channels[which]
        name = which.removeprefix("#")
        return next((c for c in self.channels.values() if not c.is_im and c.name == name), None)

    def direct_message(self, user_id: str, created: int = 0) -> Channel:
        """The conversation of this person with the bot, opened when it is first needed."""
        channel_id = stable_id("D", f"{user_id}:{self.bot.id}")
        if channel_id not in self.channels:
            self.channels[channel_id] = Channel(
                id=channel_id,
                name="directmessage",
                creator=self.bot.id,
                created=created,
                members=[user_id, self.bot.id],
                im_user=user_id,
            )
        return self.channels[channel_id]

    def direct_messages(self) -> Iterator[Channel]:
        return (channel for channel in self.channels.values() if channel.is_im)

    def required_user(self, who: object) -> User:
        found = self.user(str(who)) if who else None
        if found is None:
            raise Unusable(f"There is no person {who!r} here; say an id, @name or address.")
        return found

    def add_user(self, entry: Mapping[str, Any]) -> User:
        known = {key: entry[key] for key in User.__dataclass_fields__ if key in entry}
        name = str(entry["name"])
        known.setdefault("id", stable_id("U", name))
        known.setdefault("team_id", self.team["id"])
        known.setdefault("real_name", name)
        user = User(**known)
        self.users[user.id] = user
        return user

    def add_channel(self, entry: Mapping[str, Any]) -> Channel:
        name = str(entry["name"]).removeprefix("#")
        channel = Channel(
            id=str(entry.get("id") or stable_id("C", name)),
            name=name,
            creator=self.bot.id,
            created=int(entry.get("created", 1_700_000_000)),
            is_private=bool(entry.get("is_private", False)),
            is_archived=bool(entry.get("is_archived", False)),
            is_ext_shared=bool(entry.get("is_ext_shared", False)),
            topic=str(entry.get("topic", "")),
            members=self._members(entry.get("members", "everybody")),
        )
        if entry.get("bot"):
            channel.join(self.bot.id)
        self.channels[channel.id] = channel
        return channel

    def _members(self, listed: list[str] | str) -> list[str]:
        if listed == "everybody":
            people = self.users.values()
            return [u.id for u in people if not (u.deleted or u.is_bot or u.is_restricted)]
        return [self.required_user(who).id for who in listed]


@cache
def _parsed(file: Path) -> Mapping[str, Any]:
    """Read once: whoever starts many sandboxes starts them from the same file."""
    parsed: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return parsed


def read_seed(manifest: Manifest, seed: Path | Mapping[str, Any] | None = None) -> World:
    """A fresh world: from the seed that comes with the sandbox, another file, or a mapping of the same shape."""
    raw: Mapping[str, Any]
    raw = seed if isinstance(seed, Mapping) else _parsed(seed or SEED)
    team: Json = {"id": stable_id("T", raw["team"]["domain"]), **raw["team"]}
    name = manifest.bot_name
    bot = User(
        id=stable_id("U", f"bot:{name}"),
        name=name,
        real_name=name,
        team_id=team["id"],
        is_bot=True,
        bot_id=stable_id("B", name),
    )
    world = World(team=team, zone=str(raw["team"].get("zone", "Etc/UTC")), bot=bot, users={bot.id: bot})
    for entry in raw.get("users", ()):
        world.add_user(entry)
    for entry in raw.get("channels", ()):
        world.add_channel(entry)
    for entry in raw.get("usergroups", ()):
        group = Usergroup(
            id=stable_id("S", entry["handle"]),
            handle=entry["handle"],
            name=entry["name"],
            team_id=team["id"],
            description=entry.get("description", ""),
            users=[world.required_user(who).id for who in entry.get("users", ())],
        )
        world.usergroups[group.id] = group
    return world
