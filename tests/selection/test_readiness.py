"""Is a process ready: assessed in a form, told, listed, shown, and assessed again without losing what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbot import playbook
from tests.door import shown
from tests.live import Live
from tests.selection.desk import answer, posts, read

BOOK = playbook.load().readiness
KEYS = [criterion.key for criterion in BOOK.criteria.values()]
ALL_YES = dict.fromkeys(KEYS, "2")
SCORES = st.fixed_dictionaries({key: st.integers(0, 2) for key in KEYS})


@pytest.mark.one_database
def test_a_process_is_assessed_told_and_assessed_again(live: Live) -> None:
    maya, dora = live.person("maya.lindqvist"), live.person("dora.lind")
    assert "No process was assessed yet." in maya.types("/vendor assess list")
    assert "No process “refunds” was assessed yet" in maya.types("/vendor assess show refunds")
    assert maya.types("/vendor assess Refunds <fast>") == ""
    assert maya.submits(process="  ", **ALL_YES)["errors"] == {"process": "Say the name."}
    scores = ALL_YES | {"documented": "0", "measurable": "1", "volume": "1"}
    assert maya.submits(process="Refunds <fast>", **scores, note="<b>Only</b> card refunds")["errors"] == {}
    live.beat()
    result = read(live, "maya.lindqvist")
    for part in (
        "🟡 *Refunds &lt;fast&gt;* · 12 of 16 · *Fix first*",
        "*Gaps*\n• Documented: no. Could somebody new follow",
        "• Measurable: partly.",
        "*Note*  &lt;b&gt;Only&lt;/b&gt; card refunds",
        "A broken process does not heal",
        "*Keep in-house at first:* Product-strategy support",
    ):
        assert part in result
    (post,) = posts(live, "assessed 🟡")
    assert "Gaps: documented, measurable, high volume." in shown(post)
    dora.presses("Open", post)
    dora.presses("Assess again", answer(live, "dora.lind"))
    kept = {block["block_id"]: block["element"] for block in dora.view()["blocks"] if block["type"] == "input"}
    assert kept["documented"]["initial_option"]["value"] == "0"
    assert dora.submits(**ALL_YES)["errors"] == {}
    live.beat()
    again = maya.types("/vendor assess show refunds")
    assert "🟢 *Refunds &lt;fast&gt;* · 16 of 16 · *Outsource now*" in again
    assert "*Gaps*  none" in again
    assert "12 of 16, fix first, by <@" in again[again.index("*Before*") :]
    maya.types("/vendor assess Refunds for shops")
    assert maya.submits(**ALL_YES, signs=["complaints"])["errors"] == {}
    assert "*Keep in-house*" in read(live, "maya.lindqvist")
    assert "*Kept in-house at first*  Edge cases of complaints" in read(live, "maya.lindqvist")
    assert "could be any of these" in maya.types("/vendor assess show refunds")
    listed = maya.types("/vendor assess list")
    assert "2 processes assessed" in listed
    assert listed.index("🔴 *Refunds for shops*") < listed.index("🟢 *Refunds &lt;fast&gt;*")


@given(scores=SCORES, signs=st.lists(st.sampled_from(["strategy", "unstable"]), unique=True))
def test_a_sign_keeps_it_and_a_better_answer_never_worsens_it(scores: dict[str, int], signs: list[str]) -> None:
    order = ["keep", "fix", "outsource"]
    verdict = BOOK.verdict(scores, signs)
    assert not signs or verdict == "keep"
    for key, score in scores.items():
        better = BOOK.verdict(scores | {key: min(2, score + 1)}, signs)
        assert order.index(better) >= order.index(verdict)


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [([2] * 6 + [0, 0], "fix"), ([2, 2, 2, 2, 1, 1, 1, 1], "outsource"), ([1] * 5 + [0] * 3, "keep"), ([1] * 8, "fix")],
)
def test_what_is_not_met_at_all_is_mended_first(scores: list[int], verdict: str) -> None:
    assert BOOK.verdict(dict(zip(KEYS, scores, strict=True)), []) == verdict
