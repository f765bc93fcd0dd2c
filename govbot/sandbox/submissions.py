"""What follows a submitted form: the view closes, shows errors, changes, or another one comes on top."""

from govbot.sandbox.delivery import Delivery
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State
from govbot.sandbox.validation import checked_view
from govbot.sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"


def settle_submission(state: State, view: View, delivery: Delivery) -> Json:
    """{ok, response_action?, errors?, error?} as the person experiences it."""
    if delivery.outcome != "ok":
        return {"ok": False, "error": TROUBLE}
    body = delivery.body or {}
    action = str(body.get("response_action") or "")
    try:
        if action == "errors":
            return {"ok": False, "response_action": action, "errors": _known_errors(view, body)}
        _follow(state, view, action, body)
    except SlackError as refusal:
        state.violation(f"the answer to {view.payload.get('callback_id')}: {refusal.error} {refusal.problems}")
        return {"ok": False, "error": TROUBLE}
    finally:
        state.changes.flag("views", view.user)
    return {"ok": True} | ({"response_action": action} if action else {})


def _follow(state: State, view: View, action: str, body: Json) -> None:
    match action:
        case "":
            state.views.close(view)
        case "clear":
            state.views.clear(view.user)
        case "update":
            state.views.update(view, checked_view(state, body.get("view"), "modal"))
        case "push":
            state.views.push(view.user, checked_view(state, body.get("view"), "modal"))
        case _:
            raise SlackError("invalid_arguments", [f"unknown response_action {action!r}"])


def _known_errors(view: View, body: Json) -> dict[str, str]:
    errors = body.get("errors")
    inputs = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_arguments", [f"errors must name input blocks by block_id, not {errors!r}"])
    return {str(block_id): str(sentence) for block_id, sentence in errors.items()}
