"""The processes: bot (Socket Mode, all in one), web, worker; each ends within five seconds of being told to."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable

import uvicorn

from govbot.bot import Bot
from govbot.clock import system_clock
from govbot.engine import Heartbeat
from govbot.errors import Misconfigured
from govbot.sockets import Connection
from govbot.web import application

logger = logging.getLogger(__name__)
GRACE = 4.0  # seconds for what is in flight; then the outbox looks up after the next start what became of it


def socket_mode(bot: Bot) -> None:
    """Connect, beat, and wait for a signal."""
    bot.enrol()
    connection = connect(bot)
    heart = Heartbeat(bot, connection.watch)
    heart.start()
    logger.info("govbot is connected to Slack; press Ctrl-C to stop it")
    wait_for_signal()
    _finish(lambda: stop(connection, heart, bot))


def connect(bot: Bot) -> Connection:
    connection = Connection(bot.app, bot.settings.slack_app_token, system_clock)
    connection.call()
    return connection


def stop(connection: Connection, heart: Heartbeat, bot: Bot) -> None:
    """Begin nothing new, finish what was begun."""
    heart.stop()
    connection.hang_up(GRACE)
    bot.close()


def http_mode(bot: Bot, port: int) -> None:
    """uvicorn ends gracefully by itself on SIGTERM and Ctrl-C."""
    bot.enrol()
    door = _door(port)
    logger.info("govbot answers Slack on port %s; `govbot worker` does what happens by itself", port)
    # Afterwards it raises the signal again for whoever listened before: a wished end is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(application(bot), timeout_graceful_shutdown=int(GRACE), log_level="warning")
    uvicorn.Server(config).run(sockets=[door])
    bot.close()


def _door(port: int) -> socket.socket:
    """Listening from now on: whoever knocks before uvicorn is ready waits for it."""
    try:
        return socket.create_server(("0.0.0.0", port))  # noqa: S104  # a container's port is reached from outside
    except OSError as error:
        raise Misconfigured(f"Port {port} cannot be listened on ({error.strerror}). Set PORT to a free one.") from error


def heartbeat_only(bot: Bot) -> None:
    bot.enrol()
    heart = Heartbeat(bot)
    heart.start()
    logger.info("govbot does what happens by itself; press Ctrl-C to stop it")
    wait_for_signal()

    def end() -> None:
        heart.stop()
        bot.close()

    _finish(end)


def wait_for_signal() -> None:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    # A plain wait() would keep the main thread from seeing the signal on some platforms.
    while not told.wait(0.5):
        pass


def _finish(end: Callable[[], None]) -> None:
    """Let `end` take its time up to the grace, then leave whatever happens."""
    ending = threading.Thread(target=end, name="govbot-ending", daemon=True)
    ending.start()
    ending.join(GRACE)
    if ending.is_alive():
        logger.warning("still busy after %s s; what was being sent is looked up after the next start", GRACE)
        logging.shutdown()
        os._exit(0)
