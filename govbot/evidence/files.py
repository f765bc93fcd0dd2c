"""Which files can be filed, and one of them read once for its hash."""

import hashlib
import json

from slack_sdk import WebClient

from govbot import playbook
from govbot.evidence.filing import Dropped
from govbot.slack.files import Wanted
from govbot.slack.requests import Request

INSTEAD = "Or file it by its link: `/vendor evidence file`."


def wanted() -> Wanted:
    rules = playbook.load().evidence.files
    return Wanted(rules.endings, rules.largest_megabytes, "filed", INSTEAD)


def bring(client: WebClient, request: Request) -> Dropped | None:
    """The file that the form is about, hashed; None where it is filed by its link."""
    listed = [id_ for id_, _name in json.loads(request.value)["files"]]
    picked = request.fields.get("file")
    chosen = picked if isinstance(picked, str) and picked in listed else next(iter(listed), None)
    if chosen is None:
        return None
    file, content = wanted().read(client, chosen)
    return Dropped(str(file["id"]), str(file["name"]), hashlib.sha256(content).hexdigest())
