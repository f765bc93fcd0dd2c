"""`govbot roles`: who may do what, and the way back where the last admin has left."""

import getpass
import json

from govbot import audit, db
from govbot.clock import system_clock
from tests.door import shown
from tests.live import Live
from tests.terminal.conftest import Typed

ROOM = "#vendor-governance"
REFUSED = {
    "give nobody@example.com admin": "I know nobody with the Slack id or e-mail address",
    "give dora.lind@example.com admin --workspace Else": "I know nobody with the Slack id or e-mail address",
    "give dora.lind@example.com boss": "'boss' is not one of",
    "give dora.lind@example.com auditor": "leave nobody who may settle things",
}


def test_the_way_back_after_the_last_admin_has_left(live: Live, typed: Typed) -> None:
    dora = live.person("dora.lind")
    live.person("maya.lindqvist").types("/vendor role @compliance auditor")
    live.slack.change_user(live.id_of("maya.lindqvist"), deleted=True)
    for _ in range(2):
        live.heart.chores.nightly()
        live.clock.move(days=1)
    live.beat()
    told = [each for each in dora.reads(ROOM) if "Nobody may administer govbot" in each]
    assert len(told) == 1
    assert "`govbot roles give &lt;e-mail&gt; admin`" in told[0]
    assert "Only an admin" in dora.types("/vendor role @ivo.novak admin")

    empty = typed("roles", "list")
    assert "Nobody may administer govbot in" in empty.stderr
    assert "@compliance" in empty.stdout
    for words, why in REFUSED.items():
        refused = typed("roles", *words.split())
        assert why in f"{refused.output}{refused.exception}"
    given = typed("roles", "give", "Dora.Lind@example.com", "admin")
    assert (given.exit_code, "Dora Lind may settle everything here" in given.stdout) == (0, True), given.output
    live.clock.move_to(max(live.clock(), system_clock()))  # the terminal's own
    live.beat()
    assert f"{getpass.getuser()} (terminal) gave you the role *admin*" in shown(dora.private()[-1])
    assert "may settle everything" in dora.types("/vendor role @ivo.novak admin")
    rows = {row["who"]: row for row in json.loads(typed("roles", "list", "--json").stdout)}
    assert (rows["Dora Lind"]["role"], rows["Dora Lind"]["because"]) == ("admin", "given")
    assert rows["@compliance"]["role"] == "auditor"
    with db.read(live.bot.engine, live.workspace_id) as session:
        actors = [event.actor for event in audit.events(session, None) if event.action == "role.granted"]
    assert actors[1:] == [f"{getpass.getuser()} (terminal)", live.id_of("dora.lind")]
    assert typed("audit", "verify").exit_code == 0
