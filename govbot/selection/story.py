"""What happened before a vendor worked for us, as sentences of its history."""

from govbot.slack.telling import Detail, Stories, because, on, said


def _filed(detail: Detail) -> str:
    until = f", which holds until {on(detail['until'])}" if detail["until"] else ""
    return f"filed due diligence{said(detail['item'])}{until}{because(detail['evidence'])}"


STORIES: Stories = {
    "process.assessed": lambda d: f"assessed the process{said(d['process'])}: {d['total']}, {d['verdict']}",
    "checklist.answered": lambda d: (
        f"answered the checklist:{said(d['item'])} {d['answer'].lower()}{because(d['evidence'])}"
    ),
    "diligence.filed": _filed,
    "diligence.waived": lambda d: f"said that{said(d['item'])} does not apply{because(d['evidence'])}",
}
