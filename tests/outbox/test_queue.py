"""Writing into the queue: keys, edits that replace each other, what a list shows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.outbox import service as outbox
from govbot.outbox.models import Kind, State
from govbot.workspace import Workspace
from tests.walking import MONDAY

NOW = MONDAY


@pytest.fixture
def session(engine: Engine, workspace: Workspace) -> Iterator[Session]:
    with db.write(engine, workspace.id) as session:
        yield session


def test_a_key_is_written_once_and_stays_as_it_was(session: Session) -> None:
    first = outbox.post(session, NOW, key="k", channel="C1", text="one", blocks=None)
    again = outbox.post(session, NOW, key="k", channel="C2", text="two", blocks=None)
    assert again.id == first.id
    assert (again.target, again.payload["text"]) == ("C1", "one")


def test_the_same_key_belongs_to_each_workspace_by_itself(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, None) as session:
        other = Workspace(team_id="T2", name="Other")
        session.add(other)
    for id_ in (workspace.id, other.id):
        with db.write(engine, id_) as session:
            outbox.post(session, NOW, key="k", channel="C1", text="one", blocks=None)
    with db.read(engine, other.id) as session:
        found = outbox.find(session, "k")
    assert found is not None
    assert found.workspace_id == other.id


def test_an_edit_changes_what_was_not_sent_yet(session: Session) -> None:
    card = outbox.post(session, NOW, key="card", channel="C1", text="open", blocks=[{"type": "divider"}])
    edited = outbox.edit(session, NOW, parent_key="card", text="closed", blocks=None)
    assert edited.id == card.id
    assert card.payload == {"text": "closed", "blocks": []}


def test_an_edit_replaces_the_one_that_waits(session: Session) -> None:
    outbox.post(session, NOW, key="card", channel="C1", text="open", blocks=None).state = State.SENT
    first = outbox.edit(session, NOW, parent_key="card", text="acknowledged", blocks=None)
    second = outbox.edit(session, NOW, parent_key="card", text="resolved", blocks=None)
    assert (first.kind, first.id) == (Kind.EDIT, second.id)
    assert first.payload["text"] == "resolved"


def test_an_edit_of_a_card_on_its_way_comes_after_it(session: Session) -> None:
    card = outbox.post(session, NOW, key="card", channel="C1", text="open", blocks=None)
    card.state = State.SENDING
    edited = outbox.edit(session, NOW, parent_key="card", text="closed", blocks=None)
    assert edited.id != card.id
    assert card.payload["text"] == "open"


def test_a_reply_leaves_no_earlier_than_what_it_answers(session: Session) -> None:
    tomorrow = NOW + timedelta(days=1)
    outbox.direct(session, NOW, key="digest", slack_id="U1", text="due", blocks=None, not_before=tomorrow)
    answer = outbox.reply(session, NOW, key="more", parent_key="digest", text="and this")
    assert (answer.lane, answer.not_before) == ("U1", tomorrow)


def test_answering_or_editing_nothing_is_a_bug(session: Session) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        outbox.reply(session, NOW, key="r", parent_key="nowhere", text="?")
    with pytest.raises(LookupError, match="nowhere"):
        outbox.edit(session, NOW, parent_key="nowhere", text="?", blocks=None)


def test_failed_messages_are_listed_and_put_back_with_what_hung_on_them(session: Session) -> None:
    card = outbox.post(session, NOW, key="card", channel="C1", text="open", blocks=None)
    answer = outbox.reply(session, NOW, key="answer", parent_key="card", text="why")
    doubt = outbox.post(session, NOW, key="doubt", channel="C1", text="perhaps", blocks=None)
    for message, error in ((card, "is_archived"), (answer, outbox.PARENT_FAILED), (doubt, outbox.UNKNOWABLE)):
        message.state, message.error, message.attempts = State.FAILED, error, 3
    session.flush()
    assert [message.key for message in outbox.failed(session)] == ["card", "answer", "doubt"]

    put_back = outbox.retry(session, NOW, [card.id])
    assert [message.key for message in put_back] == ["card", "answer"]
    assert {(message.state, message.attempts, message.error) for message in put_back} == {(State.PENDING, 0, None)}

    assert outbox.retry(session, NOW) == [doubt]
    assert doubt.state is State.UNKNOWN, "it is looked up before it is sent again"
    assert outbox.failed(session) == []


def test_the_queue_in_numbers(session: Session) -> None:
    assert outbox.waiting(session, NOW) == (0, 0, 0, None)
    later = NOW + timedelta(minutes=5)
    outbox.post(session, NOW, key="a", channel="C1", text="a", blocks=None)
    outbox.post(session, NOW, key="b", channel="C1", text="b", blocks=None).state = State.UNKNOWN
    outbox.post(session, NOW, key="c", channel="C1", text="c", blocks=None).state = State.FAILED
    outbox.post(session, NOW, key="d", channel="C1", text="d", blocks=None, not_before=later)
    assert outbox.waiting(session, NOW) == outbox.Waiting(due=2, unknown=1, failed=1, oldest_due=NOW)
