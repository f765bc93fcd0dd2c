"""Standing in: the table of refusals, and reminders that find the one who is here."""

from datetime import UTC, date, datetime

import pytest

from govbot.people import away
from govbot.people.away import Cover, Hop
from govbot.people.models import Person
from tests.door import Person as Door
from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database

IVO, DORA, ANA = (
    Person(id=number, slack_id=f"U{number}", name=name) for number, name in enumerate(("Ivo", "Dora", "Ana"))
)
LEFT = Person(id=9, slack_id="U9", name="Rita", deleted=True)
LAST = date(2026, 12, 4)


def cover(*pairs: tuple[Person, Person]) -> Cover:
    return Cover({one.id: Hop(one, other, LAST) for one, other in pairs})


@pytest.mark.parametrize(
    ("absent", "answers", "why"),
    [
        ([], IVO, []),
        ([(IVO, DORA)], DORA, ["Ivo (owner) is away until 4 December 2026"]),
        (
            [(IVO, DORA), (DORA, ANA)],
            ANA,
            ["Ivo (owner) is away until 4 December 2026", "Dora (standing in) is away until 4 December 2026"],
        ),
        ([(IVO, LEFT)], None, ["Ivo (owner) is away until 4 December 2026", "Rita (standing in) has left Slack"]),
        (
            [(IVO, DORA), (DORA, IVO)],
            None,
            ["Ivo (owner) is away until 4 December 2026", "Dora (standing in) is away until 4 December 2026"],
        ),
    ],
)
def test_hop_by_hop(absent: list[tuple[Person, Person]], answers: Person | None, why: list[str]) -> None:
    found = cover(*absent).answering(IVO)
    assert found.person is answers
    assert away.reasons(found.hops, "owner") == why


def test_both_are_told_and_it_is_shown_until_it_ends(acme: Live) -> None:
    ivo, dora = acme.person("ivo.novak"), acme.person("dora.lind")
    said = ivo.types("/vendor away @dora.lind until 2026-03-13 skiing & <!here>")
    assert f"<@{acme.id_of('dora.lind')}> stands in for you to the end of Fri 13 Mar 2026" in said
    acme.beat()
    assert "is away until Fri 13 Mar 2026 (skiing &amp; &lt;!here&gt;) and you stand in" in shown(dora.private()[-1])
    assert "You are away until Fri 13 Mar 2026" in shown(ivo.private()[-1])
    assert f"<@{acme.id_of('ivo.novak')}> until Fri 13 Mar 2026" in dora.types("/vendor away")
    assert "Welcome back" in ivo.types("/vendor back")
    acme.beat()
    assert "is back" in shown(dora.private()[-1])
    assert dora.types("/vendor away").startswith("Nobody is away.")
    assert "You are not away" in ivo.types("/vendor back")


def test_the_form_does_the_same_and_names_the_field(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    ivo.types("/vendor away")
    ivo.presses("Be away", ivo.sees("#vendor-governance")[-1])
    assert "That day is over" in ivo.submits(deputy="@dora.lind", until="2026-03-01")["errors"]["until"]
    assert "cannot stand in for yourself" in ivo.submits(deputy="@ivo.novak", until="2026-03-13")["errors"]["deputy"]
    assert ivo.submits(deputy="@dora.lind", until="2026-03-13", reason="leave")["errors"] == {}
    ivo.types("/vendor away")
    ivo.presses("I am back", ivo.sees("#vendor-governance")[-1])
    assert ivo.types("/vendor away").startswith("Nobody is away.")


def test_who_and_when_cannot_be_is_said_with_what_to_do(acme: Live, subtests: pytest.Subtests) -> None:
    acme.person("hana.sato").types("/vendor away @chen.wei until 2026-03-20")
    for typed, said in (
        ("@ivo.novak until 2026-03-13", "You cannot stand in for yourself."),
        ("@left.the.company until 2026-03-13", "has left this Slack workspace. Pick somebody who is here."),
        ("@tom.baker until 2026-03-13", "“Tom Baker” is a guest and may not answer in govbot. Pick a member"),
        ("@govbot until 2026-03-13", "Pick a person."),
        ("@hana.sato until 2026-03-13", "“Hana Sato” is away too, until 20 March 2026. Pick somebody who is here"),
        ("@dora.lind until 2026-03-01", "That day is over. Pick today or a later one."),
        ("@dora.lind until 2026-08-30", "29 August 2026 is the latest day. For longer, give what is yours to"),
        ("@dora.lind until friday", "“friday” is no date I understand. Write it as year-month-day"),
        ("@nobody until 2026-03-13", "I know nobody called “@nobody”"),
    ):
        with subtests.test(typed=typed):
            assert said in acme.person("ivo.novak").types(f"/vendor away {typed}")
            assert "ivo" not in acme.person("ivo.novak").types("/vendor away")


def test_two_do_not_stand_in_for_each_other(acme: Live) -> None:
    acme.person("ivo.novak").types("/vendor away @dora.lind until 2026-03-13")
    said = acme.person("dora.lind").types("/vendor away @ivo.novak until 2026-03-10")
    assert "is away until 13 March 2026 and you stand in for them: that would be a circle. Pick a third" in said


def digests(person: Door) -> list[str]:
    return [text for text in map(shown, person.private()) if "for you today" in text]


def test_reminders_reach_the_deputy_with_the_reason_and_come_back_by_themselves(acme: Live) -> None:
    ivo, dora, hana = (acme.person(name) for name in ("ivo.novak", "dora.lind", "hana.sato"))
    before = len(digests(ivo))  # this morning's, from before they went
    ivo.types("/vendor away @dora.lind until 2026-03-13")
    dora.types("/vendor away @hana.sato until 2026-03-13")
    acme.walk_to(datetime(2026, 3, 13, 17, tzinfo=UTC))
    why = "Ivo Novak (owner) is away until 13 March 2026 and Dora Lind (standing in) is away until 13 March 2026"
    assert f"You hear this because {why}." in digests(hana)[0]
    assert len(digests(ivo)) == before
    posts = [text for text in hana.reads("#vendor-cedar") if "due for *Acme Support*" in text]
    assert f"<@{acme.id_of('hana.sato')}> for Ivo Novak, who is away until Fri 13 Mar 2026" in posts[-1]
    of_hana = len(digests(hana))
    acme.walk(days=14)
    assert len(digests(ivo)) > before
    assert len(digests(hana)) == of_hana


def test_an_escalation_asks_the_deputy_whose_answer_is_their_own(acme: Live) -> None:
    maya, ivo, dora = (acme.person(name) for name in ("maya.lindqvist", "ivo.novak", "dora.lind"))
    ivo.types("/vendor away @dora.lind until 2026-03-13")
    dora_id = acme.id_of("dora.lind")
    assert f"Asked: <@{dora_id}>." in maya.types("/escalate acme S3 The queue does not move")
    acme.beat()
    card = next(message for message in dora.sees("#vendor-cedar") if "Escalation #1" in shown(message))
    hop = "L1: Dora Lind is asked because Ivo Novak (owner) is away until 13 March 2026"
    assert hop in shown(card)
    assert any(hop in text for text in maya.thread("#vendor-cedar", card["ts"]))
    asked = [message for message in dora.private() if "Escalation #1" in shown(message)]
    assert not [message for message in ivo.private() if "Escalation #1" in shown(message)]
    dora.presses("Acknowledge", asked[0])
    acme.beat()
    assert f"<@{dora_id}> has it" in maya.types("/escalate show 1")
