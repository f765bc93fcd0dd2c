"""Bolt's listeners: one for each kind of payload; each asks the dispatcher, then answers after the commit."""

import json
import logging
import re
import secrets
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from govbot.errors import Refusal, Refusals
from govbot.slack import forms
from govbot.slack.blocks import VIEW_BLOCKS, fit, in_words, plain, section
from govbot.slack.call import Reply
from govbot.slack.dispatch import Dispatcher
from govbot.slack.handled import AlreadyHandled
from govbot.slack.text import harmless, in_form

logger = logging.getLogger(__name__)
EVERYTHING = re.compile(".*")
TOO_LATE = "Slack closed the door before the form could open: it waits three seconds. Please do that once more."
GONE = {
    "expired_trigger_id",
    "trigger_exchanged",
    "trigger_expired",
    "not_found",
    "hash_conflict",
    "view_not_found",
}


def bind(app: App, dispatcher: Dispatcher) -> None:
    """Everything Slack sends goes to the dispatcher."""
    _bind_commands(app, dispatcher)
    _bind_presses(app, dispatcher)
    _bind_shortcuts(app, dispatcher)
    _bind_forms(app, dispatcher)
    _bind_events(app, dispatcher)

    @app.error
    def failed(error: Exception, body: dict[str, Any], request: BoltRequest) -> BoltResponse:
        return _apologise(error, body)


def _bind_commands(app: App, dispatcher: Dispatcher) -> None:
    @app.command(EVERYTHING)
    def command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        try:
            reply = dispatcher.command(body)
            if reply.form:
                _open(client, body, reply.form, body["channel_id"], body["response_url"])
        except Refusal as refusal:
            reply = Reply(text=refusal.text)
        ack(**_message(reply)) if reply.text or reply.blocks else ack()


