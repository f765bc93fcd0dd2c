"""A vendor that is gone today, and an exit that is stopped half-way."""

from govbot.vendors.models import Status
from tests.ardent import ROOM
from tests.door import buttons, shown
from tests.exits.conftest import House


def test_a_vendor_that_is_gone_is_left_from_today(house: House) -> None:
    """Nobody wrote a plan, and no contract is written down: it begins all the same."""
    live, dora = house.live, house.person()
    dora.types("/exit show ardent", ROOM)
    dora.presses("Vendor is gone today…", house.answered())
    assert dora.submits(why="Bankrupt", starts="2026-03-03")["errors"] == {
        "starts": "A stressed exit begins today. For a later day, choose the planned one."
    }
    # It is said days after it happened: nothing is late as it is given, and whoever has to act hears of it at once.
    assert dora.submits(starts="2026-02-20", severity="S1", role_hr="@jane.doe")["errors"] == {}
    live.beat()
    said = shown(house.answered())
    assert "runs to Wed 1 Apr 2026. The vendor is gone today" in said
    assert "Escalated as S1." in said
    assert "⚠️ The exit plan does not say yet: what the exit is to achieve, which services it covers" in said
    roused = next(
        shown(message) for message in house.person("lucas.meyer").private() if "began to leave" in shown(message)
    )
    assert "began to leave *Ardent Payroll* (VND-0001) today: Bankrupt" in roused
    assert "This is yours, now:\n🔵 *X34*" in roused
    assert "*X05*" not in roused
    first = said[said.index("*First*") :]
    for code in ("X05", "X11", "X34"):
        assert f"*{code}*" in first, first
    assert "Mon 2 Mar 2026" in house.task("X34")
    assert f"<@{live.id_of('lucas.meyer')}>" in house.task("X34")
    assert "waits for" not in house.task("X34")
    assert any(
        "Escalation #1" in shown(post) and "The vendor is gone: Bankrupt" in shown(post) for post in house.posts()
    )
    assert house.vendor().status is Status.EXITING
    # Access first; then all else, and it ends with the certificates.
    house.does("X34", name="lucas.meyer")
    live.walk(days=1)
    assert "*X34*" not in shown(house.person("lucas.meyer").private()[-1])
    everything = house.task("")
    assert "1 of " in everything
    house.did(*(f"X{number:02}" for number in range(5, 40) if number not in (34, 37)))
    house.does("X37")
    assert "has exited" in house.does("X40")
    assert house.vendor().status is Status.EXITED
    assert "is exited already: there is nothing left to leave." in dora.types("/exit invoke ardent", ROOM)
    assert "Exited: there is nothing left to leave" in dora.types("/exit show ardent", ROOM)
    assert [element["text"]["text"] for element in buttons(house.answered())] == ["Tasks"]
    # Whoever comes back gets a plan that stands ready anew.
    dora.types("/vendor status ardent onboarding because They are better now", ROOM)
    house.writes()
    assert "*X01*" in house.task("X01")
    assert "🔵" in house.task("X01")


def test_an_exit_is_stopped_half_way_and_may_begin_again(house: House) -> None:
    live, dora = house.live, house.person()
    house.writes()
    assert house.invokes(target="2027-03-02", why="Too dear") == {
        "target": "No contract with them is written down, so nobody knows which notice binds. Write it down with"
        " “/vendor contract add VND-0001”, or tick below that no notice binds."
    }
    house.signs()
    # Who would do what is named before anybody leaves, and taken over as it begins.
    dora.types("/exit show ardent", ROOM)
    dora.chooses("Who does what…", house.answered())
    assert "is a guest and may not answer" in dora.submits(role_hr="@tom.baker")["errors"]["role_hr"]
    assert dora.submits(role_hr="@jane.doe", role_exit_manager="@emil.kraus")["errors"] == {}
    named = shown(house.answered())
    assert "2 of 16 roles are named. The others fall to the vendor's people." in named
    assert f"Human resources <@{live.id_of('jane.doe')}>" in named
    dora.types("/exit approve ardent", ROOM)
    ana, ivo = house.person("ana.silva"), house.person("ivo.novak")
    ana.types("/exit approve ardent", ROOM)
    assert "*X02*" in house.task("X02")
    # Two fill in the form at once: the second learns who was first, and nothing is made twice.
    ivo.types("/exit invoke ardent", ROOM)
    assert house.invokes(target="2027-03-02", why="Too dear") == {}
    answer = house.answered()
    begun = "@dora.lind began the exit from “Ardent Payroll” already, on 2 March 2026. Nothing was changed."
    assert begun in str(ivo.submits(target="2027-06-30", why="They sold us")["errors"])
    for way in ("status ardent live because We stay", "retire ardent because We are through"):
        assert "it ends with its last task, and needs the certificates" in dora.types(f"/vendor {way}", ROOM)
    assert f"Run by <@{live.id_of('emil.kraus')}>" in house.task("")
    assert f"<@{live.id_of('jane.doe')}>" in house.task("X22")
    dora.presses("Decide", answer)
    terms = {"decision": "terminate", "why": "Too dear", "proof": "RR 1", "ends_on": "2027-03-02"}
    assert dora.submits(**terms)["errors"] == {}
    house.does("X05", "X06")
    house.morning("2026-04-14")
    ana.types("/exit stop ardent", ROOM)
    assert "the 36 open tasks are silent" in shown(ana.view())
    assert ana.submits(why="They came down by <a third>")["errors"] == {}
    live.walk(minutes=1)
    told = shown(house.answered("ana.silva"))
    assert "is live. Still terminated: MSA-2025 (Tue 2 Mar 2027)." in told
    stopped = [shown(post) for post in house.posts() if "stopped the exit from" in shown(post)]
    assert "⏹️ <@" in stopped[0]
    assert stopped[0].endswith("They came down by &lt;a third&gt;")
    assert house.vendor().status is Status.LIVE
    assert "No exit from “Ardent Payroll” is running." in dora.types("/exit stop ardent", ROOM)
    # Silent from now on: what stood ready stands ready again, and nothing of the exit is heard of.
    said = len(house.posts())
    for day in ("2026-04-15", "2026-05-04", "2026-06-16"):
        house.morning(day)
    assert all("*X0" not in shown(post) or "X04" in shown(post) for post in house.posts()[said:])
    assert "*X02*" in house.task("X02")
    assert "approved by" in dora.types("/exit list", ROOM)
    # The same vendor may be left later: nothing of the first time is in the way.
    assert house.invokes(variant="stressed", target="", why="They sold us") == {}
    assert "We have to leave now, and the vendor still works with us. 36 tasks" in shown(house.answered())
    assert "🚪 exit runs since Tue 16 Jun 2026, exit on Thu 16 Jul 2026" in dora.types("/exit list", ROOM)
    assert "in 30 days" in house.task("X34")
    assert "*X05*" in house.task("X05")
    told = house.history()
    assert "stopped the exit: “They came down by &lt;a third&gt;”" in told
