"""An exit plan kept ready: written in two steps, approved by somebody else, and what cannot be written."""

from tests.ardent import ROOM
from tests.door import Json, buttons, shown
from tests.exits.conftest import AIM, WAY, House

RISK = {
    "category": "operational", "likelihood": "4", "impact": "4", "residual_likelihood": "3", "residual_impact": "4",
    "owner": "@ivo.novak",
}  # fmt: skip


def _labels(message: Json) -> list[str]:
    return [element["text"]["text"] for element in buttons(message)]


def test_a_plan_is_written_and_approved_by_somebody_else(house: House) -> None:
    dora, ana = house.person(), house.person("ana.silva")
    listed = dora.types("/exit list", ROOM)
    assert "1 vendor, 1 without a plan" in listed
    assert "*Ardent Payroll* · critical · no plan yet, needed by" in listed
    assert "has no exit plan: needed by Sun 31 May 2026." in dora.types("/exit ardent", ROOM)
    assert _labels(house.answered()) == ["Write it…", "Vendor is gone today…"]
    assert "I know no vendor called “acme”" in dora.types("/exit show acme", ROOM)
    assert "has no exit plan yet. Begin one with `/exit start VND-0001`." in dora.types("/exit approve ardent", ROOM)
    # What cannot be read stands on its field, and nothing is kept of it.
    dora.types("/exit start ardent", ROOM)
    wrong = {"alternatives": "Kestrel Pay, another vendor, 4 months\nOur own team", "outage_hours": "soon"}
    assert dora.submits(**wrong)["errors"] == {
        "alternatives": "Line 2: write who, in which way, and how long it takes, as in “Kestrel Pay, another vendor,"
        " 4 months”.",
        "outage_hours": "Write it as 4 hours or 2 days.",
    }
    assert dora.submits(alternatives="Us, by magic, 4 months", outage_hours="")["errors"] == {
        "alternatives": "Line 1: I do not know the kind of alternative “by magic”. Use one of these: Another vendor,"
        " In-house, Stop doing it."
    }
    assert "no plan yet" in dora.types("/exit list", ROOM)
    dora.types("/exit start ardent", ROOM)
    assert dora.submits(**AIM)["errors"] == {}
    assert "The first part is saved." in shown(dora.view())
    assert dora.submits(transition_days="a while", cost="a lot")["errors"] == {
        "transition_days": "“a while” is no length of time. Write it as 90 days or 4 months.",
        "cost": "An amount such as 2400000, 2,400,000.50 or 2.400.000,50.",
    }
    assert dora.submits(transition_days="90 days", cost="250,000 EUR")["errors"] == {}
    page = shown(house.answered())
    assert "Saved. What is still missing stands at the end." in page
    assert "⚠️ Not said yet: how the data comes back, how they destroy what is left." in page
    assert "Press Edit, fill that in" in ana.types("/exit approve ardent", ROOM)
    dora.types("/exit edit ardent", ROOM)
    assert dora.submits(**AIM)["errors"] == {}
    assert dora.submits(**WAY)["errors"] == {}
    page = shown(house.answered())
    for said in (
        "*Exit plan of Ardent Payroll* (VND-0001)\nDrafted by <@",
        "all data is &lt;back&gt;",
        "1. Kestrel Pay, another vendor, 120 days\n2. Our own team, in-house, 200 days",
        "*Outage*  4 hours at most, of 2 days that we can bear",
        "*Their help*  90 days: Two people",
        "*Cost*  250,000 EUR",
        "No contract with them is written down, so nobody can say by when notice is due.",
        "Saved. Somebody else than you has to approve it: press Ask for approval.",
    ):
        assert said in page
    # Four eyes: who wrote it is refused, the sponsor is asked and approves what she read.
    draft = house.answered()
    dora.presses("Approve", draft)
    assert "You wrote it, so somebody else has to approve it." in shown(house.answered())
    dora.presses("Ask for approval", draft)
    house.live.beat()
    asked = ana.private()[-1]
    assert "asks you to approve the exit plan of *Ardent Payroll* (VND-0001)" in shown(asked)
    house.live.walk(minutes=5)
    dora.types("/exit edit ardent", ROOM)
    assert dora.submits(impact="Three payrolls by hand")["errors"] == {}
    ana.presses("Approve", asked)
    assert "changed it meanwhile. Open it again and approve what it says now." in shown(ana.private()[-1])
    assert "Approved." in ana.types("/exit approve ardent", ROOM)
    assert "approved it already, on 2 March 2026. Nothing was changed." in ana.types("/exit approve ardent", ROOM)
    house.live.beat()
    assert "✅ <@" in shown(house.posts()[-1])
    # Approved long before it had to be there: it is looked at a year after that, and not later.
    assert ", looked at again on Tue 2 Mar 2027" in dora.types("/exit list", ROOM)
    assert "(Thu 2 Apr 2026)" in house.task("X04")
    # A threshold of its own; what is changed has to be approved again.
    dora.chooses("What speaks for leaving…", draft)
    assert dora.submits(critical_kpi="many")["errors"] == {"critical_kpi": "A whole number from 1 to 1000."}
    assert dora.submits(critical_kpi="2")["errors"] == {}
    assert "Drafted by" in shown(house.answered())
    assert "S1 not resolved (3 days) · Critical KPI missed (2 of the last 6 periods)" in shown(house.answered())
    # What is open with them goes along.
    dora.types("/escalate ardent S4 The March report is late", ROOM)
    dora.types("/vendor risk add Ardent: Their only expert leaves", ROOM)
    assert dora.submits(**RISK)["errors"] == {}
    dora.types("/exit show ardent", ROOM)
    open_ = shown(house.answered()).partition("*Open with them*")[2].partition("*What speaks for leaving*")[0]
    assert "S4 · L1 · open, nobody yet · The March report is late" in open_
    assert "Their only expert leaves" in open_
    assert "🟠 12 High" in open_
    told = house.history()
    for said in ("began the exit plan", "approved the exit plan", "(triggers), which has to be approved again"):
        assert said in told
