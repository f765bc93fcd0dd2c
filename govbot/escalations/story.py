"""Steps of escalations as sentences of a vendor's history."""

from collections.abc import Callable

from govbot.slack.telling import Detail, Stories, because, place_or_person


def _escalated(what: str) -> Callable[[Detail], str]:
    """`raised the S3 escalation from L1 to L2, asking @dora: “no answer in time”`."""

    def tell(detail: Detail) -> str:
        before, after = detail["level"]
        levels = f" from L{before} to L{after}" if before != after else f" at L{after}"
        asked = ", ".join(place_or_person(id_) for id_ in detail["reached"])
        kind = "drill" if detail.get("drill") else f"{detail['severity']} escalation"
        asking = f", asking {asked}" if asked else ""
        return f"{what} the {kind}{levels}{asking}{because(detail['reason'])}"

    return tell


STORIES: Stories = {
    "escalation.opened": _escalated("opened"),
    "escalation.climbed": _escalated("raised"),
    "escalation.skipped": _escalated("skipped a level of"),
    "escalation.asked": _escalated("asked whether somebody is on"),
    "escalation.asked_to_resolve": _escalated("asked whether to resolve"),
    "escalation.settled": _escalated("settled the cause of"),
    "escalation.acknowledged": _escalated("acknowledged"),
    "escalation.updated": _escalated("gave news of"),
    "escalation.clock_started": _escalated("started a regulatory clock on"),
    "escalation.warned": _escalated("counted down a regulatory clock of"),
    "escalation.reported": _escalated("reported outside about"),
    "escalation.undone": _escalated("took back the last step of"),
    "escalation.snoozed": _escalated("put off"),
    "escalation.reassigned": _escalated("handed over"),
    "escalation.contained": _escalated("contained"),
    "escalation.cancelled": _escalated("cancelled, as opened by mistake,"),
    "escalation.drilled": _escalated("finished"),
    "escalation.resolved": _escalated("resolved"),
}
