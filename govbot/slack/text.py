"""Text on its way to Slack: escaped, kept within the limits, and the tokens Slack draws for people and dates."""

import re
from datetime import date, datetime

ELLIPSIS = "…"
# Slack makes links of addresses: `<mailto:a@b.example|a@b.example>`, `<http://acme.example|acme.example>`.
_LINK = re.compile(r"<(?:mailto:)?(?P<address>[^@#!<>|][^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_CODE = re.compile(r"`([^`]+)`")
_PLACE = re.compile(r"<(?![@#][A-Z0-9]+[|>]|!|https?://|mailto:)([^<>]*)>")
_PARTIAL_ENTITY = re.compile(r"&[a-z]{0,4}$")


def escape(text: str) -> str:
    """Text of people for mrkdwn: nothing in it can mention, link or ping."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def harmless(text: str) -> str:
    """Our own sentences for mrkdwn: `<vendor>`, a place to fill in, would be a link; mentions and links stay."""
    return _PLACE.sub(r"&lt;\1&gt;", text)


def clean(text: str) -> str:
    """Without what no database keeps as text."""
    return text.replace("\0", "")


def unescape(text: str) -> str:
    """What a person typed, out of the escaped text of a slash command; mentions of people and channels stay tokens."""
    text = _LINK.sub(lambda link: link["label"] or link["address"], text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def in_form(text: str) -> str:
    """A sentence for a field of a form, where Slack draws no mrkdwn: words to type stand in quotes."""
    return _CODE.sub(r"“\1”", unescape(text))


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, ending in an ellipsis where something was cut; never half an entity."""
    if len(text) <= limit:
        return text
    return _PARTIAL_ENTITY.sub("", text[: limit - len(ELLIPSIS)]).rstrip() + ELLIPSIS


def pieces(text: str, limit: int = 2900) -> list[str]:
    """The whole text in parts that each fit a block: cut at a line end, else a space, else anywhere but in entities."""
    parts = []
    while len(text) > limit:
        ends = (text.rfind("\n", 0, limit), text.rfind(" ", 0, limit))
        cut = next((end for end in ends if end > limit // 2), 0)
        cut = cut or len(_PARTIAL_ENTITY.sub("", text[:limit]))
        parts.append(text[:cut])
        text = text[cut:].lstrip()
    return [*parts, text] if text else parts


def mention(slack_id: str | None, name: str = "nobody") -> str:
    """`@name` drawn by Slack, or the plain name of somebody who is not in Slack."""
    return f"<@{slack_id}>" if slack_id else escape(name)


def channel_link(channel_id: str) -> str:
    return f"<#{channel_id}>"


def link(url: str, label: str) -> str:
    """A link whose address is ours; what it says must come escaped."""
    return f"<{escape(url)}|{label}>"


def day(value: date) -> str:
    """A deadline as it stands in the workspace's calendar, the same for every reader: `Mon 23 Nov 2026`."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def moment(value: datetime) -> str:
    """An instant, drawn by Slack in the reader's own zone; the fallback names UTC."""
    fallback = value.strftime("%d %b %Y %H:%M UTC")
    return f"<!date^{int(value.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def ago(value: datetime) -> str:
    """`in 3 hours`, `2 days ago`: counted by Slack whenever somebody looks."""
    return f"<!date^{int(value.timestamp())}^{{ago}}|{value:%d %b %Y %H:%M UTC}>"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 review`, `3 reviews`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def until(due: date, today: date) -> str:
    """How far a deadline is, as people say it."""
    days = (due - today).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "1 day overdue"
    return f"in {days} days" if days > 0 else f"{-days} days overdue"
