"""An override is merged over the shipped playbook; every mistake in it is named by its line."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.playbook import override, shipped, source
from govbot.playbook.differences import between
from govbot.playbook.loader import plain
from govbot.playbook.mistakes import walk
from govbot.playbook.printing import in_yaml, on_one_line
from govbot.playbook.source import Mistaken

CLOUD = """reviews:
  kinds:
    steering: null
    operational: {cadence: {medium: quarterly}}
    cloud:
      title: Cloud review
      agenda: [Spend, "Two lines\\nof text"]
      cadence: {high: yearly on 15 March}
reminders:
  missed: {2: [owner], 1: null}
  before: {review: [30, 7]}
escalation:
  extended_hours: {from: 06:00, to: 22:00}
  severities: {S3: {snooze: null}}
tiering:
  questions:
    data: {answers: {none: {}, internal: {}, much: {title: Much, points: 2}, personal: {}, special: {}}}
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(Mistaken) as caught:
        override.lay_over(text)
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("reviws: {}\n", [", line 1: reviws: is not known here; perhaps it is reviews."]),
        ("reviews: {}\nweather: {}\n", [", line 2: weather: is not known here; there is changes, concentration"]),
        ("reviews:\n", [", line 1: reviews: has to name what differs in it"]),
        (
            "# Not ours\nfunctions: {payroll: null}\n",
            [", line 2: kpis.catalogue.first_contact_resolution: there is no"],
        ),
        (
            "scorecard:\n  dimensions:\n    quality: null\n",
            [", line 3: kpis.catalogue.first_contact_resolution: score"],
        ),
        ("exit:\n  tasks:\n    X05: {after: [X19]}\n", [", line 3: exit: these tasks wait for each other: X05 → X06"]),
        ("rollout:\n  tasks:\n    R03: {days: 4}\n    R01: null\n", [", line 4: rollout: tasks.R02: there is no R01"]),
        ("exit:\n  closes_with: [X34]\n", [", line 2: exit.closes_with: has to name X37: no exit closes without it."]),
        (
            "exit:\n  tasks:\n    X34: {proof: null}\n",
            [", line 3: exit.tasks.X34: its proof has to stay: no exit closes"],
        ),
        ("exits: {tasks: {access: null}}\n", [", line 1: exits.tasks.access: cannot be taken out"]),
        ("reviews: weekly\n", [", line 1: reviews: has to name what differs in it"]),
        ("- reviews\n", [", line 1: this has to name parts of the playbook"]),
        ("just text\n", [", line 1: this has to name parts of the playbook"]),
        (
            "reminders:\n  snooze:\n    tmes: 2\n",
            [", line 3: reminders.snooze.tmes: is not known here; perhaps it is times."],
        ),
        ("reminders:\n  most_a_day: many\n", [", line 2: reminders.most_a_day: has to be a whole number, not “many”."]),
        ("reminders:\n  most_a_day: true\n", [", line 2: reminders.most_a_day: cannot be true or false; it is 15 by"]),
        (
            "exits:\n  plan_within: {high: 9999999}\n",
            [", line 2: exits.plan_within.high: has to lie within 1,000,000."],
        ),
        ("reminders:\n  most_a_day: 0\n", [", line 2: reminders.most_a_day: has to be greater than 0, not “0”."]),
        ("reminders:\n  before:\n    review: 14\n", [", line 3: reminders.before.review: has to be a list"]),
        ("reminders:\n  before:\n    review: []\n", [", line 3: reminders.before.review: has to have at least one."]),
        (
            "reminders:\n  before:\n    review:\n    - 14\n    - 99999\n",
            [", line 5: reminders.before.review.1: has to be less than or equal to 3650, not “99999”."],
        ),
        ("reminders:\n  missed: {1: [everybody]}\n", [", line 2: reminders.missed.1.0: has to be 'owner', 'backup'"]),
        ("reminders:\n  snooze: null\n", [", line 2: reminders.snooze: is missing."]),
        (
            "reminders:\n  missed: {1: null, 3: null, 7: null}\n",
            [", line 2: reminders.missed: has to have at least one."],
        ),
        ("reviews:\n  kinds: [a]\n", [", line 2: reviews.kinds: has to have keys of its own"]),
        (
            "reviews:\n  kinds:\n    gone: null\n",
            [", line 3: reviews.kinds.gone: is nothing that the shipped playbook has"],
        ),
        (
            "reviews:\n  kinds:\n    new: {agenda: [A], cadence: {}}\n",
            [", line 3: reviews.kinds.new.title: is missing."],
        ),
        (
            "reviews:\n  kinds:\n    a b: {title: A, agenda: [A], cadence: {}}\n",
            [", line 3: reviews.kinds.a b: a key is one word"],
        ),
        (
            "reviews:\n  kinds:\n    risk:\n      cadence:\n        high: yearly on 31 February\n",
            [", line 5: reviews.kinds.risk.cadence.high: “31 february” never comes."],
        ),
        (
            "reviews:\n  kinds:\n    risk: {cadence: {tiny: weekly}}\n",
            [", line 3: reviews.kinds.risk: the tiers here and in"],
        ),
        ("reviews:\n  kinds:\n\n    risk: null\n", [", line 4: changes.location: there is no kind of review risk."]),
        (
            "reviews:\n  kinds: {service: {title: Business review}}\n",
            [", line 2: reviews.kinds: “Business review” means both"],
        ),
        (
            "reminders:\n  ask_vendor: {evidence: null}\n",
            [", line 2: reminders.ask_vendor.evidence: cannot be taken out: govbot counts on it."],
        ),
        ("risks:\n  sources: {exit_test: null}\n", [", line 2: risks.sources.exit_test: cannot be taken out: govbot"]),
        (
            "escalation:\n  regulatory_clocks: {four_hours: null, one_day: null, three_days: null, one_month: null}\n",
            [", line 2: escalation.regulatory_clocks: at least one regulatory clock has to stay."],
        ),
        ("escalation:\n  levels: 5\n", [", line 2: escalation.levels: has to have keys of its own"]),
        ("escalation:\n  levels: null\n", [", line 2: escalation.levels: is missing."]),
        ("tiers:\n  tiny: {title: Tiny, meaning: x}\n", [", line 2: tiers.tiny: cannot be added here."]),
        (
            "escalation:\n  levels: {L4: null}\n",
            [", line 2: escalation.levels.L4: cannot be taken out: govbot counts on it."],
        ),
        (
            "escalation:\n  rules: {unowned: {title: '{who}'}}\n",
            [", line 2: escalation.rules.unowned: the title of unowned has"],
        ),
        (
            "escalation:\n  extended_hours: {to: 05:00}\n",
            [", line 2: escalation.extended_hours: from has to be earlier than to."],
        ),
        (
            "reviews:\n  minutes: ['<!channel>']\n",
            [", line 2: reviews.minutes.0: has a < or a character that cannot be shown"],
        ),
        (
            'reviews:\n  minutes: ["a\\0b"]\n',
            [", line 2: reviews.minutes.0: has a < or a character that cannot be shown"],
        ),
        (
            "escalation:\n  extended_hours: {from: 07:00+02:00}\n",
            [", line 2: escalation.extended_hours: these are hours on the clocks"],
        ),
        ("a: 1\na: 2\n", [", line 2: a: stands here twice."]),
        ("reviews:\n  kinds:\n    x: 1\n    'x': 2\n", [", line 4: reviews.kinds.x: stands here twice."]),
        ("reviews: &all {}\nkpis: *all\n", [", line 1: anchors (& and *) are not understood here"]),
        ("reviews:\n  <<: *all\n", [", line 2: anchors (& and *) are not understood here"]),
        ("reviews: !!python/name:os.system\n", [", line 1: tags (!) are not understood here"]),
        ("? [a, b]\n: c\n", [", line 1: a key is a word or a whole number"]),
        ("reviews:\n\t- a\n", [", line 2: while scanning for the next token"]),
        ("reviews: {minutes: [a\n", [", line 2: while parsing a flow"]),
        ("reviews: {}\n---\nkpis: {}\n", [", line 2: expected a single document in the stream"]),
        ("reviews:\n  minutes: [\x07]\n", [", line 2: the character U+0007 cannot stand here."]),
        ("a: " + "[" * 400 + "]" * 400, [", line 1: nothing here is more than 20 levels deep."]),
        ("#" * (override.LARGEST + 1), [": this is longer than 500,000 characters; say only what differs."]),
    ],
)
def test_a_mistake_is_named_by_its_line(text: str, told: list[str]) -> None:
    found = mistakes(text)
    assert [mistake[: len(start)] for mistake, start in zip(found, told, strict=True)] == told


