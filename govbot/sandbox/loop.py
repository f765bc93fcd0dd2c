"""An event loop in a thread of its own, on real time even where a test freezes the clock."""

import asyncio
import selectors
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from govbot.sandbox.shapes import real_seconds

Result = TypeVar("Result")


class RealTimeLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        super().__init__(selectors.DefaultSelector())

    def time(self) -> float:
        return real_seconds()


class LoopThread:
    def __init__(self, name: str) -> None:
        self._loop = RealTimeLoop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def call(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Runs it there and waits here."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def stop(self) -> None:
        """Cancels what still runs, ends the thread and closes the loop."""
        self.call(_cancel_others())
        self.call(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
