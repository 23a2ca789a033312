"""Tables that people send: what is read, what is refused, and that nothing which is written runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.workbooks import MAIN, workbook
from workflow import spreadsheets
from workflow.spreadsheets import Unreadable
from workflow.spreadsheets.table import column_letter, column_place
from workflow.spreadsheets.text_file import FORMULA, harmless

pytestmark = pytest.mark.usefixtures("english")
ROWS = [(1, ["الاسم", "Prénom"]), (2, ["ليلى", "Leïla"]), (4, ["", "12"])]


@pytest.mark.parametrize(
    "content",
    [
        "الاسم;Prénom\r\nليلى;Leïla\r\n;\r\n;12\r\n".encode(),
        "\ufeffالاسم,Prénom\nليلى,Leïla\n,\n,12\n".encode(),
        "الاسم\tPrénom\nليلى\tLeïla\n\n\t12".encode("utf-16"),
        workbook([["الاسم", "Prénom"], ["ليلى", "Leïla"], [], ["", "12"]]),
    ],
    ids=["semicolons", "commas", "tabs", "workbook"],
)
def test_table_is_read_with_its_line_numbers(content: bytes) -> None:
    assert spreadsheets.read(content).rows == ROWS


def sheet(cells: str) -> str:
    return f'<worksheet {MAIN}><sheetData><row r="7">{cells}</row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\xff\xd8\xff\xe0 no text",
            "The file is neither a workbook (.xlsx) nor a text in UTF-8 (.csv): save it as one of them.",
        ),
        (b"a;b\x00", "The file is neither a workbook (.xlsx) nor a text in UTF-8 (.csv): save it as one of them."),
        (b"a\n" * 5_002, "The file has more than 5,000 lines: send it in several parts."),
        (b";" * 70 + b"x", "Line 1 has too many columns."),
        (b"a;" + b"x" * 501, "The cell B1 is too long."),
        (b'a;"' + b"x" * 40_000, "Line 1 cannot be read: look for a quotation mark."),
        (b"PK\x03\x04 broken", "The workbook cannot be read: save it again, or send it as a text (.csv)."),
        (workbook([["a"]])[:-40], "The workbook cannot be read: save it again, or send it as a text (.csv)."),
        (
            workbook([], sheet=sheet('<c r="C7"><f>1+1</f><v>2</v></c>')),
            "The cell C7 holds a formula: paste the values alone.",
        ),
        (workbook([], sheet=sheet('<c r="ZZZ7"><v>2</v></c>')), "Line 7 has too many columns."),
        (
            workbook([["a"]], more={"xl/vbaProject.bin": b"x"}),
            "The workbook holds macros: save it as .xlsx, without macros.",
        ),
        (workbook([["a"]], more={"xl/media/x.bin": bytes(3_000_000)}), "The workbook is too big once unpacked."),
        (
            workbook([], sheet='<!DOCTYPE x [<!ENTITY a "b">]>' + sheet('<c r="A7" t="inlineStr"><is><t>&a;</t></is></c>')),
            "The workbook cannot be read: save it again, or send it as a text (.csv).",
        ),
    ],
    ids="bytes nul lines columns cell quote broken cut formula far macros bomb entities".split(),
)
def test_hostile_file_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        spreadsheets.read(content)
    assert str(refusal.value) == sentence


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for packed in (content, b"PK\x03\x04" + content):
        try:
            spreadsheets.read(packed)
        except Unreadable:
            continue


@given(st.integers(0, 18_000))
def test_letters_of_columns_are_read_back(place: int) -> None:
    assert column_place(f"{column_letter(place)}12") == place


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=5))
def test_no_written_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(spreadsheets.written(rows).removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [cell for row in read for cell in row if cell.startswith(FORMULA)] == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_formula_is_held_back(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
