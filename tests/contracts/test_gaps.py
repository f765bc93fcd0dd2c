"""Clauses that a contract lacks: dated, somebody's, moved, allowed by an exception for a time, and there in the end."""

from govbot import playbook
from tests.ardent import ROOM
from tests.contracts.conftest import House
from tests.door import Json, shown


def _has(*lacking: str) -> dict[str, list[str]]:
    """All ticked but these."""
    asked = [clause.key for clause in playbook.load().contracts.asked("critical")]
    return {
        f"has_{number}": [key for key in asked[start : start + 10] if key not in lacking]
        for number, start in ((1, 0), (2, 10))
    }


def _card(house: House) -> Json:
    """The latest post that says it, from there on: evidence that is missing stands above it."""
    post = [post for post in house.posts() if "lacks" in shown(post)][-1]
    at = next(number for number, block in enumerate(post["blocks"]) if "lacks" in str(block))
    return post | {"blocks": post["blocks"][at:]}


def test_missing_clauses_act_until_they_are_there_or_an_exception_allows_it(house: House) -> None:
    live, dora, ana, ivo = house.live, house.person(), house.person("ana.silva"), house.person("ivo.novak")
    assert house.adds(end="2027-12-31") == {}
    ivo.types("/vendor contract-owner ardent @ivo.novak", ROOM)
    dora.presses("Clauses", house.answered())
    assert dora.submits(**_has("exit", "audit_rights", "training"))["errors"] == {}
    page = shown(house.answered())
    assert "⚠️ *3 clauses missing*" in page
    assert "to be there by Mon 4 May 2026 unless an exception allows it" in page  # 60 days are a holiday weekend
    house.morning("2026-04-07")
    said = [shown(post) for post in house.posts() if "lacks" in shown(post)]
    assert len(said) == 1
    assert "*Contract MSA-2025 lacks security training, access, inspection and audit and 1 more*" in said[0]
    assert f"<@{live.id_of('ivo.novak')}>" in said[0]
    card = _card(house)
    dora.chooses("Move…", card)
    assert dora.submits(date="2028-01-01")["errors"] == {"date": "Pick a day from today on, at most a year away."}
    assert dora.submits(date="2026-06-01", reason="They draft it")["errors"] == {}
    dora.chooses("Reassign…", card)
    assert dora.submits(person="@dora.lind", reason="I negotiate")["errors"] == {}
    # An exception lets it wait for as long as that holds.
    dora.types("/vendor contract show MSA-2025", ROOM)
    dora.presses("Ask for an exception", house.answered())
    assert "Contract MSA-2025 without security training, access" in str(dora.view())
    assert dora.submits(why="Only on renewal", until="2026-09-30", approver="@ana.silva")["errors"] == {}
    live.beat()
    ana.presses("Approve", next(post for post in reversed(ana.private()) if "Approve" in str(post["blocks"])))
    house.morning("2026-06-02")
    assert len([post for post in house.posts() if "lacks" in shown(post)]) == 1
    house.morning("2026-08-31")
    due = [shown(post) for post in house.posts() if "lacks" in shown(post)][-1]
    assert "due in 30 days (Wed 30 Sep 2026)" in due
    assert f"<@{live.id_of('dora.lind')}>" in due
    # Once they are there, nobody is asked any more.
    card = _card(house)
    dora.presses("Clauses", card)
    assert dora.submits(**_has())["errors"] == {}
    live.beat()
    assert "none missing" in shown(house.answered())
    noted = shown(next(post for post in house.posts() if post["ts"] == card["ts"]))
    assert "✅ No clause is missing any more, says" in noted
    house.morning("2026-09-30")
    assert len([post for post in house.posts() if "lacks" in shown(post)]) == 2
    told = house.history()
    assert "found 3 clauses missing in the contract “MSA-2025”, to be there by Mon 4 May 2026" in told
    assert "moved the missing clauses of the contract “MSA-2025” from Mon 4 May 2026 to Mon 1 Jun 2026" in told
    assert "gave the missing clauses of the contract “MSA-2025” to" in told
    assert "found no clause missing in the contract “MSA-2025” any more" in told
