"""A file becomes rows with the lines an editor shows, whatever wrote it; or one clear sentence."""

import itertools
from pathlib import Path

import pytest

from govbot.register.reading import Table, read
from govbot.sheets.reading import Unreadable

LINES = [["Name", "Function", "Tier", "Notes"], ["Zoë & Söhne", "payroll", "low", "one, two; three"]]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]


def table(tmp_path: Path, content: bytes) -> Table:
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    return read(file)


@pytest.mark.parametrize(
    ("encoding", "separator", "end"), list(itertools.product(ENCODINGS, [",", ";", "\t"], ["\n", "\r\n", "\r"]))
)
def test_any_way_of_writing_a_csv_reads_the_same(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    text = end.join(separator.join(f'"{cell}"' for cell in line) for line in LINES) + end
    found = table(tmp_path, text.encode(encoding))
    assert list(found.header.known) == ["name", "function", "tier", "notes"]
    assert list(found.rows()) == [(2, LINES[1])]
    assert found.sheet.separator == separator
    assert bool(found.notes) == (encoding == "cp1252")


def test_the_separator_is_the_one_that_makes_sense_of_the_header(tmp_path: Path) -> None:
    found = table(tmp_path, b"Name;Function;Tier, criticality;Notes\nA;payroll;low;a,b,c,d,e\n")
    assert found.sheet.separator == ";"
    assert [cells for _, cells in found.rows()] == [["A", "payroll", "low", "a,b,c,d,e"]]


def test_excel_may_name_the_separator(tmp_path: Path) -> None:
    found = table(tmp_path, b"sep=;\r\nname;function;tier\r\nA;payroll;low\r\n")
    assert list(found.rows()) == [(3, ["A", "payroll", "low"])]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Blank lines and rows of nothing but separators count as lines and are no rows."""
    text = b'\nname,function,tier,notes\r\n\r\nA,payroll,low,"one\r\ntwo\nthree"\r\n,,,\r\nB,payroll,low,\r\n'
    assert [(line, cells[0]) for line, cells in table(tmp_path, text).rows()] == [(4, "A"), (8, "B")]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Vendor,Service,Criticality", {"name", "function", "tier"}),
        ("SUPPLIER NAME,Business Function,Tier/criticality", {"name", "function", "tier"}),
        (" vendor_name , outsourced-function ,Risk Tier", {"name", "function", "tier"}),
        ("name,function,tier,Service Owner,Contract end", {"name", "function", "tier", "owner_email", "contract_end"}),
        (
            "name,function,tier,Annual spend,Review frequency",
            {"name", "function", "tier", "annual_value", "review_every"},
        ),
    ],
)
def test_columns_are_known_by_many_names(tmp_path: Path, header: str, columns: set[str]) -> None:
    assert set(table(tmp_path, f"{header}\n".encode()).header.known) == columns


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    found = table(tmp_path, b"name,function,tier,Cost centre,,Region\n")
    assert list(found.header.others) == ["Cost centre", "column 5", "Region"]
    assert found.notes == ["Columns I do not know are kept as they are: “Cost centre”, “Region”."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "register.csv is empty. Its first line must name the columns"),
        (b"\n\n \n", "register.csv is empty."),
        (b"name,function\nA,payroll\n", "Missing: tier (or criticality, "),
        (b"A,B\n1,2\n", "Missing: name (or vendor, vendor name, supplier) and function (or "),
        (b"Vendor,name,function,tier\n", "Columns 1 (“Vendor”) and 2 (“name”) mean the same."),
        (b"name,function,tier,X,X\n", "Columns 4 (“X”) and 5 (“X”) mean the same."),
        (b"PK\x03\x04rest", "register.csv is a workbook, not a CSV file. In a spreadsheet, save it as"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "register.csv is not a text file"),
        (b"name,function,tier\nA\x00,payroll,low\n", "register.csv is not a text file"),
        (b"name,function,tier\n\xff\x81\x8d,payroll,low\n", "not a text file in UTF-8 or Windows-1252"),
        (
            b'name,function,tier\nA,payroll,low\n"B,payroll,low\nC,payroll,low\n',
            "From line 3 on the file cannot be read",
        ),
        (b'name,function,tier\n"A"B,payroll,low\n', "From line 2 on the file cannot be read"),
    ],
)
def test_what_is_no_register_is_said_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        list(table(tmp_path, content).rows())
    assert sentence in refused.value.text


def test_missing_files_and_folders_are_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(Unreadable, match="is a folder"):
        read(tmp_path)
