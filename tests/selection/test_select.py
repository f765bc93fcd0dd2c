"""Choosing a vendor: candidates side by side, scored, and decided by a person with a reason."""

from datetime import UTC, datetime

import pytest

from tests.door import buttons, shown
from tests.live import Live
from tests.selection.desk import answer, posts, read

GOOD = dict.fromkeys(("security", "experience", "technology", "fit", "price", "terms"), "4")
FIRST = {"name": "Payroll <2027>", "function": "payroll", "owner": "@ivo.novak", "due": "2026-03-20"}


def _begin(live: Live, names: str = "Acme\nBolt & Co\nCrane") -> None:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor select add Payroll <2027>")
    assert maya.submits(**FIRST, names=names)["errors"] == {}
    live.beat()


def test_three_candidates_are_compared_and_a_person_decides(live: Live) -> None:
    maya, ivo = live.person("maya.lindqvist"), live.person("ivo.novak")
    assert "No selections yet" in maya.types("/vendor select list")
    maya.types("/vendor select add")
    bad = {"function": "payroll", "owner": "@ivo.novak", "names": "Acme"}
    assert set(maya.submits(name=" ", **bad, due="2026-02-01")["errors"]) == {"name", "due"}
    assert set(maya.submits(name="Payroll", **bad | {"names": "Acme\nACME "}, due="2026-03-20")["errors"]) == {"names"}
    assert "No selections yet" in maya.types("/vendor select list"), "nothing half-made"
    _begin(live)
    board = read(live, "maya.lindqvist")
    for part in (
        "*Payroll &lt;2027&gt;* · Payroll · decision by Fri 20 Mar 2026 (in 18 days) · <@",
        "🏁 Nobody is scored yet.",
        "Security 20       –    –    –",
        "*A* *Acme* (VND-0001) · not wholly scored\nDue diligence 0 of 14 items · checklist 0 of 12",
    ):
        assert part in board
    assert "Candidates: *Acme*, *Bolt &amp; Co*, *Crane*." in shown(posts(live, "opened a selection")[0])
    maya.types("/vendor select add payroll <2027>")
    assert set(maya.submits(**FIRST)["errors"]) == {"name"}
    _scores(live)
    _bad_input(live)
    moved = _walks_to_the_decision(live)
    ivo.types("/vendor select decide payroll")
    empty = {"why": " ", "unscored_why": " "}
    assert set(ivo.submits(winner=_vendor(ivo.view(), "Crane"), **empty)["errors"]) == {"why"}
    form = {"winner": _vendor(ivo.view(), "Acme"), "why": "Best <price>"}
    assert set(ivo.submits(**form, unscored_why=" ")["errors"]) == {"unscored_why"}
    late = live.person("dora.lind")
    late.types("/vendor select decide payroll")
    assert ivo.submits(**form, unscored_why="Crane is far off")["errors"] == {}
    live.beat()
    seen = late.submits(winner=_vendor(late.view(), "Crane"), why="No", unscored_why="So")
    assert "was already decided by @ivo.novak on 13 March 2026. Nothing was changed." in str(seen)
    told = shown(posts(live, "decided *Payroll")[0])
    assert "chose *Acme* (83)." in told
    assert "Why: Best &lt;price&gt;" in told
    assert "Rejected: *Bolt &amp; Co* (80), *Crane* (not wholly scored)." in told
    assert "✅ Decided by" in shown(ivo.private()[moved])
    assert "rejected" in ivo.types("/vendor show bolt")
    assert "Not chosen in the selection Payroll &lt;2027&gt;: Best &lt;price&gt;" in ivo.types("/vendor history bolt")
    assert "chose it in “Payroll &lt;2027&gt;”: “Best &lt;price&gt;”" in ivo.types("/vendor history acme")
    ivo.presses("Move it to onboarding", posts(live, "decided *Payroll")[0])
    assert ivo.submits(status="onboarding", reason="They won")["errors"] == {}
    done = ivo.types("/vendor select show payroll")
    assert "✅ *Acme* was chosen by <@" in done
    assert "Not everything was scored: Crane is far off" in done
    assert "*A* *Acme* (VND-0001) · onboarding · 83 of 100" in done
    assert "already decided by @ivo.novak" in ivo.types("/vendor select candidates payroll")


@pytest.mark.one_database
def test_who_leaves_hands_it_on(live: Live) -> None:
    _begin(live)
    maya = live.person("maya.lindqvist")
    maya.types("/vendor handover @ivo.novak to @dora.lind")
    assert "1 selection" in read(live, "maya.lindqvist")
    maya.presses("Hand over 3 vendors", answer(live, "maya.lindqvist"))
    board = maya.types("/vendor select show payroll")
    assert live.id_of("dora.lind") in board.splitlines()[0]


