"""A planned exit of a year, from the decision to its close: what is refused, what slips, who leaves, what fails."""

from govbot.vendors.models import Status
from tests.ardent import ROOM
from tests.door import Json, buttons, shown
from tests.exits.conftest import House


def _begins(house: House) -> None:
    """Whatever cannot be met is refused with what can."""
    house.signs()
    house.writes()
    house.person("ana.silva").types("/exit approve ardent", ROOM)
    early = house.invokes(target="2026-08-01", why="Too dear")
    assert early == {
        "target": "MSA-2025: notice of 6 months, so 2 September 2026 at the earliest. Pick 2 September 2026 or a later"
        " day, or tick below that the notice does not bind."
    }
    dora = house.person()
    assert dora.submits(target="2026-04-01", unbound=["yes"])["errors"] == {
        "target": "A planned exit takes time: 1 May 2026 is the first day that leaves enough of it. Pick that or a"
        " later one, or choose a stressed exit."
    }
    assert dora.submits(target="", starts="2026-01-05", why="  ", unbound=[])["errors"] == {
        "target": "Pick the day on which somebody else does the work.",
        "starts": "It begins on 31 January 2026 at the earliest.",
        "why": "Say why, in a sentence: everybody who takes part reads it.",
    }
    assert dora.submits(starts="2026-03-02", variant="stressed", target="2027-03-02", why="Too dear")["errors"] == {
        "target": "A stressed exit counts from the day on which it begins. Leave this empty."
    }
    assert "deleted" not in str(dora.view())
    wrong = dora.submits(variant="planned", manager="@tom.baker")["errors"]
    assert "is a guest and may not answer in govbot" in wrong["manager"]
    assert house.vendor().status is Status.LIVE
    right = {"target": "2027-03-02", "why": "Too <dear>", "manager": "@dora.lind", "role_hr": "@jane.doe"}
    assert dora.submits(**right, role_facilities="@goran.petrov")["errors"] == {}


def test_a_year_from_the_decision_to_the_close(house: House) -> None:
    live, dora = house.live, house.person()
    assert "No exit from “Ardent Payroll” is running." in dora.types("/exit stop ardent", ROOM)
    _begins(house)
    live.beat()
    answer = house.answered()
    said = shown(answer)
    assert "The exit from *Ardent Payroll* (VND-0001) runs to Tue 2 Mar 2027. We leave on a day that was agreed" in said
    assert "38 tasks, each with a day and somebody who does it. Its card is in <#" in said
    assert "🔵 *X05* Log the trigger, write the decision paper, approve the exit · <@" in said
    assert "*Contract MSA-2025* is not terminated yet. Notice has to be there by Wed 2 Sep 2026." in said
    assert house.vendor().status is Status.EXITING
    card = _card(house)
    assert "Closes only with access report (*X34*) and destruction certificate (*X37*)" in shown(card)
    assert "Why: Too &lt;dear&gt;" in shown(card)
    assert "🚪 exit runs since Mon 2 Mar 2026, exit on Tue 2 Mar 2027" in dora.types("/exit list", ROOM)
    # Once is enough, whoever comes second.
    assert "began the exit from “Ardent Payroll” already, on 2 March 2026." in house.person("ivo.novak").types(
        "/exit invoke ardent", ROOM
    )
    dora.presses("Decide", answer)
    terms = {
        "decision": "terminate",
        "why": "Too dear",
        "noticed_on": "2026-03-02",
        "proof": "RR 1",
        "ends_on": "2027-03-02",
    }
    assert dora.submits(**terms)["errors"] == {}
    # Before its turn a task needs a reason; a proof it needs in any case; nobody closes it twice.
    dora.types("/exit done ardent X06", ROOM)
    assert "X06 closes only with its proof" in dora.submits(shown=" ", early="In a hurry")["errors"]["shown"]
    assert "X06 waits for X05" in dora.submits(shown="RACI", early=" ")["errors"]["early"]
    house.does("X05", "X06", name="ana.silva")
    assert "X05 was already closed by @ana.silva on 2 March 2026. Nothing was changed." in dora.types(
        "/exit done ardent x5", ROOM
    )
    assert "This plan has no task “X99”." in dora.types("/exit done ardent X99", ROOM)
    house.did("X07", "X08", "X09", "X10", "X12", "X13", "X17", "X21", "X22", "X23", "X14", "X15", "X16", "X18")
    assert "X37 cannot be left out: no exit closes without “Destruction certificate”." in _drops(house, "X37")
    # The contract's owner leaves: what was theirs goes to whoever is next in line.
    assert f"<@{live.id_of('fatima.noor')}>" in house.task("X38")
    live.slack.change_user("@fatima.noor", deleted=True)
    live.beat()
    assert f"<@{live.id_of('fatima.noor')}>" not in house.task("X38")
    assert "nobody" not in house.task("X38")
    # X19 is late: what waits for it moves once a week, and the thread says so.
    assert "(Tue 13 Oct 2026)" in house.task("X19")
    for day in ("2026-10-14", "2026-10-15"):
        house.morning(day)
    moved = [text for text in house.thread() if "moves what waits for it" in text]
    assert len(moved) == 1, house.thread()
    assert "*X19* Inventory: assets, licences, contracts, IP, SOPs, interfaces" in moved[0]
    house.does("X19")
    house.did("X20", "X24", "X25")
    # The trial export fails; what hangs on it moves, and with it the exit.
    assert "(Wed 2 Dec 2026)" in house.task("X29")
    dora.presses("It failed…", house.answered())
    assert dora.submits(why="A third of the payslips is missing", again="2027-02-01")["errors"] == {}
    live.beat()
    failed = house.thread()[-1]
    assert (
        "❌ *X29* Trial export of the data, import and reconciliation did not work: A third of the payslips" in failed
    )
    assert "⚠️ *The exit moves from 2 Mar 2027 to" in failed
    assert "⚠️ as it stands it ends on" in shown(_card(house))
    # Nothing falls into the holidays: the first day of the year is not a day to build on.
    assert "(Mon 4 Jan 2027)" in house.task("X28")
    house.morning("2026-12-23")
    house.did("X11", "X26", "X27", "X28")
    house.does("X29")
    house.morning("2027-03-02")
    house.did("X30", "X31", "X31B", "X32", "X33", "X35")
    _closes(house)


def _drops(house: House, code: str) -> str:
    house.task(code)
    house.person().presses("Not needed…", house.answered())
    return str(house.person().submits(because="They promised")["errors"])


def _card(house: House) -> Json:
    return next(post for post in house.posts() if "Exit plan of" in shown(post))


def _closes(house: House) -> None:
    """Not before the certificates are there; then the vendor is silent."""
    dora = house.person()
    house.morning("2027-04-15")
    house.did("X36", "X38", "X39")
    dora.types("/exit done ardent X40", ROOM)
    refused = dora.submits(shown="Report", early=" ")["errors"]["early"]
    assert "X40 waits for X34" in refused
    for code in ("X34", "X37"):
        dora.types(f"/exit done ardent {code}", ROOM)
        assert "closes only with its proof" in dora.submits(shown="  ")["errors"]["shown"]
    assert house.vendor().status is Status.EXITING
    house.does("X34", "X37", "X37B")
    house.morning("2027-06-01")
    assert "That was the last task: *Ardent Payroll* (VND-0001) has exited." in house.does("X40")
    house.live.beat()
    assert house.vendor().status is Status.EXITED
    assert "🏁 The exit from *Ardent Payroll* (VND-0001) is finished" in shown(house.posts()[-1])
    assert "✅ Finished by" in shown(_card(house))
    assert "Stop the exit…" not in str(buttons(_card(house)))
    assert not any("X02" in shown(post) or "X04" in shown(post) for post in house.posts())
    said = len(house.posts())
    house.morning("2027-09-01")
    assert len(house.posts()) == said
    told = house.history()
    assert "began the exit (planned) from Mon 2 Mar 2026 to Tue 2 Mar 2027: “Too &lt;dear&gt;”" in told
    assert "closed the exit: the last task is done" in told
