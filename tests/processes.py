"""Real processes of govbot: started, listened to, told to end, and looked at afterwards."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self

ROOT = Path(__file__).parent.parent
PATIENCE = 90.0  # seconds; a loaded machine starts Python slowly
# Nothing of the machine that runs the tests may reach govbot, and nothing of govbot's is buffered.
FOREIGN = re.compile("GOVBOT_|SLACK_|DATABASE_URL$|PORT$|.*_proxy$", re.IGNORECASE)


def surroundings(**settings: str) -> dict[str, str]:
    """An environment for a process of govbot, with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "120", "NO_COLOR": "1"} | settings


class Process:
    """`python -m govbot …` in a folder of its own; killed at the end if it still runs."""

    def __init__(self, folder: Path, *words: str, settings: Mapping[str, str] | None = None) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "govbot", *words],
            cwd=folder,
            env=surroundings(**(settings or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.output = ""
        self._said = Condition()
        self._over = False
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            with self._said:
                self.output += line
                self._said.notify_all()
        with self._said:
            self._over = True
            self._said.notify_all()

    def says(self, pattern: str) -> re.Match[str]:
        """What it printed that matches; waits for it, and fails with all it printed when it does not come."""
        with self._said:
            self._said.wait_for(lambda: re.search(pattern, self.output) or self._over, PATIENCE)
            found = re.search(pattern, self.output)
        assert found, f"{pattern!r} was not said, but:\n{self.output}"
        return found

    def until(self, happened: Callable[[], bool]) -> None:
        """Waits for what it does elsewhere, and fails with all it printed when it does not."""
        pause, end = Event(), monotonic() + PATIENCE
        while not happened():
            assert monotonic() < end, f"it did not happen in time; this was said:\n{self.output}"
            pause.wait(0.02)

    def told(self, number: signal.Signals) -> None:
        self.popen.send_signal(number)

    def ends(self, seconds: float = PATIENCE) -> int:
        """Its exit code."""
        code = self.popen.wait(seconds)
        self._listener.join(PATIENCE)
        return code

    def family(self) -> list[int]:
        """The processes of its session that still run."""
        return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if self._ours(stat)]

    def _ours(self, stat: Path) -> bool:
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            return False
        state, session = after_name[0], int(after_name[3])
        return session == self.popen.pid and state != "Z"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.popen.kill()
        self.popen.wait()
        self._listener.join(PATIENCE)
        assert self.popen.stdout is not None
        self.popen.stdout.close()


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


def said(folder: Path, *words: str, **settings: str) -> Said:
    """Run a command to its end."""
    run = subprocess.run(
        [sys.executable, "-m", "govbot", *words],
        cwd=folder,
        env=surroundings(**settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
    )
    return Said(run.returncode, run.stdout, run.stderr)
