"""Reviews as people meet them: typed, pressed and filled in, in the local Slack."""

from datetime import date

import pytest

from govbot import db
from govbot.people import service as people
from govbot.reviews.models import Action
from govbot.vendors import finding
from govbot.vendors.models import Tier
from tests.door import Json, shown
from tests.reviews.desk import ROOM, Desk, labels

pytestmark = pytest.mark.one_database

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)
FILLED = {"held_on": "2026-03-09", "rating": "amber", "outcome": "improve"}


def card(desk: Desk) -> Json:
    """Two reviews are due on Monday, and the channel has been told."""
    desk.due("risk", MONDAY)
    desk.due("due_diligence", MONDAY)
    desk.morning(MONDAY)
    return desk.posts()[-1]


def complete(desk: Desk, message: Json, name: str = "dora.lind", **values: object) -> Json:
    desk.person(name).presses("Complete", message)
    agreed = {} if "action_1" in values else {"no_actions": ["yes"]}
    return desk.person(name).submits(**{**FILLED, **agreed, "attendees": [desk.id_of(name)], **values})


def test_the_morning_tells_the_channel_and_the_owner_and_nobody_else(desk: Desk) -> None:
    posted = card(desk)
    assert "2 things due for *Ardent Payroll*" in shown(posted)
    assert "🟠 *Risk and compliance review* · due today (Mon 9 Mar 2026)" in shown(posted)
    assert f"<@{desk.id_of('dora.lind')}>" in shown(posted)
    assert labels(posted) == ["Complete", "Snooze", "Complete", "Snooze"]
    [digest] = desk.posts("@govbot", "dora.lind")
    assert "*2 things* for you today" in shown(digest)
    for name in ("ivo.novak", "ana.silva", "maya.lindqvist"):
        assert desk.posts("@govbot", name) == []


def test_completing_closes_the_card_and_says_who_decided_what(desk: Desk) -> None:
    posted = card(desk)
    action = {"action_1": "Fix <!here> the backlog", "owner_1": desk.id_of("ivo.novak"), "due_1": "2026-03-20"}
    assert complete(desk, posted, notes="All *fine*.", guests="Tom of Ardent", **action)["errors"] == {}
    desk.deliver()
    edited, news = desk.posts()[-2:]
    assert edited["ts"] == posted["ts"]
    assert labels(edited) == ["Complete", "Snooze"]
    dora, ivo = f"<@{desk.id_of('dora.lind')}>", f"<@{desk.id_of('ivo.novak')}>"
    assert f"✅ Completed by {dora} on Mon 9 Mar 2026." in shown(edited)
    said = shown(news)
    assert f"{dora} completed the *" in said
    assert "Continue, with improvements" in said
    assert "🟠 Amber" in said
    assert "Tom of Ardent" in said
    assert f"• Fix &lt;!here&gt; the backlog: {ivo} by Fri 20 Mar 2026" in said
    assert "The next one is due on" in desk.answers("dora.lind")[-1]
    [digest] = desk.posts("@govbot", "dora.lind")
    assert labels(digest) == ["Complete"]


def test_what_is_wrong_in_the_form_is_said_on_its_field_and_nothing_is_lost(desk: Desk) -> None:
    posted = card(desk)
    wrong = {"held_on": "2026-03-10", "action_1": "Fix it", "owner_2": desk.id_of("ivo.novak"), "due_2": "2026-03-01"}
    errors = complete(desk, posted, **wrong)["errors"]
    assert set(errors) == {"owner_1", "due_1", "action_2", "due_2"}
    left = {"owner_1": desk.id_of("ivo.novak"), "due_1": "2026-04-01", "owner_2": "", "due_2": ""}
    dora = desk.person("dora.lind")
    again = dora.submits(**{**FILLED, "attendees": [desk.id_of("dora.lind")], **wrong, **left})
    assert set(again["errors"]) == {"held_on"}
    assert all(review.is_open for review in desk.review("risk"))


