"""What happened to evidence, as sentences of a vendor's history."""

from govbot import playbook
from govbot.slack.telling import Detail, Stories, because, on, somebody
from govbot.slack.text import escape


def _what(detail: Detail) -> str:
    kinds = playbook.load().evidence.kinds
    known = kinds[detail["kind"]].title if detail["kind"] in kinds else detail["kind"]
    return f"{escape(detail['title'] or known)} (v{detail['version']})"


def _requested(detail: Detail) -> str:
    of = f" of {escape(detail['contact'])}" if detail["contact"] else ""
    return f"asked for the {_what(detail)}{of}, by {on(detail['by'])}"


def _filed(detail: Detail) -> str:
    until = f", which holds until {on(detail['until'])}" if detail["until"] else ""
    return f"filed the {_what(detail)}{until}"


STORIES: Stories = {
    "evidence.requested": _requested,
    "evidence.filed": _filed,
    "evidence.recorded": _filed,
    "evidence.taken": lambda d: f"began to look at the {_what(d)}",
    "evidence.accepted": lambda d: f"accepted the {_what(d)}{because(d['findings'])}",
    "evidence.rejected": lambda d: f"rejected the {_what(d)}{because(d['findings'])}",
    "evidence.bridged": lambda d: f"bridged the {_what(d)} from {on(d['before'])} to {on(d['after'])}",
    "evidence.moved": lambda d: f"moved the request for the {_what(d)} to {on(d['after'])}{because(d['why'])}",
    "evidence.reassigned": lambda d: f"gave the {_what(d)} to {somebody(d['after'])}{because(d['why'])}",
}
