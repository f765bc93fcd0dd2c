"""The main job, walked by people in the demo's page, from the first command to the proof that nothing was altered."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.e2e.visitor import Visitor, visiting
from tests.processes import said

NAME, CHANNEL, CHANNEL_WORD = "Tidewater Support", "vendor-cedar", "cedar"
JUMPS = 10


def test_the_main_job_on_a_desk(chrome: Browser, address: str, tmp_path: Path) -> None:
    with visiting(chrome, address, 1280, 800, "light") as visitor:
        adds_a_vendor(visitor)
        looks_it_up(visitor)
        hears_of_it_at_nine(visitor)
        decides(visitor)
        lets_one_be_missed(visitor)
        card = answers_the_escalation(visitor)
        reads_its_thread(visitor, card)
        sees_what_is_theirs(visitor)
        reads_the_history(visitor)
        assert visitor.complaints == []
    [database] = tmp_path.glob("govbot-demo-*/govbot.db")
    verified = said(tmp_path, "audit", "verify", GOVBOT_DATABASE_URL=f"sqlite:///{database}")
    assert (verified.code, "Nothing was altered." in verified.out) == (0, True), verified.all


def test_the_morning_on_a_phone_in_the_dark(chrome: Browser, address: str) -> None:
    with visiting(chrome, address, 390, 844, "dark") as visitor:
        adds_a_vendor(visitor)
        hears_of_it_at_nine(visitor)
        nothing_is_cut_off(visitor)
        decides(visitor)
        finds_the_way_by_the_menu(visitor)
        nothing_is_cut_off(visitor)
        assert background(visitor) < 100
        visitor.page.get_by_test_id("theme").click()
        assert background(visitor) > 200
        assert visitor.complaints == []


def adds_a_vendor(visitor: Visitor) -> None:
    visitor.goes("maya.lindqvist", "vendor-governance")
    visitor.page.get_by_test_id("input").press_sequentially("/ven")
    visitor.page.get_by_role("option").filter(has_text="Everything about your vendors").click()
    visitor.page.get_by_test_id("input").press_sequentially("add")
    visitor.page.get_by_test_id("input").press("Enter")
    visitor.writes(name=NAME)
    visitor.chooses(function="Customer support", tier="Critical", channel=CHANNEL)
    visitor.chooses(owner="Ivo Novak", backup="Ivo Novak", sponsor="Ana Silva")
    visitor.form.get_by_test_id("modal-submit").click()
    # Who stands in for the owner must be somebody else: said where it is to be mended, and nothing is lost.
    expect(visitor.field("backup").get_by_role("alert")).to_be_visible()
    visitor.chooses(backup="Dora Lind")
    visitor.submits()
    expect(visitor.message(NAME)).to_contain_text("VND-0041")


def looks_it_up(visitor: Visitor) -> None:
    visitor.types(f"/vendor show {NAME}")
    shown = visitor.answers.last
    for words in (NAME, "critical", "Customer support", "Ivo Novak", "Dora Lind", "Ana Silva", "Operational review"):
        expect(shown).to_contain_text(words)
    visitor.types("/vendor list critical")
    expect(visitor.answers.last).to_contain_text(NAME)
    visitor.types(f"/review due {NAME}")
    expect(visitor.answers.last).to_contain_text("due Tue 24 Nov 2026 (tomorrow)")
    visitor.types("/review deu")
    expect(visitor.answers.last).to_contain_text("/review due")


def hears_of_it_at_nine(visitor: Visitor) -> None:
    jumps_to(visitor, "Monday 23 November 2026, 09:00")
    visitor.goes("ivo.novak", "govbot")
    expect(visitor.message("Operational review")).to_contain_text(NAME)
    visitor.goes("ivo.novak", CHANNEL)
    post = visitor.message("things due")
    expect(post).to_contain_text("Operational review")
    expect(post).to_contain_text("due tomorrow")
    expect(post.get_by_role("button", name="Complete").first).to_be_visible()
    expect(post.get_by_role("button", name="Snooze").first).to_be_visible()


def jumps_to(visitor: Visitor, moment: str) -> None:
    """From one thing due to the next: messages of the first minute may still wait to be sent, and are due before."""
    clock = visitor.page.get_by_test_id("clock").locator("time")
    for _ in range(JUMPS):
        was = clock.get_attribute("datetime") or ""
        visitor.moves_the_clock("next")
        expect(clock).not_to_have_attribute("datetime", was)
        if clock.text_content() == moment:
            break
    expect(clock).to_have_text(moment)


def decides(visitor: Visitor) -> None:
    """The operational review: it stands first in the post, as the one whose name comes first."""
    visitor.presses(visitor.message("things due"), "Complete")
    expect(visitor.form).to_contain_text("Operational review")
    visitor.writes(notes="The backlog grew again", action_1="Hire two agents", due_1="2026-12-15")
    visitor.chooses(rating="Amber", outcome="Improve", owner_1="Dora Lind")
    visitor.submits()
    decided = visitor.message("The backlog grew again")
    for words in ("Ivo Novak", "Operational review", "Hire two agents", "Dora Lind"):
        expect(decided).to_contain_text(words)
    visitor.types(f"/review due {NAME}")
    expect(visitor.answers.last).to_contain_text("Operational review · due Mon 30 Nov 2026")


def lets_one_be_missed(visitor: Visitor) -> None:
    visitor.moves_the_clock("1w")
    for late in ("1 day overdue", "3 days overdue"):
        expect(visitor.message(late)).to_contain_text("Risk and compliance review")
    visitor.moves_the_clock("1w")
    visitor.moves_the_clock("1d")


def answers_the_escalation(visitor: Visitor) -> Locator:
    raised = visitor.messages.filter(has_text="Escalation #").filter(has_text=NAME).last
    expect(raised).to_contain_text("Risk and compliance review 14 days overdue")
    ts = raised.get_attribute("data-ts")
    card = visitor.page.get_by_role("main").locator(f'[data-testid="message"][data-ts="{ts}"]')
    visitor.presses(card, "Acknowledge")
    expect(card).to_contain_text("acknowledged")
    expect(card.get_by_role("button", name="Acknowledge")).to_have_count(0)
    visitor.opens(card, "Escalate now")
    visitor.writes(reason="The vendor does not answer")
    visitor.submits()
    expect(card).to_contain_text("L2 tactical")
    visitor.opens(card, "Resolve")
    visitor.writes(cause="The calendar was full", done="The review was held today")
    visitor.submits()
    expect(card).to_contain_text("The calendar was full")
    expect(card.get_by_role("button", name="Resolve")).to_have_count(0)
    return card


def reads_its_thread(visitor: Visitor, card: Locator) -> None:
    card.get_by_test_id("replies").click()
    thread = visitor.page.get_by_test_id("thread")
    for words in ("has it", "The vendor does not answer", "Cause: The calendar was full"):
        expect(thread.get_by_test_id("messages")).to_contain_text(words)


def sees_what_is_theirs(visitor: Visitor) -> None:
    visitor.goes("ivo.novak", "home")
    expect(visitor.page.get_by_test_id("home")).to_contain_text(NAME)


def reads_the_history(visitor: Visitor) -> None:
    visitor.goes("maya.lindqvist", "vendor-governance")
    visitor.types(f"/vendor history {NAME}")
    expect(visitor.answers.last).to_contain_text("resolved")
    expect(visitor.answers.last).to_contain_text("acknowledged")


def finds_the_way_by_the_menu(visitor: Visitor) -> None:
    visitor.page.get_by_test_id("open-sidebar").click()
    visitor.page.locator('[data-name="vendor-governance"]').click()
    expect(visitor.page.get_by_test_id("place-title")).to_contain_text("vendor-governance")


def nothing_is_cut_off(visitor: Visitor) -> None:
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def background(visitor: Visitor) -> float:
    """How light the page is, 0 to 255."""
    style = "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)"
    red, green, blue = visitor.page.evaluate(style)
    return float(red + green + blue) / 3
