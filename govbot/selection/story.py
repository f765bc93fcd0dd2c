"""What happened before a vendor worked for us, as sentences of its history."""

from govbot.slack.telling import Detail, Stories, because, on, said, somebody, word


def _filed(detail: Detail) -> str:
    until = f", which holds until {on(detail['until'])}" if detail["until"] else ""
    return f"filed due diligence{said(detail['item'])}{until}{because(detail['evidence'])}"


def _scored(detail: Detail) -> str:
    scores = ", ".join(f"{word(key)} {score}" for key, score in detail["after"].items()) or "nothing"
    return f"scored it in{said(detail['name'])}: {scores}{because(detail['note'])}"


STORIES: Stories = {
    "process.assessed": lambda d: f"assessed the process{said(d['process'])}: {d['total']}, {d['verdict']}",
    "selection.opened": lambda d: f"opened the selection{said(d['name'])}, to be decided by {on(d['due'])}",
    "selection.moved": lambda d: (
        f"moved the decision of{said(d['name'])} from {on(d['before'])} to {on(d['after'])}{because(d['why'])}"
    ),
    "selection.reassigned": lambda d: (
        f"gave the selection{said(d['name'])} to {somebody(d['after'])}{because(d['why'])}"
    ),
    "selection.decided": lambda d: (
        f"decided the selection{said(d['name'])} for{said(d['winner']) or ' nobody'}{because(d['why'])}"
    ),
    "candidate.added": lambda d: f"made it a candidate of{said(d['name'])}",
    "candidate.scored": _scored,
    "candidate.dropped": lambda d: f"dropped it from{said(d['name'])}{because(d['why'])}",
    "candidate.chosen": lambda d: f"chose it in{said(d['name'])}{because(d['why'])}",
    "checklist.answered": lambda d: (
        f"answered the checklist:{said(d['item'])} {d['answer'].lower()}{because(d['evidence'])}"
    ),
    "diligence.filed": _filed,
    "diligence.waived": lambda d: f"said that{said(d['item'])} does not apply{because(d['evidence'])}",
}
