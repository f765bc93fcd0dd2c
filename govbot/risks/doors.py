"""A risk, issue, exception or decision by its reference or words of its title, or by the button that carries it."""

from govbot.risks import records
from govbot.risks.models import Decision, Issue, PolicyException, Risk
from govbot.risks.records import AnyEntry
from govbot.slack.call import Call
from govbot.slack.doors import Door


def door(table: type[AnyEntry]) -> Door[AnyEntry]:
    def typed(call: Call, words: tuple[str, ...]) -> AnyEntry:
        return records.find(call.session, table, " ".join(words))

    def pressed(call: Call) -> AnyEntry:
        return records.by_id(call.session, table, int(call.value.partition(":")[2]))

    return Door(typed, pressed)


RISK, ISSUE, EXCEPTION, DECISION = door(Risk), door(Issue), door(PolicyException), door(Decision)
