"""A file that cannot be read as a register at all."""

from govbot.errors import Refusal


class Unreadable(Refusal):
    """Nothing of the file was imported; the sentence says what to do."""