def test_the_second_one_to_complete_hears_who_was_first(desk: Desk) -> None:
    posted = card(desk)
    desk.person("ivo.novak").presses("Complete", posted)
    complete(desk, posted)
    late = desk.person("ivo.novak").submits(**FILLED, attendees=[desk.id_of("ivo.novak")])
    assert "already completed by @dora.lind on 9 March 2026" in str(late["errors"])
    desk.person("ivo.novak").presses("Complete", posted)
    assert "already completed by @dora.lind" in desk.answers("ivo.novak")[-1]
    desk.deliver()
    assert len([post for post in desk.posts() if "completed the" in shown(post)]) == 1


def test_snoozing_takes_a_reason_and_leaves_the_way_to_finish(desk: Desk) -> None:
    posted = card(desk)
    dora = desk.person("dora.lind")
    dora.presses("Snooze", posted)
    assert set(dora.submits(until="2026-03-30", reason="Waiting")["errors"]) == {"until"}
    assert set(dora.submits(until="2026-03-09", reason="Waiting")["errors"]) == {"until"}
    assert dora.submits(until="2026-03-11", reason="Waiting for <figures>")["errors"] == {}
    desk.deliver()
    edited = desk.posts()[-1]
    assert edited["ts"] == posted["ts"]
    assert labels(edited) == ["Complete", "Complete", "Snooze"]
    assert "💤 Snoozed until Wed 11 Mar 2026 by" in shown(edited)
    assert "Waiting for &lt;figures&gt;" in shown(edited)
    desk.morning(TUESDAY)
    [other] = [post for post in desk.posts() if "1 day overdue" in shown(post)]
    assert labels(other) == ["Complete", "Snooze"]
    desk.morning(WEDNESDAY)
    assert "2 days overdue" in shown(desk.posts()[-1])


def test_an_action_is_closed_with_one_press(desk: Desk) -> None:
    posted = card(desk)
    complete(desk, posted, action_1="Fix it", owner_1=desk.id_of("ivo.novak"), due_1="2026-03-10")
    desk.morning(TUESDAY)
    [digest] = desk.posts("@govbot", "ivo.novak")
    assert "Fix it" in shown(digest)
    desk.person("ivo.novak").presses("Done", digest)
    desk.deliver()
    for message in (desk.posts("@govbot", "ivo.novak")[-1], desk.posts()[-1]):
        assert "Done" not in labels(message)
        assert f"✅ Done by <@{desk.id_of('ivo.novak')}>" in shown(message)


def test_long_notes_are_clipped_with_a_way_to_the_whole(desk: Desk) -> None:
    complete(desk, card(desk), notes="A long story. " * 200)
    desk.deliver()
    news = desk.posts()[-1]
    assert len(shown(news)) < 1500
    desk.person("ana.silva").presses("Read all notes", news)
    assert shown(desk.person("ana.silva").view()).count("A long story.") == 200


def test_what_is_coming_is_listed_in_pages(desk: Desk) -> None:
    desk.vendor("Bright <Line> & Co", tier=Tier.CRITICAL)
    desk.vendor("Cedar", tier=Tier.HIGH)
    maya = desk.person("maya.lindqvist")
    assert "1-10 of" in maya.types("/review due all", ROOM)
    message = maya.sees(ROOM)[-1]
    maya.presses("Next →", message)
    assert "11-" in desk.answers("maya.lindqvist")[-1]
    assert "Bright &lt;Line&gt; &amp; Co" in maya.types("/review due bright", ROOM)
    assert "1-10 of" in maya.types("/review due")
    assert "I know no vendor called “Zzz”" in maya.types("/review due Zzz")


def test_completing_by_name_offers_the_choice(desk: Desk) -> None:
    maya = desk.person("maya.lindqvist")
    assert maya.types("/review complete ardent", ROOM) == ""
    chosen = str(desk.review("risk")[0].id)
    held = {**FILLED, "held_on": "2026-03-02", "no_actions": ["yes"]}
    assert maya.submits(**held, attendees=[desk.id_of("maya.lindqvist")], review=chosen)["errors"] == {}
    assert [review.is_open for review in desk.review("risk")] == [False, True]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/review move ardent tomorrow", "Write it as year-month-day"),
        ("/review move ardent 2026-02-30", "Write it as year-month-day"),
        ("/review move nobody 2026-05-05", "I know no vendor"),
        ("/review move ardent", "Type it like this"),
        ("/review complete", "Something is missing there. Type it like this: `/review complete &lt;"),
        ("/review compleet ardent", "Did you mean"),
    ],
)
def test_what_cannot_be_understood_says_what_to_do(desk: Desk, typed: str, said: str) -> None:
    assert said in desk.person("maya.lindqvist").types(typed)


