"""The pinned requirements are hashed, agree with each other, and name no place they came from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+).*\\$")
FILES = ("requirements.txt", "requirements-dev.txt")


def lines(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text().splitlines() if not line.startswith("#")]


def pins(name: str) -> dict[str, str]:
    return {match[1]: match[2] for line in lines(name) if (match := PIN.match(line))}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_or_its_hash(name: str) -> None:
    strangers = [
        line for line in lines(name) if not PIN.match(line) and not re.match(r"^    --hash=sha256:[0-9a-f]{64}", line)
    ]

    assert strangers == []


@pytest.mark.parametrize("name", FILES)
def test_no_registry_and_no_path_is_named(name: str) -> None:
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_development_has_the_very_versions_of_run_time() -> None:
    run_time, development = (pins(name) for name in FILES)

    assert run_time.items() <= development.items()


def test_everything_that_is_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run_time, development = project["project"]["dependencies"], project["dependency-groups"]["dev"]

    def missing(wanted: list[str], name: str) -> set[str]:
        return {re.split(r"[\[<>=]", line)[0] for line in wanted} - pins(name).keys()

    assert missing(run_time, "requirements.txt") == set()
    assert missing(development, "requirements-dev.txt") == set()
