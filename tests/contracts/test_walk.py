"""A contract that would renew by itself, from its first reminder to a decision; and one about which nobody decides."""

import pytest

from tests.ardent import ROOM
from tests.contracts.conftest import House
from tests.door import Json, at, buttons, shown


def _labels(message: Json) -> list[str]:
    return [element["text"]["text"] for element in buttons(message)]


def _said(house: House, about: str) -> list[str]:
    return [shown(post) for post in house.posts() if about in shown(post)]


def test_from_180_days_before_to_a_decision(house: House) -> None:
    live, dora = house.live, house.person()
    assert house.adds() == {}
    page = shown(house.answered())
    assert "Contract *MSA-2025* is written down" in page
    assert "Renews by itself after Thu 31 Dec 2026 · notice by Fri 2 Oct 2026 (in 214 days)" in page
    # 180 days before is Easter Sunday, and Monday is a holiday.
    house.morning("2026-04-02")
    live.walk_to(at("2026-04-07T08:59+02:00"))
    assert _said(house, "Decide about contract") == []
    for day, left in (("2026-04-07", 178), ("2026-06-04", 120), ("2026-07-06", 88), ("2026-08-03", 60)):
        house.morning(day)
        assert f"🔵 *Decide about contract MSA-2025* · due in {left} days (Fri 2 Oct 2026)" in shown(house.posts()[-1])
    assert len(_said(house, "Decide about contract")) == 4
    assert "🔵 *Decide about contract MSA-2025* · Ardent Payroll" in shown(dora.private()[-1])
    posted = house.posts()[-1]
    assert _labels(posted) == ["Decide", "Snooze"]
    # It cannot be moved by hand, and can be given to somebody else.
    dora.chooses("Move…", posted)
    assert dora.submits(date="2026-11-01")["errors"] == {}
    assert "This day cannot be moved: it follows from what the contract says." in shown(dora.view())
    dora.chooses("Reassign…", posted)
    assert dora.submits(person="@ivo.novak", reason="He knows them")["errors"] == {}
    # 30 days before it is an escalation, which the decision settles.
    house.morning("2026-09-02")
    card = next(post for post in house.posts() if "Escalation #1" in shown(post))
    assert "S2" in shown(card)
    assert "Nothing is decided about contract MSA-2025: notice is due by 2 October 2026" in shown(card)
    posted = next(post for post in reversed(house.posts()) if "due in 30 days" in shown(post))
    ivo = house.person("ivo.novak")
    assert any("Decide about contract MSA-2025" in shown(told) for told in ivo.private())
    ivo.presses("Decide", posted)
    assert set(ivo.submits(decision="terminate", why="Too dear", ends_on="2026-11-30")["errors"]) == {
        "proof",
        "ends_on",
    }
    wrong = ivo.submits(proof="RR 1 DE", noticed_on="2026-09-03", ends_on="")["errors"]
    assert set(wrong) == {"noticed_on"}
    assert ivo.submits(noticed_on="2026-09-02", proof="RR 1 <DE>")["errors"] == {}
    live.beat()
    _is_terminated(house, posted, card)
    # Then only the end is reminded of: 30, 7 and 0 days before.
    for day in ("2026-12-01", "2026-12-24", "2026-12-31"):
        house.morning(day)
    ends = _said(house, "Contract MSA-2025 ends")
    assert [part for text in ends for part in ("in 30 days", "in 7 days", "due today") if part in text] == [
        "in 30 days", "in 7 days", "due today",
    ]  # fmt: skip
    dora.presses("It has ended", house.posts()[-1])
    assert dora.submits(why="As was decided")["errors"] == {}
    live.beat()
    assert "says that contract *MSA-2025* of *Ardent Payroll* (VND-0001) ended on Thu 31 Dec 2026" in shown(
        house.posts()[-1]
    )
    assert _labels(next(post for post in house.posts() if "· due today (Thu 31 Dec" in shown(post))) == []
    assert live.slack.violations == []


