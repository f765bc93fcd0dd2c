"""What a person may type here: help by itself, and "did you mean" for what is no command."""

from collections.abc import Iterator
from itertools import groupby

from govbot.errors import Ambiguous, Refusal, quoted
from govbot.slack.blocks import context, divider, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Entry, Router

LEAD = "*What you can type here.* Words in `<…>` are yours to fill in, those in `[…]` may be left out."
LINES = 15  # in one block
LISTS = ("list", "show")  # what is meant where no word says what to do


def asked(text: str) -> bool:
    return text.strip().lower() in {"help", "?"}


def _roots(router: Router) -> set[str]:
    """First words that have commands below them, such as `review`."""
    return {path[0] for path in router.words if len(path) > 1}


def answer(call: Call, router: Router, root: str, text: str) -> Reply:
    """Help for a root, or for an unknown text: the vendor of that name, or what was probably meant."""
    under = "" if root == "vendor" else root
    if not text or asked(text):
        return _listing(router.under(under, call.right), whole=bool(under))
    if listed := _about(call, router, f"{under} {text}".lower().split()):
        return _listing(listed, whole=True)
    if shown := _shown(call, router, f"{under} {text}"):
        return shown
    if router.otherwise and not under:
        try:
            return router.otherwise.run(call, text)
        except Ambiguous:
            raise
        except Refusal as refusal:
            raise Refusal(f"{refusal.text}{_meant(call, router, text)}") from None
    raise Refusal(f"{quoted(text)} is nothing I know.{_meant(call, router, f'{under} {text}')}")


def _about(call: Call, router: Router, words: list[str]) -> list[Entry]:
    """What help is asked about: `contract`, `help contract`, `contract add help`."""
    root = next((word for word in words if not asked(word)), "")
    wanted = asked(words[0]) or asked(words[-1]) or (len(words) == 1 and root in _roots(router))
    return router.under(root, call.right) if root and wanted else []


def _shown(call: Call, router: Router, text: str) -> Reply | None:
    """`risk Acme` is `risk list Acme`, as whoever types it expects; None where there is no such list."""
    root, _, rest = text.strip().partition(" ")
    found = next((entry for word in LISTS if (entry := router.words.get((root.lower(), word)))), None)
    if found is None or not rest.strip() or not found.reads or found.needs > call.right:
        return None
    try:
        return found.run(call, **found.parse(rest))
    except Ambiguous:
        raise
    except Refusal as refusal:
        raise Refusal(f"{refusal.text}{_meant(call, router, text.strip())}") from None


def _meant(call: Call, router: Router, text: str) -> str:
    close = router.like(text, call.right)
    if close:
        return " Did you mean " + " or ".join(f"`{router.words[tuple(name.split())].usage}`" for name in close) + "?"
    return " Type `/vendor help` to see what there is."


def _listing(entries: list[Entry], *, whole: bool) -> Reply:
    """Each with what it takes; where that is not the `whole`, what has several below it is one line."""
    blocks = [section(LEAD)]
    for _, group in groupby(sorted(entries, key=_command, reverse=True), key=_command):
        lines = [line for root, below in groupby(group, key=_root) for line in _lines(root, list(below), whole)]
        blocks.append(divider())
        blocks += [section("\n".join(lines[at : at + LINES])) for at in range(0, len(lines), LINES)]
    more = "" if whole else "`/vendor help risk` shows the words of `risk`, and so for each that has some. "
    blocks.append(context(f"{more}`/review`, `/escalate` and `/exit` are short for `/vendor review` and so on."))
    return Reply(blocks=blocks)


def _lines(root: str, entries: list[Entry], whole: bool) -> Iterator[str]:
    below = [entry for entry in entries if entry.name != root]
    few = whole or len(below) == 1
    yield from (f"`{entry.usage}`  {entry.summary}" for entry in entries if few or entry.name == root)
    if below and not few:
        command = _command(below[0])
        typed = command if command == f"/{root}" else f"{command} {root}"
        yield f"`{typed}`  … " + ", ".join(f"*{entry.name.removeprefix(root).strip()}*" for entry in below)


def _root(entry: Entry) -> str:
    return entry.name.split()[0]


def _command(entry: Entry) -> str:
    """The slash command it is typed after, by which help is grouped: `/vendor` first."""
    return entry.usage.split()[0]
