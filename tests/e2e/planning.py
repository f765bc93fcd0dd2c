"""What runs in the demo, used once: a rollout, its tasks and its card; exits begun, stopped, tested, asked about."""

from playwright.sync_api import Locator, expect

from tests.e2e.hand import Hand
from tests.e2e.words import LONG

TEST = {"result": "Passed in part", "report": "https://files.example.com/test.pdf", "findings": LONG}
LEFT = {"why": "They are too dear", "manager": "Dora Lind"}


def runs_a_rollout(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    page = hand.asks("/vendor rollout show Sunrise", "1-8 of 19")
    hand.shoots("rollout")
    for label, seen in (("Next →", "9-16 of 19"), ("← Before", "1-8 of 19")):
        hand.visitor.presses(page, label)
        expect(page).to_contain_text(seen)
    changes_a_task(hand, page)
    added = {"title": "Test the night line", "phase": "Training", "person": "Goran Petrov", "date": "2026-12-02"}
    hand.presses_and_sends(page, "Add a task…", "is in the plan", **added)
    hand.presses_and_sends(page, "Who does what…", "Security @Goran Petrov", role_security="Goran Petrov")
    hand.presses_and_sends(page, "Move the end…", "The agreed end is", date="2027-01-15", why="The holidays")
    before = hand.newest
    hand.visitor.presses(page, "Gantt")
    hand.reads(before, "Drawing")
    looks_at_its_channel(hand)


def changes_a_task(hand: Hand, page: Locator) -> None:
    before = hand.newest
    hand.visitor.presses(page, "Open")
    task = hand.reads(before, "Close the gaps in the documentation")
    hand.shoots("task")
    hand.presses_and_sends(task, "Move…", "is now due on", date="2026-11-30", why="The writer is ill")
    hand.presses_and_sends(task, "Give to…", "is now with", person="Hana Sato", why="She knows them")
    before = hand.newest
    hand.visitor.opens(task, "Waits for…")
    hand.visitor.chooses(after="R11")
    hand.visitor.form.locator(".section-block").first.click()  # which closes the list of choices
    hand.sends()
    hand.reads(before, "waits for")
    hand.presses_and_sends(task, "It failed…", "stays open until", why=LONG, again="2026-12-01")
    done = hand.asks("/vendor rollout task Sunrise R11", "Test the escalation contacts")
    hand.presses_and_sends(done, "Done…", "is closed", shown="https://files.example.com/test.pdf")
    hand.presses_and_sends(task, "Not needed…", "is left out", because="Nothing is missing any more")


def looks_at_its_channel(hand: Hand) -> None:
    """Its card is drawn anew by what was done."""
    hand.goes("maya.lindqvist", "vendor-sunrise")
    card = hand.stays(hand.visitor.message("Gates").filter(has_text="Run by"))
    expect(card).to_contain_text("Fri 15 Jan 2027")
    hand.shoots("card")
    before = hand.newest
    hand.visitor.presses(card, "All tasks")
    hand.reads(before, "of 20")
    hand.presses_and_sends(card, "Stop it…", "stopped the rollout", why="They start again in spring")
    expect(card).to_contain_text("Stopped by")


def leaves_a_vendor(hand: Hand) -> None:
    """Meridian's plan is asked about, approved, tested; its exit begins and is stopped."""
    hand.settles("maya.lindqvist")
    page = hand.asks("/exit show Meridian", "Exit plan of Meridian")
    hand.shoots("exit")
    before = hand.newest
    hand.visitor.presses(page, "Ask for approval")
    before = hand.reads(before, "is asked to approve it").get_attribute("data-ts")
    hand.visitor.presses(page, "Approve")
    page = hand.reads(before, "Approved.")
    before = hand.newest
    hand.visitor.presses(page, "Readiness")
    rated = hand.reads(before, "of 100")
    before = hand.newest
    hand.visitor.presses(rated, "Exit plan")
    before = hand.reads(before, "Exit plan of Meridian").get_attribute("data-ts")
    hand.visitor.presses(rated, "Tests…")
    tests = hand.reads(before, "Tests of the exit plan")
    hand.presses_and_sends(tests, "Choose its day…", "1 Feb 2027", date="2027-02-01", reason="After the close")
    hand.presses_and_sends(tests, "Record…", "Recorded", **TEST)
    hand.picks_and_sends(page, "What speaks for leaving…", "Saved", critical_kpi="2")
    hand.picks_and_sends(page, "Who does what…", "roles are named", role_hr="Jane Doe")
    told = {"trigger": "Change of control", "what": "They belong to a competitor now"}
    hand.picks_and_sends(page, "Say what speaks for it…", "asked whether to leave", **told)
    begins_and_stops(hand)


def begins_and_stops(hand: Hand) -> None:
    page = hand.asks("/exit show Meridian", "Exit plan of Meridian")
    hand.presses_and_sends(page, "Begin the exit…", "The exit", target="2027-12-31", **LEFT)
    hand.shoots("begun")
    page = hand.asks("/exit show Meridian", "exit runs since")
    hand.presses_and_sends(page, "Stop the exit…", "The exit is stopped", why="They have mended it")
    gone = hand.asks("/exit show Saffron", "has no exit plan")
    hand.presses_and_sends(gone, "Vendor is gone today…", "exit", **LEFT)
    written = hand.asks("/exit show Orchard", "has no exit plan")
    hand.visitor.presses(written, "Write it…")
    hand.sends(objectives="Nobody waits for a contract")
    expect(hand.visitor.form).to_contain_text("The first part is saved")
    before = hand.newest
    hand.sends(cost="90,000 EUR")
    page = hand.reads(before, "Exit plan of Orchard")


def is_asked_whether_to_leave(hand: Hand) -> None:
    """The sponsor, who does not want to yet; and all of it in order of how ready we are."""
    hand.goes("ana.silva", "govbot")
    asked = hand.stays(hand.visitor.message("Should we leave Juniper"))
    hand.shoots("asked")
    hand.presses_and_sends(asked, "Not now…", "Written down", why="They appeal against it", until="2027-01-29")
    hand.settles("maya.lindqvist")
    listed = hand.asks("/exit readiness", "How ready we are to leave")
    for label, seen in (("Next →", "16-"), ("← Before", "1-15 of")):
        hand.visitor.presses(listed, label)
        expect(listed).to_contain_text(seen)