def _scores(live: Live) -> None:
    ivo = live.person("ivo.novak")
    ivo.types("/vendor select score payroll: acme")
    assert ivo.submits(**GOOD | {"price": "5"}, note="Strong <on> price")["errors"] == {}
    assert "🏁 *Acme* has 83 of 100; there is nobody to compare it with yet." in read(live, "ivo.novak")
    ivo.presses("Score the next", answer(live, "ivo.novak"))
    assert "*Bolt &amp; Co*" in str(ivo.view()["blocks"])
    assert ivo.submits(**GOOD)["errors"] == {}
    ivo.chooses("Score…", _of(live, "*C* *Crane*"))
    assert ivo.submits(security="2")["errors"] == {}
    board = read(live, "ivo.novak")
    assert "🏁 *Acme* leads with 83 of 100, 3 ahead of *Bolt &amp; Co*." in board
    assert "⬜ Not wholly scored: *Crane* (not Experience, Technology, Fit, Price, Terms)" in board
    assert "Price 15          5    4    –\n" in board
    assert "Of 100           83   80    –\n" in board
    assert max(len(line) for line in board.split("```")[1].splitlines()) <= 34, "it fits a phone"
    assert "Strong &lt;on&gt; price" in board
    ivo.presses("As a picture", answer(live, "ivo.novak"))
    assert "Drawing" in read(live, "ivo.novak")
    live.beat()
    [drawn] = [m for m in ivo.private() if m.get("files")]
    assert "*Acme* leads with 83 of 100" in shown(drawn)
    assert "candidate in Payroll &lt;2027&gt; (83)" in ivo.types("/vendor show acme")


def _of(live: Live, about: str) -> dict[str, object]:
    """The board, with only the candidate that is meant."""
    message = answer(live, "ivo.novak")
    return message | {"blocks": [block for block in message["blocks"] if about in str(block)]}


def _vendor(view: dict[str, object], name: str) -> str:
    """The value of a candidate in the form that decides."""
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    [field] = [block for block in blocks if block.get("block_id") == "winner"]
    return str(next(o["value"] for o in field["element"]["options"] if o["text"]["text"].startswith(name)))


def _bad_input(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    assert "“Dunes” is no candidate of “Payroll &lt;2027&gt;”. Its candidates are “Acme”" in maya.types(
        "/vendor select score payroll: Dunes"
    )
    assert "Say which one after a colon: “Acme”, “Bolt" in maya.types("/vendor select drop payroll")
    assert "*Payroll" in maya.types("/vendor select payroll")
    assert "I know no selection “claims”" in maya.types("/vendor select show claims")
    maya.types("/vendor add Everest")
    people = {"owner": "@ivo.novak", "tier": "low", "function": "payroll"}
    assert maya.submits(**people)["errors"] == {}
    for names, said in (
        ("acme", "“Acme” is a candidate here already."),
        ("Everest", "“Everest” is live as VND-0004, and candidates are prospects."),
        ("Fuji\nfuji", "“fuji” stands here twice."),
        ("x" * 130, "120 is the most"),
        ("  ", "write a name"),
    ):
        maya.types("/vendor select candidates payroll")
        assert said in maya.submits(names=names)["errors"]["names"]
    assert "I know no vendor called “fuji”" in maya.types("/vendor show fuji"), "nothing half-made"
    maya.types("/vendor select add Empty")
    assert maya.submits(name="Empty", function="claims", owner="@maya.lindqvist", due="2027-03-01")["errors"] == {}
    empty = maya.types("/vendor select decide empty")
    assert "“Empty” has no candidates, so there is nothing to decide." in empty
    assert "Add some: `/vendor select candidates Empty`" in empty
    maya.types("/vendor select candidates empty")
    assert maya.submits(names="Gale")["errors"] == {}
    maya.types("/vendor select decide empty")
    live.person("ivo.novak").types("/vendor retire gale because they are gone")
    gone = maya.submits(winner=_vendor(maya.view(), "Gale"), why="Yes", unscored_why="Only one")
    assert "has no candidate left" in str(gone)
    assert "rejected meanwhile, so it is out of “Empty”" in maya.types("/vendor select score empty: gale")
    assert "~*A* *Gale* (VND-0005)~ · rejected meanwhile" in maya.types("/vendor select show empty")


def _walks_to_the_decision(live: Live) -> int:
    """The decision is reminded of, moved and handed over like any date; returns where that message stands."""
    ivo, maya = live.person("ivo.novak"), live.person("maya.lindqvist")
    live.walk_to(datetime(2026, 3, 6, 12, tzinfo=UTC))
    post = posts(live, "*Decide the selection Payroll")[-1]
    ivo.chooses("Move…", post)
    assert set(ivo.submits(date="2026-01-01")["errors"]) == {"date"}
    assert ivo.submits(date="2026-03-13", reason="Their offer ends")["errors"] == {}
    live.beat()
    assert "📅 Moved to Fri 13 Mar 2026" in shown(posts(live, "*Decide the selection Payroll")[0])
    live.walk(days=3)
    maya.chooses("Reassign…", posts(live, "*Decide the selection Payroll")[-1])
    assert maya.submits(person="@dora.lind", reason="Ivo is away")["errors"] == {}
    live.beat()
    assert any("gave you *Decide the selection Payroll" in text for text in live.person("dora.lind").reads("@govbot"))
    live.walk_to(datetime(2026, 3, 13, 12, tzinfo=UTC))
    due = [at for at, m in enumerate(ivo.private()) if "Decide the selection Payroll" in shown(m)]
    assert "Decide" in [b["text"]["text"] for b in buttons(live.person("dora.lind").private()[-1])]
    assert "Decide the selection Payroll" in ivo.types("/vendor due all")
    return due[-1]
