"""What people type, press and fill in about tests of exit plans."""

from typing import NamedTuple

from govbot import playbook
from govbot.errors import Refusal
from govbot.exits import finding, header, readiness_blocks, testing, testing_blocks, testing_forms, tests_ahead
from govbot.exits.buttons import TESTS
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan, ExitTest
from govbot.exits.testing_forms import DATE, RECORD
from govbot.playbook.exits import TestKind
from govbot.reminders import cards
from govbot.rights import Right
from govbot.risks import news
from govbot.slack.blocks import Block, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, escape, mention, plural, until
from govbot.vendors import finding as vendors
from govbot.vendors import telling
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Vendor

router = Router()


class Bench(NamedTuple):
    """A kind of test of one plan; `seen` is the test that was ahead when its button was drawn, 0 for none."""

    vendor: Vendor
    plan: ExitPlan
    kind: TestKind
    seen: int

    @classmethod
    def of(cls, call: Call) -> "Bench":
        number, kind, seen = call.value.split(" ")
        plan, kinds = finding.by_id(call.session, int(number)), playbook.load().exits.tests
        if kind not in kinds:
            raise Refusal("The playbook has no such test any more. `/exit test <vendor>` shows those it has.")
        return cls(vendors.by_id(call.session, plan.vendor_id), plan, kinds[kind], int(seen))

    def ahead(self, call: Call) -> ExitTest | None:
        return tests_ahead.ahead(tests_ahead.of(call.session, [self.plan])[self.plan.id], self.kind.key)


@VENDOR.opens(router, "exit test", "Tests of an exit plan: what was shown, what comes next", "/exit test <vendor>",
              TESTS, needs=Right.READ)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    plan = finding.of(call.session, vendor)
    return Reply(blocks=_page(call, vendor, plan))


def _page(call: Call, vendor: Vendor, plan: ExitPlan, said: str = "") -> list[Block]:
    tests = tests_ahead.of(call.session, [plan])[plan.id]
    drawn = testing_blocks.page(vendor, plan, tests, call.today)
    return [section(said), *drawn] if said else drawn


@router.press(RECORD, reads=True)
def ask_result(call: Call) -> Reply:
    bench = Bench.of(call)
    header.check_ours(bench.vendor)
    return Reply(form=testing_forms.recording(bench.vendor, bench.plan, bench.kind, bench.ahead(call), call.today))


@router.form(RECORD)
def record(call: Call) -> Reply:
    bench, held = Bench.of(call), testing_forms.held(call)
    header.check_ours(bench.vendor)
    test, opened = testing.record(
        call.session, call.workspace, call.now, call.actor, bench.vendor, bench.plan, bench.kind.key, held, bench.seen
    )  # fmt: skip
    cards.note(call.session, call.now, test.subject, test.due, f"✅ Recorded by {mention(call.actor)}.")
    _keep(call, bench)
    told = readiness_blocks.recorded(bench.vendor, test, len(opened))
    telling.tell(call.session, call.workspace, call.now, bench.vendor, f"{test.subject}:held", told)
    for issue in opened:
        news.given(call, issue)
    mended = f" {plural(len(opened), 'issue')} opened." if opened else ""
    return Reply(blocks=_page(call, bench.vendor, bench.plan, f"Recorded.{mended}"))


def _keep(call: Call, bench: Bench) -> None:
    row = Standing(bench.vendor, bench.plan, finding.running(call.session, bench.plan))
    tests_ahead.keep(call.session, call.workspace, call.now, [row])


@router.press(DATE, reads=True)
def ask_date(call: Call) -> Reply:
    bench = Bench.of(call)
    return Reply(form=testing_forms.dating(bench.vendor, bench.plan, bench.kind, bench.ahead(call)))


@router.form(DATE)
def dated(call: Call) -> Reply:
    bench, to = Bench.of(call), call.date("date")
    if to is None:
        raise Refusal("Pick the day by which it is to be held.", field="date")
    call.session.refresh(bench.vendor, with_for_update={"key_share": True})  # one at a time plans another test
    test = bench.ahead(call) or testing.planned(call.session, bench.plan, bench.kind.key, to)
    before = testing.move(call.session, call.workspace, call.now, call.actor, test, to, call.text("reason"))
    note = f"📅 Moved to {day(to)} by {mention(call.actor)}"
    cards.note(call.session, call.now, test.subject, before, note)
    said = f"{escape(bench.kind.title)}: it is to be held by {day(to)} ({until(to, call.today)})."
    return Reply(blocks=_page(call, bench.vendor, bench.plan, said))
