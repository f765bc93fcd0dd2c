"""Who the bot is, where it is, and its Socket Mode link."""

from govbot.sandbox.api.registry import Args, method
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.sockets import SocketMode
from govbot.sandbox.state import State


@method("api.test")
def api_test(state: State, args: Args) -> Json:
    return {"args": {}}


@method("auth.test")
def auth_test(state: State, args: Args) -> Json:
    world = state.world
    return {
        "url": f"{state.url}/",
        "team": world.team["name"],
        "team_id": world.team["id"],
        "user": world.bot.name,
        "user_id": world.bot.id,
        "bot_id": world.bot.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", app_token=True)
def connections_open(state: State, args: Args) -> Json:
    if not isinstance(state.transport, SocketMode):
        raise SlackError("forbidden_team")
    return {"url": state.transport.new_link()}


@method("team.info", scope="team:read")
def team_info(state: State, args: Args) -> Json:
    team = state.world.team
    return {"team": {"id": team["id"], "name": team["name"], "domain": team["domain"], "email_domain": ""}}


@method("bots.info", scope="users:read")
def bots_info(state: State, args: Args) -> Json:
    bot = state.world.bot
    if args.text("bot", str(bot.bot_id)) != bot.bot_id:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": bot.bot_id,
            "deleted": bot.deleted,
            "name": bot.name,
            "user_id": bot.id,
            "app_id": state.world.app_id,
            "icons": {},
        }
    }
