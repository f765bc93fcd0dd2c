"""A thing that is reached by typing its name and by a button that carries it: one handler for both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import click

from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Door(Generic[Thing]):
    """How the thing is found by what was typed after the command, and by what the button carries."""

    typed: Callable[[Call, tuple[str, ...]], Thing]
    pressed: Callable[[Call], Thing]

    def opens(
        self, router: Router, path: str, summary: str, usage: str, action: str = "", *,
        needs: Right = Right.WRITE, reads: bool = True,
    ) -> Callable[[Callable[[Call, Thing], Reply]], Callable[[Call, Thing], Reply]]:  # fmt: skip
        """Declares the word, and the press where there is such a button. Most only read: they open a form."""

        def declare(handler: Callable[[Call, Thing], Reply]) -> Callable[[Call, Thing], Reply]:
            @router.word(path, summary, usage, needs=needs, reads=reads)
            @click.argument("words", nargs=-1, required=True)
            def word(call: Call, words: tuple[str, ...]) -> Reply:
                return handler(call, self.typed(call, words))

            if action:
                router.press(action, needs=needs, reads=reads)(lambda call: handler(call, self.pressed(call)))
            return handler

        return declare
