"""From Slack's payload to a handler and back: resolve the person, open one transaction, commit, then answer."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from slack_sdk import WebClient
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from govbot import db, playbook
from govbot.clock import Clock
from govbot.errors import Ambiguous, Refusal
from govbot.rights import Right
from govbot.slack import choices, handled, help, requests
from govbot.slack.blocks import MENU
from govbot.slack.call import Call, Caller, Reply
from govbot.slack.requests import Request
from govbot.slack.router import Entry, Listener, Router
from govbot.slack.text import clean, unescape
from govbot.workspace import Workspace

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
OLD_BUTTON = "This button is from an older message and does nothing any more. Type `/vendor help` to see how to go on."


class People(Protocol):
    """What the dispatcher asks of the people house, handed in by bot.py."""

    def identify(self, session: Session, slack_id: str) -> tuple[Caller, Right] | None:
        """The person and what they may do; None when they were never seen."""

    def meet(self, workspace_id: int, slack_id: str) -> None:
        """Look an unseen person up in Slack and remember them."""


@dataclass
class Dispatcher:
    engine: Engine
    clock: Clock
    router: Router
    people: People
    slack: WebClient
    _workspaces: dict[str, int] = field(default_factory=dict)
    _met: set[tuple[int, str]] = field(default_factory=set)

    def command(self, body: Mapping[str, Any]) -> Reply:
        """A slash command: `/vendor` has every word, the others enter at their own."""
        root = body["command"].lstrip("/")
        return self._typed(requests.of_command(body), root, unescape(clean(body.get("text", "")).strip()))

    def _typed(self, request: Request, root: str, text: str) -> Reply:
        found = self.router.find(text if root == "vendor" else f"{root} {text}")
        try:
            if found and not help.asked(found.rest):
                params = found.entry.parse(found.rest)
                return self._run(request, found.entry, lambda call: found.entry.run(call, **params))
            explain = Entry("help", help.answer, Right.READ, reads=True)
            return self._run(request, explain, lambda call: help.answer(call, self.router, root, text))
        except Ambiguous as ambiguous:
            return choices.offered(ambiguous, *(found.entry.name, found.rest) if found else ("", text))

    def press(self, body: Mapping[str, Any]) -> Reply:
        """A button or select in a message, a form or Home."""
        action = body["actions"][0]
        if action["action_id"].startswith(choices.AGAIN):
            return replace(self._typed(requests.of_press(body), "vendor", action["value"]), replace=True)
        request, name = requests.of_press(body), action["action_id"]
        if name == MENU:
            name, _, value = request.value.partition(" ")
            request = replace(request, value=value)
        entry = self.router.presses.get(name)
        if entry is None:
            raise Refusal(OLD_BUTTON)
        return self._run(request, entry, entry.run)

    def shortcut(self, body: Mapping[str, Any]) -> Reply:
        """A shortcut, from the menu of a message or from anywhere."""
        entry = self.router.shortcuts.get(body["callback_id"])
        if entry is None:
            raise Refusal("I do not know this shortcut any more. Type `/vendor help` to see how to go on.")
        return self._run(requests.of_shortcut(body), entry, entry.run)

    def submission(self, body: Mapping[str, Any]) -> Reply:
        """A filled form."""
        entry = self.router.forms.get(body["view"]["callback_id"])
        if entry is None:
            raise Refusal(OLD_BUTTON)
        return self._run(requests.of_submission(body), entry, entry.run)

    def event(self, body: Mapping[str, Any]) -> None:
        """Something happened in Slack; each listener hears it once, in one transaction."""
        listeners = self.router.listeners.get(body["event"]["type"], [])
        workspace_id = self.workspace_id(body["team_id"])
        if not listeners or workspace_id is None:
            return
        _undisturbed(lambda: self._tell(workspace_id, body, listeners))

    def _tell(self, workspace_id: int, body: Mapping[str, Any], listeners: Sequence[Listener]) -> None:
        now, event = self.clock(), dict(body["event"])
        with db.write(self.engine, workspace_id) as session:
            handled.once(session, f"event:{body['event_id']}", now)
            workspace = session.get_one(Workspace, workspace_id)
            for listener in listeners:
                listener(session, now, workspace, event)

    def home(self, team: str, user: str) -> list[dict[str, Any]]:
        """The blocks of a person's Home tab."""
        draw = self.router.draw_home
        if draw is None:
            return []
        drawn: list[dict[str, Any]] = []
        entry = Entry("home", lambda call: Reply(blocks=draw(call)), Right.READ, reads=True)
        drawn.extend(self._run(Request(team, user, ""), entry, entry.run).blocks)
        return drawn

    def _run(self, request: Request, entry: Entry, invoke: Callable[[Call], Reply]) -> Reply:
        workspace_id = self.workspace_id(request.team)
        if workspace_id is None:
            raise Refusal("govbot is not set up for this workspace yet. Ask whoever installed it to start it once.")
        self._meet_if_new(workspace_id, request.user)
        brought = self._brought(workspace_id, request, entry)
        return _undisturbed(lambda: self._carry_out(workspace_id, request, entry, brought, invoke))

    def _brought(self, workspace_id: int, request: Request, entry: Entry) -> object:
        """What has to be asked of Slack first, by the workspace's rules: no transaction stays open meanwhile."""
        if entry.bring is None:
            return None
        with playbook.held(self.engine, workspace_id):
            return entry.bring(self.slack, request)

    def _carry_out(
        self, workspace_id: int, request: Request, entry: Entry, brought: object, invoke: Callable[[Call], Reply]
    ) -> Reply:
        now = self.clock()
        with (db.read if entry.reads else db.write)(self.engine, workspace_id) as session:
            identified = self.people.identify(session, request.user)
            if identified is None or identified[1] < entry.needs:
                raise Refusal(_not_allowed(identified[1] if identified else Right.NONE))
            if not entry.reads:
                handled.once(session, request.key, now)
            workspace = session.get_one(Workspace, workspace_id)
            caller, right = identified
            return invoke(
                Call(
                    session=session,
                    now=now,
                    workspace=workspace,
                    caller=caller,
                    right=right,
                    channel=request.channel,
                    message_ts=request.message_ts,
                    value=request.value,
                    fields=request.fields,
                    payload=request.payload,
                    brought=brought,
                )
            )

    def _meet_if_new(self, workspace_id: int, slack_id: str) -> None:
        """Nobody is ever forgotten, so that one look is enough for each."""
        if (workspace_id, slack_id) in self._met:
            return
        with db.read(self.engine, workspace_id) as session:
            known = self.people.identify(session, slack_id) is not None
        if known:
            self._met.add((workspace_id, slack_id))
        else:
            self.people.meet(workspace_id, slack_id)

    def workspace_id(self, team: str) -> int | None:
        if team not in self._workspaces:
            with db.read(self.engine, None) as session:
                found = session.exec(select(Workspace.id).where(Workspace.team_id == team)).first()
            if found is None:
                return None
            self._workspaces[team] = found
        return self._workspaces[team]


def _undisturbed(work: Callable[[], Result]) -> Result:
    """A transaction that the database gave up for another one's sake did nothing, and is done once more."""
    try:
        return work()
    except OperationalError as error:
        if not db.clashed(error):
            raise
        logger.warning("two transactions stood in each other's way; this one is done once more", exc_info=error)
    return work()


def _not_allowed(right: Right) -> str:
    if right is Right.NONE:
        return "You have no role in govbot here. Ask an admin of this workspace to give you one."
    if right is Right.READ:
        return "You may read here but not change anything. Ask the vendor's owner or an admin to do it."
    return "Only an admin of govbot may do that. `/vendor help` shows what you may do."
