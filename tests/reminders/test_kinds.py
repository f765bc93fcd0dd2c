"""What every house of the street brings of dated things: stages to be reminded by, and a way to handle each."""

import pytest

from govbot import playbook
from govbot.street import HANDLINGS, KINDS

NAMES = [kind.name for kind in KINDS]


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_has_stages_for_every_tier_and_can_be_moved_and_given_away(name: str) -> None:
    book = playbook.load()
    stages = [book.reminders.stages(name, tier.key) for tier in book.tiers.values()]
    assert all(each[0].days <= book.reminders.horizon(name) for each in stages)
    assert max(each[0].days for each in stages) == book.reminders.horizon(name)
    assert name in HANDLINGS


def test_no_two_kinds_have_one_name() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))
    assert set(HANDLINGS) == set(NAMES)
