"""What answers propose: never a lower tier for a worse answer, and the hard rules whatever the points say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import playbook
from govbot.playbook.tiering import TIERS

TIERING = playbook.load().tiering
QUESTIONS = TIERING.questions.values()
KEYS = {question.key: [answer.key for answer in question.answers.values()] for question in QUESTIONS}
ANSWERS = st.fixed_dictionaries({key: st.sampled_from(answers) for key, answers in KEYS.items()})


@settings(max_examples=100)
@given(ANSWERS, st.sampled_from(sorted(KEYS)), st.data())
def test_a_worse_answer_never_lowers_the_tier(answers: dict[str, str], asked: str, data: st.DataObject) -> None:
    worse = data.draw(st.sampled_from(KEYS[asked][KEYS[asked].index(answers[asked]) :]))
    before, after = TIERING.proposal(answers), TIERING.proposal(answers | {asked: worse})
    assert TIERS.index(after.tier) >= TIERS.index(before.tier)
    assert after.points >= before.points


@settings(max_examples=100)
@given(ANSWERS)
def test_a_hard_rule_holds_whatever_the_points_say(answers: dict[str, str]) -> None:
    proposal = TIERING.proposal(answers)
    if answers["function"] == "critical" or answers["data"] == "special":
        assert proposal.tier == "critical"
        assert set(proposal.rules) & {"function", "data"}
    elif answers["replacement"] == "longer":
        assert TIERS.index(proposal.tier) >= TIERS.index("high")
    elif not proposal.rules:
        assert proposal.points >= TIERING.points.get(proposal.tier, 0)


def test_there_are_six_to_eight_questions_and_every_tier_can_be_reached() -> None:
    assert 6 <= len(QUESTIONS) <= 8
    least = {key: answers[0] for key, answers in KEYS.items()}
    assert TIERING.proposal(least).tier == "low"
    assert TIERING.proposal({}).tier == "low"
    assert TIERING.proposal(least | {"function": "important", "data": "internal"}).tier == "medium"
    assert TIERING.proposal(least | {"replacement": "longer"}).tier == "high"
    most = {key: answers[-1] for key, answers in KEYS.items()}
    assert TIERING.proposal(most).points == TIERING.proposal(most).most


@pytest.mark.parametrize("softer", [{"function": "important", "data": "personal", "replacement": "quarter"}])
def test_enough_points_are_critical_without_a_hard_rule(softer: dict[str, str]) -> None:
    most = {key: answers[-1] for key, answers in KEYS.items()}
    proposal = TIERING.proposal(most | softer)
    assert (proposal.tier, proposal.rules) == ("critical", ())
