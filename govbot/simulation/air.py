"""A Slack that is not there: it takes every message and answers as Slack does, without any network."""

from itertools import count
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

NO_FILES = "files.getUploadURLExternal"  # whose content would go elsewhere: pictures are told in words


class Air(WebClient):
    """All calls of the SDK's client come through `api_call`, so nothing can leave by another door."""

    def __init__(self) -> None:
        super().__init__(retry_handlers=[])
        self._numbers = count(1)

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        given: dict[str, Any] = {
            **(arguments.get("params") or {}),
            **(arguments.get("data") or {}),
            **(arguments.get("json") or {}),
        }
        if api_method == NO_FILES:
            refused = {"ok": False, "error": "file_uploads_disabled"}
            raise SlackApiError("a simulation says pictures in words", self._response(api_method, refused))
        return self._response(api_method, {"ok": True} | self._answer(api_method, given))

    def _response(self, api_method: str, data: dict[str, Any]) -> SlackResponse:
        return SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, data=data, headers={}, status_code=200
        )

    def _answer(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "chat.postMessage":
                return {"channel": given["channel"], "ts": f"{next(self._numbers)}.000000"}
            case "chat.update":
                return {"channel": given["channel"], "ts": given["ts"]}
            case "conversations.open":
                return {"channel": {"id": f"D{given['users']}"}}
            case "conversations.join":
                return {"channel": {"id": given["channel"]}}
            case "conversations.history" | "conversations.replies":
                return {"messages": [], "has_more": False}
        raise LookupError(f"a simulation has nobody to ask {method}")