def test_all_mistakes_are_named_at_once_in_the_order_of_their_lines() -> None:
    text = (
        "reviews:\n  kinds:\n    risk:\n      agenda: 5\n      cadence: {low: never, high: often}\n"
        "kpi: {}\nkpis:\n  breach: {of: 0}\n"
    )
    assert [mistake.split(":")[:2] for mistake in mistakes(text)] == [
        [", line 4", " reviews.kinds.risk.agenda"],
        [", line 5", " reviews.kinds.risk.cadence.high"],
        [", line 5", " reviews.kinds.risk.cadence.low"],
        [", line 6", " kpi"],
        [", line 8", " kpis.breach.of"],
    ]


def test_what_is_new_by_mistake_is_told_from_what_is_new() -> None:
    text = "reviews:\n  kinds:\n    servic: {agenda: [A], cadence: {}}\n    zebra: {agenda: [A], cadence: {}}\n"
    assert mistakes(text) == [
        ", line 3: reviews.kinds.servic.title: is missing, unless service is meant.",
        ", line 4: reviews.kinds.zebra.title: is missing.",
    ]


def test_an_override_changes_what_it_says_and_nothing_else() -> None:
    book = override.lay_over(CLOUD).book
    kinds = book.reviews.kinds
    assert "steering" not in kinds
    assert str(kinds["cloud"].cadence["high"]) == "yearly on 15 March"
    assert {tier: str(often) for tier, often in kinds["operational"].cadence.items()} == {
        "critical": "weekly",
        "high": "every 2 weeks",
        "medium": "quarterly",
    }
    assert kinds["operational"].agenda == shipped().reviews.kinds["operational"].agenda
    assert [stage.days for stage in book.reminders.stages("review", "low")] == [30, 7, -2, -3, -7]
    assert book.escalation.extended_hours.start.hour == 6
    assert book.escalation.severities["S3"].snooze is None
    assert [answer.key for answer in book.tiering.questions["data"].answers.values()][2] == "much"
    assert book.kpis == shipped().kpis