def test_moving_one_of_several_asks_which(desk: Desk) -> None:
    posted = card(desk)
    maya = desk.person("maya.lindqvist")
    assert maya.types("/review move ardent 2026-03-15", ROOM) == ""
    chosen = str(desk.review("risk")[0].id)
    assert set(maya.submits(review=chosen, date="2026-03-01")["errors"]) == {"date"}
    assert maya.submits(review=chosen, date="2026-03-15", reason="They are moving house")["errors"] == {}
    desk.deliver()
    assert "is now due on Sun 15 Mar 2026" in desk.answers("maya.lindqvist")[-1]
    assert "no business day" in desk.answers("maya.lindqvist")[-1]
    edited = desk.posts()[-1]
    assert edited["ts"] == posted["ts"]
    assert "📅 Moved to Sun 15 Mar 2026" in shown(edited)
    assert labels(edited) == ["Complete", "Snooze"]
    assert desk.review("risk")[0].by_hand


def test_the_vendors_history_tells_every_step(desk: Desk) -> None:
    posted = card(desk)
    complete(desk, posted, action_1="Fix it", owner_1=desk.id_of("ivo.novak"), due_1="2026-03-20")
    told = desk.person("maya.lindqvist").types("/vendor history ardent", ROOM)
    dora, ivo = f"<@{desk.id_of('dora.lind')}>", f"<@{desk.id_of('ivo.novak')}>"
    assert f"{dora} completed the risk and compliance review held on Mon 9 Mar 2026, rated amber" in told
    assert f"{dora} gave {ivo} the action “Fix it”, due Fri 20 Mar 2026" in told
    assert f"govbot reminded {dora} of “Risk and compliance review”, due Mon 9 Mar 2026" in told
    assert f"{dora} scheduled the risk and compliance review for Tue 9 Mar 2027 (yearly)" in told


def test_how_often_is_said_in_words_or_in_a_form(desk: Desk) -> None:
    dora = desk.person("dora.lind")
    said = dora.types("/review schedule ardent risk and compliance every quarter on the first monday", ROOM)
    assert "now comes quarterly on the first Monday. The next one is due on" in said
    assert desk.review("risk")[0].every == "quarterly on the first Monday"
    assert "has that already" in dora.types("/review schedule ardent risk quarterly on the first monday", ROOM)
    assert dora.types("/review schedule ardent", ROOM) == ""
    assert "Risk and compliance review: quarterly on the first Monday" in shown(dora.view())
    assert set(dora.submits(kind="risk", often="yearly on 30 february")["errors"]) == {"often"}
    assert dora.submits(kind="risk", often="yearly on 15 March")["errors"] == {}
    assert desk.review("risk")[0].due == date(2026, 3, 16)
    assert "set the risk and compliance review to yearly on 15 March" in dora.types("/vendor history ardent", ROOM)
    assert "never comes" in dora.types("/review schedule ardent risk yearly on 31 june", ROOM)


def test_a_tiers_rhythm_is_an_admins_word_and_says_first_what_it_changes(desk: Desk) -> None:
    admin = desk.person("maya.lindqvist")
    words = "/review schedule all low due diligence every 6 months"
    assert "is an admin's word" in desk.person("dora.lind").types(words, ROOM)
    assert "Type it like this" in admin.types("/review schedule all low", ROOM)
    preview = admin.types(words, ROOM)
    assert "Due-diligence refresh of low vendors*: every 36 months → every 6 months" in preview
    assert "1 date moves" in preview
    assert desk.review("due_diligence")[0].every == "every 36 months"
    message = admin.sees(ROOM)[-1]
    admin.presses("Change it", message)
    desk.deliver()
    assert desk.review("due_diligence")[0].every == "every 6 months"
    assert "Done: Due-diligence refresh of low vendors" in desk.answers("maya.lindqvist")[-1]
    assert "Nothing changes" in admin.types(words, ROOM)
    news = desk.posts("#vendor-governance")[-1]
    assert "changed Due-diligence refresh of low vendors: every 36 months → every 6 months" in shown(news)


