"""Files that lie in Slack: which of them can be filed, and their content read once for its hash."""

import hashlib
import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, build_opener
from urllib.request import Request as Question

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.evidence.filing import Dropped
from govbot.slack.requests import Request

PATIENCE = 2  # seconds: the form has to be answered within three
MEGABYTE = 1024 * 1024
OF_SLACK = "slack.com"
ELSEWHERE = ("external", "tombstone", "hidden_by_limit")  # Slack only points to it, or has it no more
INSTEAD = "Or file it by its link: `/vendor evidence file`."


def check(file: Mapping[str, Any]) -> None:
    """Refuses what cannot be filed, by what Slack says of it."""
    rules, name = playbook.load().evidence.files, str(file.get("name") or "")
    if file.get("mode") in ELSEWHERE:
        raise Refusal(f"{quoted(name)} does not lie in Slack. {INSTEAD}")
    if name.rpartition(".")[2].lower() not in rules.endings:
        raise Refusal(f"{quoted(name)} is none of the kinds of file that can be filed: {', '.join(rules.endings)}.")
    if not 0 < int(file.get("size") or 0) <= rules.largest_megabytes * MEGABYTE:
        raise Refusal(f"{quoted(name)} is empty, or larger than {rules.largest_megabytes} MB. {INSTEAD}")


def bring(client: WebClient, request: Request) -> Dropped | None:
    """The file that the form is about, hashed; None where it is filed by its link."""
    listed = [id_ for id_, _name in json.loads(request.value)["files"]]
    picked = request.fields.get("file")
    wanted = picked if isinstance(picked, str) and picked in listed else next(iter(listed), None)
    if wanted is None:
        return None
    try:
        file = client.files_info(file=wanted)["file"]
        check(file)
        content = _content(client, str(file.get("url_private_download") or file["url_private"]))
    except SlackApiError as error:
        raise _unseen(error.response["error"]) from error
    except HTTPError as error:
        raise _unseen(f"HTTP {error.code}") from error
    except (OSError, HTTPException) as error:  # refused, timed out, or lost halfway
        raise Refusal(f"Slack did not hand the file over in time. Press File once more. {INSTEAD}") from error
    if len(content) != file["size"]:  # a page that asks to sign in, or half of it
        raise _unseen("not the file")
    return Dropped(str(file["id"]), str(file["name"]), hashlib.sha256(content).hexdigest())


def _unseen(why: str) -> Refusal:
    return Refusal(
        f"I cannot read this file ({why}). Invite me to where it lies with `/invite @govbot`, or see whether it is"
        f" still there. {INSTEAD}"
    )


class _Nowhere(HTTPRedirectHandler):
    """Followed, a redirect would take our token along."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def _content(client: WebClient, url: str) -> bytes:
    """Our token goes to Slack alone."""
    where, ours = urlsplit(url), urlsplit(client.base_url)
    host = where.hostname or ""
    if where.scheme != ours.scheme or (host != ours.hostname and not host.endswith(f".{OF_SLACK}")):
        raise _unseen(f"it lies at {host}")
    most = playbook.load().evidence.files.largest_megabytes * MEGABYTE
    opener = build_opener(HTTPSHandler(context=client.ssl), _Nowhere)
    question = Question(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310  # checked above
    with opener.open(question, timeout=PATIENCE) as answer:
        content: bytes = answer.read(most + 1)
        return content
