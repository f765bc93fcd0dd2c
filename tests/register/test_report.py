"""What people and programs are told, and that no file can steer the terminal it is shown on."""

import json
from pathlib import Path

import pytest

from govbot.register.report import harmless
from tests.register.conftest import BringIn

NASTY = "\x1b[31mred\x1b[0m [bold]x[/bold] \u202etxt.exe\x9b1A"


def test_a_clean_import_exits_with_0(run: BringIn) -> None:
    told = run("name,function,tier\nA,payroll,low\n", as_json=False)
    assert told.code == 0
    assert "created   │    1" in told.text
    assert "refused   │    0" in told.text


def test_refused_rows_are_shown_with_line_column_value_and_what_is_expected(run: BringIn) -> None:
    told = run("Vendor,function,Criticality\nA,payroll,platinum\nB,payroll,low\n", as_json=False)
    assert told.code == 1
    [line] = [line for line in told.text.splitlines() if "platinum" in line]
    shown = [cell.strip() for cell in line.split("│")]
    assert shown[1:4] == ["2", "Criticality", "platinum"]
    assert shown[4].startswith("I do not know the tier “platinum”. Use one of these:")


def test_a_dry_run_is_named_as_one(run: BringIn) -> None:
    assert "This was a dry run: nothing was written." in run("name,function,tier\nA,payroll,low\n", dry_run=True,
                                                             as_json=False).text  # fmt: skip


def test_changes_are_shown_with_before_and_after(run: BringIn) -> None:
    run("name,function,tier\nA,payroll,low\n")
    told = run("name,function,tier\nA,payroll,high\n", as_json=False)
    [line] = [line for line in told.text.splitlines() if "VND-0001 A" in line]
    assert [cell.strip() for cell in line.split("│")][2:5] == ["tier", "low", "high"]


@pytest.mark.parametrize("as_json", [True, False])
def test_an_unreadable_file_exits_with_2_and_a_sentence(run: BringIn, tmp_path: Path, as_json: bool) -> None:
    told = run(tmp_path / "nowhere.csv", as_json=as_json)
    assert told.code == 2
    text = told.report["error"] if as_json else told.text.replace("\n", "")
    assert "There is no file" in text


def test_nothing_of_a_file_steers_the_terminal(run: BringIn) -> None:
    told = run(f"name,function,tier\n{NASTY},payroll,{NASTY}\n".encode(), as_json=False)
    assert told.code == 1
    assert not set("\x1b\x9b\u202e") & set(told.text)
    assert "[bold]x[/bold]" in told.text


def test_the_object_is_plain_ascii(run: BringIn) -> None:
    told = run("name,function,tier\n東京,catering 🚀,low\n")
    assert told.text.isascii()
    assert json.loads(told.text)["faults"][0]["value"] == "catering 🚀"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("line one\r\nline two", "line one ⏎ line two"),
        ("a\tb\x00\x07", "a␉b␀␇"),
        ("\x85x\x7f", " ⏎ x�"),
        ("\u202eevil\u2066", "evil"),
        ("👩\u200d💻 שלום", "👩\u200d💻 שלום"),
        ("x" * 61, "x" * 59 + "…"),
        ("\ud800", "�"),
    ],
)
def test_text_is_made_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown
