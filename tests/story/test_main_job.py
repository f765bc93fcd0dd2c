"""The main job, end to end: an owner, a review, a morning, silence, the ladder, a press; on the machine's own clock.

Twice a year the clocks change; both walks cross a change, weekends and a public holiday.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import Engine

from govbot import audit, db
from tests.door import Json, Person, at, buttons, shown
from tests.frozen import frozen
from tests.live import Live, living


@dataclass(frozen=True)
class Season:
    """A review that nobody completes, and what the workspace hears of it: local time, place, first words."""

    start: str
    due: str
    country: str
    heard: list[tuple[str, str, str]]


CHANNEL, OWNER, BACKUP, SPONSOR = "#vendor-cedar", "@ivo.novak", "@dora.lind", "@ana.silva"
CARD = "Escalation #1: Acme Support"
QUESTION = "⏰ Escalation #1 about *Acme Support*: nobody has acknowledged it yet. Are you on it?"
SPRING = Season(
    start="2026-03-16T08:45+01:00",
    due="2026-03-26",
    country="DE",
    heard=[
        ("Mon 16 Mar 09:00", CHANNEL, "🔵 due in 10 days"),
        ("Mon 16 Mar 09:00", OWNER, "🔵 due in 10 days"),
        ("Thu 19 Mar 09:00", CHANNEL, "🔵 due in 7 days"),
        ("Thu 19 Mar 09:00", OWNER, "🔵 due in 7 days"),
        ("Wed 25 Mar 09:00", CHANNEL, "🔵 due tomorrow"),
        ("Wed 25 Mar 09:00", OWNER, "🔵 due tomorrow"),
        ("Thu 26 Mar 09:00", CHANNEL, "🟠 due today"),
        ("Thu 26 Mar 09:00", OWNER, "🟠 due today"),
        ("Fri 27 Mar 09:00", CHANNEL, "🔴 1 day overdue"),
        ("Fri 27 Mar 09:00", OWNER, "🔴 1 day overdue"),
        # +3 falls on Sunday 29 March, the night of the change: Monday at nine, by the new time.
        ("Mon 30 Mar 09:00", CHANNEL, "🔴 4 days overdue"),
        ("Mon 30 Mar 09:00", OWNER, "🔴 4 days overdue"),
        ("Mon 30 Mar 09:00", BACKUP, "🔴 4 days overdue"),
        ("Thu 02 Apr 09:00", CHANNEL, "🔴 7 days overdue"),
        ("Thu 02 Apr 09:00", OWNER, "🔴 7 days overdue"),
        ("Thu 02 Apr 09:00", BACKUP, "🔴 7 days overdue"),
        # Nine o'clock where the sponsor is, in Lisbon.
        ("Thu 02 Apr 10:00", SPONSOR, "🔴 7 days overdue"),
        # +14, after Good Friday and Easter Monday: the rule of the playbook, and its ladder.
        ("Thu 09 Apr 09:00", CHANNEL, CARD),
        ("Thu 09 Apr 09:00", OWNER, CARD),
        (
            "Thu 09 Apr 13:00",
            OWNER,
            QUESTION,
        ),
        ("Thu 09 Apr 18:00", BACKUP, CARD),
        ("Wed 15 Apr 18:00", SPONSOR, CARD),
    ],
)
AUTUMN = Season(
    start="2026-10-12T08:45+02:00",
    due="2026-10-22",
    country="AT",
    heard=[
        ("Mon 12 Oct 09:00", CHANNEL, "🔵 due in 10 days"),
        ("Mon 12 Oct 09:00", OWNER, "🔵 due in 10 days"),
        ("Thu 15 Oct 09:00", CHANNEL, "🔵 due in 7 days"),
        ("Thu 15 Oct 09:00", OWNER, "🔵 due in 7 days"),
        ("Wed 21 Oct 09:00", CHANNEL, "🔵 due tomorrow"),
        ("Wed 21 Oct 09:00", OWNER, "🔵 due tomorrow"),
        ("Thu 22 Oct 09:00", CHANNEL, "🟠 due today"),
        ("Thu 22 Oct 09:00", OWNER, "🟠 due today"),
        ("Fri 23 Oct 09:00", CHANNEL, "🔴 1 day overdue"),
        ("Fri 23 Oct 09:00", OWNER, "🔴 1 day overdue"),
        # +3 falls on the Sunday of the change, and the Monday after it is Austria's national day.
        ("Tue 27 Oct 09:00", CHANNEL, "🔴 5 days overdue"),
        ("Tue 27 Oct 09:00", OWNER, "🔴 5 days overdue"),
        ("Tue 27 Oct 09:00", BACKUP, "🔴 5 days overdue"),
        ("Thu 29 Oct 09:00", CHANNEL, "🔴 7 days overdue"),
        ("Thu 29 Oct 09:00", OWNER, "🔴 7 days overdue"),
        ("Thu 29 Oct 09:00", BACKUP, "🔴 7 days overdue"),
        ("Thu 29 Oct 10:00", SPONSOR, "🔴 7 days overdue"),
        ("Thu 05 Nov 09:00", CHANNEL, CARD),
        ("Thu 05 Nov 09:00", OWNER, CARD),
        ("Thu 05 Nov 13:00", OWNER, QUESTION),
        ("Thu 05 Nov 18:00", BACKUP, CARD),
        ("Wed 11 Nov 18:00", SPONSOR, CARD),
    ],
)


@pytest.mark.one_database
@pytest.mark.parametrize("season", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_a_review_that_nobody_completes_is_heard_of_line_by_line(engine: Engine, season: Season) -> None:
    with frozen(at(season.start)) as clock, living(engine, clock) as live:
        _settle(live, season)
        live.walk_to(at(season.start) + timedelta(days=32))
        assert _heard(live, season) == season.heard


def _settle(live: Live, season: Season) -> None:
    live.change(countries=[season.country])
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    given = {"name": "Acme Support", "function": "customer_support", "tier": "low", "channel": CHANNEL}
    assert maya.submits(**given, owner=OWNER, backup=BACKUP, sponsor=SPONSOR)["errors"] == {}
    assert maya.types(f"/review move Acme Support {season.due}") == ""
    assert maya.submits(reason="Together with the audit")["errors"] == {}
    live.beat()


def _heard(live: Live, season: Season) -> list[tuple[str, str, str]]:
    """All that was posted after the beginning, in order of time; within a minute by place."""
    berlin, order = ZoneInfo("Europe/Berlin"), [CHANNEL, OWNER, BACKUP, SPONSOR]
    places = {CHANNEL: live.person("maya.lindqvist").sees(CHANNEL)}
    places |= {who: live.person(who[1:]).private() for who in order[1:]}
    said = []
    for place, messages in places.items():
        for message in messages:
            when = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(berlin)
            if when > at(season.start) + timedelta(minutes=1):
                said.append((when.replace(second=0, microsecond=0), order.index(place), _short(shown(message))))
    return [(f"{when:%a %d %b %H:%M}", order[place], text) for when, place, text in sorted(said)]


def _short(text: str) -> str:
    """Of a reminder its mark and when it is due; of anything else the first line."""
    reminder = re.search(r"(🔵|🟠|🔴) \*Risk and compliance review\*.*? · ((?:due |\d+ days? overdue)[^(]*) \(", text)
    return f"{reminder[1]} {reminder[2]}" if reminder else text.splitlines()[0]


def test_from_an_owner_to_a_resolved_escalation_by_typing_and_pressing(live: Live) -> None:
    live.change(countries=[])
    maya, ivo, dora = (live.person(name) for name in ("maya.lindqvist", "ivo.novak", "dora.lind"))
    _settle_for(live)
    _complete_in_time(live, ivo)
    card = _escalate_by_silence(live)
    ivo.presses("Acknowledge", card)
    live.beat()
    assert f"<@{live.id_of('ivo.novak')}>" in shown(dora.sees(CHANNEL)[-1])
    ivo.presses("Resolve", dora.sees(CHANNEL)[-1])
    assert ivo.submits(cause="The calendar was full", done="The review was held today")["errors"] == {}
    live.beat()
    resolved = dora.sees(CHANNEL)[-1]
    assert buttons(resolved) == []
    assert "The calendar was full" in shown(resolved)
    thread = "\n".join(dora.thread(CHANNEL, resolved["ts"]))
    assert f"<@{live.id_of('ivo.novak')}>" in thread
    told = _whole_history(live, maya)
    steps = (
        "added the vendor",
        "made",
        "scheduled",
        "reminded",
        "completed",
        "opened the S3",
        "acknowledged",
        "resolved",
    )
    assert [step for step in steps if step not in told] == []
    assert _links_that_hold(live) > len(steps)


def _whole_history(live: Live, reader: Person) -> str:
    """Page by page, through the button, to the beginning."""
    pages = [reader.types("/vendor history Acme Support")]
    while older := [b for b in buttons(reader.sees("#vendor-governance")[-1]) if b["text"]["text"] == "Older"]:
        assert len(pages) < 30, older
        reader.presses("Older", reader.sees("#vendor-governance")[-1])
        pages.append(reader.reads("#vendor-governance")[-1])
    return "\n".join(pages)


def _links_that_hold(live: Live) -> int:
    with db.read(live.bot.engine, live.workspace_id) as session:
        links = list(audit.verify(session))
    assert not [link for link in links if isinstance(link, audit.Fault)]
    return len(links)


def _settle_for(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add Acme Support")
    given = {"function": "customer_support", "tier": "medium", "channel": CHANNEL, "owner": OWNER}
    assert maya.submits(**given, backup=BACKUP, sponsor=SPONSOR)["errors"] == {}
    assert "Acme Support" in maya.types("/vendor list")
    assert f"<@{live.id_of('ivo.novak')}>" in maya.types("/vendor show Acme Support")
    assert "Acme Support" in maya.types("/review due acme")


def _complete_in_time(live: Live, ivo: Person) -> None:
    """The first review falls due; its owner completes it from the channel, and the next one is dated from it."""
    live.walk(days=20)
    post = next(message for message in ivo.sees(CHANNEL) if "due" in shown(message) and buttons(message))
    ivo.presses("Complete", post)
    given = {"rating": "amber", "outcome": "improve", "attendees": [OWNER], "notes": "Backlog <grew> again"}
    actions = {"action_1": "Hire two more agents", "owner_1": BACKUP, "due_1": "2026-04-20"}
    assert ivo.submits(held_on="2026-03-20", **given, **actions)["errors"] == {}
    live.beat()
    decided = "\n".join(ivo.reads(CHANNEL))
    assert "Backlog &lt;grew&gt; again" in decided
    assert "Hire two more agents" in decided
    assert f"<@{live.id_of('ivo.novak')}>" in decided


def _escalate_by_silence(live: Live) -> Json:
    """Nobody answers any more: within four months the rule opens an escalation."""
    for _ in range(120):
        live.walk(days=1)
        found = [message for message in live.person("dora.lind").sees(CHANNEL) if "Escalation #" in shown(message)]
        if found:
            return found[-1]
    raise AssertionError("nothing was escalated")
