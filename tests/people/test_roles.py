"""Who may do what: the table of rules, and roles as an admin gives them to people and groups."""

import pytest

from govbot import db
from govbot.people import granted, roles
from govbot.people import service as people
from govbot.people.models import Kind, Person, Role
from govbot.rights import Right
from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database

MEMBER = Person(slack_id="U1", name="M")
ADMIN = Person(slack_id="U2", name="A", slack_admin=True)
GUEST = Person(slack_id="U3", name="G", kind=Kind.GUEST)
STRANGER = Person(slack_id="U4", name="S", kind=Kind.STRANGER, slack_admin=True)
GONE = Person(slack_id="U5", name="L", slack_admin=True, deleted=True)
APP = Person(slack_id="U6", name="B", kind=Kind.BOT)


@pytest.mark.parametrize(
    ("person", "own", "by_group", "right"),
    [
        (MEMBER, None, [], Right.WRITE),
        (ADMIN, None, [], Right.ADMIN),
        (GUEST, None, [], Right.NONE),
        (STRANGER, None, [], Right.NONE),
        (GUEST, Role.MEMBER, [], Right.WRITE),
        (STRANGER, Role.AUDITOR, [], Right.READ),
        (GUEST, None, [Role.AUDITOR], Right.READ),
        (MEMBER, None, [Role.AUDITOR], Right.READ),
        (MEMBER, None, [Role.AUDITOR, Role.ADMIN], Right.ADMIN),
        (MEMBER, Role.NONE, [Role.ADMIN], Right.NONE),
        (ADMIN, Role.AUDITOR, [], Right.READ),
        (GONE, Role.ADMIN, [Role.ADMIN], Right.NONE),
        (APP, Role.ADMIN, [], Right.NONE),
    ],
)
def test_the_closest_word_counts(person: Person, own: Role | None, by_group: list[Role], right: Right) -> None:
    assert granted.right(person, own, by_group) is right


REFUSED = "You may read here but not change anything"
NO_ROLE = "You have no role in govbot here"


def test_a_guest_may_do_nothing_until_a_role_is_given_and_hears_of_it(live: Live) -> None:
    maya, tom = live.person("maya.lindqvist"), live.person("tom.baker")
    assert NO_ROLE in tom.types("/vendor list", "#vendor-northwind")
    assert "may read everything and change nothing now" in maya.types("/vendor role @tom.baker auditor")
    live.beat()
    assert "gave you the role *auditor*" in shown(tom.private()[-1])
    assert "No vendors yet" in tom.types("/vendor list", "#vendor-northwind")
    assert REFUSED in tom.types("/vendor owner acme @dora.lind", "#vendor-northwind")
    assert "do nothing in govbot now" in maya.types("/vendor role @tom.baker NONE")
    assert NO_ROLE in tom.types("/vendor list", "#vendor-northwind")


def test_somebody_of_another_organisation_may_be_given_a_role(live: Live) -> None:
    live.slack.event("team_join", user={"name": "pia.ext", "real_name": "Pia Ext", "is_stranger": True})
    maya, pia = live.person("maya.lindqvist"), live.person("pia.ext")
    assert NO_ROLE in pia.types("/vendor list", "#general")
    maya.types("/vendor role @pia.ext auditor")
    assert "No vendors yet" in pia.types("/vendor list", "#general")
    maya.types("/vendor add Acme")
    assert "belongs to another organisation" in str(
        maya.submits(function="payroll", tier="low", owner="@pia.ext")["errors"]
    )


def test_a_group_holds_a_role_for_those_who_are_in_it_now(live: Live) -> None:
    maya, sofia, dora = (live.person(name) for name in ("maya.lindqvist", "sofia.rossi", "dora.lind"))
    assert "Everybody in `@compliance` may read everything" in maya.types("/vendor role @compliance auditor")
    assert REFUSED in sofia.types("/vendor add Acme")
    group = next(group for group in live.slack.world.usergroups.values() if group.handle == "compliance")
    live.slack.event(
        "subteam_members_changed",
        subteam_id=group.id,
        added_users=[live.id_of("dora.lind")],
        removed_users=[live.id_of("sofia.rossi")],
    )
    assert REFUSED in dora.types("/vendor add Acme")
    assert sofia.types("/vendor add Acme") == ""
    group.users.append(live.id_of("sofia.rossi"))  # an event that never came
    live.heart.chores.nightly()
    assert REFUSED in sofia.types("/vendor add Acme")
    assert "holds no role any more" in maya.types("/vendor role @compliance none")
    assert sofia.types("/vendor add Acme") == ""


def test_a_role_of_ones_own_wins_over_that_of_the_group(live: Live) -> None:
    maya, sofia = live.person("maya.lindqvist"), live.person("sofia.rossi")
    maya.types("/vendor role @compliance auditor")
    maya.types("/vendor role @sofia.rossi member")
    assert sofia.types("/vendor add Acme") == ""


def test_the_last_admin_stays(live: Live) -> None:
    maya, dora = live.person("maya.lindqvist"), live.person("dora.lind")
    assert "leave nobody who may settle things" in maya.types("/vendor role @maya.lindqvist member")
    maya.types("/vendor role @vendor-managers admin")
    assert "may read and change" in maya.types("/vendor role @maya.lindqvist member")
    assert "Only an admin of govbot may do that" in maya.types("/vendor role list")
    assert "leave nobody who may settle things" in dora.types("/vendor role @vendor-managers auditor")
    listed = dora.types("/vendor role list")
    assert "`@vendor-managers` · admin · 5 people" in listed
    assert f"<@{live.id_of('maya.lindqvist')}> · member" in listed


def test_an_admin_who_was_removed_gives_no_roles_any_more(live: Live) -> None:
    with db.write(live.bot.engine, live.workspace_id) as session:
        dora = people.find(session, "dora.lind")
        roles.grant(session, live.clock(), "U0TEST", dora, Role.ADMIN)
    maya = live.person("maya.lindqvist")
    assert "may read and change" in live.person("dora.lind").types("/vendor role @maya.lindqvist member")
    assert "Only an admin" in maya.types("/vendor role @dora.lind member")


def test_what_cannot_be_given_is_said_with_what_to_do(live: Live, subtests: pytest.Subtests) -> None:
    for typed, said in (
        ("/vendor role @dora.lind boss", "“boss” is no role. Choose one of admin, member, auditor, none."),
        ("/vendor role @nobody admin", "I know nobody called “@nobody”"),
        ("/vendor role @govbot admin", "apps hold no role"),
        ("/vendor role @left.the.company admin", "has left this Slack workspace"),
        ("/vendor role", "`/vendor role &lt;@person or @group&gt; admin|member|auditor|none`"),
    ):
        with subtests.test(typed=typed):
            assert said in live.person("maya.lindqvist").types(typed)


def test_only_admins_give_roles(live: Live) -> None:
    assert "Only an admin of govbot" in live.person("dora.lind").types("/vendor role @dora.lind admin")
