"""users.* and usergroups.*: who is here."""

from govbot.sandbox.api.registry import Args, method, page
from govbot.sandbox.people import User
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State


def shown(state: State, user: User) -> Json:
    return user.as_slack(state.clock.now(), with_email="users:read.email" in state.manifest.scopes)


@method("users.list", scope="users:read")
def list_users(state: State, args: Args) -> Json:
    found, metadata = page(list(state.world.users.values()), args, most=1000, default=1000)
    return {"members": [shown(state, user) for user in found]} | metadata


@method("users.info", scope="users:read")
def info(state: State, args: Args) -> Json:
    user = state.world.users.get(args.required("user"))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": shown(state, user)}


@method("users.lookupByEmail", scope="users:read.email")
def lookup_by_email(state: State, args: Args) -> Json:
    wanted = args.required("email").casefold()
    for user in state.world.users.values():
        if user.email.casefold() == wanted and not user.deleted:
            return {"user": shown(state, user)}
    raise SlackError("users_not_found")


@method("usergroups.list", scope="usergroups:read")
def list_usergroups(state: State, args: Args) -> Json:
    groups = [
        group.as_slack(args.flag("include_users"))
        for group in state.world.usergroups.values()
        if args.flag("include_disabled") or not group.disabled
    ]
    return {"usergroups": groups}


@method("usergroups.users.list", scope="usergroups:read")
def usergroup_users(state: State, args: Args) -> Json:
    group = state.world.usergroups.get(args.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}