def test_a_review_does_not_close_on_a_forgotten_list_of_actions(desk: Desk) -> None:
    posted = card(desk)
    dora = [desk.id_of("dora.lind")]
    desk.person("dora.lind").presses("Complete", posted)
    assert set(desk.person("dora.lind").submits(**FILLED, attendees=dora)["errors"]) == {"action_1"}
    both = {"action_1": "Fix it", "owner_1": dora[0], "due_1": "2026-03-20", "no_actions": ["yes"]}
    assert set(desk.person("dora.lind").submits(**FILLED, attendees=dora, **both)["errors"]) == {"no_actions"}
    assert desk.person("dora.lind").submits(**FILLED, attendees=dora, **both | {"no_actions": []})["errors"] == {}


def test_the_minutes_are_read_whole_with_actions_as_they_stand(desk: Desk) -> None:
    posted = card(desk)
    action = {"action_1": "Fix <it>", "owner_1": desk.id_of("ivo.novak"), "due_1": "2026-03-10"}
    complete(desk, posted, notes="A long story. " * 200, **action)
    desk.deliver()
    maya = desk.person("maya.lindqvist")
    number = desk.review("risk")[0].id
    told = maya.types("/review show ardent", ROOM)
    assert "Risk and compliance review · held on Mon 9 Mar 2026 · 🟠 Amber" in told
    told = maya.types(f"/review show #{number}", ROOM)
    ivo, dora = f"<@{desk.id_of('ivo.novak')}>", f"<@{desk.id_of('dora.lind')}>"
    assert told.count("A long story.") == 200
    assert "Continue, with improvements" in told
    assert f"Fix &lt;it&gt;: {ivo} by Tue 10 Mar 2026 · tomorrow" in told
    assert f"Reminded: <#{posted['channel']}>, {dora}." in told
    assert f"How it ended was told in <#{posted['channel']}>" in told
    desk.person("ivo.novak").types(f"/review show {number}", ROOM)
    desk.person("ivo.novak").presses("Done", desk.person("ivo.novak").sees(ROOM)[-1])
    assert f"✅ done by {ivo}" in maya.types(f"/review show {number}", ROOM)
    assert "I know no vendor called" in maya.types("/review show 99999", ROOM)


def test_the_agenda_has_the_fixed_items_and_what_is_open_now(desk: Desk) -> None:
    complete(desk, card(desk), action_1="Fix it", owner_1=desk.id_of("ivo.novak"), due_1="2026-03-20")
    maya = desk.person("maya.lindqvist")
    maya.types("/escalate ardent S3 They stopped answering", ROOM)
    told = maya.types("/review agenda ardent risk", ROOM)
    assert "1. Risks scored again" in told
    assert "6. Regulation" in told
    assert "*Open now* · 1 action, 1 escalation" in told
    assert "They stopped answering" in told
    assert "• Fix it:" in told
    assert "*Next dates*" in told
    assert "The last one was held on Mon 9 Mar 2026." in told
    maya.presses("Last minutes", maya.sees(ROOM)[-1])
    assert "Continue, with improvements" in desk.answers("maya.lindqvist")[-1]
    assert "Due-diligence refresh" in maya.types("/review agenda ardent", ROOM)
    assert "has no executive steering planned" in maya.types("/review agenda ardent steering", ROOM)
    desk.vendor("Ardent Audit", owner="dora.lind")
    assert "of *Ardent Audit*" in maya.types("/review agenda Ardent Audit", ROOM)


