"""A worker process of its own, to be killed: `python -m tests.outbox.worker DATABASE API WORKSPACE`."""

import logging
import sys

from slack_sdk import WebClient

from govbot import db
from govbot.clock import system_clock
from govbot.outbox.delivery import Delivery


def main(url: str, api: str, workspace_id: int) -> None:
    """Says when it is ready, waits for a line, delivers until nothing is left, and says how many arrived."""
    logging.basicConfig(level=logging.ERROR)
    client = WebClient("xoxb-sandbox", base_url=api, retry_handlers=[], timeout=30)
    delivery = Delivery(db.connect(url), system_clock, client, lambda _session: [])
    _say("ready")
    sys.stdin.readline()
    arrived = 0
    while now := delivery.deliver(workspace_id):
        arrived += now
    _say(str(arrived))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
