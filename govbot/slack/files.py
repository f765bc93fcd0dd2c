"""Files that lie in Slack: which of them are taken, and their content, read while a form waits for its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot.errors import Refusal, quoted

PATIENCE = 2  # seconds: the form has to be answered within three
MEGABYTE = 1024 * 1024
OF_SLACK = "slack.com"
ELSEWHERE = ("external", "tombstone", "hidden_by_limit")  # Slack only points to it, or has it no more
Listed = Mapping[str, Any]  # a file as Slack describes it


@dataclass(frozen=True)
class Wanted:
    """Which files are taken for what: `done` is what becomes of them, `instead` a sentence on what else can be done."""

    endings: Sequence[str]
    largest_megabytes: int
    done: str
    instead: str

    def check(self, file: Listed) -> None:
        """Refuses what cannot be taken, by what Slack says of it."""
        name = str(file.get("name") or "")
        if file.get("mode") in ELSEWHERE:
            raise Refusal(f"{quoted(name)} does not lie in Slack. {self.instead}")
        if name.rpartition(".")[2].lower() not in self.endings:
            kinds = ", ".join(self.endings)
            raise Refusal(f"{quoted(name)} is none of the kinds of file that can be {self.done}: {kinds}.")
        if not 0 < int(file.get("size") or 0) <= self.largest_megabytes * MEGABYTE:
            raise Refusal(f"{quoted(name)} is empty, or larger than {self.largest_megabytes} MB. {self.instead}")

    def of(self, listed: Sequence[Listed]) -> list[Listed]:
        """Those of a message that can be taken; where none can, a Refusal says why of the first."""
        good = [file for file in listed if self._fits(file)]
        if listed and not good:
            self.check(listed[0])
        return good

    def _fits(self, file: Listed) -> bool:
        try:
            self.check(file)
        except Refusal:
            return False
        return True

    def read(self, client: WebClient, file_id: str) -> tuple[Listed, bytes]:
        """The file as Slack describes it now, and its content."""
        try:
            file = client.files_info(file=file_id)["file"]
            self.check(file)
            content = self._content(client, str(file.get("url_private_download") or file["url_private"]))
        except SlackApiError as error:
            raise self._unseen(error.response["error"]) from error
        except HTTPError as error:
            raise self._unseen(f"HTTP {error.code}") from error
        except (OSError, HTTPException) as error:  # refused, timed out, or lost halfway
            raise Refusal(f"Slack did not hand the file over in time. Try once more. {self.instead}") from error
        if len(content) != file["size"]:  # a page that asks to sign in, or half of it
            raise self._unseen("not the file")
        return file, content

    def _content(self, client: WebClient, url: str) -> bytes:
        """Our token goes to Slack alone."""
        where, ours = urlsplit(url), urlsplit(client.base_url)
        host = where.hostname or ""
        if where.scheme != ours.scheme or (host != ours.hostname and not host.endswith(f".{OF_SLACK}")):
            raise self._unseen(f"it lies at {host}")
        opener = build_opener(HTTPSHandler(context=client.ssl), _Nowhere)
        question = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310  # checked above
        with opener.open(question, timeout=PATIENCE) as answer:
            content: bytes = answer.read(self.largest_megabytes * MEGABYTE + 1)
            return content

    def _unseen(self, why: str) -> Refusal:
        return Refusal(
            f"I cannot read this file ({why}). Invite me to where it lies with `/invite @govbot`, or see whether it is"
            f" still there. {self.instead}"
        )


class _Nowhere(HTTPRedirectHandler):
    """Followed, a redirect would take our token along."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None
