"""views.*: forms opened, pushed and updated, and the Home tab published."""

from govbot.sandbox.api.registry import Args, method
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State
from govbot.sandbox.validation import checked_view
from govbot.sandbox.views import View


def _answer(state: State, view: View) -> Json:
    state.changes.flag("home" if view.is_home else "views", view.user)
    return {"view": view.as_slack(state.world)}


@method("views.open")
def open_view(state: State, args: Args) -> Json:
    payload = checked_view(state, args.structure("view"), "modal")
    user_id = state.tickets.use_trigger(args.required("trigger_id"))
    return _answer(state, state.views.open(user_id, payload))


@method("views.push")
def push(state: State, args: Args) -> Json:
    payload = checked_view(state, args.structure("view"), "modal")
    user_id = state.tickets.use_trigger(args.required("trigger_id"))
    return _answer(state, state.views.push(user_id, payload))


@method("views.update")
def update(state: State, args: Args) -> Json:
    if not (args.has("view_id") or args.has("external_id")):
        raise SlackError("invalid_arguments", ["missing required field: view_id or external_id"])
    view = state.views.find(args.text("view_id"), args.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    payload = checked_view(state, args.structure("view"), "home" if view.is_home else "modal")
    return _answer(state, state.views.update(view, payload, args.text("hash")))


@method("views.publish")
def publish(state: State, args: Args) -> Json:
    user_id = args.required("user_id")
    user = state.world.users.get(user_id)
    if user is None:
        raise SlackError("user_not_found")
    if not state.manifest.home_tab:
        raise SlackError("not_enabled")
    if user.deleted:
        raise SlackError("user_disabled")
    payload = checked_view(state, args.structure("view"), "home")
    return _answer(state, state.views.publish(user_id, payload, args.text("hash")))
