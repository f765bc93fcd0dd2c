"""A mistake in the YAML is named by file, line and key."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from govbot.errors import Misconfigured
from govbot.playbook import load
from govbot.playbook.loader import read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("govbot.playbook")) as shipped:
        for file in shipped.glob("*.yaml"):
            shutil.copy(file, tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces the first `old`; returns its line."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_copy_reads_the_same(folder: Path) -> None:
    assert read(folder) == load()


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "why"),
    [
        (
            "reviews.yaml",
            "{critical: weekly",
            "{critical: sometimes",
            "kinds.operational.cadence.critical",
            "“sometimes”",
        ),
        (
            "reviews.yaml",
            "    at_renewal: [low]",
            "    at_renewals: [low]",
            "kinds.commercial.at_renewals",
            "not permitted",
        ),
        ("functions.yaml", "  side: front_office", "  side: middle", "customer_support.side", "front_office"),
        (
            "escalation.yaml",
            "    acknowledge: 15 minutes",
            "    acknowledge: soon",
            "severities.S1.acknowledge",
            "“soon”",
        ),
        ("escalation.yaml", "    severity: S3", "    severity: S9", "", "rule review_overdue names the severity S9"),
        ("escalation.yaml", "    starts_at: [L2, L3]", "    starts_at: [L2, L7]", "", "severity S1 names the level L7"),
        ("reminders.yaml", "  times: 3", "  times: 0", "snooze.times", "greater than 0"),
        ("reminders.yaml", "  1: [owner]", "  1: [everybody]", "missed.1.0", "owner"),
        (
            "tiering.yaml",
            "internal: {title: Internal data, points: 1}",
            "internal: {title: Internal data, points: 4}",
            "",
            "questions.data: the answers of data go from the least that depends on them to the most",
        ),
        ("tiering.yaml", "at_least: critical", "at_least: huge", "questions.function", "huge is no tier"),
        ("tiering.yaml", "  high: 10", "  high: 18", "", "each of medium, high, critical asks for more"),
        ("concentration.yaml", "  parent:", "  weather:", "", "groups: these are country, function, parent"),
        ("tiers.yaml", "  synonyms: [med,", "  synonyms: [crit,", "", "“crit” means both critical and medium"),
    ],
)
def test_a_wrong_value_is_named(folder: Path, name: str, old: str, new: str, where: str, why: str) -> None:
    line = edit(folder, name, old, new)

    with pytest.raises(Misconfigured) as caught:
        read(folder)

    assert f"wrong in {name}, line {line if where else ''}" in caught.value.text
    assert where in caught.value.text
    assert why in caught.value.text


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        (
            "reviews.yaml",
            "low: yearly",
            "tiny: yearly",
            "reviews.yaml, kinds.risk: the tiers here and in tiers.yaml differ: tiny",
        ),
        ("reminders.yaml", "    low: [60", "    tiny: [60", "reminders.yaml, before.contract_notice: .*low, tiny"),
        ("changes.yaml", "review: risk", "review: tarot", "changes.yaml, location: there is no kind of review tarot"),
        ("escalation.yaml", "[critical]", "[tiny]", "escalation.yaml, rules.evidence_expired: .*tiny"),
    ],
)
def test_files_that_contradict_each_other_are_named(folder: Path, name: str, old: str, new: str, why: str) -> None:
    edit(folder, name, old, new)

    with pytest.raises(Misconfigured, match=why):
        read(folder)


def test_a_repeated_key_is_named(folder: Path) -> None:
    line = edit(folder, "tiers.yaml", "high:\n", "critical:\n")

    with pytest.raises(Misconfigured, match=f"tiers.yaml, line {line}: critical: stands here twice"):
        read(folder)


def test_what_is_no_yaml_is_named(folder: Path) -> None:
    line = edit(folder, "tiers.yaml", "high:\n", "high: ]\n")

    with pytest.raises(Misconfigured, match=rf"tiers\.yaml, line {line}: "):
        read(folder)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", r"tiers\.yaml: this is not YAML in UTF-8"),
        (b"a: 1\nb: \x00", r"tiers\.yaml, line 2: the character U\+0000 cannot stand here"),
    ],
)
def test_what_is_no_text_is_named(folder: Path, content: bytes, why: str) -> None:
    (folder / "tiers.yaml").write_bytes(content)

    with pytest.raises(Misconfigured, match=why):
        read(folder)


@pytest.mark.parametrize("content", ["", "# nothing\n"])
def test_an_empty_file_is_named(folder: Path, content: str) -> None:
    (folder / "tiers.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(Misconfigured, match=r"tiers\.yaml is empty"):
        read(folder)


def test_a_list_is_no_glossary(folder: Path) -> None:
    (folder / "tiers.yaml").write_text("- critical\n- high\n", encoding="utf-8")

    with pytest.raises(Misconfigured, match=r"tiers\.yaml, line 1: Input should be a valid dictionary"):
        read(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "tiers.yaml").unlink()

    with pytest.raises(Misconfigured, match=r"lacks tiers\.yaml"):
        read(folder)
