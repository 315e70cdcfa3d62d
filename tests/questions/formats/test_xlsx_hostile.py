"""Workbooks made to take all memory or time, read in a process that is watched."""

import subprocess
import sys

import pytest

from questions.formats.xlsx import read
from tests.questions.formats.workbooks import HEADER, MAIN, sheet, workbook

ROW = ["Hỏi?", "một", "hai", "B"]
WATCHED = """
import sys, time
from questions.formats import FormatRefused
from questions.formats.xlsx import read
began = time.process_time()
try:
    result = len(read(open(sys.argv[1], "rb").read()).items)
except FormatRefused as refused:
    result = refused.code
seconds = time.process_time() - began
(memory,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(result, seconds, int(memory) // 1024)
"""
IDS = ["million", "styled", "rows", "full", "wide", "merged", "merges", "shared", "strings"]
IDS += ["styles"]
FILLED = "".join(f"<row><c><v>{at}</v></c></row>" for at in range(45_000))
COLUMNS = "".join(f'<mergeCell ref="{sign}1:{sign}48000"/>' for sign in ("B", "C", "D", "E", "F"))
MILLION = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_003))
STYLED = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(3, 400_003))
MERGED = "".join(f'<mergeCell ref="A{at}:XFD{at + 40000}"/>' for at in range(1, 40_000))
SHARED = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
LOUD_ROW = '<c t="s"><v>0</v></c>' * 20
LOUD = f"<row>{LOUD_ROW}</row>" * 20_000


def with_rows(rows: str, after: str = "", **parts: str) -> bytes:
    text = sheet(HEADER, ROW, after=after).replace("</sheetData>", f"{rows}</sheetData>")
    return workbook(text, parts={f"xl/{name}.xml": part for name, part in parts.items()})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (with_rows(MILLION), "1"),
        (with_rows(STYLED), "1"),
        (with_rows("<row/>" * 1_200_000), "too-large"),
        (with_rows("<row><c><v>1</v></c></row>" * 60_000), "too-many-rows"),
        (with_rows(f"<row>{'<c><v>1</v></c>' * 500_000}</row>"), "2"),
        (with_rows("", after=f"<mergeCells>{MERGED}</mergeCells>"), "1"),
        (with_rows(FILLED, after=f"<mergeCells>{COLUMNS}{MERGED}</mergeCells>"), "too-many-items"),
        (with_rows(LOUD, sharedStrings=SHARED), "too-large"),
        (with_rows("", sharedStrings=f"<sst>{'<si/>' * 1_100_000}</sst>"), "1"),
        (with_rows("", styles=f"<s><cellXfs>{'<xf/>' * 1_100_000}</cellXfs></s>"), "1"),
    ],
    ids=IDS,
)
def test_no_workbook_takes_long_or_much(content, expected, tmp_path):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(path)], capture_output=True, text=True, check=True
    )
    result, seconds, memory = done.stdout.split()
    sys.stdout.write(done.stdout)
    assert result == expected
    assert float(seconds) < 5
    assert int(memory) < 300


def test_a_cell_far_away_costs_nothing():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert [each.at for each in read(with_rows(far)).items] == [2]


@pytest.mark.parametrize("place", ["XFE1", "ZZZZ9", "a1"])
def test_a_cell_where_excel_has_none_is_nowhere(place):
    assert len(read(with_rows(f'<row><c r="{place}"><v>1</v></c></row>')).items) == 1
