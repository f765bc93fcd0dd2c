"""From Slack to a handler and back, over real Socket Mode."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from slack_bolt import BoltRequest
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import audit, db
from govbot.clock import system_clock
from govbot.people.models import Person as PersonRow
from govbot.sandbox.server import Sandbox
from govbot.slack.handled import AlreadyHandled
from govbot.slack.text import escape
from govbot.sockets import Connection
from govbot.workspace import Workspace
from tests.door import Person, sandbox, shown
from tests.slack.toys import Toys, toys
from tests.walking import WalkingClock


@pytest.fixture
def slack(clock: WalkingClock) -> Iterator[Sandbox]:
    with sandbox(clock) as running:
        yield running


@pytest.fixture
def bot(slack: Sandbox, engine: Engine, workspace: Workspace, clock: WalkingClock) -> Iterator[Toys]:
    with db.write(engine, workspace.id) as session:
        session.get_one(Workspace, workspace.id).team_id = slack.overview()["team"]["id"]
    made = toys(engine, workspace, clock, slack.api_url, request_verification_enabled=False)
    connection = Connection(made.app, "xapp-sandbox", system_clock)
    connection.call()
    yield made
    connection.hang_up(grace=3)
    made.app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def maya(slack: Sandbox, bot: Toys) -> Person:
    return Person(slack, "@maya.lindqvist")


@pytest.fixture
def dora(slack: Sandbox, bot: Toys) -> Person:
    return Person(slack, "@dora.lind")


def _steps(bot: Toys) -> list[str]:
    with db.read(bot.engine, bot.workspace_id) as session:
        return [event.action for event in session.exec(select(audit.AuditEvent))]


@pytest.mark.one_database
def test_a_command_is_carried_out_before_it_is_answered(dora: Person, bot: Toys, slack: Sandbox) -> None:
    assert dora.types("/vendor note the invoice is late") == "Noted: the invoice is late"
    assert _steps(bot) == ["toy.noted"]
    assert not slack.violations


@pytest.mark.one_database
def test_addresses_are_read_as_they_were_typed(dora: Person) -> None:
    typed = "write to dora.lind@example.com, see https://acme.example/a?b=1&c=2 & <that>"
    assert dora.types(f"/vendor note {typed}") == f"Noted: {escape(typed)}"


def test_what_no_database_keeps_is_left_out(dora: Person) -> None:
    assert dora.types("/vendor note a\0b") == "Noted: ab"
    dora.types("/vendor note form")
    assert dora.submits(words="c\0d")["errors"] == {}
    assert "Noted: cd" in dora.reads("#vendor-governance")[-1]


@pytest.mark.one_database
def test_whoever_types_for_the_first_time_is_met(dora: Person, bot: Toys) -> None:
    dora.types("/vendor note hello")
    with db.read(bot.engine, bot.workspace_id) as session:
        person = session.exec(select(PersonRow)).one()
    assert (person.name, person.zone, person.email) == ("Dora Lind", "Europe/Stockholm", "dora.lind@example.com")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/vendor noet x", "Did you mean `/vendor note &lt;words&gt;`"),
        ("/vendor", "What you can type here"),
        ("/vendor help", "/vendor board"),
        ("/vendor help", "`/vendor toy`  … *glue*, *list*"),
        ("/vendor help toy", "`/vendor toy glue &lt;name&gt;`  Mend one"),
        ("/vendor toy glue help", "`/vendor toy glue &lt;name&gt;`  Mend one"),
        ("/vendor note ?", "`/vendor note &lt;words&gt;`  Write something down"),
        ("/vendor help", "`/vendor note form`  A form to write something down"),
        ("/vendor note", "Something is missing there. Type it like this: `/vendor note &lt;words&gt;`"),
        ("/vendor board <!channel>", "That is more than belongs there. Type it like this: `/vendor board`"),
        ("/vendor qqqq", "“qqqq” is nothing I know. Type `/vendor help`"),
        ("/vendor <!channel> & <b>", "&lt;b&gt;"),
        ("/review zzz", "nothing I know"),
        ("/vendor toy", "/vendor toy list [name]"),
        ("/vendor TOY Acme Ltd", "Toys of Acme Ltd"),
        ("/vendor toy nobody", "I know no nobody. Type `/vendor help`"),
    ],
)
def test_unknown_and_half_typed_words_say_what_to_do(
    dora: Person, slack: Sandbox, bot: Toys, typed: str, said: str
) -> None:
    assert said in dora.types(typed)
    assert not _steps(bot)
    assert not slack.violations


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("who", "typed", "said"),
    [
        ("@tom.baker", "/vendor board", "You have no role in govbot here"),
        ("@dora.lind", "/vendor settle", "Only an admin"),
        ("@maya.lindqvist", "/vendor settle", "Settled"),
    ],
)
def test_everybody_may_do_what_their_role_allows(slack: Sandbox, bot: Toys, who: str, typed: str, said: str) -> None:
    assert said in Person(slack, who).types(typed)


@pytest.mark.one_database
def test_help_shows_only_what_one_may_do(dora: Person, maya: Person) -> None:
    assert "/vendor settle" not in dora.types("/vendor help")
    assert "/vendor settle" in maya.types("/vendor help")


def test_a_form_is_sent_once_however_often_it_is_clicked(dora: Person, bot: Toys, slack: Sandbox) -> None:
    dora.types("/vendor note form")
    body = _submission(slack, dora, {"words": "late"})
    assert _steps(bot) == ["toy.noted"]
    again = bot.app.dispatch(body)
    assert (again.status, again.body) == (200, "")
    assert _steps(bot) == ["toy.noted"]


def _submission(slack: Sandbox, person: Person, values: dict[str, str]) -> BoltRequest:
    """Submit, and build the very same request once more, as a second click or a re-sent envelope would."""
    view = person.view()
    person.submits(**values)
    user = {"id": next(u["id"] for u in slack.overview()["users"] if u["name"] == "dora.lind")}
    state = {"values": {name: {name: {"type": "plain_text_input", "value": text}} for name, text in values.items()}}
    body = {
        "type": "view_submission",
        "team": {"id": slack.overview()["team"]["id"]},
        "user": user,
        "view": view | {"state": state},
    }
    return BoltRequest(body=body, mode="socket_mode")


@pytest.mark.one_database
def test_faults_stand_on_their_fields_and_keep_what_was_typed(dora: Person, bot: Toys) -> None:
    dora.types("/vendor note form")
    assert dora.submits(words="two faults")["errors"] == {
        "words": "Other words, please.",
        "on": "Another day, please.",
    }
    assert dora.submits(words="no field")["errors"] == {"words": "Not today."}
    for year in ("0001-01-01", "9999-12-31"):
        assert dora.submits(words="good", on=year)["errors"] == {"on": "Please pick a day between 1950 and 2150."}
    assert dora.submits(words="good", on="2026-03-04")["errors"] == {}
    assert _steps(bot) == ["toy.noted"]
    assert "Noted: good" in dora.reads("#vendor-governance")[-1]
    dora.types("/vendor note form")
    assert dora.submits(words="only blocks")["errors"] == {}
    assert "Drawn, without a sentence" in dora.reads("#vendor-governance")[-1]


def test_the_same_press_at_one_moment_counts_once(bot: Toys, slack: Sandbox, dora: Person) -> None:
    """As Slack sends it again, or as two processes get it, at the same moment."""
    user = next(user["id"] for user in slack.overview()["users"] if user["name"] == "dora.lind")
    dora.types("/vendor board")
    container = {"type": "message", "message_ts": "1.1", "is_ephemeral": True}
    press = {"action_id": "toy.count:1", "block_id": "b", "value": "7", "action_ts": "5.5", "type": "button"}
    team = {"id": slack.overview()["team"]["id"]}
    body = {"type": "block_actions", "team": team, "user": {"id": user}, "container": container, "actions": [press]}
    start = Barrier(4)

    def send() -> str:
        start.wait()
        try:
            return bot.dispatcher.press(body).text
        except AlreadyHandled as refusal:
            return refusal.text

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(lambda _: send(), range(4)))
    assert said == ["Counted 7"] + ["That was done already; nothing was done twice."] * 3
    assert _steps(bot) == ["toy.counted"]


def test_a_double_click_counts_once(dora: Person, slack: Sandbox, bot: Toys) -> None:
    dora.types("/vendor board")
    message = dora.sees("#vendor-governance")[-1]
    dora.presses("Count", message)
    assert dora.reads("#vendor-governance")[-1] == "Counted 7"
    assert _steps(bot) == ["toy.counted"]


@pytest.mark.one_database
def test_a_button_that_no_longer_means_anything_says_so(dora: Person, bot: Toys, slack: Sandbox) -> None:
    dora.types("/vendor board")
    dora.presses("Gone", dora.sees("#vendor-governance")[-1])
    assert "from an older message" in dora.reads("#vendor-governance")[-1]
    assert not slack.violations


@pytest.mark.one_database
def test_an_expired_trigger_is_said(dora: Person, bot: Toys, slack: Sandbox) -> None:
    slack.faults(method="views.open", kind="error", error="expired_trigger_id", times=1)
    assert "Please do that once more" in dora.types("/vendor note form")


def test_a_bug_changes_nothing_and_is_answered_with_a_reference(
    dora: Person, bot: Toys, slack: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        said = shown(slack.command(dora.name, "#vendor-governance", "/vendor break")["message"])
    reference = said.split("`")[1]
    assert "nothing was changed" in said
    assert not _steps(bot)
    assert reference in caplog.text
    assert "ZeroDivisionError: as planned" in caplog.text
    with pytest.raises(AssertionError, match="unexpected error"):  # no test overlooks one
        dora.types("/vendor break")


def test_an_event_is_heard_once(bot: Toys, slack: Sandbox, dora: Person) -> None:
    slack.change_channel("#vendor-cedar", name="vendor-oak")
    assert _steps(bot) == ["toy.renamed"]
