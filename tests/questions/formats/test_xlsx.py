import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import FormatRefused
from questions.formats.reading import Code
from questions.formats.xlsx import read, write
from tests.questions.builders import build_question
from tests.questions.formats.round_trips import QUESTIONS, as_said, without_blanks
from tests.questions.formats.workbooks import HEADER, MAIN, related, sheet, workbook

SAMPLE = Path(__file__).parents[4] / "shared/samples/vietnamese/xlsx/dauthau-50-cau-bo-sung.xlsx"
ROW = ["Hỏi?", "một", "hai", "B"]
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="[Red]0"/>'
    '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/></cellXfs></styleSheet>'
)


def refusal(content: bytes) -> str:
    with pytest.raises(FormatRefused) as refused:
        read(content)
    return refused.value.code


def stem_of(*cells: object, **given) -> str:
    """How a cell reads, as the stem of a question."""
    (question,) = read(workbook(sheet(HEADER, [*cells, *ROW[1:]]), **given)).questions
    return question.stem


@settings(max_examples=200, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = write(questions)
    reading = read(written.content)
    assert reading.questions == as_said(questions, written.left_out, without_blanks)
    assert (reading.findings, reading.refused) == ((), ())


@pytest.mark.skipif(not SAMPLE.exists(), reason="../shared/samples is not here")
def test_an_offices_workbook_is_read_whole():
    """The letters are those of the column "Đáp án", looked up in the part itself."""
    with zipfile.ZipFile(SAMPLE) as package:
        part = package.read("xl/worksheets/sheet1.xml").decode()
    keys = re.findall(r'<c r="E(?!1")[0-9]+"[^>]*><is><t>([A-D])</t>', part)
    reading = read(SAMPLE.read_bytes())
    found = ["ABCD"[position] for each in reading.questions for position in each.right_positions]
    assert (reading.findings, reading.refused, len(found)) == ((), (), 50)
    assert found == keys


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>1E+20</v></c>", "1e+20"),
        ("<c><v>NaN?</v></c>", "NaN?"),
        ('<c s="1"><v>46023</v></c>', "01/01/2026"),
        ('<c s="2"><v>46023.75</v></c>', "01/01/2026"),
        ('<c s="2"><v>99999999</v></c>', "99999999"),
        ('<c s="3"><v>0.25</v></c>', "25%"),
        ('<c s="4"><v>0.125</v></c>', "12.5%"),
        ('<c s="5"><v>7</v></c>', "7"),
        ('<c s="77"><v>7</v></c>', "7"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="d"><v>2026-07-01T00:00:00</v></c>', "2026-07-01"),
        ('<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="inlineStr"><is><r><t>Hỏi </t></r><r><t>gì?</t></r></is></c>', "Hỏi gì?"),
        ('<c t="inlineStr"><is><t>Hỏi</t><rPh><t>hoi</t></rPh></is></c>', "Hỏi"),
        ('<c t="inlineStr"><is><t>a_x000A_b_x005F_x0041_</t></is></c>', "a\nb_x0041_"),
    ],
)
def test_a_cell_is_read_as_it_shows(cell, shown):
    assert stem_of(cell, parts={"xl/styles.xml": STYLES}) == shown


def test_days_may_count_from_1904():
    cell = '<c s="1"><v>44561</v></c>'
    properties = '<workbookPr date1904="1"/>'
    assert stem_of(cell, parts={"xl/styles.xml": STYLES}, properties=properties) == "01/01/2026"


def test_texts_may_be_shared():
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>x</t></si><si><r><t>Hỏi </t></r><r><t>gì?</t></r>'
        "<rPh><t>y</t></rPh></si></sst>"
    )
    cell = '<c t="s"><v>1</v></c>'
    assert stem_of(cell, parts={"xl/sharedStrings.xml": strings}) == "Hỏi gì?"


def test_a_text_that_is_not_there_is_none():
    rows = sheet(HEADER, ['<c t="s"><v>9</v></c>', *ROW[1:]])
    assert [each.code for each in read(workbook(rows)).refused] == [Code.NO_STEM]


def test_cells_are_known_by_their_names():
    row = '<row r="7"><c r="D7" t="str"><v>B</v></c><c r="A7" t="str"><v>Hỏi?</v></c></row>'
    options = '<row r="7"><c r="B7"><v>1</v></c><c r="C7"><v>2</v></c></row>'
    rows = sheet(HEADER).replace("</sheetData>", f"{row}{options}</sheetData>")
    (item,) = read(workbook(rows)).items
    assert (item.at, item.question.stem, set(item.question.right_positions)) == (7, "Hỏi?", {1})


