"""Socket Mode: the connection to Slack, watched while it lasts, hung up when nothing is in flight."""

import logging
import socket
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from govbot.clock import Clock
from govbot.slack.introduction import refused

logger = logging.getLogger(__name__)
PING = 10.0  # seconds
DEAF_AFTER = 6 * PING  # the client itself gives up after 4; beyond that it has gone deaf without noticing


class Connection(SocketModeHandler):
    """Counts what is in flight, so that ending waits for it and for nothing else."""

    def __init__(self, app: App, token: str, clock: Clock) -> None:
        super().__init__(app, token, ping_interval=PING)
        self._clock = clock
        self._in_flight = 0
        self._changed = threading.Condition()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as in Bolt
        self._count(+1)
        try:
            super().handle(client, req)
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._changed:
            self._in_flight += step
            self._changed.notify_all()

    def call(self) -> None:
        """Connect, and listen from now on."""
        try:
            self.client.connect()
        except SlackApiError as error:
            raise refused("slack_app_token", error) from error

    def watch(self) -> None:
        """Connect anew where Slack has not answered a ping for too long."""
        session = self.client.current_session
        heard = session.last_ping_pong_time if session else None
        if heard is not None and self._clock().timestamp() - heard > DEAF_AFTER:
            logger.warning("Slack has not answered for over %.0f s; connecting anew", DEAF_AFTER)
            self.client.connect_to_new_endpoint(force=True)

    def hang_up(self, grace: float) -> None:
        """Answer what came in, for at most `grace` seconds, then close."""
        with self._changed:
            self._changed.wait_for(lambda: not self._in_flight, grace)
        self.client.auto_reconnect_enabled, self.client.closed = False, True
        # The client's own close waits for its two readers, up to three seconds for the one, one for the other.
        session = self.client.current_session
        if session is not None and session.sock is not None:
            session.sock.shutdown(socket.SHUT_RDWR)
        self.client.message_processor.event.set()
        self.client.enqueue_message("")
        self.client.close()
