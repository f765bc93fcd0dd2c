"""Whom a level reaches, and which levels are passed over."""

import pytest

from govbot import playbook
from govbot.escalations import ladder
from govbot.escalations.ladder import Candidate, Roster, Rung
from govbot.escalations.models import Severity
from govbot.escalations.policy import Policy

S1, S2, S3 = (Policy.of(playbook.load().escalation, severity) for severity in (Severity.S1, Severity.S2, Severity.S3))
OWNER, BACKUP, SPONSOR, CONTRACT = (Candidate(f"U{name}", name) for name in ("OWN", "BACK", "SPON", "CON"))
ADMIN = Candidate("UADM", "ADM")
GONE = Candidate("UGONE", "Rita", "has left Slack")


def roster(channel: str | None = "CGOV", **holders: Candidate) -> Roster:
    return Roster({role: [holder] for role, holder in holders.items()}, channel)


FULL = roster(owner=OWNER, backup=BACKUP, sponsor=SPONSOR, governance=ADMIN)


@pytest.mark.parametrize(
    ("policy", "reached"),
    [
        (S1, [Rung(2, ("UBACK",)), Rung(3, ("USPON",))]),
        (S2, [Rung(1, ("UOWN",)), Rung(2, ("UBACK",))]),
        (S3, [Rung(1, ("UOWN",))]),
    ],
)
def test_it_starts_where_its_severity_says(policy: Policy, reached: list[Rung]) -> None:
    assert ladder.start(policy, FULL) == reached


@pytest.mark.parametrize(
    ("level", "reached"),
    [(1, Rung(1, ("UOWN",))), (2, Rung(2, ("UBACK",))), (3, Rung(3, ("USPON",))), (4, Rung(4, ("UADM",), "CGOV"))],
)
def test_each_level_has_its_people(level: int, reached: Rung) -> None:
    assert ladder.climb(S3, FULL, level, set()) == [reached]


@pytest.mark.parametrize(
    ("who", "already", "tried"),
    [
        (
            roster(sponsor=SPONSOR),
            set(),
            [Rung(2, skipped="there is no backup; there is no contract owner"), Rung(3, ("USPON",))],
        ),
        (
            roster(backup=GONE, sponsor=SPONSOR),
            set(),
            [Rung(2, skipped="Rita has left Slack; there is no contract owner"), Rung(3, ("USPON",))],
        ),
        (
            roster(backup=BACKUP, sponsor=SPONSOR),
            {"UBACK"},
            [Rung(2, skipped="BACK was asked already; there is no contract owner"), Rung(3, ("USPON",))],
        ),
        (
            roster(),
            set(),
            [
                Rung(2, skipped="there is no backup; there is no contract owner"),
                Rung(3, skipped="there is no executive sponsor"),
                Rung(4, (), "CGOV"),
            ],
        ),
    ],
)
def test_who_cannot_answer_is_passed_over_with_the_reason(who: Roster, already: set[str], tried: list[Rung]) -> None:
    assert ladder.climb(S3, who, 2, already) == tried


@pytest.mark.parametrize(
    ("who", "already", "reached"),
    [
        (roster(backup=BACKUP, contract_owner=CONTRACT), set(), ("UBACK", "UCON")),
        (roster(contract_owner=CONTRACT), set(), ("UCON",)),
        (roster(backup=BACKUP, contract_owner=BACKUP), set(), ("UBACK",)),
        (roster(backup=BACKUP, contract_owner=CONTRACT), {"UBACK"}, ("UCON",)),
        (roster(owner=OWNER, backup=GONE, contract_owner=CONTRACT), {"UOWN"}, ("UCON",)),
    ],
)
def test_the_second_level_is_the_backup_and_the_contract_owner(
    who: Roster, already: set[str], reached: tuple[str, ...]
) -> None:
    assert ladder.climb(S3, who, 2, already) == [Rung(2, reached)]


def test_the_channel_is_reached_however_often_its_admins_were_asked() -> None:
    assert ladder.climb(S3, FULL, 4, {"UADM"}) == [Rung(4, (), "CGOV")]


def test_without_a_channel_the_admins_are_asked_themselves() -> None:
    assert ladder.climb(S3, roster(None, governance=ADMIN), 2, set())[-1] == Rung(4, ("UADM",))


def test_nobody_left_at_all_is_said_for_every_level() -> None:
    tried = ladder.climb(S3, roster(None, owner=OWNER), 2, {"UOWN"})
    assert [rung.level for rung in tried] == [2, 3, 4]
    assert tried[-1].skipped == "there is no governance channel and no admin"


def test_somebody_in_two_roles_is_reached_once() -> None:
    both = roster(owner=OWNER, backup=BACKUP, sponsor=BACKUP)
    assert ladder.start(S1, both) == [
        Rung(2, ("UBACK",)),
        Rung(3, skipped="BACK was asked already"),
        Rung(4, (), "CGOV"),
    ]


def test_a_start_with_an_empty_lower_level_keeps_its_reason() -> None:
    assert ladder.start(S2, roster(backup=BACKUP)) == [Rung(1, skipped="there is no owner"), Rung(2, ("UBACK",))]