def _is_terminated(house: House, posted: Json, card: Json) -> None:
    ivo = f"<@{house.live.id_of('ivo.novak')}>"
    answer = house.answered("ivo.novak")
    assert f"🔚 Terminated to Thu 31 Dec 2026 by {ivo}: Too dear" in shown(answer)
    assert "Notice given on Wed 2 Sep 2026: RR 1 &lt;DE&gt;" in shown(answer)
    assert "*What comes next*" in shown(answer)
    assert "Move it on" in _labels(answer)
    house.person("ivo.novak").presses("Move it on", answer)
    assert house.person("ivo.novak").submits(status="exiting", reason="The contract ends")["errors"] == {}
    posts = {post["ts"]: post for post in house.posts()}
    assert f"✅ Terminate, decided by {ivo} on Wed 2 Sep 2026." in shown(posts[posted["ts"]])
    assert "Decide" not in _labels(posts[posted["ts"]])
    assert "It was decided about contract MSA-2025: terminate" in shown(posts[card["ts"]])
    assert any(f"🔚 {ivo} terminated contract *MSA-2025*" in shown(post) for post in posts.values())
    ana = house.person("ana.silva")
    ana.presses("Resolve", posts[card["ts"]])
    assert ana.submits(cause="Nobody had decided", done="They have the notice")["errors"] == {}
    told = house.history()
    assert f"{ivo} terminated the contract “MSA-2025” to Thu 31 Dec 2026, notice given on Wed 2 Sep 2026" in told
    assert f"gave the contract “MSA-2025” to {ivo}: “He knows them”" in told


@pytest.mark.one_database
def test_nobody_decides_and_it_renews_by_itself(house: House) -> None:
    live = house.live
    assert house.adds(reference="SOW-7", kind="sow", end="2026-03-04", notice="1 day") == {}
    assert "⏳ Renews by itself after Wed 4 Mar 2026 · notice by Tue 3 Mar 2026" in shown(house.answered())
    live.walk_to(at("2026-03-03T09:05+01:00"))
    raised = next(post for post in house.posts() if "Nothing is decided about contract SOW-7" in shown(post))
    assert "it renews by itself after 4 March 2026" in shown(raised)
    live.walk_to(at("2026-03-05T09:05+01:00"))
    assert len(_said(house, "🔁 Contract *SOW-7*")) == 1
    assert (
        "🔁 Contract *SOW-7* of *Ardent Payroll* (VND-0001) has renewed by itself until Thu 4 Mar 2027."
        " Nobody had decided about it. The next notice is due by Wed 3 Mar 2027."
    ) in shown(house.posts()[-1])
    posts = {post["ts"]: post for post in house.posts()}
    assert "Contract SOW-7 has renewed by itself until 4 March 2027" in shown(posts[raised["ts"]])
    assert "saw the contract “SOW-7” renew by itself until Thu 4 Mar 2027, with nothing decided" in house.history()
    contract = house.contract("SOW-7")
    assert (str(contract.end), str(contract.until), str(contract.notice_by)) == (
        "2026-03-04",
        "2027-03-04",
        "2027-03-03",
    )
    assert "🔁 Renewed by itself until Thu 4 Mar 2027: nothing was decided." in "\n".join(house.person().reads(ROOM))


@pytest.mark.one_database
def test_a_deadline_that_passed_before_it_was_written_down_is_said_once_and_the_next_one_counts(house: House) -> None:
    assert house.adds(end="2026-04-30", notice="90 days") == {}
    stands = "⚠️ Renews by itself after Thu 30 Apr 2026: notice was due by Fri 30 Jan 2026, too late now"
    assert f"{stands} · the next notice is due by Sat 30 Jan 2027" in shown(house.answered())
    news = (
        "⚠️ Contract *MSA-2025* of *Ardent Payroll* (VND-0001) renews by itself after Thu 30 Apr 2026: notice was due"
        " by Fri 30 Jan 2026, before it was written down here. To leave earlier takes their consent."
        " The next notice is due by Sat 30 Jan 2027."
    )
    house.live.walk_to(at("2026-03-04T09:05+01:00"))
    assert [shown(post) for post in house.posts()] == [news]  # nobody is asked for what cannot be done
    house.morning("2026-05-04")
    assert len(_said(house, "has renewed by itself until Fri 30 Apr 2027")) == 1
    house.morning("2026-08-03")  # 180 days before
    assert len(_said(house, "*Decide about contract MSA-2025* · due in 180 days (Sat 30 Jan 2027)")) == 1
    assert _said(house, "Escalation #") == []
