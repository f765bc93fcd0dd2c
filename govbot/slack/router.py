"""Words, presses and forms to handlers: what a feature declares, and how an entry is found."""

import difflib
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import click
from slack_sdk import WebClient
from sqlmodel import Session

from govbot.errors import Refusal
from govbot.rights import Right
from govbot.slack.blocks import Block
from govbot.slack.call import Call, Reply
from govbot.slack.requests import Request
from govbot.slack.text import clip, escape
from govbot.workspace import Workspace

Handler = Callable[..., Reply]
Press = Callable[[Call], Reply]
Listener = Callable[[Session, datetime, Workspace, dict[str, Any]], None]
Draw = Callable[[Call], list[Block]]
Bring = Callable[[WebClient, Request], object]  # asks Slack before the transaction opens; may refuse
_PLAIN_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})


@dataclass(frozen=True)
class Entry:
    """One way in: who may use it, and whether it only reads."""

    name: str
    run: Handler
    needs: Right
    reads: bool
    summary: str = ""
    usage: str = ""
    words: click.Command | None = None
    bring: Bring | None = None

    def parse(self, rest: str) -> dict[str, Any]:
        """The typed values of the words after the entry's own."""
        assert self.words is not None
        try:
            return self.words.make_context(self.name, split(rest)).params
        except click.MissingParameter as error:
            raise Refusal(f"Something is missing there. Type it like this: `{self.usage}`") from error
        except click.UsageError as error:
            if type(error) is click.UsageError:  # more words than there are arguments
                raise Refusal(f"That is more than belongs there. Type it like this: `{self.usage}`") from error
            wrong = escape(clip(error.format_message().rstrip("."), 200))  # it repeats what was typed
            raise Refusal(f"{wrong}. Type it like this: `{self.usage}`") from error


class Found(NamedTuple):
    entry: Entry
    rest: str


def split(text: str) -> list[str]:
    """Words; quotes keep some together, and an apostrophe in a name is no quote."""
    text = text.translate(_PLAIN_QUOTES)
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        return list(lexer)
    except ValueError:
        return text.split()


@dataclass
class Router:
    """A feature fills one; bot.py joins them. Declaring the same name twice is an error at start."""

    words: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    presses: dict[str, Entry] = field(default_factory=dict)
    forms: dict[str, Entry] = field(default_factory=dict)
    shortcuts: dict[str, Entry] = field(default_factory=dict)
    listeners: dict[str, list[Listener]] = field(default_factory=dict)
    otherwise: Entry | None = None  # an unknown word: perhaps a vendor's name
    draw_home: Draw | None = None

    def word(
        self, path: str, summary: str, usage: str, *, needs: Right = Right.WRITE, reads: bool = False
    ) -> Callable[[Handler], Handler]:
        """A command as typed, `review complete`; parameters are declared with click's decorators below this one."""

        def declare(handler: Handler) -> Handler:
            params = list(reversed(getattr(handler, "__click_params__", [])))
            command = click.Command(path, params=params, add_help_option=False)
            entry = Entry(path, handler, needs, reads, summary, usage, command)
            _put(self.words, tuple(path.split()), entry)
            return handler

        return declare

    def press(self, name: str, *, needs: Right = Right.WRITE, reads: bool = False) -> Callable[[Press], Press]:
        """A button or a select, by its action_id with version: `review.complete:1`."""
        return self._declare(self.presses, name, needs, reads)

    def form(self, name: str, *, needs: Right = Right.WRITE, bring: Bring | None = None) -> Callable[[Press], Press]:
        """A form's submission, by its callback_id with version; what `bring` returns is the call's `brought`."""
        return self._declare(self.forms, name, needs, reads=False, bring=bring)

    def shortcut(
        self, name: str, *, needs: Right = Right.WRITE, reads: bool = False, bring: Bring | None = None
    ) -> Callable[[Press], Press]:
        """A shortcut, global or of a message, by its callback_id in the manifest, with version."""
        return self._declare(self.shortcuts, name, needs, reads, bring)

    def listen(self, event: str) -> Callable[[Listener], Listener]:
        """An event of Slack's; several houses may hear the same one."""

        def declare(listener: Listener) -> Listener:
            self.listeners.setdefault(event, []).append(listener)
            return listener

        return declare

    def unknown_word(self, *, needs: Right = Right.READ) -> Callable[[Handler], Handler]:
        """What answers a first word that is no command; it is given the text and may refuse it."""

        def declare(handler: Handler) -> Handler:
            self.otherwise = Entry("", handler, needs, reads=True)
            return handler

        return declare

    def home(self, draw: Draw) -> Draw:
        """What draws the Home tab."""
        self.draw_home = draw
        return draw

    @staticmethod
    def _declare(
        table: dict[str, Entry], name: str, needs: Right, reads: bool, bring: Bring | None = None
    ) -> Callable[[Press], Press]:
        def declare(handler: Press) -> Press:
            _put(table, name, Entry(name, handler, needs, reads, bring=bring))
            return handler

        return declare

    @classmethod
    def join(cls, *routers: "Router") -> "Router":
        whole = cls()
        for router in routers:
            for mine, theirs in (
                (whole.presses, router.presses),
                (whole.forms, router.forms),
                (whole.shortcuts, router.shortcuts),
            ):
                for name, entry in theirs.items():
                    _put(mine, name, entry)
            for path, entry in router.words.items():
                _put(whole.words, path, entry)
            for event, listeners in router.listeners.items():
                whole.listeners.setdefault(event, []).extend(listeners)
            whole.otherwise = router.otherwise or whole.otherwise
            whole.draw_home = router.draw_home or whole.draw_home
        return whole

    def find(self, text: str) -> Found | None:
        """The entry with the most words at the head of `text`, and what follows them."""
        words, found = text.split(), None
        for count in range(1, len(words) + 1):
            entry = self.words.get(tuple(word.lower() for word in words[:count]))
            if entry:
                rest = text.split(None, count)
                found = Found(entry, rest[count] if len(rest) > count else "")
        return found

    def under(self, root: str, right: Right) -> list[Entry]:
        """What a person with this right may type below `root` (empty: everything), for help."""
        chosen = [e for path, e in self.words.items() if e.needs <= right and (not root or path[0] == root)]
        return sorted(chosen, key=lambda entry: entry.name)

    def like(self, text: str, right: Right) -> list[str]:
        """Up to three commands that an unknown text may have meant."""
        known = [entry.name for entry in self.under("", right)]
        head = " ".join(text.lower().split()[:2])
        close = difflib.get_close_matches(head, known, cutoff=0.6) or difflib.get_close_matches(
            head.split(" ")[0], known, cutoff=0.6
        )
        return close


def _put(table: dict[Any, Entry], name: Any, entry: Entry) -> None:
    if name in table:
        raise RuntimeError(f"{name} is declared twice")
    table[name] = entry


def all_events(router: Router) -> Iterable[str]:
    """The events the app must be subscribed to."""
    return {"app_home_opened", *router.listeners}
