"""Finding people, remembering what Slack says of them, and what they may do."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.people import granted
from govbot.people.models import Kind, Person
from govbot.rights import Right

MET = "people_met"
_MENTION = re.compile(r"^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$")


def identify(session: Session, slack_id: str) -> tuple[Person, Right] | None:
    """The person behind a Slack id and what they may do; None when they were never seen."""
    person = by_slack_id(session, slack_id)
    return (person, right_of(session, person)) if person else None


def right_of(session: Session, person: Person) -> Right:
    """A granted role wins over Slack's standing, but nobody who left may do anything."""
    return granted.of(session, person).right_of(person)


def by_slack_id(session: Session, slack_id: str) -> Person | None:
    """Kept by the session, which asks for the same few people again and again."""
    met: dict[str, Person] = session.info.setdefault(MET, {})
    found = met.get(slack_id) or session.exec(select(Person).where(Person.slack_id == slack_id)).first()
    if found:
        met[slack_id] = found
    return found


def by_id(session: Session, person_id: int) -> Person:
    return session.exec(select(Person).where(Person.id == person_id)).one()


def by_whom(session: Session, slack_id: str | None) -> str:
    """A person inside a sentence, as plain text: a form cannot draw mentions."""
    person = by_slack_id(session, slack_id or "")
    return f"@{person.handle}" if person and person.handle else quoted(person.name if person else slack_id or "govbot")


def by_email(session: Session, email: str) -> Person | None:
    """Somebody who is still here, by address in any case."""
    wanted = select(Person).where(Person.email == email.strip().lower(), col(Person.deleted).is_(False))
    return session.exec(wanted).first()


def admins(session: Session) -> list[str]:
    """Slack ids of everybody who may settle things for the whole workspace."""
    return [person.slack_id for person in admins_themselves(session)]


def admins_themselves(session: Session) -> list[Person]:
    """Everybody who may settle things for the whole workspace, in the order they were first seen."""
    everybody = session.exec(select(Person).where(col(Person.deleted).is_(False)).order_by(col(Person.id)))
    known = granted.of(session)
    return [person for person in everybody if known.right_of(person) is Right.ADMIN]


def find(session: Session, text: str, *, field: str | None = None) -> Person:
    """Somebody who may answer for something, as typed or picked."""
    return _assignable(recognise(session, text, field=field), field)


def recognise(session: Session, text: str, *, field: str | None = None) -> Person:
    """Anybody by a mention, a Slack id, an e-mail address, a handle or a full name."""
    text = text.strip()
    mentioned = _MENTION.match(text)
    person = by_slack_id(session, mentioned.group(1) if mentioned else text) or by_email(session, text)
    person = person or _by_name(session, text.removeprefix("@"), field)
    if person is None:
        raise Refusal(f"I know nobody called {quoted(text)}. Pick them with @, as in `@dora`.", field=field)
    return person


def find_able(session: Session, text: str, *, field: str | None = None) -> Person:
    """Somebody who may also answer in govbot: asking anybody else is asking nobody."""
    person = find(session, text, field=field)
    if right_of(session, person) < Right.WRITE:
        standing = "is a guest and" if person.kind is Kind.GUEST else "has a role that"
        raise Refusal(
            f"{quoted(person.name)} {standing} may not answer in govbot. Pick a member of this workspace, or ask an"
            " admin for `/vendor role @person member`.",
            field=field,
        )
    return person


def _by_name(session: Session, name: str, field: str | None) -> Person | None:
    wanted = name.casefold()
    everybody = session.exec(select(Person).where(col(Person.deleted).is_(False), Person.kind != Kind.BOT))
    found = [p for p in everybody if wanted in {p.handle.casefold(), p.name.casefold()}]
    if len(found) > 1:
        raise Refusal(f"There are several people called {quoted(name)}. Pick the right one with @.", field=field)
    return found[0] if found else None


def _assignable(person: Person, field: str | None) -> Person:
    if person.kind is Kind.BOT:
        raise Refusal(f"{quoted(person.name)} is an app, and apps cannot own anything. Pick a person.", field=field)
    if person.deleted:
        raise Refusal(f"{quoted(person.name)} has left this Slack workspace. Pick somebody who is here.", field=field)
    if person.kind is Kind.STRANGER:
        raise Refusal(f"{quoted(person.name)} belongs to another organisation. Pick somebody of your own.", field=field)
    return person


def remember(session: Session, user: dict[str, Any], team_id: str) -> Person:
    """Keep what Slack's `users.info` or `user_change` says of somebody; any field of a profile may be missing."""
    person = _kept(session, by_slack_id(session, user["id"]), user, team_id)
    session.flush()
    return person


def remember_all(session: Session, users: Sequence[dict[str, Any]], team_id: str) -> None:
    """A page of `users.list`, in one question to the database."""
    asked = select(Person).where(col(Person.slack_id).in_([user["id"] for user in users]))
    known = {person.slack_id: person for person in session.exec(asked)}
    for user in users:
        known[user["id"]] = _kept(session, known.get(user["id"]), user, team_id)
    session.flush()


def _kept(session: Session, known: Person | None, user: dict[str, Any], team_id: str) -> Person:
    profile = user.get("profile") or {}
    person = known or Person(slack_id=user["id"], name="")
    name = user.get("real_name") or profile.get("real_name") or profile.get("display_name") or user.get("name")
    person.name = name or person.name or user["id"]
    person.handle = user.get("name") or person.handle
    person.email = (profile.get("email") or person.email or "").lower()
    person.zone = user.get("tz") or person.zone
    person.kind = _kind(user, team_id)
    person.slack_admin = bool(user.get("is_admin") or user.get("is_owner"))
    person.deleted = bool(user.get("deleted"))
    session.add(person)
    return person


def _kind(user: dict[str, Any], team_id: str) -> Kind:
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return Kind.BOT
    if user.get("is_stranger") or user.get("team_id", team_id) != team_id:
        return Kind.STRANGER
    return Kind.GUEST if user.get("is_restricted") or user.get("is_ultra_restricted") else Kind.MEMBER


def usual_zone(session: Session) -> str | None:
    """Where most people are, by Slack's settings."""
    zones = session.exec(select(Person.zone).where(col(Person.deleted).is_(False), Person.kind == Kind.MEMBER))
    counted = Counter(zone for zone in zones if zone)
    return counted.most_common(1)[0][0] if counted else None
