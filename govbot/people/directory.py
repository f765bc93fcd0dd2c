"""Slack's lists of people and groups, remembered: at the start, nightly, on events, and for somebody never seen."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.people import groups
from govbot.people import service as people
from govbot.rights import Right
from govbot.slack.call import Caller
from govbot.slack.router import Router
from govbot.workspace import Workspace

logger = logging.getLogger(__name__)
PAGE = 200
WITHOUT_GROUPS = {"paid_teams_only", "plan_upgrade_required", "missing_scope"}
router = Router()


@dataclass(frozen=True)
class Directory:
    """People as the dispatcher needs them. `client` may retry: it only reads."""

    engine: Engine
    client: WebClient

    def identify(self, session: Session, slack_id: str) -> tuple[Caller, Right] | None:
        return people.identify(session, slack_id)

    def meet(self, workspace_id: int, slack_id: str) -> None:
        """Look somebody up who was never seen; Slack not knowing them leaves them unknown."""
        try:
            user = self.client.users_info(user=slack_id)["user"]
        except SlackApiError as error:
            if error.response["error"] in {"user_not_found", "user_not_visible"}:
                return
            raise
        with db.write(self.engine, workspace_id) as session:
            people.remember(session, user, session.get_one(Workspace, workspace_id).team_id)

    def sync(self, workspace_id: int) -> int:
        """Remember everybody, a page at a time; returns how many."""
        seen = 0
        for page in self._pages():
            with db.write(self.engine, workspace_id) as session:
                team_id = session.get_one(Workspace, workspace_id).team_id
                people.remember_all(session, page, team_id)
            seen += len(page)
        self._sync_groups(workspace_id)
        return seen

    def _sync_groups(self, workspace_id: int) -> None:
        """Some plans of Slack have none."""
        try:
            listed = self.client.usergroups_list(include_users=True, include_disabled=True)["usergroups"]
        except SlackApiError as error:
            if error.response["error"] not in WITHOUT_GROUPS:
                raise
            logger.info("user groups cannot be read: %s", error.response["error"])
            return
        with db.write(self.engine, workspace_id) as session:
            for group in listed:
                groups.remember(session, group)

    def _pages(self) -> Iterator[list[dict[str, Any]]]:
        cursor = None
        while True:
            answer = self.client.users_list(limit=PAGE, cursor=cursor)
            yield answer["members"]
            cursor = (answer.get("response_metadata") or {"next_cursor": ""})["next_cursor"]
            if not cursor:
                return


@router.listen("team_join")
@router.listen("user_change")
def remember(session: Session, _now: datetime, place: Workspace, event: dict[str, Any]) -> None:
    """Somebody joined, left, or changed their zone or standing."""
    people.remember(session, event["user"], place.team_id)


@router.listen("subteam_created")
@router.listen("subteam_updated")
def remember_group(session: Session, _now: datetime, _place: Workspace, event: dict[str, Any]) -> None:
    groups.remember(session, event["subteam"])


@router.listen("subteam_members_changed")
def change_members(session: Session, _now: datetime, _place: Workspace, event: dict[str, Any]) -> None:
    groups.change_members(
        session, event["subteam_id"], event.get("added_users") or (), event.get("removed_users") or ()
    )
