"""Every command, button, menu entry, form and shortcut used once in the demo's page, by one admin or another."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from govbot.street import router
from tests.e2e import planning
from tests.e2e.hand import Hand
from tests.e2e.visitor import visiting
from tests.e2e.words import (
    CONTRACT,
    CRITERIA,
    DECISION,
    DPA,
    ISSUE,
    LINES,
    LONG,
    MINUTES,
    PLAN,
    SELECTION,
    SUBCONTRACTOR,
    TIER,
    WISH,
    Line,
)

ROUTER = router()
SHOTS = 4  # lines typed from one screenshot to the next
ROOM = 12  # lines typed in one room


def test_every_command_has_its_line() -> None:
    typed = [line.typed[1:].removeprefix("vendor ") for line in LINES]
    found = {found.entry.name for text in typed if (found := ROUTER.find(text))}
    assert found == {entry.name for entry in ROUTER.words.values()}


def test_everything_is_used_once(chrome: Browser, address: str, tmp_path: Path) -> None:
    with visiting(chrome, address, 1280, 1400, "light") as visitor:
        hand = Hand(visitor, tmp_path)
        hand.settles("maya.lindqvist")
        visitor.page.get_by_label("Close the welcome").click()
        hand.asks("/vendor help", "What you can type here")
        hand.shoots("help")
        types(hand, LINES[:1])
        turns_the_pages_of_vendors(hand)
        types(hand, LINES[1:])
        uses_the_card_of_a_vendor(hand)
        uses_its_windows(hand)
        names_subcontractors(hand)
        looks_where_too_much_hangs(hand)
        reads_reviews(hand)
        shows_evidence(hand)
        keeps_risks(hand)
        chooses_a_vendor(hand)
        planning.runs_a_rollout(hand)
        planning.leaves_a_vendor(hand)
        planning.is_asked_whether_to_leave(hand)
        measures(hand)
        mends_and_verifies(hand)
        asks_and_answers(hand)
        decides_about_contracts(hand)
        changes_what_concerns_all(hand)
        uses_the_shortcuts(hand)
        answers_an_escalation(hand)
        uses_the_menu_of_an_escalation(hand)
        tries_the_ladder(hand)
        answers_the_morning(hand)
        uses_the_home_tab(hand)
        assert visitor.complaints == []
    looks_on_a_phone(chrome, hand)
    everything_was_used(hand)
    assert hand.endpoints.get("violations")["violations"] == []


def looks_on_a_phone(chrome: Browser, hand: Hand) -> None:
    """At what was said: nothing is cut off."""
    with visiting(chrome, hand.visitor.address, 390, 844, "dark") as visitor:
        visitor.goes("ivo.novak", "vendor-northwind")
        visitor.page.get_by_label("Close the welcome").click()
        for place in ("vendor-northwind", "vendor-verity", "home"):
            visitor.goes("ivo.novak", place)
            expect(visitor.page.get_by_role("button", name="Complete").or_(visitor.messages).first).to_be_visible()
            visitor.page.screenshot(path=hand.folder / f"phone-{place}.png")
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
        visitor.goes("maya.lindqvist", "vendor-juniper")
        looks_at_a_picture(visitor.page, "Scorecard of Juniper")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
        visitor.goes("ivo.novak", "general")
        for typed in ("/vendor help", "/vendor show Northwind", "/vendor list", "/vendor settings"):
            visitor.types(typed)
            expect(visitor.answers.last).to_contain_text("/vendor")
            visitor.page.screenshot(path=hand.folder / f"phone-{typed[8:12]}.png")
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert visitor.complaints == []


def everything_was_used(hand: Hand) -> None:
    assert set(ROUTER.presses) - hand.presses == set()
    assert set(ROUTER.forms) - hand.forms == set()
    assert set(ROUTER.shortcuts) == hand.shortcuts
    assert hand.menus == {"move", "reassign", "escalate", "snooze", "clock", "cancel"}


def types(hand: Hand, lines: Sequence[Line]) -> None:
    for number, line in enumerate(lines):
        if number % ROOM == ROOM - 1:
            hand.settles(hand.person)
        before = hand.newest
        hand.types(line.typed)
        if line.form:
            expect(hand.visitor.form).to_be_visible()
            hand.shoots("form")
            hand.sends(**line.form)
        if line.window:
            expect(hand.visitor.form).to_contain_text(line.seen)
            hand.closes()
        else:
            hand.reads(before, line.seen)
        if number % SHOTS == SHOTS - 1:
            hand.shoots("words")


def uses_the_card_of_a_vendor(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    card = hand.asks("/vendor show Northwind", "Northwind Contact Oy")
    hand.shoots("card")
    hand.presses_and_sends(card, "Complete next review", "is completed", **MINUTES)
    hand.presses_and_sends(card, "Escalate", "is open at", severity="S2", what=LONG)
    facts = {"notes": LONG, "aliases": "NWC, Northwind", "spend": "4,900,000 EUR"}
    changed = hand.picks_and_sends(card, "Edit…", "is changed", **facts)
    hand.picks_and_sends(card, "People…", "Changed for", security="Lucas Meyer")
    hand.picks(card, "Tier…")
    hand.sends(**TIER)
    expect(hand.visitor.form).to_contain_text("Proposed: ")
    hand.shoots("tier")
    before = hand.newest
    hand.sends(reason="They answer for half of our customers")
    hand.reads(before, "written down")
    hand.picks_and_sends(card, "Status…", "is under review now", status="Under review", reason="The backlog")
    hand.shoots("answers")
    hand.visitor.presses(changed, "Read all notes")
    expect(hand.visitor.form).to_contain_text("The backlog of the night shift")
    hand.shoots("notes")
    hand.closes()
    before = hand.newest
    hand.visitor.presses(card, "History")
    history = hand.reads(before, "newest first")
    hand.shoots("history")
    while history.get_by_role("button", name="Older").count():
        page = history.text_content() or ""
        hand.visitor.presses(history, "Older")
        expect(history).not_to_have_text(page)
    expect(history).to_contain_text("added the vendor as VND-0001")
    other = hand.asks("/vendor show Hollybank", "Hollybank")
    hand.picks_and_sends(other, "Retire…", "Hollybank", reason="We search ourselves now")


def uses_its_windows(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    card, form = hand.asks("/vendor show Mistral", "Mistral Voice"), hand.visitor.form
    for label, seen in (("Evidence", "Evidence"), ("KPIs", "KPI"), ("Risks", "Risks")):
        before = hand.newest
        hand.visitor.presses(card, label)
        hand.reads(before, seen)
    for label in ("Contracts", "Subcontractors"):
        hand.visitor.presses(card, label)
        expect(form).to_contain_text(label)
        hand.closes()
    hand.visitor.presses(card, "Services")
    hand.shoots("services")
    hand.visitor.presses(form, "Add a service")
    hand.sends(function="Technical support", location="Offshore", countries="India")
    expect(form).to_contain_text("Technical support")
    hand.visitor.presses(form, "Change")
    hand.sends(location="Nearshore", countries="Portugal")
    expect(form).to_contain_text("nearshore (PT)")
    expect(form).to_contain_text("Customer support")
    hand.shoots("services")
    hand.visitor.presses(form, "Remove")
    hand.confirms()
    expect(form.get_by_role("button", name="Remove")).to_have_count(0)
    hand.closes()
    hand.visitor.presses(card, "What stays ours")
    hand.shoots("ours")
    hand.visitor.presses(form, "Name people")
    hand.shoots("ours")
    hand.sends(process_design="Ivo Novak", vendor_governance="Maya Lindqvist")
    expect(form).to_contain_text("Maya Lindqvist")
    hand.shoots("ours")
    hand.closes()
    hand.visitor.presses(card, "Contacts")
    expect(form).to_contain_text("usually their CEO")
    hand.visitor.presses(form, "Add a contact")
    hand.shoots("contact")
    hand.sends(name="Ines Prado", level="L1", email="ines@mistral.example")
    expect(form).to_contain_text("ines@mistral.example")
    hand.shoots("contacts")
    hand.visitor.presses(form, "Remove")
    hand.confirms()
    expect(form).not_to_contain_text("ines@mistral.example")
    hand.closes()


def names_subcontractors(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    card, form = hand.asks("/vendor sub show Mistral", "Nobody works for them"), hand.visitor.form
    hand.visitor.presses(card, "Add a subcontractor")
    hand.sends(**SUBCONTRACTOR)
    expect(form).to_contain_text("Telework Inc")
    hand.visitor.presses(form, "Add a subcontractor")
    hand.sends(**(SUBCONTRACTOR | {"name": "Night Desk", "parent": "Telework Inc"}))
    expect(form).to_contain_text("↳ Night Desk")
    hand.shoots("subcontractors")
    hand.picks(form, "Change…")
    hand.sends(countries="Poland")
    expect(form).to_contain_text("(PL)")
    hand.picks(form, "End…")
    hand.sends(who="Night Desk", reason="They close at night")
    expect(form).to_contain_text("worked for them until")
    hand.closes()


def shows_evidence(hand: Hand) -> None:
    """Juniper is of a tier whose evidence may be accepted by whoever filed it."""
    hand.goes("maya.lindqvist", "vendor-juniper")
    every, before = hand.asks("/vendor evidence list", "Evidence to see to"), hand.newest
    hand.visitor.presses(every, "Next →")
    expect(every).to_contain_text("11-")
    hand.visitor.presses(every, "← Before")
    expect(every).to_contain_text("1-10 of")
    hand.visitor.presses(every, "Open")
    hand.reads(before, "Evidence of")
    listed, before = hand.asks("/vendor evidence list Juniper", "Evidence of Juniper"), hand.newest
    hand.shoots("evidence")
    hand.visitor.presses(listed, "Open")
    piece = hand.reads(before, "Issued by Juniper Procure GmbH")
    hand.shoots("evidence")
    hand.presses_and_sends(piece, "Request now", "is asked for it")
    hand.presses_and_sends(listed, "Request", "is asked for it")
    hand.presses_and_sends(piece, "File", "is filed as version 3", **DPA)
    filed, before = hand.stays(hand.visitor.message("v3 · received")), hand.newest
    with hand.redrawing(filed):
        hand.visitor.presses(filed, "Start review")
        hand.reads(before, "is yours to accept or reject")
    hand.presses_and_sends(filed, "Accept", "accepted the")
    hand.presses_and_sends(listed, "File", "is filed as version 1", kind="Penetration test", **DPA)
    dropped = {"user": "@maya.lindqvist", "channel": "#vendor-juniper", "name": "bcp.pdf", "content": "Test of May"}
    hand.endpoints.post("upload", dropped)
    said = hand.stays(hand.visitor.message("bcp.pdf"))
    said.hover()
    said.get_by_test_id("message-menu").click()
    hand.page.get_by_role("menuitem").filter(has_text="File as evidence").click()
    test = {name: text for name, text in DPA.items() if name != "link"}
    hand.sends(kind="Continuity test", **test)
    expect(hand.visitor.message("SHA-256")).to_contain_text("Continuity test")
    hand.shoots("evidence")
    hand.settles("maya.lindqvist")


def decides_about_contracts(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    listed = hand.asks("/vendor contract Mistral", "Contracts with Mistral")
    page = hand.presses_and_sends(listed, "Add a contract", "Contract NDA-77 is written down", **CONTRACT)
    hand.shoots("contract")
    page = hand.presses_and_sends(page, "Change", "is changed", law="Ireland")
    hand.visitor.presses(page, "Clauses")
    hand.shoots("clauses")
    before = hand.newest
    hand.sends()
    page = hand.reads(before, "The clauses of NDA-77 are written down")
    listed, before = hand.asks("/vendor contract Mistral", "NDA-77"), hand.newest
    listed.locator(".section-block", has_text="NDA-77").get_by_role("button", name="Open").click()
    page = hand.reads(before, "Ireland")
    left = {"decision": "Terminate", "why": "They are too dear", "proof": "Receipt RR 1 DE"}
    page = hand.presses_and_sends(page, "Decide", "What comes next", **left)
    hand.shoots("contract")
    hand.presses_and_sends(page, "It has ended", "is over", why="They agreed to let us go")
    page = hand.asks("/vendor contract show Cobalt Collections", "1 clause missing")
    hand.presses_and_sends(page, "Ask for an exception", "is asked to allow it", **WISH)


def keeps_risks(hand: Hand) -> None:
    """Ivo writes down more than a page holds; Maya looks at the first."""
    hand.settles("maya.lindqvist")
    scales = ("likelihood", "impact", "residual_likelihood", "residual_impact")
    rated = dict.fromkeys(scales, "3") | {"category": "ICT", "owner": "@ivo.novak"}
    for number in range(11):
        who, typed = {"user": "@ivo.novak"}, f"/vendor risk add Umber: Risk {number}"
        hand.endpoints.post("command", who | {"channel": "#general", "text": typed})
        view = hand.endpoints.get("views", **who)["views"][-1]["id"]
        hand.endpoints.post("submit", who | {"view_id": view, "values": rated})
    listed, before = hand.asks("/vendor risk list Umber", "1-10 of 11"), hand.newest
    hand.visitor.presses(listed, "Next →")
    expect(listed).to_contain_text("11-11 of 11")
    hand.visitor.presses(listed, "← Before")
    expect(listed).to_contain_text("1-10 of 11")
    hand.shoots("risks")
    hand.visitor.presses(listed, "Open")
    card = hand.reads(before, "nothing planned")
    seen = {"residual_likelihood": "5 · Almost certain", "why": LONG}
    hand.presses_and_sends(card, "Look again", "🔴 15 Extreme", **seen)
    hand.presses_and_sends(card, "Treat", "reduce, looked at again on", **PLAN)
    hand.presses_and_sends(card, "Accept", "is asked to bear", **WISH)
    hand.shoots("risk")
    hand.presses_and_sends(card, "Close", "is closed", why="It is past")
    card, before = hand.asks("/vendor show Umber", "Umber Sales"), hand.newest
    hand.visitor.presses(card, "Risks")
    listed = hand.reads(before, "and what belongs to them")
    hand.shoots("risks")
    hand.picks_and_sends(listed, "Add an issue", "is written down", title="Leads without consent", **ISSUE)


def chooses_a_vendor(hand: Hand) -> None:
    """A process assessed again; two candidates scored, one of them dropped, the other looked at and chosen."""
    hand.settles("maya.lindqvist")
    made = hand.asks("/vendor assess show Refunds of card", "Gaps")
    made, before = hand.presses_and_sends(made, "Assess again", "of 16", note=LONG), hand.newest
    hand.visitor.presses(made, "All processes")
    listed, before = hand.reads(before, "assessed"), hand.newest
    hand.visitor.presses(listed, "Open")
    before = hand.reads(before, "Mistakes others made").get_attribute("data-ts")
    hand.types("/vendor select add Claims desk")
    hand.sends(**SELECTION | {"function": "Claims", "names": "Dune Claims"})
    board = hand.reads(before, "Nobody is scored yet")
    board = hand.presses_and_sends(board, "Score the next", "has 60 of 100", **dict.fromkeys(CRITERIA, "3"))
    board = hand.presses_and_sends(board, "Add candidates", "Ember Claims", names="Ember Claims")
    board = hand.picks_and_sends(board, "Score…", "are level at 60", **dict.fromkeys(CRITERIA, "3"))
    hand.shoots("selection")
    before = hand.newest
    hand.visitor.presses(board, "As a picture")
    hand.reads(before, "direct message")
    board, before = hand.picks_and_sends(board, "Drop…", "dropped by", why="They answered nothing"), hand.newest
    hand.picks(board, "Checklist")
    listed = hand.reads(before, "Checklist of Dune")
    hand.presses_and_sends(listed, "Answer", "1 of 12", scope_answer="Done", scope_evidence="SOW 1")
    before = hand.newest
    hand.picks(board, "Due diligence")
    file = hand.reads(before, "Due diligence of Dune")
    hand.shoots("file")
    file = hand.presses_and_sends(file, "File", "1 of 14 items", registry_state="Filed", registry_evidence="LEI 1")
    hand.presses_and_sends(file, "Ask for an exception", "is asked to let", **WISH)
    chosen = {"winner": "Dune", "why": "The only one that answered"}
    decided, before = hand.presses_and_sends(board, "Decide", "chose", **chosen), hand.newest
    hand.visitor.presses(decided, "Open")
    hand.reads(before, "was chosen by")


def measures(hand: Hand) -> None:
    """A KPI of our own, twice red, looked at as a picture, judged and ended."""
    hand.settles("maya.lindqvist")
    listed = hand.asks("/vendor kpi list Juniper", "KPIs of Juniper")
    hand.visitor.presses(listed, "Add a KPI")
    hand.sends(kpi="Something else")
    agreed = {"name": "Orders without a number", "unit": "Percent", "direction": "Low is good", "target": "1"}
    before = hand.newest
    hand.sends(**agreed, red="3", since="2026-09")
    hand.reads(before, "red above 3 %")
    before = hand.newest
    hand.visitor.presses(listed, "Record")
    expect(hand.visitor.form).to_contain_text("Orders without a number")
    view = hand.endpoints.get("views", user=f"@{hand.person}")["views"][-1]
    hand.sends(**{block["block_id"]: "4" for block in view["blocks"] if block["block_id"].startswith("v_")})
    hand.reads(before, "is recorded")
    shown = hand.asks("/vendor kpi show Juniper orders without a number", "🔴 red")
    hand.shoots("kpi")
    before = hand.newest
    hand.visitor.presses(shown, "Picture")
    hand.reads(before, "Drawing")
    hand.presses_and_sends(shown, "Change target", "red above 5 %", red="5", reason="They are new")
    scored = hand.asks("/vendor score Juniper", "Scorecard of Juniper")
    hand.presses_and_sends(scored, "Give a verdict", "Keep, if it improves", verdict="Keep, if it improves", why=LONG)
    before = hand.newest
    hand.visitor.presses(scored, "Post the picture in the channel")
    hand.reads(before, "is posted in")
    hand.shoots("score")
    hand.goes("maya.lindqvist", "vendor-juniper")
    looks_at_a_picture(hand.page, "Scorecard of Juniper")
    records_a_file(hand)
    shown = hand.asks("/vendor kpi show Juniper orders without a number", "They counted again")
    hand.presses_and_sends(shown, "End it", "is not asked for any more", reason="They have numbers now")


def records_a_file(hand: Hand) -> None:
    content = "vendor,kpi,period,value,reason\nJuniper,orders without a number,2026-10,4.5,They counted again\n"
    dropped = {"user": "@maya.lindqvist", "channel": "#vendor-juniper", "name": "values.csv", "content": content}
    hand.endpoints.post("upload", dropped)
    said, before = hand.stays(hand.visitor.message("values.csv")), hand.newest
    said.hover()
    said.get_by_test_id("message-menu").click()
    hand.page.get_by_role("menuitem").filter(has_text="Record KPI values").click()
    expect(hand.visitor.form).to_contain_text("1 value of 1 vendor, 1 corrected")
    hand.shoots("values")
    hand.sends()
    hand.reads(before, "is recorded: 1 corrected")


def looks_at_a_picture(page: Page, words: str) -> None:
    """It is there, and named for whoever does not see it."""
    picture = page.get_by_role("main").get_by_role("img", name=words)
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1600)


def mends_and_verifies(hand: Hand) -> None:
    """Ivo is to verify what Maya did, and then does it himself."""
    hand.goes("ivo.novak", "govbot")
    asked = hand.stays(hand.visitor.message("you are to verify it"))
    hand.shoots("verify")
    again = {"why": "Three of them have none", "date": "2026-12-21"}
    hand.presses_and_sends(asked, "Not mended", "is open again", **again)
    card = hand.asks("/vendor issue show orders without", "Orders without a number")
    mended = {"cause": "A form", "correction": "The form asks for it", "verifier": "Maya Lindqvist"}
    hand.presses_and_sends(card, "Done", "is asked to verify", **mended)
    hand.goes("maya.lindqvist", "govbot")
    before = hand.newest
    hand.visitor.presses(hand.stays(hand.visitor.message("you are to verify it")), "Verify")
    hand.reads(before, "is verified and closed")


def asks_and_answers(hand: Hand) -> None:
    """Maya asks, Ana says yes, and no the second time; a decision is Maya's own."""
    hand.types("/vendor exception add Juniper: Orders by telephone")
    hand.sends(**WISH)
    hand.goes("ana.silva", "govbot")
    before = hand.newest
    asked = hand.stays(hand.visitor.message("Orders by telephone"))
    hand.shoots("approve")
    hand.visitor.presses(asked, "Approve")
    hand.reads(before, "is approved until")
    hand.settles("maya.lindqvist")
    card = hand.asks("/vendor exception show telephone", "Orders by telephone")
    hand.presses_and_sends(card, "Renew", "is asked to allow it", **WISH | {"until": "2027-05-31"})
    hand.goes("ana.silva", "govbot")
    asked = hand.stays(hand.visitor.message("31 May 2027"))
    hand.presses_and_sends(asked, "Refuse", "has been told", why="The portal works by then")
    hand.shoots("refused")
    hand.settles("maya.lindqvist")
    before = hand.newest
    hand.types("/vendor decision add Juniper: Two quotes are enough")
    hand.sends(**DECISION)
    hand.reads(before, "is written down")
    card = hand.asks("/vendor decision show two quotes", "Two quotes are enough")
    hand.presses_and_sends(card, "Extend", "lasts until", date="2027-09-30", why="It works")
    hand.presses_and_sends(card, "Close", "is closed", why="Three are asked for again")


