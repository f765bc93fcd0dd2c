"""What was typed fits several things: a button for each of them, which goes on with the command as it was typed."""

import re

from govbot.errors import Ambiguous, quoted
from govbot.slack.blocks import actions, button, section
from govbot.slack.call import Reply

AGAIN = "command.again."
SHOWN = 10
LONGEST = 2000  # what a button may carry
QUOTES = '"“”„'


def offered(ambiguous: Ambiguous, head: str, rest: str) -> Reply:
    """`head` are the words of the command, `rest` what followed them. Refused in words where no button can go on."""
    commands = {label: _again(head, rest, ambiguous.typed, chosen) for label, chosen in ambiguous.choices.items()}
    carried = {label: command for label, command in commands.items() if command and len(command) <= LONGEST}
    if not carried:
        raise ambiguous
    shown = list(carried.items())[:SHOWN]
    question = f"{quoted(ambiguous.typed)} could be any of these. Which one do you mean?"
    if len(carried) > SHOWN:
        question += f" There are {len(carried) - SHOWN} more: type more of the name to see them."
    buttons = [button(label, f"{AGAIN}{number}:1", command) for number, (label, command) in enumerate(shown)]
    return Reply(text=ambiguous.text, blocks=[section(question), actions(*buttons)])


def _again(head: str, rest: str, typed: str, chosen: str) -> str:
    """The command with the doubtful words replaced; empty where they do not stand in it."""
    words = rf"[\s{QUOTES}]+".join(re.escape(word) for word in typed.split())
    doubtful = rf"(?<!\S)[{QUOTES}]*{words}[{QUOTES}]*(?!\S)"
    replaced, count = re.subn(doubtful, lambda _: chosen, rest, count=1)
    return f"{head} {replaced}".strip() if count else ""
