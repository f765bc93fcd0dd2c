"""`govbot reviews import`: what was held before govbot was there, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live import Live
from tests.terminal.conftest import Typed

pytestmark = pytest.mark.one_database

GOOD = """vendor;Kind;held on;rating;outcome;notes
Acme Support;qbr;2025-09-10;amber;improve;"Backlog grew; two hires"
VND-0001;qbr;2025-12-11;Green;continue;
acme support;due_diligence;25.02.2026;red;;
"""
REGISTER = (
    "ref,name,function,tier,review_kind,last_review\nVND-0001,Acme Support,customer_support,critical,qbr,2026-03-02\n"
)
RATED = (
    "vendor,kind,held_on,rating,outcome,notes\nAcme Support,qbr,2026-03-02,red,exit,They lost the key account team\n"
)
BAD = """vendor,kind,held_on,rating,outcome
Nobody Ltd,qbr,2025-09-10,green,
Acme Support,chat,2025-09-10,green,
Acme Support,qbr,2149-09-10,green,
Acme Support,qbr,10/09/2025,green,
Acme Support,qbr,2025-09-10,purple,
Acme Support,qbr,2025-09-10,red,divorce
Acme Support,qbr,2025-09-10,red,exit,and more
"""


@pytest.fixture
def importing(live: Live, typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
    """What `govbot reviews import` says of a file with that text, in a workspace that knows Acme Support."""
    facts = {"function": "customer_support", "tier": "critical", "channel": "#vendor-cedar", "owner": "@ivo.novak"}
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    maya.submits(name="Acme Support", **facts)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox")
    monkeypatch.setenv("GOVBOT_SLACK_API_URL", live.slack.api_url)
    file = tmp_path / "past.csv"

    def says(text: str, *options: str) -> str:
        file.write_text(text)
        result = typed("reviews", "import", str(file), *options)
        return f"{result.output}{result.exception or ''}"

    return says


def test_past_reviews_come_in_once_and_date_what_follows(live: Live, importing: Callable[..., str]) -> None:
    maya = live.person("maya.lindqvist")
    assert "3 past reviews in past.csv: every line is right; nothing was written." in importing(GOOD, "--dry-run")
    assert "11 Dec 2025" not in maya.types("/review show Acme")
    assert "3 of them new." in importing(GOOD)
    shown = maya.types("/review show Acme")
    for word in ("11 Dec 2025", "10 Sep 2025", "25 Feb 2026"):
        assert word in shown
    assert "recorded the business review held on Thu 11 Dec 2025" in maya.types("/vendor history Acme")
    assert "0 of them new." in importing(GOOD)
    assert maya.types("/review show Acme") == shown


def test_what_a_register_knew_only_by_its_date_gets_its_rating(
    live: Live, importing: Callable[..., str], typed: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER)
    assert typed("import", str(file)).exit_code == 0
    maya = live.person("maya.lindqvist")
    assert "held on Mon 2 Mar 2026 · 🔴 Red" not in maya.types("/review show Acme")
    assert "1 of them new." in importing(RATED)
    assert "held on Mon 2 Mar 2026 · 🔴 Red" in maya.types("/review show Acme")
    assert "0 of them new." in importing(RATED.replace("red", "green"))


def test_every_faulty_line_is_named_and_nothing_is_written(live: Live, importing: Callable[..., str]) -> None:
    before = live.person("maya.lindqvist").types("/vendor history Acme")
    told = importing(BAD).splitlines()
    assert told[0] == "Nothing was imported. Mend these lines:"
    assert [line.split(":")[0] for line in told[1:]] == [f"Line {number}" for number in range(2, 9)]
    whys = ("Nobody Ltd", "chat", "still to come", "day from month", "rating: one of", "outcome: one of", "6 cells")
    for line, why in zip(told[1:], whys, strict=True):
        assert why in line
    assert "Missing: vendor, kind, held_on, rating" in importing("")
    assert "the column kind twice" in importing("vendor,kind,held_on,rating,kind\n")
    assert live.person("maya.lindqvist").types("/vendor history Acme") == before
