"""Open forms and Home tabs: each person's stack of at most three, hashes against stale writes, inputs kept."""

from dataclasses import dataclass, field

from govbot.sandbox.blocks import complete_ids, initial_state, stateful_elements
from govbot.sandbox.shapes import Json, SlackError, fresh_id
from govbot.sandbox.world import World

MAX_STACK = 3
PASSED_ON = ("title", "submit", "close", "private_metadata", "callback_id", "external_id")


@dataclass
class View:
    id: str
    user: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    inputs: Json = field(default_factory=dict)

    @property
    def is_home(self) -> bool:
        return self.payload.get("type") == "home"

    def state(self) -> Json:
        """Slack's `state.values`: initial values, with what the person typed over them."""
        values = initial_state(self.payload.get("blocks", []))
        for block_id, elements in self.inputs.items():
            for action_id, state in elements.items():
                if action_id in values.get(block_id, {}):
                    values[block_id][action_id] = state
        return values

    def as_slack(self, world: World) -> Json:
        body: Json = {
            "id": self.id,
            "team_id": world.team["id"],
            "type": self.payload["type"],
            "blocks": self.payload.get("blocks", []),
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None,
            "close": None,
            "submit": None,
            "state": {"values": self.state()},
            "hash": self.hash,
            "clear_on_close": bool(self.payload.get("clear_on_close", False)),
            "notify_on_close": bool(self.payload.get("notify_on_close", False)),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": world.app_id,
            "app_installed_team_id": world.team["id"],
            "bot_id": world.bot.bot_id,
        }
        return body | {name: self.payload[name] for name in PASSED_ON if self.payload.get(name)}


class Views:
    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._writes = 0

    def stack(self, user_id: str) -> list[View]:
        return self._stacks.get(user_id, [])

    def home(self, user_id: str) -> View | None:
        return self._homes.get(user_id)

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        for view in [*self._homes.values(), *(v for stack in self._stacks.values() for v in stack)]:
            if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
                return view
        return None

    def open(self, user_id: str, payload: Json) -> View:
        self._refuse_external_id_twice(payload)
        view = self._new(user_id, payload)
        self._stacks[user_id] = [view]
        return view

    def push(self, user_id: str, payload: Json) -> View:
        stack = self.stack(user_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        self._refuse_external_id_twice(payload)
        view = self._new(user_id, payload, below=stack[-1])
        stack.append(view)
        return view

    def update(self, view: View, payload: Json, expected_hash: str = "") -> View:
        if expected_hash and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        kept = stateful_elements(payload.get("blocks", []))
        view.inputs = {
            block_id: {action_id: state for action_id, state in elements.items() if (block_id, action_id) in kept}
            for block_id, elements in view.inputs.items()
        }
        view.payload, view.hash = complete_ids(payload), self._hash()
        return view

    def publish(self, user_id: str, payload: Json, expected_hash: str = "") -> View:
        standing = self._homes.get(user_id)
        if standing is not None:
            return self.update(standing, payload, expected_hash)
        if expected_hash:
            raise SlackError("hash_conflict")
        self._homes[user_id] = self._new(user_id, payload)
        return self._homes[user_id]

    def close(self, view: View) -> None:
        stack = self.stack(view.user)
        if view in stack:
            stack.remove(view)

    def clear(self, user_id: str) -> list[View]:
        return self._stacks.pop(user_id, [])

    def _new(self, user_id: str, payload: Json, below: View | None = None) -> View:
        view_id = fresh_id("V")
        return View(
            id=view_id,
            user=user_id,
            payload=complete_ids(payload),
            hash=self._hash(),
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
        )

    def _hash(self) -> str:
        self._writes += 1
        return f"{self._writes}.{fresh_id('')[:8].lower()}"

    def _refuse_external_id_twice(self, payload: Json) -> None:
        external_id = payload.get("external_id", "")
        if external_id and self.find(external_id=external_id):
            raise SlackError("duplicate_external_id")
