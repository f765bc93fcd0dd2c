"""A picture for whoever asks for it: drawn when it leaves, so that nobody waits, and never the same one twice a day."""

import hashlib

from govbot.outbox import service as outbox
from govbot.outbox.models import State
from govbot.outbox.pictures import Picture
from govbot.slack.call import Call
from govbot.slack.text import moment

DRAWING = "Drawing… the picture comes to you as a direct message."


def send(call: Call, what: str, picture: Picture, text: str) -> str:
    """Says where it is: the same one that they got today already stands there still. `text` says what it shows."""
    mark = hashlib.sha256(picture.model_dump_json().encode()).hexdigest()[:16]
    wanted = f"picture:{what}:{call.actor}:{call.today}:{mark}"
    before = outbox.find(call.session, wanted)
    if before and before.state is not State.FAILED:
        return f"The picture is the one you got {moment(before.created_at)}, in your direct messages with me."
    outbox.direct(
        call.session, call.now, key=key(call, what) if before else wanted, slack_id=call.actor, text=text,
        blocks=None, picture=picture,
    )  # fmt: skip
    return DRAWING


def key(call: Call, what: str) -> str:
    """One of its own for every time that somebody asks."""
    return f"picture:{what}:{call.actor}:{int(call.now.timestamp() * 1000)}"
