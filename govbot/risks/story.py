"""What happened to risks, issues, exceptions and decisions, as sentences of a vendor's history."""

from collections.abc import Callable

from govbot.risks.records import TABLES
from govbot.slack.telling import Detail, Stories, because, on, said, somebody
from govbot.slack.text import escape


def _named(detail: Detail) -> str:
    return f"{escape(detail['ref'])}{said(detail['title'])}"


def _of(noun: str, tell: Callable[[str, Detail], str]) -> Callable[[Detail], str]:
    return lambda detail: tell(f"the {noun} {_named(detail)}", detail)


SHARED: dict[str, Callable[[str, Detail], str]] = {
    "added": lambda what, d: f"wrote down {what} for {somebody(d['owner'])}, {on(d['due'])}{because(d.get('why'))}",
    "closed": lambda what, d: f"closed {what}{because(d['why'])}",
    "moved": lambda what, d: f"moved {what} from {on(d['before'])} to {on(d['after'])}{because(d['why'])}",
    "reassigned": lambda what, d: f"gave {what} to {somebody(d['after'])}{because(d['why'])}",
}


def _rated(detail: Detail) -> str:
    before, after = detail["before"], detail["after"]
    what, why = _named(detail), because(detail["why"])
    return f"rated {what} {after}, it was {before}{why}" if before != after else f"left {what} at {after}{why}"


def _asked(detail: Detail) -> str:
    until = f"until {on(detail['until'])}{because(detail['why'])}"
    return f"asked {somebody(detail['approver'])} to approve {_named(detail)} {until}"


def _done(detail: Detail) -> str:
    return f"mended {_named(detail)}, for {somebody(detail['verifier'])} to verify{because(detail['correction'])}"


STORIES: Stories = {
    **{f"{table.noun}.{step}": _of(table.noun, tell) for table in TABLES for step, tell in SHARED.items()},
    "risk.rated": _rated,
    "risk.treated": lambda d: f"planned to {d['treatment']} {_named(d)}{because(d['plan'])}",
    "issue.done": _done,
    "issue.verified": lambda d: f"verified {_named(d)}",
    "issue.reopened": lambda d: f"opened {_named(d)} again until {on(d['due'])}{because(d['why'])}",
    "issue.passed_on": lambda d: f"asked {somebody(d['after'])} to verify {_named(d)}{because(d['why'])}",
    "exception.refused": lambda d: f"closed the exception {_named(d)}, which was refused{because(d['why'])}",
    "approval.asked": _asked,
    "approval.granted": lambda d: f"approved {_named(d)} until {on(d['until'])}",
    "approval.refused": lambda d: f"refused {_named(d)}{because(d['why'])}",
    "approval.withdrawn": lambda d: f"ended the approval of {_named(d)}{because(d['why'])}",
    "approval.stale": lambda d: f"asked for the acceptance of {_named(d)} anew{because(d['why'])}",
    "approval.handed_on": lambda d: f"asked {somebody(d['approver'])} to approve {_named(d)} instead",
}