def test_what_differs_is_told_key_by_key() -> None:
    told = {each.path: (each.before, each.after) for each in between(plain(), override.lay_over(CLOUD).data)}
    assert told.pop("reviews.kinds.steering")[1] == ""
    assert told == {
        "reviews.kinds.operational.cadence.medium": ("monthly", "quarterly"),
        "reviews.kinds.cloud": (
            "",
            '{title: Cloud review, agenda: [Spend, "Two lines\\nof text"], cadence: {high: yearly on 15 March}}',
        ),
        "reminders.missed.1": ("[owner]", ""),
        "reminders.missed.2": ("", "[owner]"),
        "reminders.before.review": ("[14, 7, 1, 0]", "[30, 7]"),
        "escalation.extended_hours.from": ("07:00", "06:00"),
        "escalation.severities.S3.snooze": ("2 days", ""),
        "tiering.questions.data.answers.much": ("", "{title: Much, points: 2}"),
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "reviews: {}\nkpis: {breach: {}}\n", in_yaml(plain(), plain())])
def test_what_says_nothing_new_changes_nothing(text: str) -> None:
    assert override.lay_over(text).book == shipped()
    assert list(between(plain(), override.lay_over(text).data)) == []


def test_what_is_shown_can_be_applied_and_changes_nothing() -> None:
    data = override.lay_over(CLOUD).data
    printed = in_yaml(data, plain())
    assert "        medium: quarterly  # shipped: monthly\n" in printed
    assert "    cloud:  # not shipped\n" in printed
    assert "    steering: null  # shipped: {title: Executive steering" in printed
    again = override.lay_over(printed).data
    assert again == data
    assert list(between(data, again)) == []


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda word: "\x85" not in word
)
ODD = ("22:00", "no", "08", "1.", "+.5", "~", "null", "1e3", "2026-01-01", "a\nb", "<<", "=", "- a", "a: b")
LEAVES = WORDS | st.integers(-9999, 9999) | st.booleans() | st.sampled_from(ODD)
KEYS = WORDS | st.integers(0, 99).map(str)
TREES = st.recursive(
    LEAVES | st.lists(LEAVES, max_size=3), lambda inner: st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
MAPPINGS = st.dictionaries(KEYS, TREES, max_size=4)


@settings(max_examples=30)
@given(MAPPINGS)
def test_an_empty_override_changes_nothing(base: dict[str, Any]) -> None:
    assert override.merged(base, {}) == base
    assert list(override.merged(base, base)) == list(base)


@settings(max_examples=50)
@given(MAPPINGS, MAPPINGS)
def test_whatever_is_printed_reads_the_same(base: dict[str, Any], said: dict[str, Any]) -> None:
    now = override.merged(base, said)
    again = override.merged(base, source.read(in_yaml(now, base)).data or {})
    assert again == now
    assert list(between(now, again)) == []


@settings(max_examples=30)
@given(MAPPINGS, MAPPINGS)
def test_what_was_said_stands_and_what_was_not_stays(base: dict[str, Any], said: dict[str, Any]) -> None:
    now = override.merged(base, said)
    for key in {**base, **said}:
        if key not in said:
            assert now[key] == base[key]
        elif not isinstance(said[key], dict):
            assert now[key] == said[key]


PLACES = [place for place, _ in walk(plain()) if len(place) > 1 and not any(step.isdecimal() for step in place)]
WRONG = [None, True, 0, -1, 10**7, 3.5, "", "x", "{x}", "a" * 999, "critical", "22:00+01:00", [], [[1]], {}, {"x": 1}]


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(PLACES), st.sampled_from(WRONG), min_size=1, max_size=3))
def test_whatever_is_said_anywhere_is_taken_or_named(said: dict[tuple[str, ...], Any]) -> None:
    tree: dict[str, Any] = {}
    for *steps, last in said:
        inside = tree
        for step in steps:
            inside = inside.setdefault(step, {}) if isinstance(inside.get(step, {}), dict) else {}
        inside[last] = deepcopy(said[(*steps, last)])  # what is said further down is put into it
    laid = override.attempt(on_one_line(tree))
    assert laid.mistakes[0].sentence if isinstance(laid, Mistaken) else laid.data != {}


def test_the_example_of_the_documentation_can_be_applied() -> None:
    page = (Path(__file__).parents[2] / "docs" / "playbook.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert [each.path for each in between(plain(), override.lay_over(example).data)] == [
        "reviews.kinds.service.cadence.medium",
        "reviews.kinds.commercial.cadence.medium",
        "reviews.kinds.cloud",
        "reminders.before.review",
        "escalation.severities.S3.acknowledge",
    ]
