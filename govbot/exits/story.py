"""What happened to exit plans, as sentences of a vendor's history."""

from govbot.slack.telling import Detail, Stories, because, on, somebody, word


def _written(detail: Detail) -> str:
    what = ", ".join(word(column) for column in detail["changed"])
    again = ", which has to be approved again" if detail["unapproved"] else ""
    return f"changed the exit plan ({what}){again}"


def _invoked(detail: Detail) -> str:
    target = f" to {on(detail['target'])}" if detail["target"] else ""
    return f"began the exit ({word(detail['variant'])}) from {on(detail['starts'])}{target}{because(detail['why'])}"


STORIES: Stories = {
    "exit.drafted": lambda _: "began the exit plan",
    "exit.written": _written,
    "exit.approved": lambda _: "approved the exit plan",
    "exit.invoked": _invoked,
    "exit.stopped": lambda d: f"stopped the exit{because(d['why'])}",
    "exit.tested": lambda d: f"recorded a test of the exit plan, {word(d['kind'])}: {word(d['result'])}",
    "exit.test_moved": lambda d: f"moved the test of the exit plan to {on(d['after'])}{because(d['why'])}",
    "exit.test_given": lambda d: f"gave the test of the exit plan to {somebody(d['after'])}{because(d['why'])}",
    "exit.proposed": lambda d: f"asked whether to leave{because(d['what'])}",
    "exit.proposal_not_now": lambda d: f"said not now, until {on(d['until'])}{because(d['why'])}",
    "exit.proposal_begun": lambda _: "decided to leave",
    "exit.proposal_over": lambda _: "took the question whether to leave back: its cause does not hold any more",
    "exit.closed": lambda _: "closed the exit: the last task is done",
}
