"""Names of vendors: as they are kept, and as two spellings of one are compared."""

import unicodedata

from govbot.errors import Refusal

LONGEST_NAME = 120


def clean_name(text: str) -> str:
    """A name as it is kept: composed, without control characters, spaces collapsed."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in composed)
    name = " ".join(visible.split())
    if not name:
        raise Refusal("A vendor needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refusal(
            f"That name has {len(name)} characters; {LONGEST_NAME} is the most. Put the rest in the notes.",
            field="name",
        )
    return name


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
