"""`critical payroll owner @dora unowned` taken apart: what a list of vendors is to be narrowed to."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, select

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.playbook.terms import fold
from govbot.vendors import filters
from govbot.vendors.filters import Filter, Meaning
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key

LONGEST_TERM = 4  # words, as in “recruitment process outsourcing”
LONGEST = 500  # of the typed text: the buttons that turn pages carry it
FLAGS = {flag: flag for flag in ("mine", "overdue", "unowned", "retired")} | {"late": "overdue", "orphans": "unowned"}
SIDES = ("front_office", "back_office")
HELP = (
    "a tier, a status, a function, `front office`, `offshore`, `owner @person`, `mine`, `overdue`, `unowned`,"
    " `retired` or a tag, and as many of them as you like"
)


def read(session: Session, text: str) -> Filter:
    """Each word or group of words means one thing; a label such as `owner` may stand before it."""
    if len(text) > LONGEST:
        raise Refusal(f"That is too long for a filter. Use {HELP}.")
    words, found = text.replace(":", " ").split(), []
    while words:
        label = words[0].lower() if words[0].lower() in MEANINGS and len(words) > 1 else ""
        meaning, length = _meaning(session, words[1:] if label else words, label)
        words = words[length + bool(label) :]
        if meaning:
            found.append(meaning)
    return Filter(tuple(dict.fromkeys(found)))


def _meaning(session: Session, words: Sequence[str], label: str) -> tuple[Meaning | None, int]:
    """What the longest beginning of the words means, and of how many words that is; `all` means nothing."""
    kinds = [label] if label else list(MEANINGS)
    for length in range(min(LONGEST_TERM, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        for kind in kinds:
            meaning = MEANINGS[kind](session, phrase)
            if meaning:
                return meaning, length
    if words[0].lower() == "all":
        return None, 1
    raise Refusal(f"I cannot list vendors by {quoted(words[0])}. Use {HELP}.")


def _term(kind: str, part: str) -> Callable[[Session, str], Meaning | None]:
    def meaning(_session: Session, phrase: str) -> Meaning | None:
        try:
            term = getattr(playbook.load(), part).find(phrase)
        except Refusal:
            return None
        return Meaning(kind, term.key, term.title.lower())

    return meaning


def _flag(_session: Session, phrase: str) -> Meaning | None:
    flag = FLAGS.get(phrase.lower())
    return Meaning("flag", flag, flag) if flag else None


def _side(_session: Session, phrase: str) -> Meaning | None:
    found = next((side for side in SIDES if fold(side) == fold(phrase)), None)
    return Meaning("side", found, found.replace("_", " ")) if found else None


def _owner(session: Session, phrase: str) -> Meaning | None:
    """Only what begins as a mention does: else any word might be somebody's name."""
    if not phrase.startswith(("@", "<@")) or " " in phrase:
        return None
    person = people.recognise(session, phrase)
    return Meaning("owner", str(person.id), f"owned by @{person.handle or person.name}")


def _tag(session: Session, phrase: str) -> Meaning | None:
    key = name_key(phrase.lstrip("#"))
    known = session.exec(select(Vendor.id).where(filters.tagged([key])).limit(1)).first()
    return Meaning("tag", key, f"tagged {key}") if known is not None else None


MEANINGS: dict[str, Callable[[Session, str], Meaning | None]] = {
    "flag": _flag,
    "tier": _term("tier", "tiers"),
    "status": _term("status", "statuses"),
    "function": _term("function", "functions"),
    "location": _term("location", "locations"),
    "side": _side,
    "owner": _owner,
    "tag": _tag,
}
