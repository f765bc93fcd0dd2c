"""Filled forms read field by field: typed values, or every fault at once on its field."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from govbot import playbook
from govbot.errors import Refusal
from govbot.people import service as people
from govbot.people.models import Person
from govbot.playbook.risks import Longest
from govbot.playbook.terms import AnyTerm, Terms
from govbot.risks import rating
from govbot.risks.approvals import Wish
from govbot.risks.models import Treatment
from govbot.risks.records import LONGEST_TEXT, LONGEST_TITLE, check_ahead
from govbot.slack.call import Call
from govbot.slack.forms import parsed

Read = Callable[[str], Any]


def read(call: Call, **fields: Read) -> dict[str, Any]:
    """The value of each field, by its name."""
    return parsed({name: partial(understand, call.text(name)) for name, understand in fields.items()})


def title(missing: str) -> Read:
    return text(missing, LONGEST_TITLE)


def text(missing: str, most: int = LONGEST_TEXT) -> Read:
    """Something that has to be said; `missing` asks for it."""

    def understand(written: str) -> str:
        if not written:
            raise Refusal(missing)
        return written[:most]

    return understand


def anything(written: str) -> str:
    return written[:LONGEST_TEXT]


def person(call: Call, missing: str) -> Read:
    def understand(picked: str) -> Person:
        if not picked:
            raise Refusal(missing)
        return people.find_able(call.session, picked)

    return understand


def ahead(call: Call, longest: Longest, *, optional: bool = False) -> Read:
    """A day from today on, and no further than such a thing may last."""

    def understand(picked: str) -> date | None:
        if not picked and optional:
            return None
        try:
            day = date.fromisoformat(picked)
        except ValueError:
            raise Refusal("Pick a day.") from None
        return check_ahead(call.today, day, longest, "")

    return understand


def scale(what: str) -> Read:
    return lambda picked: rating.on_scale(picked, what)


def term(terms: Terms[AnyTerm], *, optional: bool = False) -> Read:
    """The key of something that the playbook lists."""
    return lambda picked: "" if optional and not picked else terms.find(picked).key


def wish(call: Call, longest: Longest) -> Wish:
    """What every request for an approval has; more than one fault is said at once."""
    return Wish(**read(call, **wish_fields(call, longest)))


def wish_fields(call: Call, longest: Longest) -> Mapping[str, Read]:
    return {
        "approver": person(call, "Say who is to approve it."),
        "until": ahead(call, longest),
        "why": text("Say why it is needed."),
    }


def planned(picked: str) -> str:
    """A treatment that is a plan: to accept is no plan, but somebody else's yes."""
    key = playbook.load().risks.treatments.find(picked).key
    if key == Treatment.ACCEPT:
        raise Refusal("To accept a risk takes somebody else's yes: use Accept instead.")
    return key
