"""`make demo`'s process: it finds its port, lives beside another, and leaves nothing behind."""

import signal
import socket
from pathlib import Path
from time import monotonic

import pytest

from tests.demo.conftest import ADDRESS, Endpoints
from tests.processes import Process

ENDS_WITHIN = 5.0
# What a machine with a real govbot and a company's proxy on it has set; none of it is the demo's business.
FOREIGN = {
    "SLACK_BOT_TOKEN": "xoxb-the-real-one",
    "SLACK_APP_TOKEN": "xapp-the-real-one",
    "SLACK_SIGNING_SECRET": "the real one",
    "DATABASE_URL": "postgresql://127.0.0.1:9/real",
    "GOVBOT_SLACK_API_URL": "http://127.0.0.1:9/api/",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
}


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_demos_share_a_wish_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    wish = free_port()
    settings = FOREIGN | {"TMPDIR": str(tmp_path), "PORT": str(wish)}
    with Process(tmp_path, "demo", settings=settings) as first, Process(tmp_path, "demo", settings=settings) as second:
        demos = [(demo, demo.says(ADDRESS)) for demo in (first, second)]
        ports = [int(address[2]) for _, address in demos]
        assert wish in ports
        assert len(set(ports)) == 2
        for demo, address in demos:
            assert Endpoints(address[1]).get("state")["connected"]
            asked = monotonic()
            demo.told(signal.SIGINT)
            assert demo.ends(ENDS_WITHIN) == 0, demo.output
            assert monotonic() - asked < ENDS_WITHIN
            assert demo.family() == []
    assert [port for port in ports if listening(port)] == []
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in first.output + second.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_while_it_starts_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with Process(tmp_path, "demo", "--port", "0", settings={"TMPDIR": str(tmp_path)}) as demo:
        demo.until(lambda: list(tmp_path.glob("govbot-demo-*/*")) != [])
        demo.told(number)
        assert demo.ends() == 0, demo.output
        assert demo.family() == []
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in demo.output


def test_ctrl_c_while_everything_is_still_being_read_is_quiet(tmp_path: Path) -> None:
    with Process(tmp_path, "demo", "--port", "0", settings={"PYTHONPROFILEIMPORTTIME": "1"}) as reading:
        reading.says("sqlalchemy")
        reading.told(signal.SIGINT)
        # On a busy machine it is told later: while the command's own rooms are read (1), or when it runs already (0).
        assert reading.ends() in {-signal.SIGINT, 1, 0}, reading.output
    assert "Traceback" not in reading.output


def test_an_impossible_port_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with Process(tmp_path, "demo", "--port", "70000") as demo:
        assert demo.ends() == 2
        assert "Traceback" not in demo.output
        assert "--port" in demo.output
