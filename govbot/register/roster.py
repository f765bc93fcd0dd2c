"""The people a register may name, by their e-mail address."""

import re

from sqlmodel import Session, col, select

from govbot.errors import Refusal
from govbot.people.models import Kind, Person

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


class Roster:
    """Everybody of the workspace, read once: a register names the same few people thousands of times."""

    def __init__(self, session: Session) -> None:
        # Somebody who came back has two rows; the one who is here wins.
        known = (
            select(Person).where(col(Person.email) != "").order_by(col(Person.deleted).desc(), col(Person.id).desc())
        )
        self._by_email = {person.email: person for person in session.exec(known)}

    def find(self, text: str) -> Person:
        address = text.strip().lower()
        if not ADDRESS.fullmatch(address):
            raise Refusal("The e-mail address of a person in this Slack workspace, such as dora.lind@example.com.")
        person = self._by_email.get(address)
        if person is None:
            raise Refusal("The e-mail address of a person in this Slack workspace; nobody here has this one.")
        if person.deleted:
            raise Refusal("Somebody who is still in this Slack workspace; this person has left it.")
        if person.kind is Kind.BOT:
            raise Refusal("A person; this is an app, and apps cannot own anything.")
        if person.kind is Kind.STRANGER:
            raise Refusal("Somebody of your own organisation; this person belongs to another one.")
        return person
