"""Names and tags of vendors: as they are kept, and as two spellings of one are compared."""

import re
import unicodedata

from govbot.errors import Refusal, quoted

LONGEST_NAME = 120
LONGEST_TAG, MOST = 40, 20


def clean_name(text: str) -> str:
    """A name as it is kept: composed, without control characters, spaces collapsed."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in composed)
    name = " ".join(visible.split())
    if not name:
        raise Refusal("Say the name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refusal(
            f"That name has {len(name)} characters; {LONGEST_NAME} is the most. Put the rest in the notes.",
            field="name",
        )
    return name


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def clean_aliases(text: str) -> list[str]:
    """Other names, apart by commas, semicolons or lines; each once."""
    named = [clean_name(part) for part in re.split(r"[,;\n]", text) if part.strip()]
    return _few(list({name_key(name): name for name in named}.values()), "other names")


def clean_tags(text: str) -> list[str]:
    """Small letters, apart by commas or spaces, without a leading #; each once."""
    tags = [name_key(part.lstrip("#")) for part in re.split(r"[,;\s]+", text) if part.strip("# ")]
    for tag in tags:
        if len(tag) > LONGEST_TAG:
            raise Refusal(f"The tag {quoted(tag)} is too long; {LONGEST_TAG} characters are the most.")
    return _few(list(dict.fromkeys(tags)), "tags")


def _few(items: list[str], what: str) -> list[str]:
    if len(items) > MOST:
        raise Refusal(f"That are {len(items)} {what}; {MOST} are the most.")
    return items
