"""What a workspace changed in its playbook, as everybody may read it in Slack."""

from collections.abc import Sequence

from govbot.playbook.differences import Difference
from govbot.playbook.models import PlaybookVersion
from govbot.slack.blocks import Block, context, header, paragraphs, section
from govbot.slack.telling import said, somebody
from govbot.slack.text import clip, escape, moment, plural

FEW = 5  # changes in a message that nobody asked for
SHOWN = 20
LONGEST = 120  # characters of a value
SHIPPED = "This workspace follows the playbook that comes with govbot; nothing was changed in it."


def news(version: PlaybookVersion, changes: Sequence[Difference]) -> list[Block]:
    what = f"changed the playbook ({plural(len(changes), 'value')}){said(version.note)}"
    told = f"📘 {somebody(version.applied_by)} {what}. It holds from now on; what runs keeps what it began with."
    return [section(f"{told}\n{_listed(changes, FEW)}"), context("`/vendor playbook` shows all that differs here.")]


def shown(changes: Sequence[Difference], history: Sequence[PlaybookVersion], trouble: str) -> list[Block]:
    """`history`: the newest first; `trouble` is what keeps the newest from being in force."""
    if not history:
        return [section(SHIPPED)]
    drawn = [header(f"Playbook: version {history[0].number}"), section(_applied(history[0]))]
    if trouble:
        drawn.append(section(f"⚠️ It does not fit this govbot, and the shipped playbook is in force. {escape(trouble)}"))
    elif changes:
        drawn += paragraphs(f"Different from the playbook that comes with govbot:\n{_listed(changes, SHOWN)}")
    else:
        drawn.append(section(SHIPPED))
    earlier = "\n".join(_applied(version) for version in history[1:])
    return [*drawn, context(earlier)] if earlier else drawn


def _applied(version: PlaybookVersion) -> str:
    by = f"{somebody(version.applied_by)} {moment(version.applied_at)}"
    return f"Version {version.number}, by {by}{said(version.note)}"


def _listed(changes: Sequence[Difference], most: int) -> str:
    lines = [f"• `{change.path}`: {_value(change.before)} → {_value(change.after)}" for change in changes[:most]]
    more = len(changes) - most
    return "\n".join([*lines, *([f"and {more} more: `govbot playbook diff` in the terminal"] if more > 0 else [])])


def _value(text: str) -> str:
    return clip(escape(text), LONGEST) if text else "nothing"