def test_a_skipped_review_says_why_and_dates_the_next(desk: Desk) -> None:
    posted = card(desk)
    dora = desk.person("dora.lind")
    assert dora.types("/review skip ardent", ROOM) == ""
    skipped, *_ = desk.review("risk")
    assert set(dora.submits(review=str(skipped.id))["errors"]) == {"reason"}
    assert dora.submits(review=str(skipped.id), reason="They <merge> this month")["errors"] == {}
    desk.deliver()
    edited, news = desk.posts()[-2:]
    assert edited["ts"] == posted["ts"]
    assert "⏭️ Skipped by" in shown(edited)
    assert "They &lt;merge&gt; this month. The next one is due on Tue 9 Mar 2027." in shown(news)
    assert [(each.is_open, each.due) for each in desk.review("risk")] == [(False, MONDAY), (True, date(2027, 3, 9))]
    assert "skipped it: They &lt;merge&gt; this month" in dora.types(f"/review show {skipped.id}", ROOM)
    assert "skipped the risk and compliance review due Mon 9 Mar 2026" in dora.types("/vendor history ardent", ROOM)


def more(desk: Desk, name: str, message: Json, choice: str, nth: int = 0) -> None:
    """One of the choices behind the three dots of the nth thing of a card."""
    found = [
        (block["block_id"], element)
        for block in message["blocks"]
        for element in block.get("elements", [])
        if element["type"] == "overflow"
    ]
    block_id, element = found[nth]
    chosen = next(option for option in element["options"] if option["text"]["text"] == choice)
    where = {"channel": message["channel"], "ts": message["ts"], "block_id": block_id}
    desk.slack.click(f"@{name}", element["action_id"], selected_option=chosen["value"], **where)


def test_from_the_card_a_review_is_moved(desk: Desk) -> None:
    posted = card(desk)
    dora = desk.person("dora.lind")
    more(desk, "dora.lind", posted, "Move…")
    assert set(dora.submits(date="2026-03-01")["errors"]) == {"date"}
    assert dora.submits(date="2026-03-18", reason="They are moving house")["errors"] == {}
    desk.deliver()
    edited = desk.posts()[-1]
    assert edited["ts"] == posted["ts"]
    assert "📅 Moved to Wed 18 Mar 2026" in shown(edited)
    moved = {
        review.kind: review.due for kind in ("risk", "due_diligence") for review in desk.review(kind) if review.by_hand
    }
    assert list(moved.values()) == [date(2026, 3, 18)]


def test_an_old_card_finds_a_thing_that_is_far_ahead_by_now(desk: Desk) -> None:
    posted, dora = card(desk), desk.person("dora.lind")
    for kind in ("risk", "due_diligence"):
        desk.due(kind, date(2026, 11, 16))
    dora.presses("Snooze", posted)
    assert "due on 16 November 2026 now, and you hear nothing about it before 2 November 2026" in answered(desk)
    more(desk, "dora.lind", posted, "Escalate…")
    assert "due on 16 November 2026" in str(dora.view())
    more(desk, "dora.lind", posted, "Reassign…")
    assert "of *Ardent Payroll*, due Mon 16 Nov 2026" in str(dora.view())
    assert dora.submits(person=desk.id_of("ivo.novak"))["errors"] == {}
    assert "of *Ardent Payroll* is now with" in answered(desk)
    more(desk, "dora.lind", posted, "Move…")
    assert dora.submits(date="2026-03-18")["errors"] == {}
    assert "is now due on Wed 18 Mar 2026 (in 9 days); before it was Mon 16 Nov 2026" in answered(desk)
    dora.presses("Snooze", posted)
    assert dora.submits(until="2026-03-12", reason="The fair")["errors"] == {}
    assert "of *Ardent Payroll* before Thu 12 Mar 2026" in answered(desk)


def answered(desk: Desk) -> str:
    return desk.answers("dora.lind")[-1]