def looks_where_too_much_hangs(hand: Hand) -> None:
    """Each of its five buttons, which are all on the second page."""
    hand.settles("maya.lindqvist")
    for label in ("Next →", "By country", "By function", "By shared subcontractor"):
        shown = hand.asks("/vendor concentration", "1-10 of")
        hand.visitor.presses(shown, "Next →")
        expect(shown).to_contain_text("11-20 of")
        hand.visitor.presses(shown, label)
        expect(shown).not_to_contain_text("11-20 of")
    hand.shoots("concentration")


def turns_the_pages_of_vendors(hand: Hand) -> None:
    listed = hand.asks("/vendor list", "1-20 of 41")
    hand.shoots("list")
    for label, seen in (("Next →", "21-40 of 41"), ("Next →", "41-41 of 41"), ("← Before", "21-40 of 41")):
        hand.visitor.presses(listed, label)
        expect(listed).to_contain_text(seen)


def reads_reviews(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    for typed, heading in (("/vendor due all", "Everything"), ("/review due all", "Reviews")):
        due = hand.asks(typed, heading)
        hand.visitor.presses(due, "Next →")
        expect(due.get_by_role("button", name="← Before")).to_be_visible()
        hand.visitor.presses(due, "← Before")
        expect(due.get_by_role("button", name="← Before")).to_have_count(0)
    hand.shoots("due")
    shown = hand.asks("/review show Dunmore", "Held before")
    hand.shoots("reviews")
    newest = shown.locator(".section-block", has_text="Amber").first
    newest.get_by_role("button", name="Open").click()
    expect(shown).to_contain_text("Hire two agents")
    hand.shoots("minutes")
    before = hand.newest
    hand.visitor.presses(shown, "Done")
    hand.reads(before, "Hire two agents is done.")
    choice = hand.asks("/vendor show Co", "Which one do you mean?")
    hand.shoots("choices")
    choice.get_by_test_id("button-command.again.0:1").click()
    expect(choice).to_contain_text("Next dates")


def changes_what_concerns_all(hand: Hand) -> None:
    hand.settles("maya.lindqvist")
    preview = hand.asks("/review schedule all low service every 6 months", "Service review of low vendors")
    hand.visitor.presses(preview, "Change it")
    expect(preview).to_contain_text("Done:")
    hand.presses_and_sends(hand.asks("/vendor settings", "How govbot"), "Change", "Saved", holidays="DE, PL")
    away = hand.asks("/vendor away", "Nobody is away")
    hand.presses_and_sends(away, "Be away", "stands in", deputy="Dora Lind", until="2026-12-04", reason="Mountains")
    away = hand.asks("/vendor away", "Away now")
    before = hand.newest
    hand.visitor.presses(away, "I am back")
    hand.reads(before, "Welcome back")
    before = hand.newest
    hand.types("/vendor handover")
    hand.sends(giver="Hana Sato", taker="Goran Petrov")
    proposed = hand.reads(before, "from @Hana Sato to @Goran Petrov?")
    hand.shoots("handover")
    proposed.get_by_role("button", name="Hand over").click()
    expect(proposed).to_contain_text("Handed over from")
    hand.shoots("handover")


def uses_the_shortcuts(hand: Hand) -> None:
    hand.page.get_by_test_id("shortcuts").click()
    hand.page.get_by_role("menuitem").filter(has_text="Escalate").click()
    hand.sends(vendor="Ardent", severity="S4", what="The portal is slow")
    expect(hand.visitor.form).to_contain_text("is open at L1")
    hand.shoots("shortcut")
    hand.closes()
    hand.goes("maya.lindqvist", "vendor-quill")
    hand.types("Their report is three days late again.")
    said = hand.stays(hand.visitor.message("three days late again"))
    said.hover()
    said.get_by_test_id("message-menu").click()
    hand.page.get_by_role("menuitem").filter(has_text="Escalate to vendor owner").click()
    expect(hand.visitor.field("what").locator("textarea")).to_have_value("Their report is three days late again.")
    hand.shoots("shortcut")
    hand.sends(severity="S3")
    expect(hand.page.get_by_test_id("modal")).to_have_count(0)
    expect(hand.visitor.message("Escalation #")).to_contain_text("three days late again")
    hand.shoots("escalation")


def card_of(hand: Hand, text: str) -> Locator:
    return hand.stays(hand.visitor.messages.filter(has_text="Escalation #").filter(has_text=text).last)


def answers_an_escalation(hand: Hand) -> None:
    card = card_of(hand, "The September report is late")
    with hand.redrawing(card):
        hand.visitor.presses(card, "Acknowledge")
    hand.acts(card, "Update", "Posted", text="They sent half of it")
    hand.acts(card, "Escalate now", "It is at L2", reason="The regulator asks for it today")
    held = hand.acts(card, "Contained", "It is contained", done="We file last month's figures")
    hand.shoots("contained")
    with hand.redrawing(card):
        hand.visitor.presses(held, "Undo")
        expect(held).to_contain_text("Taken back")
    hand.acts(card, "Resolve", "is resolved", cause="Their system was down", done="It was sent")
    hand.shoots("resolved")


def uses_the_menu_of_an_escalation(hand: Hand) -> None:
    card = card_of(hand, "three days late again")
    hand.acts(card, "Snooze…", "Put off for", reason="They promised it for tomorrow")
    hand.acts(card, "Reassign…", "is asked to take it", person="Dora Lind", reason="She knows the figures")
    hand.acts(card, "Start regulatory clock…", "The clock runs", clock="72 hours")
    hand.shoots("clock")
    hand.acts(card, "Reported", "The clock is stopped", to="The data protection authority, 2026-77")
    hand.acts(card, "Cancel, opened by mistake…", "is cancelled", reason="It was there all the time")
    hand.shoots("cancelled")
    hand.goes("ivo.novak", "vendor-northwind")
    card = card_of(hand, "The backlog of the night shift")
    hand.visitor.presses(card, "Read it all")
    expect(hand.visitor.form).to_contain_text("could say why. The backlog")
    hand.shoots("whole")
    hand.closes()
    hand.visitor.presses(hand.visitor.message("Hire two agents"), "Read all notes")
    expect(hand.visitor.form).to_contain_text("nobody on their side could say why")
    hand.shoots("notes")
    hand.closes()


def tries_the_ladder(hand: Hand) -> None:
    hand.goes("emil.kraus", "vendor-verity")
    card = hand.stays(hand.visitor.message("DRILL"))
    hand.shoots("drill")
    hand.acts(card, "Cancel the drill…", "is cancelled", reason="The wrong afternoon")
    hand.shoots("drill")


def answers_the_morning(hand: Hand) -> None:
    hand.visitor.moves_the_clock("1h")
    hand.goes("goran.petrov", "vendor-vantage")
    post = hand.stays(hand.visitor.message("due"))
    hand.shoots("morning")
    hand.acts(post, "Snooze", "You will hear nothing", until="2026-11-25", reason="They are at a fair")
    hand.acts(post, "Reassign…", "is now with", person="Chen Wei", reason="He was there")
    hand.picks_and_sends(post, "Escalate…", "is open at", severity="S4")
    hand.acts(post, "Move…", "is now due on", date="2026-11-26", reason="They are at a fair")
    hand.shoots("morning")


def uses_the_home_tab(hand: Hand) -> None:
    hand.goes("ivo.novak", "home")
    home = hand.page.get_by_test_id("home")
    expect(home).to_contain_text("Hello Ivo Novak")
    hand.shoots("home")
    home.get_by_role("button", name="Snooze").last.click()  # what is long overdue is not to be put off
    hand.sends(until="2026-11-25", reason="They are at a fair")
    expect(hand.visitor.form).to_contain_text("You will hear nothing about")
    hand.closes()