def _bind_presses(app: App, dispatcher: Dispatcher) -> None:
    @app.action(EVERYTHING)
    def action(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        try:
            reply = dispatcher.press(body)
            if reply.form:
                channel = (body.get("channel") or {}).get("id", "")
                _open(client, body, reply.form, channel, body.get("response_url", ""), push=reply.push)
        except Refusal as refusal:
            reply = Reply(text=refusal.text)
        ack()
        if reply.text or reply.blocks:
            _say(client, body, reply)
        if (body.get("view") or {}).get("type") == "home":
            publish_home(client, dispatcher, body["view"]["team_id"], body["user"]["id"])


def _bind_shortcuts(app: App, dispatcher: Dispatcher) -> None:
    @app.shortcut(EVERYTHING)
    def shortcut(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        try:
            reply = dispatcher.shortcut(body)
            if reply.form:
                channel = (body.get("channel") or {}).get("id", "")
                _open(client, body, reply.form, channel, body.get("response_url", ""))
        except Refusal as refusal:
            reply = Reply(text=refusal.text)
        ack()
        if reply.text or reply.blocks:
            _say(client, body, reply)


def _bind_forms(app: App, dispatcher: Dispatcher) -> None:
    @app.view(EVERYTHING)
    def submission(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        try:
            reply = dispatcher.submission(body)
        except AlreadyHandled:
            ack()
        except Refusals as refusals:
            ack(response_action="errors", errors={name: in_form(text) for name, text in refusals.by_field.items()})
        except Refusal as refusal:
            _refuse_form(ack, body["view"], refusal)
        else:
            _answer_form(ack, body["view"], reply)
            if forms.Carried.of(body["view"]).home and not reply.form:
                publish_home(client, dispatcher, body["view"]["team_id"], body["user"]["id"])


def _bind_events(app: App, dispatcher: Dispatcher) -> None:
    @app.event("app_home_opened")
    def home_opened(body: dict[str, Any], client: WebClient) -> None:
        if body["event"].get("tab") == "home":
            publish_home(client, dispatcher, body["team_id"], body["event"]["user"])

    @app.event(EVERYTHING)
    def event(body: dict[str, Any]) -> None:
        try:
            dispatcher.event(body)
        except AlreadyHandled:
            logger.info("event %s came again", body["event_id"])


def publish_home(client: WebClient, dispatcher: Dispatcher, team: str, user: str) -> None:
    """Draw a person's Home tab anew; what they may not see is said there."""
    try:
        blocks = dispatcher.home(team, user)
    except Refusal as refusal:
        blocks = [section(refusal.text)]
    client.views_publish(user_id=user, view={"type": "home", "blocks": fit(blocks, VIEW_BLOCKS)})


def _open(
    client: WebClient,
    body: dict[str, Any],
    form: forms.Form,
    channel: str,
    response_url: str,
    push: bool = False,
) -> None:
    inside = body.get("view") or {}
    from_home = inside.get("type") == "home" or forms.Carried.of(inside).home
    carried = forms.Carried(form.value, channel, response_url, from_home)
    try:
        if inside.get("type") == "modal" and not push:
            client.views_update(view_id=inside["id"], hash=inside["hash"], view=forms.view(form, carried))
        elif inside.get("type") == "modal":
            client.views_push(trigger_id=body["trigger_id"], view=forms.view(form, carried))
        else:
            client.views_open(trigger_id=body["trigger_id"], view=forms.view(form, carried))
    except SlackApiError as error:
        if error.response["error"] not in GONE:
            raise
        raise Refusal(TOO_LATE) from error


def _message(reply: Reply) -> dict[str, Any]:
    text = harmless(reply.text) or in_words(reply.blocks)
    shape: dict[str, Any] = {"response_type": "ephemeral", "text": text}
    return shape | {"blocks": fit(reply.blocks)} if reply.blocks else shape


def _say(client: WebClient, body: dict[str, Any], reply: Reply) -> None:
    """To the one who pressed: beside the message, or in a window where there is no message."""
    if url := body.get("response_url"):
        replace = reply.replace and bool(body.get("container", {}).get("is_ephemeral"))
        WebhookClient(url, timeout=5).send_dict(_message(reply) | {"replace_original": replace})
        return
    notice = _notice(reply)
    pushed = (body.get("view") or {}).get("type") == "modal"
    (client.views_push if pushed else client.views_open)(trigger_id=body["trigger_id"], view=notice)


def _notice(reply: Reply) -> dict[str, Any]:
    blocks = reply.blocks or [section(reply.text)]
    return {
        "type": "modal",
        "title": plain("govbot", 24),
        "close": plain("Close", 24),
        "blocks": fit(blocks, 100),
    }


def _refuse_form(ack: Ack, view: dict[str, Any], refusal: Refusal) -> None:
    """On the field it belongs to, else on the first one: what was typed stays in the form."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if inputs:
        field = refusal.field if refusal.field in inputs else inputs[0]
        ack(response_action="errors", errors={str(field): in_form(refusal.text)})
    else:
        ack(response_action="update", view=_notice(Reply(text=refusal.text)))


def _answer_form(ack: Ack, view: dict[str, Any], reply: Reply) -> None:
    carried, says = forms.Carried.of(view), bool(reply.text or reply.blocks)
    if reply.form:
        shape = forms.view(reply.form, replace(carried, value=reply.form.value))
        ack(response_action="push" if reply.push else "update", view=shape)
    elif says and not carried.response_url:
        ack(response_action="update", view=_notice(reply))
    else:
        ack()
        if says:
            sent = WebhookClient(carried.response_url, timeout=5).send_dict(_message(reply))
            if sent.status_code != 200:
                logger.warning("the answer to a form could not be shown: %s %s", sent.status_code, sent.body)


def _apologise(error: Exception, body: dict[str, Any]) -> BoltResponse:
    reference = secrets.token_hex(4).upper()
    logger.error("unexpected error, reference %s", reference, exc_info=error)
    text = (
        f"Something went wrong on govbot's side and nothing was changed. Please try again; if it happens again,"
        f" give the reference `{reference}` to whoever runs govbot."
    )
    if body.get("type") == "view_submission":
        return _json({"response_action": "update", "view": _notice(Reply(text=text))})
    if url := body.get("response_url"):
        if "command" in body:
            return _json(_message(Reply(text=text)))
        WebhookClient(url, timeout=5).send_dict(_message(Reply(text=text)) | {"replace_original": False})
        return BoltResponse(status=200, body="")
    return BoltResponse(status=500 if body.get("type") == "event_callback" else 200, body="")


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})