def test_a_row_within_a_cell_is_no_place():
    odd = '<c t="str"><v>x</v><row r="2"/></c>'
    assert len(read(workbook(sheet(HEADER, [*ROW, odd], ROW))).items) == 2


def test_hidden_rows_are_read():
    rows = sheet(HEADER, ROW).replace("<row><c t", '<row hidden="1"><c t')
    assert len(read(workbook(rows)).items) == 1


def test_a_cell_merged_downwards_counts_for_each_row():
    header = ["Chủ đề", *HEADER]
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B9"/></mergeCells>'
    rows = sheet(header, ["Một cửa", *ROW], ["<c/>", *ROW], ["<c/>", *ROW], after=merged)
    topics = [each.topic for each in read(workbook(rows)).questions]
    assert topics == ["Một cửa", "Một cửa", ""]


def test_a_merged_header_of_two_rows_is_one():
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="D1:D2"/></mergeCells>'
    first, second = ["Câu hỏi", "Phương án", "<c/>", "Đáp án"], ["<c/>", "A", "B", "<c/>"]
    reading = read(workbook(sheet(first, second, ROW, after=merged)))
    assert [each.at for each in reading.items] == [3]
    assert (reading.findings, reading.refused) == ((), ())


def test_each_sheet_with_a_header_is_read_and_others_are_named():
    content = workbook(
        sheet(["Ghi chú"], ["chung"]), sheet(HEADER, ROW), sheet(HEADER, ROW), sheet()
    )
    reading = read(content)
    assert [each.at for each in reading.items] == [2, "Tờ 3!2"]
    assert [(each.at, dict(each.params)) for each in reading.findings] == [
        ("Tờ 1", {"text": "Ghi chú chung"})
    ]


def test_pictures_and_comments_are_named():
    parts = {"xl/media/image1.png": "x", "xl/comments1.xml": "<x/>"}
    findings = read(workbook(sheet(HEADER, ROW), parts=parts)).findings
    assert [(each.at, each.code) for each in findings] == [
        ("xl/media/image1.png", Code.PICTURE_LEFT_OUT),
        ("xl/comments1.xml", Code.FIELD_LEFT_OUT),
    ]


def test_no_question_is_written_as_a_header():
    assert read(write([]).content).items == ()


def test_a_text_is_no_formula():
    (question,) = read(write([build_question(stem="=1+1")]).content).questions
    assert question.stem == "=1+1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"STT,A,B", "not-excel"),
        (b"PK\x03\x04", "not-a-package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\x04root" + b" " * 160, "lock-file"),
        (workbook(sheet(["a", "b"])), "no-header"),
        (workbook(), "no-header"),
        (workbook(parts={"_rels/.rels": related(("officeDocument", "xl/book.bin"))}), "not-excel"),
        (workbook(parts={"xl/workbook.xml": "<w:document xmlns:w='x'/>"}), "not-excel"),
        (workbook(parts={"_rels/.rels": '<Relationships xmlns="x"/>'}), "no-header"),
        (workbook(sheet(HEADER), parts={"XL/Workbook.xml": "<x/>"}), "package-broken"),
        (workbook("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "has-doctype"),
        (workbook(sheet(HEADER).replace("</row>", "")), "not-xml"),
    ],
)
def test_what_is_no_workbook_is_refused(content, code):
    assert refusal(content) == code


def test_a_million_styled_rows_without_words_are_read():
    empty = '<row r="{0}" s="1" ht="15.75"><c r="A{0}" s="1"/><c r="B{0}" s="2"></c></row>'
    rows = "".join(empty.format(number) for number in range(3, 1_000_003))
    content = workbook(sheet(HEADER, ROW).replace("</sheetData>", f"{rows}</sheetData>"))
    assert [each.stem for each in read(content).questions] == ["Hỏi?"]


def test_cells_around_empty_ones_keep_their_places():
    cells = '<c r="A7" t="str"><v>Hỏi?</v></c><c r="B7" s="1"/><c r="C7"><v>1</v></c>'
    row = f'<row r="6" s="1"/><row r="7">{cells}<c r="D7"><v>2</v></c></row>'
    header = ["Câu hỏi", "x", "A", "B"]
    content = workbook(sheet(header).replace("</sheetData>", f"{row}</sheetData>"))
    (item,) = read(content).items
    assert (item.at, [each.text for each in item.question.options]) == (7, ["1", "2"])


def test_more_questions_than_the_limit_are_refused_on_all_sheets_together():
    half = sheet(HEADER, *([ROW] * 10_001))
    assert len(read(workbook(half)).items) == 10_001
    assert refusal(workbook(half, half)) == "too-many-items"