def test_a_review_is_done_by_somebody_else_this_time(desk: Desk) -> None:
    posted = card(desk)
    dora, ivo = desk.person("dora.lind"), desk.id_of("ivo.novak")
    more(desk, "dora.lind", posted, "Reassign…")
    assert dora.submits(person=ivo, reason="I know them <too> well")["errors"] == {}
    desk.deliver()
    edited = desk.posts()[-1]
    assert f"gave it to <@{ivo}>: I know them &lt;too&gt; well" in shown(edited)
    assert labels(edited) == ["Complete", "Snooze", "Complete", "Snooze"]
    [told] = desk.posts("@govbot", "ivo.novak")
    assert "of *Ardent Payroll*, due today" in shown(told)
    more(desk, "dora.lind", edited, "Reassign…")
    assert set(dora.submits(person=ivo)["errors"]) == {"person"}
    desk.morning(TUESDAY)
    digests = {name: shown(desk.posts("@govbot", name)[-1]) for name in ("dora.lind", "ivo.novak")}
    assert all("*1 thing* for you today" in digest for digest in digests.values())
    desk.person("ivo.novak").presses("Complete", told)
    held = {**FILLED, "no_actions": ["yes"], "attendees": [ivo]}
    assert desk.person("ivo.novak").submits(**held)["errors"] == {}
    desk.deliver()
    assert f"✅ Completed by <@{ivo}>" in shown(
        next(m for m in desk.posts("@govbot", "ivo.novak") if m["ts"] == told["ts"])
    )
    given = next(review for kind in ("risk", "due_diligence") for review in desk.review(kind) if review.person_id)
    assert not given.is_open
    assert [each.person_id for each in desk.review(given.kind) if each.is_open] == [None]


def test_an_action_is_moved_and_reassigned_like_any_other_thing(desk: Desk) -> None:
    complete(desk, card(desk), action_1="Fix it", owner_1=desk.id_of("ivo.novak"), due_1="2026-03-10")
    desk.morning(TUESDAY)
    posted = desk.posts()[-1]
    ivo, ana = desk.person("ivo.novak"), desk.id_of("ana.silva")
    at = next(n for n, text in enumerate(shown(posted).split("\n")[1:]) if "Fix it" in text)
    more(desk, "ivo.novak", posted, "Reassign…", at)
    assert ivo.submits(person=ana)["errors"] == {}
    more(desk, "ivo.novak", posted, "Move…", at)
    assert ivo.submits(date="2026-03-11")["errors"] == {}
    desk.morning(WEDNESDAY)
    assert "Fix it" in shown(desk.posts("@govbot", "ana.silva")[-1])
    told = ivo.types("/vendor history ardent", ROOM)
    assert f"gave the action “Fix it” to <@{ana}>" in told
    assert "moved the action “Fix it” to Wed 11 Mar 2026" in told


def test_what_one_message_does_not_hold_is_finished_from_its_thread(desk: Desk) -> None:
    titles = [f"Promise {number:02}" for number in range(60)]
    with db.write(desk.bot.engine, desk.workspace_id) as session:
        vendor, dora = finding.find(session, "Ardent Payroll"), people.find(session, desk.id_of("dora.lind"))
        for name in titles:
            session.add(Action(vendor_id=vendor.id, source="review:1", title=name, owner_id=dora.id, due=MONDAY))
    desk.morning(MONDAY)
    [posted] = desk.posts()
    assert "60 things due" in shown(posted)
    person = desk.person("dora.lind")
    thread = [each | {"channel": posted["channel"]} for each in desk.slack.messages(ROOM, thread_ts=posted["ts"])]
    read = "\n".join(shown(each) for each in thread)
    assert all(read.count(f"*{name}*") == 1 for name in titles)
    person.presses("Done", thread[-1])
    desk.deliver()
    assert f"✅ Done by <@{desk.id_of('dora.lind')}>" in person.thread(ROOM, posted["ts"])[1]


def test_from_the_card_a_thing_is_escalated(desk: Desk) -> None:
    posted = card(desk)
    dora = desk.person("dora.lind")
    more(desk, "dora.lind", posted, "Escalate…")
    assert dora.submits(severity="S3")["errors"] == {}
    desk.deliver()
    assert any("Escalation #1" in shown(post) and "due on 9 March 2026" in shown(post) for post in desk.posts())
