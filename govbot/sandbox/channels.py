"""A channel or direct message, and how Slack describes one."""

from dataclasses import dataclass, field

from govbot.sandbox.shapes import Json


@dataclass
class Channel:
    id: str
    name: str
    creator: str
    created: int
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""
    purpose: str = ""
    members: list[str] = field(default_factory=list)
    im_user: str | None = None

    @property
    def is_im(self) -> bool:
        return self.im_user is not None

    @property
    def kind(self) -> str:
        """Slack's `channel_type`: what messages here are subscribed to by."""
        return "im" if self.is_im else "group" if self.is_private else "channel"

    @property
    def history_scope(self) -> str:
        return {"im": "im:history", "group": "groups:history", "channel": "channels:history"}[self.kind]

    @property
    def read_scope(self) -> str:
        return {"im": "im:read", "group": "groups:read", "channel": "channels:read"}[self.kind]

    def visible_to(self, user_id: str) -> bool:
        return user_id in self.members or not (self.is_private or self.is_im)

    def join(self, user_id: str) -> bool:
        if user_id in self.members:
            return False
        self.members.append(user_id)
        return True

    def leave(self, user_id: str) -> bool:
        if user_id not in self.members:
            return False
        self.members.remove(user_id)
        return True

    def as_slack(self, bot_user: str, user_deleted: bool = False) -> Json:
        if self.is_im:
            return {
                "id": self.id,
                "created": self.created,
                "is_im": True,
                "is_archived": self.is_archived,
                "is_org_shared": False,
                "user": self.im_user,
                "is_user_deleted": user_deleted,
            }
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_general": self.name == "general",
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": False,
            "is_member": bot_user in self.members,
            "created": self.created,
            "creator": self.creator,
            "topic": {"value": self.topic, "creator": self.creator, "last_set": self.created},
            "purpose": {"value": self.purpose, "creator": self.creator, "last_set": self.created},
            "num_members": len(self.members),
        }

    def brief(self) -> Json:
        """How the page knows a channel."""
        return {
            "id": self.id,
            "name": self.name,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "topic": self.topic,
            "members": list(self.members),
        }
